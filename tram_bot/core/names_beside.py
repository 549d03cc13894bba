"""Companies and streets that a word beside them tells, however they are written: *example coatings
ltd*, *baker street 12*."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from tram_bot.core.identifiers import Language

_WORD = r"[^\W\d_][\w'’&-]*"
_FORMS = r"gmbh|ltd|oyj?|oü|aps|a/s|inc|llc|(?-i:P[Ll][Cc])|sia|uab|sp\.?\s?z\s?o\.?\s?o\.?|s\.a\."
_FORMS_OF: Mapping[Language, str] = MappingProxyType({"sv": "|ab", "de": "|ag"})
"""Forms that are words or units in another language. A `plc` in small letters is a controller."""
_IN_FRONT = re.compile(rf"(?<![\w-])(?:sia|uab)\s+{_WORD}(?![\w-])", re.IGNORECASE)

_UNITS = r"[cdkmnμ]m|[kmμ]g|ml|kn|[kmg]pa|kw|[kmg]hz|°|%|(?<=\s)m(?!\.?\s*\d)"
"""Without those that are a letter of a house, or a word: *12 g*, *ielā 5 pa kreisi*. With a number
behind it, `m` is a Polish flat."""
_SIZE = rf"\s*\d+(?:[.,]\d+)?\s*(?:{_UNITS})(?!\w)"
_HOUSE = rf"(?!{_SIZE})\s*\d+\w?(?:/\d+\w?)?(?!\w)"
_ENGLISH = "street|road|avenue|(?-i:L(?:ane|ANE))"
"""In small letters a lane may be one of a machine."""
_OF_WORK = "arbeits|fahr|förder|hub|lauf|mess|prüf|schalt|spann|stell|transport|verfahr|vorschub"
"""Beginnings of German words for a place or a way in a workshop that hardly begin a street."""
_ENDS = r"straße|strasse|str\.?|gasse|allee|vej|gade|gatan|vägen|katu|kuja"
_STREETS = re.compile(
    r"(?<!\w)(?:"
    rf"(?:{_WORD}\s+){{1,2}}(?:{_ENGLISH}|{_ENDS}|tänav|mnt|pst|iel[aā]|gatv\w+"
    r"|g\.|pr\.|al\.)"
    rf"|[^\W\d_]{{2,40}}(?:{_ENDS})"
    rf"|(?!(?:{_OF_WORK})(?:weg|platz))[^\W\d_]{{4,40}}(?:weg|platz|tie|tiellä)"
    rf"|(?:ul\.?|al\.|os\.|pl\.)\s*{_WORD}(?:\s+{_WORD})?"
    rf"),?{_HOUSE}"
    rf"|(?<!\w)\d+\w?\s+(?:{_WORD}\s+){{1,2}}(?:{_ENGLISH})(?!\w)",
    re.IGNORECASE,
)
"""A street with the number of a house: without one it may be anything, and what has a unit is a
size."""


def without_firms(text: str, language: Language, known: frozenset[str], mark: str) -> str:
    """The text without names of companies beside their legal form; of several words before it,
    those are part of the name that are not `known`."""
    forms = f"{_FORMS}{_FORMS_OF.get(language, '')}"
    behind = rf"(?<![\w-])((?:{_WORD}\s+){{1,3}})(?:{forms})(?![\w-])"

    def firm(found: re.Match[str]) -> str:
        words = list(re.finditer(r"\S+\s+", found[1]))
        start = len(words) - 1
        while start and words[start - 1][0].strip().casefold() not in known:
            start -= 1
        return found[1][: words[start].start()] + mark

    return re.sub(behind, firm, _IN_FRONT.sub(mark, text), flags=re.IGNORECASE)


def without_streets(text: str, mark: str) -> str:
    """The text without streets that have a house number."""
    return _STREETS.sub(mark, text)
