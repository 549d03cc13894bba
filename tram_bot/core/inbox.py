"""The inbox of whoever teaches the bot: messages that were not understood, those alike together."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tram_bot.core.effects import Mishap
from tram_bot.core.identifiers import ConversationId, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxMessage:
    """A message that was not understood, as it is kept: see `effects.Misheard`. `id` is given once
    and never to another; `at` is when it was said last."""

    id: int
    conversation: ConversationId
    language: Language
    text: str
    why: Mishap
    guesses: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxGroup:
    """Messages in one language that are alike, the oldest first; there is at least one."""

    messages: tuple[InboxMessage, ...]

    @property
    def number(self) -> int:
        """What people call it: the id of its oldest message, which stays while others join it."""
        return self.messages[0].id

    @property
    def language(self) -> Language:
        """The language of all of them."""
        return self.messages[0].language

    @property
    def latest(self) -> datetime:
        """When one of them was said last."""
        return max(message.at for message in self.messages)

    @property
    def texts(self) -> tuple[str, ...]:
        """Its wordings, the commonest first."""
        return tuple(text for text, _ in Counter(m.text for m in self.messages).most_common())

    def guesses(self, *whys: Mishap) -> tuple[str, ...]:
        """The guesses of the messages to which this happened, the commonest first."""
        counted = Counter(g for m in self.messages if m.why in whys for g in m.guesses)
        return tuple(guess for guess, _ in counted.most_common())


Group = Callable[[Sequence[InboxMessage]], Sequence[InboxGroup]]
"""Puts together what is alike; the largest group first, of two alike the later one."""
