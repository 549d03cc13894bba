"""A connection to PostgreSQL, set the way the store needs it."""

import selectors
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg_pool import ConnectionPool

from tram_bot.database import DatabaseUrl
from tram_bot.store.sql import Cursor

SCHEMA = "tram_bot"
"""The name space of our tables, so that no other program's are in the way."""

SECONDS_TO_CONNECT = 5

_SETTINGS = f"""
    SET search_path = {SCHEMA};
    SET synchronous_commit = on;
    SET lock_timeout = '30s';
    SET idle_in_transaction_session_timeout = '60s';
    SET tcp_keepalives_idle = 20;
    SET tcp_keepalives_interval = 10;
    SET tcp_keepalives_count = 3;
"""
"""An acknowledged turn is on the server's disk; one that hangs lets others have its conversation;
and the server notices within a minute that the machine of one of us is gone, and what it held.
https://www.postgresql.org/docs/current/runtime-config-client.html"""


def connect(address: DatabaseUrl) -> psycopg.Connection:
    """A connection on which each statement is a transaction, unless one is begun.

    Raises psycopg.Error.
    """
    try:
        connection = psycopg.connect(conninfo(address), autocommit=True)
    except UnicodeError as error:  # a host whose name can be none
        raise psycopg.ProgrammingError(str(error)) from error
    configure(connection)
    return connection


def conninfo(address: DatabaseUrl) -> str:
    """What psycopg connects to, noticing within a minute that the other side is gone.

    Raises psycopg.ProgrammingError for an address that cannot be read.
    """
    return make_conninfo(
        address.url,
        application_name="tram-bot",
        connect_timeout=SECONDS_TO_CONNECT,
        keepalives_idle=20,
        keepalives_interval=10,
        keepalives_count=3,
        tcp_user_timeout=50_000,
    )


def configure(connection: psycopg.Connection) -> None:
    """Make a new connection one of ours."""
    connection.execute(_SETTINGS)


def check_idle(connection: psycopg.Connection) -> None:
    """Raises psycopg.OperationalError if the connection has died while it lay idle.

    A server says nothing to whoever asks nothing, but for its last words. So one that has nothing
    to be read is not asked, which would be one more way there and back for every transaction.
    """
    with selectors.DefaultSelector() as selector:
        selector.register(connection.fileno(), selectors.EVENT_READ)
        if selector.select(timeout=0):
            ConnectionPool.check_connection(connection)


class PostgresConnection:
    """Runs the statements that are written for both databases."""

    __slots__ = ("_connection",)

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""
        return self._connection.execute(_translated(sql), parameters)

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> None:
        """Run one statement once for each of the parameters."""
        self._connection.cursor().executemany(_translated(sql), parameters)


@cache
def _translated(sql: str) -> bytes:
    """The statement with psycopg's mark for a parameter. There are only so many statements."""
    return sql.replace("?", "%s").encode()
