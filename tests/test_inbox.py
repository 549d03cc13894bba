"""What was not understood is listed, and understood once a person has said what it means."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.small_content import write_small_content
from tests.test_turns_and_delivery import House
from tests.values import NOW, deciding, text
from tram_bot import cli
from tram_bot.clock import SystemClock
from tram_bot.commands.asked import Meaning
from tram_bot.commands.inbox import inbox_adopt
from tram_bot.core.content import Content
from tram_bot.core.effects import Mishap, Misheard
from tram_bot.core.identifiers import ConversationId
from tram_bot.database import of_tries
from tram_bot.errors import SettingsError
from tram_bot.learning.learner import Learner
from tram_bot.learning.memory import NoMemory
from tram_bot.store.sqlite import open_sqlite

WORDS = Path("intents/money/en.yaml")
TERMS = Path("facility_catalogue/vocabulary/problems/en.yaml")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small content of its own, and an empty database beside it."""
    root = tmp_path / "content"
    write_small_content(root)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAM_BOT_CONTENT", str(root))
    monkeypatch.setenv("TRAM_BOT_DATABASE", str(tmp_path / "tram.sqlite3"))
    return root


async def heard(path: Path, *messages: Misheard) -> list[int]:
    """Have messages kept, each of another company; their numbers."""
    store = await open_sqlite(path)
    for number, message in enumerate(messages):
        where = ConversationId(f"test:{number}")
        await store.take_turn(where, [text("1", conversation=where)], deciding(message), NOW)
    kept = [message.id for message in await store.inbox()]
    await store.close()
    return kept


def misheard(
    words: str, *guesses: str, why: Mishap = Mishap.OFFERED, language: str = "en"
) -> Misheard:
    return Misheard(text=words, language=language, why=why, guesses=guesses)


LORRY = misheard("what do you charge for a lorry", "free_calls", "cost")
"""The small content takes it for something else."""


def run(*arguments: str) -> int:
    return cli.main(["inbox", *arguments])


@pytest.fixture
def filled(root: Path, tmp_path: Path) -> list[int]:
    return asyncio.run(
        heard(
            tmp_path / "tram.sqlite3",
            misheard("is there a canteen", "help", why=Mishap.REFUSED),
            LORRY,
            misheard("for a lorry, what do you charge?", "cost", why=Mishap.CHOSEN),
            misheard("gdzie jest stołówka", language="pl", why=Mishap.MISSED),
        )
    )


def files_of(root: Path) -> Mapping[str, bytes]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_what_is_alike_is_listed_together(
    filled: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    canteen, lorry, _, stolowka = filled
    assert run() == 0
    assert capsys.readouterr().out == (
        f"{lorry}  en  2 times, last on 2026-03-02\n"
        "    “what do you charge for a lorry”\n"
        "    “for a lorry, what do you charge?”\n"
        "    taken for: free_calls, cost\n"
        "    the company chose: cost\n"
        f"{stolowka}  pl  once, last on 2026-03-02\n"
        "    “gdzie jest stołówka”\n"
        f"{canteen}  en  once, last on 2026-03-02\n"
        "    “is there a canteen”\n"
        "    taken for: help\n"
    )
    assert run("--language", "pl", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told == {
        "number": stolowka,
        "language": "pl",
        "count": 1,
        "latest": "2026-03-02T09:00:00+00:00",
        "texts": ["gdzie jest stołówka"],
        "taken_for": [],
        "chosen": [],
    }
    assert run("--language", "fi") == 0
    said = capsys.readouterr().out
    assert "Nothing in 'fi' waits here" in said
    assert "tram-bot chat" not in said, "nobody has tried anything"


def test_whoever_has_only_tried_the_bot_is_told_where_that_is_kept(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tries = of_tries(tmp_path / "tram.sqlite3")
    asyncio.run(heard(tries, LORRY))
    hint = f"'tram-bot chat' is in {tries}; let TRAM_BOT_DATABASE name that"
    assert run() == 2
    assert hint in capsys.readouterr().err
    asyncio.run(heard(tmp_path / "tram.sqlite3"))
    assert run() == 0
    said = capsys.readouterr().out
    assert "Nothing waits here." in said
    assert hint in said
    monkeypatch.setenv("TRAM_BOT_DATABASE", str(tries))
    assert run() == 0
    assert LORRY.text in capsys.readouterr().out


def test_a_message_becomes_an_example_and_a_test(
    root: Path, filled: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(root)
    assert run("adopt", str(filled[1]), "--intent", "cost") == 0
    said = capsys.readouterr().out
    test = "tests/conversations/adopted_cost_en_1.yaml"
    assert f"{WORDS} written" in said
    assert f"{test} written" in said
    assert "2 taken out of the inbox" in said
    after = files_of(root)
    assert set(after) - set(before) == {test}
    assert [name for name in before if before[name] != after[name]] == [str(WORDS)]
    example = b"      - is it expensive\n"
    added = example + b"      - what do you charge for a lorry\n"
    assert after[str(WORDS)] == before[str(WORDS)].replace(example, added)
    assert cli.main(["check"]) == 0
    assert cli.main(["test"]) == 0
    assert "1 conversations, 0 failed" in capsys.readouterr().out
    assert run("--json") == 0
    left = json.loads(capsys.readouterr().out)
    assert [each["texts"] for each in left] == [["gdzie jest stołówka"], ["is there a canteen"]]


def test_the_test_fails_once_the_example_is_gone(
    root: Path, filled: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / WORDS).read_bytes()
    assert run("adopt", str(filled[0]), "--intent", "cost") == 0
    (root / WORDS).write_bytes(before)
    assert cli.main(["test"]) == 1
    assert "not cost" in capsys.readouterr().out


def test_another_wording_is_adopted_in_its_place(root: Path, filled: list[int]) -> None:
    wording = "canteen: is there one?"
    assert run("adopt", str(filled[0]), "--intent", "free_calls", "--text", wording) == 0
    assert f'      - "{wording}"\n' in (root / WORDS).read_text(encoding="utf-8")
    test = root / "tests/conversations/adopted_free_calls_en_1.yaml"
    assert f'  - company: "{wording}"\n  - means: free_calls\n' in test.read_text(encoding="utf-8")


@pytest.mark.parametrize("hidden", ["\x00", "\u202e", "\udc80", "\ufeff"])
def test_what_nobody_sees_in_a_wording_is_left_out(
    root: Path, filled: list[int], hidden: str
) -> None:
    wording = f"lorry{hidden} price"
    assert run("adopt", str(filled[1]), "--intent", "cost", "--text", wording) == 0
    assert "      - lorry price\n" in (root / WORDS).read_text(encoding="utf-8")


def test_who_may_write_a_file_may_do_so_afterwards(root: Path, filled: list[int]) -> None:
    (root / WORDS).chmod(0o664)
    assert run("adopt", str(filled[1]), "--intent", "cost") == 0
    assert (root / WORDS).stat().st_mode & 0o777 == 0o664


class Hasty(NoMemory):
    """Somebody who writes into a file whenever something is learnt."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def recall(self, key: str) -> None:
        """Nothing."""
        with self._file.open("ab") as file:
            file.write(b"# by hand\n")


def test_what_somebody_writes_meanwhile_stays(
    root: Path, tmp_path: Path, filled: list[int]
) -> None:
    learner = Learner(memory=Hasty(root / WORDS))
    database = tmp_path / "tram.sqlite3"
    before = files_of(root)
    with pytest.raises(SettingsError, match="changed meanwhile"):
        inbox_adopt(
            root,
            database,
            filled[1],
            Meaning(id="cost"),
            wording="",
            learner=learner,
            clock=SystemClock(),
        )
    after = files_of(root)
    assert set(after) == set(before)
    assert after[str(WORDS)].removeprefix(before[str(WORDS)]).strip(b"\n #byhand") == b""


@pytest.mark.parametrize("is_first", [True, False])
def test_the_content_may_be_named_before_or_after_the_word(
    root: Path, filled: list[int], monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    monkeypatch.delenv("TRAM_BOT_CONTENT")
    named, adopt = ("--content", str(root)), ("adopt", str(filled[1]), "--intent", "cost")
    assert run(*(named + adopt if is_first else adopt + named)) == 0
    assert "- what do you charge for a lorry\n" in (root / WORDS).read_text(encoding="utf-8")


def test_words_become_a_term_of_the_vocabulary(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, marked = asyncio.run(
        heard(
            tmp_path / "tram.sqlite3",
            misheard("our pipes weep all winter long"),
            misheard("everything in [place] oxidises"),
        )
    )
    concept = ("--concept", "problems/corrosion")
    assert run("adopt", str(found), *concept, "--text", "weep*") == 0
    assert run("adopt", str(marked), *concept, "--text", "oxidis*") == 0
    line = 'terms: ["corro*", "rust*", "red rust", weep*, oxidis*]'
    assert line in (root / TERMS).read_text(encoding="utf-8")
    assert cli.main(["test"]) == 0
    assert "2 conversations, 0 failed" in capsys.readouterr().out
    tests = root / "tests/conversations"
    whole = (tests / "adopted_problems_corrosion_en_1.yaml").read_text(encoding="utf-8")
    assert '  - company: "our pipes weep all winter long"\n' in whole
    bare = (tests / "adopted_problems_corrosion_en_2.yaml").read_text(encoding="utf-8")
    assert '  - company: "oxidis"\n' in bare


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("1", "--intent", "csot"), 2, "--intent: there is no intent 'csot'; did you mean 'cost'?"),
        (("1", "--concept", "problems/pore"), 2, "did you mean 'problems/pores'?"),
        (("99", "--intent", "cost"), 2, "there is no number 99; 'tram-bot inbox' lists"),
        (("2", "--intent", "cost"), 2, "[name] in 'ask [name]' stands for what was left out"),
        (("3", "--intent", "cost"), 2, "intents/money/pl.yaml: 'cost' has no examples yet"),
        (
            ("1", "--intent", "cost", "--text", "is there a free call"),
            1,
            "'is there a free call' is an example of 'cost' too",
        ),
        (("1", "--concept", "problems/pores", "--text", "lorry"), 2, "not be understood even so"),
    ],
)
def test_what_cannot_be_adopted_is_told_and_changes_nothing(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    messages = (
        misheard("is there a canteen"),
        misheard("ask [name]"),
        misheard("gdzie jest stołówka", language="pl"),
    )
    asyncio.run(heard(tmp_path / "tram.sqlite3", *messages))
    before = files_of(root)
    assert run("adopt", *arguments) == code
    assert told in capsys.readouterr().err
    assert files_of(root) == before
    assert run("--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 3


def test_broken_content_is_left_alone(
    root: Path, filled: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    (root / WORDS).write_text("language: de\n", encoding="utf-8")
    before = files_of(root)
    assert run("adopt", str(filled[0]), "--intent", "cost") == 1
    assert f"{WORDS}:1" in capsys.readouterr().err
    assert files_of(root) == before


@pytest.mark.parametrize("arguments", [("adopt", "x", "--intent", "cost"), ("adopt", "1"),
    ("adopt", "1", "--concept", "corrosion"), ("dismiss",),
    ("adopt", "1", "--intent", "a", "--concept", "b/c")])  # fmt: skip
def test_slips_of_the_keyboard_are_refused(root: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as refused:
        run(*arguments)
    assert refused.value.code == 2


def test_what_need_not_be_understood_is_dismissed_with_what_is_like_it(
    filled: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("dismiss", str(filled[2]), str(filled[0])) == 0
    assert "3 taken out" in capsys.readouterr().out
    assert run() == 0
    assert capsys.readouterr().out.count("once") == 1
    assert run("dismiss", str(filled[0])) == 2
    assert f"there is no number {filled[0]}" in capsys.readouterr().err


async def test_beside_a_running_program_the_files_are_written_all_the_same(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (number,) = await heard(tmp_path / "tram.sqlite3", LORRY)
    running = await open_sqlite(tmp_path / "tram.sqlite3")
    assert await asyncio.to_thread(run, "dismiss", str(number)) == 2
    assert f"type '/tram dismiss {number}' in Slack" in capsys.readouterr().err
    assert await asyncio.to_thread(run, "adopt", str(number), "--intent", "cost") == 0
    assert f"type '/tram dismiss {number}' in Slack" in capsys.readouterr().out
    assert "- what do you charge for a lorry\n" in (root / WORDS).read_text(encoding="utf-8")
    assert len(await running.inbox()) == 1
    await running.close()


async def test_what_companies_say_comes_into_the_inbox_and_goes_with_them(
    content: Content,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = House(content, tmp_path / "house.sqlite3")
    monkeypatch.setenv("TRAM_BOT_DATABASE", str(house.database))

    async def listed() -> list[list[str]]:
        assert await asyncio.to_thread(run, "--json") == 0
        return [each["texts"] for each in json.loads(capsys.readouterr().out)]

    async with house.open() as parts:
        for said in ("hello", "qwrtz bnmpl anna@example.org", "forget me"):
            await parts.turns.take(house.event(said))
        assert await listed() == [["qwrtz bnmpl [address]"]]
        await parts.turns.take(house.event("yes"))
        assert await listed() == []
