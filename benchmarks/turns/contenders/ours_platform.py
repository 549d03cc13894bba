"""What stands in for the platform on which people see our replies.

Of several workers that share a database any may send a reply, whoever took the message. So each
worker has a mailbox, a local socket beside its folder, for the replies that others send to the
people who write to it: those whose conversation begins with its folder's name.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from benchmarks.turns.form import reached
from tram_bot.core.effects import Say
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.lead import File
from tram_bot.outgoing import Payload

NAME = "bench"
_PATIENCE = 30.0
"""Seconds after which a reply is taken for lost."""


class Platform:
    """A channel that keeps what is shown as a person's screen does, until somebody reads it."""

    name = NAME

    def __init__(self, where: Path, transport: asyncio.DatagramTransport) -> None:
        self._where = where
        self._transport = transport
        self._screens: dict[str, asyncio.Queue[str]] = {}
        self._numbers = 0

    async def shown(self, conversation: str, after: int) -> str:
        """The reply to the form's message of that number; 0 for any reply. What was sent last
        before a crash may be sent once more. If there is none, what came in its place."""
        reply = ""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                reply = await self._screen(conversation).get()
                while reached(reply) < after:
                    reply = await self._screen(conversation).get()
        return reply

    def show(self, conversation: str, text: str) -> None:
        """Put it on a person's screen."""
        self._screen(conversation).put_nowait(text)

    def _screen(self, conversation: str) -> "asyncio.Queue[str]":
        return self._screens.setdefault(conversation, asyncio.Queue())

    async def deliver(
        self,
        conversation: ConversationId,
        say: Say,
        files: Sequence[Payload] = (),  # noqa: ARG002 - the port's
    ) -> str:
        """Show it where it is read."""
        self._numbers += 1
        text = "\n".join((*say.paragraphs, say.ask or ""))
        _, _, who = conversation.partition(":")
        if who.startswith(self._where.name):
            self.show(who, text)
        else:
            self._transport.sendto(f"{who}\n{text}".encode(), mailbox(self._where, who[0]))
        return str(self._numbers)

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Show it anew."""
        raise NotImplementedError("no member of staff changes anything here")

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        """Hand over a file."""
        raise NotImplementedError("nobody asks for their data here")

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Take something back."""
        raise NotImplementedError("no member of staff takes anything back here")

    async def fetch(self, file: File) -> Payload:
        """Fetch a file."""
        raise NotImplementedError("nobody sends files here")


class _Mailbox(asyncio.DatagramProtocol):
    """Takes in what other workers send."""

    platform: Platform

    def datagram_received(self, data: bytes, addr: object) -> None:  # noqa: ARG002 - asyncio's
        """Put it on the screen it is for."""
        who, _, text = data.decode().partition("\n")
        self.platform.show(who, text)


def mailbox(where: Path, worker: str) -> str:
    """The address of a worker's mailbox, seen from another one's folder."""
    return str(where.parent / f"{worker}.mailbox")


def _emptied(address: str) -> str:
    """The address, free to be used again after a crash."""
    Path(address).unlink(missing_ok=True)
    return address


@asynccontextmanager
async def platform(where: Path) -> AsyncIterator[Platform]:
    """The platform as one worker sees it."""
    address = _emptied(mailbox(where, where.name))
    transport, protocol = await asyncio.get_running_loop().create_datagram_endpoint(
        _Mailbox, local_addr=address, family=socket.AF_UNIX
    )
    made = protocol.platform = Platform(where, transport)
    try:
        yield made
    finally:
        transport.close()
