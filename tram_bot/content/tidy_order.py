"""Entries of a words file in the order of the structure file beside it."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from tram_bot.content.document import Document, Path
from tram_bot.content.tidy_text import Change, Text


def in_order(text: Text, path: Path, wanted: Sequence[str]) -> Text:
    """The text with the entries under `path` in this order, each with the remarks above it. Left
    alone is what cannot be read, has entries that are not wanted at all, or twice, or shares its
    lines."""
    document = text.document
    entries = document.get(path) if document else None
    if document is None or not isinstance(entries, dict) or not wanted:
        return text
    now = list(entries)
    ordered = [id for id in wanted if id in entries]
    if now == ordered or sorted(now) != sorted(ordered):
        return text
    blocks = _blocks(document, path, now)
    if not blocks:
        return text
    after = _moved(text, blocks, now, ordered)
    return after if after.says_the_same_as(text) else text


def _blocks(document: Document, path: Path, ids: Sequence[str]) -> list[range]:
    """The lines of each entry, from 0; none unless each has lines of its own."""
    lines = document.text.split("\n")
    places = [document.at_key((*path, id)) for id in ids]
    indent = places[0].column - 1
    keys = [place.line - 1 for place in places]
    is_alone = all(not lines[at][:indent].strip(" ") for at in keys)
    if not is_alone or any(place.column - 1 != indent for place in places):
        return []
    if any(late <= early for early, late in pairwise(keys)):
        return []
    starts = [_with_remarks(lines, at, indent) for at in keys]
    ends = [*starts[1:], _end(lines, keys[-1], indent)]
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def _with_remarks(lines: Sequence[str], at: int, indent: int) -> int:
    """Where the remarks right above a line begin, or the line itself."""
    while lines[at - 1].startswith(" " * indent + "#"):
        at -= 1
    return at


def _end(lines: Sequence[str], start: int, indent: int) -> int:
    """Where what is indented deeper than the key at `start` ends."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if line.strip(" ") and len(line) - len(line.lstrip(" ")) <= indent:
            break
        end = at + 1 if line.strip(" ") else end
    return end


def _moved(text: Text, blocks: Sequence[range], now: Sequence[str], ordered: Sequence[str]) -> Text:
    lines = text.text.split("\n")
    own = dict(zip(now, blocks, strict=True))
    # Empty lines between entries stay where they are, whatever they stand between.
    gaps = [_gap(lines, block) for block in blocks]
    made: list[str] = []
    places: dict[int, int] = {}
    begun: dict[str, int] = {}
    first = blocks[0].start
    for id, gap in zip(ordered, gaps, strict=True):
        block = own[id]
        begun[id] = first + len(made) + 1
        for at in block[: len(block) - _gap(lines, block)]:
            places[at + 1] = first + len(made) + 1
            made.append(lines[at])
        made += [""] * gap
    after = [*lines[:first], *made, *lines[blocks[-1].stop :]]
    changes = (Change(begun[id], f"moved '{id}' to its place") for id in _strayed(now, ordered))
    return text.with_lines(places, "\n".join(after), *changes)


def _gap(lines: Sequence[str], block: range) -> int:
    """How many empty lines end a block."""
    gap = 0
    while not lines[block[-1] - gap].strip(" "):
        gap += 1
    return gap


def _strayed(now: Sequence[str], ordered: Sequence[str]) -> list[str]:
    """The fewest entries that can be said to have moved, about."""
    steps = SequenceMatcher(None, now, ordered, autojunk=False).get_opcodes()
    return [id for tag, _, _, start, end in steps if tag != "equal" for id in ordered[start:end]]
