"""Who may ask: by the name they call us by, by the page they come from, and by a password.

A page anywhere on the web can have a browser call an address of this machine: by its own name for
it (DNS rebinding), or with a form.
"""

import base64
import binascii
import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from tram_bot.web.doors import Door

_OWN_NAMES = ("localhost",)
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost")
    (True, True, True)
    >>> is_loopback("0.0.0.0"), is_loopback("tram.example.org")
    (False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in _OWN_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Stands before every door. `host` is the address that is listened on; with a `password` it is
    asked for, by HTTP Basic with any name."""

    host: str
    password: str = field(default="", repr=False)

    def before(self, doors: Sequence[Door]) -> Sequence[Door]:
        """The doors, guarded."""
        return [replace(door, answer=self._guarded(door.answer)) for door in doors]

    def _guarded(
        self, answer: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            refusal = self._refusal(request)
            response = refusal or await answer(request)
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)
            return response

        return guarded

    def _refusal(self, request: Request) -> Response | None:
        if not self._is_called_by_name(request):
            text = "This address is not known here by that name."
            return PlainTextResponse(text, HTTPStatus.MISDIRECTED_REQUEST)
        if self.password and not self._knows_password(request):
            asks = {"WWW-Authenticate": 'Basic realm="tram-bot", charset="UTF-8"'}
            text = "The password of this page is asked for, with any name."
            return PlainTextResponse(text, HTTPStatus.UNAUTHORIZED, headers=asks)
        if request.method == "POST" and not _is_from_here(request):
            return PlainTextResponse("Sent by another page.", HTTPStatus.FORBIDDEN)
        return None

    def _is_called_by_name(self, request: Request) -> bool:
        """A loopback address has names of its own only. Behind another one any name may lead here,
        and the password stands before it."""
        return bool(self.password) or is_loopback(_host_of(request.headers.get("host", "")))

    def _knows_password(self, request: Request) -> bool:
        kind, _, told = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "basic":
            return False
        try:
            _, _, given = base64.b64decode(told, validate=True).partition(b":")
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(given, self.password.encode())


def _is_from_here(request: Request) -> bool:
    """https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site and, of browsers
    that do not tell that, the origin. Whatever tells neither is no browser."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")


def _host_of(netloc: str) -> str:
    try:
        return urlsplit(f"//{netloc}").hostname or ""
    except ValueError:
        return ""
