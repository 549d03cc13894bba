"""Which intent a message means, learnt from the examples of every language.

Two judges score every intent of a language: a linear model over words and characters (regularised
least squares, to which more than enough is no mistake), and the nearest examples, word by word. How
far their sum can be trusted is learnt from the examples themselves: each is judged by a model that
has not seen it (is the right intent found?), and by one that has not seen its whole intent (then
there is nothing right to be found). Both come in closed form from columns of the inverse of the
matrix that the model solves.

Learning takes seconds, and who has written a new example shall not wait for it. So the linear
model, and how far to trust it, may be borrowed from what was learnt of other examples before: the
intents that both know have what they had there, a new one has nothing but its examples.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

import numpy as np
import numpy.typing as npt

from tram_bot.core.identifiers import Language
from tram_bot.learning.kernel import Kernel
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.linear import LinearModel
from tram_bot.learning.made import Made
from tram_bot.learning.memory import Arrays, key_of, recalled
from tram_bot.learning.ridge import Ridge
from tram_bot.learning.weakly import weakly
from tram_bot.learning.wording import Wording
from tram_bot.understanding import alignment
from tram_bot.understanding.alignment import Alignment
from tram_bot.understanding.calibration import Calibration, fit
from tram_bot.understanding.folding import plain

Numbers = npt.NDArray[np.float64]
Example = tuple[str, Wording]
"""An intent, and one way to say it."""

_CODE = (__file__, alignment.__file__)
_RIDGE = 0.5
"""Pull of the linear model towards zero."""
_ALIGNED = 0.7
"""What the nearest examples count beside the linear model."""
_NEAREST = np.array([0.6, 0.25, 0.15])
"""What the nearest example of an intent counts, the next, and the one after."""
_SHARPNESS = 6.0
"""How fast an intent's confidence falls with its distance from the best one."""
_MOST_WORDS = 60
"""Words of a message that are looked at: nobody needs more to ask for something."""
_OBSERVED = 1000
"""Examples of a language on which it is tried out how far the judges can be trusted, about."""
_FEW = 100
"""Observations below which a language says too little by itself: then all say it together."""
_MISTAKES = 0.1
"""What a mistake over an example that was left out counts: examples are chosen to differ, so that
what people write is more like some of them than they are like each other."""
_OUTSIDERS = 0.1
"""How common messages that mean no intent are taken to be, beside those that mean one."""


def wording_of(text: str) -> Wording:
    """A text as it is learnt from, and judged."""
    return Wording(tuple(plain(text).split()), text)


@dataclass(frozen=True, slots=True)
class Meant:
    """An intent that a message may mean, and how likely it does, 0 to 1."""

    intent: str
    confidence: float


class IntentModel:
    """The intents in every language. Each language is learnt when it is first asked for."""

    def __init__(
        self,
        examples: Mapping[Language, Sequence[Example]],
        learner: Learner = PLAIN,
        before: "IntentModel | None" = None,
        anew: Language | None = None,
    ) -> None:
        """`examples` are what to learn from, by language that has some; `learner` is what to learn
        with. What was learnt `before` from the same examples need not be learnt again, and from
        other examples is borrowed if what should be learnt is not kept; but a language `anew`
        borrows nothing."""
        self._learner = learner
        self._anew = anew
        self._examples = examples
        self.learnt: Made[Language, _OneLanguage] = Made(
            weakly(self._learn),
            of=self._examples.__getitem__,
            before=before.learnt if before else None,
            lives_on_loan=lambda each: each.is_lent,
        )
        self._trusted = cache(weakly(self._trust))

    def learn(self, language: Language) -> None:
        """Learn a language now, so that nobody waits for it later."""
        if language in self._examples:
            self._trusted(language)

    def rank(self, said: Wording, languages: Sequence[Language]) -> tuple[Meant, ...]:
        """What a message may mean in one of the languages, likeliest first."""
        return _ranked(self.confidences(said, languages))

    def confidences(
        self, said: Wording, languages: Sequence[Language], least: float = 0.0
    ) -> Mapping[str, float]:
        """How likely a message means each intent in one of the languages, in no order, of those
        that it means at least so likely."""
        said = replace(said, words=said.words[:_MOST_WORDS])
        best: dict[str, float] = {}
        for language in languages if said.words else ():
            if language in self._examples:
                model = self.learnt(language)
                judged = model.judge(said)
                certain = self._trusted(language).probabilities(judged.signals[None, :])[0]
                confidences = certain * judged.shares
                for at in np.flatnonzero(confidences >= least).tolist():
                    intent, confidence = model.intents[at], float(confidences[at])
                    best[intent] = max(confidence, best.get(intent, confidence))
        return best

    def left_out(
        self, language: Language, places: Sequence[int] | None = None
    ) -> Iterator[tuple[Meant, ...]]:
        """What each example of a language, or each at these places among them, would be taken for,
        had it not been learnt: in the order in which they were given, the likeliest first. Raises
        RuntimeError of a language that lives on what was lent."""
        if language in self._examples:
            model = self.learnt(language)
            for judged in model.left_out(places):
                certain = self._trusted(language).probabilities(judged.signals[None, :])[0]
                shares = zip(model.intents, judged.shares, strict=True)
                yield _ranked({intent: float(certain * share) for intent, share in shares})

    def _learn(self, language: Language, earlier: "_OneLanguage | None") -> "_OneLanguage":
        lender = None if language == self._anew else earlier
        return _OneLanguage(language, self._examples[language], self._learner, lender)

    def _trust(self, language: Language) -> Calibration:
        """How far a judgement in a language can be trusted."""
        observed = self.learnt(language).observed
        if len(observed.right) < _FEW:
            observed = _together([self.learnt(each).observed for each in self._examples])
        return fit(observed.signals, observed.right, observed.worth)


def _ranked(confidences: Mapping[str, float]) -> tuple[Meant, ...]:
    ranked = sorted(confidences.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Meant(intent, confidence) for intent, confidence in ranked)


@dataclass(frozen=True, slots=True)
class _Judged:
    """How much speaks for the best intent, and each intent's share of it, 1 for the best."""

    signals: Numbers
    shares: Numbers


@dataclass(frozen=True, slots=True)
class _Observed:
    """What messages were taken for by a model that had to do without something: a row of signals
    for each, whether it was right, and what that is worth."""

    signals: Numbers
    right: npt.NDArray[np.bool_]
    worth: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class _Without:
    """The examples of an intent, and what the linear model makes of each of them, had it not
    learnt from that one, or from none of them."""

    places: npt.NDArray[np.intp]
    it: npt.NDArray[np.float32]
    intent: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Learnt:
    """The linear model, which tells these intents, and how both judges did."""

    intents: tuple[str, ...]
    model: LinearModel
    observed: _Observed


class _OneLanguage:
    """The two judges over the examples of one language, and how they did where they had to do
    without something."""

    def __init__(
        self,
        language: Language,
        examples: Sequence[Example],
        learner: Learner,
        lender: "_OneLanguage | None" = None,
    ) -> None:
        """What should be learnt and is not kept is taken from the `lender`, if there is one."""
        self.examples = examples
        self._wordings = [wording for _, wording in examples]
        self.intents = tuple(dict.fromkeys(intent for intent, _ in examples))
        place = {intent: at for at, intent in enumerate(self.intents)}
        self._of = np.array([place[intent] for intent, _ in examples], np.intp)
        members = [np.flatnonzero(self._of == at) for at in range(len(place))]
        self._grid = _grid(members, nobody=len(examples))
        self.alignment: Alignment = (
            lender.alignment
            if lender and lender.examples == examples
            else Alignment([wording.words for wording in self._wordings])
        )
        code = version("rapidfuzz"), learner.kernels.name
        key = key_of(f"intents-{language}", _CODE, *code, examples)
        self.is_lent: bool = lender is not None and learner.memory.recall(key) is None
        """Whether the model has learnt from other examples than these."""
        self.learnt: _Learnt
        """What was learnt."""
        if lender and self.is_lent:
            self.learnt = lender.learnt
        else:
            known = recalled(
                learner.memory,
                key,
                lambda: self._learn(learner.kernels.of(self._wordings), members),
            )
            self.learnt = _Learnt(
                self.intents,
                LinearModel.from_arrays(learner.kernels, known),
                _Observed(known["signals"], known["right"], known["worth"]),
            )
        # The last column, which is nobody's, is for an intent that the lender has not learnt.
        columns = {intent: at for at, intent in enumerate(self.learnt.intents)}
        self._columns = np.array([columns.get(each, -1) for each in self.intents], np.intp)

    @property
    def observed(self) -> _Observed:
        """How the judges did."""
        return self.learnt.observed

    def _learn(self, kernel: Kernel, members: Sequence[npt.NDArray[np.intp]]) -> Arrays:
        """What each example counts, and how far to trust that."""
        asked = _some(members)
        lone = np.concatenate([members[at] for at in asked])
        single = np.eye(len(self.examples), dtype=np.float32)[:, lone]
        ridge = Ridge(kernel, _RIDGE)
        # Of each example 1 for its intent, and 0 for all others.
        count, wanted = ridge.one_sided(np.eye(len(members), dtype=np.float32)[self._of])
        inverse = ridge.counts(single)
        observed: list[tuple[Numbers, bool, float]] = []
        done = 0
        for own in asked:
            group = members[own]
            block = inverse[group, done : done + len(group)]
            done += len(group)
            without = _Without(
                places=group,
                # The closed forms of leaving out one example, and all of an intent.
                it=_without_itself(wanted[group], count[group], np.diag(block)),
                intent=wanted[group] - np.linalg.solve(block, count[group]),
            )
            observed += self._observations(own, without)
        signals, right, worth = zip(*observed, strict=True)
        return {
            **LinearModel(kernel, count).arrays(),
            "signals": np.array(signals),
            "right": np.array(right),
            "worth": np.array(worth),
        }

    def judge(self, said: Wording) -> _Judged:
        """What a message may mean."""
        # A slip or a form of its own makes a word unknown, and all pairs that it stands in.
        read = replace(said, taken_for=self.alignment.nearest(said.words))
        linear = np.append(self.learnt.model.says(read), np.float32(0.0))[self._columns]
        return _judged(linear, self._near(self.alignment.similarities(said.words)))

    def left_out(self, places: Sequence[int] | None = None) -> Iterator[_Judged]:
        """What each example, or each at these places, may mean to somebody who has not learnt from
        it. Raises RuntimeError if the model is lent: it has learnt from other examples."""
        if self.is_lent:
            raise RuntimeError("nothing was learnt from these examples yet")
        model, every = self.learnt.model, len(self.examples)
        asked = np.arange(every) if places is None else np.array(places, np.intp)
        single = np.eye(every, dtype=np.float32)[:, asked]
        inverse = Ridge(model.kernel, _RIDGE).counts(single)[asked, np.arange(len(asked))]
        counts = model.counts[asked]
        wanted = model.kernel.gram()[asked] @ model.counts + np.float32(_RIDGE) * counts
        linear = _without_itself(wanted, counts, inverse)
        for at, row in zip(asked.tolist(), linear, strict=True):
            yield _judged(row, self._near_others(at))

    def _observations(self, own: int, without: _Without) -> Iterator[tuple[Numbers, bool, float]]:
        """What each example of an intent is taken for when it is unknown, or its intent is."""
        others = np.arange(len(self.intents)) != own
        for row, at in enumerate(without.places):
            near = self._near_others(at)
            judged = _judged(without.it[row], near)
            is_right = int(judged.shares.argmax()) == own
            yield judged.signals, is_right, 1.0 if is_right else _MISTAKES
            if others.any():
                judged = _judged(without.intent[row][others], near[others])
                yield judged.signals, False, _OUTSIDERS

    def _near_others(self, at: np.intp | int) -> Numbers:
        """How near to an example the nearest other ones of each intent are."""
        alike = self.alignment.similarities(self._wordings[at].words)
        alike[at] = 0.0
        return self._near(alike)

    def _near(self, similarities: npt.NDArray[np.float32]) -> Numbers:
        """How near the nearest examples of each intent are."""
        of_each = np.append(similarities, np.float32(0.0)).take(self._grid, mode="clip")
        # To part the nearest ones from the others, which need no order, takes longer.
        of_each.sort(axis=1)
        nearest = of_each[:, ::-1][:, : len(_NEAREST)]
        near: Numbers = nearest @ _NEAREST[: nearest.shape[1]]
        return near


def _together(observed: Sequence[_Observed]) -> _Observed:
    return _Observed(
        np.concatenate([each.signals for each in observed]),
        np.concatenate([each.right for each in observed]),
        np.concatenate([each.worth for each in observed]),
    )


def _some(members: Sequence[npt.NDArray[np.intp]]) -> Sequence[int]:
    """Intents from all over the list whose examples are enough to learn from how far to trust."""
    examples = sum(map(len, members))
    return range(0, len(members), max(1, examples // _OBSERVED))


def _grid(members: Sequence[npt.NDArray[np.intp]], *, nobody: int) -> npt.NDArray[np.intp]:
    """The examples of each intent as a row, filled up with `nobody`."""
    grid = np.full((len(members), max(len(each) for each in members)), nobody, np.intp)
    for row, each in zip(grid, members, strict=True):
        row[: len(each)] = each
    return grid


def _without_itself(
    wanted: npt.NDArray[np.float32],
    counts: npt.NDArray[np.float32],
    of_inverse: npt.NDArray[np.float32],
) -> npt.NDArray[np.float32]:
    """What the linear model makes of each example, had it learnt from all but that one, by the
    diagonal of the inverse."""
    made: npt.NDArray[np.float32] = wanted - counts / of_inverse[:, None]
    return made


def _judged(linear: npt.NDArray[np.floating], near: Numbers) -> _Judged:
    """What tells a safe judgement from an unsafe one is how much speaks for the best intent, how
    near its examples are, and how far behind the next one is."""
    score = linear + _ALIGNED * near
    first, *rest = np.argsort(-score, kind="stable")[:2]
    behind = score[first] - (score[rest[0]] if rest else 0.0)
    both = max(score[first], 0.0) * near[first]
    signals = np.array([score[first], near[first], behind, both])
    return _Judged(signals, np.exp(_SHARPNESS * (score - score[first])))
