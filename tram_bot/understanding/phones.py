"""Phone numbers in a text, in international form."""

import re

import phonenumbers

from tram_bot.core.identifiers import Country
from tram_bot.understanding.folding import Found

_MOST = 10
_FEWEST_DIGITS = 7
_LOOKED_AT = 2_000
"""Characters looked at around the first digits; a number to call stands in a short message."""
_CUE = re.compile(
    r"\b(?:tel|phone|telephone|mobile|cell|call|ring|whatsapp|number|telefon|handy|puh|puhelin|mob"
    r"|mobil|nummer|numer|komorka|talrunis|talr|telefonas|nr)\b",
    re.IGNORECASE,
)
_PART = re.compile(r"[^,;\n]+")
_INTERNATIONAL = re.compile(r"(?<![\d+])(?<!\d[\s.:/()-])00(?=\s?[1-9])")
"""At the beginning of a number only: the zeros of 555 001 23 stay what they are."""


def read_phones(text: str, region: Country | None) -> list[Found[str]]:
    """Phone numbers, in E.164. A number without its country's code is read as one of `region`,
    and only where the text speaks of a phone or has nothing else in that part: other numbers are
    counts, sizes and orders."""
    if sum(c.isdigit() for c in text) < _FEWEST_DIGITS:
        return []
    # `00` and `+` mean the same; `+` in its place keeps every other character where it is.
    dialled = _INTERNATIONAL.sub(" +", text[:_LOOKED_AT])
    spoken_of = bool(_CUE.search(dialled))
    matcher = phonenumbers.PhoneNumberMatcher(
        dialled, region, leniency=phonenumbers.Leniency.VALID, max_tries=_MOST
    )
    found = []
    for match in matcher:
        if not match.raw_string.startswith("+") and not (
            spoken_of or _stands_alone(dialled, match.start, match.end)
        ):
            continue
        number = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        written_with_zeros = match.raw_string.startswith("+") and text[match.start] != "+"
        found.append(Found(match.start - written_with_zeros, match.end, number))
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    return any(
        part[0].strip(" .()") == text[start:end].strip(" .()")
        for part in _PART.finditer(text)
        if part.start() <= start < part.end()
    )
