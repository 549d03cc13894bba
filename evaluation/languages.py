"""How often the language of a text is found: of sentences, of three words, with and without
diacritics, beside py3langid as it comes, told which nine languages there are."""

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from evaluation.measures import interval, mean, milliseconds
from evaluation.noise import as_written, without_diacritics
from evaluation.sets import LANGUAGES, messages, needs
from tram_bot.core.identifiers import Language
from tram_bot.understanding.folding import tokens
from tram_bot.understanding.language import LanguageReader

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = 4
"""Words from which on a text is taken for a sentence."""

Read = Callable[[str], Language | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way to read, over texts of one kind."""

    reader: str
    kind: str
    right: dict[Language, list[float]]
    seconds: Sequence[float]

    def figures(self) -> dict[str, object]:
        """As it is written down."""
        everything = [each for right in self.right.values() for each in right]
        low, high = interval(everything)
        return {
            "reader": self.reader,
            "kind": self.kind,
            "texts": len(everything),
            "accuracy": round(mean(everything), 3),
            "accuracy_interval": [round(low, 3), round(high, 3)],
            "by_language": {each: round(mean(right), 3) for each, right in self.right.items()},
            "p50_ms": round(milliseconds(self.seconds, 50), 3),
        }


def ours() -> Read:
    """The likeliest language, also where the bot would rather not rely on it."""
    reader = LanguageReader(LANGUAGES)

    def read(text: str) -> Language | None:
        return next(iter(reader.read(text, tokens(text)).likely), None)

    return read


def theirs() -> Read:
    """py3langid, restricted to the nine."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)

    def read(text: str) -> Language | None:
        return str(identifier.classify(text)[0])

    return read


def measured(*, held_out: bool) -> list[Row]:
    """Both ways to read over every kind of text."""
    rows = []
    for name, read in {"tram-bot": ours(), "py3langid": theirs()}.items():
        for kind, cut in {"sentences": _whole, "three words": _three_words}.items():
            for spelling, spoil in {"": as_written, ", no diacritics": without_diacritics}.items():
                right: dict[Language, list[float]] = {each: [] for each in LANGUAGES}
                seconds = []
                for language, text in _texts(held_out=held_out):
                    said = spoil(cut(text), language)
                    begun = time.perf_counter()
                    right[language].append(float(read(said) == language))
                    seconds.append(time.perf_counter() - begun)
                rows.append(
                    Row(reader=name, kind=f"{kind}{spelling}", right=right, seconds=seconds)
                )
    return rows


def _texts(*, held_out: bool) -> Iterator[tuple[Language, str]]:
    for language in LANGUAGES:
        written = [each.text for each in needs(language, held_out=held_out) if not each.is_real]
        written += [each.text for each in messages(language, held_out=held_out) if each.intent]
        yield from ((language, text) for text in written if len(_WORD.findall(text)) >= _SENTENCE)


def _whole(text: str) -> str:
    return text


def _three_words(text: str) -> str:
    """Three words that stand together, drawn from the text itself."""
    words = _WORD.findall(text)
    first = random.Random(text).randrange(len(words) - 2)  # noqa: S311 - the same every time
    return " ".join(words[first : first + 3])
