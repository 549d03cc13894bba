"""Listens on a port, and opens the door that is asked for."""

import errno
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tram_bot.errors import SettingsError
from tram_bot.metrics import Metrics
from tram_bot.web.doors import Door

MOST_BYTES = 1_000_000
"""Of a request. Ours: what Telegram and Slack bring has some kilobytes, and no file."""
_SECONDS_TO_END = 1
"""For answers that are being written when we stop. Ours: the turns have ended by then."""
_SECONDS_KEPT = 75
"""Until a connection that nobody uses is closed. Ours: platforms, and what stands before us, keep
theirs for a minute, and whoever closes first must be them: what is being sent at that moment would
find nobody. nginx: https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive_timeout
"""
_REASONS = {
    HTTPStatus.NOT_FOUND: "unknown_path",
    HTTPStatus.METHOD_NOT_ALLOWED: "wrong_method",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
}


def bind(host: str, port: int, *, named: tuple[str, str] = ("HOST", "PORT")) -> socket.socket:
    """Take the port, and from then on have callers wait until somebody answers.

    Raises SettingsError if it cannot be had; `named` is where the operator named either.
    """
    by_v6 = ":" in host
    try:
        bound = socket.create_server(
            (host, port),
            family=socket.AF_INET6 if by_v6 else socket.AF_INET,
            # All of IPv6's addresses are those of IPv4, too, as operators expect of "::".
            dualstack_ipv6=by_v6 and socket.has_dualstack_ipv6(),
        )
    except OSError as error:
        raise SettingsError(_advice(host, port, named, error)) from error
    # Every connection inherits it. Else the end of an answer waits until its beginning is known to
    # have arrived, which the other side may be in no hurry to tell.
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return bound


def _advice(host: str, port: int, named: tuple[str, str], error: OSError) -> str:
    of_host, of_port = named
    match error.errno:
        case errno.EADDRINUSE:
            mend = "stop that one, or name another port"
            return f"{of_port}: {port} is in use by another program; {mend}"
        case errno.EACCES:
            return f"{of_port}: this user may not listen on {port}; name a port above 1023"
        case _:
            return f"{of_host}: cannot listen on {host}; name an address of this machine, or none"


class WebServer:
    """Serves the doors until it is stopped."""

    def __init__(
        self, bound: socket.socket, doors: Sequence[Door], metrics: Metrics, *, below: str = ""
    ) -> None:
        """Nothing is answered before `run`. `below` is a path, without a slash at its end, below
        which the doors are, too: that of an address from which nothing need take it off."""
        self._bound = bound
        self._metrics = metrics
        self._doors = {f"{above}{door.path}": door for door in doors for above in ("", below)}
        rooms = Starlette(
            routes=[
                Route(path, door.answer, methods=[door.method], max_body_size=door.most_bytes)
                for path, door in self._doors.items()
            ],
            exception_handlers={HTTPException: self._refuse},
            # What announces more is refused unread, and what does not is read up to here.
            max_body_size=MOST_BYTES,
        )
        # An address is right or wrong; nobody is sent on to where their own request says we are.
        rooms.router.redirect_slashes = False
        self._server = _Server(
            uvicorn.Config(
                rooms,
                lifespan="off",
                ws="none",
                log_config=None,  # the program's own says where to
                access_log=False,
                server_header=False,
                timeout_keep_alive=_SECONDS_KEPT,
                timeout_graceful_shutdown=_SECONDS_TO_END,
            )
        )

    async def run(self) -> None:
        """Answer until `stop` is called, and then end what is being answered."""
        await self._server.serve(sockets=[self._bound])

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._server.should_exit = True

    async def _refuse(self, request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            raise error
        # Not the path as it came: each would be a number of its own, and people make up many.
        known = self._doors.get(request.url.path)
        door = known.path if known else "none"
        self._metrics.request_refused(door, _REASONS.get(HTTPStatus(error.status_code), "other"))
        return PlainTextResponse(error.detail, error.status_code, headers=error.headers)


class _Server(uvicorn.Server):
    """Leaves SIGTERM and SIGINT to the program, which has more to end than this server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield
