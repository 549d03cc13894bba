"""Somebody edits the content while companies talk to the bot."""

import gc
import shutil
import weakref
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.state import BOT_USER, Channel, Fault
from tests.held_learning import HeldLearning
from tests.slack.house import SlackHouse, centre_of
from tram_bot.learning.learner import Learner
from tram_bot.serving import Edited

CENTRES = "facility_catalogue/centres.yaml"
MONEY = "intents/money/en.yaml"
FREE = "reply: The free calls ended in 2019."


@pytest.fixture
def house(house: SlackHouse, edited: Path) -> SlackHouse:
    house.edited = Edited(edited)
    return house


@pytest.fixture
def partner(house: SlackHouse, jonas: Member) -> Channel:
    return centre_of(house, "lead-desk", jonas)


def edit(edited: Path, old: str, new: str, file: str = MONEY) -> None:
    """Save the file with something else in the place of that."""
    text = (edited / file).read_text(encoding="utf-8")
    assert old in text
    (edited / file).write_text(text.replace(old, new), encoding="utf-8")


async def told(house: SlackHouse, words: str) -> None:
    """Wait for the terminal to say that, and look no more at what it has said so far."""
    await house.server.until(f"told: {words}", lambda: any(words in line for line in house.told))
    house.told.clear()


async def test_what_is_saved_is_said_next(house: SlackHouse, edited: Path, anna: Member) -> None:
    async with house.open():
        await anna.says("is there a free call")
        await anna.hears("The free calls ended in 2019.")

        edit(edited, FREE, "reply: The free calls ended long ago.")
        await told(house, "is served now")

        await anna.says("is there a free call")
        await anna.hears("The free calls ended long ago.")


async def test_a_new_intent_is_understood_by_other_words_than_its_examples(
    house: SlackHouse, edited: Path, anna: Member
) -> None:
    async with house.open():
        edit(
            edited, "retired:", "  parking: {does: answer}\nretired:", "intents/money/intents.yaml"
        )
        edit(
            edited,
            "  explain:\n",
            "  parking:\n    label: Parking\n    examples:\n      - where can we park our lorry\n"
            "      - is there a car park\n    reply: Behind the house.\n  explain:\n",
        )
        await told(house, "is learnt now")

        await anna.says("where may the lorry park")
        await anna.hears("Behind the house.")


async def test_an_error_leaves_yesterdays_content_serving_and_is_told_once(
    house: SlackHouse, edited: Path, anna: Member, jonas: Member, partner: Channel
) -> None:
    house.by_http = True  # for the sake of its address
    async with house.open():
        edit(edited, FREE, "reply: [not, a, text]")
        await told(house, "is not served")
        await jonas.sees(partner, f"{MONEY}:18:")
        edit(edited, "label: What it costs", "lable: What it costs")
        await told(house, "is not served")

        await anna.says("is there a free call")
        await anna.hears("The free calls ended in 2019.")
        health = await healthz(house)
        assert health["status"] == "ok"
        assert {(each["file"], each["line"]) for each in health["content"]} >= {
            (MONEY, 4),
            (MONEY, 18),
        }

        edit(edited, "lable: What it costs", "label: What it costs")
        edit(edited, "reply: [not, a, text]", "reply: The free calls are over.")
        await told(house, "is served now")
        await jonas.sees(partner, "content_mended")
        await anna.says("is there a free call")
        await anna.hears("The free calls are over.")
        assert "content" not in await healthz(house)
        of_content = [m for m in partner.messages if "content_" in shown(m)]
        assert len(of_content) == 2


async def test_a_language_of_an_unknown_code_is_told_of_by_its_code(
    house: SlackHouse, edited: Path, jonas: Member, partner: Channel
) -> None:
    edit(
        edited,
        "  pl: {",
        "  ua: {name: Українська, complete: false, falls_back_to: en}\n  pl: {",
        "intents/languages.yaml",
    )
    (edited / "intents/phrases/ua.yaml").write_text("language: ua\nphrases:\n  missed: Ні.\n")
    (edited / MONEY).with_name("ua.yaml").write_text(
        "language: ua\nintents:\n  cost:\n    examples: [яка ціна, скільки це, це дорого]\n"
    )
    memory = HeldLearning()
    house.edited = Edited(edited, Learner(memory=memory))
    async with house.open():
        with memory.held():
            edit(edited, FREE, "reply: [not, a, text]")
            await jonas.sees(partner, f"{MONEY}:18:")
            edit(edited, "reply: [not, a, text]", FREE)
            edit(edited, "це дорого", "чи дорого це", "intents/money/ua.yaml")
            await told(house, "still learning ua, up to half a minute")
            await jonas.sees(partner, "content_mended")


async def test_what_is_being_learnt_is_told_to_who_looks_and_to_no_desk(
    house: SlackHouse, edited: Path, anna: Member, partner: Channel
) -> None:
    memory = HeldLearning()
    house.edited = Edited(edited, Learner(memory=memory))
    house.by_http = True  # for the sake of its address
    async with house.open():
        with memory.held():
            edit(edited, "      - is it expensive\n", "      - what is the bill like\n")
            await house.server.until("told", lambda: len(of_content(house)) == 2)
            assert "is served now" in of_content(house)[0]
            assert of_content(house)[1] == (
                "Content: still learning English, up to half a minute for each."
            )
            health = await healthz(house)
            assert (health["status"], health["learning"]) == ("ok", ["en"])
            await anna.says("what is the bill like")
            await anna.hears("The centre tells you the price")
        await house.server.until("learnt", lambda: len(of_content(house)) == 3)
        assert "is learnt now" in of_content(house)[2]
        assert "learning" not in await healthz(house)
        assert not [m for m in partner.messages if "content_" in shown(m)]


def of_content(house: SlackHouse) -> list[str]:
    """What the terminal has said of the content."""
    return [line for line in house.told if line.startswith("Content: ")]


async def test_a_warning_is_told_once_by_whom_it_was_brought_and_that_it_is_mended(
    house: SlackHouse, edited: Path, partner: Channel
) -> None:
    edit(edited, "- is it expensive", "- what is the price")
    house.edited = Edited(edited, today=lambda: date(2026, 11, 29))
    stray = "this quotation mark is part of the text, as none stands where the text begins"
    async with house.open():
        edit(edited, "label: Free measurements", 'label: Free measurements"')
        await house.server.until("told", lambda: len(of_content(house)) == 2)
        assert of_content(house)[1] == (
            f"Content: {MONEY}:13:29: {stray}; remove it, or write one there, too (warning)"
        )
        edit(edited, "language: en\n", "language: en\n# Above it is another line now.\n")
        await house.server.until("told", lambda: len(of_content(house)) == 3)
        edit(edited, 'label: Free measurements"', "label: Free measurements")
        await house.server.until("told", lambda: len(of_content(house)) == 5)
        assert of_content(house)[4] == f"Content: mended: {MONEY}: {stray}"
        assert not [m for m in partner.messages if "content_" in shown(m)]


async def test_what_an_edit_leaves_behind_in_many_languages_is_told_once(
    house: SlackHouse, edited: Path
) -> None:
    for language in ("da", "de", "fi", "sv"):
        words = f"language: {language}\nintents:\n  free_calls:\n    reply: ... 2019 ...\n"
        (edited / MONEY).with_name(f"{language}.yaml").write_text(words, encoding="utf-8")
    house.edited = Edited(edited, today=lambda: date(2026, 11, 29))
    async with house.open():
        edit(edited, "ended in 2019", "ended in 2021")
        await told(house, "'2021', this one does not (so it is in 3 more places: ")


async def test_the_desk_hears_how_it_stands_of_edits_that_follow_one_another(
    house: SlackHouse, edited: Path, jonas: Member, partner: Channel
) -> None:
    async with house.open():
        for wrong in ("reply: [not, a, text]", "reply: {nor: this}"):
            edit(edited, FREE, wrong)
            await told(house, "is not served")
            edit(edited, wrong, FREE)
            await told(house, "is served now")
        await house.server.until(
            "four lines", lambda: len([m for m in partner.messages if "content_" in shown(m)]) == 4
        )
        assert "content_mended" in shown(partner.messages[-1])


async def test_a_folder_that_is_put_in_the_place_of_another_is_followed(
    house: SlackHouse, edited: Path, tmp_path: Path, anna: Member
) -> None:
    async with house.open():
        shutil.copytree(edited / "intents", tmp_path / "new")
        (edited / "intents").rename(tmp_path / "old")
        await told(house, "is not served")
        (tmp_path / "new").rename(edited / "intents")
        await told(house, "is served now")
        edit(edited, FREE, "reply: The free calls ended long ago.")
        await told(house, "is served now")

        await anna.says("is there a free call")
        await anna.hears("The free calls ended long ago.")


def moves_to(edited: Path, channel: Channel) -> None:
    """Save that channel as the one of the Polish centre."""
    edit(edited, "  pl:\n", f"  pl:\n    slack_channel: {channel.id}\n", CENTRES)


async def test_another_channel_of_a_centre_is_looked_at_and_told_by_name(
    house: SlackHouse, edited: Path, kasia: Member, anna: Member
) -> None:
    channel = house.server.channel("C0POLAND", kasia.id, name="tram-pl")
    async with house.open():
        assert any("Centre of Poland: no channel" in line for line in house.told)
        house.told.clear()
        moves_to(edited, channel)
        await house.server.until("told", lambda: any("#tram-pl" in line for line in house.told))
        of_slack = [line for line in house.told if line.startswith("Slack: ")]
        assert of_slack == ["Slack: Centre of Poland: #tram-pl."]
        house.told.clear()

        edit(edited, FREE, "reply: The free calls ended long ago.")
        await told(house, "is served now")
        await anna.says("is there a free call")
        await anna.hears("ended long ago")
        assert not [line for line in house.told if line.startswith("Slack: ")]


async def test_a_channel_that_lacks_the_bot_is_told_with_the_mend(
    house: SlackHouse, edited: Path, kasia: Member
) -> None:
    channel = house.server.channel("C0POLAND", kasia.id, name="tram-pl")
    channel.members.discard(BOT_USER)
    async with house.open():
        moves_to(edited, channel)
        await told(house, "Slack: Centre of Poland: the bot is not in #tram-pl; type '/invite")


async def test_a_channel_is_looked_at_once_slack_answers_again(
    house: SlackHouse, edited: Path, kasia: Member
) -> None:
    channel = house.server.channel("C0POLAND", kasia.id, name="tram-pl")
    house.look_again = 0.1
    async with house.open():
        house.server.faults.append(Fault("conversations.info", status=503, times=2))
        moves_to(edited, channel)
        await told(house, "Slack: Centre of Poland: #tram-pl.")
        assert not house.server.faults


async def test_what_was_served_before_takes_no_memory(
    house: SlackHouse, edited: Path, anna: Member
) -> None:
    assert house.edited
    before = weakref.ref(house.edited().understand.__self__)  # type: ignore[attr-defined]
    async with house.open():
        await anna.says("is there a free call")
        await anna.hears("The free calls ended in 2019.")
        gc.disable()  # as it is for what was made for good
        try:
            edit(edited, FREE, "reply: The free calls ended long ago.")
            await told(house, "is served now")
            await anna.says("is there a free call")
            await anna.hears("The free calls ended long ago.")
        finally:
            gc.enable()
    assert before() is None


async def healthz(house: SlackHouse) -> dict[str, Any]:
    """What a watcher is told."""
    async with (
        aiohttp.ClientSession(f"http://127.0.0.1:{house.port}") as session,
        session.get("/healthz") as answer,
    ):
        found: dict[str, Any] = await answer.json()
        return found
