"""Whether a turn can be taken, and the numbers: for whoever watches over us, and open to all. So
nothing in it is secret, and nothing is personal."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem, TramBotError
from tram_bot.metrics import MEDIA_TYPE, Metrics
from tram_bot.ports import Store
from tram_bot.reach import Reach
from tram_bot.web.doors import Door

_log = logging.getLogger(__name__)

HEALTH, NUMBERS = "/healthz", "/metrics"
"""Where each can be asked."""
_PATIENCE = 2.0
"""Seconds the database may take to answer. Ours: who watches us rarely waits for more than five."""
_PROBLEMS_TOLD = 20
"""Problems of the content that are told. Ours."""
_FRESH = {"Cache-Control": "no-store"}


class Health:
    """Looks whether the database takes what people write. A platform that is out of reach is
    told of, and is no reason to start us anew: that would not bring it back."""

    def __init__(
        self,
        *,
        store: Store,
        platforms: Mapping[str, Reach],
        metrics: Metrics,
        problems: Callable[[], Sequence[Problem]] = tuple,
        learning: Callable[[], Sequence[Language]] = tuple,
    ) -> None:
        """`platforms` are by name; `problems` keep the content that was saved last from being
        served, while what was served before goes on; in the languages that are `learning` it is
        served and still being learnt."""
        self._store = store
        self._platforms = platforms
        self._metrics = metrics
        self._problems = problems
        self._learning = learning
        self._stopping = False

    def doors(self) -> Sequence[Door]:
        """Where it can be asked."""
        return (
            Door(path=HEALTH, answer=self.health, method="GET"),
            Door(path=NUMBERS, answer=self.numbers, method="GET"),
        )

    def stop(self) -> None:
        """From now on no turn is taken."""
        self._stopping = True

    async def health(self, _: Request) -> Response:
        """200 if a turn could be taken right now, else 503 with the reason."""
        reason = "stopping" if self._stopping else await self._trouble()
        told: dict[str, object] = {name: str(each) for name, each in self._platforms.items()}
        if problems := self._problems():
            told["content"] = [asdict(each) for each in problems[:_PROBLEMS_TOLD]]
        if learning := self._learning():
            told["learning"] = list(learning)
        if reason:
            body = {"status": "not ready", "reason": reason, **told}
            return JSONResponse(body, HTTPStatus.SERVICE_UNAVAILABLE, headers=_FRESH)
        return JSONResponse({"status": "ok", **told}, headers=_FRESH)

    async def numbers(self, _: Request) -> Response:
        """All that is counted; without what the database counts while it does not answer."""
        outbox: Mapping[str, int] = {}
        given_up: Mapping[str, int] = {}
        erased: Counter[tuple[str, str]] = Counter()
        try:
            async with asyncio.timeout(_PATIENCE):
                outbox = await self._store.outbox_size()
                given_up = Counter(row.kind for row in await self._store.undelivered())
                for each in await self._store.erasures():
                    erased[each.centre or "", each.why.value] += each.number
        except (TramBotError, TimeoutError) as error:
            reason = str(error) or type(error).__name__
            _log.error("database not counted: reason=%s", reason)
        page = self._metrics.page(outbox, given_up, erased)
        return Response(page, media_type=MEDIA_TYPE, headers=_FRESH)

    async def _trouble(self) -> str:
        """Why no turn can be taken, in words without a path; "" if one can."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._store.ready()
        except TramBotError as error:
            _log.error("not ready: reason=%s", error)
            return "the database cannot be written"
        except TimeoutError:
            return "the database does not answer"
        return ""
