"""Many conversations at once, each with one message on its way at a time.

The standard library only: the peers have environments of their own.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from benchmarks.turns.form import MESSAGES, reached


class Talk(Protocol):
    """One turn: a message in, its reply out."""

    async def __call__(self, conversation: str, number: int, text: str) -> str:
        """The reply to the message of that number, counted from 1, in a conversation. To send it
        once more, as a platform does, is to send it under the same number."""
        ...


@dataclass(slots=True)
class Took:
    """How long it took, in seconds of a clock that all processes share."""

    began: float = 0.0
    ended: float = 0.0
    turns: list[float] = field(default_factory=list)
    """Each turn, from the message to its reply."""


def conversations(count: int, name: str) -> Sequence[str]:
    """Names for so many; a platform's ids are numbers mostly."""
    return [f"{name}{number}" for number in range(count)]


async def converse(
    talk: Talk,
    at_once: int,
    forms: int,
    name: str,
    *,
    texts: Sequence[str] = MESSAGES,
    told: Callable[[str, int], None] = lambda *_: None,
) -> Took:
    """Go through so many forms one after another in each of the conversations at once. `told` is
    called with the conversation and the number of each message that was replied to.

    Raises RuntimeError for a reply that does not ask what comes next in the form.
    """
    took = Took()

    async def one(slot: str) -> None:
        for form in range(forms):
            conversation = f"{slot}0{form}"
            for number, text in enumerate(texts, start=1):
                begun = time.perf_counter()
                # All messages come in before any is looked at, as if they came from outside.
                await asyncio.sleep(0)  # noqa: TID251 - it waits for nothing
                reply = await talk(conversation, number, text)
                took.turns.append(time.perf_counter() - begun)
                if texts is MESSAGES and reached(reply) != number:
                    raise RuntimeError(f"message {number} was answered by: {reply}")
                told(conversation, number)

    took.began = time.monotonic()
    await asyncio.gather(*(one(slot) for slot in conversations(at_once, name)))
    took.ended = time.monotonic()
    return took


async def lost(talk: Talk, acknowledged: dict[str, int]) -> tuple[int, int]:
    """How many messages that were replied to are gone after a restart, and how many there were,
    given the number of the last one that was for each conversation.

    Each goes on with the next message, and the reply shows how far the form is. Forms that are
    filled in have no next message, and are left out.
    """
    missing = asked = 0
    for conversation, number in acknowledged.items():
        if number < len(MESSAGES):
            reply = await talk(conversation, number + 1, MESSAGES[number])
            missing += number - max(0, min(number, reached(reply) - 1))
            asked += number
    return missing, asked
