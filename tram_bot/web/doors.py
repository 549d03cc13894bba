"""An address of ours, and what answers there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Requests of that method to that path are answered by `answer`. Any other method is 405.

    `most_bytes` are allowed in a request; None: as many as anywhere.
    """

    path: str
    answer: Callable[[Request], Awaitable[Response]]
    method: str = "POST"
    most_bytes: int | None = None
