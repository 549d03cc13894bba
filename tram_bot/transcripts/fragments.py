"""Fragments: what a conversation test expects of a text, and where in it they belong."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

LONGEST = 70
"""Characters of a fragment that is written down by us; enough to know a text by. Ours."""

_ALIKE = 0.5
"""Share of a fragment's words, or of its letters in their order, from which on a line is like it.
Ours."""
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """The text as it is compared: letter case and line breaks do not matter.

    >>> folded("Shall I\\n  send it?")
    'shall i send it?'
    """
    return " ".join(text.casefold().split())


def holds(said: Sequence[str], fragment: str) -> bool:
    """Whether the fragment stands in the lines, or across two of them."""
    return folded(fragment) in folded("\n".join(said))


def shortened_to_fragment(line: str) -> str:
    """The beginning of a line, up to its last whole word that a fragment has room for."""
    if len(line) <= LONGEST:
        return line.strip()
    whole_words, blank, _ = line[: LONGEST + 1].rpartition(" ")
    return (whole_words if blank else line[:LONGEST]).strip()


def expected_beside(said: Sequence[str], missing: Sequence[str]) -> tuple[str, ...]:
    """The lines as they would be with the missing fragments: each in place of the line it is most
    like, or at the end if it is like none.

    >>> expected_beside(["This is the first question.", "Which material?"], ["first step"])
    ('first step', 'Which material?')
    """
    lines: list[list[str]] = [[line] for line in said]
    last: list[str] = []
    anew: set[int] = set()
    for fragment in missing:
        number = _likest(said, fragment)
        if number is None:
            last.append(fragment)
        elif number in anew:
            lines[number].append(fragment)
        else:
            anew.add(number)
            lines[number] = [fragment]
    return (*(part for parts in lines for part in parts), *last)


def expected_without(said: Sequence[str], unwanted: Sequence[str]) -> tuple[str, ...]:
    """The lines without those that hold an unwanted fragment; none of them, if one stands across
    two lines."""
    kept = tuple(line for line in said if not any(holds([line], each) for each in unwanted))
    return () if any(holds(kept, each) for each in unwanted) else kept


def taken_instead(
    said: Sequence[str], missing: Sequence[str], held: Sequence[str]
) -> tuple[str, ...]:
    """For each missing fragment what is said instead: the sentence it is most like, else the first
    one. Sentences of which something else is expected, such as `held`, come last."""
    sentences = [sentence for line in said for sentence in _sentences(line)]
    taken: list[str] = []
    for fragment in missing:
        expected = (*held, *taken)
        free = [each for each in sentences if not any(holds([each], one) for one in expected)]
        choice = free or sentences
        taken.append(shortened_to_fragment(choice[_likest(choice, fragment) or 0]))
    return tuple(taken)


def _sentences(line: str) -> list[str]:
    # A button stands in brackets, and its label is what a test names.
    bare = line[1:-1] if line.startswith("[") and line.endswith("]") else line
    return [each for each in _SENTENCE.split(bare) if each.strip()]


def _likest(lines: Sequence[str], fragment: str) -> int | None:
    """The number of the line that is most like a fragment; None if none is."""
    wanted = _words(fragment)
    scores = [
        (
            len(wanted & _words(line)) / max(1, len(wanted)),
            SequenceMatcher(None, folded(line), folded(fragment), autojunk=False).ratio(),
            -number,
        )
        for number, line in enumerate(lines)
    ]
    words, letters, number = max(scores, default=(0.0, 0.0, 0))
    return -number if max(words, letters) >= _ALIKE else None


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text)))
