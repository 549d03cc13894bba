"""What the forms of the page do, by their address."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from starlette.datastructures import FormData, UploadFile

from tram_bot.core.content import Content
from tram_bot.core.limits import FILE_BYTES
from tram_bot.outgoing import Payload
from tram_bot.play.companies import Company
from tram_bot.play.house import House
from tram_bot.play.view import View
from tram_bot.play.workspace import Channel

FILES_MOST, FIELDS_MOST = 10, 50
"""Of one form. Ours: an album has ten pictures."""
_WAITS_MOST = 24 * 40
"""Hours that the clock may be moved on at once. Ours."""
MOST_BYTES: Mapping[str, int] = dict.fromkeys(("/company/write", "/staff/write"), 3 * FILE_BYTES)
"""Of the requests that bring files. Ours: a file that is a little too large has to arrive, for the
bot to refuse it."""

Act = Callable[[House, Content, View, FormData], Awaitable[View | None]]
"""Does it; returns where to look afterwards, None for the same."""


async def _wait(house: House, content: Content, view: View, form: FormData) -> None:
    del content, view
    hours = _text(form, "hours")
    if hours.isdecimal() and 0 < int(hours[:6]) <= _WAITS_MOST:
        await house.wait(int(hours))


async def _add_company(house: House, content: Content, view: View, form: FormData) -> View:
    language = _text(form, "language")
    company = house.companies.add(language if language in content.languages else "en")
    return view.with_also(str(company.number))


async def _speak(house: House, content: Content, view: View, form: FormData) -> None:
    language = _text(form, "language")
    if language in content.languages:
        _company(house, view).language = language


async def _write(house: House, content: Content, view: View, form: FormData) -> None:
    del content
    company = _company(house, view)
    files = await _files(form)
    events = house.companies.writes(company, _text(form, "text"), files)
    await house.take(events, company.language)


async def _press(house: House, content: Content, view: View, form: FormData) -> None:
    del content
    company = _company(house, view)
    message, _, number = _text(form, "press").partition(".")
    if number.isdecimal():
        events = house.companies.presses(company, message, int(number[:4]))
        await house.take(events, company.language)


async def _edit(house: House, content: Content, view: View, form: FormData) -> View:
    del content
    company = _company(house, view)
    events = house.companies.edits(company, _text(form, "message"), _text(form, "text"))
    await house.take(events, company.language)
    return replace(view, edit="")


async def _delete(house: House, content: Content, view: View, form: FormData) -> None:
    del content
    company = _company(house, view)
    await house.take(house.companies.deletes(company, _text(form, "message")), company.language)


async def _staff_write(house: House, content: Content, view: View, form: FormData) -> None:
    """A message, or a slash command."""
    del content
    user, channel = _at_desk(house, view)
    text, files = _text(form, "text"), await _files(form)
    thread = _text(form, "thread")
    if text.startswith("/") and not thread:
        await house.staff.types(user, channel, text)
    elif text.strip() or files:
        await house.staff.writes(user, channel, text, thread=thread, files=files)


async def _staff_edit(house: House, content: Content, view: View, form: FormData) -> View:
    del content
    user, channel = _at_desk(house, view)
    text = _text(form, "text")
    if text.strip():
        await house.staff.edits(user, channel, _text(form, "message"), text)
    return replace(view, correct="")


async def _staff_delete(house: House, content: Content, view: View, form: FormData) -> None:
    del content
    user, channel = _at_desk(house, view)
    await house.staff.deletes(user, channel, _text(form, "message"))


async def _staff_press(house: House, content: Content, view: View, form: FormData) -> None:
    """A button or a line of a menu; in the app's page unless it names a message."""
    del content
    user, channel = _at_desk(house, view)
    message, pressed = _text(form, "message"), _text(form, "press")
    where = house.workspace.direct(user) if _text(form, "where") == "direct" else channel
    if message:
        await house.staff.presses(user, where, message, pressed)
    else:
        await house.staff.presses_at_home(user, pressed)


async def _search(house: House, content: Content, view: View, form: FormData) -> None:
    del content
    user, _ = _at_desk(house, view)
    await house.staff.searches(user, _text(form, "words"))


async def _submit(house: House, content: Content, view: View, form: FormData) -> None:
    del content
    user, _ = _at_desk(house, view)
    names = (name for name in form if name.startswith("field-"))
    await house.staff.submits(user, {n.removeprefix("field-"): _text(form, n) for n in names})


async def _close(house: House, content: Content, view: View, form: FormData) -> None:
    del content, form
    user, _ = _at_desk(house, view)
    house.staff.closes(user)


ACTS: Mapping[str, Act] = {
    "/wait": _wait,
    "/company/add": _add_company,
    "/company/language": _speak,
    "/company/write": _write,
    "/company/press": _press,
    "/company/edit": _edit,
    "/company/delete": _delete,
    "/staff/write": _staff_write,
    "/staff/edit": _staff_edit,
    "/staff/delete": _staff_delete,
    "/staff/press": _staff_press,
    "/staff/search": _search,
    "/staff/submit": _submit,
    "/staff/close": _close,
}
"""Each form's address."""


def words(form: FormData) -> Mapping[str, str]:
    """All of a form but its files."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _company(house: House, view: View) -> Company:
    return house.companies.named(view.company)


def _at_desk(house: House, view: View) -> tuple[str, Channel]:
    user = house.workspace.person_at(view.centre, view.seat)
    return user, house.workspace.desk(view.centre)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


async def _files(form: FormData) -> Sequence[Payload]:
    """The files of a form; a field for files that was left empty brings one without a name."""
    files = []
    for upload in form.getlist("files"):
        if isinstance(upload, UploadFile) and upload.filename:
            media_type = upload.content_type or "application/octet-stream"
            data = await upload.read()
            files.append(Payload(name=upload.filename, media_type=media_type, data=data))
    return files
