"""Every way to say some choices, as replies are held against them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import OSA

_SHORTEST_BEGINNING = 2
_LETTERS_PER_SLIP = 5
"""Letters for each slip that is forgiven; one always is: *opne*, but not *deadline* for *decline*.
"""
_LABEL_LETTERS = 8
"""Letters from which on a label with a slip is still no other word."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to say a choice: its words, and those with single blanks between them.
    `is_distinctive` when nobody says it in passing: *XPS*, *A4*; `denies` when it has a *not* of
    its own; `in_passing` when it is made of words that are said in any answer; `clauses` is how
    many it has."""

    id: str
    words: tuple[str, ...]
    text: str
    clauses: int
    is_label: bool
    is_distinctive: bool
    denies: bool
    in_passing: bool


class Sayings:
    """Every way to say some choices, the longest first."""

    def __init__(self, every: Iterable[Saying]) -> None:
        self.every = tuple(every)
        by_text: dict[str, dict[str, None]] = {}
        for each in self.every:
            by_text.setdefault(each.text, {})[each.id] = None
        self.ids = {text: tuple(ids) for text, ids in by_text.items()}
        """The choices that a text says word for word."""
        self._clauses: dict[str, int] = {}
        for each in self.every:
            self._clauses[each.text] = max(each.clauses, self._clauses.get(each.text, 0))
        self._places: dict[str, list[int]] = {}
        for at, each in enumerate(self.every):
            self._places.setdefault(each.words[0], []).append(at)
        self.longest = max((len(each.text) for each in self.every), default=0)
        """Letters of the longest one."""
        self._most_letters = self.longest + max(1, self.longest // (_LETTERS_PER_SLIP - 1))
        """Letters of the longest text that may be a misspelling of one."""
        self._near: dict[int, Sequence[tuple[Saying, int, int]]] = {}

    def clauses_of(self, text: str) -> int:
        """The clauses of the wording that a text says word for word."""
        return self._clauses.get(text, 0)

    def begun_by(self, words: Iterable[str]) -> Iterator[Saying]:
        """Those that begin with one of these words: no other stands in a text of them."""
        places = (self._places.get(word, ()) for word in set(words))
        return (self.every[at] for at in sorted(chain.from_iterable(places)))

    def alike(self, text: str) -> Iterator[tuple[Saying, float]]:
        """Those that a text may be a misspelling of, with how alike they are, 0 to 1."""
        for each, longest, forgiven in self._of_length(len(text)):
            slips = OSA.distance(text, each.text, score_cutoff=forgiven)
            if slips <= forgiven:
                yield each, 1.0 - slips / longest

    def has_as_long_as(self, text: str) -> bool:
        """Whether any is so long that a text may be a misspelling of it."""
        return bool(self._of_length(len(text)))

    def _of_length(self, letters: int) -> Sequence[tuple[Saying, int, int]]:
        """Those that so many letters may misspell, with the letters of the longer text and the
        slips forgiven: each letter more or less is a slip."""
        if letters > self._most_letters:
            return ()
        known = self._near.get(letters)
        if known is not None:
            return known
        near = []
        for each in self.every:
            longest = max(letters, len(each.text))
            forgiven = max(1, longest // _LETTERS_PER_SLIP)
            if abs(letters - len(each.text)) <= forgiven:
                near.append((each, longest, forgiven))
        self._near[letters] = near
        return near

    def begun_so(self, said: str) -> tuple[str, ...]:
        """The only choice whose label begins like that, else whose other words do."""
        if not _SHORTEST_BEGINNING <= len(said) <= self.longest:
            return ()
        begun = [each for each in self.every if each.text.startswith(said)]
        for of_these in ([each for each in begun if each.is_label], begun):
            ids = {each.id for each in of_these}
            if len(ids) == 1:
                return tuple(ids)
        return ()

    def is_nearly_a_label(self, said: str, id: str) -> bool:
        """Whether a reply is a choice's label, typed further than half way, or with one slip that
        does not begin a word: with a letter or two in front many a word is its opposite."""
        labels = (each for each in self.every if each.id == id and each.is_label)
        return any(_is_nearly(said, each) for each in labels)


def covered(words: Sequence[str], sayings: Iterable[Saying]) -> set[int]:
    """The places of the words that make up any of these."""
    return {
        at
        for each in sayings
        for first in places_of(each.words, words)
        for at in range(first, first + len(each.words))
    }


def places_of(part: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    """Where the words of a part stand among others, one behind the other."""
    size = len(part)
    return (at for at in range(len(words) - size + 1) if words[at : at + size] == part)


def _is_nearly(said: str, label: Saying) -> bool:
    if label.text.startswith(said):
        return 2 * len(said) > len(label.text)
    return (
        len(label.text) >= _LABEL_LETTERS
        and OSA.distance(said, label.text, score_cutoff=1) <= 1
        and _initials(said.split()) == _initials(label.words)
    )


def _initials(words: Sequence[str]) -> Sequence[str]:
    return [word[0] for word in words]
