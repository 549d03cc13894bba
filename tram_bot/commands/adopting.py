"""A message out of the inbox becomes an example of an intent or a term of the vocabulary: the file
as it is to be, and a conversation test that holds it to that."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path

from tram_bot import serving
from tram_bot.commands.asked import Meaning
from tram_bot.content import changing
from tram_bot.content.document import Path as Keys
from tram_bot.content.files import VOCABULARIES
from tram_bot.content.hints import did_you_mean
from tram_bot.content.loader import check
from tram_bot.content.yaml_append import appended
from tram_bot.content.yaml_source import quoted
from tram_bot.core.content import Content
from tram_bot.core.hygiene import clean
from tram_bot.core.inbox import InboxGroup
from tram_bot.core.redaction import MARKS
from tram_bot.errors import ContentError, SettingsError
from tram_bot.learning.learner import Learner
from tram_bot.transcripts.replay import replay
from tram_bot.transcripts.saving import saved_and_loaded
from tram_bot.transcripts.script import read_script

TESTS = Path("tests/conversations")
"""Where the conversation tests of a content stand."""
_ANY_ENDING = "*"
"""What a term ends with that is the beginning of words."""


def adopt(
    root: Path, group: InboxGroup, meaning: Meaning, wording: str, learner: Learner
) -> tuple[str, ...]:
    """Write it, and a test; returns the files that were written, below the root. `wording` is what
    is learnt instead of the message itself; "" for the message.

    Nothing is written if the content is wrong, or would be, or would not understand it even so.
    Raises ContentError and SettingsError.
    """
    content = serving.read_content(root, learner)
    text = clean(wording) or group.texts[0]
    _check_wording(text)
    file, keys = _place(content, meaning, group.language)
    test = _test_name(root, meaning, group.language)
    before = _read(root / file)
    files = {
        file: _with_text(file, before, keys, text, meaning),
        test: _test(group, meaning, text).encode(),
    }
    _try(root, files, test, learner)
    if _read(root / file) != before:
        raise SettingsError(
            f"{file} was changed meanwhile, and is left as it is now: try once more"
        )
    changing.write(root, files)
    return tuple(files)


def _check_wording(text: str) -> None:
    marks = [mark for mark in MARKS if mark in text]
    if marks:
        raise SettingsError(
            f"{marks[0]} in '{text}' stands for what was left out: "
            "say it as anybody would, with --text 'other wording'"
        )


def _place(content: Content, meaning: Meaning, language: str) -> tuple[str, Keys]:
    """The file that what is adopted belongs in, and the list in it. Raises SettingsError."""
    id, kind = meaning.id, meaning.kind
    if not kind:
        intent = content.intents.get(id)
        if intent is None:
            mend = did_you_mean(id, content.intents, "the ids stand in intents/*/intents.yaml")
            raise SettingsError(f"--intent: there is no intent '{id}'; {mend}")
        return f"intents/{intent.topic}/{language}.yaml", ("intents", id, "examples")
    if (kind, id) not in content.catalogue.concepts:
        known = [f"{a}/{b}" for a, b in content.catalogue.concepts]
        kinds = f"write KIND/ID, where KIND is {', '.join(VOCABULARIES)}"
        mend = did_you_mean(str(meaning), known, kinds)
        raise SettingsError(f"--concept: there is no concept '{meaning}'; {mend}")
    return f"facility_catalogue/vocabulary/{kind}/{language}.yaml", ("concepts", id, "terms")


def _read(path: Path) -> bytes | None:
    """What a file holds, None if there is none. Raises SettingsError."""
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise SettingsError(f"cannot read {path}: {error.strerror}") from error


def _with_text(file: str, before: bytes | None, keys: Keys, text: str, meaning: Meaning) -> bytes:
    after = None if before is None else appended(file, before, keys, text)
    if after is None:
        what = f"'{meaning}' has no {keys[-1]} yet"
        raise SettingsError(f"{file}: {what}; write the first one there by hand")
    return after


def _test_name(root: Path, meaning: Meaning, language: str) -> str:
    """The first name that is free."""
    about = str(meaning).replace("/", "_")
    names = (TESTS / f"adopted_{about}_{language}_{number}.yaml" for number in count(1))
    return next(name.as_posix() for name in names if not (root / name).exists())


def _test(group: InboxGroup, meaning: Meaning, text: str) -> str:
    """A talk of one message, which must have the meaning from now on. For a term that is the
    message that it was found in, if nothing was left out of that."""
    whole = group.texts[0]
    if meaning.kind:
        text = text.removesuffix(_ANY_ENDING) if any(m in whole for m in MARKS) else whole
    return (
        f"name: adopted from the inbox, {meaning} in {group.language}\n"
        f"language: {group.language}\n"
        "talk:\n"
        f"  - company: {quoted(text)}\n"
        f"  - means: {meaning}\n"
    )


def _try(root: Path, files: Mapping[str, bytes], test: str, learner: Learner) -> None:
    """Raises ContentError for errors that the files would bring, SettingsError if the message
    would not be understood with them."""
    with changing.in_a_copy(root, files) as copy:
        errors = [problem for problem in check(copy) if problem.severity == "error"]
        if errors:
            raise ContentError(errors)
        failure = replay(
            serving.read_content(copy, learner), read_script(copy / test), saved_and_loaded
        )
    if failure:
        raise SettingsError(
            f"it would not be understood even so ({failure.what}): "
            "choose another meaning, or another wording with --text"
        )
