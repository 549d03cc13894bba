"""All that is kept about one conversation, read for whom it is about."""

from datetime import datetime

from tram_bot.core.effects import Amend, GiveData, Relay, Say
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.kept import Kept, Reminder, Unsent
from tram_bot.outgoing import Item, ShareFile, kind_of_type
from tram_bot.store import codec, conversations, leads, misheard
from tram_bot.store.rows import unstamp
from tram_bot.store.sql import Connection

_FILE = kind_of_type(GiveData)


def load(connection: Connection, conversation: ConversationId) -> Kept | None:
    """Everything about a conversation, or None if it is not kept."""
    talk = conversations.load(connection, conversation)
    if talk is None:
        return None
    count, first, last = connection.execute(
        "SELECT count(*), min(at), max(at) FROM events WHERE conversation = ?", (conversation,)
    ).fetchone()
    timers = connection.execute(
        "SELECT timer, due FROM timers WHERE conversation = ? ORDER BY due, timer", (conversation,)
    ).fetchall()
    rows = connection.execute(
        "SELECT id, kind, centre, created_at, state, document FROM outbox"
        " WHERE conversation = ? AND state != 'delivered' ORDER BY id",
        (conversation,),
    ).fetchall()
    # What waits for the company behind this very file is there a moment later.
    behind = min((row[0] for row in rows if row[1] == _FILE), default=None)
    (sent,) = connection.execute(
        "SELECT count(*) FROM outbox WHERE conversation = ? AND state = 'delivered'",
        (conversation,),
    ).fetchone()
    return Kept(
        conversation=talk,
        leads=tuple(leads.LeadsOf(connection, conversation).values()),
        reminders=tuple(Reminder(timer=timer, due=unstamp(due)) for timer, due in timers),
        unsent=tuple(
            Unsent(
                kind=kind,
                to_company=centre is None,
                since=unstamp(created_at),
                given_up=state == "given_up",
                text=_words(codec.item(kind).load(document)),
            )
            for id, kind, centre, created_at, state, document in rows
            if centre or state == "given_up" or behind is None or id < behind
        ),
        events=count,
        first=_moment(first),
        last=_moment(last),
        sent=sent,
        misheard=tuple(misheard.load_of(connection, conversation)),
    )


def _moment(text: str | None) -> datetime | None:
    return unstamp(text) if text else None


def _words(item: Item) -> str:
    """What the company wrote, or is to read; what is said among staff is not its."""
    match item:
        case Say(paragraphs=paragraphs, ask=ask) | Amend(say=Say(paragraphs=paragraphs, ask=ask)):
            return "\n".join(part for part in (*paragraphs, ask) if part)
        case Relay(text=text, files=files):
            return "\n".join((*([text] if text else []), *(file.name for file in files)))
        case ShareFile(file=file):
            return file.name
        case _:
            return ""
