"""Bodies that are signed and changed in their structure: none is a mistake of ours, none changes
what a company has said, none calls or links anybody, and whoever writes next is answered."""

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession
from hypothesis import given
from hypothesis import strategies as st

from tests.attacks.slack.test_markup import nothing_is_markup
from tests.emulators.slack.people import Member
from tests.emulators.slack.server import Json, SlackServer
from tests.emulators.slack.state import Channel
from tests.fuzz.effort import effort
from tests.fuzz.mutation import mutated
from tests.slack.conftest import anna, house, jonas, kasia, server
from tests.slack.house import PROBLEM, SlackHouse, centre_of, fills_in
from tram_bot.core.content import Content

__all__ = ["anna", "house", "jonas", "kasia", "server"]

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def bodies(member: Member, other: Member, poland: Channel, card: Json) -> list[Json]:
    """A request of each kind that we listen to; `card` is a request's in its channel."""
    ts = "1795597200.000100"
    direct = {"type": "message", "channel_type": "im", "user": other.id, "channel": other.dm.id,
              "ts": ts, "event_ts": ts}  # fmt: skip
    there = {"type": "message", "channel_type": "channel", "user": member.id, "ts": ts,
             "channel": poland.id, "thread_ts": card["ts"], "parent_user_id": "U0TRAM"}  # fmt: skip
    file = {"id": "F1", "name": "a.pdf", "mimetype": "application/pdf", "size": 9}
    changed = {"subtype": "message_changed", "message": {**direct, "text": "y", "edited": {}},
               "previous_message": {**direct, "text": "x"}}  # fmt: skip
    events: list[Json] = [
        {**direct, "text": PROBLEM},
        {**direct, "text": "see <https://example.org|here>", "files": [file],
         "subtype": "file_share"},
        {**direct, **changed},
        {**direct, **changed, "message": {**direct, "subtype": "tombstone"}},
        {**direct, "subtype": "message_deleted", "deleted_ts": ts, "previous_message": direct},
        {**there, "text": "note: <!channel> no"},
        {**there, "text": "We can help", "files": [file]},
        {"type": "app_home_opened", "user": member.id, "channel": member.dm.id, "tab": "home"},
        {"type": "app_mention", "user": member.id, "channel": poland.id, "text": "<@U0TRAM>"},
        {"type": "member_left_channel", "user": member.id, "channel": "C0OTHER"},
    ]  # fmt: skip
    presses = [
        element
        for block in card["blocks"]
        for element in block.get("elements", [])
        if "action_id" in element and "confirm" not in element
    ]
    acted = {
        **member._interaction("block_actions"), "channel": {"id": poland.id, "name": "tram-pl"},
        "container": {"type": "message", "message_ts": card["ts"], "channel_id": poland.id},
        "response_url": "https://hooks.slack.com/x", "message": {"ts": card["ts"]},
        "state": {"values": {}},
    }  # fmt: skip
    answers = {**acted, "channel": {"id": other.dm.id}, "user": {"id": other.id}, "actions": [
        {"type": "button", "action_id": "answer_0", "value": "1:consent:agree", "block_id": "a"}
    ]}  # fmt: skip
    values = {"words": {"words": {"type": "plain_text_input", "value": "Which alloy?"}},
              "outcome": {"outcome": {"selected_option": {"value": "no_fit"}}}}  # fmt: skip
    view = {"type": "modal", "private_metadata": presses[0]["value"],
            "state": {"values": values}}  # fmt: skip
    asked = member._interaction("view_submission")
    return [
        *({"type": "event_callback", "event_id": "EvX", "team_id": "T0EXAMPLE", "event": each}
          for each in events),
        *({**acted, "actions": [{**each, "block_id": "lead"}]} for each in presses),
        {**acted, "actions": [{"type": "overflow", "action_id": "lead_more", "block_id": "lead",
                               "selected_option": {"value": f"export|{presses[0]['value']}"}}]},
        answers,
        *({**asked, "view": {**view, "id": f"V{form}", "callback_id": form}}
          for form in ("form_ask", "form_pass_on", "form_close")),
        {"command": "/tram", "text": "lead BT-PL-26-0001", "user_id": member.id,
         "channel_id": poland.id, "team_id": "T0EXAMPLE", "trigger_id": "1.2.3"},
    ]  # fmt: skip


def written(body: Any) -> tuple[str, str]:
    """The body as Slack would send it."""
    if isinstance(body, dict) and "command" in body:
        return urlencode({k: str(v).encode(errors="replace") for k, v in body.items()}), FORM
    if isinstance(body, dict) and "event" in body:
        return json.dumps(body), JSON
    return urlencode({"payload": json.dumps(body)}), FORM


async def test_any_request(
    house: SlackHouse, server: SlackServer, content: Content, anna: Member, kasia: Member,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    house.by_http = True
    other = Member(server, "U0KARI", "Kari Example")
    poland = centre_of(house, "pl", kasia)
    centre_of(house, "lead-desk", kasia)
    loop = asyncio.get_running_loop()
    numbers = iter(range(10**9))

    async def knock(session: ClientSession, body: Any) -> tuple[int, str]:
        if isinstance(body, dict):
            body = dict(body)
            if body.get("event_id") == "EvX":
                body["event_id"] = f"EvX{next(numbers)}"
            if isinstance(body.get("trigger_id"), str) and body["trigger_id"].endswith("trigger"):
                body["trigger_id"] = server.trigger(kasia.id)
        raw, media = written(body)
        headers = server.delivery.signed(raw, media)
        async with session.post(
            server.delivery.url, data=raw.encode(errors="replace"), headers=headers
        ) as answer:
            return answer.status, await answer.text()

    async with house.open(), ClientSession() as session:
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        before = await house.lead()

        @effort(400)
        @given(body=mutated(st.sampled_from(bodies(kasia, other, poland, card))))
        def search(body: Any) -> None:
            caplog.clear()
            told = asyncio.run_coroutine_threadsafe(knock(session, body), loop).result(20)
            # 500: Slack brings it again, or its person tries again; it does not know who that is.
            unknown_person = (
                told[0] == 500 and "not taken: reason=Slack does not say who" in caplog.text
            )
            assert told[0] in (200, 400, 404) or unknown_person, told
            assert not [record for record in caplog.records if record.exc_info]

        await asyncio.to_thread(search)
        await other.says("/help")
        await server.delivery.settled()
        assert house.parts
        leads = {lead.id: lead for lead in await house.parts.store.leads()}
        after = leads[before.id]
    assert (after.answers, after.consent, after.conversation) == (
        before.answers, before.consent, before.conversation,
    )  # fmt: skip
    assert all(lead.conversation != before.conversation for lead in leads.values() if lead != after)
    nothing_is_markup(server, content)
