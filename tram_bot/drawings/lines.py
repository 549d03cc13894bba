"""How wide text is about, and where its lines end, without asking a font.

Whoever looks at a picture has one of several fonts, and nobody here knows which. The widths are
those of Arial and Liberation Sans, a little rounded up.
"""

from collections.abc import Iterator

_NARROW = frozenset("ijlI.,:;'|!()[] ’·/ftr-")
_WIDE = frozenset("mwMW@%—…")


def width_of(text: str, size: float) -> float:
    """How many units a line of text takes up at a font size in units."""
    return size * sum(_em(character) for character in text)


def lines_of(text: str, width: float, size: float) -> list[str]:
    """The text in lines of at most so many units. A word that is longer by itself is broken.

    >>> lines_of("Which material is it?", 80, 12)
    ['Which', 'material is it?']
    """
    lines: list[str] = []
    line = ""
    for word in _words(text, width, size):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size) > width:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _words(text: str, width: float, size: float) -> Iterator[str]:
    for word in text.split():
        part = ""
        for character in word:
            if part and width_of(part + character, size) > width:
                yield part
                part = ""
            part += character
        yield part


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.32
    if character in _WIDE:
        return 0.92
    return 0.7 if character.isupper() else 0.54
