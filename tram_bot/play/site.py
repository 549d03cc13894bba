"""The addresses of the playground, and what answers there."""

import asyncio
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.file_names import clean_file_name
from tram_bot.core.identifiers import EventId
from tram_bot.metrics import Metrics
from tram_bot.outgoing import Payload
from tram_bot.play import acts
from tram_bot.play.house import House, opened
from tram_bot.play.page import Page
from tram_bot.play.places import Places
from tram_bot.play.view import HOME, View, view_of
from tram_bot.ports import Clock
from tram_bot.served import Served
from tram_bot.waiting import comes_within
from tram_bot.web.doors import Door
from tram_bot.web.health import HEALTH, Health

LANGUAGE = "en"
"""What a talk begins in if nothing better is known."""
_LOOK_AGAIN = 2.0
"""Seconds after which we look whether something has fallen due. Ours."""
_FRESH = {"Cache-Control": "no-store"}
_AS_IT_COMES = {**_FRESH, "X-Accel-Buffering": "no"}
"""Has nginx pass on each line at once:
https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering"""
_ANEW = {"HX-Refresh": "true"}
"""Has the page fetched as a whole: https://htmx.org/reference/#response_headers"""
_STATIC = ("htmx-2.0.10.min.js", "htmx-licence.txt", "play.css", "play.js")
_KEPT = "max-age=3600"
"""Seconds that a browser need not ask again for what never changes while the program runs."""


class Site:
    """One page for everybody who has its address: they all look at the same house."""

    def __init__(
        self,
        content: Served,
        root: Path,
        clock: Clock,
    ) -> None:
        """`root` is the folder that the content is read from."""
        self._content = content
        self._clock = clock
        self._page = Page(Places(root))
        self._stack = AsyncExitStack()
        self._house: House | None = None
        self._changes = 0
        self._changed = asyncio.Event()
        """Set at the next change, and then another one takes its place."""
        self._is_stopping = False
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Sequence[Door]]:
        """The doors of a house in which nothing has happened yet; gone in the end."""
        await self._begin()
        try:
            yield self._doors()
        finally:
            await self._stack.aclose()

    def content_changed(self) -> None:
        """Something else is served, or there is something else to say of the content."""
        self._page.look_at(self._content, self._here.clock.now())
        self._note()

    async def tell_desk(self, text: str, _: datetime, once: EventId) -> None:
        """Have a text shown at the lead partner's desk, at the time it is in the house."""
        async with self._lock:
            house = self._here
            await house.parts.store.tell_desk(LEAD_DESK, text, house.clock.now(), once)
            await house.parts.delivery.flush()
            self._note()

    async def settled(self) -> None:
        """Tell of no more changes, and wait until what is being done is done."""
        self._is_stopping = True
        self._tell()
        async with self._lock:
            return

    def _doors(self) -> Sequence[Door]:
        static = [
            Door(path=f"/static/{name}", method="GET", answer=_static(name)) for name in _STATIC
        ]
        return [
            Door(path="/", method="GET", answer=self._whole),
            Door(path="/news", method="GET", answer=self._news),
            Door(path="/changes", method="GET", answer=self._changes_as_they_come),
            Door(path=HEALTH, method="GET", answer=self._health),
            Door(path="/company/file/{id}", method="GET", answer=self._company_file),
            Door(path="/staff/file/{id}", method="GET", answer=self._staff_file),
            Door(path="/test", method="GET", answer=self._test),
            Door(path="/afresh", answer=self._afresh),
            *(
                Door(path=path, answer=self._doing(act), most_bytes=acts.MOST_BYTES.get(path))
                for path, act in acts.ACTS.items()
            ),
            *static,
        ]

    async def _begin(self) -> None:
        await self._stack.aclose()
        house = opened(self._content, self._clock, LANGUAGE)
        self._house = await self._stack.enter_async_context(house)
        self._page.look_at(self._content, self._here.clock.now())
        self._note()

    def _note(self) -> None:
        """Something else is to be shown."""
        self._changes += 1
        self._tell()

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    @property
    def _here(self) -> House:
        if self._house is None:
            raise RuntimeError("the house is not open")
        return self._house

    def _view(self, request: Request) -> View:
        return view_of(request.query_params, self._here, self._content())

    def _version(self) -> str:
        """Changes with whatever is shown, and counts up before the dash; behind the dot, with the
        clock on the page."""
        served = self._content
        state = served().version, tuple(served.problems), tuple(served.learning), served.remarks
        known = hash(state) & 0xFFFFFF
        return f"{self._changes}-{known}.{self._here.clock.now():%H%M}"

    # What is looked at

    async def _whole(self, request: Request) -> Response:
        async with self._lock:
            house, view = self._here, self._view(request)
            if view.tab == HOME:
                await house.staff.opens_home(house.workspace.person_at(view.centre, view.seat))
            heard = request.query_params.get("heard")
            page = await self._page.whole(house, self._content, view, self._version(), heard=heard)
        # What was heard by then is no part of the address that one comes back to.
        pushed = {} if heard is None else {"HX-Push-Url": f"/?{view.query()}"}
        return HTMLResponse(page, headers={**_FRESH, **pushed})

    async def _news(self, request: Request) -> Response:
        async with self._lock:
            seen = request.query_params.get("version", "")
            now = self._version()
            if seen == now:
                return Response(status_code=HTTPStatus.NO_CONTENT)
            only_clock = seen.partition(".")[0] == now.partition(".")[0]
            return await self._parts(request, request.query_params, only_clock=only_clock)

    async def _changes_as_they_come(self, _: Request) -> Response:
        """The version of what there is to see each time that it is another, as server-sent events:
        https://html.spec.whatwg.org/multipage/server-sent-events.html"""
        self._content.get_ready()
        return StreamingResponse(
            self._versions(), media_type="text/event-stream", headers=_AS_IT_COMES
        )

    async def _versions(self) -> AsyncIterator[str]:
        told = ""
        while not self._is_stopping:
            changed = self._changed
            async with self._lock:
                if await self._here.look():
                    self._note()
            now = self._version()
            if now != told:
                told = now
                yield f"data: {now}\n\n"
            await comes_within(changed, _LOOK_AGAIN)

    async def _health(self, request: Request) -> Response:
        health = Health(
            store=self._here.parts.store,
            platforms={},
            metrics=Metrics(),
            problems=lambda: self._content.problems,
            learning=lambda: self._content.learning,
        )
        return await health.health(request)

    async def _parts(
        self, request: Request, seen: Mapping[str, str], *, only_clock: bool = False
    ) -> Response:
        """What has changed of what is looked at; the page anew if part of that has gone."""
        view = self._view(request)
        if not view.is_of(request.query_params):
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=_ANEW)
        news = await self._page.news(
            self._here,
            self._content,
            view,
            self._version(),
            seen=seen,
            only_clock=only_clock,
        )
        return HTMLResponse(news, headers=_FRESH)

    # What is done

    def _doing(self, act: acts.Act) -> Callable[[Request], Awaitable[Response]]:
        async def do(request: Request) -> Response:
            limits = {"max_files": acts.FILES_MOST, "max_fields": acts.FIELDS_MOST}
            async with request.form(**limits) as form, self._lock:
                house, view = self._here, self._view(request)
                after = await act(house, self._content(), view, form) or view
                await house.parts.delivery.flush()
                self._note()
                if not request.headers.get("hx-request"):
                    return _to(after)
                seen = acts.words(form)
                if _wants_page(request):
                    return _to(after, seen.get("heard", ""))
                return await self._parts(request, seen)

        return do

    async def _afresh(self, request: Request) -> Response:
        async with self._lock:
            view = self._view(request).settled
            await self._begin()
        anew = view.query(company="", beside="", thread="")
        return RedirectResponse(f"/?{anew}", HTTPStatus.SEE_OTHER)

    # What is handed out

    async def _company_file(self, request: Request) -> Response:
        return _handed_out(self._here.chats.file(request.path_params["id"]))

    async def _staff_file(self, request: Request) -> Response:
        return _handed_out(self._here.workspace.files.get(request.path_params["id"]))

    async def _test(self, request: Request) -> Response:
        async with self._lock:
            house = self._here
            company = house.companies.named(self._view(request).company)
            name = f"tried-{company.number}"
            talk = await house.talk(company)
            text = house.recording.written(company.conversation, name, talk)
        if text is None:
            return PlainTextResponse("Nothing was said yet.", HTTPStatus.NOT_FOUND)
        file = Payload(name=f"{name}.yaml", media_type="application/yaml", data=text.encode())
        return _handed_out(file)


def _wants_page(request: Request) -> bool:
    return request.headers.get("hx-target") == "page"


def _to(view: View, heard: str | None = None) -> Response:
    seen = "" if heard is None else "&" + urlencode({"heard": heard})
    return RedirectResponse(f"/?{view.query()}{seen}", HTTPStatus.SEE_OTHER)


def _handed_out(file: Payload | None) -> Response:
    """A file to be kept, and never to be shown: it may be anything."""
    if file is None:
        return PlainTextResponse("There is no such file.", HTTPStatus.NOT_FOUND)
    name = clean_file_name(file.name)
    quoted = quote(name)
    named = f'filename="{name}"' if quoted == name else f"filename*=utf-8''{quoted}"
    headers = {**_FRESH, "Content-Disposition": f"attachment; {named}"}
    return Response(file.data, media_type="application/octet-stream", headers=headers)


def _static(name: str) -> Callable[[Request], Awaitable[Response]]:
    data = (files("tram_bot.play") / "static" / name).read_bytes()
    media_type, _ = mimetypes.guess_type(name)

    async def static(_: Request) -> Response:
        headers = {"Cache-Control": _KEPT}
        return Response(data, media_type=media_type or "text/plain", headers=headers)

    return static
