"""The content that is served: made of the folders, and made anew while they are edited."""

import asyncio
import gc
import logging
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import Change, awatch

from tram_bot.content.files import FOLDERS, may_pass
from tram_bot.content.loaded import Loaded
from tram_bot.content.public_holidays import is_holiday
from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.errors import ContentError, Problem
from tram_bot.folders import folders, seen
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.reader import Reader
from tram_bot.search import Search
from tram_bot.served import Remarks
from tram_bot.waiting import comes_within

if TYPE_CHECKING:
    from tram_bot.reviewing import Review

_log = logging.getLogger(__name__)

_SETTLED_MS, _LONGEST_MS = 50, 400
"""Milliseconds without another change after which an edit is taken for finished, and those after
which we look anyhow. Ours: an editor writes a file in several steps, and somebody waits."""
_LOOK_AGAIN = 2.0
"""Seconds between looks at the folders of which nothing is told: a mounted volume may be replaced
as a whole, or tell of nothing. Ours."""


def read_content(root: Path, learner: Learner = PLAIN) -> Content:
    """The content folders, validated. `learner` is what searching is learnt with. Raises
    ContentError."""
    loaded = _read(root, learner)
    return _content(loaded, Search(loaded, learner))


def build_content(root: Path, learner: Learner = PLAIN) -> Content:
    """The content folders, validated and ready to be searched at once. Raises ContentError."""
    with made_for_good():
        loaded = _read(root, learner)
        search = Search(loaded, learner)
        search.make()
    return _content(loaded, search)


@contextmanager
def made_for_good() -> Iterator[None]:
    """While the content is made hardly anything is thrown away, and what was made stays: Python
    need not look for garbage in it, which takes a second meanwhile and later, now and then, a
    quarter of one in which nobody is answered."""
    # One thread may learn while another makes what was saved.
    is_first = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_first:
            gc.enable()
        gc.freeze()


class Edited:
    """Content in folders that people edit. What somebody saves takes its place whole or not at
    all: while the folders hold an error, what they held before it goes on being served.

    Nobody waits for what has to be learnt: one thread learns, a language at a time, and what is
    served meanwhile borrows from what was learnt before.
    """

    def __init__(
        self,
        root: Path,
        learner: Learner = PLAIN,
        *,
        language: Language | None = None,
        today: Callable[[], date] | None = None,
    ) -> None:
        """Read the folders. With a `language` they can be searched in that one only at first, and
        another is made when somebody first speaks it, which takes a tenth of a second if it is kept
        as it was learnt. If any is not, all are learnt meanwhile in a thread, and who is the first
        to speak one of them may wait for it half a minute. With `today` there are `remarks`, for
        whoever looks at them while they edit. Raises ContentError."""
        self._root = root
        self._learner = learner
        self._reader = Reader(root, learner.memory)
        self._seen = seen(root)
        self._not_served: set[str] = set()
        """The files that were saved and are not served yet."""
        self._mistake = ""
        self._stopping = asyncio.Event()
        self.problems: Sequence[Problem] = ()
        with made_for_good():
            self._search = Search(self._reader.read(), learner)
            if language:
                self._search.make_only(language)
            else:
                self._search.make()
            self._reader.keep()
        self._content = _content(self._search.loaded, self._search)
        self._review = _review(self._search.loaded, today) if today else None
        self._reading = asyncio.Lock()
        """Whoever holds it may read the files: what one has read the next need not."""
        self._looking = asyncio.Lock()
        """What was saved first is looked through first."""
        self._looks: set[asyncio.Task[None]] = set()
        self._is_to_get_ready = asyncio.Event()
        self._lock = threading.Lock()
        """Whoever holds it may put another search in the place of the one that is served."""
        self._thread: threading.Thread | None = None
        self._not_learnt = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._has_learnt = asyncio.Event()
        self._telling = asyncio.Lock()
        self._go_on_learning()

    @property
    def learning(self) -> Sequence[Language]:
        """The languages in which what was saved is not learnt from yet."""
        return self._search.on_loan

    @property
    def remarks(self) -> Remarks:
        """What is to be said of the content that stops nothing."""
        return self._review.remarks if self._review else Remarks()

    def __call__(self) -> Content:
        """The content to use for a turn."""
        return self._content

    async def follow(self, changed: Callable[[], Awaitable[None]]) -> None:
        """Serve what is saved from now on, until `stop` is called. `changed` is awaited each time
        that something else is served, that other errors stand in the way of it, that more or less
        of it is learnt, or that there is something else to say of it."""
        self._loop = asyncio.get_running_loop()
        learnt = asyncio.create_task(self._tell_of_learning(changed))
        ready = asyncio.create_task(self._be_ready(changed))
        trouble = ""
        try:
            while not self._stopping.is_set():
                # What was saved before the folders are watched shall not wait for the next edit.
                await self._renew(changed)
                try:
                    await self._watch(changed)
                except Exception as error:  # the limit of what may be watched, a folder that goes
                    if repr(error) != trouble:
                        trouble = repr(error)
                        _log.exception("folders not watched: seconds=%d", _LOOK_AGAIN)
                    await comes_within(self._stopping, _LOOK_AGAIN)
        finally:
            self._loop = None
            self._has_learnt.set()
            self._is_to_get_ready.set()
            await asyncio.gather(learnt, ready, *self._looks)

    def get_ready(self) -> None:
        """Somebody is about to edit: have the files read meanwhile, and remarks made."""
        self._is_to_get_ready.set()

    def stop(self) -> None:
        """Look at the folders no more, and begin to learn nothing more."""
        self._stopping.set()

    async def _watch(self, changed: Callable[[], Awaitable[None]]) -> None:
        """Serve what is saved, until another folder is in the place of one that is watched."""
        there = folders(self._root)
        if None in there:
            await comes_within(self._stopping, _LOOK_AGAIN)
            return
        async with aclosing(self._saved()) as saved:
            async for changes in saved:
                await self._renew(changed, is_told=bool(changes))
                if folders(self._root) != there:
                    return

    def _saved(self) -> AsyncGenerator[set[tuple[Change, str]], None]:
        """What was saved, each time that something was; now and then nothing."""
        return awatch(
            *(self._root / folder for folder in FOLDERS),
            debounce=_LONGEST_MS,
            step=_SETTLED_MS,
            rust_timeout=round(1000 * _LOOK_AGAIN),
            yield_on_timeout=True,
            stop_event=self._stopping,
        )

    async def _renew(
        self, changed: Callable[[], Awaitable[None]], *, is_told: bool = False
    ) -> None:
        """Serve what the folders hold now, if they may hold something else. A mistake of ours is
        logged, and what was served before it goes on being served."""
        self._go_on_learning()  # what could not be learnt may be by now
        content, problems, before = self._content, self.problems, self._search
        try:
            is_other = await asyncio.to_thread(self._is_other)
            # A file that could not be read may be readable by now, of which nothing tells.
            if not (is_told or is_other or self._mistake or any(map(may_pass, problems))):
                return
            async with self._reading:
                made = await asyncio.to_thread(self._made)
        except ContentError as broken:
            self.problems, self._mistake = broken.problems, ""
        except Exception as error:
            if repr(error) != self._mistake:
                self._mistake = repr(error)
                _log.exception("content not made: served=%s", content.version)
            return
        else:
            self.problems, self._mistake = (), ""
            if made:
                with self._lock:
                    self._serve(made)
            self._note_saved()
        self._go_on_learning()
        if self._content is not content:
            # Nobody who saves something else meanwhile shall wait for it.
            look = asyncio.create_task(self._look_through(changed, before))
            self._looks.add(look)
            look.add_done_callback(self._looks.discard)
        if self._content is not content or self.problems != problems:
            await self._tell(changed)
        await self._keep()

    def _note_saved(self) -> None:
        """Everything that was saved is served."""
        saved = self._not_served.difference(self._reader.unchanged)
        self._not_served.clear()
        if saved and self._review:
            self._review.serve(self._search.loaded, saved)

    def _serve(self, search: Search) -> None:
        self._search = search
        self._content = _content(search.loaded, search)
        gc.freeze()

    async def _tell(self, changed: Callable[[], Awaitable[None]]) -> None:
        """One thing after another."""
        async with self._telling:
            try:
                await changed()
            except Exception:
                _log.exception("change of the content not told: served=%s", self._content.version)

    def _is_other(self) -> bool:
        """Whether the file system shows something else than it did the last time."""
        before, self._seen = self._seen, seen(self._root)
        self._not_served |= self._seen.differing(before)
        return self._seen != before

    def _made(self) -> Search | None:
        """What the folders come to now, ready to be searched; None if that is what is served.
        Raises ContentError."""
        with made_for_good():
            loaded, before = self._reader.read(), self._search
            is_other = loaded.version != before.loaded.version
            return before.followed_by(loaded) if is_other else None

    async def _keep(self) -> None:
        """Keep what was read, now that it is served."""
        try:
            await asyncio.to_thread(self._reader.keep)
        except Exception:
            _log.exception("content not kept: served=%s", self._content.version)

    async def _be_ready(self, changed: Callable[[], Awaitable[None]]) -> None:
        """Once somebody is about to edit, read the files as if they had done so."""
        await self._is_to_get_ready.wait()
        if self._stopping.is_set():
            return
        with suppress(ContentError):  # who follows the folders tells of it
            async with self._reading:
                await asyncio.to_thread(self._get_ready)
        await self._look_through(changed)

    def _get_ready(self) -> None:
        with made_for_good():
            self._reader.get_ready()

    async def _look_through(
        self, changed: Callable[[], Awaitable[None]], before: Search | None = None
    ) -> None:
        """Make the remarks that take a moment, now that it is served, and tell if they have
        changed."""
        if not self._review or self._stopping.is_set():
            return
        search = self._search

        def is_latest() -> bool:
            return self._search.loaded is search.loaded

        async with self._looking:
            remarks = self.remarks
            try:
                async with self._reading:
                    sources = await asyncio.to_thread(self._reader.sources)
                await asyncio.to_thread(
                    self._review.look_through, sources, search, before, is_latest
                )
            except Exception:
                _log.exception("content not looked through: served=%s", self._content.version)
        if self.remarks != remarks:
            await self._tell(changed)

    def _go_on_learning(self) -> None:
        """Have it learnt in a thread what is served and not learnt yet, unless one is at it."""
        with self._lock:
            is_learnt = not (self._search.on_loan or self._search.unmade)
            if self._thread or is_learnt or self._stopping.is_set():
                return
            self._thread = threading.Thread(target=self._learn, name="learning", daemon=True)
            self._thread.start()

    def _learn(self) -> None:
        """Learn, until nothing is left of what is served. A mistake of ours is logged, and it is
        tried again when the folders are looked at the next time."""
        try:
            with made_for_good():
                self._learn_all()
            self._not_learnt = ""
        except Exception as error:
            if repr(error) != self._not_learnt:
                self._not_learnt = repr(error)
                _log.exception("content not learnt: served=%s", self._content.version)
            with self._lock:
                self._thread = None

    def _learn_all(self) -> None:
        learnt = self._search
        while not self._stopping.is_set():
            now = self._search
            if now is not learnt:
                # Something was saved meanwhile; what was learnt of the same texts holds for it.
                learnt = learnt.followed_by(now.loaded)
            elif now.on_loan:
                learnt = now.with_learnt(now.on_loan[0])
            elif now.unmade:
                now.make_next()
                continue
            with self._lock:
                if self._search is now:
                    if learnt is now:
                        self._thread = None
                        return
                    self._serve(learnt)
            self._tell_loop()

    def _tell_loop(self) -> None:
        """Have it told that something was learnt, if anybody follows."""
        loop = self._loop
        if loop:
            with suppress(RuntimeError):  # it has been closed meanwhile
                loop.call_soon_threadsafe(self._has_learnt.set)

    async def _tell_of_learning(self, changed: Callable[[], Awaitable[None]]) -> None:
        """Tell each time that something was learnt, as long as anybody follows."""
        while self._loop:
            await self._has_learnt.wait()
            self._has_learnt.clear()
            if self._loop:
                await self._tell(changed)
                if self._review and self._review.has_added:
                    await self._look_through(changed)


def _read(root: Path, learner: Learner) -> Loaded:
    reader = Reader(root, learner.memory)
    loaded = reader.read()
    reader.keep()
    return loaded


def _review(loaded: Loaded, today: Callable[[], date]) -> "Review":
    # Whoever does not edit needs nothing of what reads files.
    from tram_bot.reviewing import Review  # noqa: PLC0415

    return Review(loaded, today)


def _content(loaded: Loaded, search: Search) -> Content:
    return Content(
        version=loaded.version,
        phrasebook=loaded.phrasebook,
        intents=loaded.intents,
        questionnaires=loaded.questionnaires,
        questionnaire_words=loaded.questionnaire_words,
        catalogue=loaded.catalogue,
        understand=search.understand,
        note=search.note,
        choose=search.choose,
        find_concepts=search.find_concepts,
        find=search.find,
        is_holiday=is_holiday,
        words_said=search.words_said,
    )
