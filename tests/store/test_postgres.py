"""What only PostgreSQL has to hold: several programs at work on one database."""

import asyncio
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.postgres import Server
from tests.values import HERE, NOW, deciding, later, lead, say, text
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.effects import Effect, Say, SubmitLead
from tram_bot.core.events import Event
from tram_bot.core.identifiers import ConversationId, LeadId
from tram_bot.core.lead import File, Happening, reference
from tram_bot.database import DatabaseUrl
from tram_bot.delivery import Delivery
from tram_bot.errors import SettingsError, TramBotError
from tram_bot.matching.duplicates import alike
from tram_bot.outgoing import Outgoing, Payload
from tram_bot.ports import Store
from tram_bot.store.doors import open_store
from tram_bot.store.migrations import VERSION, migrate
from tram_bot.store.postgres import open_postgres
from tram_bot.store.postgres_connection import connect
from tram_bot.store.postgres_migrations import MIGRATIONS
from tram_bot.store.postgres_migrations import migrate as migrate_postgres


@pytest.fixture
def database(postgres: Server) -> DatabaseUrl:
    return postgres.new_database()


@asynccontextmanager
async def programs(database: DatabaseUrl, number: int) -> AsyncIterator[list[Store]]:
    """Stores as several programs have them."""
    stores: list[Store] = [await open_store(database, alike=alike) for _ in range(number)]
    try:
        yield stores
    finally:
        for store in stores:
            await store.close()


def counting(
    before: Conversation | None, events: Sequence[Event], moment: Moment
) -> tuple[Conversation, Sequence[Effect]]:
    """Says which turn this is."""
    return deciding(say(f"{before.turn if before else 0}"))(before, events, moment)


@asynccontextmanager
async def closing_store(store: Store) -> AsyncIterator[Store]:
    """The store, closed in the end."""
    try:
        yield store
    finally:
        await store.close()


class Standing:
    """A clock that does not go."""

    def now(self) -> datetime:
        return NOW


async def fill(store: Store, conversations: int) -> None:
    """Something to say in as many conversations."""
    for number in range(conversations):
        id = ConversationId(f"terminal:{number}")
        await store.take_turn(id, [text("1", conversation=id)], deciding(say("x")), NOW)


# One conversation


@pytest.mark.parametrize("number", [2, 4])
async def test_one_conversations_turns_follow_one_another_in_all_programs(
    database: DatabaseUrl, number: int
) -> None:
    async with programs(database, number) as stores:
        events = [text(f"{n}") for n in range(60)]
        # Each message reaches every program, as when a platform is impatient.
        done = await asyncio.gather(
            *(store.take_turn(HERE, [event], counting, NOW) for event in events for store in stores)
        )
        assert sorted(id for each in done for id in each.fresh) == sorted(e.id for e in events)
        said = []
        while rows := await stores[0].due(NOW, 10):
            for row in rows:
                said.append(row.item.ask)  # type: ignore[union-attr]
                await stores[0].delivered(row.id, "shown", NOW)
        assert said == [f"{turn}" for turn in range(60)]


async def test_leads_of_all_programs_get_numbers_of_their_own(database: DatabaseUrl) -> None:
    def decide(
        before: Conversation | None, events: Sequence[Event], moment: Moment
    ) -> tuple[Conversation, Sequence[Effect]]:
        id = events[0].conversation
        number = reference("PL", moment.now.year, moment.next_numbers["PL"])
        sent = lead(id=LeadId(f"lead {id}"), conversation=id, reference=number)
        return deciding(SubmitLead(lead=sent))(before, events, moment)

    async with programs(database, 3) as stores:
        ids = [ConversationId(f"terminal:{n}") for n in range(45)]
        await asyncio.gather(
            *(
                stores[n % 3].take_turn(id, [text("1", conversation=id)], decide, NOW)
                for n, id in enumerate(ids)
            )
        )
        assert sorted(each.reference for each in await stores[0].leads()) == [
            reference("PL", 2026, number) for number in range(1, 46)
        ]


# The outbox


async def test_no_two_programs_send_the_same(database: DatabaseUrl) -> None:
    async with programs(database, 4) as stores:
        await fill(stores[0], 100)
        taken: list[int] = []

        async def send(store: Store) -> None:
            while rows := await store.due(NOW, 3):
                taken.extend(row.id for row in rows)
                await asyncio.gather(*(store.delivered(row.id, "shown", NOW) for row in rows))

        await asyncio.gather(*(send(store) for store in stores))
        assert len(taken) == 100
        assert len(set(taken)) == 100


async def test_what_one_program_sends_is_nobody_elses_until_it_lets_go(
    database: DatabaseUrl,
) -> None:
    async with programs(database, 2) as (one, other):
        await fill(one, 2)
        first, second = await one.due(NOW, 10)
        assert await other.due(NOW, 10) == []
        assert await other.next_due() is None
        assert await one.next_due() == NOW
        # Put off, it is for whoever comes first; what one sends it still sees as its own.
        await one.put_off(first.id, later(minutes=1), "busy")
        assert await other.next_due() == later(minutes=1)
        (row,) = await other.due(later(minutes=1), 10)
        assert row.id == first.id
        assert [row.id for row in await one.due(later(minutes=1), 10)] == [second.id]
        await one.close()
        assert {row.id for row in await other.due(later(minutes=1), 10)} == {first.id, second.id}


async def test_looking_again_writes_nothing(database: DatabaseUrl) -> None:
    async with programs(database, 1) as (store,):
        await fill(store, 3)
        first = await store.due(NOW, 10)
        with connect(database) as connection:
            written = connection.execute("SELECT id, xmin::text FROM outbox").fetchall()
            await fill(store, 4)
            assert [row.id for row in await store.due(NOW, 10)][:3] == [row.id for row in first]
            assert set(written) < set(
                connection.execute("SELECT id, xmin::text FROM outbox").fetchall()
            )


class Seconds:
    """A clock of seconds that somebody moves."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


async def appears(store: Store, seconds: Seconds) -> Sequence[Outgoing]:
    """What is to be sent, once there is something, with a look a second."""
    async with asyncio.timeout(30):
        while not (rows := await store.due(NOW, 10)):
            seconds.passed += 1
    return rows


def drop_everybody(database: DatabaseUrl) -> None:
    """End all connections, as a server does that restarts."""
    with connect(database) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()"
        )


async def test_it_is_not_ready_while_the_server_only_reads(database: DatabaseUrl) -> None:
    """As a replica does, and one whose disk is about to be full."""
    async with programs(database, 1) as (store,):
        with connect(database) as connection:
            name = connection.info.dbname
            connection.execute(
                f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'.encode()
            )
        drop_everybody(database)
        with pytest.raises(SettingsError, match="can only be read"):
            await store.ready()
        with connect(database) as connection:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(
                f'ALTER DATABASE "{name}" RESET default_transaction_read_only'.encode()
            )
        drop_everybody(database)
        await store.ready()


async def test_a_killed_program_hands_over_what_it_was_sending(
    database: DatabaseUrl, root: Path
) -> None:
    seconds = Seconds()
    async with closing_store(await open_postgres(database, seconds=seconds)) as store:
        await fill(store, 3)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.store.taking", database.url,
            cwd=root, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout
        assert await process.stdout.readline() == b"3\n"
        assert await store.due(NOW, 10) == []
        process.kill()
        await process.communicate()
        # It may as well have lost its connection only, and be about to come back.
        assert await store.due(NOW, 10) == []
        assert await store.next_due() is None
        assert len(await appears(store, seconds)) == 3
        assert 15 <= seconds.passed < 30


async def test_a_server_that_drops_everybody_loses_nothing(database: DatabaseUrl) -> None:
    async with programs(database, 2) as (one, other):
        await fill(one, 2)
        rows = await one.due(NOW, 10)
        drop_everybody(database)
        await one.take_turn(HERE, [text("1")], deciding(say("y")), NOW)
        kept = await other.conversation(HERE)
        assert kept is not None
        assert kept.turn == 1
        # The one still lives, and may be sending: what it took is for nobody else.
        (new,) = await other.due(NOW, 10)
        assert new.conversation == HERE
        assert [row.id for row in await one.due(NOW, 10)] == [row.id for row in rows]
        assert await other.due(NOW, 10) == [new]


@asynccontextmanager
async def one_sending(
    database: DatabaseUrl,
) -> AsyncIterator[tuple[Store, Sequence[Outgoing], Store, Seconds]]:
    """A program that sends rows, another one, and the clock of the other."""
    seconds = Seconds()
    async with (
        programs(database, 1) as (one,),
        closing_store(await open_postgres(database, seconds=seconds)) as other,
    ):
        await fill(one, 2)
        rows = await one.due(NOW, 10)
        yield one, rows, other, seconds


async def test_whoever_comes_back_late_finds_its_rows_with_another(database: DatabaseUrl) -> None:
    async with one_sending(database) as (one, rows, other, seconds):
        assert await other.due(NOW, 10) == []
        drop_everybody(database)
        # However long it was away itself: only from now on can it see who comes back.
        seconds.passed += 1000
        assert await other.due(NOW, 10) == []
        seconds.passed += 14
        assert await other.due(NOW, 10) == []
        seconds.passed += 1
        assert [row.id for row in await other.due(NOW, 10)] == [row.id for row in rows]
        assert await one.due(NOW, 10) == []


async def test_whoever_comes_back_in_time_is_not_counted_as_gone(database: DatabaseUrl) -> None:
    async with one_sending(database) as (one, rows, other, seconds):
        for _ in range(3):
            drop_everybody(database)
            assert await other.due(NOW, 10) == []
            seconds.passed += 14
            assert [row.id for row in await one.due(NOW, 10)] == [row.id for row in rows]
            assert await other.due(NOW, 10) == []
            seconds.passed += 14
            assert await other.due(NOW, 10) == []


# Opening


async def test_programs_that_start_at_once_make_the_tables_once(database: DatabaseUrl) -> None:
    stores = await asyncio.gather(*(open_store(database) for _ in range(4)))
    await stores[3].take_turn(HERE, [text("1")], deciding(), NOW)
    assert await stores[0].conversation(HERE) is not None
    for store in stores:
        await store.close()


async def test_a_newer_database_is_refused_and_left_alone(database: DatabaseUrl) -> None:
    with connect(database) as connection:
        migrate_postgres(connection, database, {**MIGRATIONS, 999: "CREATE TABLE newer (id INT)"})
    for read_only in (False, True):
        with pytest.raises(SettingsError, match=r"of version 999 .* start the newer tram-bot"):
            await open_store(database, read_only=read_only)


def test_a_step_that_fails_undoes_those_before_it(database: DatabaseUrl) -> None:
    with connect(database) as connection:
        with pytest.raises(psycopg.errors.SyntaxError):
            migrate_postgres(connection, database, {**MIGRATIONS, 999: "CREATE NONSENSE"})
        migrate_postgres(connection, database)


async def test_reading_makes_no_tables(database: DatabaseUrl) -> None:
    with pytest.raises(SettingsError, match="empty or of an older version"):
        await open_store(database, read_only=True)
    await (await open_store(database)).close()
    reader = await open_store(database, read_only=True)
    assert list(await reader.leads()) == []
    with pytest.raises(RuntimeError, match="read only"):
        await reader.take_turn(HERE, [text("1")], deciding(), NOW)
    await reader.close()


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("postgresql://tram:s3cret@127.0.0.1:1/leads", "127.0.0.1/leads is out of reach"),
        ("postgresql://tram:s3cret@nowhere.invalid/leads", "is out of reach"),
        ("postgresql://tram:s3cret@[/leads", "is not an address"),
        ("postgresql://tram:s3cret@db..example.org/leads", "is not an address"),
    ],
)
async def test_a_database_out_of_reach_is_named_without_its_password(url: str, mend: str) -> None:
    with pytest.raises(SettingsError) as refused:
        await open_store(DatabaseUrl(url))
    assert mend in str(refused.value)
    assert "s3cret" not in str(refused.value)


async def test_a_database_there_is_not_is_named(database: DatabaseUrl) -> None:
    name = psycopg.conninfo.conninfo_to_dict(database.url)["dbname"]
    with pytest.raises(
        SettingsError, match=r"out of reach \(database \"missing\" does not exist\)"
    ):
        await open_store(DatabaseUrl(database.url.replace(f"{name}", "missing")))


def test_both_kinds_of_database_have_the_same_tables(database: DatabaseUrl, tmp_path: Path) -> None:

    with connect(database) as connection:
        migrate_postgres(connection, database)
        there = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'tram_bot'"
        ).fetchall()
    with closing(sqlite3.connect(tmp_path / "file", isolation_level=None)) as file:
        migrate(file, tmp_path / "file")
        here = file.execute(
            "SELECT tables.name, columns.name FROM sqlite_master AS tables,"
            " pragma_table_info(tables.name) AS columns WHERE tables.name != 'sqlite_sequence'"
        ).fetchall()
    only_there = {
        ("version", "version"),
        ("leads", "rowid"),
        ("outbox", "lent_to"),
        ("first_in_line", "lent_to"),
    }
    assert set(there) - only_there == set(here)
    assert max(MIGRATIONS) == VERSION


# Trouble


def refuse(database: DatabaseUrl, code: str, times: int = 10_000) -> None:
    """Have the next changes of the outbox refused, quoting the row as a server does."""
    with connect(database) as connection:
        connection.execute("CREATE SEQUENCE IF NOT EXISTS refused")
        connection.execute(
            "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF nextval('refused') <= {times} THEN RAISE EXCEPTION 'no: %', OLD.document"
            f" USING ERRCODE = '{code}', DETAIL = OLD.document; END IF; RETURN NEW; END $$".encode()
        )
        connection.execute(
            "CREATE TRIGGER refuse BEFORE UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION refuse()"
        )


@pytest.mark.parametrize("code", ["40P01", "40001", "57014", "57P04", "25P03", "58030", "23503"])
async def test_whatever_the_server_complains_of_is_told_without_the_row(
    database: DatabaseUrl, code: str
) -> None:
    async with programs(database, 1) as (store,):
        await store.take_turn(HERE, [text("1")], deciding(say("MARKED")), NOW)
        refuse(database, code)
        for trying in (store.due(NOW, 10), store.delivered(1, "shown", NOW)):
            with pytest.raises(TramBotError, match="the PostgreSQL database") as told:
                await trying
            assert "MARKED" not in str(told.value)
            assert told.value.__suppress_context__
            # Only what is wrong with a statement itself is no reason to wait for the database.
            assert isinstance(told.value, SettingsError) == (code != "23503")


@pytest.mark.parametrize("code", ["40P01", "40001", "57P04", "57P05", "25P03"])
async def test_trouble_that_passes_is_nobodys(database: DatabaseUrl, code: str) -> None:
    async with programs(database, 1) as (store,):
        await fill(store, 1)
        refuse(database, code, times=2)
        (row,) = await store.due(NOW, 10)
        with connect(database) as connection:
            connection.execute("ALTER SEQUENCE refused RESTART")
        await store.delivered(row.id, "shown", NOW)
        assert (await store.outbox_size())["delivered"] == 1


class Screen:
    """A platform that takes everything."""

    name = "terminal"

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def deliver(self, conversation: str, say: Say, files: Sequence[Payload] = ()) -> str:
        self.shown.append(say.ask)
        return f"{len(self.shown)}"

    async def fetch(self, file: File) -> Payload:
        raise AssertionError("nothing here has a file")


@pytest.mark.parametrize("code", ["58030", "23503"])
async def test_sending_goes_on_after_any_trouble(
    database: DatabaseUrl, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tram_bot.delivery._AFTER_STORE_TROUBLE", 0.05)
    async with programs(database, 1) as (store,):
        await fill(store, 3)
        refuse(database, code, times=5)
        screen: Any = Screen()
        delivery = Delivery(
            store=store,
            clock=Standing(),
            channels={screen.name: screen},
            desk=screen,
            take=None,  # type: ignore[arg-type]
            woken=asyncio.Event(),
            data_file=None,  # type: ignore[arg-type]
        )
        running = asyncio.create_task(delivery.run())
        async with asyncio.timeout(20):
            while (await store.outbox_size())["delivered"] < 3:
                pass
        delivery.stop()
        await running
        assert screen.shown == ["x"] * 3


# Together with an erasure


OF_SOMEBODY = "INSERT ON outbox FOR EACH ROW WHEN (NEW.conversation IS NOT NULL)"


def linger(database: DatabaseUrl, at: str = OF_SOMEBODY) -> None:
    """Have what is done to a row take its time, so that another program comes in between."""
    with connect(database) as connection:
        connection.execute(
            "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN PERFORM pg_sleep(0.3); RETURN coalesce(NEW, OLD); END'"
        )
        connection.execute(f"CREATE TRIGGER linger BEFORE {at} EXECUTE FUNCTION linger()".encode())


async def begun(database: DatabaseUrl) -> None:
    """Once somebody lingers."""
    with connect(database) as connection:
        async with asyncio.timeout(20):
            while not connection.execute(
                "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                " AND datname = current_database()"
            ).fetchone():
                await asyncio.to_thread(time.sleep, 0.01)


@pytest.mark.parametrize("end", ["delivered", "given up", "sent again"])
async def test_what_is_told_of_a_row_does_not_come_between_an_erasure(
    database: DatabaseUrl, end: str
) -> None:
    async with programs(database, 2) as (one, other):
        line = Happening(at=NOW, who="Kari", step="reply", message="s1")
        sent = SubmitLead(lead=lead(copies=(), files=(), history=(line,)))
        words = replace(say("arrives"), staff_message="s1")
        await one.take_turn(HERE, [text("1")], deciding(sent, words), NOW)
        (row,) = [row for row in await one.due(NOW, 10) if row.kind == "say"]
        if end == "sent again":
            await one.give_up(row.id, "blocked", NOW)
        linger(database)
        endings: dict[str, Coroutine[Any, Any, object]] = {
            "delivered": one.delivered(row.id, "shown", NOW),
            "given up": one.give_up(row.id, "blocked", NOW),
            "sent again": one.send_again((), NOW),
        }
        doing = asyncio.create_task(endings.pop(end))
        for other_end in endings.values():
            other_end.close()
        await begun(database)
        await other.forget(HERE, NOW)
        await doing
        assert await one.conversation(HERE) is None
        assert {row.kind for row in await one.due(later(hours=1), 10)} <= {"tell_missed", "remove"}


async def test_two_who_resend_at_once_send_it_once(database: DatabaseUrl) -> None:
    async with programs(database, 4) as stores:
        await fill(stores[0], 120)
        for row in await stores[0].due(NOW, 200):
            await stores[0].give_up(row.id, "blocked", NOW)
        counts = await asyncio.gather(*(store.send_again((), NOW) for store in stores))
        assert sum(counts) == 120
        assert (await stores[0].outbox_size())["given_up"] == 0
        rows = await stores[0].due(NOW, 500)
        assert len([row for row in rows if row.kind == "say"]) == 120
        ids = {row.conversation: row.id for row in rows if row.kind == "say"}
        assert sorted(ids.values()) == [ids[ConversationId(f"terminal:{n}")] for n in range(120)]


async def alike_in(database: DatabaseUrl, store: Store) -> list[ConversationId]:
    """Two conversations with a request each of one company, whose cards are shown."""
    talks = [ConversationId(f"terminal:{number}") for number in (1, 2)]
    for number, talk in enumerate(talks, 1):
        sent = lead(number, talk, copies=(), files=(), email_domain="example.org")
        event = text("1", conversation=talk)
        await store.take_turn(talk, [event], deciding(SubmitLead(lead=sent)), NOW)
        (row,) = await store.due(NOW, 10)
        await store.delivered(row.id, f"C1:{number}", NOW)
    return talks


async def test_erasures_that_name_one_another_do_not_come_between_one_another(
    database: DatabaseUrl,
) -> None:
    async with programs(database, 2) as (one, other):
        mine, theirs = await alike_in(database, one)
        linger(database, "DELETE ON conversations FOR EACH ROW")
        erasing = asyncio.create_task(one.forget(mine, NOW))
        await begun(database)
        await other.forget(theirs, NOW)
        await erasing
        rows = [row for store in (one, other) for row in await store.due(later(hours=1), 10)]
        assert {row.kind for row in rows} == {"remove"}
        assert await one.leads() == []


async def test_erasures_that_wait_for_one_another_both_come_to_their_end(
    database: DatabaseUrl,
) -> None:
    async with programs(database, 2) as (one, other):
        mine, theirs = await alike_in(database, one)
        # Each has its own conversation by then, and is about to take the other's.
        linger(database, "INSERT ON erased FOR EACH ROW")
        await asyncio.gather(one.forget(mine, NOW), other.forget(theirs, NOW))
        assert await one.leads() == []


async def test_what_is_given_up_side_by_side_is_told_in_one_word(database: DatabaseUrl) -> None:
    async with programs(database, 2) as (one, other):
        await fill(one, 2)
        first, second = await one.due(NOW, 10)
        linger(database, "INSERT ON outbox FOR EACH ROW WHEN (NEW.kind = 'tell_missed')")
        giving_up = asyncio.create_task(one.give_up(first.id, "blocked", NOW))
        await begun(database)
        await other.give_up(second.id, "blocked", NOW)
        await giving_up
        assert await one.outbox_size() == {"waiting": 1, "delivered": 0, "given_up": 2}


# A server that is away


async def test_a_connection_that_died_idle_costs_no_attempt(
    database: DatabaseUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tram_bot.store.postgres.ATTEMPTS", 1)
    async with programs(database, 1) as (store,):
        for _ in range(3):
            drop_everybody(database)
            await store.ready()


async def test_a_server_that_stays_away_is_waited_for_once_and_found_again(
    database: DatabaseUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tram_bot.store.postgres._PATIENCE", 1.0)
    monkeypatch.setattr("tram_bot.store.postgres._RECONNECTING", 0.5)
    name = psycopg.conninfo.conninfo_to_dict(database.url)["dbname"]

    def let_in(answer: str) -> None:
        elsewhere = database.url.replace(f"{name}", "postgres")
        with psycopg.connect(elsewhere, autocommit=True) as connection:
            connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {answer}".encode())
            connection.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s",
                (name,),
            )

    async with programs(database, 1) as (store,):
        let_in("false")
        begun = time.monotonic()
        with pytest.raises(SettingsError, match="out of reach"):
            await store.ready()
        assert time.monotonic() - begun < 2.5
        let_in("true")
        await store.ready()
