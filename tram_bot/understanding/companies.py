"""Companies named with their legal form: `Example Coatings Oy`, `SIA Example`."""

import re
from functools import cache

from tram_bot.understanding.folding import Found, fold, tokens
from tram_bot.understanding.words.of_language import all_words

_FORMS = (
    "GmbH & Co. KG", "GmbH & Co KG", "UG (haftungsbeschränkt)", "gGmbH", "GmbH", "mbH", "AG",
    "KG", "KGaA", "OHG", "UG", "e.K.", "e.V.", "eG",  # Germany
    "ApS", "A/S", "I/S", "K/S", "P/S", "IVS", "Smba",  # Denmark
    "Aktiebolag", "AB", "HB", "KB",  # Sweden
    "Oy Ab", "Oyj", "Oy", "Ab", "Ky", "Tmi", "Osk",  # Finland
    "OÜ", "AS", "TÜ", "UÜ", "FIE", "MTÜ",  # Estonia
    "SIA", "IK",  # Latvia
    "UAB", "MB", "VšĮ", "IĮ",  # Lithuania
    "Sp. z o.o. Sp. k.", "Sp. z o.o.", "Sp. z o. o.", "Sp. z o.o", "Sp z o.o.", "sp. z o.o.",
    "sp. z o. o.", "sp. z o.o", "sp z o.o.", "sp z oo", "Sp.z o.o.", "sp.z o.o.", "Sp.z.o.o.",
    "sp.z.o.o.", "Sp. j.", "sp. j.", "Sp. k.", "sp. k.",
    "S.A.", "S.K.A.", "P.S.A.",  # Poland
    "Limited", "Ltd.", "Ltd", "LLC", "L.L.C.", "LLP", "PLC", "plc", "Inc.", "Inc", "Corp.", "Corp",
    "B.V.", "BV", "N.V.", "NV", "SARL", "SAS", "S.r.l.", "Srl", "S.p.A.", "SpA", "SE",
    "s.r.o.", "a.s.", "d.o.o.", "Kft.", "Kft", "ASA", "ehf.", "SA",
)  # fmt: skip
_IN_FRONT = ("SIA", "UAB", "MB", "OÜ", "AS", "AB", "Oy", "FIE", "IK", "VšĮ", "MTÜ")
_MOSTLY_IN_FRONT = ("SIA", "UAB", "MB", "IK", "VšĮ", "MTÜ")
"""Of those, the ones behind which another name is the company's: `Jonas, UAB Dangos`."""
_TYPED_SMALL = ("oy", "oyj", "gmbh", "aps", "oü", "sia", "uab", "ltd", "sp. z o.o.", "sp z oo")
_CLEAR = (*_FORMS, *(form.upper() for form in _TYPED_SMALL))
"""With those that are unmistakable in capitals too: `EXAMPLE COATINGS OY`."""
_AMBIGUOUS = frozenset(
    {"AS", "AB", "AG", "KG", "MB", "SE", "UG", "HB", "KB", "SA", "IK", "BV", "NV"}
)
"""Forms that are ordinary words, units or codes in a text of capitals or behind a number."""


def _any_of(forms: tuple[str, ...]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_SMALL_LETTERS = "".join(chr(code) for code in range(0x250) if chr(code).islower())
_NAME_WORD = (
    rf"(?:[^\W\d_{_SMALL_LETTERS}][\w&+'’-]{{0,40}}(?:\.[\w-]{{1,20}})?"
    r"|\d{1,4}(?:[^\W\d_][\w-]{0,20})?)"
)
_LINK = r"(?:&|\+|of|and|und|og|och|ja|i|un|ir|de|für|for|-|–)"
_NAME = rf"{_NAME_WORD}(?:\s+(?:{_LINK}\s+)?{_NAME_WORD}){{0,5}}"
_END = r"(?![\w-])"
_QUOTED = r"[\"„“”«»']\s?([^\"„“”«»'\n]{2,60}?)\s?[\"„“”«»']"
_BEHIND = re.compile(rf"(?<![\w@.-])(?P<name>{_NAME}),?\s+(?P<form>{_any_of(_CLEAR)}){_END}")
_BEHIND_QUOTED = re.compile(rf"{_QUOTED},?\s+(?P<form>{_any_of(_CLEAR)}){_END}")
_FRONT_NAME = rf"\s+(?:{_QUOTED}|(?P<name>{_NAME}))"
_BEFORE = re.compile(rf"(?<![\w@.-])(?P<form>{_any_of(_IN_FRONT)}){_FRONT_NAME}")
_MOSTLY_BEFORE = re.compile(rf"(?<![\w@.-])(?P<form>{_any_of(_MOSTLY_IN_FRONT)}){_FRONT_NAME}")
_SMALL = re.compile(rf"(?P<name>(?:[\w&+'’-]+\s+){{1,4}})(?P<form>{_any_of(_TYPED_SMALL)})$")
_ASKS = frozenset({"contact", "write", "ask", "this", "meet", "visit", "regards"})
_SHORT_FORMS = frozenset({"were", "im", "its", "heres"})
"""*We're*, *I'm*, as folded."""
_PARTS = re.compile(r"[^,;\n]+")
_MOST_TEXT = 4_000
_LONGEST_SMALL = 60
"""Characters of a part of the text that may be a name typed without capitals."""


def read_companies(text: str) -> list[Found[str]]:
    """Company names as they were written, legal form included."""
    text = text[:_MOST_TEXT]
    shouted = text.isupper()
    found: list[Found[str]] = []
    for pattern in (_BEHIND_QUOTED, _MOSTLY_BEFORE, _BEHIND, _BEFORE):
        for match in pattern.finditer(text):
            form = match["form"]
            name = match.groupdict().get("name") or ""
            counted = form in _AMBIGUOUS and name and name.split()[-1].isdigit()
            if counted or (shouted and form in _AMBIGUOUS):
                continue
            start = match.start()
            if pattern is _BEHIND:
                if _is_in_front(text, match):
                    continue
                start = _name_start(name, start)
                if start < 0 or text[start].islower():
                    continue
            _add(found, text, start, match.end())
    for part in _PARTS.finditer(text):
        small = _SMALL.match(part[0].strip()) if len(part[0]) <= _LONGEST_SMALL else None
        if small:
            at = part.start() + part[0].index(small[0])
            start = _name_start(small["name"], at)
            if start >= 0:
                _add(found, text, start, at + small.end("form"))
    return sorted(found, key=lambda each: each.start)


def _is_in_front(text: str, match: re.Match[str]) -> bool:
    """Whether the form belongs to what follows it: *Mart Näidis, OÜ Pinnad*."""
    form = match.start("form")
    return text[:form].rstrip().endswith(",") and bool(_BEFORE.match(text, form))


def _add(found: list[Found[str]], text: str, start: int, end: int) -> None:
    if not any(each.start < end and start < each.end for each in found):
        found.append(Found(start, end, text[start:end]))


def _name_start(name: str, start: int) -> int:
    """Where the name begins once *We are*, *At*, *Hello* in front of it are left out; -1 if
    nothing is left."""
    leads = _lead_ins()
    for token in tokens(name):
        if token.folded not in leads:
            return start + token.start
    return -1


@cache
def _lead_ins() -> frozenset[str]:
    lists = all_words().values()
    small = {
        fold(word) for each in lists for word in (*each.common, *each.greetings, *each.located)
    }
    return frozenset(
        small - {"problem"}
        | {"company", "firm", "firma", "am", "here", "my", "called"}
        | _ASKS
        | _SHORT_FORMS
    )
