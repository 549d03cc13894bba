"""The worst texts that were found: each took long in some corner of reading or matching."""

import random
import string

LENGTH = 40_000
"""Characters: what Slack lets somebody send at most."""


def _filled(text: str) -> str:
    return (text * (LENGTH // len(text) + 1))[:LENGTH]


def _different_words() -> str:
    chance = random.Random(3)  # noqa: S311 - words, not secrets
    letters = string.ascii_lowercase
    return " ".join("".join(chance.choices(letters, k=6)) for _ in range(LENGTH // 7))


TEXTS = {
    "one letter": "a" * LENGTH,
    "single letters": _filled("a "),
    "letters on lines": _filled("a\n"),
    "different words": _different_words(),
    "short clauses": _different_words().replace(" ", ". "),
    "endless words": _filled("korrosionsbeschichtungsprobleme" * 3 + " "),
    "digits": "7" * LENGTH,
    "single digits": _filled("7 "),
    "digits and commas": _filled("1,"),
    "digits and points": _filled("1."),
    "huge number of people": "9" * (LENGTH - 7) + " people",
    "people": _filled("12 people "),
    "phones": _filled("+48 601 234 567 "),
    "days": _filled("12.05.2026 "),
    "slashed days": _filled("1/2/3/4/5/6/"),
    "weeks": _filled("in 3 weeks "),
    "addresses": _filled("a@b.co "),
    "one endless address": "a@" + "a." * (LENGTH // 2 - 1),
    "at signs": _filled("a@"),
    "legal forms": _filled("GmbH & Co. KG "),
    "a very long company": "Example " * (LENGTH // 8 - 1) + "Oy",
    "capitals": _filled("Aa "),
    "cities": _filled("Gdańsk Warszawa Tartu New York "),
    "beginnings of cities": _filled("san new los "),
    "problems": _filled("paint peels corrosion zinc steel blister crack "),
    "misspelt problems": _filled("pant peals corosion zync stel blistr crak "),
    "small words": _filled("and the of a in is it "),
    "questions": _filled("how much does it cost? "),
    "yes and no": _filled("yes no "),
    "combining": _filled("a" + "\u0301" * 50),
    "emoji": _filled("😀👩‍👩‍👧‍👦"),
    "ligatures": "ﷺ" * LENGTH,
    "numerals": _filled("Ⅷ "),
    "hyphens": _filled("a-"),
    "blanks": "a" + " " * (LENGTH - 2) + "b",
    "angle brackets": "<" * LENGTH,
    "calls": _filled("<!channel> <@U1> "),
    "links": _filled("<a|"),
    "markup": _filled("*_~`"),
    "entities": _filled("&amp;"),
}
