"""What has been learnt, kept from one start to the next.

Learning depends on nothing but what it is given and the code that does it, so a digest of both
names what comes out.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Arrays = Mapping[str, npt.NDArray[Any]]
"""Something learnt, taken apart."""


class Memory(Protocol):
    """Keeps what has been learnt; it may forget anything at any time."""

    def recall(self, key: str) -> Arrays | None:
        """What was kept under this key, if it still is."""
        ...

    def keep(self, key: str, arrays: Arrays) -> None:
        """Keep it, if that is possible; whether it was is nobody's concern."""
        ...

    def recall_own(self, key: str) -> bytes | None:
        """What was kept under this key, if nobody but us can have written it."""
        ...

    def keep_own(self, key: str, data: bytes) -> None:
        """Keep it, if that is possible."""
        ...


class NoMemory:
    """Learns everything anew."""

    def recall(self, key: str) -> Arrays | None:
        """Nothing."""
        del key
        return None

    def keep(self, key: str, arrays: Arrays) -> None:
        """Not at all."""
        del key, arrays

    def recall_own(self, key: str) -> bytes | None:
        """Nothing."""
        del key
        return None

    def keep_own(self, key: str, data: bytes) -> None:
        """Not at all."""
        del key, data


def recalled(memory: Memory, key: str, learn: Callable[[], Arrays]) -> Arrays:
    """What the memory has under this key, else what is learnt now, and then kept."""
    known = memory.recall(key)
    if known is None:
        known = learn()
        memory.keep(key, known)
    return known


def key_of(what: str, code: Iterable[str], *given: object) -> str:
    """The name of what comes out when these files of code learn from what is given, which has to
    print itself in full. It begins with `what` that is."""
    digest = hashlib.sha256(_code(tuple(code)))
    for each in given:
        digest.update(repr(each).encode())
    return f"{what}-{digest.hexdigest()}"


def what_of(key: str) -> str:
    """What this is the key of, whatever it was learnt from."""
    return key.rpartition("-")[0]


def written(texts: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Texts without line breaks as one array."""
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def read(array: npt.NDArray[np.uint8]) -> list[str]:
    """The texts of such an array."""
    text = array.tobytes().decode()
    return text.split("\n") if text else []


@cache
def _code(files: tuple[str, ...]) -> bytes:
    """A digest of these files and of this folder, whatever release they belong to."""
    digest = hashlib.sha256(np.__version__.encode())
    for path in (*sorted(Path(__file__).parent.glob("*.py")), *map(Path, files)):
        digest.update(path.read_bytes())
    return digest.digest()
