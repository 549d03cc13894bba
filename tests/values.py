"""Example values of the core, for any room's tests: the company is Example Coatings Oy."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tram_bot.core.answers import Answer, Chose, Counted, Dated, NotSaid, Provenance, Wrote
from tram_bot.core.conversation import (
    AnswerOrQuestion,
    Asking,
    Conversation,
    LeadNote,
    Moment,
    Run,
    Snapshot,
    WithPerson,
)
from tram_bot.core.effects import Button, Card, Effect, Say
from tram_bot.core.events import Event, Text, TimePassed
from tram_bot.core.finding import FacilityMatch, Reason, TechniqueMatch
from tram_bot.core.identifiers import CentreId, ConversationId, EventId, LeadId
from tram_bot.core.lead import Consent, File, Happening, Lead, reference
from tram_bot.ports import Decide

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""

HERE = ConversationId("terminal:example")


def later(**units: float) -> datetime:
    """A moment after NOW, as `later(hours=1)`."""
    return NOW + timedelta(**units)


def text(id: str, words: str = "hello", conversation: ConversationId = HERE) -> Text:
    """A message of the company's."""
    return Text(id=EventId(id), conversation=conversation, at=NOW, text=words, message=f"m-{id}")


def time_passed(
    id: str, timer: str, set_at: int, conversation: ConversationId = HERE
) -> TimePassed:
    """A reminder that fell due."""
    return TimePassed(id=EventId(id), conversation=conversation, at=NOW, timer=timer, set_at=set_at)


def answer(value: Any, raw: str = "", **changes: Any) -> Answer:
    """An answer as typed."""
    fields: dict[str, Any] = {"how": Provenance.TYPED, "event": EventId("e-1"), "at": NOW}
    return Answer(value=value, raw=raw, **(fields | changes))


def answers() -> dict[str, Answer]:
    """An answer of every kind, one of them corrected."""
    return {
        "problem": answer(Wrote(text="The coating peels"), "The coating peels", message="m-2"),
        "material": answer(Chose(options=("zinc", "steel")), "1, 2", how=Provenance.CHOSEN),
        "samples": answer(Counted(number=12), "12", how=Provenance.CORRECTED),
        "deadline": answer(Dated(day=date(2026, 6, 1)), "by early June", how=Provenance.INFERRED),
        "budget": answer(NotSaid(why="skipped"), "/skip"),
        "email": answer(Wrote(text="anna@example.org"), "anna@example.org"),
    }


def open_answers() -> dict[str, Answer]:
    """The same, of a company that says that nothing is confidential."""
    return {**answers(), "confidentiality": answer(Chose(options=("open",)), "open")}


def sample_picture() -> File:
    """A file the company sent."""
    return File(name="coating.png", media_type="image/png", size=48_213, handle="file-1")


def run(**changes: Any) -> Run:
    """A questionnaire half way."""
    return replace(
        Run(
            id=EventId("e-1"),
            questionnaire="measurement",
            first_turn=2,
            started_at=NOW,
            answers=answers(),
            asked=("problem", "material", "samples"),
            history=(Snapshot(answers={}, question="problem"),),
            latest="samples",
            files=(sample_picture(),),
        ),
        **changes,
    )


def conversation(id: ConversationId = HERE, **changes: Any) -> Conversation:
    """A conversation in which a person at the centre has taken over in mid-question."""
    asking = Asking(run=run(), question="budget", asked_at=NOW, attempts=1)
    return replace(
        Conversation(
            id=id,
            language="en",
            turn=7,
            phase=WithPerson(lead=LeadId("lead-1"), staff="Kari", resume=asking),
            pending=AnswerOrQuestion(text="How long?", message="m-7", intent="duration", turn=6),
            aside=run(id=EventId("e-0"), answers={}),
            leads=(
                LeadNote(
                    id=LeadId("lead-1"),
                    reference="BT-FI-26-0001",
                    centre=CentreId("fi"),
                    run=run(),
                ),
            ),
            last_text="How long?",
            greeted=True,
            offered=(Button(label="Zinc", turn=6, scope="material", option="zinc"),),
        ),
        **changes,
    )


def lead(number: int = 1, conversation: ConversationId = HERE, **changes: Any) -> Lead:
    """A lead of the Finnish centre with a copy to the Norwegian one."""
    because = (Reason(words="peels", kind="problem", id="adhesion"),)
    return replace(
        Lead(
            id=LeadId(f"lead-{number}"),
            reference=reference("FI", NOW.year, number),
            conversation=conversation,
            questionnaire="measurement",
            centre=CentreId("fi"),
            copies=(CentreId("no"),),
            country="FI",
            language="en",
            answers=answers(),
            open_questions=("budget",),
            partial=False,
            wants_person=True,
            techniques=(TechniqueMatch(technique="xps", score=0.75, because=because),),
            facilities=(
                FacilityMatch(
                    facility="example-lab", score=0.5, techniques=("xps",), because=because
                ),
            ),
            at_home=None,
            unrecognised=("fjærskjell",),
            consent=Consent(text_version="2026-01", language="en", at=NOW),
            files=(sample_picture(),),
            submitted_at=NOW,
            history=(Happening(at=NOW, who="company", step="submit"),),
        ),
        **changes,
    )


def say(words: str = "Which material is it?") -> Say:
    """A reply with all its parts."""
    return Say(
        paragraphs=("Thank you.", words),
        cards=(Card(title="Example Lab", lines=("Espoo",), link="https://lab.example.org"),),
        ask=words,
        buttons=(Button(label="Zinc", turn=6, scope="material", option="zinc"),),
    )


def deciding(*effects: Effect, **changes: Any) -> Decide:
    """A decision that counts the turn up, makes these changes and wants these effects."""

    def decide(
        before: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        now = before or Conversation(id=events[0].conversation, language="en")
        return replace(now, turn=now.turn + 1, **changes), effects

    return decide
