"""Once a week the lead partner's desk gets a picture of the week before, whatever happens."""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import time

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Channel, Fault, File
from tests.postgres import Server
from tests.slack.house import SlackHouse, centre_of, fills_in
from tram_bot.app import App
from tram_bot.core.weekly import Weekly
from tram_bot.errors import SettingsError

WEDNESDAY = Weekly(weekday=2, at=time(10, 30))
"""Half an hour after the house's clock begins, which is at ten in the morning in Hamburg."""
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def weekly(house: SlackHouse) -> None:
    house.weekly_digest = WEDNESDAY


@pytest.fixture
def poland(house: SlackHouse, kasia: Member) -> Channel:
    return centre_of(house, "pl", kasia)


@pytest.fixture
def partner(house: SlackHouse, jonas: Member) -> Channel:
    return centre_of(house, "lead-desk", jonas)


def pictures(server: SlackServer, partner: Channel) -> Iterator[File]:
    """What pictures stand in the lead partner's channel."""
    for message in partner.messages:
        for file in message.get("files", ()):
            if file["name"].endswith(".png"):
                yield server.files[file["id"]]


async def looks(parts: App) -> None:
    """The program looks at its clock, and sends all that is due by then."""
    assert parts.weekly
    await parts.weekly.look()
    await parts.delivery.flush()


@pytest.mark.usefixtures("poland")
async def test_the_desk_gets_the_week_as_a_picture_and_in_words(
    house: SlackHouse, server: SlackServer, anna: Member, jonas: Member, partner: Channel
) -> None:
    async with house.open():
        await fills_in(anna)
        house.let_pass(days=7, hours=1)
        message = await jonas.sees(partner, "Requests: 1, of them unfinished: 0")
    picture, words = (server.files[file["id"]] for file in message["files"])
    assert message.get("thread_ts") is None
    assert "From 23 November 2026 to 29 November 2026" in shown(message)
    assert picture.data.startswith(PNG)
    assert picture.name == "tram-bot-2026-11-23.png"
    assert picture.described.startswith("All figures are in the text file beside this picture.")
    assert "Requests: 1, of them unfinished: 0" in picture.described
    text = words.data.decode()
    assert words.name == "tram-bot-2026-11-23.txt"
    assert "National centre Poland: requests <3, waiting <3, half –, 9 of 10 –" in text
    assert "National centre Germany: requests 0, waiting 0, half –, 9 of 10 –" in text
    for secret in ("Anna", "Example", "BT-PL"):
        assert secret not in text.replace("Baltic TRAM", "")


async def test_a_restart_sends_none_again_and_the_next_week_has_its_own(
    house: SlackHouse, server: SlackServer, partner: Channel
) -> None:
    house.clock.jump(hours=1)
    for _ in range(2):
        async with house.open() as parts:
            await looks(parts)
            await looks(parts)
    house.clock.jump(days=6, hours=23, minutes=25)
    async with house.open() as parts:
        await looks(parts)
        before = [picture.name for picture in pictures(server, partner)]
        house.clock.jump(minutes=10)
        await looks(parts)
    names = [picture.name for picture in pictures(server, partner)]
    assert before == ["tram-bot-2026-11-16.png"]
    assert names == [*before, "tram-bot-2026-11-23.png"]


@pytest.mark.parametrize(("days", "number"), [(1.9, 1), (2.1, 0), (6.9, 0)])
async def test_who_was_off_at_the_hour_makes_up_for_it_unless_that_is_days_later(
    house: SlackHouse, server: SlackServer, partner: Channel, days: float, number: int
) -> None:
    house.clock.jump(minutes=30, days=days)
    async with house.open() as parts:
        await looks(parts)
    assert len(list(pictures(server, partner))) == number


async def test_another_hour_in_the_same_week_sends_none_again(
    house: SlackHouse, server: SlackServer, partner: Channel
) -> None:
    house.clock.jump(hours=1)
    async with house.open() as parts:
        await looks(parts)
    house.weekly_digest = Weekly(weekday=3, at=time(8))
    house.clock.jump(days=1)
    async with house.open() as parts:
        await looks(parts)
    assert len(list(pictures(server, partner))) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault("files.getUploadURLExternal", status=500),
        Fault("files.completeUploadExternal", status=0),
        Fault("files.completeUploadExternal", error="ratelimited", status=429),
        Fault("files.completeUploadExternal", status=0, after=True),
        Fault("conversations.history", error="internal_error"),
    ],
    ids=["no address", "hung up", "too fast", "hung up after it was done", "no history"],
)
async def test_what_could_not_be_uploaded_is_tried_again_and_stands_there_once(
    house: SlackHouse, server: SlackServer, partner: Channel, fault: Fault
) -> None:
    server.faults.append(fault)
    house.clock.jump(hours=1)
    async with house.open() as parts:
        await looks(parts)
        assert not server.faults
        house.clock.jump(minutes=5)
        await looks(parts)
        size = await parts.store.outbox_size()
    assert len(list(pictures(server, partner))) == 1
    assert size["waiting"] == size["given_up"] == 0


async def test_a_channel_that_is_lost_gets_it_once_it_is_back(
    house: SlackHouse, server: SlackServer, partner: Channel
) -> None:
    partner.archived = True
    house.clock.jump(hours=1)
    async with house.open() as parts:
        await looks(parts)
        assert not list(pictures(server, partner))
        partner.archived = False
        house.clock.jump(minutes=20)
        await looks(parts)
    assert len(list(pictures(server, partner))) == 1


async def test_nobody_waits_for_a_picture_that_cannot_be_sent(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel,
) -> None:  # fmt: skip
    server.faults.append(Fault("files.getUploadURLExternal", status=500, times=1000))
    house.clock.jump(hours=1)
    async with house.open() as parts:
        await looks(parts)
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
    assert not list(pictures(server, partner))


async def test_two_programs_on_one_database_send_one(
    house: SlackHouse, server: SlackServer, postgres: Server, jonas: Member, partner: Channel
) -> None:
    house.shared = postgres.new_database()
    other = replace(house, channels=house.channels, told=[])
    async with house.open() as here, other.open() as there:
        house.clock.jump(hours=1)
        await asyncio.gather(*(looks(parts) for parts in (here, there)))
        await jonas.sees(partner, "Requests: 0")
        await asyncio.gather(*(looks(parts) for parts in (here, there)))
    assert len(list(pictures(server, partner))) == 1


async def test_who_does_not_ask_for_it_gets_none(
    house: SlackHouse, server: SlackServer, partner: Channel
) -> None:
    house.weekly_digest = None
    house.clock.jump(hours=1)
    async with house.open() as parts:
        assert parts.weekly is None
        await parts.delivery.flush()
    assert not list(pictures(server, partner))


async def test_asking_for_it_without_the_extra_is_refused_by_name_at_the_start(
    house: SlackHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(SettingsError, match=r"TRAM_BOT_WEEKLY_DIGEST needs .*\.\[report\]"):
        async with house.open():
            pass
