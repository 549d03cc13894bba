"""`python -m benchmarks.turns.bare`: the limit that the disk sets.

The bytes that a turn writes, committed by a loop that does nothing else, with the settings that
the store has: each in a transaction of its own, and in groups. Tells as JSON how long each took.
"""

import argparse
import json
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path


def main() -> None:
    """Commit, and tell."""
    parser = argparse.ArgumentParser(prog="benchmarks.turns.bare", description=__doc__)
    parser.add_argument("where", type=Path)
    parser.add_argument("--bytes", type=int, required=True, help="of one turn")
    parser.add_argument("--alone", type=int, default=500, help="turns, one per transaction")
    parser.add_argument("--groups", type=int, default=100, help="how many groups")
    parser.add_argument("--group", type=int, required=True, help="turns in a group")
    asked = parser.parse_args()
    with closing(_opened(asked.where / "bare.sqlite3")) as connection:
        document = "x" * asked.bytes
        alone = [_commit(connection, document, 1) for _ in range(asked.alone)]
        groups = [_commit(connection, document, asked.group) for _ in range(asked.groups)]
    sys.stdout.write(json.dumps({"alone": alone, "groups": groups}) + "\n")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("CREATE TABLE turns (id INTEGER PRIMARY KEY, document TEXT) STRICT")
    return connection


def _commit(connection: sqlite3.Connection, document: str, turns: int) -> float:
    rows = [(document,)] * turns
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO turns (document) VALUES (?)", rows)
    connection.execute("COMMIT")
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
