"""Which files there are, and what each of them is by its place and name."""

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType

from tram_bot.content.document import Severity
from tram_bot.content.hints import closest, did_you_mean, one_of
from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem

INTENTS = "intents"
CATALOGUE = "facility_catalogue"
FOLDERS = (INTENTS, CATALOGUE)
"""The two folders of a content."""
PHRASES = "phrases"

VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {
        "problems": "problem",
        "goals": "goal",
        "materials": "material",
        "sample_forms": "sample form",
        "sectors": "sector",
        "hazards": "hazard",
        "constraints": "constraint",
    }
)
"""The folders of the vocabulary, and what one concept of each is called."""

BYTES_MOST = 512 * 1024
"""Bytes of one file. Ours: ten times the longest file there is."""

_WORDS = re.compile(r"([a-z]{2})\.yaml")
_YAML = re.compile(r"\.ya?ml$", re.IGNORECASE)
_NAME_PARTS = re.compile(r"[a-z]+")
_DEEPEST = 6
_ALLOW = "allow reading it"


class Role(StrEnum):
    """What a file is."""

    LANGUAGES = "languages"
    PHRASES = "phrases"
    INTENTS = "intents"
    INTENT_WORDS = "intent words"
    QUESTIONNAIRE = "questionnaire"
    CENTRES = "centres"
    CENTRE_WORDS = "centre words"
    TECHNIQUES = "techniques"
    TECHNIQUE_WORDS = "technique words"
    CONCEPTS = "concepts"
    CONCEPT_WORDS = "concept words"
    FACILITIES = "facilities"
    FACILITY_WORDS = "facility words"
    ENQUIRIES = "enquiries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that is read. `file` and `folder` are below the root; `language` is that of a words
    file."""

    role: Role
    file: str
    folder: str
    path: Path
    language: Language = ""

    @property
    def folder_name(self) -> str:
        """The last part of the folder: a topic, a family, a kind, a country or a field."""
        return self.folder.rpartition("/")[2]


LAYOUT: Mapping[str, Role] = MappingProxyType(
    {
        "intents/languages.yaml": Role.LANGUAGES,
        "intents/phrases/<language>.yaml": Role.PHRASES,
        "intents/<topic>/intents.yaml": Role.INTENTS,
        "intents/<topic>/questionnaire.yaml": Role.QUESTIONNAIRE,
        "intents/<topic>/<language>.yaml": Role.INTENT_WORDS,
        "facility_catalogue/centres.yaml": Role.CENTRES,
        "facility_catalogue/<language>.yaml": Role.CENTRE_WORDS,
        "facility_catalogue/techniques/<family>/techniques.yaml": Role.TECHNIQUES,
        "facility_catalogue/techniques/<family>/<language>.yaml": Role.TECHNIQUE_WORDS,
        "facility_catalogue/vocabulary/<kind>/concepts.yaml": Role.CONCEPTS,
        "facility_catalogue/vocabulary/<kind>/<language>.yaml": Role.CONCEPT_WORDS,
        "facility_catalogue/facilities/<country>/facilities.yaml": Role.FACILITIES,
        "facility_catalogue/facilities/<country>/<language>.yaml": Role.FACILITY_WORDS,
        "facility_catalogue/enquiries/<field>/<language>.yaml": Role.ENQUIRIES,
    }
)
"""Where each file stands."""


def tops(root: Path) -> tuple[str, ...]:
    """Which of the two folders of a content there are."""
    return tuple(top for top in FOLDERS if (root / top).is_dir())


def find(root: Path) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Every file to read, in the order of their names, and what cannot be one."""
    found: list[Found] = []
    problems: list[Problem] = []
    present = tops(root)
    for top in FOLDERS:
        if top not in present:
            mend = f"create it, or give the folder that holds '{INTENTS}' and '{CATALOGUE}'"
            problems.append(whole_file(top, f"the folder '{top}' is missing", mend))
            continue
        for each in _walk(root / top, top):
            match each:
                case Found():
                    found.append(each)
                case Problem():
                    problems.append(each)
    return tuple(found), tuple(problems)


def whole_file(file: str, what: str, mend: str, severity: Severity = "error") -> Problem:
    """Something wrong with a file or folder as such."""
    return Problem(file=file, line=1, column=1, what=what, mend=mend, severity=severity)


def cannot_be_read(file: str, what: str, error: OSError) -> Problem:
    """A file or folder, `what` says which, that the system does not let us read."""
    return whole_file(file, f"the {what} cannot be read ({error.strerror})", _ALLOW)


def may_pass(problem: Problem) -> bool:
    """Whether a problem may be over without anything being saved."""
    return problem.mend == _ALLOW


def _walk(path: Path, here: str) -> Iterator[Found | Problem]:
    try:
        with os.scandir(path) as scanned:
            entries = sorted(scanned, key=attrgetter("name"))
    except OSError as error:
        yield cannot_be_read(here, "folder", error)
        return
    for entry in entries:
        name = entry.name.encode(errors="backslashreplace").decode()
        file = f"{here}/{name}"
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if name != entry.name:
            is_content = entry.is_dir() or _YAML.search(name)
            severity: Severity = "error" if is_content else "warning"
            yield whole_file(file, "this name is not UTF-8", "give it another name", severity)
        elif entry.is_symlink():
            mend = "put the file itself here; links are not followed"
            yield whole_file(file, "this is a link to somewhere else", mend)
        elif entry.is_dir() and file.count("/") > _DEEPEST:
            yield whole_file(file, "no folder stands this deep", "move its files further up")
        elif entry.is_dir():
            yield from _walk(Path(entry.path), file)
        else:
            yield _recognised(Path(entry.path), file)


def _recognised(path: Path, file: str) -> Found | Problem:
    role = next((role for place, role in LAYOUT.items() if _fits(file, place)), None)
    if role is None:
        return _unexpected(path, file)
    try:
        status = path.stat()
    except OSError as error:
        return cannot_be_read(file, "file", error)
    if not stat.S_ISREG(status.st_mode):
        return whole_file(file, "this is no ordinary file", "remove it")
    if status.st_size > BYTES_MOST:
        what = f"the file has {status.st_size:,} bytes, more than the {BYTES_MOST:,} that are read"
        return whole_file(file, what, "split it, or remove what is not content")
    folder, _, name = file.rpartition("/")
    words = _WORDS.fullmatch(name)
    language = words[1] if words else ""
    return Found(role=role, file=file, folder=folder, path=path, language=language)


def _fits(file: str, place: str) -> bool:
    parts, wanted = file.split("/"), place.split("/")
    return len(parts) == len(wanted) and all(map(_part_fits, parts, wanted))


def _part_fits(part: str, wanted: str) -> bool:
    match wanted:
        case "<language>.yaml":
            return _WORDS.fullmatch(part) is not None
        case "<kind>":
            return part in VOCABULARIES
        case "<topic>":
            return part != PHRASES
        case "<family>" | "<country>" | "<field>":
            return True
        case _:
            return part == wanted


def _unexpected(path: Path, file: str) -> Problem:
    folder, _, name = file.rpartition("/")
    if not _YAML.search(name):
        mend = "move it out of the content, or begin its name with a dot"
        return whole_file(file, "nobody reads this file", mend, "warning")
    parts = folder.split("/")
    if parts[1:2] == ["vocabulary"] and len(parts) == 3 and parts[2] not in VOCABULARIES:
        mend = did_you_mean(parts[2], VOCABULARIES, f"write {one_of(VOCABULARIES)}")
        return whole_file(file, f"'{parts[2]}' is no kind of vocabulary", mend)
    here = [place.rpartition("/") for place in LAYOUT]
    names = [known for place, _, known in here if _fits(folder, place)]
    if not names:
        mend = "move it to where its kind of file stands, or remove it"
        return whole_file(file, "no content file stands in this folder", mend)
    copied = _copied(path, names)
    if copied:
        what = f"'{name}' seems to be a copy of '{copied}', and is not read"
        return whole_file(file, what, "move it out of the content, or remove it")
    own = _YAML.sub(".yaml", name.lower())
    if _WORDS.fullmatch(own):
        names = [known.replace("<language>.yaml", own) for known in names]
    names = [known.replace("<language>", "en") for known in names]
    # What all of them end in makes no name like another.
    likely = closest(own.removesuffix(".yaml"), [each.removesuffix(".yaml") for each in names])
    mend = f"did you mean '{likely}.yaml'?" if likely else f"call it {one_of(names)}"
    return whole_file(file, f"'{name}' is no name of a content file, so it is not read", mend)


def _copied(path: Path, names: Sequence[str]) -> str:
    """The file beside this one that it is named after, as in `de - Copy.yaml` and `de (1).yaml`;
    nothing if there is none."""
    parts = [f"{part}.yaml" for part in _NAME_PARTS.findall(path.stem.lower())]
    known = (each for each in parts if any(_part_fits(each, name) for name in names))
    return next(
        (each for each in known if each != path.name.lower() and path.with_name(each).exists()), ""
    )
