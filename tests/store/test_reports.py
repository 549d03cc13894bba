"""The reports tell ids, states and times, and no person's word."""

from pathlib import Path

import pytest

from tests.values import HERE, NOW, deciding, later, lead, say, text
from tram_bot.core.effects import SubmitLead
from tram_bot.core.identifiers import CentreId, LeadId
from tram_bot.core.lead import LeadState, Outcome, reference
from tram_bot.errors import SettingsError
from tram_bot.store.reports import lead_overview, lead_tally, troubled_messages
from tram_bot.store.sqlite import open_sqlite


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """Three leads; one message given up, one put off, one never tried."""
    path = tmp_path / "tram.sqlite3"
    store = await open_sqlite(path)
    closed = lead(
        2, state=LeadState.CLOSED, outcome=Outcome.NO_FIT, submitted_at=later(hours=1), copies=()
    )
    abroad = lead(
        3,
        id=LeadId("lead-3"),
        reference=reference("XX", 2026, 1),
        centre=CentreId("lead-desk"),
        country=None,
        partial=True,
        copies=(),
        submitted_at=later(hours=2),
    )
    effects = [SubmitLead(lead=each) for each in (lead(1, copies=()), closed, abroad)]
    await store.take_turn(HERE, [text("1")], deciding(say("A"), say("B"), *effects), NOW)
    said, sent, sent_abroad = await store.due(NOW, 10)
    await store.give_up(said.id, "the chat is gone", NOW)
    await store.put_off(sent.id, later(minutes=1), "busy")
    await store.delivered(sent_abroad.id, "card", NOW)
    await store.close()
    return path


def test_the_overview_has_every_lead_newest_first(path: Path) -> None:
    rows = lead_overview(path)
    assert [row["reference"] for row in rows] == ["BT-XX-26-0001", "BT-FI-26-0002", "BT-FI-26-0001"]
    assert dict(rows[0]) == {
        "reference": "BT-XX-26-0001",
        "centre": "lead-desk",
        "country": None,
        "state": "new",
        "outcome": None,
        "partial": 1,
        "submitted_at": "2026-03-02T11:00:00.000000+00:00",
    }
    assert (rows[1]["state"], rows[1]["outcome"]) == ("closed", "no_fit")


def test_the_tally_counts_by_centre_and_state(path: Path) -> None:
    assert [tuple(row.values()) for row in lead_tally(path)] == [
        ("fi", "closed", 1),
        ("fi", "new", 1),
        ("lead-desk", "new", 1),
    ]


def test_troubled_messages_are_those_given_up_or_tried_in_vain(path: Path) -> None:
    rows = troubled_messages(path)
    assert [(row["kind"], row["state"], row["attempts"], row["reason"]) for row in rows] == [
        ("say", "given_up", 1, "the chat is gone"),
        ("lead", "waiting", 1, "busy"),
    ]


def test_a_report_on_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds no database yet"):
        lead_tally(tmp_path / "none.sqlite3")
