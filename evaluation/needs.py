"""How well a need finds its techniques, in every language, beside what one would use instead."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache

from evaluation.measures import MEASURES, Ranked, interval, mean, milliseconds, ranked
from evaluation.names import NOTED, OURS
from evaluation.noise import NOISES
from evaluation.rivals import RIVALS, Rival
from evaluation.sets import LANGUAGES, Need, needs, no_needs
from tram_bot.core import finding
from tram_bot.core.catalogue import ABOUT, Catalogue
from tram_bot.core.identifiers import Language
from tram_bot.matching.finder import Finder

Search = Callable[[Need], Sequence[str]]
"""A way to search: techniques for a need, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way to search, over one set of needs."""

    search: str
    language: Language | None
    noise: str
    scores: Sequence[Ranked]
    seconds: Sequence[float]

    def figures(self) -> dict[str, object]:
        """As it is written down."""
        figures: dict[str, object] = {
            "search": self.search, "language": self.language or "all", "noise": self.noise,
            "needs": len(self.scores),
        }  # fmt: skip
        for measure in MEASURES:
            figures[measure] = round(mean([getattr(each, measure) for each in self.scores]), 3)
        low, high = interval([each.hit3 for each in self.scores])
        figures["hit3_interval"] = [round(low, 3), round(high, 3)]
        figures["p50_ms"] = round(milliseconds(self.seconds, 50), 2)
        figures["p99_ms"] = round(milliseconds(self.seconds, 99), 2)
        return figures


@dataclass(slots=True, kw_only=True)
class Abstention:
    """How often something is offered, for needs and for what is none."""

    language: Language
    sure: int = 0
    needs: int = 0
    fooled: list[str] = field(default_factory=list)
    no_needs: int = 0

    def figures(self) -> dict[str, object]:
        """As it is written down."""
        return asdict(self) | {"fooled": len(self.fooled)}


def ours(finder: Finder) -> Search:
    """The search of the bot."""

    def search(need: Need) -> Sequence[str]:
        return _found(finder, need)

    return search


def as_noted(finder: Finder) -> Search:
    """The search of the bot in the middle of its questionnaire, which has noted the material, the
    sample and the like from the words."""

    def search(need: Need) -> Sequence[str]:
        concepts = finder.find_concepts(need.text, need.language)
        noted = tuple((each.kind, each.id) for each in concepts if each.kind not in ABOUT)
        return _found(finder, need, noted)

    return search


def _found(finder: Finder, need: Need, answered: tuple[tuple[str, str], ...] = ()) -> Sequence[str]:
    asked = finding.Need(
        text=need.text, language=need.language, country=need.country, answered=answered
    )
    return [match.technique for match in finder.find(asked).techniques]


def theirs(catalogue: Catalogue, rival: Rival) -> Search:
    """A rival over all that is written about each technique, in the language of the need."""

    @cache
    def scorer(language: Language) -> tuple[tuple[str, ...], Callable[[str], object]]:
        answered: dict[str, list[str]] = defaultdict(list)
        for enquiry in catalogue.enquiries.get(language, ()):
            for id in enquiry.techniques:
                answered[id].append(enquiry.need)
        texts = {
            technique.id: " ".join(
                (*_texts(catalogue, technique.id, language), *answered[technique.id])
            )
            for technique in catalogue.techniques.values()
        }
        return tuple(texts), rival(list(texts.values()))

    def search(need: Need) -> Sequence[str]:
        ids, score = scorer(need.language)
        scores = score(need.text)
        return sorted(ids, key=dict(zip(ids, scores, strict=True)).__getitem__, reverse=True)  # type: ignore[call-overload]

    return search


def _texts(catalogue: Catalogue, id: str, language: Language) -> Iterator[str]:
    technique = catalogue.techniques[id]
    words = technique.words.of(language)
    if words:
        yield from (words.name, *words.aliases, words.tells, *words.problems)
    for material in technique.materials:
        concept = catalogue.concepts.get(("materials", material))
        label = concept.words.of(language) if concept else None
        yield label.label if label else material


def measured(finder: Finder, *, held_out: bool) -> list[Row]:
    """Every way to search over every language, and ours over every noise."""
    searches = {OURS: ours(finder), NOTED: as_noted(finder)}
    searches |= {name: theirs(finder.catalogue, rival) for name, rival in RIVALS.items()}
    rows = []
    for name, search in searches.items():
        for noise, spoil in NOISES.items():
            of_all: list[tuple[Ranked, float]] = []
            for language in LANGUAGES:
                spoilt = [_spoilt(each, spoil) for each in needs(language, held_out=held_out)]
                went = [_went(search, each) for each in spoilt]
                of_all += went
                rows.append(_row(name, language, noise, went))
            rows.append(_row(name, None, noise, of_all))
    real = [each for each in needs("en", held_out=held_out) if each.is_real]
    for name, search in searches.items():
        went = [_went(search, each) for each in real]
        rows.append(_row(name, "en", "real cases", went))
    return rows


def _spoilt(need: Need, spoil: Callable[[str, Language], str]) -> Need:
    return replace(need, text=spoil(need.text, need.language))


def _went(search: Search, need: Need) -> tuple[Ranked, float]:
    begun = time.perf_counter()
    found = search(need)
    return ranked(need.techniques, found), time.perf_counter() - begun


def _row(
    search: str, language: Language | None, noise: str, went: Sequence[tuple[Ranked, float]]
) -> Row:
    return Row(
        search=search,
        language=language,
        noise=noise,
        scores=[score for score, _ in went],
        seconds=[seconds for _, seconds in went],
    )


def abstentions(finder: Finder, *, held_out: bool) -> list[Abstention]:
    """How often something is offered, by language."""
    found = []
    for language in LANGUAGES:
        each = Abstention(language=language)
        for need in needs(language, held_out=held_out):
            asked = finding.Need(text=need.text, language=language, country=need.country)
            each.needs += 1
            each.sure += finder.find(asked).sure
        for text in no_needs(language, held_out=held_out):
            each.no_needs += 1
            if finder.find(finding.Need(text=text, language=language)).sure:
                each.fooled.append(text)
        found.append(each)
    return found


def misses(finder: Finder, languages: Sequence[Language], *, held_out: bool) -> Iterator[str]:
    """The needs none of whose techniques are among the first three, and what was there."""
    search = ours(finder)
    for language in languages:
        for need in needs(language, held_out=held_out):
            found = search(need)
            if not ranked(need.techniques, found).hit3:
                yield f"{need.id}: {need.text}"
                yield f"  wanted {dict(need.techniques)}, found {', '.join(found[:5])}"
