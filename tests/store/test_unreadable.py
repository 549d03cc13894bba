"""A row of the outbox that this program cannot read keeps no other from being sent."""

import logging
from collections.abc import Sequence
from functools import partial

import pytest

from tests.store.conftest import Place
from tests.values import NOW, deciding, later, say, text
from tram_bot.core.identifiers import ConversationId
from tram_bot.outgoing import Outgoing
from tram_bot.ports import Store
from tram_bot.store.postgres import PostgresStore
from tram_bot.store.sql import Connection
from tram_bot.store.sql_store import SqlStore

DAMAGE = {
    "of a newer kind": "kind = 'hologram'",
    "of a newer schema": """document = '{"schema":99,"ask":"MARKED"}'""",
    "of another shape": """document = '{"schema":1,"paragraphs":"MARKED"}'""",
    "no JSON": "document = 'MARKED'",
    "no schema": "document = '{}'",
    "no document": "document = NULL",
}


async def damage(store: Store, change: str, numbers: range) -> None:
    """Change the rows of these conversations behind the store's back."""
    assert isinstance(store, SqlStore)
    await store.write(partial(_changed, change, numbers))


def _changed(change: str, numbers: range, connection: Connection) -> None:
    sql = f"UPDATE outbox SET {change} WHERE recipient = ?"  # noqa: S608 - ours
    for number in numbers:
        connection.execute(sql, (f"terminal:{number}",))


async def fill(store: Store, numbers: range) -> None:
    """Something to say in each of these conversations."""
    for number in numbers:
        id = ConversationId(f"terminal:{number}")
        await store.take_turn(id, [text("1", conversation=id)], deciding(say("x")), NOW)


def recipients(rows: Sequence[Outgoing]) -> list[str]:
    """To whom they go."""
    return [row.recipient for row in rows]


@pytest.mark.parametrize("change", DAMAGE.values(), ids=DAMAGE)
async def test_others_are_sent_and_it_is_logged_once(
    store: Store, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(store, range(3))
    await damage(store, change, range(1))
    for _ in range(2):
        assert recipients(await store.due(NOW, 10)) == ["terminal:1", "terminal:2"]
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage().startswith("row unreadable: row=1 kind=")
    assert "MARKED" not in caplog.text


async def test_many_of_them_fill_no_look(store: Store) -> None:
    await fill(store, range(12))
    await damage(store, DAMAGE["of a newer kind"], range(10))
    assert recipients(await store.due(NOW, 4)) == ["terminal:10", "terminal:11"]


async def test_it_is_not_waited_for(store: Store) -> None:
    await fill(store, range(2))
    await damage(store, DAMAGE["of a newer kind"], range(1))
    (row,) = await store.due(NOW, 10)
    await store.put_off(row.id, later(minutes=1), "busy")
    assert await store.next_due() == later(minutes=1)


async def test_a_program_that_can_read_it_sends_it(place: Place) -> None:
    store = await place.open()
    await fill(store, range(2))
    await damage(store, DAMAGE["of a newer kind"], range(1))
    assert len(await store.due(NOW, 10)) == 1
    await damage(store, "kind = 'say'", range(1))
    beside = isinstance(store, PostgresStore)
    if not beside:
        await store.close()
    newer = await place.open()
    # Beside us, it gets what is not lent to us.
    sent = ["terminal:0"] if beside else ["terminal:0", "terminal:1"]
    assert recipients(await newer.due(NOW, 10)) == sent
