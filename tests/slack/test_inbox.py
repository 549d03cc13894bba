"""The page of the lead partner's people shows what was not understood, and lets them dismiss it."""

from datetime import timedelta

from tests.emulators.slack.people import Member
from tests.emulators.slack.server import SlackServer
from tests.slack.house import SlackHouse, centre_of
from tests.values import deciding, text
from tram_bot.core.effects import Effect, Mishap, Misheard
from tram_bot.core.identifiers import ConversationId
from tram_bot.store.sqlite import open_sqlite


async def heard(house: SlackHouse) -> None:
    """Twelve messages a minute apart, of which the last was said twice, and once chosen."""
    store = await open_sqlite(house.database)

    async def say(id: str, where: str, minute: int, *effects: Effect) -> None:
        talk = ConversationId(f"test:{where}")
        at = house.clock.now() - timedelta(minutes=60 - minute)
        await store.take_turn(talk, [text(id, conversation=talk)], deciding(*effects), at)

    letters = "abcdefghijkl"
    for number, letter in enumerate(letters):
        effect = Misheard(
            text=letter * 9, language="en", why=Mishap.OFFERED, guesses=("cost", "gone")
        )
        await say(f"{number}", "one", number, effect)
    chosen = Misheard(text="l" * 9, language="en", why=Mishap.CHOSEN, guesses=("nda",))
    await say("again", "two", 30, chosen)
    await store.close()


async def test_the_lead_partners_people_see_the_latest_and_dismiss_them(
    house: SlackHouse, server: SlackServer, kasia: Member, jonas: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    desk = centre_of(house, "lead-desk", jonas)
    await heard(house)
    async with house.open():
        await jonas.opens_home()
        await server.until("the page", lambda: "Not understood: 13" in jonas.home)
        assert "12 (English, 2×): “lllllllll”" in jonas.home
        assert "(cost), gone" in jonas.home
        assert "Meant, the company said: Can we sign an NDA first? (nda)" in jonas.home
        assert jonas.home.index("“lllllllll”") < jonas.home.index("“kkkkkkkkk”")
        assert "“ccccccccc”" in jonas.home
        assert "“bbbbbbbbb”" not in jonas.home, "the page shows the ten latest"
        assert "tram-bot inbox adopt" in jonas.home
        await kasia.opens_home()
        await server.until("her page", lambda: "This month" in kasia.home)
        assert "lllllllll" not in kasia.home

        assert "Only people at the lead partner's desk" in await kasia.types(
            poland, "/tram dismiss 12"
        )
        assert "I do not know which “all”" in await jonas.types(desk, "/tram dismiss all")
        assert "I do not know which “”" in await jonas.types(desk, "/tram dismiss")
        assert "not understood: 3" in await jonas.types(desk, "/tram dismiss 12, 1")
        await server.until("the rest", lambda: "Not understood: 10" in jonas.home)
        assert "not understood: 0" in await jonas.types(desk, "/tram dismiss 12")
        assert "/tram dismiss" in await jonas.types(desk, "/tram help")


async def test_what_a_company_changes_or_deletes_is_not_seen_any_more(
    house: SlackHouse, server: SlackServer, anna: Member, jonas: Member
) -> None:
    centre_of(house, "lead-desk", jonas)

    async def seen(count: int) -> None:
        await jonas.opens_home()
        await server.until("the page", lambda: f"Not understood: {count}" in jonas.home)

    async with house.open():
        await anna.says("hello")
        first = await anna.says("qwrtz bnmpl")
        second = await anna.says("vcxyl mnbvk")
        await anna.says("how much does it cost")
        await anna.hears("price")
        await seen(2)
        await anna.deletes(first)
        await server.until("one less", lambda: "Not understood: 1" in jonas.home)
        await anna.edits(second, "vcxyl")
        await anna.hears("changed a message")
        await seen(0)
