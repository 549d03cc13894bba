"""Files that are not what they seem, and addresses that would have us fetch from elsewhere."""

import gzip
import io
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from tests.emulators.slack.people import Member
from tests.emulators.slack.reading import shown
from tests.emulators.slack.server import SlackServer
from tests.emulators.slack.state import Channel, File
from tests.slack.house import SlackHouse, centre_of, fills_in
from tram_bot.desk.slack.card import is_card
from tram_bot.slack.files import is_slacks

PROGRAM = b"MZ\x90\x00" + bytes(60)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)


@asynccontextmanager
async def elsewhere() -> AsyncIterator[tuple[str, list[str]]]:
    """A server that is nobody's business: its address, and who asked for what."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(f"{request.method} {request.headers.get('Authorization', '')}")
        return web.Response(body=b"stolen")

    rooms = web.Application()
    rooms.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(rooms, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}", asked
    finally:
        await runner.cleanup()


@asynccontextmanager
async def a_request(house: SlackHouse, anna: Member, kasia: Member) -> AsyncIterator[Channel]:
    poland = centre_of(house, "pl", kasia)
    async with house.open():
        await fills_in(anna)
        await kasia.sees(poland, "BT-PL-26-0001")
        await kasia.presses("Claim", poland)
        await anna.hears("is looking after")
        yield poland


def zip_bomb() -> bytes:
    """Ten megabytes of zeros in ten kilobytes, and once more."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(10_000_000))
    return gzip.compress(inner.getvalue())


async def test_staff_are_told_what_a_file_is_before_they_open_it(
    house: SlackHouse, anna: Member, kasia: Member
) -> None:
    async with a_request(house, anna, kasia) as poland:
        for name, data, kind in (
            ("report.pdf", PROGRAM, "a program"),
            ("photo.jpg", b"<!DOCTYPE html><script>x</script>", "a web page"),
            ("invoice.pdf.exe", b"whatever", "a program"),
            ("drawing.png", b"<svg xmlns='x'><script/></svg>", "a web page"),
        ):
            await anna.says("", anna.file(name, data, "application/pdf"))
            await kasia.sees(poland, f"Careful with {name}: by its content it is {kind}")
            await kasia.sees(poland, f"[file: {name}]")


async def test_honest_files_and_bombs_are_passed_on_as_they_are(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    bomb = zip_bomb()
    honest = {
        "scan.png": PNG, "measured.csv": b"MZ;2;3", "zeros.tar.gz": bomb, "a.pdf": b"%PDF-1.7",
    }  # fmt: skip
    async with a_request(house, anna, kasia) as poland:
        for name, data in honest.items():
            await anna.says("", anna.file(name, data))
            await kasia.sees(poland, f"[file: {name}]")
        there = "\n".join(shown(message) for message in poland.messages)
    assert "Careful" not in there
    copies = [file.data for file in server.files.values() if file.name == "zeros.tar.gz"]
    assert copies == [bomb, bomb]


@pytest.mark.parametrize("trick", ["external", "redirect", "sign-in", "upload"])
async def test_nothing_is_fetched_from_elsewhere_or_taken_there(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member, trick: str
) -> None:
    async with elsewhere() as (address, asked), a_request(house, anna, kasia) as poland:
        file: File = anna.file("scan.png", PNG)
        match trick:
            case "external":
                file.elsewhere = f"{address}/slack.com/scan.png"
            case "redirect":
                file.redirect = f"{address}/scan.png"
            case "sign-in":
                file.locked = True
            case _:
                server.uploads_at = address
        await anna.says("Look", file)
        await kasia.sees(poland, "The company: Look")
        if trick == "upload":
            wanted = "files.getUploadURLExternal"
            await server.until("an address to upload to", lambda: bool(server.called(wanted)))
        else:
            await kasia.sees(poland, "[file: scan.png]")
        there = "\n".join(shown(message) for message in poland.messages)
    assert asked == []
    assert "stolen" not in there
    assert "Sign in" not in str([f.data for f in server.files.values()])
    copies = [each for each in server.files.values() if each.name == "scan.png" and each.data]
    assert copies == [file]


async def test_an_address_that_somebody_writes_is_never_asked(
    house: SlackHouse, server: SlackServer, anna: Member, kasia: Member
) -> None:
    async with elsewhere() as (address, asked), a_request(house, anna, kasia) as poland:
        card = next(filter(is_card, poland.messages))
        await kasia.writes(poland, f"See {address}/form", thread=card["ts"])
        await anna.hears(f"See {address}/form")
        await anna.says(f"It is at {address}/scan.png and anna@{address[7:]}")
        await kasia.sees(poland, f"It is at {address}/scan.png")
        assert address in await kasia.types(poland, f"/tram {address}")
    assert asked == []
    assert server.previewed == []


@pytest.mark.parametrize(
    "address",
    [
        "http://files.slack.com/x",
        "https://slack.com@evil.example/",
        "https://evil.example#.slack.com",
        "https://evil.example?.slack.com",
        "https://evil.example/\\files.slack.com",
        "https://evil.example\\.slack.com/x",
        "https://evil.example%2f.slack.com/x",
        "https://evil.example;.slack.com/x",
        "https://files.slack.com.evil.example/",
        "https://evilslack.com/",
        "https://slack.com:8443/x",
        "https://user:password@slack.com/x",
        "//slack.com/x",
        "file:///etc/passwd",
        "https://[",
        "https://[::1]/",
        "https://169.254.169.254/latest",
        "http://127.0.0.1:1/api/x",
        "",
    ],
)
def test_an_address_that_only_looks_like_slacks_is_not(address: str) -> None:
    assert not is_slacks(address, "https://slack.com/api/")
    assert not is_slacks(address, "http://127.0.0.1:8080/api/")
    assert is_slacks("http://127.0.0.1:8080/files/F1", "http://127.0.0.1:8080/api/")
    assert is_slacks("https://files.slack.com/files-pri/T1-F1/a.png", "https://slack.com/api/")
