"""A conversation test as written: who says what, in order, and what must come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from tram_bot.content import yaml_source
from tram_bot.content.document import TOP, Document, Place, Plain
from tram_bot.content.files import cannot_be_read
from tram_bot.errors import ContentError, Problem

BEGINS = "2026-11-23T09:00:00+00:00"
"""When a test takes place that does not say so itself."""

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_LONGEST_WAIT = timedelta(days=10 * 365)
"""More than anything is kept for. Ours."""
_DIGITS_MOST = len(str(_LONGEST_WAIT // timedelta(minutes=1)))
_YEARS = range(2000, 2101)
"""When a test may take place: no talk lasts so long that time ends. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a test: what is done or expected, its value, and where it stands."""

    does: str
    value: Plain
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A whole conversation test."""

    file: str
    name: str
    begins: datetime
    lines: tuple[Line, ...]
    language: str = "en"
    language_at: Place = TOP
    """Where the file names the language."""


_EXPECTING = (
    "bot", "bot_not", "means", "phase", "question", "asked", "answers", "parked", "lead", "relayed",
)  # fmt: skip
"""The lines that expect something in particular."""
_QUOTING = ("bot", "bot_not", "relayed")
"""Those of them that quote what was said."""
_FLAGS = ("silent", "again", "erased")
"""The lines that are there or not, and say nothing more."""

_SAY_WHAT = "say what it expects"

LINES: Mapping[str, str] = {
    "company": "what the company writes; a list is a burst, sent before any reply is seen",
    "late": "what the company wrote before it saw the latest reply, arriving after it",
    "press": "the label of a button to press; {label, reply} presses one of an earlier reply",
    "edit": "the new wording of the latest message; {message, text} edits an earlier one",
    "again": "true: the latest event is delivered once more",
    "file": "the name of a file the company sends; {name, caption} with words below it",
    "wait": "how long nothing happens, such as 26h",
    "centre": "what somebody at the centre writes to the company",
    "change": "a step of the latest lead: claim, pass_on, close, …; {step, centre, outcome}",
    "content": "{remove: question} or {restore: question}: the admin edits the questionnaire",
    "bot": "fragments that the reply to the latest line must hold",
    "bot_not": "fragments that the reply to the latest line must not hold",
    "means": "the intent that the latest message was taken for, or kind/id of a concept in it",
    "silent": "true: the bot said nothing to the latest line",
    "phase": "idle, asking, reviewing or with_person",
    "question": "the id of the question that is open",
    "asked": "how many questions were put so far in this run, at most",
    "answers": "slot id to a fragment of its value, as the conversation holds it",
    "parked": "slot ids kept aside because their question no longer applies",
    "lead": "{centre, country, partial, answers, open, copies, reference, wants_person}, or none",
    "relayed": "fragments of what was passed on to the centre by the latest line",
    "erased": "true: the latest line deleted everything",
}
"""What a line of a test may be."""


def read_script(path: Path) -> Script:
    """The conversation test in a file.

    Raises ContentError that names file, line and mend.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError([cannot_be_read(str(path), "file", error)]) from error
    document, problems = yaml_source.read(str(path), data)
    if document is None or problems:
        raise ContentError(problems)
    faults = list(_faults(document))
    if faults:
        raise ContentError(faults)
    talk = document.get(("talk",))
    lines: list[Line] = []
    for index, item in enumerate(talk if isinstance(talk, tuple) else ()):
        where = document.at(("talk", index)).line
        pairs = item.items() if isinstance(item, dict) else ()
        lines.extend(Line(does=does, value=value, line=where) for does, value in pairs)
    return Script(
        file=str(path),
        name=str(document.get(("name",)) or path.stem),
        begins=datetime.fromisoformat(str(document.get(("begins",)) or BEGINS)),
        language=str(document.get(("language",)) or "en"),
        language_at=document.at(("language",)),
        lines=tuple(lines),
    )


def duration(text: str) -> timedelta:
    """A length of time such as 90m, 26h or 3d, up to ten years. Raises ValueError for anything
    else.

    >>> duration("26h")
    datetime.timedelta(days=1, seconds=7200)
    """
    unit = _UNITS.get(text[-1:])
    digits = text[:-1]
    if unit is None or not digits.isdecimal() or len(digits) > _DIGITS_MOST:
        raise ValueError(text)
    long = timedelta(**{unit: int(digits)})
    if long > _LONGEST_WAIT:
        raise ValueError(text)
    return long


@dataclass(slots=True)
class _Faults:
    document: Document
    found: list[Problem] = field(default_factory=list)

    def note(self, path: tuple[str | int, ...], what: str, mend: str) -> None:
        place = self.document.at(path)
        self.found.append(
            Problem(
                file=self.document.file,
                line=place.line,
                column=place.column,
                what=what,
                mend=mend,
            )
        )


def _faults(document: Document) -> list[Problem]:
    faults = _Faults(document)
    value = document.value
    if not isinstance(value, dict) or not isinstance(value.get("talk"), tuple):
        faults.note((), "a conversation test needs a list under 'talk:'", "write 'talk:' and lines")
        return faults.found
    for key in value:
        if key not in ("name", "begins", "language", "talk"):
            faults.note((key,), f"unknown key '{key}'", "use name, begins, language and talk")
    if not _is_time(str(value.get("begins") or BEGINS)):
        faults.note(("begins",), "this is no time", f'write it like "{BEGINS}"')
    language = value.get("language", "en")
    if not isinstance(language, str) or not language:
        faults.note(("language",), "this is no language", "write its code, such as 'pl'")
    talk = value["talk"]
    for index, item in enumerate(talk if isinstance(talk, tuple) else ()):
        path = ("talk", index)
        if not isinstance(item, dict) or len(item) != 1:
            faults.note(
                path, "a line of a talk is one key and its value", "such as 'company: hello'"
            )
            continue
        does = next(iter(item))
        if does not in LINES:
            faults.note(path, f"unknown line '{does}'", f"use one of {', '.join(LINES)}")
        elif does in _EXPECTING and (nothing := _expects_nothing(does, item[does])):
            faults.note(path, f"'{nothing}:' expects nothing, so it cannot fail", _SAY_WHAT)
        elif does in _QUOTING and not _are_texts(item[does]):
            faults.note(path, f"'{does}:' expects texts", "write a text, or a list of texts")
        elif does in _FLAGS and item[does] is not True:
            mend = "write 'bot:' and what the bot says" if does == "silent" else "remove the line"
            faults.note(path, f"'{does}:' can only be true", mend)
        elif does == "wait":
            try:
                duration(str(item[does]))
            except ValueError:
                faults.note(
                    path,
                    f"'{item[does]}' is no length of time up to ten years",
                    "write 90m, 26h or 3d",
                )
    return faults.found


def _expects_nothing(does: str, value: Plain) -> str:
    """The key, in a line or at it, that holds whatever happens; "" if there is none. What else a
    lead is may well have to be empty."""
    if does not in ("answers", "lead") or not isinstance(value, dict) or not value:
        return does if value in (None, "", (), {}) else ""
    parts = value.items()
    if does == "lead":
        parts = {key: value[key] for key in ("answers", "without") if key in value}.items()
    return next(filter(None, (_expects_nothing(key, each) for key, each in parts)), "")


def _is_time(text: str) -> bool:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return False
    return time.utcoffset() is not None and time.year in _YEARS


def _are_texts(value: Plain) -> bool:
    """Whether it is one text or several, of which none is empty: that would stand in any."""
    parts = value if isinstance(value, tuple) else (value,)
    return all(isinstance(part, str | int) and str(part).strip() for part in parts)
