"""Letters that look like others: with a Cyrillic `а` anybody can be `Exаmple Coatings Oy`.

A small table of ours, of what people write company names in around the Baltic Sea: the letters of
https://www.unicode.org/reports/tr39/ that cannot be told apart in an ordinary typeface.
"""

import unicodedata

_LIKE = dict(
    zip(
        # Cyrillic, small and capital; Greek, capital and small; Latin of phonetics
        "асеорхуіјѕһԁԛԝ" "АВЕКМНОРСТУХІЈЅԚԜ" "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" "ονρυ" "ɑɡɩı",
        "aceopxyijshdqw" "ABEKMHOPCTYXIJSQW" "ABEZHIKMNOPTYX" "ovpu" "agii",
        strict=True,
    )
)  # fmt: skip
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")


def looks_like(text: str) -> str:
    """The text in the plain letters that it looks like, however it is written.

    >>> looks_like("Exаmple Ｃoatings"), looks_like("Łódź")
    ('Example Coatings', 'Łódź')
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(_LIKE.get(letter, letter) for letter in plain)


def disguised_word(text: str) -> str:
    """The first word of which a letter stands for one of another alphabet that its other letters
    are of; "" if there is none. A word wholly of one alphabet is no disguise.

    >>> disguised_word("we are Exаmple Coatings"), disguised_word("Пример and Example, 5 Ω, µm")
    ('Exаmple', '')
    """
    for word in text.split():
        used = {_alphabet(letter) for letter in word if letter.isalpha()} - {""}
        if len(used) > 1 and looks_like(word) != unicodedata.normalize("NFC", word):
            return word
    return ""


def _alphabet(letter: str) -> str:
    """Its alphabet, or the style that letters such as `Ａ` and `𝐀` are of."""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return first if first in (*_ALPHABETS, "FULLWIDTH", "MATHEMATICAL") else ""
