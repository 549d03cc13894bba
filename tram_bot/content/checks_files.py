"""Files without which the others make no whole."""

import re
from collections.abc import Collection, Iterator, Sequence

from tram_bot.content.files import (
    CATALOGUE,
    INTENTS,
    PHRASES,
    VOCABULARIES,
    Found,
    Role,
    whole_file,
)
from tram_bot.errors import Problem

_YML = re.compile(r"\.yml$")
_ALWAYS_THERE = (
    f"{INTENTS}/languages.yaml",
    f"{INTENTS}/{PHRASES}/en.yaml",
    f"{CATALOGUE}/centres.yaml",
    *(f"{CATALOGUE}/vocabulary/{kind}/concepts.yaml" for kind in VOCABULARIES),
)
_AT_LEAST_ONE = (
    (Role.INTENTS, INTENTS, "a topic, such as intents/money/intents.yaml"),
    (Role.TECHNIQUES, f"{CATALOGUE}/techniques", "a family, such as techniques/imaging"),
    (Role.FACILITIES, f"{CATALOGUE}/facilities", "a country, such as facilities/poland"),
)
_STRUCTURE = {
    Role.INTENTS: ("intents.yaml", (Role.INTENT_WORDS, Role.QUESTIONNAIRE)),
    Role.CENTRES: ("centres.yaml", (Role.CENTRE_WORDS,)),
    Role.TECHNIQUES: ("techniques.yaml", (Role.TECHNIQUE_WORDS,)),
    Role.CONCEPTS: ("concepts.yaml", (Role.CONCEPT_WORDS,)),
    Role.FACILITIES: ("facilities.yaml", (Role.FACILITY_WORDS,)),
}
"""What a folder's structure file is called, and what stands beside it."""


def check(
    found: Sequence[Found], tops: Collection[str], misnamed: Collection[str]
) -> Iterator[Problem]:
    """What is missing below the top folders there are. Of one that is missing itself nothing
    more is said, nor of a file that is there by a name like its own: those are `misnamed`.
    """
    likely = {_YML.sub(".yaml", file.lower()) for file in misnamed}
    for problem in _missing(found, tops):
        if problem.file not in likely:
            yield problem


def _missing(found: Sequence[Found], tops: Collection[str]) -> Iterator[Problem]:
    files = {each.file for each in found}
    for file in _ALWAYS_THERE:
        if file not in files and file.partition("/")[0] in tops:
            yield whole_file(file, "this file is missing", "write it, or bring it back")
    for role, folder, example in _AT_LEAST_ONE:
        if folder.partition("/")[0] in tops and all(each.role is not role for each in found):
            yield whole_file(folder, "there is nothing in this folder", f"write {example}")
    for role, (name, beside) in _STRUCTURE.items():
        folders = {each.folder for each in found if each.role is role}
        accompanied = {each.folder for each in found if each.role in beside}
        in_english = {e.folder for e in found if e.role is beside[0] and e.language == "en"}
        for folder in sorted(accompanied - folders):
            if f"{folder}/{name}" not in _ALWAYS_THERE:
                mend = "write it; what stands beside it does nothing alone"
                yield whole_file(f"{folder}/{name}", "this file is missing", mend)
        for folder in sorted(folders - in_english):
            mend = "write them; every other language falls back to English"
            yield whole_file(f"{folder}/en.yaml", "the English words are missing", mend)
