"""Phone numbers in a text, in international form."""

import re

import phonenumbers

from tram_bot.core.identifiers import Country
from tram_bot.understanding.folding import Found, flat

_MOST = 10
_FEWEST_DIGITS = 7
_LOOKED_AT = 2_000
"""Characters looked at around the first digits; a number to call stands in a short message."""
_CUE = re.compile(
    r"\b(?:tel|phone|telephone|mobile|cell|call|whatsapp|number|telefon\w{0,4}|handy|anruf\w{0,3}"
    r"|erreich\w{0,4}|tlf|tfn|ring\w?|puh|puhelin\w{0,4}|gsm|soit\w{1,6}|mob|mobil|mobiil\w{0,3}"
    r"|nummer|numero\w{0,3}|numeri\w{0,3}|numer|numur\w{0,3}|helista\w{0,4}|zvan\w{1,5}|talr"
    r"|talrun\w{1,3}|skambin\w{1,4}|zadzwon\w{0,5}|dzwon\w{1,4}|kom|komork\w{1,3}|nr)\b"
)
"""Of a flat text."""
_PART = re.compile(r"[^,;\n]+")
_ENDS = re.compile(r"\s*(?:$|[.,;)\n])")
_INTERNATIONAL = re.compile(r"(?<![\d+])(?<!\d[\s.:/()-])00(?=\s?[1-9])")
"""At the beginning of a number only: the zeros of 555 001 23 stay what they are."""


def read_phones(
    text: str, region: Country | None, *, has_address: bool = False
) -> list[Found[str]]:
    """Phone numbers, in E.164. A number without its country's code is read as one of `region`,
    and only where the text speaks of a phone or has nothing else in that part, or ends a part
    where there is an e-mail address, too: other numbers are counts, sizes and orders."""
    if sum(c.isdigit() for c in text) < _FEWEST_DIGITS:
        return []
    # `00` and `+` mean the same; `+` in its place keeps every other character where it is.
    dialled = _INTERNATIONAL.sub(" +", text[:_LOOKED_AT])
    spoken_of = bool(_CUE.search(flat(dialled)))
    matcher = phonenumbers.PhoneNumberMatcher(
        dialled, region, leniency=phonenumbers.Leniency.VALID, max_tries=_MOST
    )
    found = []
    for match in matcher:
        if not match.raw_string.startswith("+") and not (
            spoken_of
            or (has_address and _ENDS.match(dialled, match.end))
            or _stands_alone(dialled, match.start, match.end)
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
