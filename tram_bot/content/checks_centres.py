"""The eight national centres and the lead partner's desk."""

from collections.abc import Collection, Iterator, Mapping
from datetime import time
from zoneinfo import ZoneInfo, available_timezones

from tram_bot.content.document import Document, Path
from tram_bot.content.hints import did_you_mean, one_of
from tram_bot.content.index import Index
from tram_bot.content.public_holidays import are_known
from tram_bot.content.shapes_catalogue import (
    COUNTRIES,
    CentresFile,
    CentreShape,
    CentreWordsFile,
    hours_of,
)
from tram_bot.content.sources import Folder, Sources
from tram_bot.content.translated import ENGLISH
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.errors import Problem


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Countries without a centre or a name, and centres nobody could work with."""
    for folder in sources.centres:
        for document, shape in folder.fitting():
            # Of one that only its words call so it is told that its id has changed.
            desk = index.naming(folder.name).meant(ENGLISH, LEAD_DESK) or LEAD_DESK
            yield from _all_there(document, shape.centres, desk, _named(folder))
            for id, centre in shape.centres.items():
                path: Path = ("centres", id)
                yield from _time_zone(document, (*path, "time_zone"), centre.time_zone)
                yield from _holidays(document, (*path, "holidays"), centre.holidays)
                yield from _languages(document, (*path, "languages"), centre, sources)
                yield from _promise(document, path, centre, is_last=id == desk)
                yield from _escalation(document, (*path, "escalates_to"), shape.centres, index)
        for language, document, words in folder.fitting_words():
            if language == ENGLISH:
                yield from _names(document, words)


def _all_there(
    document: Document, centres: Mapping[str, CentreShape], desk: str, named: Collection[str]
) -> Iterator[Problem]:
    top = document.at_key(("centres",))
    by_country: dict[str, str] = {}
    is_in_doubt = False
    for id, centre in centres.items():
        problems = list(
            _country(
                document,
                id,
                centre.country,
                is_desk=id == desk,
                by_country=by_country,
                named=named,
            )
        )
        is_in_doubt = is_in_doubt or bool(problems)
        yield from problems
    for country in COUNTRIES:
        # A centre whose country is wrong is most probably the one that is missing.
        if country not in by_country and not is_in_doubt:
            id = country.lower()
            what = f"there is no centre for {country}"
            if id in centres:
                place = document.at(("centres", id, "country"))
                yield document.problem(place, what, f"write 'country: {country}' here")
            else:
                yield document.problem(top, what, f"add it as '{id}:'")
    if desk not in centres:
        what = f"'{LEAD_DESK}' is missing, which catches what no centre takes"
        yield document.problem(top, what, "add it, without a country")


def _country(
    document: Document,
    id: str,
    country: str | None,
    *,
    is_desk: bool,
    by_country: dict[str, str],
    named: Collection[str],
) -> Iterator[Problem]:
    path: Path = ("centres", id, "country")
    if (country is None) is not is_desk:
        what = f"only '{LEAD_DESK}' stands for no country"
        mend = "remove it" if is_desk else "add a line 'country: …'"
        yield document.problem(document.at_key(path), what, mend)
    if country is None:
        return
    if country not in COUNTRIES and country not in named:
        what = f"unknown country '{country}'"
        mend = f"write {one_of(COUNTRIES)}, or name it in English under 'countries:'"
        yield document.problem(document.at(path), what, mend)
        return
    other = by_country.setdefault(country, id)
    if other != id:
        what = f"'{other}' is the centre of {country} already"
        yield document.problem(document.at(path), what, "keep one centre to a country")


def _time_zone(document: Document, path: Path, name: str) -> Iterator[Problem]:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        otherwise = "write its name of the tz database, such as Europe/Warsaw"
        mend = did_you_mean(name, available_timezones(), otherwise)
        yield document.problem(document.at(path), f"unknown time zone '{name}'", mend)


def _holidays(document: Document, path: Path, where: str) -> Iterator[Problem]:
    if where and not are_known(where):
        what = f"no public holidays are known for '{where}'"
        mend = "write a country such as PL or a region of one such as DE-HH"
        yield document.problem(document.at(path), what, mend)


def _languages(
    document: Document, path: Path, centre: CentreShape, sources: Sources
) -> Iterator[Problem]:
    source = sources.languages
    if not source or not source.shape:
        return
    for number, language in enumerate(centre.languages):
        if language not in source.shape.languages:
            what = f"the language '{language}' is not listed in intents/languages.yaml"
            mend = did_you_mean(language, source.shape.languages, "add it there, or remove it")
            yield document.problem(document.at((*path, number)), what, mend)


def _promise(
    document: Document, path: Path, centre: CentreShape, *, is_last: bool
) -> Iterator[Problem]:
    """Limits that are over only when the company should have had its answer already. `is_last`: no
    other desk is called in."""
    periods = hours_of(centre.hours)
    a_day = sum(map(_hours_between, periods))
    promised = centre.answers_within * a_day
    if is_last:
        unclaimed, then = centre.claim_within, "is called to mind"
    else:
        unclaimed, then = centre.claim_within + centre.escalate_after, "is taken to the next desk"
    for key, hours, late in (
        ("claim_within", unclaimed, f"a request that nobody claims {then}"),
        ("release_after", centre.release_after, "one that nobody answers is free again"),
    ):
        if hours > promised:
            place = document.at_key((*path, "answers_within"))
            what = (
                f"companies are promised an answer within {promised:g} office hours, and {late} "
                f"only after {hours}"
            )
            mend = f"lower '{key}', or raise 'answers_within'"
            yield document.problem(place, what, mend, "warning")


def _hours_between(period: tuple[time, time]) -> float:
    opens, closes = ((each.hour * 60 + each.minute) / 60 for each in period)
    return closes - opens


def _escalation(
    document: Document, path: Path, centres: Mapping[str, CentreShape], index: Index
) -> Iterator[Problem]:
    id = str(path[1])
    target = centres[id].escalates_to
    if target is None:
        return
    yield from index.reference(document, path, "centre", target)
    passed: set[str] = set()
    here: str | None = target
    while here is not None and here not in passed:
        if here == id:
            what = f"a lead that '{id}' leaves comes back to it"
            mend = f"let every chain end, best at '{LEAD_DESK}'"
            yield document.problem(document.at(path), what, mend)
            return
        passed.add(here)
        here = centres[here].escalates_to if here in centres else None


def _named(folder: Folder[CentresFile, CentreWordsFile]) -> frozenset[str]:
    """The countries that have an English name."""
    words = (words for language, _, words in folder.fitting_words() if language == ENGLISH)
    return frozenset(country for each in words for country in each.countries)


def _names(document: Document, words: CentreWordsFile) -> Iterator[Problem]:
    for country in COUNTRIES:
        if country not in words.countries:
            place = document.at_key(("countries",))
            what = f"the English name of {country} is missing"
            yield document.problem(place, what, f"add a line '{country}: …' under 'countries:'")
