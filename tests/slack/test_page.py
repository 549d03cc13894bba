"""The app's page and the slash command."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Fault
from tests.slack.house import SlackHouse, centre_of, fills_in
from tests.values import deciding, text
from tram_bot.core.effects import KeepLead, SubmitLead
from tram_bot.core.identifiers import ConversationId, LeadId
from tram_bot.core.present import centre_name
from tram_bot.store.sqlite import open_sqlite


async def test_the_page_shows_my_leads_my_centres_and_this_months_numbers(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.opens_home()
        await server.until("the page", lambda: "BT-PL-26-0001" in kasia.home)
        assert "Open at National centre Poland" in kasia.home
        assert "1 came in, 0 claimed, 0 closed" in kasia.home
        assert kasia.home.count("BT-PL-26-0001") == 1
        await kasia.presses("Claim", poland)
        await kasia.opens_home()
        await server.until("mine", lambda: kasia.home.count("BT-PL-26-0001") == 2)
        await kasia.presses_at_home("Open")
        assert "zinc flake coatings" in shown(kasia.modal)
        await kasia.types_at_home("coatings salt")
        assert "Found: 1" in kasia.home
        await kasia.types_at_home("no such words")
        assert "Found: 0" in kasia.home


async def test_of_hundreds_of_leads_all_are_found_and_the_first_are_shown(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
    store = await open_sqlite(house.database)
    try:
        (one,) = await store.leads()
        more = [
            KeepLead(
                lead=replace(one, id=LeadId(f"lead-{n}"), reference=f"BT-PL-26-{n:04}"), show=False
            )
            for n in range(2, 252)
        ]
        talk = one.conversation
        await store.take_turn(
            talk, [text("more", conversation=talk)], deciding(*more), house.clock.now()
        )
    finally:
        await store.close()
    async with house.open():
        await kasia.opens_home()
        await server.until("the page", lambda: kasia.home.count("BT-PL-26-") == 30)
        await kasia.types_at_home("coatings salt")
        assert "Found: 251" in kasia.home
        assert kasia.home.count("BT-PL-26-") == 45


async def test_a_request_that_is_erased_leaves_the_pages_that_show_it(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    centre_of(house, "lead-desk", jonas)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        for staff in (kasia, jonas):
            await staff.opens_home()
        await server.until("her page", lambda: "BT-PL-26-0001" in kasia.home)
        await server.until("his page", lambda: "Not understood: 0" in jonas.home)
    async with house.open():  # who has a page is known also after a restart
        shown_before = len(server.called("views.publish"))
        server.faults.append(Fault("views.publish", 429))
        await anna.says("forget me")
        await anna.hears("Shall I delete everything")
        await anna.says("yes")
        await server.until("a pause", lambda: not server.faults)
        house.let_pass(seconds=5)
        await server.until("gone", lambda: "BT-PL-26-0001" not in kasia.home)
        await server.until("both", lambda: len(server.called("views.publish")) > shown_before + 2)
        assert "Requests deleted this month" in kasia.home


async def test_a_page_that_somebody_has_no_more_is_not_shown_again(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open() as parts:

        async def erased() -> None:
            await fills_in(anna)
            await kasia.sees(poland, "Example Coatings Oy")
            await parts.store.forget((await house.lead()).conversation, house.clock.now())
            house.let_pass(seconds=1)
            while await parts.store.due(house.clock.now() + timedelta(days=9), 100):
                await server.delivery.settled()

        await kasia.opens_home()
        await server.until("the page", lambda: "This month" in kasia.home)
        server.faults.append(Fault("views.publish", error="not_enabled"))
        await erased()
        assert len(server.called("views.publish")) == 2
        await erased()
        assert len(server.called("views.publish")) == 2
        assert await parts.store.undelivered() == []


async def test_a_companys_page_shows_no_leads(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await anna.opens_home()
        await server.until("the page", lambda: "Write to me in the messages tab" in anna.home)
        assert "BT-PL" not in anna.home
        assert "Only people of a national centre" in await anna.types(anna.dm, "/tram leads")
        assert "Only people" in await anna.types(anna.dm, "/tram lead BT-PL-26-0001")


async def test_the_slash_command(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    centre_of(house, "fi", jonas)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        assert "/tram leads" in await kasia.types(poland, "/tram")
        assert "BT-PL-26-0001" in await kasia.types(poland, "/tram leads")
        assert "zinc flake" in await kasia.types(poland, "/tram lead bt-pl-26-0001")
        assert "1 came in" in await kasia.types(poland, "/tram stats")
        assert "Corrosion" in await kasia.types(poland, "/tram find rust on steel after salt spray")
        assert "Say what to look for" in await kasia.types(poland, "/tram find")
        assert "I do not know “dance”" in await kasia.types(poland, "/tram dance")
        missing = "There is no request BT-PL-26-0001 that you can see"
        assert missing in await jonas.types(jonas.dm, "/tram lead BT-PL-26-0001")


async def test_a_channel_that_is_nobodys_desk_is_told_where_the_bot_talks(
    house: SlackHouse, server: SlackServer, anna: Member
) -> None:
    lobby = server.channel("C0LOBBY", anna.id)
    async with house.open():
        await server.delivery.event(
            {"type": "app_mention", "user": anna.id, "channel": lobby.id, "text": "<@U0TRAM> hi"}
        )
        said = await anna.sees(lobby, "Write to me in a direct message")
    assert said["to"] == anna.id


async def test_somebody_of_another_workspace_is_a_company_like_any(
    house: SlackHouse, server: SlackServer
) -> None:
    guest = Member(server, "U0GUEST", "Gerda Gast", team="T0OTHER", locale="de-DE")
    async with house.open():
        await guest.says("hello")
        await guest.hears("Hello!")


async def test_the_lead_partner_can_act_on_any_request_from_wherever_they_are(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, desy = centre_of(house, "pl", kasia), centre_of(house, "lead-desk", jonas)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        assert "BT-PL-26-0001" in await jonas.types(desy, "/tram lead BT-PL-26-0001")
        claim = card["blocks"][-1]["elements"][0]
        await jonas.acts(desy, card, card["blocks"][-1], claim)
        await kasia.sees(poland, "Claimed by Jonas Muster")
        await jonas.acts(desy, card, card["blocks"][-1], claim)
        await jonas.hears("BT-PL-26-0001 is yours already")
        await kasia.acts(poland, card, card["blocks"][-1], claim)
        await kasia.sees(poland, "Jonas Muster was quicker")


async def test_the_page_of_somebody_at_every_desk_shows_something_of_each(
    house: SlackHouse, server: SlackServer, anna: Member, jonas: Member
) -> None:
    for centre in house.content.catalogue.centres:
        centre_of(house, centre, jonas)
    async with house.open() as parts:
        await fills_in(anna)
        lead = await house.lead()
        for number, centre in enumerate([*house.content.catalogue.centres] * 16, start=2):
            conversation = ConversationId(f"slack:D{number:08d}")
            other = replace(
                lead,
                id=LeadId(f"lead-{number}"),
                reference=f"BT-PL-26-{number:04d}",
                conversation=conversation,
                centre=centre,
                copies=(),
            )
            wrote = text(f"e{number}", conversation=conversation)
            sent = deciding(SubmitLead(lead=other))
            await parts.store.take_turn(conversation, [wrote], sent, house.clock.now())
        await jonas.opens_home()
        await server.until("the page", lambda: bool(jonas.home))
    for centre in house.content.catalogue.centres:
        assert f"Open at {centre_name(house.content, 'en', centre)}" in jonas.home
    assert "This month" in jonas.home
    assert "Not understood: 0" in jonas.home


async def test_the_page_of_somebody_slack_knows_no_more_is_given_up(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await kasia.opens_home()
        await server.until("the page", lambda: "This month" in kasia.home)
        await fills_in(anna)
        await kasia.sees(poland, "Example Coatings Oy")
    del server.users[kasia.id]
    async with house.open() as parts:
        await parts.store.forget((await house.lead()).conversation, house.clock.now())
        house.let_pass(seconds=1)
        async with asyncio.timeout(20):
            while await parts.store.due(house.clock.now() + timedelta(days=9), 100):
                await server.delivery.settled()
        assert await parts.store.undelivered() == []
    assert len(server.called("views.publish")) == 1
