"""Stands between a process and a database on the network, so that it can be killed at its writing
there, whatever library it speaks through."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from urllib.parse import parse_qsl, urlsplit

_URL, _PORTS = "DATABASE_URL", "CHAOS_DATABASE_PORTS"
"""The setting that names a database on the network; and, for a zygote, the port at which each of
its workers finds it."""


def found_by(worker: str) -> dict[str, str]:
    """The settings by which this worker finds its database behind its tap; SQLite has none."""
    environ = os.environ  # noqa: TID251 - it is the harness that set it
    if _PORTS not in environ:
        return {}
    url = urlsplit(environ[_URL])
    user, at, _ = url.netloc.rpartition("@")
    port = environ[_PORTS].split()[int(worker)]
    # What stands behind the question mark may name another host, and encryption nobody can tap.
    query = "sslmode=disable&gssencmode=disable"
    return {_URL: url._replace(netloc=f"{user}{at}127.0.0.1:{port}", query=query).geturl()}


def tapped(database: str, taps: Sequence["Tap"]) -> dict[str, str]:
    """What a zygote has to know of a database on the network and of the taps before it."""
    return {_URL: database, _PORTS: " ".join(str(tap.port) for tap in taps)}


class Tap:
    """Passes on what a worker asks and what it is answered, and tells of either before it does."""

    def __init__(self, meets: Callable[[str], None]) -> None:
        """`meets` is told `before a query` and `after a query`."""
        self._meets = meets
        self.port = 0

    @asynccontextmanager
    async def open(self, database: str) -> AsyncIterator[None]:
        """Listen on a port of loopback for as long as the block lasts."""
        url = urlsplit(database)
        socket = dict(parse_qsl(url.query)).get("host", "")
        port = url.port or 5432
        connected: set[asyncio.Task[None]] = set()

        async def serve(asks: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
            if socket.startswith("/"):
                opening = asyncio.open_unix_connection(f"{socket}/.s.PGSQL.{port}")
            else:
                opening = asyncio.open_connection(url.hostname or "127.0.0.1", port)
            answers, tells = await opening
            both = [
                asyncio.create_task(self._pass_on(asks, tells, "before a query")),
                asyncio.create_task(self._pass_on(answers, hears, "after a query")),
            ]
            connected.update(both)
            try:
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in both:
                    task.cancel()
                connected.difference_update(both)
                for end in (tells, hears):
                    end.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            server.close()
            for task in list(connected):
                task.cancel()
            await asyncio.gather(*connected, return_exceptions=True)

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, when: str
    ) -> None:
        with suppress(ConnectionError):
            while part := await reader.read(65536):
                self._meets(when)
                writer.write(part)
                await writer.drain()
