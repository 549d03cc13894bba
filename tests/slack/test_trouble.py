"""Slack refuses, is slow, drops connections and repeats itself: nothing is lost or doubled."""

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import BOT_TOKEN, Fault
from tests.postgres import Server
from tests.slack.house import PROBLEM, SlackHouse, centre_of, fills_in
from tram_bot.core.identifiers import CentreId
from tram_bot.errors import SettingsError


def said_to(member: Member) -> list[str]:
    return [shown(m) for m in member.dm.messages if m.get("bot_id")]


async def test_an_event_that_comes_twice_is_handled_once(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    event = {
        "type": "message", "channel_type": "im", "user": anna.id, "text": "hello",
        "channel": anna.dm.id, "ts": server.ts(),
    }  # fmt: skip
    async with house.open():
        for _ in range(3):
            await server.delivery.event(event, id="Ev1")
        await anna.hears("Hello!")
        await anna.says("help")
        await anna.hears("Just write what is wrong")
    assert len(said_to(anna)) == 2


async def test_an_event_is_acknowledged_after_its_turn_and_else_comes_again(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    server.delivery.patience = 0.5
    async with house.open() as parts:
        take_turn = parts.store.take_turn
        failures = [RuntimeError("the disk is full")]

        async def failing(*arguments: object) -> object:
            if failures:
                raise failures.pop()
            return await take_turn(*arguments)  # type: ignore[arg-type]

        parts.store.take_turn = failing  # type: ignore[method-assign,assignment]
        await anna.says("hello")
        await anna.hears("Hello!")
    statuses = [attempt.status for attempt in server.delivery.attempts]
    assert statuses == [0, 200]


WITHOUT_A_NAME = [
    Fault("auth.test", 429, times=99),
    Fault("auth.test", 503, times=99),
    Fault("auth.test", error="internal_error", times=99),
]
"""Slack does not tell us who we are, and brings events all the same."""


@pytest.mark.parametrize("fault", WITHOUT_A_NAME, ids=["pause", "page", "error"])
async def test_what_comes_before_slack_has_told_us_who_we_are_is_heard(
    either_house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, fault: Fault
) -> None:
    poland = centre_of(either_house, "pl", kasia)
    server.faults.append(replace(fault))
    async with either_house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await kasia.sees(poland, "Claimed by Kasia Kowalska")
        assert server.faults


async def test_what_is_wrong_at_the_start_is_told_once_slack_answers(
    either_house: SlackHouse, server: SlackServer, kasia: Member
) -> None:
    centre_of(either_house, "pl", kasia).archived = True
    server.down = 503
    async with either_house.open():
        assert "Slack: out of reach at the moment; trying again until it answers." in (
            either_house.told
        )
        server.down = None
        await server.until("told", lambda: "is archived" in either_house.told[-1])
        assert either_house.told[-1].startswith("Slack: started, ")


async def test_a_token_that_is_refused_once_slack_answers_ends_the_program(
    either_house: SlackHouse, server: SlackServer
) -> None:
    async def runs_until_refused() -> None:
        async with either_house.open():
            running = either_house.running
            assert running
            server.tokens.discard(BOT_TOKEN)
            server.down = None
            await server.until("ended", running.done)

    server.down = 503
    with pytest.raises(SettingsError, match=r"SLACK_BOT_TOKEN: Slack refuses .*invalid_auth"):
        await runs_until_refused()


@pytest.mark.parametrize(
    "trouble",
    [RuntimeError("a mistake of ours"), SettingsError("the disk is full")],
    ids=["mistake", "database"],
)
async def test_what_can_never_be_taken_is_told_and_keeps_nobody_else_waiting(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, trouble: Exception
) -> None:
    server.delivery.patience = 0.3
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        take_turn = parts.store.take_turn

        async def failing(*arguments: object) -> object:
            raise trouble

        parts.store.take_turn = failing  # type: ignore[method-assign,assignment]
        await anna.says("hello")
        await anna.hears("Something went wrong here with your last message")
        await anna.presses("Describe your problem")
        await anna.hears("Something went wrong here with your last message")
        await kasia.acts(poland, card, card["blocks"][-1], card["blocks"][-1]["elements"][0])
        await kasia.sees(poland, "Something went wrong here, and nothing was changed")
        poland.ephemeral.clear()
        await kasia.writes(poland, "We look into it", thread=card["ts"])
        await kasia.sees(poland, "Something went wrong here, and nothing was changed")
        parts.store.take_turn = take_turn  # type: ignore[method-assign]
        await anna.says("help")
        await anna.hears("Just write what is wrong")
        assert (await house.lead()).state == "new"


async def test_messages_in_the_wrong_order_are_both_taken(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    first, second = server.ts(), server.ts()
    async with house.open():
        for text, ts in (("only on the south side", second), (PROBLEM, first)):
            message = anna.message(text, ts)
            await server.delivery.event({**message, "channel_type": "im", "event_ts": ts})
            await server.delivery.settled()
        await anna.hears("ay I keep your answers")


async def test_a_pause_that_slack_asks_for_is_kept_and_nothing_is_doubled(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    server.faults.append(Fault("chat.postMessage", 429, channel=poland.id))
    async with house.open():
        await fills_in(anna)
        await server.until("the pause", lambda: not server.faults)
        house.let_pass(seconds=2)
        await kasia.sees(poland, "BT-PL-26-0001")
    assert len(poland.messages) == 1


async def test_a_card_that_was_posted_without_our_hearing_of_it_stands_there_once(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    server.faults.append(Fault("chat.postMessage", 0, channel=poland.id, after=True))
    async with house.open():
        await fills_in(anna)
        await server.until("the lost answer", lambda: not server.faults)
        house.let_pass(seconds=5)
        await server.until("found", lambda: bool(server.called("chat.update")))
        await kasia.presses("Claim", poland)
        await kasia.sees(poland, "Claimed by")
    assert len(poland.messages) == 1


async def test_a_line_that_was_posted_without_our_hearing_of_it_stands_there_once(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await kasia.writes(poland, "Which alloy is it?", thread=card["ts"])
        await anna.hears("Which alloy is it?")
        server.faults.append(Fault("chat.postMessage", 0, channel=poland.id, after=True))
        await anna.says("S235, I think")
        await server.until("the lost answer", lambda: not server.faults)
        house.let_pass(seconds=5)
        await anna.says("No, it is S355")
        await kasia.sees(poland, "No, it is S355", thread=card["ts"])
    assert len([each for each in poland.messages if "S235" in shown(each)]) == 1


async def test_of_two_programs_one_ends_what_it_has_begun(
    house: SlackHouse, server: SlackServer, postgres: Server, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    house.shared = postgres.new_database()
    other = replace(house, channels=house.channels, told=[])
    async with house.open(), other.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await kasia.writes(poland, "Which alloy is it?", thread=card["ts"])
        await anna.hears("Which alloy is it?")
        for number in range(5):
            server.faults.append(Fault("chat.postMessage", 0, channel=poland.id, after=True))
            await anna.says(f"S{number}")
            await server.until("the lost answer", lambda: not server.faults)
            house.clock.jump(seconds=5)
            for each in (other, house):
                each.let_pass()
            await anna.says(f"No, not S{number}")
            await kasia.sees(poland, f"No, not S{number}", thread=card["ts"])
    said = [shown(each) for each in poland.messages if "thread_ts" in each]
    assert len([each for each in said if each.startswith("The company: S")]) == 5


async def test_a_reply_below_a_card_whose_place_we_do_not_know_yet_is_not_lost(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:
        delivered, waiting = parts.store.delivered, asyncio.Event()

        async def slowly(
            id: int, receipt: str, now: datetime, *, shown_at: CentreId | None = None
        ) -> None:
            if receipt.startswith("C0PL"):
                await waiting.wait()
            await delivered(id, receipt, now, shown_at=shown_at)

        parts.store.delivered = slowly  # type: ignore[method-assign]
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.writes(poland, "Which alloy is it?", thread=card["ts"])
        await server.delivery.settled()
        lead = await house.lead()
        waiting.set()
    assert [held.text for held in lead.held] == ["Which alloy is it?"]


async def test_a_call_that_is_never_answered_holds_up_nobody_and_doubles_nothing(
    house: SlackHouse,
    server: SlackServer,
    anna: Member,
    kasia: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tram_bot.slack.connection._SECONDS", 3)
    poland = centre_of(house, "pl", kasia)
    hanging = Fault("chat.postMessage", channel=poland.id, after=True, hangs=True)
    server.faults.append(hanging)
    async with house.open() as parts:
        await fills_in(anna)
        await server.until("it hangs", lambda: not server.faults)
        await anna.says("help")
        await anna.hears("Just write what is wrong")
        assert not server.called("chat.update"), "the others have waited for it"
        waiting = (await parts.store.outbox_size())["waiting"]
        assert waiting
        house.clock.jump(seconds=60)
        await server.until("found again", lambda: bool(server.called("chat.update")))
    assert len(poland.messages) == 1


async def test_a_card_that_slack_does_not_take_is_shown_plainly(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    server.faults.append(Fault("chat.postMessage", error="invalid_blocks", channel=poland.id))
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        assert "salt spray" not in shown(card)
        await kasia.picks("Everything", poland)
        assert "salt spray" in shown(kasia.modal)
        await kasia.presses("Claim", poland)
        await kasia.sees(poland, "Claimed by Kasia Kowalska")


async def test_a_card_that_can_never_be_shown_is_told_to_the_lead_partner(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, desy = centre_of(house, "pl", kasia), centre_of(house, "lead-desk", jonas)
    refusal = Fault("chat.postMessage", error="invalid_metadata_format", channel=poland.id)
    server.faults.append(refusal)
    async with house.open():
        await fills_in(anna)
        await jonas.sees(desy, "could not be shown to National centre Poland")
        await jonas.sees(desy, "BT-PL-26-0001")


async def test_a_dropped_socket_is_connected_anew_and_misses_nothing(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    async with house.open():
        await anna.says("hello")
        await anna.hears("Hello!")
        server.delivery.drop()
        await server.until("connected anew", lambda: server.delivery.connections >= 2)
        await anna.says("help")
        await anna.hears("Just write what is wrong")


async def test_slack_may_ask_for_a_new_socket_and_nothing_is_missed(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    async with house.open():
        await anna.says("hello")
        await anna.hears("Hello!")
        await server.delivery.refresh()
        await server.until("connected anew", lambda: server.delivery.connections >= 2)
        await anna.says("help")
        await anna.hears("Just write what is wrong")
    assert sum("Hello!" in shown(m) for m in anna.dm.messages if m.get("bot_id")) == 1


async def test_an_address_that_holds_no_more_is_asked_for_anew(
    house: SlackHouse, server: SlackServer, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tram_bot.slack.socket_mode._SECONDS_TO_CONNECT", 2.0)
    async with house.open():
        await anna.says("hello")
        await anna.hears("Hello!")
        server.delivery.stale_addresses = 1
        server.delivery.drop()
        await server.until("connected anew", lambda: server.delivery.connections >= 3)
        await anna.says("help")
        await anna.hears("Just write what is wrong")


async def test_messages_from_before_the_start_are_answered(house: SlackHouse, anna: Member) -> None:
    await anna.says(PROBLEM)
    async with house.open():
        await anna.hears("ay I keep your answers")


async def test_a_card_somebody_has_deleted_is_posted_anew(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        poland.messages.remove(card)
        claim = card["blocks"][-1]["elements"][0]
        await kasia.acts(poland, card, card["blocks"][-1], claim)
        await kasia.sees(poland, "Claimed by Kasia Kowalska")
    assert len(poland.messages) == 1
