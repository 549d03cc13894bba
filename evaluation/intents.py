"""How often the intent of a message is found, and what a confidence is worth, in every language."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from evaluation.measures import (
    auroc,
    calibration_error,
    interval,
    mean,
    milliseconds,
    recall_at,
)
from evaluation.names import OURS
from evaluation.noise import NOISES
from evaluation.rivals import RIVALS, Rival, nearest
from evaluation.sets import LANGUAGES, Message, messages
from tram_bot.core.content import Intent
from tram_bot.core.identifiers import Language
from tram_bot.understanding.recogniser import Recogniser

TODAY = date(2026, 11, 23)
"""The day on which the messages are read; no figure depends on it."""
REFUSED = 0.05
"""The share of messages in scope that may be refused."""
NOT_OURS = "elsewhere"
"""The intent of what has nothing to do with us: to mean it is to mean none of the others."""
BANDS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The likeliest intent of a message, None if it is none of ours; how sure that is; and how much
    more speaks for the likeliest of ours than for none, by which what is out of scope is refused.
    """

    intent: str | None
    certainty: float
    confidence: float


Read = Callable[[str, Language], Reading]
"""A way to read a message in a language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """How one message was read."""

    message: Message
    read: Reading
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether the likeliest intent is the one that was meant."""
        return self.read.intent == self.message.intent


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way to read, over one set of messages."""

    reader: str
    language: Language | None
    noise: str
    went: Sequence[Went]

    def figures(self) -> dict[str, object]:
        """As it is written down."""
        meant = [each for each in self.went if each.message.intent]
        none = [each for each in self.went if not each.message.intent]
        right = [float(each.is_right) for each in meant]
        known = [each.read.confidence for each in meant]
        strange = [each.read.confidence for each in none]
        seconds = [each.seconds for each in self.went]
        low, high = interval(right)
        figures: dict[str, object] = {
            "reader": self.reader, "language": self.language or "all", "noise": self.noise,
            "messages": len(meant), "out_of_scope": len(none),
            "accuracy": round(mean(right), 3),
            "accuracy_interval": [round(low, 3), round(high, 3)],
            "out_of_scope_recall": round(recall_at(REFUSED, known, strange), 3),
            "auroc": round(auroc(known, strange), 3),
        }  # fmt: skip
        if self.reader == OURS:
            all_right = [each.is_right for each in self.went]
            told = [each.read.certainty for each in self.went]
            figures["calibration_error"] = round(calibration_error(told, all_right), 3)
        figures["p50_ms"] = round(milliseconds(seconds, 50), 2)
        figures["p99_ms"] = round(milliseconds(seconds, 99), 2)
        return figures


def ours(recogniser: Recogniser) -> Read:
    """The reading of the bot."""

    def read(text: str, language: Language) -> Reading:
        ranked = recogniser.understand(text, language, TODAY).intents
        ours = next((each.confidence for each in ranked if each.id != NOT_OURS), 0.0)
        not_ours = next((each.confidence for each in ranked if each.id == NOT_OURS), 0.0)
        return Reading(
            intent=ranked[0].id if ranked and ranked[0].id != NOT_OURS else None,
            certainty=ranked[0].confidence if ranked else 0.0,
            confidence=ours - not_ours,
        )

    return read


def theirs(intents: Mapping[str, Intent], rival: Rival) -> Read:
    """The intent of the example that a rival finds nearest."""

    @cache
    def learnt(language: Language) -> Callable[[str], tuple[str, float]]:
        examples = [
            (intent.id, text)
            for intent in intents.values()
            if (words := intent.words.by_language.get(language)) and intent.id != NOT_OURS
            for text in words.examples
        ]
        return nearest(examples, rival)

    def read(text: str, language: Language) -> Reading:
        intent, much = learnt(language)(text)
        return Reading(intent=intent, certainty=much, confidence=much)

    return read


def measured(recogniser: Recogniser, intents: Mapping[str, Intent], *, held_out: bool) -> list[Row]:
    """Every way to read over every language and every noise."""
    readers = {OURS: ours(recogniser)}
    readers |= {name: theirs(intents, rival) for name, rival in RIVALS.items()}
    rows = []
    for name, read in readers.items():
        for noise, spoil in NOISES.items():
            of_all: list[Went] = []
            for language in LANGUAGES:
                went = [
                    _went(read, each, spoil(each.text, language))
                    for each in messages(language, held_out=held_out)
                ]
                of_all += went
                rows.append(Row(reader=name, language=language, noise=noise, went=went))
            rows.append(Row(reader=name, language=None, noise=noise, went=of_all))
    return rows


def _went(read: Read, message: Message, text: str) -> Went:
    begun = time.perf_counter()
    found = read(text, message.language)
    return Went(message=message, read=found, seconds=time.perf_counter() - begun)


def curve(rows: Sequence[Row]) -> list[dict[str, float]]:
    """What confidences were worth: how often those of a band were right."""
    went = [each for row in rows for each in row.went]
    bands = []
    for low, high in BANDS:
        band = [each for each in went if low <= each.read.certainty < high]
        if band:
            bands.append(
                {
                    "from": low,
                    "to": min(high, 1.0),
                    "messages": len(band),
                    "said": round(mean([each.read.certainty for each in band]), 3),
                    "right": round(mean([float(each.is_right) for each in band]), 3),
                }
            )
    return bands


def misses(
    recogniser: Recogniser, languages: Sequence[Language], *, held_out: bool
) -> Iterator[str]:
    """Each message that was taken for another intent, or relied on though it means none."""
    for language in languages:
        for each in messages(language, held_out=held_out):
            understood = recogniser.understand(each.text, language, TODAY)
            best = understood.best
            meant = best.id if best and best.id != NOT_OURS else None
            is_right = meant == each.intent
            if not is_right and (each.intent or understood.sure):
                found = ", ".join(f"{i.id} {i.confidence:.2f}" for i in understood.intents[:3])
                yield f"{language} {each.text!r}: meant {each.intent}, found {found}"
