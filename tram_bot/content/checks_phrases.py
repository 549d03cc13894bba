"""The bot's own phrases: the keys the code asks for, with the names it fills."""

from collections.abc import Iterator

from tram_bot.content.document import Document, Plain
from tram_bot.content.hints import did_you_mean
from tram_bot.content.index import Index
from tram_bot.content.placeholders import dropped, unfilled
from tram_bot.content.sources import Sources
from tram_bot.content.translated import ENGLISH
from tram_bot.core.phrase_keys import KEYS
from tram_bot.core.phrasebook import parts_of
from tram_bot.errors import Problem

_NAMED = 8
_MONTHS = "months"


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Keys no code asks for, keys without a text, placeholders nobody fills, and languages that are
    not spoken for want of them."""
    del index
    yield from _unspoken(sources)
    english = sources.phrases.get(ENGLISH)
    for language, source in sources.phrases.items():
        document = source.document
        phrases = document.get(("phrases",))
        if not isinstance(phrases, dict):
            continue
        for key in phrases:
            path = ("phrases", key)
            if key == _MONTHS:
                yield from _twelve(document, phrases[key])
            if key in KEYS:
                yield from unfilled(document, path, KEYS[key])
                original = english.document.get(path) if english else None
                if isinstance(original, str):
                    yield from dropped(document, path, original)
            else:
                mend = did_you_mean(key, KEYS, "remove it; no code says it")
                yield document.problem(document.at_key(path), f"unknown phrase '{key}'", mend)
        lacking = [key for key in KEYS if key not in phrases]
        yield from _lacking(document, language, lacking)


def _unspoken(sources: Sources) -> Iterator[Problem]:
    """Languages that are offered, and that the bot has no words of its own for: it goes by these
    files alone in what it speaks."""
    listed = sources.languages
    # What seems to be missing may stand in a file that could not be read.
    if not listed or not listed.shape or sources.unreadable:
        return
    begun = {language for language, _ in sources.of_language()}
    for code, language in listed.shape.languages.items():
        is_wanted = language.complete or code in begun
        # English has its own problem: everything falls back to it.
        if code in (ENGLISH, *sources.phrases) or not (language.offered and is_wanted):
            continue
        place = listed.document.at_key(("languages", code))
        file = f"intents/phrases/{code}.yaml"
        yield listed.document.problem(
            place,
            f"'{code}' is not spoken, as {file} is missing",
            "add that file, or write 'offered: false' until it is there",
            "error" if language.complete else "warning",
        ).because("companies are answered in another language, whatever else is translated")


def _twelve(document: Document, months: Plain) -> Iterator[Problem]:
    """The one phrase with parts: a date picks its month by its place in the list."""
    if isinstance(months, str) and len(parts_of(months)) != 12:
        what = f"'{_MONTHS}' has {len(parts_of(months))} names, not 12"
        mend = "write the twelve months with ', ' between them"
        yield document.problem(document.at(("phrases", _MONTHS)), what, mend)


def _lacking(document: Document, language: str, lacking: list[str]) -> Iterator[Problem]:
    if not lacking:
        return
    place = document.at_key(("phrases",))
    if language == ENGLISH:
        for key in lacking:
            names = ", ".join(f"{{{name}}}" for name in sorted(KEYS[key]))
            filled = f", in which {names} can stand" if names else ""
            yield document.problem(
                place, f"the phrase '{key}' is missing", f"add a line '{key}: …'{filled}"
            )
    else:
        percent = 100 * (len(KEYS) - len(lacking)) // len(KEYS)
        named = ", ".join(lacking[:_NAMED]) + (" …" if len(lacking) > _NAMED else "")
        what = f"{percent} % of the phrases in '{language}' are there"
        yield document.problem(place, what, f"{len(lacking)} are missing: {named}", "warning")
