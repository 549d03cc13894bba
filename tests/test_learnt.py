"""What was learnt is kept for the next start, and never believed when it does not fit."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.matching.small_catalogue import catalogue
from tests.small_content import write_small_content
from tram_bot import cli
from tram_bot.compiled import FileMemory
from tram_bot.content.loader import load
from tram_bot.core.finding import Finding, Need
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.wording import Wording
from tram_bot.matching import finder
from tram_bot.search import Search
from tram_bot.serving import build_content
from tram_bot.settings import LEARNT
from tram_bot.understanding.intents import Example, IntentModel, Meant

SAID = Wording(("price", "please"), "price please")
EXAMPLES = [
    ("cost", Wording(("what", "price"), "what price")),
    ("cost", Wording(("how", "much"), "how much")),
    ("time", Wording(("how", "long"), "how long")),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "learnt"


def found(learner: Learner) -> Finding:
    return finder.build(catalogue(), learner).find(Need(text="rusty screws", language="en"))


def meant(learner: Learner, examples: Sequence[Example] = EXAMPLES) -> tuple[Meant, ...]:
    return IntentModel({"en": examples}, learner).rank(SAID, ("en",))


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


def test_the_next_start_says_the_same_and_learns_nothing(folder: Path) -> None:
    learner = Learner(memory=FileMemory(folder))
    assert (found(learner), meant(learner)) == (found(PLAIN), meant(PLAIN))
    written = stamps(folder)

    again = Learner(memory=FileMemory(folder))

    assert (found(again), meant(again)) == (found(PLAIN), meant(PLAIN))
    assert stamps(folder) == written


def test_other_examples_are_learnt_anew(folder: Path) -> None:
    learner = Learner(memory=FileMemory(folder))
    meant(learner)
    before = len(stamps(folder))

    swapped = [("time" if intent == "cost" else "cost", said) for intent, said in EXAMPLES]

    assert meant(learner, swapped) == meant(PLAIN, swapped)
    assert len(stamps(folder)) == before + 1


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"no array",
        b"\x93NUMPY\x01\x00 half an array",
        b"\x93NUMPY\x01\x00\x04\x00{'a(",
        b"\x93NUMPY\x01\x00\x08\x00a\n  b\n c",
    ],
)
def test_a_damaged_file_is_learnt_anew_and_mended(folder: Path, damage: bytes) -> None:
    learner = Learner(memory=FileMemory(folder))
    found(learner)
    (file,) = folder.iterdir()
    whole = file.stat().st_size
    file.write_bytes(damage)

    assert found(learner) == found(PLAIN)
    assert file.stat().st_size == whole


def test_a_file_that_was_cut_short_is_learnt_anew(folder: Path) -> None:
    learner = Learner(memory=FileMemory(folder))
    found(learner)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.unlink()
    file.write_bytes(whole[: len(whole) // 2])

    assert found(learner) == found(PLAIN)
    assert file.stat().st_size == len(whole)


def test_where_nothing_can_be_kept_it_is_learnt_each_time_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")

    assert found(Learner(memory=FileMemory(in_the_way))) == found(PLAIN)
    assert "not kept what was learnt" in caplog.text


def test_what_nobody_asks_for_in_a_month_is_removed(folder: Path) -> None:
    learner = Learner(memory=FileMemory(folder))
    meant(learner)
    (old,) = folder.iterdir()
    somebody_elses = folder / "backup.sqlite3"
    somebody_elses.write_text("not ours")
    long_ago = old.stat().st_mtime - 31 * 24 * 3600
    for path in (old, somebody_elses):
        os.utime(path, (long_ago, long_ago))

    found(learner)

    assert old not in list(folder.iterdir())
    assert somebody_elses.exists()
    assert len(list(folder.iterdir())) == 2


def test_what_was_asked_for_the_longest_ago_makes_room(folder: Path) -> None:
    learner = Learner(memory=FileMemory(folder))
    meant(learner)
    (older,) = folder.iterdir()
    newer = folder / "newer.learnt"
    with newer.open("wb") as file:
        file.truncate(2 * 1024**3 - 100)
    latest = older.stat().st_mtime
    os.utime(older, (latest - 20, latest - 20))
    os.utime(newer, (latest - 10, latest - 10))

    found(learner)

    (latest_one,) = folder.iterdir()
    assert latest_one not in (older, newer)


def test_what_another_user_has_learnt_is_read_where_nothing_can_be_written(folder: Path) -> None:
    found(Learner(memory=FileMemory(folder)))
    (file,) = folder.iterdir()

    assert file.stat().st_mode & 0o444 == 0o444 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_learn_says_when_nothing_can_be_kept(
    tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    monkeypatch.setenv(LEARNT, str(in_the_way))

    assert cli.main(["learn", "--content", str(small)]) == cli.WRONG_SETTINGS
    assert LEARNT in capsys.readouterr().err


@pytest.fixture
def small(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    return tmp_path


def test_learn_makes_the_next_start_ready(
    folder: Path, small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(LEARNT, str(folder))

    assert cli.main(["learn", "--content", str(small)]) == 0
    assert f"kept in {folder}" in capsys.readouterr().out
    written = stamps(folder)
    assert written
    assert cli.main(["understand", "--content", str(small), "what does it cost"]) == 0
    assert stamps(folder) == written


def test_it_is_told_whether_every_language_is_kept(folder: Path, small: Path) -> None:
    def search() -> Search:
        return Search(load(small), Learner(memory=FileMemory(folder)))

    assert not search().is_learnt()
    search().make()
    assert search().is_learnt()

    next(folder.glob("*.learnt")).unlink()
    assert not search().is_learnt()


def test_a_language_whose_words_speak_for_no_technique_is_served(folder: Path, small: Path) -> None:
    (small / "intents/phrases/de.yaml").write_text(
        "language: de\nphrases:\n  data_title: Daten\n", encoding="utf-8"
    )
    (small / "facility_catalogue/vocabulary/hazards/de.yaml").write_text(
        "language: de\nconcepts:\n"
        "  radioactive:\n    label: radioaktiv\n    terms: [radioaktiv*]\n",
        encoding="utf-8",
    )
    need = Need(text="radioaktive Teile mit rust", language="de")

    starts = [build_content(small, Learner(memory=FileMemory(folder))) for _ in range(2)]
    at_first, again = (each.find(need) for each in starts)

    assert {each.id for each in at_first.concepts} == {"radioactive", "corrosion"}
    assert at_first.techniques[0].technique == "corrosion-testing"
    assert at_first == again


def test_where_there_are_no_techniques_none_is_found() -> None:
    bare = replace(catalogue(), techniques={}, facilities={})

    assert finder.build(bare).find(Need(text="rusty screws", language="en")).techniques == ()
