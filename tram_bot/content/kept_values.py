"""What each file of content says, as plain values, kept so that the first edit after a start from
kept content needs parse no file but the edited ones.

Nothing of it is read before that. A file with which anything is wrong is not kept: it is parsed, to
say where. A value holds for the very bytes it was read from, whichever folder they lie in.
"""

import hashlib
import io
import pickle
from collections.abc import Mapping
from typing import NoReturn

from tram_bot.content.document import Plain
from tram_bot.content.kept import code

Values = Mapping[str, tuple[bytes, Plain]]
"""By file the SHA-256 of its bytes, and its value."""

_MANY = 0.1
"""The share of the files from which on what is kept is written anew: fewer are parsed in less time
than it takes to write them all. Ours."""
_END = "end"


def key() -> str:
    """The name of what is kept; another release reads files anew."""
    return hashlib.sha256(b"values " + code()).hexdigest()


def is_to_keep(values: Values, kept: Values) -> bool:
    """Whether many of the values are not kept yet."""
    new = sum(file not in kept or kept[file][0] != values[file][0] for file in values)
    return new > _MANY * len(values)


def written(values: Values) -> bytes:
    """The values as bytes."""
    data = io.BytesIO()
    # File by file: while one is written nobody is answered.
    for file, (digest, value) in values.items():
        pickle.dump((file, digest, value), data, pickle.HIGHEST_PROTOCOL)
    pickle.dump(_END, data, pickle.HIGHEST_PROTOCOL)
    return data.getvalue()


def read(data: bytes) -> Values:
    """The values of such bytes; none if they are damaged."""
    file = io.BytesIO(data)
    values: dict[str, tuple[bytes, Plain]] = {}
    try:
        while (piece := _Unpickler(file).load()) != _END:
            name, digest, value = piece
            values[name] = digest, value
    except Exception:  # what damaged bytes raise is anybody's guess
        return {}
    return values


class _Unpickler(pickle.Unpickler):
    """Makes mappings, lists, texts and numbers and nothing else, whatever the bytes ask for:
    https://docs.python.org/3/library/pickle.html#restricting-globals"""

    def find_class(self, module: str, name: str) -> NoReturn:
        """None is needed. Raises UnpicklingError."""
        raise pickle.UnpicklingError(f"{module}.{name} is no value of a file")
