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
from evaluation.noise import NOISES
from evaluation.rivals import RIVALS, Rival
from evaluation.sets import LANGUAGES, Message, messages
from tram_bot.core.content import Intent
from tram_bot.core.identifiers import Language
from tram_bot.understanding.recogniser import Recogniser

OURS = "tram-bot"
TODAY = date(2026, 11, 23)
"""The day on which the messages are read; no figure depends on it."""
REFUSED = 0.05
"""The share of messages in scope that may be refused."""
BANDS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))

Read = Callable[[str, Language], tuple[str | None, float]]
"""A way to read: the likeliest intent of a message, and how much speaks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """How one message was read."""

    message: Message
    intent: str | None
    confidence: float
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether the likeliest intent is the one that was meant."""
        return self.intent == self.message.intent


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
        known = [each.confidence for each in meant]
        strange = [each.confidence for each in none]
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
            told = [each.confidence for each in self.went]
            figures["calibration_error"] = round(calibration_error(told, all_right), 3)
        figures["p50_ms"] = round(milliseconds(seconds, 50), 2)
        figures["p99_ms"] = round(milliseconds(seconds, 99), 2)
        return figures


def ours(recogniser: Recogniser) -> Read:
    """The reading of the bot."""

    def read(text: str, language: Language) -> tuple[str | None, float]:
        best = recogniser.understand(text, language, TODAY).best
        return (best.id, best.confidence) if best else (None, 0.0)

    return read


def theirs(intents: Mapping[str, Intent], rival: Rival) -> Read:
    """The intent of the example that a rival finds nearest."""

    @cache
    def learnt(language: Language) -> tuple[list[str], Callable[[str], Sequence[float]]]:
        examples = [
            (intent.id, text)
            for intent in intents.values()
            if (words := intent.words.by_language.get(language))
            for text in words.examples
        ]
        return [id for id, _ in examples], rival([text for _, text in examples])  # type: ignore[return-value]

    def read(text: str, language: Language) -> tuple[str | None, float]:
        ids, score = learnt(language)
        scores = score(text)
        best = max(range(len(ids)), key=scores.__getitem__)
        return ids[best], float(scores[best])

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
    intent, confidence = read(text, message.language)
    seconds = time.perf_counter() - begun
    return Went(message=message, intent=intent, confidence=confidence, seconds=seconds)


def curve(rows: Sequence[Row]) -> list[dict[str, float]]:
    """What confidences were worth: how often those of a band were right."""
    went = [each for row in rows for each in row.went]
    bands = []
    for low, high in BANDS:
        band = [each for each in went if low <= each.confidence < high]
        if band:
            bands.append(
                {
                    "from": low,
                    "to": min(high, 1.0),
                    "messages": len(band),
                    "said": round(mean([each.confidence for each in band]), 3),
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
            is_right = (best.id if best else None) == each.intent
            if not is_right and (each.intent or understood.sure):
                found = ", ".join(f"{i.id} {i.confidence:.2f}" for i in understood.intents[:3])
                yield f"{language} {each.text!r}: meant {each.intent}, found {found}"
