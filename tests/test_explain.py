"""`tram-bot explain`: why a lead is where it is, told from what is kept with it."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.test_turns_and_delivery import House
from tests.values import HERE, NOW, deciding, lead, open_answers, text
from tram_bot import cli
from tram_bot.core.content import Content
from tram_bot.core.effects import SubmitLead
from tram_bot.core.events import StaffStepped
from tram_bot.core.finding import FacilityMatch, Reason
from tram_bot.core.identifiers import CentreId, ConversationId, EventId
from tram_bot.core.lead import Happening, Lead, Outcome, Staff, Step
from tram_bot.core.routing import Route, Rule
from tram_bot.store.sqlite import open_sqlite

ESTONIA, GERMANY, POLAND = CentreId("ee"), CentreId("de"), CentreId("pl")
DESK = CentreId("lead-desk")
KASIA = Staff(id="slack:K", name="Kasia Kowalska", first_name="Kasia", centres=(POLAND, GERMANY))
REQUEST = (
    "our zinc coating peels off after one winter, we are 12 people in Poland", "yes",
    "confidential", "we changed the bath", "know the cause", "6 screws, nothing dangerous",
    "no hurry", "Poland, 12 people", "Anna Example, Example Coatings Oy, anna@example.org", "send",
)  # fmt: skip
TOMOGRAPHY = FacilityMatch(
    facility="example-tomography",
    score=0.5,
    techniques=("x-ray-microtomography",),
    because=(Reason(words="holes", kind="problems", id="pores"),),
)


def kept(database: Path, *leads: Lead) -> None:
    """Have these kept, as if they had just been sent."""

    async def keep() -> None:
        store = await open_sqlite(database)
        effects = [SubmitLead(lead=each) for each in leads]
        await store.take_turn(HERE, [text("1")], deciding(*effects), NOW)
        await store.close()

    asyncio.run(keep())


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(["explain", *arguments]) == 0
    return capsys.readouterr().out


def sent(**changes: Any) -> Lead:
    """A lead of a company that says that nothing is confidential."""
    found = {"centre": POLAND, "copies": (), "answers": open_answers(), "facilities": (TOMOGRAPHY,)}
    return lead(**{**found, **changes})


def routed(
    country: str | None, rule: Rule, centre: CentreId, *copies: CentreId, facility: str = ""
) -> dict[str, Any]:
    way = Route(centre=centre, rule=rule, copies=copies, facility=facility, country=country)
    return {"country": country, "centre": centre, "copies": copies, "route": way}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {**routed("PL", Rule.OWN_COUNTRY, POLAND)},
            ["Centre of Poland (pl): the company is in Poland (PL), and its own"],
        ),
        (
            {
                **routed("PL", Rule.OWN_COUNTRY, POLAND, ESTONIA, facility="example-tomography"),
            },
            [
                "Centre of Estonia (ee): has a copy, as the best facility, "
                "Example Tomography (example-tomography) in Tartu, Estonia, stands in its country"
            ],
        ),
        (
            {
                **routed("NO", Rule.BEST_FACILITY, ESTONIA, facility="example-tomography"),
            },
            ["Centre of Estonia (ee): the company is in Norway (NO), which has no national centre"],
        ),
        (
            {**routed("NO", Rule.LEAD_DESK, DESK)},
            ["Norway (NO) has no national centre, and no facility fitted well enough"],
        ),
        (
            {**routed("NO", Rule.LEAD_DESK, DESK, facility="gone-lab")},
            ["nor has that of the best facility, gone-lab, so it is the lead partner's"],
        ),
        (
            {**routed(None, Rule.LEAD_DESK, DESK)},
            ["Lead desk (lead-desk): the company's country is not known"],
        ),
    ],
)
def test_the_rule_is_told(
    place: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], told: Sequence[str]
) -> None:
    kept(place, sent(**changes))

    said = explained(capsys, "BT-FI-26-0001")

    assert all(words in said for words in told), said
    assert "By today's centres" not in said


def test_what_was_kept_is_told_whatever_the_catalogue_says_today(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(place, sent(**routed("NO", Rule.LEAD_DESK, DESK)))

    way = json.loads(explained(capsys, "BT-FI-26-0001", "--json"))["route"]

    assert (way["rule"], way["centre"], way["facility"]) == ("lead_desk", "lead-desk", None)
    assert way["kept"] is True


def test_of_a_lead_from_before_the_rule_was_kept_todays_is_told_as_such(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(place, sent(country="NO", centre=DESK))

    said = explained(capsys, "BT-FI-26-0001")

    assert "not kept with it yet when it was sent. By today's centres:" in said
    assert "Centre of Estonia (ee): the company is in Norway (NO)" in said


def test_a_desk_that_was_called_in_is_told_with_the_reason(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = Happening(at=NOW, who="clock", step="escalate", detail="lead-desk channel_not_found")
    in_time = replace(lost, detail="ee")
    kept(place, sent(escalated=(DESK, ESTONIA), history=(lost, in_time)))

    said = explained(capsys, "BT-FI-26-0001")

    assert "(lead-desk): was called in, as another desk could not be reached: channel_not" in said
    assert "(ee): was called in, as nobody took it up in time" in said


def test_the_need_is_told_with_reasons(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(place, sent())

    said = explained(capsys, "BT-FI-26-0001")

    assert "pores (problems/pores): holes" in said
    assert "0.50  Example Tomography (example-tomography) in Tartu, Estonia: reason_concept" in said
    assert "not recognised  fjærskjell" in said


def test_what_was_told_in_confidence_is_left_out_unless_it_is_wanted(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = Happening(at=NOW, who="company", step="relay", detail="the bath is from Example Oy")
    confidential = {"answers": lead().answers, "history": (line,)}
    kept(place, sent(**confidential))

    for arguments in (("BT-FI-26-0001",), ("BT-FI-26-0001", "--json")):
        plain = explained(capsys, *arguments)
        whole = explained(capsys, *arguments, "--confidential")
        for words in ("holes", "pores", "fjærskjell", "the bath is from"):
            assert words not in plain, arguments
            assert words in whole, arguments
        assert "example-tomography" in plain
    assert "Concepts, reasons and words are left out" in explained(capsys, "bt-fi-26-0001")


async def test_the_way_of_a_request_through_two_centres_is_told(
    content: Content, english_root: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    house = House(content, tmp_path / "house.sqlite3")
    async with house.open() as parts:
        for words in REQUEST:
            await parts.turns.take(house.event(words))
        (request,) = await parts.store.leads()

        async def step(number: int, desk: CentreId, **what: Any) -> None:
            event = StaffStepped(
                id=EventId(f"s{number}"),
                conversation=ConversationId("screen:1"),
                at=house.clock.now(),
                lead=request.id,
                by=KASIA,
                desk=desk,
                **what,
            )
            await parts.turns.take(event)

        await step(1, POLAND, step=Step.CLAIM)
        await step(2, POLAND, step=Step.PASS_ON, centre=GERMANY, detail="closer to PETRA")
        await step(3, GERMANY, step=Step.CLAIM)
        await step(4, GERMANY, step=Step.CLOSE, outcome=Outcome.ADVICE_GIVEN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRAM_BOT_CONTENT", str(english_root))
    monkeypatch.setenv("TRAM_BOT_DATABASE", str(house.database))

    assert await asyncio.to_thread(cli.main, ["explain", request.reference, "--confidential"]) == 0

    said = capsys.readouterr().out
    assert f"{request.reference}  closed (advice_given), at National centre Germany (de)" in said
    assert "National centre Poland (pl): the company is in Poland (PL), and its own" in said
    assert "National centre Poland (pl): had it before" in said
    assert "peeling or flaking (problems/peeling): peels" in said
    history = said.partition("history (UTC)\n")[2].splitlines()
    assert [line.split("  ")[-1] for line in history] == [
        "company: sent it",
        "Kasia Kowalska: claimed it",
        "Kasia Kowalska: passed it on to National centre Germany (de): closer to PETRA",
        "Kasia Kowalska: claimed it",
        "Kasia Kowalska: closed it",
    ]


@pytest.mark.parametrize(
    ("asked", "mend"),
    [
        ("BT-FI-26-0010", "did you mean BT-FI-26-0001?"),
        ("the one of Monday", "'tram-bot leads list' names them all"),
    ],
)
def test_a_reference_there_is_not_is_told_with_the_mend(
    place: Path, capsys: pytest.CaptureFixture[str], asked: str, mend: str
) -> None:
    kept(place, sent())

    assert cli.main(["explain", asked]) == cli.WRONG_SETTINGS
    assert capsys.readouterr().err == f"there is no lead {asked}; {mend}\n"
    assert cli.main(["leads", "show", asked]) == cli.WRONG_SETTINGS
    assert mend in capsys.readouterr().err


def test_nobodys_words_make_a_line_of_their_own(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = Happening(at=NOW, who="company", step="relay", detail="thanks\nhistory (UTC)\n  closed")
    kept(place, sent(history=(line,)))

    said = explained(capsys, "BT-FI-26-0001").splitlines()

    assert said[-1].endswith("thanks history (UTC)   closed")
    assert said.count("history (UTC)") == 1


def test_a_country_that_was_told_later_is_not_taken_for_the_reason(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_facility = routed("NO", Rule.BEST_FACILITY, ESTONIA, facility="example-tomography")
    kept(place, sent(**{**by_facility, "country": "PL"}))

    said = explained(capsys, "BT-FI-26-0001")

    assert "(ee): the company is in Norway (NO), which has no national centre" in said
