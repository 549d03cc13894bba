"""Examples taken for another intent by a bot that has not learnt them, and intents that it cannot
keep apart.

An example as it stands is always understood; what counts is whether somebody would be who writes
something like it. So each is judged by a model that has learnt from all examples but that one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tram_bot.content.said import Said, said
from tram_bot.content.sources import Sources
from tram_bot.content.translated import ENGLISH
from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem
from tram_bot.learning.learner import Learner
from tram_bot.understanding.intents import IntentModel, Meant, wording_of
from tram_bot.understanding.recogniser import is_sure

_CERTAIN = 0.95
"""Confidence in another intent from which on an example is told of. Ours: below it thousands are,
as examples are chosen to differ from one another."""
_TOO_CLOSE = 0.05
"""Two intents are too close when this part of the examples of each is taken for the other's.
Ours: one in twenty."""
_FEWEST = 3
"""Examples taken for the other's, each way, below which that is chance. Ours."""
_SHOWN = 3


@dataclass(slots=True, kw_only=True)
class Heard:
    """How the examples of one language fare: understood, asked back about, or taken for another
    intent without asking."""

    language: Language
    understood: int = 0
    asked_back: int = 0
    mistaken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusions:
    """What came out: warnings for the admin, and how each language fares."""

    problems: Sequence[Problem]
    heard: Sequence[Heard]


def confusions(sources: Sources, learner: Learner, language: Language | None = None) -> Confusions:
    """Judge every example of all languages, or of one. What is learnt for that is what `run`
    learns: it is recalled if it is kept."""
    examples: dict[Language, list[Said]] = defaultdict(list)
    for each in said(sources, "examples"):
        if language in (None, each.language):
            examples[each.language].append(each)
    model = IntentModel(
        {of: [(e.intent, wording_of(e.words)) for e in each] for of, each in examples.items()},
        learner,
    )
    trial = _Trial()
    for of, own in examples.items():
        for example, ranked in zip(own, model.left_out(of), strict=True):
            trial.add(example, ranked)
    return Confusions(
        problems=(*trial.problems, *_too_close(trial)), heard=tuple(trial.heard.values())
    )


@dataclass(slots=True)
class _Trial:
    """What all examples were taken for, so far."""

    problems: list[Problem] = field(default_factory=list)
    heard: dict[Language, Heard] = field(default_factory=dict)
    examples: Counter[str] = field(default_factory=Counter)
    taken: dict[tuple[str, str], list[Said]] = field(default_factory=dict)

    def add(self, example: Said, ranked: Sequence[Meant]) -> None:
        """Note what an example was taken for."""
        heard = self.heard.setdefault(example.language, Heard(language=example.language))
        best = ranked[0]
        self.examples[example.intent] += 1
        is_right = best.intent == example.intent
        if not is_right:
            self.taken.setdefault((example.intent, best.intent), []).append(example)
        if not is_sure(ranked):
            heard.asked_back += 1
        elif is_right:
            heard.understood += 1
        else:
            heard.mistaken += 1
            if best.confidence >= _CERTAIN:
                self.problems.append(mistaken(example, best))


def mistaken(example: Said, best: Meant) -> Problem:
    """A warning that somebody who writes something like this example is taken to mean that."""
    what = f"'{example.words}' of '{example.intent}' sounds like '{best.intent}'"
    mend = (
        f"write more examples like it for '{example.intent}', or move it to '{best.intent}' if it "
        "means that"
    )
    place = example.document.at(example.path)
    return example.document.problem(place, what, mend, "warning").because(
        f"whoever writes something like it is taken to mean that, {best.confidence:.0%} sure"
    )


def _too_close(trial: _Trial) -> Iterator[Problem]:
    for (one, other), there in trial.taken.items():
        back = trial.taken.get((other, one), [])
        share = min(len(there) / trial.examples[one], len(back) / trial.examples[other])
        if one > other or share < _TOO_CLOSE or min(len(there), len(back)) < _FEWEST:
            continue
        first = next((each for each in there if each.language == ENGLISH), there[0])
        what = (
            f"'{one}' and '{other}' are hard to tell apart: {len(there)} of "
            f"{trial.examples[one]} examples sound like '{other}', {len(back)} of "
            f"{trial.examples[other]} the other way"
        )
        mend = (
            f"make one intent of them, or give each examples that only it has; see {_places(there)}"
            f" and {_places(back)}"
        )
        place = first.document.at_key(first.path[:2])
        yield first.document.problem(place, what, mend, "warning").because(
            "companies get the answer to another question"
        )


def _places(examples: Sequence[Said]) -> str:
    return ", ".join(
        f"{each.document.file}:{each.document.at(each.path).line}" for each in examples[:_SHOWN]
    )
