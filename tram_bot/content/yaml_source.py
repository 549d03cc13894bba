"""Strict YAML that knows its lines. The only file that imports yaml.

What is accepted is the part of YAML that means what it looks like: mappings, lists, texts, whole
numbers, `true`, `false` and `null`. So `no` is a text (a Norwegian answer, a country), `1.50` a
version and `2026-11` a month. Anchors, aliases, tags and merge keys are refused, as is a key that
stands twice. The events of the parser are read rather than its nodes: only they tell a quoted
`"true"` from a plain one, and only they show an anchor before it is followed.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import takewhile
from typing import NoReturn, Protocol, cast

import yaml

from tram_bot.content.document import TOP, Document, Path, Place, Places, Plain
from tram_bot.content.yaml_brackets import ill_bracketed
from tram_bot.content.yaml_bytes import PROBLEMS_MOST, UNWANTED, decoded, place_after, text_of
from tram_bot.content.yaml_columns import misplaced
from tram_bot.content.yaml_complaint import Complaint, Stretch
from tram_bot.content.yaml_lines import misshapen
from tram_bot.content.yaml_quotes import MARKS, QUOTES, misquoted, stray
from tram_bot.content.yaml_traps import explained
from tram_bot.errors import Problem

_DEPTH_MOST = 14
"""Levels of nesting. Ours: the deepest shape has nine."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FOUND_TOO_LATE = ("end of stream", "',' or")
"""Signs of a quote or bracket left open: it is found where the text ends, made where it begins."""

_OF_A_COLUMN = ("expected key", "<block end>", "expected '-'", "values are not allowed")
"""Signs of a line that may begin in the wrong column."""

_SWALLOWED = re.compile(r" #[^\s#]")
_RUN_ON = re.compile(r""".*\S\s+(?P<quoted>"[^"]*"|'[^']*')""")
_REFUSED_KEYS = ("", "<<")
_CONSTANTS = {"true": True, "false": False, "null": None, "": None}


def read(file: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """The bytes of a file as a document, and everything wrong with it as YAML.

    There is no document if an error leaves nothing to work with; with a document there may be
    errors and warnings too. Nothing is raised for any bytes.
    """
    text, problems = decoded(file, data)
    if text is None or problems:
        return None, problems
    return _Builder(file=file, text=text).built()


def read_before(file: str, data: bytes, value: Plain) -> Document:
    """The document of bytes in which `read` found nothing wrong, and this value."""
    return _document(file, text_of(data), value)


def quoted(value: object) -> str:
    """A text, or a mapping of texts and numbers, as it may stand in any line of a file: texts in
    double quotes, and what nobody would see in them written out."""
    # What is no character has no way into a file in UTF-8.
    written = json.dumps(value, ensure_ascii=False).encode(errors="replace").decode()
    return UNWANTED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _document(file: str, text: str, value: Plain) -> Document:
    return Document(file=file, value=value, text=text, places=cache(partial(places_in, text)))


class _Refused(Exception):  # noqa: N818 - ends the reading of one file
    """The file cannot be read any further; the problem is noted already."""


@dataclass(slots=True, kw_only=True)
class _Builder:
    """Builds one document out of the parser's events. `problems` are errors, `remarks` are not."""

    file: str
    text: str
    lines: list[str] = field(init=False)
    may_have_remarks: bool = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")
        self.may_have_remarks = " #" in self.text

    def built(self) -> tuple[Document | None, tuple[Problem, ...]]:
        """The document, unless the file cannot be read to its end."""
        try:
            value = self._whole()
        except _Refused:
            return None, (*self.problems, *self.remarks)
        except yaml.MarkedYAMLError as error:
            self._note_complaint(error)
            return None, (*self.problems, *self.remarks)
        except yaml.YAMLError as error:
            self._note(TOP, *explained(str(error).splitlines()[0]))
            return None, (*self.problems, *self.remarks)
        return _document(self.file, self.text, value), (*self.problems, *self.remarks)

    def _whole(self) -> Plain:
        events = _events(self.text)
        value: Plain = None
        documents = 0
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        what = "'---' begins a second document"
                        self._refuse(_place(event), what, "remove the line; one file is one thing")
                case yaml.NodeEvent():
                    value = self._value(event, events, 0)
                case _:
                    pass
        if value is None:
            self._refuse(TOP, "the file is empty", "fill it, or remove it")
        return value

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Plain:
        if len(self.problems) >= PROBLEMS_MOST:
            raise _Refused
        if depth > _DEPTH_MOST:
            what = f"more than {_DEPTH_MOST} levels"
            self._refuse(_place(event), what, "check the indent above")
        # Nearly all are texts: there are two hundred thousand.
        if isinstance(event, yaml.ScalarEvent) and not (event.anchor or event.tag):
            return self._text(event)
        self._check_plainness(event)
        match event:
            case yaml.MappingStartEvent():
                return self._mapping(events, depth)
            case yaml.SequenceStartEvent():
                return self._list(event, events, depth)
            case yaml.ScalarEvent():
                return self._text(event)
            case _:
                # An alias, told of above; most likely a text was meant.
                return f"*{event.anchor}" if isinstance(event, yaml.AliasEvent) else None

    def _mapping(self, events: Iterator[yaml.Event], depth: int) -> dict[str, Plain]:
        mapping: dict[str, Plain] = {}
        keys: dict[str, yaml.ScalarEvent] = {}
        is_new_item = False
        for event in _until(yaml.MappingEndEvent, events):
            if not isinstance(event, yaml.ScalarEvent):
                what = "a key is a plain word, not a list, a mapping or an alias"
                mend = "put a text that begins with [, { or * into quotes"
                self._refuse(_place(event), what, mend)
            if event.anchor or event.tag:
                self._check_plainness(event)
            key = _key(event)
            if key == "<<":
                self._note(_place(event), "'<<' merges are not used here", "write the keys out")
            elif not key:
                self._note(_place(event), "a key is missing before the colon", "write it")
            elif key in mapping:
                if not is_new_item:
                    is_new_item = self._begins_item(keys, key)
                    self._note_again(_place(event), key, _place(keys[key]), is_new_item)
            else:
                keys[key] = event
                mapping[key] = self._value(next(events), events, depth + 1)
                continue
            # What stands under a refused key is read past, so that it shadows nothing.
            self._value(next(events), events, depth + 1)
        return mapping

    def _begins_item(self, keys: Mapping[str, yaml.ScalarEvent], key: str) -> bool:
        """Whether a key is the first of an item of a list: where it stands again, another item
        most probably begins, and what follows there are its keys."""
        place = _place(keys[key])
        before = self.lines[place.line - 1][: place.column - 1]
        return key == next(iter(keys)) and before.strip() == "-"

    def _note_again(self, place: Place, key: str, first: Place, is_new_item: bool) -> None:
        what = f"'{key}' stands here a second time; the first is in line {first.line}"
        mend = "keep one of them, or give this one another name"
        if is_new_item:
            mend = f"begin another item with '- {key}:', or keep one of them"
        self._note(place, what, mend)

    def _list(
        self, event: yaml.SequenceStartEvent, events: Iterator[yaml.Event], depth: int
    ) -> tuple[Plain, ...]:
        items: list[Plain] = []
        for each in _until(yaml.SequenceEndEvent, events):
            if event.flow_style and isinstance(each, yaml.ScalarEvent):
                self._check_comma(each)
            items.append(self._value(each, events, depth + 1))
        return tuple(items)

    def _text(self, event: yaml.ScalarEvent) -> Plain:
        if self.may_have_remarks:
            self._check_remark(event)
        if event.value[-1:] in MARKS and event.style not in QUOTES:
            self._check_marks(event)
        return _scalar(event)

    def _check_comma(self, event: yaml.ScalarEvent) -> None:
        """An item in brackets that goes on with a quoted text, as in *steel "grade 5"*."""
        found = _RUN_ON.fullmatch(event.value) if event.implicit[0] else None
        if found:
            start = _place(event)
            in_one_line = start.line == _end(event).line
            column = start.column + found.start("quoted") if in_one_line else start.column
            what = f"a comma is missing in front of '{found['quoted']}'"
            mend = "put one there, or the whole text into quotes of the other kind"
            self._note(Place(start.line, column), what, mend)

    def _check_plainness(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            what = f"'*{event.anchor}' is an alias to YAML, and aliases are not used here"
            self._note(_place(event), what, "put a text that begins with '*' into double quotes")
            return
        if getattr(event, "anchor", None):
            what = "'&' at the beginning is an anchor to YAML, and anchors are not used here"
            self._note(_place(event), what, "put a text that begins with '&' into double quotes")
        if getattr(event, "tag", None):
            what = "'!' at the beginning is a tag to YAML, and tags are not used here"
            self._note(_place(event), what, "put a text that begins with '!' into double quotes")

    def _check_remark(self, event: yaml.ScalarEvent) -> None:
        """A text that goes on after ` #`, as in *part #5*, loses its end unseen."""
        mark = event.end_mark
        if not mark or not event.implicit[0] or not event.value:
            return
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        if _SWALLOWED.match(rest):
            what = f"'{rest.strip()}' is a remark to YAML and not part of the text"
            mend = "put the whole text into double quotes, or write '# ' with a blank if it is one"
            self._remark(Place(mark.line + 1, mark.column + 2), what, mend)

    def _check_marks(self, event: yaml.ScalarEvent) -> None:
        """A text that ends with a quotation mark, as if it were in quotes."""
        end = event.end_mark
        found = stray(event.value) if end else None
        if end and found:
            mark, what, mend = found
            lines = [*self.lines[: end.line], "".join(self.lines[end.line :])[: end.column]]
            # What stands in a block ends in front of the line after it.
            number = max(at for at, line in enumerate(lines) if line.rstrip().endswith(mark))
            self._remark(Place(number + 1, len(lines[number].rstrip())), what, mend)

    def _note_complaint(self, error: yaml.MarkedYAMLError) -> None:
        complaint = _complaint(error, self.text)
        mark = error.problem_mark
        if error.context_mark and any(sign in complaint.words for sign in _FOUND_TOO_LATE):
            mark = error.context_mark
        place = _place_of(mark)
        may_be_misplaced = any(sign in complaint.words for sign in _OF_A_COLUMN)
        # The parser may stop behind the last line.
        lines = [*self.lines, ""]
        known = (
            misquoted(lines, complaint)
            or ill_bracketed(lines, complaint, _stops_at)
            or misshapen(lines, complaint, _stops_at)
            or (misplaced(lines, place) if may_be_misplaced else None)
        )
        if known:
            self._note(*known)
            return
        end = place_after(self.text.rstrip("\n"))
        self._note(min(place, end), *explained(complaint.words))

    def _note(self, place: Place, what: str, mend: str) -> None:
        document = Document(file=self.file, value=None)
        self.problems.append(document.problem(place, what, mend))

    def _remark(self, place: Place, what: str, mend: str) -> None:
        document = Document(file=self.file, value=None)
        self.remarks.append(document.problem(place, what, mend, "warning"))

    def _refuse(self, place: Place, what: str, mend: str) -> NoReturn:
        self._note(place, what, mend)
        raise _Refused


def places_in(text: str) -> Places:
    """Where the keys and values stand in a text that could be read."""
    looking = _Looking(_events(text))
    for event in looking.events:
        if isinstance(event, yaml.NodeEvent):
            looking.visit(event, ())
    return Places(keys=looking.keys, values=looking.values, ends=looking.ends)


# No function within another that calls itself: it would hold itself in memory, and Python does not
# look for such rings in content (`serving.made_for_good`).
@dataclass(slots=True)
class _Looking:
    """Looks where the keys and values stand."""

    events: Iterator[yaml.Event]
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    ends: dict[Path, Place] = field(default_factory=dict)

    def visit(self, event: yaml.Event, path: Path) -> None:
        """Note the value that begins with this event, and all in it."""
        self.values[path] = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            self.ends[path] = _end(event)
        if isinstance(event, yaml.MappingStartEvent):
            for key in _until(yaml.MappingEndEvent, self.events):
                own = (*path, _key(cast("yaml.ScalarEvent", key)))
                if own in self.keys or own[-1] in _REFUSED_KEYS:
                    own = (*path, f"{own[-1]}?{_place(key).line}")
                else:
                    self.keys[own] = _place(key)
                self.visit(next(self.events), own)
        elif isinstance(event, yaml.SequenceStartEvent):
            for number, item in enumerate(_until(yaml.SequenceEndEvent, self.events)):
                self.visit(item, (*path, number))


def _events(text: str) -> Iterator[yaml.Event]:
    """As `yaml.parse` does, in half the time."""
    return iter(_LOADER(text).get_event, None)


def _complaint(error: yaml.MarkedYAMLError, text: str) -> Complaint:
    return Complaint(
        words=error.problem or "no reason given",
        place=_place_of(error.problem_mark),
        context=_place_of(error.context_mark) if error.context_mark else None,
        last=_read_last(text),
    )


def _read_last(text: str) -> Stretch | None:
    """What the parser has read whole before it stops."""
    last: yaml.Event | None = None
    try:
        for event in _events(text):
            last = event
    except yaml.YAMLError:
        pass
    if last is None:
        return None
    style = last.style if isinstance(last, yaml.ScalarEvent) else ""
    quote = style if style in QUOTES else ""
    is_text = isinstance(last, yaml.ScalarEvent)
    return Stretch(_place(last), _end(last), quote=quote, is_text=is_text)


def _stops_at(text: str) -> Place | None:
    """Where the parser stops; nowhere if it reads all of it."""
    try:
        for _ in _events(text):
            pass
    except yaml.MarkedYAMLError as error:
        return _place_of(error.problem_mark)
    except yaml.YAMLError:
        return TOP
    return None


def _until(end: type[yaml.Event], events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    return takewhile(lambda event: not isinstance(event, end), events)


def _key(event: yaml.ScalarEvent) -> str:
    return unicodedata.normalize("NFC", event.value)


def _place(event: yaml.Event) -> Place:
    return _place_of(event.start_mark)


def _end(event: yaml.Event) -> Place:
    return _place_of(event.end_mark)


class _Mark(Protocol):
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def _place_of(mark: _Mark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else TOP


def _scalar(event: yaml.ScalarEvent) -> Plain:
    written = event.value
    if event.implicit[0]:
        if written in _CONSTANTS:
            return _CONSTANTS[written]
        if _WHOLE_NUMBER.fullmatch(written):
            return int(written)
    return unicodedata.normalize("NFC", written)
