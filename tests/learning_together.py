"""What the tests learn of the real content: each language once, however many processes share the
work of a run."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tram_bot.core.identifiers import Language
from tram_bot.learning.learner import Learner
from tram_bot.reader import Reader
from tram_bot.search import Search

_MOST: Language = "en"
"""The language that takes as long as three others, and that all tests speak."""


def learn_together(root: Path, learner: Learner, locks: Path, *, only: Language = "") -> None:
    """Have the learner's memory keep all languages of the content under `root`, or `only` one.

    A language that another process is learning is left to it, and others are learnt meanwhile.
    """
    with _alone(locks / "all.lock"):
        reader = Reader(root, learner.memory)
        search = Search(reader.read(), learner)
        reader.keep()
        assert search.recogniser  # making it learns what all languages share

    def learn(language: Language, *, waits: bool = False) -> bool:
        with _alone(locks / f"{language}.lock", waits=waits) as is_alone:
            if is_alone:
                search.learn(language)
            return is_alone

    waiting = sorted(search.languages, key=lambda language: language != _MOST)
    while waiting and (not only or only in waiting):
        done = next(filter(learn, waiting), None)
        if done is None:
            done = waiting[0]
            learn(done, waits=True)
        waiting.remove(done)


@contextmanager
def _alone(lock: Path, *, waits: bool = True) -> Iterator[bool]:
    """Whether no other process is in a block of this name; it `waits` until none is."""
    with lock.open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
