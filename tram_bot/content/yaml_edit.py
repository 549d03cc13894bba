"""Changing some entries of a file and no other byte of it.

What changes is taken out and put in line by line, so that remarks, line ends and the layout of
everything else stay as somebody made them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from tram_bot.content.document import Document, Path
from tram_bot.content.yaml_layout import ENTRY_INDENT, KEY_INDENT, Entry, Layout
from tram_bot.content.yaml_source import read
from tram_bot.errors import ContentError, Problem

_DASH = re.compile(r" *- +")


def edited(file: str, data: bytes, wanted: Mapping[str, Entry], layout: Layout) -> bytes:
    """The bytes of a file whose entries are these: in this order where they are new, and without
    those that are not wanted.

    Raises ContentError if the outcome could not be read, as it is too long for instance, or would
    say something else, and ValueError if the file cannot be read, which is a mistake of ours.
    """
    document, _ = read(file, data)
    if document is None:
        raise ValueError(f"{file} cannot be read")
    edit = _Edit(text=data.decode("utf-8"), document=document, layout=layout)
    changed = edit.made(wanted).encode()
    after, problems = read(file, changed)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(errors)
    said = _entries(after, layout) if after else {}
    if said != dict(wanted):
        raise ContentError([_unlike(document, layout, said, wanted)])
    return changed


def entries_of(document: Document, layout: Layout) -> Iterator[tuple[str, Path, Entry]]:
    """Each entry of a file: its id, the path to it, and what is said of it."""
    match document.get((layout.section,)):
        case dict() as entries:
            for id, entry in entries.items():
                if isinstance(entry, dict):
                    yield id, (layout.section, id), entry
        case tuple() as items:
            for number, entry in enumerate(items):
                if isinstance(entry, dict):
                    yield str(entry.get("id", "")), (layout.section, number), entry
        case _:
            return


def _entries(document: Document, layout: Layout) -> dict[str, Entry]:
    return {id: entry for id, _, entry in entries_of(document, layout)}


def _unlike(
    document: Document, layout: Layout, said: Mapping[str, Entry], wanted: Mapping[str, Entry]
) -> Problem:
    """The first entry that would come out as another one, such as by blank lines kept with `|+`."""
    unlike = next(id for id in {**said, **wanted} if said.get(id) != wanted.get(id))
    paths = {id: path for id, path, _ in entries_of(document, layout)}
    place = document.at_key(paths.get(unlike, (layout.section,)))
    what = f"'{unlike}' stands here in a form that cannot be changed line by line"
    return document.problem(place, what, "write its texts below '>-', or in double quotes")


@dataclass(frozen=True, slots=True)
class _Span:
    """Lines from `start` up to `end`, counted from 0, behind so many blanks. `keys` are those of
    an entry if each has lines of its own."""

    start: int
    end: int
    indent: int
    keys: Mapping[str, "_Span"] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Edit:
    """The lines of a file, and what takes the place of some of them."""

    text: str
    document: Document
    layout: Layout
    lines: list[str] = field(init=False)
    ending: str = field(init=False)
    swaps: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        self.ending = "\r" if self.lines[0].endswith("\r") else ""
        if self.lines[-1]:
            self.lines[-1] += self.ending

    def made(self, wanted: Mapping[str, Entry]) -> str:
        """The text with these entries."""
        entries = list(entries_of(self.document, self.layout))
        spans = self._spans(entries)
        if any(id in wanted for id in spans):
            for id, _, entry in entries:
                self._change(id, spans[id], entry, wanted.get(id))
            self._add(spans, wanted)
        else:
            self._write_section(wanted)
        # From the bottom, so that the lines above keep their numbers.
        self.swaps.sort(key=itemgetter(0, 1))
        for start, end, lines in reversed(self.swaps):
            self.lines[start:end] = lines
        # The last line has no end, as before.
        return "\n".join(self.lines).removesuffix("\r")

    def _change(self, id: str, span: _Span, entry: Entry, wanted: Entry | None) -> None:
        dashed = next((key for key, own in span.keys.items() if own.start == span.start), None)
        if wanted is None:
            self._swap(span.start, span.end, [])
        elif wanted == entry:
            return
        elif span.keys and (dashed is None or dashed in wanted):
            self._change_keys(span, entry, wanted)
        else:
            lines = _shifted(self.layout.entry(id, wanted), span.indent - ENTRY_INDENT)
            self._swap(span.start, span.end, lines)

    def _change_keys(self, span: _Span, entry: Entry, wanted: Entry) -> None:
        """Only the lines of what differs; a new key stands behind the one it follows by layout."""
        here = span.start if self.layout.is_list else span.start + 1
        for key in self.layout.keys:
            own = span.keys.get(key)
            if entry.get(key) != wanted.get(key):
                lines: list[str] = []
                if key in wanted:
                    indent = next(iter(span.keys.values())).indent
                    lines = _shifted(self.layout.lines_of(key, wanted[key]), indent - KEY_INDENT)
                if own and lines:
                    # The first key of an item stands behind its dash.
                    lines[0] = self.lines[own.start][: own.indent] + lines[0].lstrip()
                self._swap(own.start if own else here, own.end if own else here, lines)
            here = own.end if own else here

    def _add(self, spans: Mapping[str, _Span], wanted: Mapping[str, Entry]) -> None:
        """New entries, each behind the one that it follows in the order wanted."""
        first = next(iter(spans.values()))
        here = first.start
        for id, entry in wanted.items():
            if id in spans:
                here = spans[id].end
                continue
            lines = _shifted(self.layout.entry(id, entry), first.indent - ENTRY_INDENT)
            if self.layout.is_parted:
                lines = ["", *lines] if here > first.start else [*lines, ""]
            self._swap(here, here, lines)

    def _write_section(self, wanted: Mapping[str, Entry]) -> None:
        """The whole section anew, as it is empty or in brackets."""
        start = self.document.at_key((self.layout.section,)).line - 1
        end = self._end(start, self._section_end(), 0)
        self._swap(start, end, self.layout.whole_section(wanted))

    def _spans(self, entries: Sequence[tuple[str, Path, Entry]]) -> dict[str, _Span]:
        """Where each entry stands; nothing unless each begins on a line of its own."""
        spans: dict[str, _Span] = {}
        places = [self.document.at_key(path) for _, path, _ in entries]
        after = [*(place.line - 1 for place in places), self._section_end()][1:]
        for (id, path, entry), place, next_start in zip(entries, places, after, strict=True):
            start = place.line - 1
            before = self.lines[start][: place.column - 1].removeprefix("\ufeff")
            if not (_DASH.fullmatch(before) if self.layout.is_list else not before.strip(" ")):
                return {}
            indent = before.index("-") if self.layout.is_list else len(before)
            end = self._end(start, next_start, indent)
            spans[id] = _Span(start, end, indent, self._keys(path, entry, start, end))
        return spans

    def _keys(self, path: Path, entry: Entry, start: int, end: int) -> dict[str, _Span]:
        """Where each key of an entry stands; nothing unless they stand one below the other."""
        places = [self.document.at_key((*path, key)) for key in entry]
        spans: dict[str, _Span] = {}
        after = [*(place.line - 1 for place in places), end][1:]
        for key, place, next_start in zip(entry, places, after, strict=True):
            own = place.line - 1
            indent = place.column - 1
            before = self.lines[own][:indent]
            is_first = self.layout.is_list and not spans and own == start
            is_alone = _DASH.fullmatch(before) if is_first else not before.strip(" ")
            if not is_alone or indent != places[0].column - 1:
                return {}
            spans[key] = _Span(own, self._end(own, next_start, indent), indent)
        return spans

    def _section_end(self) -> int:
        """The line of the next key at the top, or the end of the file."""
        section = self.document.at_key((self.layout.section,)).line
        tops = self.document.value if isinstance(self.document.value, dict) else {}
        below = [self.document.at_key((key,)).line for key in tops]
        return min((line - 1 for line in below if line > section), default=len(self.lines))

    def _end(self, start: int, after: int, indent: int) -> int:
        """Where something ends that begins at `start`: before the blank lines and remarks that
        belong to what comes after it. What is indented deeper may be a line of a folded text."""
        end = after
        while end > start + 1:
            line = self.lines[end - 1].rstrip("\r")
            depth = len(line) - len(line.lstrip(" "))
            is_remark = line[depth:].startswith("#") and depth <= indent
            is_end_of_all = line.startswith("...")
            if line[depth:] and not is_remark and not is_end_of_all:
                break
            end -= 1
        return end

    def _swap(self, start: int, end: int, lines: list[str]) -> None:
        self.swaps.append((start, end, [f"{line}{self.ending}" for line in lines]))


def _shifted(lines: Sequence[str], by: int) -> list[str]:
    """Lines moved to the right, or to the left if `by` is negative."""
    return [(" " * by + line if by > 0 else line[-by:]) if line else line for line in lines]
