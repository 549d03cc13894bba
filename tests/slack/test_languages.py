"""A centre works in its own language, whatever the company writes in; its words stay its own."""

import pytest

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.slack.house import SlackHouse, centre_of, fills_in
from tram_bot.core.content import Content


@pytest.fixture
def content(nine: Content) -> Content:
    """What the house speaks here: all nine languages."""
    return nine


async def test_a_polish_centre_reads_polish_about_an_english_request(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        assert "Czeka na przejęcie" in shown(card)
        assert "język: angielski" in shown(card)
        assert "they blister after salt spray" in shown(card)
        await kasia.presses("Przejmij", poland)
        await kasia.sees(poland, "Kasia Kowalska")
        await anna.hears("Kasia from National centre Poland is looking after")
        await kasia.writes(poland, "Czy można przysłać dwie próbki?", thread=card["ts"])
        await anna.hears("Kasia, National centre Poland: Czy można przysłać dwie próbki?")

    assert server.warnings == []


async def test_a_centre_is_named_in_the_language_of_who_reads_of_it(
    house: SlackHouse, anna: Member, kasia: Member, jonas: Member
) -> None:
    poland, germany = centre_of(house, "pl", kasia), centre_of(house, "de", jonas)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Przekaż dalej", poland)
        await kasia.submits(centre="de", words="To dla Was")
        passed = shown(await jonas.sees(germany, "To dla Was"))
    assert "Kasia Kowalska vom Baltic-TRAM-Zentrum Polen" in passed


async def test_what_a_company_wishes_is_told_by_the_bot_in_the_language_of_the_centre(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        card = await kasia.sees(poland, "BT-PL-26-0001")
        await anna.says("I want to talk to a person")
        told = await kasia.sees(poland, "Firma prosi o rozmowę z człowiekiem", thread=card["ts"])
        await kasia.picks("Wszystko", poland)
        everything = shown(kasia.modal)
    assert "Firma:" not in shown(told)
    assert "prośba o rozmowę z człowiekiem" in everything
