"""What people write in their direct messages is heard in whatever way Slack lets them write it."""

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.slack.house import SlackHouse, centre_of, claims
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


async def test_a_message_with_a_thread_below_it_is_taken_back_once_when_it_is_deleted(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await kasia.writes(poland, "On which side does it peel?", thread=card["ts"])
        await anna.hears("On which side does it peel?")
        answer = await anna.says("On the secret one")
        await kasia.sees(poland, "The company: On the secret one", thread=card["ts"])
        more = await anna.writes(anna.dm, "I mean the back", thread=answer["ts"])
        await kasia.sees(poland, "I mean the back", thread=card["ts"])
        await anna.deletes(answer)
        await kasia.sees(poland, "has deleted this message", thread=card["ts"])
        assert not any("the secret one" in shown(m) for m in poland.messages)
        await anna.deletes(more)
        await server.until(
            "taken back", lambda: not any("the back" in shown(m) for m in poland.messages)
        )
        await server.delivery.settled()
        lead = await house.lead()
    assert [line.step for line in lead.history].count("relay_deleted") == 2


async def test_a_word_that_answers_a_person_is_no_command_and_can_be_edited(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        card = await claims(kasia, poland, anna)
        await kasia.writes(poland, "On which side does it peel?", thread=card["ts"])
        await anna.hears("On which side does it peel?")
        answer = await anna.says("Back")
        await kasia.sees(poland, "The company: Back", thread=card["ts"])
        await anna.edits(answer, "Front")
        await kasia.sees(poland, "Front", thread=card["ts"])
        await kasia.writes(poland, "Shall we keep the old picture?", thread=card["ts"])
        await anna.hears("Shall we keep the old picture?")
        await anna.says("Forget")
        await kasia.sees(poland, "The company: Forget", thread=card["ts"])
        await anna.says("Data")
        await kasia.sees(poland, "The company: Data", thread=card["ts"])
        asked = [m for m in anna.dm.messages if "Shall I delete" in shown(m) or m.get("files")]
        assert not asked
        await anna.says("!forget")
        await anna.hears("Shall I delete everything about you")
        await anna.presses("No")
        await anna.hears("everything stays as it was")
        await anna.says("Bot")
        await anna.hears("tram-bot again")
