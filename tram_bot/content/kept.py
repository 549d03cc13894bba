"""Content that was read and found free of errors, kept so that the next start need not read it.

It is named by every byte under the content folders and by the code that reads them: an edit, or
another release, makes it another content.
"""

import hashlib
import io
import os
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from enum import Enum
from functools import cache
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import Any

from tram_bot.content.files import BYTES_MOST, FOLDERS
from tram_bot.content.loaded import Loaded

_PACKAGE = Path(__file__).parent.parent
_CODE = ("content", "core")
"""The rooms that read content and say what it is."""
_LIBRARIES = ("babel", "holidays", "pydantic", "PyYAML", "tzdata")
"""The libraries that content is checked with."""
_MOST_FILES = 20_000
"""Ours: forty times as many as there are."""
_END = "end"
_PLAIN = frozenset({("builtins", "frozenset"), ("datetime", "time")})
_OURS = ("tram_bot.core.", "tram_bot.content.loaded", "tram_bot.errors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the content folders hold: the name of it, and each file by its path below the root."""

    key: str
    files: Mapping[str, bytes]


def held(root: Path) -> Held | None:
    """What is in the content folders now; None if they hold what no content does, so that they have
    to be looked through to say what is wrong with them."""
    digest = hashlib.sha256(code())
    files: dict[str, bytes] = {}
    try:
        for number, (place, is_folder) in enumerate(_everything(root)):
            data = b"" if is_folder else (root / place).read_bytes()
            if number >= _MOST_FILES or len(data) > BYTES_MOST:
                return None
            digest.update(os.fsencode(place) + f"\0{is_folder} {len(data)}\0".encode() + data)
            if not is_folder:
                files[place] = data
    except (OSError, ValueError):
        return None
    return Held(key=digest.hexdigest(), files=files)


def written(loaded: Loaded) -> bytes:
    """The content as bytes."""
    data = io.BytesIO()
    pickler = pickle.Pickler(data, pickle.HIGHEST_PROTOCOL)
    # Piece by piece: while one is written nobody is answered.
    parts = _parts(loaded)
    pickler.dump(_with(loaded, {name: {} for name in parts}))
    for name, things in parts.items():
        for id, thing in things.items():
            pickler.dump((name, id, thing))
    pickler.dump(_END)
    return data.getvalue()


def read(data: bytes) -> Loaded | None:
    """The content of such bytes; None if they are none."""
    unpickler = _Unpickler(io.BytesIO(data))
    try:
        bare = unpickler.load()
        parts: dict[str, dict[Any, Any]] = {name: {} for name in _parts(bare)}
        while (piece := unpickler.load()) != _END:
            name, id, thing = piece
            parts[name][id] = thing
        return _with(bare, parts)
    except Exception:  # what damaged bytes raise is anybody's guess
        return None


def _parts(loaded: Loaded) -> Mapping[str, Mapping[Any, Any]]:
    """The parts of the content that hold many things."""
    catalogue = loaded.catalogue
    return {
        "intents": loaded.intents,
        "questionnaires": loaded.questionnaires,
        "questionnaire_words": loaded.questionnaire_words,
        "techniques": catalogue.techniques,
        "concepts": catalogue.concepts,
        "facilities": catalogue.facilities,
    }


def _with(loaded: Loaded, parts: Mapping[str, Mapping[Any, Any]]) -> Loaded:
    """The content with these parts in the place of its own."""
    catalogue = replace(
        loaded.catalogue,
        techniques=parts["techniques"],
        concepts=parts["concepts"],
        facilities=parts["facilities"],
    )
    return replace(
        loaded,
        intents=parts["intents"],
        questionnaires=parts["questionnaires"],
        questionnaire_words=parts["questionnaire_words"],
        catalogue=catalogue,
    )


class _Unpickler(pickle.Unpickler):
    """Makes the values of content and nothing else, whatever the bytes ask for:
    https://docs.python.org/3/library/pickle.html#restricting-globals"""

    def find_class(self, module: str, name: str) -> type:
        """The class of that name, if it is one of those. Raises UnpicklingError."""
        if (module, name) in _PLAIN or module.startswith(_OURS):
            found = super().find_class(module, name)
            if isinstance(found, type) and (
                is_dataclass(found) or issubclass(found, (Enum, frozenset)) or module == "datetime"
            ):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of content")


def _everything(root: Path) -> Iterator[tuple[str, bool]]:
    """Every file and folder that may be looked at, in order: where it is below the root, and
    whether it is a folder. Raises ValueError for what is neither, and OSError for a folder that
    cannot be read."""
    for top in FOLDERS:
        yield from _below(root / top, top)


def _below(folder: Path, place: str) -> Iterator[tuple[str, bool]]:
    with os.scandir(folder) as scanned:
        entries = sorted(scanned, key=attrgetter("name"))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if not (is_folder or entry.is_file(follow_symlinks=False)):
            raise ValueError(entry.name)
        here = f"{place}/{entry.name}"
        yield here, is_folder
        if is_folder:
            yield from _below(folder / entry.name, here)


@cache
def code() -> bytes:
    """A digest of the code that reads content, and of the libraries it is checked with."""
    digest = hashlib.sha256(" ".join(map(version, _LIBRARIES)).encode())
    paths = [path for room in _CODE for path in (_PACKAGE / room).rglob("*.py")]
    for path in (*sorted(paths), _PACKAGE / "errors.py"):
        digest.update(path.read_bytes())
    return digest.digest()
