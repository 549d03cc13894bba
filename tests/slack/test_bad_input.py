"""What does not come from Slack, or from whom it says it does, is refused and changes nothing."""

import asyncio
import io
import json
import re

import pytest
from aiohttp import ClientSession

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import Json, SlackServer
from tests.slack.house import PROBLEM, SlackHouse, centre_of, fills_in
from tram_bot.core.identifiers import ConversationId
from tram_bot.errors import SettingsError


async def knock(house: SlackHouse, raw: str, headers: dict[str, str]) -> int:
    """Send a request to the program's address; the status of its answer."""
    async with (
        ClientSession() as session,
        session.post(
            house.server.delivery.url, data=io.BytesIO(raw.encode()), headers=headers
        ) as answer,
    ):
        return answer.status


def a_message(anna: Member) -> str:
    event = {
        "type": "message", "channel_type": "im", "user": anna.id, "text": "hello",
        "channel": anna.dm.id, "ts": anna.server.ts(),
    }  # fmt: skip
    return json.dumps({"type": "event_callback", "event_id": "EvX", "event": event})


async def test_requests_that_slack_did_not_sign_are_refused_and_counted(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    house.by_http = True
    media, raw = "application/json", a_message(anna)
    async with house.open():
        good = server.delivery.signed(raw, media)
        assert await knock(house, raw, {**good, "X-Slack-Signature": "v0=0"}) == 401
        assert await knock(house, raw.replace("hello", "hullo"), good) == 401
        stamp = int(good["X-Slack-Request-Timestamp"])
        stale = server.delivery.signed(raw, media, at=stamp - 400)
        assert await knock(house, raw, stale) == 401
        assert await knock(house, raw, {"Content-Type": media}) == 401
        large = "x" * 1_100_000
        assert await knock(house, large, server.delivery.signed(large, media)) == 413
        assert anna.dm.messages == []
        async with (
            ClientSession() as session,
            session.get(f"http://127.0.0.1:{house.port}/metrics") as answer,
        ):
            numbers = await answer.text()
        assert await knock(house, raw, server.delivery.signed(raw, media)) == 200
        await anna.hears("Hello!")
    refused = re.search(
        r'tram_bot_requests_refused_total\{door="/slack",reason="signature"\} (\d)', numbers
    )
    assert refused is not None
    assert refused[1] == "4"


async def test_no_word_of_anybody_is_logged(
    house: SlackHouse, anna: Member, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    for name in ("asyncio", "aiohttp"):
        caplog.set_level("WARNING", name)
    anna.server.delivery.patience = 0.3
    async with house.open() as parts:

        async def failing(*_: object) -> object:
            raise RuntimeError("a mistake of ours")

        await anna.says("MARKED hello")
        await anna.hears("Hello!")
        parts.store.take_turn = failing  # type: ignore[method-assign,assignment]
        await anna.says("MARKED again")
        await anna.server.delivery.settled()
        nobody_listens = {"type": "message_action", "callback_id": "MARKED", "user": {"id": "U1"}}
        task = asyncio.create_task(anna.server.delivery.deliver("interactive", nobody_listens))
        await anna.server.until(
            "sent", lambda: anna.server.delivery.attempts[-1].kind == "interactive"
        )
        await task
    assert "MARKED" not in caplog.text


async def test_a_button_of_somebody_elses_conversation_changes_nothing(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    kari = Member(server, "U0KARI", "Kari Example")
    async with house.open() as parts:
        await anna.says(PROBLEM)
        theirs = await anna.sees(anna.dm, "may I keep your answers")
        block = next(b for b in theirs["blocks"] if b["type"] == "actions")
        await kari.acts(kari.dm, theirs, block, block["elements"][0])
        await kari.hears("no longer works")
        lobby = server.channel("C0LOBBY", kari.id)
        await kari.acts(lobby, theirs, block, block["elements"][0])
        for nonsense in ("", "x", "zz:a:b", "1:consent:unheard-of", "🙂" * 16):
            await anna.acts(anna.dm, theirs, block, {**block["elements"][0], "value": nonsense})
            await anna.hears("no longer works")
        conversation = await parts.store.conversation(ConversationId(f"slack:{anna.dm.id}"))
    assert conversation is not None
    assert "'consent'" in str(conversation.phase)
    assert "'agree'" not in str(conversation.phase)


async def test_a_forged_card_button_is_refused(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, germany = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        block, button = _claim(card)
        lead = await house.lead()
        for value in (f"{lead.id}@de", f"{lead.id}@pl", f"{lead.id}@nowhere", "x@pl", "", "@"):
            await jonas.acts(germany, card, block, {**button, "value": value})
        assert (await house.lead()).state == "new"


async def _runs_until_it_ends(house: SlackHouse) -> None:
    async with house.open():
        assert house.running
        await asyncio.wait({house.running}, timeout=20)


def _claim(card: Json) -> tuple[Json, Json]:
    block = next(b for b in card["blocks"] if b["type"] == "actions")
    return block, block["elements"][0]


async def test_other_programs_are_not_answered(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    async with house.open():
        message = anna.message("hello, I am a robot", server.ts()) | {"bot_id": "B0OTHER"}
        await server.delivery.event({**message, "channel_type": "im"})
        joined = anna.message("", server.ts()) | {"subtype": "channel_join"}
        await server.delivery.event({**joined, "channel_type": "im"})
        await server.delivery.event({"type": "tokens_revoked", "tokens": {}})
        await server.delivery.settled()
        await anna.says("hello")
        await anna.hears("Hello!")
    assert all(attempt.status == 200 for attempt in server.delivery.attempts)
    assert sum("bot_id" in m for m in anna.dm.messages) == 1


@pytest.mark.parametrize(
    ("wrong", "named"), [("bot", "SLACK_BOT_TOKEN"), ("app", "SLACK_APP_TOKEN")]
)
async def test_a_wrong_token_is_named_at_the_start(
    house: SlackHouse, server: SlackServer, wrong: str, named: str
) -> None:
    if wrong == "bot":
        server.tokens.clear()
    else:
        server.delivery.app_tokens.clear()
    with pytest.raises(SettingsError, match=named):
        await _runs_until_it_ends(house)


async def test_what_looks_like_markup_from_a_company_is_harmless_on_the_card(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    tricky = "<!channel> our *paint* <@U0KASIA> peels off steel <https://x.example|here> &lt; `x`"
    async with house.open():
        await anna.says(tricky)
        await anna.hears("may I keep your answers")
        for text in (
            "yes",
            "confidential",
            "steel plates",
            "<!here> nothing",
            "the cause",
            "6, nothing dangerous",
            "no hurry",
            "Poland, 12 people",
            "Anna <!channel>, Example <b>Coatings</b> Oy, anna@example.org",
        ):
            await anna.says(text)
            await anna.server.delivery.settled()
            if any("Shall I send" in shown(m) for m in anna.dm.messages):
                break
        await anna.hears("Shall I send")
        await anna.presses("Send it")
        card = await kasia.sees(poland, "BT-PL-26-0001")
        assert "<!channel> our *paint* <@U0KASIA> peels off steel" in shown(card)
        assert card["pings"] == set()
        await kasia.picks("Everything", poland)
        assert "<!here> nothing" in shown(kasia.modal)
