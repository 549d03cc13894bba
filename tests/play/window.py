"""The playground as a browser without JavaScript uses it: links, forms and what they bring."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import aiohttp

PROBLEM = (
    "we are 12 people in Gdańsk making zinc flake coatings, they blister after salt spray, "
    "need to know why before May"
)
"""What a company wants to know."""
_VOID = ("input", "meta", "link", "hr", "br")


@dataclass
class Form:
    """A form: its fields as they stand there, and its buttons with their label, name and value.
    `part` is the part of the page it stands in."""

    action: str
    part: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """The forms, links and words of a page, by the part they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self._file = ""
        self.words: dict[str, list[str]] = {}
        self._parts: list[tuple[str, str]] = []
        self.chosen = ""
        self._open: Form | None = None
        self._button: tuple[str, str] | None = None
        self._label = ""

    @property
    def _part(self) -> str:
        named = (id for _, id in self._parts if id in PARTS or _TALK.fullmatch(id))
        return next(named, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._parts.append((tag, told.get("id", "")))
        match tag:
            case "section" if told.get("class", "").split() == ["pane", "chosen"]:
                self.chosen = told["id"].removeprefix("pane-")
            case "form":
                self._open = Form(told.get("action", ""), self._part)
                self.forms.append(self._open)
            case "a" if "download" in told:
                self._file, self._label = told["href"], ""
            case "a":
                self.links[told.get("id", "")] = told.get("href", "")
            case "input" | "textarea" | "select" if self._open and told.get("name"):
                if told.get("type") not in ("checkbox", "file"):
                    self._open.fields[told["name"]] = told.get("value", "")
            case "button":
                self._button, self._label = (told.get("name", ""), told.get("value", "")), ""

    def handle_endtag(self, tag: str) -> None:
        while self._parts:
            if self._parts.pop()[0] == tag:
                break
        if tag == "form":
            self._open = None
        if tag == "a" and self._file:
            self.files[self._label.strip()] = self._file
            self._file = ""
        if tag == "button" and self._open and self._button:
            self._open.buttons.append((" ".join(self._label.split()), *self._button))
            self._button = None

    def handle_data(self, data: str) -> None:
        self._label += data
        self.words.setdefault(self._part, []).append(data)


PARTS = (
    "problems", "learning", "warnings", "clock", "companies", "desks", "board", "thread", "modal",
    "insight",
)  # fmt: skip
_TALK = re.compile(r"talk-\d+")
CHAT = "chat"
"""The talk of the company that is looked into."""


class Window:
    """One window on the playground."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._page = _Reader()
        self.status = 0

    async def look(self, address: str = "/") -> None:
        """Go there."""
        async with self._session.get(address) as answer:
            await self._read(answer)

    async def follow(self, id: str) -> None:
        """Follow the link with that id."""
        await self.look(self._page.links[id])

    async def follow_first(self, ending: str) -> None:
        """Follow the first link whose id ends so."""
        await self.follow(next(id for id in self._page.links if id.endswith(ending)))

    async def writes(self, text: str, *files: tuple[str, bytes], company: str = "") -> None:
        """Write as a company whose chat is seen, by number; as the one that is looked into if none
        is said."""
        form = self._form(f"/company/write?company={company or self._page.chosen}&", last=True)
        await self._send(form, {"text": text}, files)

    async def writes_as_staff(self, text: str, *files: tuple[str, bytes]) -> None:
        """Write in the thread if one is open, else in the channel."""
        await self._send(self._form("/staff/write", last=True), {"text": text}, files)

    async def presses(self, label: str, part: str = CHAT) -> None:
        """Press the last button with that label."""
        part = self._named(part)
        for form in reversed(self._page.forms):
            for told, name, value in reversed(form.buttons):
                if told == label and form.part == part:
                    return await self._send(form, {name: value} if name else {})
        offered = [b[0] for form in self._page.forms for b in form.buttons]
        raise AssertionError(f"no button '{label}' in {part}, only {offered}")

    async def sends(self, action: str, **fields: str) -> None:
        """Send the last form with that address, its fields filled in so."""
        await self._send(self._form(action, last=True), fields)

    def text(self, part: str = CHAT) -> str:
        """The words of a part of the page."""
        return " ".join(" ".join(self._page.words.get(self._named(part), ())).split())

    def _named(self, part: str) -> str:
        return f"talk-{self._page.chosen}" if part == CHAT else part

    def file(self, name: str) -> str:
        """Where a file of that name is to be had."""
        return self._page.files[name]

    def _form(self, action: str, *, last: bool) -> Form:
        found = [form for form in self._page.forms if form.action.startswith(action)]
        assert found, f"no form for {action}"
        return found[-1 if last else 0]

    async def _send(
        self, form: Form, filled: Mapping[str, str], files: tuple[tuple[str, bytes], ...] = ()
    ) -> None:
        data: Any = {**form.fields, **filled}
        if files:
            whole = aiohttp.FormData(quote_fields=False)
            for name, value in data.items():
                whole.add_field(name, value)
            for name, content in files:
                whole.add_field(
                    "files", io.BytesIO(content), filename=name, content_type="image/png"
                )
            data = whole
        async with self._session.post(form.action, data=data) as answer:
            await self._read(answer)

    async def _read(self, answer: aiohttp.ClientResponse) -> None:
        self.status = answer.status
        self._page = _Reader()
        self._page.feed(await answer.text())
