"""`python -m evaluation.public_sets FILE ...`: public sets of intents through the same model.

CLINC150: its data_full.json, data_small.json or another file of that form.
BANKING77: its train.csv and test.csv.

Nobody's data is kept here; where to get it stands in README.md.
"""

import argparse
import csv
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.intents import REFUSED
from evaluation.measures import accuracy_at, auroc, mean, milliseconds, recall_at
from evaluation.names import AS_WRITTEN, MANY_TYPOS, OURS, TYPOS
from evaluation.noise import NOISES
from evaluation.rivals import RIVALS, nearest
from tram_bot import semantic
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.understanding.intents import IntentModel, wording_of

_NOISES = (AS_WRITTEN, TYPOS, MANY_TYPOS)
_SEED = 77
"""Which examples are drawn where only some are learnt from."""
_STRANGE_REFUSED = 0.6
"""Out-of-scope messages that have to be refused where it is asked what is right and kept."""

Text = tuple[str, str]
"""A text and its intent."""
Read = Callable[[str], tuple[str, float]]
"""The likeliest intent of a text, and how much speaks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSet:
    """A public set: what to learn from, what to be tried on, and what means no intent."""

    train: Sequence[Text]
    test: Sequence[Text]
    strange: Sequence[str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from a public set, and print how its test half goes."""
    parser = argparse.ArgumentParser(prog="evaluation.public_sets", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--examples", type=int, default=0, help="learn from so many an intent; without it, from all"
    )
    parser.add_argument(
        "--semantic", default="", help="measure the extra semantic with this model as well"
    )
    asked = parser.parse_args(arguments)
    read = read_banking if len(asked.files) > 1 else read_clinc
    known = read(*asked.files)
    train = drawn(known.train, asked.examples) if asked.examples else known.train
    sys.stdout.write(
        f"{len({intent for _, intent in train})} intents, {len(train)} examples, "
        f"{len(known.test)} messages with an intent, {len(known.strange)} with none\n\n"
        "| reader | as typed | accuracy | right and kept | AUROC | out-of-scope recall "
        "| p50 ms | p99 ms |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
    )
    begun = time.perf_counter()
    readers = {OURS: ours(train)}
    readers[OURS]("learn it")
    learnt = time.perf_counter() - begun
    if asked.semantic:
        readers[f"{OURS}[semantic], {Path(asked.semantic).name}"] = ours(
            train, Learner(kernels=semantic.kernels(asked.semantic))
        )
    readers |= {
        name: nearest([(intent, text) for text, intent in train], rival)
        for name, rival in RIVALS.items()
    }
    for name, reader in readers.items():
        for noise in _NOISES:
            sys.stdout.write(_line(name, noise, reader, known))
            sys.stdout.flush()
    sys.stdout.write(f"\ntram-bot learnt in {learnt:.1f} s\n")


def read_clinc(path: Path) -> PublicSet:
    """CLINC150 out of one JSON file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return PublicSet(
        train=[(text, intent) for text, intent in data["train"]],
        test=[(text, intent) for text, intent in data["test"]],
        strange=[text for text, _ in data["oos_test"]],
    )


def read_banking(train: Path, test: Path) -> PublicSet:
    """BANKING77 out of its two CSV files; it has nothing out of scope."""
    return PublicSet(train=list(_rows(train)), test=list(_rows(test)), strange=())


def drawn(texts: Sequence[Text], number: int) -> list[Text]:
    """So many texts of each intent, always the same ones."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for text, intent in texts:
        by_intent[intent].append(text)
    chance = random.Random(_SEED)  # noqa: S311 - repeatable on purpose
    return [
        (text, intent)
        for intent, each in by_intent.items()
        for text in chance.sample(each, min(number, len(each)))
    ]


def ours(train: Sequence[Text], learner: Learner = PLAIN) -> Read:
    """The bot's model."""
    model = IntentModel({"en": [(intent, wording_of(text)) for text, intent in train]}, learner)

    def read(text: str) -> tuple[str, float]:
        ranked = model.rank(wording_of(text), ("en",))
        return (ranked[0].intent, ranked[0].confidence) if ranked else ("", 0.0)

    return read


def _rows(path: Path) -> Iterator[Text]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["text"], row["category"]


def _line(name: str, noise: str, read: Read, known: PublicSet) -> str:
    spoil = NOISES[noise]
    right: list[bool] = []
    certain: list[float] = []
    seconds: list[float] = []
    for text, intent in known.test:
        spoilt = spoil(text, "en")
        begun = time.perf_counter()
        found, much = read(spoilt)
        seconds.append(time.perf_counter() - begun)
        right.append(found == intent)
        certain.append(much)
    strange = [read(spoil(text, "en"))[1] for text in known.strange]
    scope = (
        f"{accuracy_at(_STRANGE_REFUSED, certain, right, strange):.3f} | "
        f"{auroc(certain, strange):.3f} | {recall_at(REFUSED, certain, strange):.3f}"
        if strange
        else "- | - | -"
    )
    times = f"{milliseconds(seconds, 50):.2f} | {milliseconds(seconds, 99):.2f}"
    return (
        f"| {name} | {noise} | {mean([float(each) for each in right]):.3f} | {scope} | {times} |\n"
    )


if __name__ == "__main__":
    main()
