"""What the file system shows of the content folders without a file being read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tram_bot.content.files import FOLDERS, find
from tram_bot.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The files by their path below the root, each with what changes when it is saved, and what is
    wrong with the folders."""

    files: Mapping[str, Sequence[int] | None]
    problems: Sequence[Problem]

    def differing(self, other: "Seen") -> set[str]:
        """The files that were saved, or have come or gone, between the two."""
        files = {*self.files, *other.files}
        return {each for each in files if self.files.get(each) != other.files.get(each)}


def seen(root: Path) -> Seen:
    """What is there now."""
    found, problems = find(root)
    of_a_save = ("st_mtime_ns", "st_ctime_ns", "st_size", "st_ino")
    return Seen(
        files={each.file: _stamp(each.path, *of_a_save) for each in found}, problems=problems
    )


def folders(root: Path) -> Sequence[object]:
    """Which folders these are; None for one that is not there."""
    return [_stamp(root / folder, "st_dev", "st_ino") for folder in FOLDERS]


def _stamp(path: Path, *parts: str) -> Sequence[int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return [getattr(found, part) for part in parts]
