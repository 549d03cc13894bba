"""An answer: its value, the person's own words, and how we came by it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from tram_bot.core.identifiers import EventId
from tram_bot.core.limits import FREE_TEXT_KEPT, PARTS_KEPT


class Provenance(StrEnum):
    """How an answer came to be. Staff see it on the card."""

    TYPED = "typed"
    CHOSEN = "chosen"
    INFERRED = "inferred"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """Words, as written."""

    text: str
    kind: Literal["wrote"] = "wrote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chose:
    """One or more of a closed list, by id: options, concepts or country codes."""

    options: tuple[str, ...]
    kind: Literal["chose"] = "chose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A whole number of people or samples."""

    number: int
    kind: Literal["counted"] = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day by which something is needed."""

    day: date
    kind: Literal["dated"] = "dated"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSaid:
    """No answer, which is an answer too: the question is settled, its gap told to the centre."""

    why: Literal["skipped", "unknown"]
    kind: Literal["not_said"] = "not_said"


Value = Wrote | Chose | Counted | Dated | NotSaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one of several messages gave to an answer in free words."""

    message: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the company answered for one slot.

    `raw` is what it wrote; `message` is the platform's id of that message, so that an edit finds
    the answer it gave. `parts` are the messages a free text came in, if it was more than one. What
    a correction replaced is not kept with it: it may have been a secret.
    """

    value: Value
    raw: str
    how: Provenance
    event: EventId
    at: datetime
    message: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def messages(self) -> frozenset[str]:
        """The messages that gave this answer, as far as the platform names them."""
        return frozenset({self.message, *(part.message for part in self.parts)} - {""})

    @property
    def is_full(self) -> bool:
        """Whether no more words can be added to it."""
        return len(self.raw) >= FREE_TEXT_KEPT or len(self.parts) >= PARTS_KEPT

    def continued(self, message: str, text: str) -> "Answer":
        """The answer with the words of one more message, as many as there is room for."""
        if self.is_full:
            return self
        parts = self.parts or (Part(message=self.message, text=self.raw),)
        return self._of((*parts, Part(message=message, text=text)))

    def rewritten(self, message: str, text: str) -> "Answer":
        """The answer of several messages with one of them changed."""
        return self._of(
            tuple(replace(p, text=text) if p.message == message else p for p in self.parts)
        )

    def _of(self, parts: tuple[Part, ...]) -> "Answer":
        kept, room = [], FREE_TEXT_KEPT
        for part in parts:
            kept.append(replace(part, text=part.text[: max(room, 0)]))
            room -= len(part.text) + 1
        text = "\n".join(part.text for part in kept)[:FREE_TEXT_KEPT]
        return replace(self, value=Wrote(text=text), raw=text, parts=tuple(kept))

    def corrected(self, new: "Answer") -> "Answer":
        """The new answer, marked as a correction; itself if nothing changed."""
        if new.value == self.value:
            message = new.message or self.message
            return replace(self, raw=new.raw, message=message, parts=new.parts)
        return replace(new, how=Provenance.CORRECTED)

    @property
    def is_said(self) -> bool:
        """Whether the company told us something, rather than leaving the question."""
        return not isinstance(self.value, NotSaid)


Answers = Mapping[str, Answer]
"""Answers by slot id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Why a reply is no valid answer: a key of the phrasebook, and what to fill in."""

    reason: str
    values: Mapping[str, str] = field(default_factory=dict)
