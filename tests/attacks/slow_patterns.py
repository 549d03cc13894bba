"""Everything that reads what people write, over texts that are made to keep our patterns busy.

A program of its own, so that a pattern that never ends can be ended with it. It takes each regular
expression of ours apart, and what it may repeat is repeated for as long as a text may be, with an
end that fits nothing. Each text is named before it is read, and how long the slowest took is told
at the end. As an argument: only each n-th of the texts is understood and searched for, too.
"""

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import tram_bot
from tram_bot import serving
from tram_bot.channels.slack.messages import messages_of as on_slack
from tram_bot.channels.telegram.messages import messages_of as on_telegram
from tram_bot.commands.learners import learner_of
from tram_bot.content.yaml_source import read
from tram_bot.core.content import Content
from tram_bot.core.desk.thread import is_note
from tram_bot.core.effects import Say
from tram_bot.core.file_kinds import suspicious
from tram_bot.core.file_names import clean_file_name
from tram_bot.core.finding import Need
from tram_bot.core.formulas import harmless
from tram_bot.core.hygiene import clean
from tram_bot.core.limits import FREE_TEXT_KEPT, TEXT_KEPT
from tram_bot.core.lookalikes import disguised_word
from tram_bot.settings import read_settings
from tram_bot.slack.escaping import as_typed
from tram_bot.slack.files import is_slacks
from tram_bot.text_layout import Paper, printable

RAW = 200_000
"""Characters of what nobody has cut yet."""
TODAY = date(2026, 11, 25)
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s", codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def patterns_of() -> dict[str, int]:
    """Every pattern that is a value of one of our modules, with its flags."""
    found: dict[str, int] = {}
    for module in pkgutil.walk_packages(tram_bot.__path__, "tram_bot."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, re.Pattern):
                found[str(value.pattern)] = value.flags
    return found


def repeated(tree: Any) -> Iterator[str]:
    """What each repetition of a pattern may repeat, and the beginning of the pattern."""
    for code, what in tree:
        if code in _REPEATS:
            yield "".join(_example(what[2]))
            yield from repeated(what[2])
        elif code is codes.SUBPATTERN:
            yield from repeated(what[3])
        elif code is codes.BRANCH:
            for each in what[1]:
                yield from repeated(each)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from repeated(what[1])


def _example(tree: Any) -> Iterator[str]:
    for code, what in tree:
        match code:
            case codes.LITERAL:
                yield chr(what)
            case codes.NOT_LITERAL | codes.ANY:
                yield "b"
            case codes.IN:
                yield _one_of(what)
            case codes.SUBPATTERN:
                yield from _example(what[3])
            case codes.BRANCH:
                yield from _example(what[1][0])
            case _ if code in _REPEATS:
                yield "".join(_example(what[2])) * min(max(what[0], 1), 3)
            case _:
                pass


def _one_of(choices: Any) -> str:
    negated = choices[0][0] is codes.NEGATE
    for candidate in "b1 A-.,'\"@+;\n\tłß_/:()<":
        if any(_is(candidate, each) for each in choices) != negated:
            return candidate
    return next((chr(what) for code, what in choices if code is codes.LITERAL), "b")


def _is(character: str, choice: Any) -> bool:
    code, what = choice
    if code is codes.LITERAL:
        return bool(ord(character) == what)
    if code is codes.RANGE:
        return bool(what[0] <= ord(character) <= what[1])
    category = _CATEGORIES.get(what) if code is codes.CATEGORY else None
    return bool(category and re.match(category, character))


_MOST = 5.0
"""Seconds that reading the worst of them may take, in all places together."""


def worst_texts() -> Iterator[tuple[str, str]]:
    """A beginning, and what is to be repeated after it."""
    found: dict[str, None] = dict.fromkeys(("b", "1", " ", "\n", "\t", "- ", "<", "&", "1 ", "b."))
    for pattern, flags in patterns_of().items():
        pieces = (*repeated(parser.parse(pattern, flags)), "".join(_example(parser.parse(pattern))))
        found.update(dict.fromkeys(piece[:60] for piece in pieces if piece))
    for pump in found:
        yield "", pump
        yield "we are 12", pump


def read_all(content: Content | None, beginning: str, pump: str) -> None:
    """Have everything read it; what understands and searches, if there is `content`."""

    def long(most: int) -> str:
        return (beginning + pump * (most // len(pump) + 1))[:most] + "\x01"

    text = long(TEXT_KEPT)
    if content:
        content.understand(text, "en", TODAY)
        content.find(Need(text=long(FREE_TEXT_KEPT), language="en"))
    say = Say(paragraphs=(text,), ask=text)
    on_slack(say, lambda _: True)
    on_telegram(say)
    is_note(text)
    raw = long(RAW)
    clean(raw)
    as_typed(raw)
    harmless(raw)
    printable(raw)
    disguised_word(raw)
    clean_file_name(raw)
    suspicious(raw, raw.encode())
    is_slacks(f"https://{raw}", "https://slack.com/api/")
    Paper().wrapped(text)
    read("a.yaml", f"a: {raw}".encode())


def main() -> int:
    """Read them all; 1 if one of them takes too long."""
    content = serving.build_content(Path(__file__).parents[2], learner_of(read_settings()))
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    slowest = (0.0, "")
    texts = list(worst_texts())
    for number, (beginning, pump) in enumerate(texts):
        sys.stdout.write(f"{beginning!r}, and then {pump!r} again and again\n")
        sys.stdout.flush()
        before = time.perf_counter()
        read_all(None if number % each else content, beginning, pump)
        slowest = max(slowest, (time.perf_counter() - before, repr(pump)))
    sys.stdout.write(f"{len(texts)} texts, the slowest {slowest[0]:.2f} s: {slowest[1]}\n")
    return 1 if slowest[0] > _MOST else 0


if __name__ == "__main__":
    sys.exit(main())
