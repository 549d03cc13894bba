"""The conversation tests in YAML, through the real `step`, saved and reloaded at every turn."""

from pathlib import Path

import pytest

from tram_bot.core.content import Content
from tram_bot.core.events import Text
from tram_bot.errors import ContentError
from tram_bot.serving import build_content
from tram_bot.transcripts.replay import Taken, failures, replay
from tram_bot.transcripts.saving import saved_and_loaded
from tram_bot.transcripts.script import read_script

FILES = sorted((Path(__file__).parent / "conversations").glob("*.yaml"))


def test_there_are_at_least_forty() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_conversation(path: Path, nine: Content) -> None:
    failure = replay(nine, read_script(path), saved_and_loaded)

    assert failure is None, str(failure)


def test_a_wrong_expectation_fails_with_its_line(tmp_path: Path, nine: Content) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text("name: wrong\ntalk:\n  - company: hello\n  - bot: no such words\n")

    failure = replay(nine, read_script(path), saved_and_loaded)

    assert failure is not None
    assert failure.line == 4
    assert "no such words" in failure.what


SENT = """\
  - company: our paint peels off steel after one winter
  - company: "yes"
  - company: confidential
"""


@pytest.mark.parametrize(
    ("talk", "what"),
    [
        ("  - company: hello\n  - again: true\n  - bot: welcome\n", "said nothing"),
        ("  - company: hello\n  - again: true\n  - bot_not: nonsense\n", "said nothing"),
        (f"{SENT}  - wait: 72h\n  - silent: true\n", "was to say nothing"),
        ("  - content: {remove: no-such-question}\n", "no question 'no-such-question' to remove"),
        ("  - content: {restore: tried}\n", "no question 'tried' to restore"),
    ],
)
def test_what_is_not_so_fails(tmp_path: Path, nine: Content, talk: str, what: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(f"talk:\n{talk}")

    failure = replay(nine, read_script(path), saved_and_loaded)

    assert failure is not None
    assert what in failure.what


def test_a_removed_question_stays_removed_as_another_is_restored(
    tmp_path: Path, nine: Content
) -> None:
    path = tmp_path / "restored.yaml"
    questions = "  - content: {remove: tried}\n  - content: {remove: sample}\n"
    restored = "  - content: {restore: tried}\n  - content: {restore: tried}\n"
    path.write_text(f"talk:\n{questions}{restored}")

    failure = replay(nine, read_script(path), saved_and_loaded)

    assert failure is not None
    assert failure.line == 5
    assert "only: sample" in failure.what


def test_a_company_that_writes_0_writes_something(tmp_path: Path, nine: Content) -> None:
    path = tmp_path / "zero.yaml"
    path.write_text("talk:\n  - company: hello\n  - company: 0\n  - bot: did not understand\n")

    taken: list[Taken] = []
    list(failures(nine, read_script(path), saved_and_loaded, taken.append))

    assert [event.text for event in taken[-1].events if isinstance(event, Text)] == ["0"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("name: x\n", "needs a list"),
        ("talk:\n  - compny: hello\n", "unknown line 'compny'"),
        ("talk:\n  - wait: soon\n", "no length of time"),
        ("talk:\n  - hello\n", "one key and its value"),
        ('talk:\n  - bot: ""\n', "expects nothing"),
        ("talk:\n  - parked: []\n", "expects nothing"),
        ("talk:\n  - silent: false\n", "can only be true"),
        ("begins: tomorrow\ntalk: []\n", "no time"),
        ('begins: "2026-11-23T09:00:00"\ntalk: []\n', "no time"),
        ('begins: "9999-12-31T23:59:59+00:00"\ntalk: []\n', "no time"),
        ("talk:\n  - wait: 999999999999d\n", "no length of time"),
        ("talk:\n  - wait: 4000d\n", "no length of time"),
        ("talk:\n  - wait: -5h\n", "no length of time"),
        ("talk:\n  - erased: false\n", "can only be true"),
        ("talk:\n  - bot: {a: b}\n", "expects texts"),
        ("talk:\n  - bot: [[a], b]\n", "expects texts"),
        ('talk:\n  - bot_not: [a, " "]\n', "expects texts"),
        ("talk:\n  - relayed: [null]\n", "expects texts"),
        ("talk:\n  - company: [\n", ""),
        ("language: [pl]\ntalk: []\n", "no language"),
        ('language: ""\ntalk: []\n', "no language"),
        ('talk:\n  - answers: {deadline: ""}\n', "'deadline:' expects nothing"),
        ('talk:\n  - lead: {answers: {email: ""}}\n', "'email:' expects nothing"),
        ("talk:\n  - lead: {centre: pl, answers: {}}\n", "'answers:' expects nothing"),
        ("talk:\n  - lead: {without: []}\n", "'without:' expects nothing"),
    ],
)
def test_a_broken_script_is_refused_by_line(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text)

    with pytest.raises(ContentError) as refused:
        read_script(path)

    assert what in str(refused.value)
    assert all(problem.line >= 1 for problem in refused.value.problems)


def test_a_language_that_the_bot_does_not_speak_is_refused_by_line(
    tmp_path: Path, nine: Content
) -> None:
    path = tmp_path / "unspoken.yaml"
    path.write_text("name: x\nlanguage: xx\ntalk:\n  - company: hello\n  - phase: idle\n")

    with pytest.raises(ContentError) as refused:
        replay(nine, read_script(path), saved_and_loaded)

    (problem,) = refused.value.problems
    assert (problem.line, problem.column) == (2, 11)
    assert "does not speak 'xx'" in problem.what
    assert "'pl'" in problem.mend


def test_a_language_that_the_bot_speaks_is_answered_in(tmp_path: Path, nine: Content) -> None:
    path = tmp_path / "spoken.yaml"
    said = nine.phrasebook.say("greeting", "pl").splitlines()[0]
    path.write_text(f'language: pl\ntalk:\n  - company: /start\n  - bot: "{said}"\n')

    assert replay(nine, read_script(path), saved_and_loaded) is None


LANGUAGE_IN_OTHER_LETTERS = {
    "intents/phrases/uk.yaml": "language: uk\nphrases:\n  missed: Я вас не зрозумів.\n",
    "intents/money/uk.yaml": """\
language: uk
intents:
  cost:
    label: Ціна
    examples: [скільки це коштує, яка ціна, це дорого]
    reply: Ціну називає центр.
""",
}


def test_a_language_in_other_letters_is_understood_where_it_is_spoken(
    tmp_path: Path, edited: Path
) -> None:
    languages = edited / "intents/languages.yaml"
    uk = "  uk: {name: Українська, complete: false, falls_back_to: en}\n"
    languages.write_text(languages.read_text("utf-8").rstrip("\n") + f"\n{uk}", "utf-8")
    for file, text in LANGUAGE_IN_OTHER_LETTERS.items():
        (edited / file).write_text(text, "utf-8")
    path = tmp_path / "ukrainian.yaml"
    path.write_text(
        "language: uk\ntalk:\n  - company: Скільки це коштує?\n  - bot: Ціну називає центр\n"
        "  - company: щось зовсім інше\n  - bot_not: languages_spoken\n"
        "  - company: σίγουρα\n  - bot: languages_spoken\n"
        "  - company: we need something measured\n  - company: our coating peels\n"
        "  - company: банан\n  - bot: May I keep\n  - bot_not: languages_spoken\n"
        "  - company: σίγουρα\n  - bot: languages_spoken\n",
        "utf-8",
    )

    failure = replay(build_content(edited), read_script(path), saved_and_loaded)

    assert failure is None, str(failure)


def test_a_question_without_an_example_is_asked_again_without_one(
    tmp_path: Path, edited: Path
) -> None:
    words = edited / "intents/challenge/en.yaml"
    text = words.read_text("utf-8")
    assert '      example: "yes"\n' in text
    path = tmp_path / "rejected.yaml"
    path.write_text(
        "talk:\n  - company: we need something measured\n  - company: our coating peels\n"
        "  - company: banana\n  - bot: for_example\n"
    )
    rejected = read_script(path)
    assert replay(build_content(edited), rejected, saved_and_loaded) is None

    words.write_text(text.replace('      example: "yes"\n', ""), "utf-8")

    failure = replay(build_content(edited), rejected, saved_and_loaded)
    assert failure is not None
    assert failure.line == 5
    assert "'for_example' is missing" in failure.what


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("edit: {message: 99, text: x}", "fits nothing that was said"),
        ("press: {label: Yes, reply: 99}", "fits nothing that was said"),
        ("asked: many", "no questions are open"),
        ("centre: Hello", "no lead yet"),
        ("change: claim", "no lead yet"),
        ("content: {rmove: tried}", "content wants"),
        ("press: Nothing of the kind", "there is no button"),
    ],
)
def test_an_authors_slip_is_told_by_its_line(
    tmp_path: Path, nine: Content, line: str, what: str
) -> None:
    path = tmp_path / "slip.yaml"
    path.write_text(f"name: a slip\ntalk:\n  - company: hello\n  - {line}\n")

    failure = replay(nine, read_script(path), saved_and_loaded)

    assert failure is not None
    assert failure.line == 4
    assert what in failure.what
