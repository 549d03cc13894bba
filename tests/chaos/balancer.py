"""Brings what the platforms say to one of the processes that live, as a load balancer does."""

import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, web

from tests.chaos.program import Worker

_KEPT = ("Content-Type", "X-Slack-No-Retry", "Retry-After")
_SECONDS = 20.0


@asynccontextmanager
async def balancer(team: Sequence[Worker], chance: random.Random) -> AsyncIterator[str]:
    """Its address. Where nobody listens, the next process is asked; what was begun and not
    answered is not asked again, but comes to a 502."""

    async def answer(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        headers = {k: v for k, v in request.headers.items() if k.lower() != "host"}
        for worker in chance.sample(list(team), len(team)):
            url = f"http://127.0.0.1:{worker.port}{request.rel_url}"
            try:
                async with session.post(url, data=body, headers=headers) as answered:
                    kept = {k: v for k, v in answered.headers.items() if k in _KEPT}
                    return web.Response(
                        status=answered.status, body=await answered.read(), headers=kept
                    )
            except ClientConnectorError:
                continue
            except (ClientError, TimeoutError):
                break
        return web.Response(status=502)

    rooms = web.Application(client_max_size=60_000_000)
    rooms.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(rooms, shutdown_timeout=0.1, access_log=None)
    async with ClientSession(timeout=ClientTimeout(total=_SECONDS)) as session:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        try:
            yield f"http://{host}:{port}"
        finally:
            await runner.cleanup()
