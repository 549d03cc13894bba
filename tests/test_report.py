"""`tram-bot report`: the numbers of a month, and nothing of any company."""

import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.postgres import Server
from tests.values import NOW, answer, conversation, deciding, lead, run, text
from tram_bot import cli
from tram_bot.clock import SystemClock
from tram_bot.core.answers import Chose, Wrote
from tram_bot.core.conversation import Asking, Idle
from tram_bot.core.effects import Mishap, Misheard, SubmitLead
from tram_bot.core.finding import TechniqueMatch
from tram_bot.core.identifiers import CentreId, ConversationId
from tram_bot.core.lead import Happening, Lead, LeadState, Outcome, Verdict
from tram_bot.database import Database
from tram_bot.settings import DATABASE_URL
from tram_bot.store.doors import open_store

Rows = dict[str, list[str]]


class _Tables(HTMLParser):
    """Collects the tables of a page by the heading above each: its rows by their labels."""

    def __init__(self) -> None:
        super().__init__()
        self._tables: dict[str, Rows] = {}
        self._heading = ""
        self._in: list[str] = []
        self._cells: list[str] = []

    def __getitem__(self, name: str) -> Rows:
        """The table whose heading begins so."""
        return next(rows for heading, rows in self._tables.items() if heading.startswith(name))

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._in.append(tag)
        if tag == "h2":
            self._heading = ""
        if tag == "tr":
            self._cells = []
        if tag in ("th", "td"):
            self._cells.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._in and self._in.pop() != tag:
            pass
        if tag == "tr":
            label, *cells = self._cells
            self._tables.setdefault(self._heading, {})[label] = cells

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] == "h2":
            self._heading += data.strip()
        if {"th", "td"} & set(self._in):
            self._cells[-1] += data.strip()


def sent(number: int, **changes: Any) -> Lead:
    """A lead of a company of its own, half an hour into March, that nobody has answered."""
    here = ConversationId(f"telegram:{number}")
    given = {"sector": answer(Chose(options=("food",)))}
    technique = TechniqueMatch(technique="powder-diffraction", score=0.7, because=())
    fields: dict[str, Any] = {
        "questionnaire": "challenge",
        "centre": CentreId("pl"),
        "country": "PL",
        "copies": (),
        "files": (),
        "answers": given,
        "techniques": (technique,),
    }
    return lead(number, here, **(fields | changes))


def answered(number: int, hours: float, step: str = "reply", **changes: Any) -> Lead:
    """A lead that staff answered after so many hours."""
    reply = Happening(
        at=NOW + timedelta(hours=hours), who="Kari Example", who_id="slack:K", step=step
    )
    return sent(number, history=(reply,), state=LeadState.IN_CONVERSATION, **changes)


def closed(number: int, outcome: Outcome, verdict: Verdict | None = None, **changes: Any) -> Lead:
    return sent(number, state=LeadState.CLOSED, outcome=outcome, verdict=verdict, **changes)


def kept(database: Database, *leads: Lead) -> None:
    """Have these kept, as if they had been sent when they say."""

    async def keep() -> None:
        store = await open_store(database)
        for each in leads:
            here = each.conversation
            decide = deciding(SubmitLead(lead=each), phase=Idle())
            await store.take_turn(here, [text("1", conversation=here)], decide, each.submitted_at)
        await store.close()

    asyncio.run(keep())


def left(database: Database, *questions: tuple[str, str, datetime]) -> None:
    """Have somebody fall silent at each question, in a language, at a moment."""

    async def keep() -> None:
        store = await open_store(database)
        for number, (question, language, at) in enumerate(questions):
            here = ConversationId(f"telegram:left-{number}")
            phase = Asking(run=run(questionnaire="challenge"), question=question, asked_at=at)
            talk = conversation(here, phase=phase, language=language, turn=1)
            event = text("1", conversation=here)
            await store.take_turn(here, [event], lambda *_, talk=talk: (talk, ()), at)
        await store.close()

    asyncio.run(keep())


def page(month: str = "2026-03") -> str:
    """The report of a month as HTML."""
    file = Path("report.html")
    file.unlink(missing_ok=True)
    assert cli.main(["report", "--month", month, "--into", str(file)]) == 0
    return file.read_text(encoding="utf-8")


def tables() -> _Tables:
    """Its tables."""
    parser = _Tables()
    parser.feed(page())
    return parser


def test_requests_are_counted_by_centre_country_sector_and_technique(place: Path) -> None:
    estonian = {"centre": CentreId("ee"), "country": "EE"}
    other = {"sector": answer(Wrote(text="SECRET brewing"), "SECRET brewing")}
    kept(
        place,
        *(sent(n) for n in range(1, 5)),
        *(sent(n, **estonian, answers=other, techniques=()) for n in range(5, 8)),
        *(sent(n, centre=CentreId("lead-desk"), country=None, answers={}) for n in range(8, 11)),
    )
    found = tables()
    centres = found["Requests by centre"]
    assert centres["Centre of Poland"] == ["4"]
    assert centres["Centre of Estonia"] == ["3"]
    assert centres["Centre of Latvia"] == ["0"]
    assert found["By country"] == {
        "country": ["number"],
        "Poland": ["4"],
        "Estonia": ["3"],
        "figures_not_told": ["3"],
    }
    assert found["By sector"] == {
        "sector": ["number"],
        "food": ["4"],
        "figures_own_words": ["3"],
        "figures_not_told": ["3"],
    }
    assert found["By technique"]["X-ray powder diffraction"] == ["7"]
    assert found["By technique"]["figures_none_found"] == ["3"]
    assert "10 requests came in, 0 of them unfinished." in page()


def test_one_or_two_companies_are_not_counted_exactly(place: Path) -> None:
    kept(place, *(sent(n) for n in range(1, 5)), sent(5, country="NO"))
    assert tables()["By country"]["Norway"] == ["<3"]
    # A neighbour learns nothing from the chart either: its bar is as long as that of two.
    once = re.findall(r"<svg.*?</svg>", page(), re.DOTALL)
    kept(place, replace(sent(6, country="NO"), centre=CentreId("pl")))
    twice = re.findall(r"<svg.*?</svg>", page(), re.DOTALL)
    country = 1
    assert tables()["By country"]["Norway"] == ["<3"]
    assert once[country] == twice[country]


def test_what_is_told_in_a_sentence_hides_small_numbers_too(place: Path) -> None:
    kept(place, *(answered(n, 3) for n in range(1, 5)), sent(5, partial=True))
    written = page()
    assert "5 requests came in, &lt;3 of them unfinished." in written
    assert "Still waiting for an answer: &lt;3 requests." in written


def test_a_sum_does_not_tell_a_number_that_is_not_given(place: Path) -> None:
    estonian = {"centre": CentreId("ee"), "country": "EE"}
    kept(place, *(sent(n) for n in range(1, 4)), sent(4, **estonian))
    left(place, *(("contact", "pl", NOW) for _ in range(3)), ("contact", "en", NOW))
    found = tables()
    assert found["Time to the first answer"]["figures_all_centres"][0] == "4–5"
    assert "Still waiting for an answer: 4–5 requests." in page()
    assert found["Where companies leave"]["Name, Company, E-mail, Phone"] == ["<3", "3", "4–5"]
    # Nor does its bar.
    once = re.findall(r"<svg.*?</svg>", page(), re.DOTALL)
    left(place, *(("contact", "pl", NOW) for _ in range(3)), *[("contact", "en", NOW)] * 2)
    twice = re.findall(r"<svg.*?</svg>", page(), re.DOTALL)
    assert once[-1] == twice[-1]


def test_the_order_does_not_tell_one_from_two(place: Path) -> None:
    kept(place, sent(1, country="NO"), sent(2, country="NO"), sent(3, country="EE"))
    assert list(tables()["By country"]) == ["country", "Estonia", "Norway"]


def test_spam_is_an_outcome_and_no_request(place: Path) -> None:
    kept(place, *(sent(n) for n in range(1, 4)), closed(4, Outcome.SPAM))
    found = tables()
    assert found["Requests by centre"]["Centre of Poland"] == ["3"]
    assert found["Outcomes"]["outcome_spam"] == ["1"]


def test_half_and_nine_of_ten_were_answered_within(place: Path) -> None:
    waits = (1, 2, 3, 4, 5, 6, 7, 8, 9, 72)
    few = {"centre": CentreId("ee"), "country": "EE"}
    kept(
        place,
        *(answered(n, hours) for n, hours in enumerate(waits, 1)),
        *(sent(n) for n in range(11, 15)),
        *(answered(n, 5, **few) for n in (15, 16)),
        closed(17, Outcome.NO_FIT),
    )
    times = tables()["Time to the first answer"]
    # Of ten, the median is between the fifth and the sixth, nine of ten a tenth beyond the ninth.
    assert times["Centre of Poland"] == ["4", "6 h", "15 h"]
    assert times["Centre of Estonia"] == ["0", "–", "–"]
    assert times["figures_all_centres"][0] == "4"
    assert "Still waiting for an answer: 4 requests." in page()


def test_a_question_that_staff_ask_by_form_is_an_answer(place: Path) -> None:
    kept(place, *(answered(n, 2, step="ask") for n in range(1, 5)))
    assert tables()["Time to the first answer"]["Centre of Poland"] == ["0", "2 h", "2 h"]


def test_what_the_company_writes_is_no_answer(place: Path) -> None:
    own = Happening(at=NOW, who="company", who_id="company", step="reply")
    kept(place, *(sent(n, history=(own,)) for n in range(1, 5)))
    assert tables()["Time to the first answer"]["Centre of Poland"] == ["4", "–", "–"]


def test_outcomes_and_verdicts_are_as_they_stand(place: Path) -> None:
    kept(
        place,
        closed(1, Outcome.MEASUREMENT_AGREED, Verdict.RIGHT),
        closed(2, Outcome.MEASUREMENT_AGREED, Verdict.RIGHT),
        closed(3, Outcome.NO_FIT, Verdict.WRONG),
        closed(4, Outcome.ADVICE_GIVEN),
        sent(5),
    )
    found = tables()
    outcomes = found["Outcomes"]
    assert outcomes["outcome_measurement_agreed"] == ["2"]
    assert outcomes["outcome_no_fit"] == ["1"]
    assert outcomes["figures_open"] == ["1"]
    verdicts = found["The facility that was found"]
    assert verdicts["verdict_right"] == ["2"]
    assert verdicts["verdict_wrong"] == ["1"]
    assert verdicts["figures_not_said"] == ["1"]


def test_where_companies_leave_is_told_by_question_and_language(place: Path) -> None:
    early, late = datetime(2026, 2, 20, tzinfo=UTC), datetime(2026, 3, 20, tzinfo=UTC)
    left(
        place,
        *(("contact", "pl", late) for _ in range(4)),
        *(("contact", "en", late) for _ in range(3)),
        ("deadline", "en", late),
        ("deadline", "en", early),
        ("gone", "en", late),
    )
    rows = tables()["Where companies leave"]
    assert list(rows) == ["question", "Needed by", "Name, Company, E-mail, Phone", "gone"]
    assert rows["question"] == ["en", "pl", "all"]
    assert rows["Name, Company, E-mail, Phone"] == ["3", "4", "7"]
    assert rows["Needed by"] == ["<3", "0", "<3"]


def test_messages_that_were_not_understood_are_counted(place: Path) -> None:
    async def keep() -> None:
        store = await open_store(place)
        for number in range(4):
            here = ConversationId(f"telegram:{number}")
            effect = Misheard(
                language="pl", text=f"SECRET {number}", why=next(iter(Mishap)), guesses=()
            )
            event = text("1", conversation=here)
            await store.take_turn(here, [event], deciding(effect), NOW)
        await store.close()

    asyncio.run(keep())
    assert tables()["Not understood"] == {"language": ["number"], "pl": ["4"]}
    assert "SECRET" not in page()


def test_a_month_begins_and_ends_by_the_clock_of_the_lead_partner(place: Path) -> None:
    # Berlin is an hour ahead in winter and two in summer.
    begins = datetime(2026, 2, 28, 23, 0, tzinfo=UTC)
    ends = datetime(2026, 3, 31, 22, 0, tzinfo=UTC)
    second = timedelta(seconds=1)
    kept(
        place,
        *(sent(n, submitted_at=begins - second) for n in range(1, 4)),
        *(sent(n, submitted_at=begins) for n in range(4, 8)),
        *(sent(n, submitted_at=ends - second) for n in range(8, 12)),
        *(sent(n, submitted_at=ends) for n in range(12, 15)),
    )
    assert tables()["Requests by centre"]["Centre of Poland"] == ["8"]


def test_nothing_of_a_company_or_of_staff_stands_in_it(place: Path) -> None:
    kept(place, *(answered(n, 3) for n in range(1, 5)), sent(5, company="Example Coatings Oy"))
    written = page()
    for words in ("anna@example.org", "coating peels", "Example Coatings", "BT-FI", "Kari"):
        assert words not in written


def test_a_page_needs_nothing_else_and_has_no_id_twice(place: Path) -> None:
    kept(place, *(answered(n, 3 * n) for n in range(1, 9)))
    written = page()
    assert "<script" not in written
    assert not re.search(r'(?:src|href)="(?!#)', written)
    ids = re.findall(r'\bid="([^"]*)"', written)
    assert len(ids) == len(set(ids))
    referred = re.findall(r'(?:href="#|url\(#)([^")]+)', written)
    assert set(referred) <= set(ids)
    assert written.count("<h1>") == 1
    assert 'aria-hidden="true"' in written


def test_a_pdf_is_one_page_with_its_letters_in_it(place: Path) -> None:
    kept(place, *(answered(n, 3) for n in range(1, 9)))
    assert cli.main(["report", "--month", "2026-03", "--into", "report.pdf"]) == 0
    data = Path("report.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == 1
    assert b"/Title (tram-bot in March 2026)" in data
    assert b"/FontFile2" in data
    assert b"/Type3" not in data


def test_a_month_without_anything_has_a_report(place: Path) -> None:
    kept(place)
    assert "0 requests came in" in page()
    assert cli.main(["report", "--month", "2026-03", "--into", "report.pdf"]) == 0


def test_it_is_the_same_from_postgresql(
    place: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgres.new_database()
    for each in (place, database):
        kept(each, *(answered(n, 3 * n) for n in range(1, 9)))
        left(each, *(("contact", "pl", NOW) for _ in range(4)))
    of_sqlite = page()
    monkeypatch.delenv("TRAM_BOT_DATABASE")
    monkeypatch.setenv(DATABASE_URL, database.url)
    assert page() == of_sqlite


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--month", "2026-03", "--into", "report.docx"], "neither .html nor .pdf"),
        (["--month", "2026-03", "--language", "fr"], "there are no words in 'fr'"),
        (["--month", "9999-12"], "has yet to begin"),
        (["--week", "9999-W52"], "9999-W52 has yet to begin"),
        (["--week", "2026-W10", "--into", "mine.html"], "name the file so"),
        (["--week", "2026-W10", "--language", "fr"], "there are no words in 'fr'"),
        (["--month", "2026-03", "--into", "nowhere/report.pdf"], "cannot write"),
        (["--month", "2026-03", "--into", "mine.html"], "exists already"),
    ],
)
def test_what_cannot_be_is_said(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    kept(place)
    Path("mine.html").write_text("mine")
    assert cli.main(["report", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert Path("mine.html").read_text() == "mine"


@pytest.mark.parametrize("week", ["2026-W54", "2026-W1", "2026W10", "2026-10", "1999-W10", ""])
def test_a_week_that_is_none_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], week: str
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["report", "--week", week])
    assert f"{week!r} is no week since 2000; write it as 2026-W48" in capsys.readouterr().err


@pytest.mark.parametrize("month", ["2026-13", "2026-3", "October", "0001-01", "2026-10-05", ""])
def test_a_month_that_is_none_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], month: str
) -> None:
    with pytest.raises(SystemExit):
        cli.main(["report", "--month", month])
    assert f"{month!r} is no month since 2000; write it as 2026-10" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [["--month", "2026-03"], ["--week", "2026-W10"]])
def test_the_extra_is_named_where_it_is_missing(
    place: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: list[str],
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert cli.main(["report", *asked]) == 2
    assert "pip install -c constraints.txt -e '.[report]'" in capsys.readouterr().err


def week(capsys: pytest.CaptureFixture[str], name: str) -> str:
    """The figures of a week in words, once its picture is written."""
    file = Path(f"report-{name}.png")
    file.unlink(missing_ok=True)
    assert cli.main(["report", "--week", name]) == 0
    assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    return capsys.readouterr().out


def test_a_week_is_a_picture_and_the_same_in_words(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late = NOW + timedelta(days=6, hours=14, minutes=31)  # Monday morning in Berlin
    kept(
        place,
        *(answered(n, hours) for n, hours in enumerate((1, 2, 3, 60, 70), 1)),
        closed(6, Outcome.NO_FIT, Verdict.WRONG),
        sent(7, centre=CentreId("ee"), country="EE", submitted_at=late),
    )
    words = week(capsys, "2026-W10")
    assert "digest_title date 2 March 2026 date 8 March 2026" in words
    assert "digest_requests 6 0" in words
    assert "digest_answers 3 hr 2.8 days" in words
    assert (
        "Centre of Poland: digest_head_requests 6, digest_head_waiting 0, digest_head_half 3 hr, "
        "digest_head_most 2.8 days"
    ) in words
    assert "Centre of Estonia: digest_head_requests 0" in words
    assert "Poland: 6" in words
    assert "verdict_wrong: 1" in words
    assert "outcome_no_fit: 1" in words
    assert "Centre of Estonia: digest_head_requests <3" in week(capsys, "2026-W11")


def test_a_company_that_leaves_is_of_the_week_in_which_it_counts_as_gone(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sunday_noon = NOW + timedelta(days=6, hours=2)
    left(place, *(("tried", "en", sunday_noon) for _ in range(4)))
    assert "digest_head_all 4" not in week(capsys, "2026-W10")
    assert "en 4, digest_head_all 4" in week(capsys, "2026-W11")


def test_a_week_that_goes_on_says_until_when_it_is(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(place)
    words = week(capsys, f"{SystemClock().now().astimezone(ZoneInfo('Europe/Berlin')):%G-W%V}")
    date = r"date \d+ \w+ \d{4}"
    assert re.match(rf"digest_title {date} {date}, \d\d:\d\d\n", words)
