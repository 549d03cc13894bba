"""What could not be delivered in the end: the lead partner's desk is told, and sends it again."""

from datetime import timedelta
from typing import get_args

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Channel, Fault
from tests.slack.house import SlackHouse, asks_for_it, centre_of, fills_in
from tests.slack.test_moved_desk import moves
from tram_bot.outgoing import Item, TellMissed, kind_of_type

MANY = 30


@pytest.fixture
def poland(house: SlackHouse, kasia: Member) -> Channel:
    return centre_of(house, "pl", kasia)


@pytest.fixture
def partner(house: SlackHouse, jonas: Member) -> Channel:
    return centre_of(house, "lead-desk", jonas)


async def writes_in_vain(
    server: SlackServer, anna: Member, kasia: Member, poland: Channel, count: int
) -> None:
    """Kasia claims the request, and the company is shown nothing of what she writes."""
    card = await kasia.sees(poland, "BT-PL-26-0001")
    await kasia.presses("Claim", poland)
    await anna.hears("is looking after")
    refused = Fault("chat.postMessage", error="invalid_arguments", channel=anna.dm.id, times=count)
    server.faults.append(refused)
    for number in range(count):
        await kasia.writes(poland, f"secret {number}.", thread=card["ts"])
        await server.delivery.settled()
    await server.until("all refused", lambda: not server.faults)
    for _ in range(count):
        await kasia.sees(poland, "did not reach the company", thread=card["ts"])


async def passes_on(anna: Member, kasia: Member, poland: Channel) -> None:
    """What is due has been sent, once this has gone through."""
    await anna.says("still there")
    await kasia.sees(poland, "still there")


def told(partner: Channel) -> list[str]:
    """What the lead partner's desk was told of that."""
    return [text for m in partner.messages if "Could not be delivered" in (text := shown(m))]


async def test_the_desk_is_told_of_many_in_one_message_also_after_a_restart(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    async with house.open():
        await fills_in(anna)
        await writes_in_vain(server, anna, kasia, poland, MANY)
    house.clock.jump(minutes=6)
    async with house.open():
        await jonas.sees(partner, f"Could not be delivered: {MANY}")
        house.let_pass(hours=1)
        await passes_on(anna, kasia, poland)
    (text,) = told(partner)
    assert "BT-PL-26-0001, a message for the company: Slack refuses it: invalid_arguments" in text
    assert "… and 10 more" in text
    assert "/tram resend sends all of it again" in text
    assert "secret" not in text


async def test_the_desk_sends_it_again_while_the_program_runs(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    async with house.open() as parts:
        await fills_in(anna)
        await writes_in_vain(server, anna, kasia, poland, 3)
        listed = await jonas.types(partner, "/tram undelivered")
        assert "Could not be delivered: 3" in listed
        assert "secret" not in listed
        first = (await parts.store.undelivered())[0].id
        assert f"{first}: BT-PL-26-0001" in listed
        assert await jonas.types(partner, f"/tram resend {first}") == "Will be sent again: 1"
        await anna.hears("secret 0.")
        assert "None of these" in await jonas.types(partner, f"/tram resend {first}")
        assert "which “them”" in await jonas.types(partner, "/tram resend them")
        assert "which “9999999999999999999”" in await jonas.types(
            partner, "/tram resend 9999999999999999999"
        )
        assert await jonas.types(partner, "/tram resend") == "Will be sent again: 2"
        await anna.hears("secret 1.")
        await anna.hears("secret 2.")
        assert "Everything could be delivered" in await jonas.types(partner, "/tram undelivered")
        assert await parts.store.undelivered() == []
        house.let_pass(minutes=6)
        await passes_on(anna, kasia, poland)
    assert told(partner) == [], "it was sent before anybody had to know"


async def test_what_was_taken_back_since_is_not_sent_again(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    async with house.open():
        await fills_in(anna)
        await writes_in_vain(server, anna, kasia, poland, 2)
        first, second = (m for m in poland.messages if shown(m).startswith("secret"))
        await kasia.deletes(first)
        await kasia.edits(second, "note: secret")
        await server.delivery.settled()
        assert "Everything could be delivered" in await jonas.types(partner, "/tram undelivered")
        assert await jonas.types(partner, "/tram resend") == "Will be sent again: 0"
        await passes_on(anna, kasia, poland)
    assert not any("secret" in shown(message) for message in anna.dm.messages)


async def test_nobody_else_is_shown_it_or_sends_it_again(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    async with house.open() as parts:
        await fills_in(anna)
        await writes_in_vain(server, anna, kasia, poland, 1)
        for member, where in ((kasia, poland), (kasia, partner), (anna, anna.dm)):
            for command in ("undelivered", "resend"):
                said = await member.types(where, f"/tram {command}")
                assert "Only people at the lead partner's desk" in said
        assert "undelivered" not in await kasia.types(poland, "/tram help")
        assert "/tram undelivered" in await jonas.types(partner, "/tram help")
        assert len(await parts.store.undelivered()) == 1


async def test_a_desk_that_cannot_be_told_is_told_of_nothing_but_the_next(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    async with house.open() as parts:
        await fills_in(anna)
        await writes_in_vain(server, anna, kasia, poland, 1)
        server.faults.append(Fault("chat.postMessage", error="no_text", channel=partner.id))
        house.let_pass(minutes=6)
        await server.until("refused", lambda: not server.faults)
        house.let_pass(hours=2)
        await passes_on(anna, kasia, poland)
        waiting = await parts.store.due(house.clock.now() + timedelta(days=365), 100)
        assert "tell_missed" not in [row.kind for row in waiting]
        assert "Could not be delivered: 1" in await jonas.types(partner, "/tram undelivered")
        assert told(partner) == []


async def test_a_desk_out_of_reach_is_told_once_it_is_back(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    partner.archived = True
    async with house.open():
        await fills_in(anna)
        await writes_in_vain(server, anna, kasia, poland, 1)
        house.let_pass(minutes=6)
        refused = len(server.called("chat.postMessage"))
        await server.until("tried", lambda: len(server.called("chat.postMessage")) >= refused)
        partner.archived = False
        house.let_pass(hours=1)
        await jonas.sees(partner, "Could not be delivered: 1")


async def test_what_cannot_be_taken_off_a_desk_is_told_of(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    async with house.open() as parts:
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await jonas.opens_home()
        await server.until("the page", lambda: "This month" in jonas.home)
        server.faults.append(Fault("chat.delete", error="cant_delete_message", channel=poland.id))
        server.faults.append(Fault("chat.postMessage", error="no_text", channel=poland.id))
        server.faults.append(Fault("views.publish", error="view_too_large"))
        await anna.says("forget me")
        await anna.hears("Shall I delete everything")
        await anna.says("yes")
        await anna.hears("Everything about you has been deleted")
        await server.until("all refused", lambda: not server.faults)
        while len(await parts.store.undelivered()) < 3:
            await server.delivery.settled()
        house.let_pass(minutes=6)
        await jonas.sees(partner, "Could not be delivered: 3")
        (text,) = told(partner)
        for what in (
            "the removal of something erased for National centre Poland",
            "a line in the channel for National centre Poland",
            "a page of the app for",
        ):
            assert what in text
        assert await jonas.types(partner, "/tram resend") == "Will be sent again: 3"
        await kasia.sees(poland, "BT-PL-26-0001 was erased")


@pytest.mark.parametrize("kind", sorted({kind_of_type(each) for each in get_args(Item)}))
def test_there_are_words_for_everything_that_may_be_given_up(house: SlackHouse, kind: str) -> None:
    # Of what was given up nobody is told that the word of it was.
    if kind != kind_of_type(TellMissed):
        for language in house.content.languages:
            assert house.content.phrasebook.say(f"missed_{kind}", language)


PICTURE = b"\x89PNG\r\n\x1a\n"


async def test_new_words_take_the_place_of_the_old_ones_that_were_sent_again_below_a_warning(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    async with house.open():
        await asks_for_it(kasia, poland, anna)
        refused = Fault("chat.postMessage", error="invalid_arguments", channel=poland.id, times=1)
        server.faults.append(refused)
        files = [anna.file("a.png", PICTURE), anna.file("b.exe", b"MZ")]
        written = await anna.says("Secret words", *files)
        await kasia.sees(poland, "Careful with b.exe")
        assert await jonas.types(partner, "/tram resend") == "Will be sent again: 1"
        await kasia.sees(poland, "Secret words")
        await anna.edits(written, "Other words")
        await kasia.sees(poland, "The company: Other words (edited)")
        await passes_on(anna, kasia, poland)
    texts = [shown(each) for each in poland.messages]
    assert any("Careful with b.exe" in text for text in texts)
    assert not any("Secret words" in text for text in texts)


async def test_words_that_are_sent_again_reach_the_channel_the_desk_has_moved_to(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, poland: Channel,
    partner: Channel, jonas: Member,
) -> None:  # fmt: skip
    async with house.open() as parts:
        await asks_for_it(kasia, poland, anna)
        refused = Fault("files.completeUploadExternal", error="invalid_arguments", times=1)
        server.faults.append(refused)
        written = await anna.says("Secret words", anna.file("a.png", PICTURE))
        await kasia.sees(poland, "Secret words")
        await server.until("refused", lambda: not server.faults)
        while not await parts.store.undelivered():
            await server.delivery.settled()
    moved = moves(house, kasia)
    async with house.open() as parts:
        assert await jonas.types(partner, "/tram resend") == "Will be sent again: 1"
        await kasia.sees(moved, "The company: Secret words")
        await kasia.sees(moved, "[file: a.png]")
        await anna.edits(written, "Other words")
        await kasia.sees(moved, "The company: Other words (edited)")
        assert not any("Secret words" in shown(each) for each in moved.messages)
        await parts.store.forget((await house.lead()).conversation, house.clock.now())
        house.let_pass(seconds=5)
        await server.until(
            "erased",
            lambda: (
                not any(
                    words in shown(each)
                    for each in (*poland.messages, *moved.messages)
                    for words in ("Secret words", "Other words", "a.png")
                )
            ),
        )
