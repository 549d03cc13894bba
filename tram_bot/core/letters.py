"""Letters without case and accents: what each stands for is worked out when it is first met."""

import unicodedata
from collections.abc import Mapping


class Folded(dict[int, str]):
    """A table for `str.translate` that folds each letter by itself.

    >>> "Größe, Łódź".translate(Folded({"ł": "l"}))
    'grosse, lodz'
    """

    def __init__(self, written_as: Mapping[str, str]) -> None:
        """`written_as` are small letters that no accent can be taken from, and what they are
        written as without it; an empty text strikes a character out."""
        super().__init__()
        self._written_as = str.maketrans(dict(written_as))

    def __missing__(self, code: int) -> str:
        small = chr(code).casefold().translate(self._written_as)
        apart = unicodedata.normalize("NFKD", small)
        self[code] = folded = "".join(c for c in apart if not unicodedata.combining(c))
        return folded
