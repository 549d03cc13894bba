"""The crowd before the doors: what it brings, and what it notices of how it is answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from benchmarks.transports.crowd import Company, TelegramDoor
from benchmarks.transports.part import amiss
from benchmarks.transports.pressure import Crowd
from tests.emulators.telegram import TOKEN, TelegramServer, telegram_server


@asynccontextmanager
async def bot(server: TelegramServer, replies: int, refusals: int = 0) -> AsyncIterator[None]:
    """A bot that answers everything with so many messages, after it has refused some."""
    refused = 0

    async def answer(request: web.Request) -> web.Response:
        nonlocal refused
        if refused < refusals:
            refused += 1
            return web.Response(status=503)
        chat = (await request.json())["message"]["chat"]["id"]
        for _ in range(replies):
            said = {"chat_id": chat, "text": "hello"}
            async with session.post(f"{server.address}/bot{TOKEN}/sendMessage", json=said):
                pass
        return web.Response()

    rooms = web.Application()
    rooms.router.add_post("/telegram", answer)
    runner = web.AppRunner(rooms, access_log=None)
    async with aiohttp.ClientSession() as session:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        server.webhook.url = f"http://{host}:{port}/telegram"
        try:
            yield
        finally:
            await runner.cleanup()


@pytest.mark.parametrize(("replies", "lost", "doubled"), [(1, 0, 0), (0, 12, 0), (3, 0, 24)])
async def test_what_is_not_answered_or_answered_too_often_is_counted(
    replies: int, lost: int, doubled: int
) -> None:
    async with telegram_server() as server, aiohttp.ClientSession() as session:
        crowd = Crowd([TelegramDoor(server, session)], seed=1)
        async with bot(server, replies):
            newcomers = [crowd.doors[0].newcomer(number) for number in range(6)]
            for _ in range(2):
                await asyncio.gather(*map(crowd.doors[0].writes, newcomers))
    assert amiss(crowd.companies) == (lost, doubled)


async def test_what_is_refused_is_brought_again_until_it_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("benchmarks.transports.crowd.COMES_AGAIN", 0.01)
    async with telegram_server() as server, aiohttp.ClientSession() as session:
        door = TelegramDoor(server, session)
        async with bot(server, replies=1, refusals=2):
            company = door.newcomer(1)
            brought = await door.writes(company)
    assert (brought.refused, company.written, company.acknowledged) == (2, 1, 1)
    assert amiss([company]) == (0, 0)


async def test_a_crowd_brings_as_much_as_it_is_told_to() -> None:
    async with telegram_server() as server, aiohttp.ClientSession() as session:
        crowd = Crowd([TelegramDoor(server, session)], seed=1)
        async with bot(server, replies=1):
            flow = await crowd.at_a_pace(per_second=400, seconds=0.25)
    assert 60 < len(flow.brought) < 140
    assert sum(each.acknowledged for each in crowd.companies) == len(flow.brought)


def test_a_company_says_each_thing_once_and_then_nothing_more() -> None:
    company = Company(3, "here")
    said = []
    while not company.has_said_all:
        said.append(company.says())
    assert len(set(said)) == len(said) == 7
    assert said[-1] == "send it"
    assert "Odense" in said[0]
