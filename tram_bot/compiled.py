"""What has been learnt, and content that was read, in files that outlive the process."""

import contextlib
import logging
import math
import mmap
import os
import stat
import threading
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from tram_bot.learning.memory import Arrays, read, written

_KEPT_SECONDS = 30 * 24 * 3600.0
"""How long a file is kept that nobody asks for: that of yesterday's content."""
_KEPT_BYTES = 2 * 1024**3
"""How much is kept at most: some fifty edits of the catalogue's words, or hundreds of the intents'.
Ours."""
_LEARNT, _READ, _BEGUN = ".learnt", ".read", ".begun"
"""How the names of our files end, and of those that are being written."""
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_ALIGNED = 64
"""Bytes that each array's place in a file is a multiple of, as a processor likes it."""

_log = logging.getLogger(__name__)


class FileMemory:
    """A folder of files, one for each thing learnt: the names of its arrays, and the arrays one
    behind the other. What cannot be read or written is learnt anew; nothing is lost by removing
    the folder.

    Arrays say nothing but what they hold, and are taken from whoever has written them. What is
    kept as our own is believed only if nobody but us, or the machine's administrator, may write it.

    A file is mapped rather than read, so that a language that nobody speaks takes no memory, and
    two processes share what they both look at. It never changes once it has its name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def recall(self, key: str) -> Arrays | None:
        """What was kept under this key, if it still is and is whole."""
        path = self._path(key, _LEARNT)
        try:
            with path.open("rb") as file:
                names, *arrays = _mapped(file)
                known = dict(zip(read(names), arrays, strict=True))
        except (OSError, ValueError, SyntaxError, tokenize.TokenError):
            return None
        # Another user may have learnt it, in an image for instance.
        with contextlib.suppress(OSError):
            os.utime(path)
        return known

    def keep(self, key: str, arrays: Arrays) -> None:
        """Keep it: whole or not at all, whoever else writes the same."""

        def write(file: BinaryIO) -> None:
            for array in (written(arrays), *arrays.values()):
                np.save(file, array, allow_pickle=False)
                file.write(bytes(-file.tell() % _ALIGNED))

        self._write(self._path(key, _LEARNT), write)

    def recall_own(self, key: str) -> bytes | None:
        """What was kept under this key, if nobody but us can have written it."""
        path = self._path(key, _READ)
        try:
            with path.open("rb") as file:
                if not (_is_ours(self._folder.stat()) and _is_ours(os.fstat(file.fileno()))):
                    return None
                data = file.read()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return data

    def keep_own(self, key: str, data: bytes) -> None:
        """Keep it: whole or not at all, so that nobody else may write it."""

        def write(file: BinaryIO) -> None:
            if hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), 0o644)
            file.write(data)

        self._write(self._path(key, _READ), write)

    def _write(self, path: Path, write: Callable[[BinaryIO], None]) -> None:
        mine = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}{_BEGUN}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with mine.open("wb") as file:
                write(file)
            mine.replace(path)
            self._forget(path.stat().st_mtime)
        except OSError as error:
            # Each start then does it anew, which takes its time and is no mistake.
            _log.warning("not kept what was learnt: error=%s", type(error).__name__)
            with contextlib.suppress(OSError):
                mine.unlink(missing_ok=True)

    def _path(self, key: str, ending: str) -> Path:
        return self._folder / f"{key}{ending}"

    def _forget(self, now: float) -> None:
        """Remove what of ours nobody has asked for in a long time, or for the longest of what is
        too much."""
        room = _KEPT_BYTES
        for asked, size, path in sorted(self._ours(), reverse=True):
            room -= size
            if asked < now - _KEPT_SECONDS or room < 0:
                # On Windows a file that somebody looks at stays until the next time.
                with contextlib.suppress(OSError):
                    path.unlink()

    def _ours(self) -> Iterator[tuple[float, int, Path]]:
        """When each of our files was asked for, and its size in bytes."""
        for path in self._folder.iterdir():
            if path.name.endswith((_LEARNT, _READ, _BEGUN)):
                with contextlib.suppress(OSError):
                    found = path.stat()
                    yield found.st_mtime, found.st_size, path


def _is_ours(found: os.stat_result) -> bool:
    """Whether nobody but us and the administrator can have written it. Where no file has an owner,
    as on Windows, nobody can tell."""
    owners = {0, os.geteuid()} if hasattr(os, "geteuid") else set()
    return found.st_uid in owners and not found.st_mode & _OTHERS_MAY_WRITE


def _mapped(file: BinaryIO) -> Iterator[npt.NDArray[Any]]:
    """The arrays of a file, where they lie. Raises ValueError if it is none of ours."""
    whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    while file.tell() < len(whole):
        np.lib.format.read_magic(file)
        shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(file)
        size = math.prod(shape)
        array = np.frombuffer(whole, dtype, count=size, offset=file.tell())
        yield array.reshape(shape, order="F" if is_fortran else "C")
        at = file.tell() + size * dtype.itemsize
        file.seek(at + -at % _ALIGNED)
