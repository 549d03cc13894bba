"""Many jobs share a commit; nobody is answered before it; no event loop is needed to finish."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tram_bot.store.writer import GROUP_SIZE, Writer

Job = Callable[[sqlite3.Connection], int]


class Bench:
    """A writer on a table of numbers, and the statements it sent."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("CREATE TABLE numbers (number INTEGER)")
        self.statements: list[str] = []
        self.connection.set_trace_callback(self.statements.append)
        self.pauses: list[float] = []
        self.kept_up = threading.Semaphore(0)
        self.writer = Writer(self.connection, path, upkeep=self.upkeep)

    def upkeep(self, connection: sqlite3.Connection) -> float:
        assert not connection.in_transaction
        self.kept_up.release()
        return self.pauses.pop() if self.pauses else 0.0

    def numbers(self) -> list[int]:
        """What another connection sees."""
        with closing(sqlite3.connect(self.path)) as other:
            return [number for (number,) in other.execute("SELECT number FROM numbers")]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path / "numbers.sqlite3")
    yield bench
    bench.writer.close()
    bench.connection.close()


def put(number: int) -> Job:
    def job(connection: sqlite3.Connection) -> int:
        connection.execute("INSERT INTO numbers VALUES (?)", (number,))
        return number

    return job


async def test_what_queues_up_meanwhile_shares_a_commit(bench: Bench) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def first(connection: sqlite3.Connection) -> int:
        begun.set()
        go_on.wait(10)
        return 0

    blocking = asyncio.create_task(bench.writer.run(first))
    await asyncio.to_thread(begun.wait, 10)
    jobs = [asyncio.create_task(bench.writer.run(put(n))) for n in range(3 * GROUP_SIZE)]
    await asyncio.wait(jobs, timeout=0.01)
    go_on.set()
    assert await asyncio.gather(*jobs) == list(range(3 * GROUP_SIZE))
    await blocking
    assert 3 <= bench.statements.count("COMMIT") <= 5
    assert bench.numbers() == list(range(3 * GROUP_SIZE))


async def test_an_answer_means_that_it_is_committed(bench: Bench) -> None:
    async def put_and_look(number: int) -> bool:
        await bench.writer.run(put(number))
        return number in bench.numbers()

    assert all(await asyncio.gather(*(put_and_look(n) for n in range(100))))


async def test_a_job_that_fails_takes_no_other_along(bench: Bench) -> None:
    def half(connection: sqlite3.Connection) -> int:
        put(-1)(connection)
        connection.execute("INSERT INTO nonsense VALUES (1)")
        return 0

    jobs: list[Job] = [put(n) if n % 3 else half for n in range(30)]
    outcomes = await asyncio.gather(
        *(bench.writer.run(job) for job in jobs), return_exceptions=True
    )
    good = [n for n in range(30) if n % 3]
    assert [each for each in outcomes if isinstance(each, int)] == good
    assert {type(each) for each in outcomes} == {int, sqlite3.OperationalError}
    assert bench.numbers() == good


async def test_a_job_that_ends_the_transaction_fails_with_its_group(bench: Bench) -> None:
    def spoil(connection: sqlite3.Connection) -> int:
        connection.execute("ROLLBACK")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await bench.writer.run(spoil)
    assert await bench.writer.run(put(1)) == 1
    assert bench.numbers() == [1]


async def test_a_commit_that_fails_is_told_to_everybody_in_it(bench: Bench) -> None:
    def orphan(connection: sqlite3.Connection) -> int:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("INSERT INTO children VALUES (7)")
        # The others of this commit are in the queue before it can end.
        queued.wait(10)
        return 7

    bench.connection.execute("PRAGMA foreign_keys = ON")
    bench.connection.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
    bench.connection.execute("CREATE TABLE children (parent INTEGER REFERENCES parents (id))")
    queued = threading.Event()
    jobs = [asyncio.create_task(bench.writer.run(job)) for job in (orphan, put(1), put(2))]
    await asyncio.wait(jobs, timeout=0)
    queued.set()
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    assert [type(each) for each in outcomes] == [sqlite3.IntegrityError] * 3
    assert bench.numbers() == []
    assert await bench.writer.run(put(3)) == 3
    assert bench.numbers() == [3]


async def test_upkeep_runs_again_when_it_asks_for_it(bench: Bench) -> None:
    bench.pauses.append(0.001)
    await bench.writer.run(put(1))
    assert await asyncio.to_thread(bench.kept_up.acquire, timeout=10)
    assert await asyncio.to_thread(bench.kept_up.acquire, timeout=10)
    assert not bench.pauses


async def test_a_closed_writer_refuses(bench: Bench) -> None:
    bench.writer.close()
    bench.writer.close()
    with pytest.raises(RuntimeError, match="the store is closed"):
        await bench.writer.run(put(1))


def test_a_job_is_finished_though_its_event_loop_is_gone(bench: Bench) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> int:
        begun.set()
        go_on.wait(10)
        return put(1)(connection)

    async def leave() -> None:
        caller = asyncio.create_task(bench.writer.run(slow))
        await asyncio.to_thread(begun.wait, 10)
        caller.cancel()

    asyncio.run(leave())
    go_on.set()
    assert asyncio.run(bench.writer.run(put(2))) == 2
    assert bench.numbers() == [1, 2]
