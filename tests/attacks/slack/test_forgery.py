"""Requests that Slack did not sign, signed long ago, signed once and sent twice, or signed in a
shape that nobody knows."""

import hmac
import io
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import Json, SlackServer
from tests.slack.house import SlackHouse, centre_of, fills_in
from tram_bot.core.lead import LeadState

MEDIA = "application/json"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def house(house: SlackHouse) -> SlackHouse:
    """Listening at an address of its own."""
    house.by_http = True
    return house


async def knock(house: SlackHouse, raw: bytes, headers: dict[str, str]) -> int:
    """Send a request to the program's address; the status of its answer."""
    url = house.server.delivery.url
    async with (
        ClientSession() as session,
        session.post(url, data=io.BytesIO(raw), headers=headers) as answer,
    ):
        return answer.status


def event_of(anna: Member, text: str = "hello", **changed: object) -> Json:
    ts = anna.server.ts()
    event = {
        "type": "message", "channel_type": "im", "user": anna.id, "text": text,
        "channel": anna.dm.id, "ts": ts, "event_ts": ts, **changed,
    }  # fmt: skip
    return {"type": "event_callback", "event_id": "Ev0001", "event": event}


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Slack-Signature", ""),
        ("X-Slack-Signature", "v0=é"),
        ("X-Slack-Signature", "v0"),
        ("X-Slack-Request-Timestamp", ""),
        ("X-Slack-Request-Timestamp", "now"),
        ("X-Slack-Request-Timestamp", "9" * 400),
        ("X-Slack-Request-Timestamp", "9" * 5000),
        ("X-Slack-Request-Timestamp", "nan"),
        ("X-Slack-Request-Timestamp", "-1"),
    ],
)
async def test_a_forged_header_is_refused_and_no_mistake_of_ours(
    house: SlackHouse, server: SlackServer, anna: Member, header: str, value: str
) -> None:
    raw = json.dumps(event_of(anna))
    async with house.open():
        headers = {**server.delivery.signed(raw, MEDIA), header: value}
        assert await knock(house, raw.encode(), headers) == 401
    assert anna.dm.messages == []


@pytest.mark.parametrize(
    "raw", [b"{", b"[" * 100_000, b"\xff\xfe", b"payload=%7B", b"payload=%5B%5D", b"[]", b"7"]
)
async def test_what_nobody_signed_is_not_even_read(
    house: SlackHouse, raw: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with house.open():
        for media in (MEDIA, FORM):
            assert await knock(house, raw, {"Content-Type": media}) == 401
    assert {record.levelname for record in caplog.records} == {"WARNING"}


@pytest.mark.parametrize("raw", ["{", "[" * 100_000, "[]", "7", '"x"', "null", "{} {}", "NaN"])
async def test_what_is_signed_and_cannot_be_read_is_a_bad_request(
    house: SlackHouse, server: SlackServer, anna: Member, raw: str
) -> None:
    async with house.open():
        as_form = urlencode({"payload": raw})
        assert await knock(house, raw.encode(), server.delivery.signed(raw, MEDIA)) == 400
        assert await knock(house, as_form.encode(), server.delivery.signed(as_form, FORM)) == 400
        await anna.says("hello")
        await anna.hears("Hello!")


UNKNOWN: list[Json] = [
    {"channel": None},
    {"channel": {"id": "D1"}},
    {"channel": "D1\nINFO forged: line"},
    {"ts": "yesterday"},
    {"ts": "1e9"},
    {"ts": "9" * 40 + ".0"},
    {"event_ts": 5},
    {"user": ["U0ANNA"]},
    {"text": {"a": 1}},
    {"files": "F1"},
    {"files": [{}]},
    {"files": [{"id": "F1", "size": "large"}]},
    {"files": [{"id": "F1", "name": 7}]},
    {"subtype": "message_changed"},
    {"subtype": "message_changed", "message": "x", "previous_message": []},
    {"subtype": "message_deleted"},
]


@pytest.mark.parametrize("by_http", [True, False], ids=["http", "socket"])
async def test_an_event_of_an_unknown_shape_is_left_out_and_said_so(
    house: SlackHouse,
    server: SlackServer,
    anna: Member,
    by_http: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    house.by_http = by_http
    async with house.open():
        await anna.says("hello")
        await anna.hears("Hello!")
        for changed in UNKNOWN:
            await server.delivery.deliver("events_api", event_of(anna, **changed))
            attempt = server.delivery.attempts[-1]
            assert (attempt.status, attempt.number) == (200, 0), changed
        await anna.says("help")
        await anna.hears("Just write what is wrong")
    assert len([m for m in anna.dm.messages if m.get("bot_id")]) == 2
    told = "reason=unknown_shape" if by_http else "envelope not understood"
    assert caplog.text.count(told) == len(UNKNOWN)
    assert "forged" not in caplog.text


async def test_a_signed_request_that_is_sent_again_changes_nothing(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    raw = json.dumps(event_of(anna))
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        headers = server.delivery.signed(raw, MEDIA)
        for _ in range(3):
            assert await knock(house, raw.encode(), headers) == 200
        await anna.hears("Hello!")
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        said = [m for m in anna.dm.messages if m.get("bot_id")]
        block = next(each for each in card["blocks"] if each["type"] == "actions")
        press = {
            **kasia._interaction("block_actions"), "channel": {"id": poland.id},
            "actions": [{**block["elements"][0], "block_id": "lead"}],
        }  # fmt: skip
        form = urlencode({"payload": json.dumps(press)})
        signed = server.delivery.signed(form, FORM)
        assert await knock(house, form.encode(), signed) == 200
        await anna.hears("is looking after")
        await kasia.sees(poland, "Claimed by")
        await kasia.presses("Undo claim", poland)
        await kasia.sees(poland, "gave BT-PL-26-0001 back")
        assert await knock(house, form.encode(), signed) == 200
        lead = await house.lead()
    assert lead.state is LeadState.NEW
    assert sum("Hello!" in str(message) for message in said) == 1


async def test_signatures_are_compared_in_constant_time(
    house: SlackHouse, server: SlackServer, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[Any, Any]] = []
    compare = hmac.compare_digest

    def watched(one: Any, other: Any) -> bool:
        compared.append((one, other))
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", watched)
    raw = json.dumps(event_of(anna))
    async with house.open():
        good = server.delivery.signed(raw, MEDIA)
        wrong = good["X-Slack-Signature"][:-1] + "?"
        assert await knock(house, raw.encode(), {**good, "X-Slack-Signature": wrong}) == 401
        assert compared[-1] == (good["X-Slack-Signature"], wrong)
        before = len(compared)
        await knock(house, raw.encode(), {**good, "X-Slack-Signature": "v0=1"})
        assert len(compared) == before + 1
