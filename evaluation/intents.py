"""How often a message's intent is recognised, and what a confidence is worth.

    python -m evaluation.intents                the half of the messages that one may tune on
    python -m evaluation.intents --held-out     the other half: look once, after tuning
    python -m evaluation.intents --misses       and what was understood instead

Reads `paraphrases.yaml` beside this file, and the intents of the project.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from evaluation.needs import is_held_out, with_interval
from tram_bot.content.loaded import Loaded
from tram_bot.content.loader import load
from tram_bot.core.message import Understood
from tram_bot.understanding.recogniser import build

HERE = Path(__file__).parent
TODAY = date(2026, 11, 23)
"""The day on which the messages are read; no figure depends on it."""
BINS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message and the intent it means, or None."""

    text: str
    intent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A message as it was understood."""

    message: Message
    understood: Understood

    @property
    def best(self) -> str | None:
        """The likeliest intent."""
        return self.understood.best.id if self.understood.best else None

    @property
    def confidence(self) -> float:
        """How likely it is said to be."""
        return self.understood.best.confidence if self.understood.best else 0.0

    @property
    def is_right(self) -> bool:
        """Whether the likeliest intent is the one that was meant."""
        return self.best == self.message.intent


def messages(*, held_out: bool) -> list[Message]:
    """The messages of one half."""
    text = yaml.safe_load((HERE / "paraphrases.yaml").read_text(encoding="utf-8"))
    meant = [Message(text=t, intent=id) for id, each in text["intents"].items() for t in each]
    none = [Message(text=t, intent=None) for t in text["none"]]
    return [each for each in (*meant, *none) if is_held_out(each.text) is held_out]


def by_nearest_example(loaded: Loaded, asked: Sequence[Message]) -> list[float]:
    """rapidfuzz as it comes: the intent of the most similar example; 1 for each that is right."""
    examples = [
        (example, intent.id)
        for intent in loaded.intents.values()
        for example in intent.words.by_language["en"].examples
    ]
    texts = [text.lower() for text, _ in examples]
    right = []
    for each in asked:
        found = process.extractOne(each.text.lower(), texts, scorer=fuzz.token_set_ratio)
        right.append(float(found is not None and examples[found[2]][1] == each.intent))
    return right


def first_three(read: Read) -> float:
    """1 if the intent that was meant is among the three that would be offered."""
    return float(read.message.intent in [each.id for each in read.understood.intents[:3]])


def curve(reads: Sequence[Read]) -> list[str]:
    """What confidences were worth: how often those of a band were right, as a Markdown table."""
    lines = ["| confidence | messages | said | right |", "| --- | --- | --- | --- |"]
    for low, high in BINS:
        band = [each for each in reads if low <= each.confidence < high]
        if band:
            said = sum(each.confidence for each in band) / len(band)
            right = sum(each.is_right for each in band) / len(band)
            lines.append(
                f"| {low:.1f}-{min(high, 1.0):.1f} | {len(band)} | {said:.2f} | {right:.2f} |"
            )
    return lines


def misses(reads: Sequence[Read]) -> list[str]:
    """Each message that was taken for another intent, or relied on though it means none."""
    return [
        f"{each.message.text!r}: meant {each.message.intent}, "
        f"found {each.best} ({each.confidence:.2f}{', sure' if each.understood.sure else ''})"
        for each in reads
        if (each.message.intent and not each.is_right)
        or (each.understood.sure and not each.is_right)
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--held-out", action="store_true", help="the half never tuned on")
    parser.add_argument("--misses", action="store_true", help="what was understood instead")
    chosen = parser.parse_args(arguments)
    loaded = load(HERE.parent)
    begun = time.perf_counter()
    recogniser = build(loaded.intents, loaded.catalogue, ("en",))
    built = time.perf_counter() - begun
    asked = messages(held_out=chosen.held_out)
    reads = [
        Read(message=each, understood=recogniser.understand(each.text, "en", TODAY))
        for each in asked
    ]
    meant = [each for each in reads if each.message.intent]
    none = [each for each in reads if not each.message.intent]
    relied = [each for each in reads if each.understood.sure]
    nearest = by_nearest_example(loaded, [each.message for each in meant])
    half = "held out" if chosen.held_out else "for tuning"
    lines = [
        f"{len(meant)} messages with an intent, {len(none)} with none, {half}; "
        f"{len(loaded.intents)} intents, learnt in {built:.1f} s",
        "",
        f"first is right          {with_interval([float(each.is_right) for each in meant])}",
        f"right among first three {with_interval([first_three(each) for each in meant])}",
        f"rapidfuzz, nearest      {with_interval(nearest)}",
        "",
        f"relied on {sum(each.understood.sure for each in meant)} of {len(meant)} with an intent "
        f"and {sum(each.understood.sure for each in none)} of {len(none)} with none; "
        f"right {sum(each.is_right for each in relied)} of {len(relied)}",
        "",
        *curve(reads),
    ]
    if chosen.misses:
        lines += ["", *misses(reads)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
