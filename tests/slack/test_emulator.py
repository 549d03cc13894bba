"""The emulated Slack is as strict as the real one: what it refuses of the unmodified library."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import BOT_TOKEN, Channel

Block = dict[str, Any]


@pytest.fixture
async def client(server: SlackServer) -> AsyncWebClient:
    return AsyncWebClient(token=BOT_TOKEN, base_url=f"{server.address}/api/", retry_handlers=[])


@pytest.fixture
def channel(server: SlackServer, kasia: Member) -> Channel:
    return server.channel("C0PL", kasia.id)


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(label: str = "Press", **more: Any) -> Block:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "text": text, "action_id": "a", **more}


REFUSED: dict[str, tuple[list[Block], str]] = {
    "51 blocks": ([section("x")] * 51, "invalid_blocks"),
    "3001 characters": ([section("x" * 3001)], "invalid_blocks"),
    "an empty text": ([section(" ")], "invalid_blocks"),
    "13,500 characters in all": ([section("x" * 2700)] * 5, "msg_blocks_too_long"),
    "26 buttons": (
        [actions(*(button(action_id=str(n)) for n in range(26)))], "invalid_blocks",
    ),
    "a label of 76": ([actions(button("x" * 76))], "invalid_blocks"),
    "a value of 2001": ([actions(button(value="x" * 2001))], "invalid_blocks"),
    "two of one action id": ([actions(button(), button())], "invalid_blocks"),
    "two of one block id": (
        [{**section("x"), "block_id": "b"}, {**section("y"), "block_id": "b"}], "invalid_blocks",
    ),
    "an unknown block": ([{"type": "marquee", "text": "x"}], "invalid_blocks"),
    "an unknown key": ([{**section("x"), "colour": "red"}], "invalid_blocks"),
    "markup in a header": (
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "invalid_blocks",
    ),
    "an overflow of 6": (
        [actions({"type": "overflow", "action_id": "a", "options": [
            {"text": {"type": "plain_text", "text": "x"}, "value": str(n)} for n in range(6)
        ]})], "invalid_blocks",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
async def test_it_refuses(client: AsyncWebClient, channel: Channel, what: str) -> None:
    blocks, error = REFUSED[what]
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=channel.id, text="x", blocks=blocks)
    assert refused.value.response["error"] == error
    assert channel.messages == []


async def test_it_knows_channels_threads_members_and_scopes(
    client: AsyncWebClient, server: SlackServer, channel: Channel, anna: Member
) -> None:
    async def error_of(**asked: Any) -> str:
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(text="x", **asked)
        return str(refused.value.response["error"])

    assert await error_of(channel="C0NOWHERE") == "channel_not_found"
    assert await error_of(channel=channel.id, thread_ts="1.0") == "thread_not_found"
    channel.members.discard("U0TRAM")
    assert await error_of(channel=channel.id) == "not_in_channel"
    channel.archived = True
    assert await error_of(channel=channel.id) == "is_archived"
    server.scopes.discard("chat:write")
    assert await error_of(channel=channel.id) == "missing_scope"
    server.scopes.add("chat:write")
    channel.archived = False
    channel.members.add("U0TRAM")
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        await client.chat_postEphemeral(channel=channel.id, user=anna.id, text="x")


async def test_a_trigger_is_good_once_and_for_three_seconds(
    client: AsyncWebClient, server: SlackServer, kasia: Member
) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
    once = server.trigger(kasia.id)
    await client.views_open(trigger_id=once, view=view)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=once, view=view)
    late = server.trigger(kasia.id)
    server.seconds = lambda: server.triggers[late][1] + 3.1
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=late, view=view)


async def test_it_tells_whom_a_message_calls(client: AsyncWebClient, channel: Channel) -> None:
    await client.chat_postMessage(channel=channel.id, text="<!channel> <@U0KASIA> &lt;!here&gt;")
    assert channel.messages[-1]["pings"] == {"@channel", "U0KASIA"}
    quiet = [section("<!channel>")]
    await client.chat_postMessage(channel=channel.id, text="quiet", blocks=quiet)
    assert channel.messages[-1]["pings"] == set()
