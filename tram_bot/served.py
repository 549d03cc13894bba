"""Content that is served: what whoever serves it goes by, wherever it comes from."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """The warnings about what is served, in the order of files and lines: those that are `fresh`,
    as they are about a file that was saved since the start or were not there then, and all others.
    Those that were not there are `brought` by what was saved. `saved` are the files that were saved
    last."""

    saved: tuple[str, ...] = ()
    fresh: tuple[Problem, ...] = ()
    standing: tuple[Problem, ...] = ()
    brought: tuple[Problem, ...] = ()


def named(warning: Problem) -> tuple[str, str]:
    """What a warning is known by while lines move and what it counts grows."""
    return warning.file, _NUMBER.sub("#", warning.what)


class Served(Protocol):
    """The content of the moment, and what stands in the way of a newer one."""

    @property
    def problems(self) -> Sequence[Problem]:
        """The errors in the folders as they are now; while there are any, they are not served."""
        ...

    @property
    def learning(self) -> Sequence[Language]:
        """The languages in which what was saved is served and not learnt from yet: its examples and
        words are looked up as they are now, beside what was learnt of those before."""
        ...

    @property
    def remarks(self) -> Remarks:
        """What is to be said of it that stops nothing."""
        ...

    def __call__(self) -> Content:
        """The content to use for a turn."""
        ...

    async def follow(self, changed: Callable[[], Awaitable[None]]) -> None:
        """Serve what is saved from now on, until `stop` is called. `changed` is awaited each time
        that something else is served, that other errors stand in the way of it, that more or less
        of it is learnt, or that there is something else to say of it."""
        ...

    def get_ready(self) -> None:
        """Somebody is about to edit it: see to it meanwhile that the first edit takes no longer
        than others."""
        ...

    def stop(self) -> None:
        """Look at the folders no more."""
        ...


class Fixed:
    """Content that nobody edits."""

    problems: Sequence[Problem] = ()
    learning: Sequence[Language] = ()
    remarks = Remarks()

    def __init__(self, content: Content) -> None:
        """`content` is served for good."""
        self._content = content

    def __call__(self) -> Content:
        """The content to use for a turn."""
        return self._content

    async def follow(self, changed: Callable[[], Awaitable[None]]) -> None:
        """There is nothing to follow."""

    def get_ready(self) -> None:
        """There is nothing to get ready for."""

    def stop(self) -> None:
        """There is nothing to stop."""
