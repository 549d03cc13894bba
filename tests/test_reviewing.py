"""What is to be said of content that is saved, by and by: at once what can be, and the rest once it
is learnt from."""

import threading
from datetime import date
from pathlib import Path

from tests.held_learning import HeldLearning
from tests.small_content import write_small_content
from tests.test_confusions import ASTRAY, EN, FREE, examples, write
from tests.test_serving import LONGEST_WAIT, following, save
from tram_bot.learning.learner import Learner
from tram_bot.serving import Edited

COST = "tell me what the price is"


def told(content: Edited) -> set[str]:
    """What is told of examples that sound like another intent."""
    return {each.what for each in content.remarks.fresh if "sounds like" in each.what}


async def test_what_is_new_is_judged_at_once_and_what_has_moved_once_it_is_learnt(
    tmp_path: Path,
) -> None:
    write(tmp_path, examples())
    memory = HeldLearning()
    learner = Learner(memory=memory)
    content = Edited(tmp_path, learner, today=lambda: date(2025, 11, 29))
    astray = f"'{ASTRAY}' of 'free_calls' sounds like 'cost'"
    moved = f"'{COST}' of 'free_calls' sounds like 'cost'"
    text = (tmp_path / EN).read_text("utf-8").replace(f"      - {COST}\n", "")
    text = text.replace(FREE, f"      - {ASTRAY}\n      - {COST}\n{FREE}")
    async with following(content) as changes:
        with memory.held():
            (tmp_path / EN).write_text(text, "utf-8")
            await changes.until(lambda: bool(told(content)))
            assert told(content) == {astray}
            assert content.learning
            assert content.remarks.saved == (EN,)
        await changes.until(lambda: told(content) == {astray, moved})
        assert not content.learning

        (tmp_path / EN).write_text(text.replace(f"      - {ASTRAY}\n", ""), "utf-8")
        await changes.until(lambda: told(content) == {moved})


async def test_what_stood_there_before_is_told_apart_from_what_was_saved(tmp_path: Path) -> None:
    write(tmp_path, examples())
    content = Edited(tmp_path, today=lambda: date(2027, 11, 29))
    poland = tmp_path / "facility_catalogue/facilities/poland/facilities.yaml"
    async with following(content) as changes:
        content.get_ready()
        await changes.until(lambda: bool(content.remarks.standing))
        assert not content.remarks.fresh
        # To save what has not changed is no edit.
        (tmp_path / EN).touch()
        poland.write_text(poland.read_text("utf-8") + "# looked at\n", "utf-8")
        await changes.until(lambda: bool(content.remarks.fresh))
        assert content.remarks.saved == ("facility_catalogue/facilities/poland/facilities.yaml",)
        assert not content.remarks.standing


async def test_a_warning_that_stood_there_and_was_mended_is_brought_if_it_comes_back(
    tmp_path: Path,
) -> None:
    said = examples()
    said["cost"].append(COST)
    write(tmp_path, said)
    twice = (tmp_path / EN).read_text("utf-8")
    assert twice.count(COST) == 2
    once = twice.replace(f"      - {COST}\n", "", 1)
    content = Edited(tmp_path, today=lambda: date(2025, 11, 29))
    async with following(content) as changes:
        (tmp_path / EN).write_text(f"{twice}# looked at\n", "utf-8")
        await changes.until(lambda: bool(content.remarks.fresh))
        assert not content.remarks.brought
        (tmp_path / EN).write_text(once, "utf-8")
        await changes.until(lambda: not content.remarks.fresh)
        (tmp_path / EN).write_text(twice, "utf-8")
        await changes.until(lambda: bool(content.remarks.brought))
        assert "stands here twice" in content.remarks.brought[0].what


async def test_nobody_waits_for_what_is_looked_through(tmp_path: Path) -> None:
    write_small_content(tmp_path)
    done = threading.Event()

    def today() -> date:
        done.wait(2 * LONGEST_WAIT)
        return date(2025, 11, 29)

    content = Edited(tmp_path, today=today)
    async with following(content) as changes:
        try:
            save(tmp_path, "ended in 2019", "ended in 2020")
            await changes.serves("ended in 2020")
            save(tmp_path, "ended in 2020", "ended in 2021")
            await changes.serves("ended in 2021")
            assert not done.is_set()
        finally:
            done.set()


async def test_nothing_is_said_of_an_example_that_is_gone_again(tmp_path: Path) -> None:
    write(tmp_path, examples())
    done = threading.Event()

    def today() -> date:
        done.wait(2 * LONGEST_WAIT)
        return date(2025, 11, 29)

    content = Edited(tmp_path, today=today)
    kept = f"{ASTRAY} now"
    seen: list[set[str]] = []

    def is_told() -> bool:
        seen.append(told(content))
        return any(kept in each for each in seen[-1])

    async with following(content) as changes:
        try:
            save(tmp_path, FREE, f"      - {ASTRAY}\n{FREE}")
            await changes.until(lambda: ASTRAY in str(content().intents))
            save(tmp_path, f"      - {ASTRAY}\n", f"      - {kept}\n")
            await changes.until(lambda: kept in str(content().intents))
        finally:
            done.set()
        await changes.until(is_told)
    assert not any(f"'{ASTRAY}'" in each for some in seen for each in some)
