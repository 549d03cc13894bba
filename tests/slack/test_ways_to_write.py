"""What people write in their direct messages is heard in whatever way Slack lets them write it."""

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer
from tests.slack.house import SlackHouse
from tram_bot.core.identifiers import ConversationId


async def test_an_answer_in_a_thread_that_is_shown_in_the_chat_too_is_heard(
    house: SlackHouse, anna: Member
) -> None:
    async with house.open():
        first = await anna.says("hello")
        await anna.hears("Hello!")
        await anna.writes(anna.dm, "help", thread=first["ts"], subtype="thread_broadcast")
        await anna.hears("Just write what is wrong")


async def test_what_is_said_of_oneself_is_heard(house: SlackHouse, anna: Member) -> None:
    async with house.open():
        await anna.writes(anna.dm, "help", subtype="me_message")
        await anna.hears("Just write what is wrong")


async def test_what_slack_itself_says_is_not_heard(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    async with house.open() as parts:
        await anna.writes(anna.dm, "help", subtype="channel_topic")
        await server.delivery.settled()
        assert await parts.store.conversation(ConversationId(f"slack:{anna.dm.id}")) is None
