"""Reads the content folders, and keeps what was read for the next start.

What takes long is left out where it can be: a file that has not changed since it was read is not
read again, and at the first edit after a start from kept content no file is parsed whose values are
kept.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tram_bot.content import kept, kept_values
from tram_bot.content.files import find
from tram_bot.content.loaded import Loaded
from tram_bot.learning.memory import Memory

if TYPE_CHECKING:
    from tram_bot.content.sources import Readings, Sources


class Reader:
    """Reads one content again and again while it is edited."""

    def __init__(self, root: Path, memory: Memory) -> None:
        self._root = root
        self._memory = memory
        self._readings: Readings = {}
        self._not_kept: tuple[str, Loaded] | None = None
        self._values_kept: kept_values.Values | None = None
        self._version = ""
        self._digests: Mapping[str, bytes] = {}
        """Of the files of that version; none if it was not read file by file."""
        self.unchanged: Collection[str] = ()
        """The files that are the same in the content that was read last and in the one before, as
        far as that is known: they may have been saved nevertheless."""

    def read(self) -> Loaded:
        """The content, validated: as it was kept if it has not changed since, or else read. Raises
        ContentError."""
        self._not_kept = None
        held = kept.held(self._root)
        data = self._memory.recall_own(held.key) if held else None
        if data and (loaded := kept.read(data)):
            self._note(loaded, {})
            return loaded
        # A start at which nothing is read needs nothing of what reads.
        from tram_bot.content import loader  # noqa: PLC0415

        self._recall_values()
        files = held.files if held else None
        loaded = loader.load(self._root, self._readings, self._values_kept, files)
        self._note(loaded, {file: read.digest for file, read in self._readings.items()})
        if held:
            self._not_kept = held.key, loaded
        return loaded

    def get_ready(self) -> None:
        """Read what the first edit after a start from kept content has to read, so that it need
        not; it takes a second or two. Raises ContentError if there is an error by now."""
        from tram_bot.content import loader  # noqa: PLC0415

        self._recall_values()
        loaded = loader.load(self._root, self._readings, self._values_kept)
        if loaded.version == self._version:
            self._digests = {file: read.digest for file, read in self._readings.items()}

    def sources(self) -> "Sources":
        """The files as they are now, with the place of everything in them."""
        from tram_bot.content.sources import read_all  # noqa: PLC0415

        self._recall_values()
        found, _ = find(self._root)
        sources, _ = read_all(
            found, offered_only=True, readings=self._readings, values=self._values_kept
        )
        return sources

    def keep(self) -> None:
        """Keep what was read the last time. It takes a quarter of a second: nobody who has saved
        something shall wait for it."""
        if self._values_kept is not None:
            self._keep_values(self._values_kept)
            self._values_kept = None
        # While it was read somebody may have saved something else.
        if self._not_kept:
            key, loaded = self._not_kept
            held = kept.held(self._root)
            if held and held.key == key:
                self._memory.keep_own(key, kept.written(loaded))
        self._not_kept = None

    def _note(self, loaded: Loaded, digests: Mapping[str, bytes]) -> None:
        before, self._digests = self._digests, digests
        self.unchanged = {file for file in digests if before.get(file) == digests[file]}
        self._version = loaded.version

    def _recall_values(self) -> None:
        """Have at hand what the files said, unless they were read meanwhile."""
        if not self._readings:
            data = self._memory.recall_own(kept_values.key())
            self._values_kept = kept_values.read(data) if data else {}

    def _keep_values(self, known: kept_values.Values) -> None:
        from tram_bot.content.sources import values_of  # noqa: PLC0415

        values = values_of(self._readings)
        if kept_values.is_to_keep(values, known):
            self._memory.keep_own(kept_values.key(), kept_values.written(values))
