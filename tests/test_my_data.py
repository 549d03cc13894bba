"""What a company gets when it asks what is kept about it: all of it, made when it is sent."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.test_turns_and_delivery import House
from tests.values import NOW, conversation, lead, run
from tram_bot.core import data_file
from tram_bot.core.answers import Provenance
from tram_bot.core.content import Content
from tram_bot.core.conversation import LeadNote
from tram_bot.core.dialogue import ABANDONED
from tram_bot.core.events import Attachment, StaffStepped, StaffWrote
from tram_bot.core.identifiers import CentreId, ConversationId, EventId
from tram_bot.core.kept import Kept, Reminder
from tram_bot.core.lead import COMPANY, Happening, Held, Lead, Outcome, Staff, Step
from tram_bot.core.with_person import CENTRE_SILENCE
from tram_bot.errors import TryLater
from tram_bot.store import codec

POLAND = CentreId("pl")
KASIA = Staff(id="slack:K", name="Kasia Kowalska", first_name="Kasia", centres=(POLAND,))
COMPANY_ID = ConversationId("screen:1")

REQUEST = (
    "our zinc coating peels off after one winter, we are 12 people in Poland", "yes",
    "confidential", "we changed the bath", "know the cause", "6 screws, nothing dangerous",
    "no hurry", "Poland, 12 people", "Anna Example, Example Coatings Oy, anna@example.org", "send",
)  # fmt: skip


@pytest.fixture
def house(content: Content, tmp_path: Path) -> House:
    return House(content, tmp_path / "house.sqlite3")


def picture(house: House) -> Attachment:
    return Attachment(
        id=EventId("picture"),
        conversation=COMPANY_ID,
        at=house.clock.now(),
        name="coating.png",
        media_type="image/png",
        size=48_213,
        handle="h",
    )


async def test_the_file_tells_everything_but_what_staff_keep_to_themselves(house: House) -> None:
    async with house.open() as parts:
        take, flush = parts.turns.take, parts.delivery.flush
        await take(house.event(REQUEST[0]))
        await take(picture(house))
        for words in REQUEST[1:]:
            await take(house.event(words))
        await flush()
        (sent,) = await parts.store.leads()

        def at_desk(number: int) -> dict[str, object]:
            return {
                "id": EventId(f"s{number}"),
                "conversation": COMPANY_ID,
                "at": house.clock.now(),
                "lead": sent.id,
                "by": KASIA,
                "desk": POLAND,
            }

        def wrote(number: int, words: str) -> StaffWrote:
            return StaffWrote(message=f"C:{number}", text=words, **at_desk(number))  # type: ignore[arg-type]

        await take(StaffStepped(step=Step.CLAIM, **at_desk(1)))  # type: ignore[arg-type]
        await take(wrote(2, "Could you send two samples?"))
        await take(wrote(3, "note: she sounds hurried"))
        await flush()
        await take(house.event("Yes, on Monday"))
        await take(house.event("/bot"))
        await take(house.event("/mydata"))
        await flush()
    (file,) = house.screen.given
    told = file.data.decode("utf-8-sig")
    assert (file.name, file.media_type) == ("my-data.txt", "text/plain")
    for words in (
        "screen:1", "our zinc coating peels off", "we changed the bath", "Anna Example",
        "anna@example.org", "coating.png (image/png, 48\u202f213 bytes)", sent.reference,
        "to the text of version 2026-11, in English", "National centre Poland",
        "Could you send two samples?", "you: wrote: Yes, on Monday", "the centre: claimed it",
        "Your last message",
    ):  # fmt: skip
        assert words in told, words
    assert "hurried" not in told
    assert "Kowalska" not in told
    assert "Waits to be sent" not in told, "the file tells of itself"
    chat = [words for _, words in house.screen.shown]
    assert "Everything I keep about you" in chat[-2]
    assert "This is what I keep about you" in chat[-1]


async def test_the_outbox_holds_no_copy_and_the_file_is_of_the_moment_it_is_sent(
    house: House,
) -> None:
    async with house.open() as parts:
        await parts.turns.take(house.event("our paint peels off, Zyxwordmark"))
        await parts.delivery.flush()
        house.screen.failures.append(TryLater("away", 3600))
        await parts.turns.take(house.event("/mydata"))
        await parts.delivery.flush()
        assert house.screen.given == []
        with closing(sqlite3.connect(house.database)) as connection:
            rows = connection.execute("SELECT document FROM outbox WHERE kind = 'give_data'")
            assert "Zyxwordmark" not in str(rows.fetchall())
        await parts.turns.take(house.event("yes, you may"))
        house.clock.time += timedelta(hours=2)
        await parts.delivery.flush()
        assert "yes, you may" in house.screen.given[-1].data.decode()


async def test_who_is_forgotten_meanwhile_gets_no_file(house: House) -> None:
    async with house.open() as parts:
        await parts.turns.take(house.event("our paint peels off"))
        await parts.delivery.flush()
        house.screen.failures.append(TryLater("away", 60))
        await parts.turns.take(house.event("/mydata"))
        await parts.delivery.flush()
        await parts.store.forget(COMPANY_ID, house.clock.now())
        house.clock.time += timedelta(hours=2)
        await parts.delivery.flush()
        assert house.screen.given == []
        assert (await parts.store.outbox_size())["waiting"] == 0


async def test_what_was_not_understood_is_in_it_as_it_is_kept(house: House) -> None:
    async with house.open() as parts:
        for words in ("hello", "qwrtz bnmpl anna@example.org", "/mydata"):
            await parts.turns.take(house.event(words))
        await parts.delivery.flush()
    (file,) = house.screen.given
    _, heading, below = file.data.decode().partition("Messages I did not understand, kept without")
    assert heading
    assert "2026, 09:00: qwrtz bnmpl [address]\n" in below.partition("still to come")[0]


def whole_of(
    content: Content, *leads: Lead, reminders: Sequence[Reminder] = (), **changes: object
) -> str:
    """The file of the examples' conversation."""
    kept = Kept(
        conversation=replace(conversation(), **changes),  # type: ignore[arg-type]
        leads=leads,
        reminders=tuple(reminders),
        unsent=(),
        events=0,
        first=None,
        last=None,
        sent=0,
    )
    return data_file.document(content, kept, NOW)


def test_a_file_can_be_made_of_whatever_is_kept(content: Content) -> None:
    """Of a questionnaire and a centre that the content has no longer, of a step it has not yet."""
    history = (
        Happening(at=NOW, who="company", who_id=COMPANY.id, step="submit"),
        Happening(at=NOW, who="Kari", who_id="slack:X", step="note", detail="odd people"),
        Happening(at=NOW, who="Kari", who_id="slack:X", step="pass_on", detail="not ours"),
        Happening(at=NOW, who="Kari", who_id="slack:X", step="export_all"),
        Happening(at=NOW, who="Kari", who_id="slack:X", step="from_the_future", detail="secret"),
    )
    held = Held(message="m", by=KASIA, text="undecided", at=NOW)
    closed = lead(history=history, held=(held,), centre=POLAND, outcome=Outcome.ADVICE_GIVEN)
    note = LeadNote(id=closed.id, reference=closed.reference, centre=POLAND, run=run())
    told = whole_of(content, closed, lead(2, centre=CentreId("zz")), leads=(note,))
    for words in ("anna@example.org", "12", "/skip", "How long?", "coating.png", "fjærskjell"):
        assert words in told, words
    assert "It is with: zz" in told
    assert "the centre: exported it" in told
    assert "confidential" not in told.partition("exported it")[2].partition("\n")[0]
    for words in ("odd people", "not ours", "undecided", "secret", "Kari"):
        assert words not in told.partition("Request")[2], words


@pytest.mark.parametrize(
    ("timer", "looked_for"),
    [
        (ABANDONED, "whether you still want to go on"),
        (CENTRE_SILENCE, "whether the centre has answered"),
        ("silent:lead-1", "whether the centre has answered"),
    ],
)
def test_a_reminder_is_told_with_whom_it_waits_for(
    content: Content, timer: str, looked_for: str
) -> None:
    told = whole_of(content, reminders=[Reminder(timer=timer, due=NOW)])
    (line,) = (line for line in told.splitlines() if "I look" in line)
    assert looked_for in line


async def test_what_was_corrected_is_kept_nowhere_once_it_is_sent(house: House) -> None:
    async with house.open() as parts:

        async def kept() -> str:
            talk = await parts.store.conversation(COMPANY_ID)
            assert talk
            sent = "".join(codec.leads().dump(lead) for lead in await parts.store.leads())
            return sent + codec.conversations().dump(talk)

        contact, send = REQUEST[-2:]
        for words in (*REQUEST[:-2], contact.replace("Anna", "Zyxwordmark")):
            await parts.turns.take(house.event(words))
        assert "Zyxwordmark" in await kept()
        for words in ("Change: Name", contact, send):
            await parts.turns.take(house.event(words))
        (sent,) = await parts.store.leads()
        assert sent.answers["name"].how is Provenance.CORRECTED
        assert "Anna Example" in await kept()
        assert "Zyxwordmark" not in await kept()
