"""What is to be said of content that is being edited and stops nothing: what `check` warns of, and
examples that were saved and sound like another intent."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import astuple
from datetime import date
from typing import NamedTuple

from tram_bot.confusions import mistaken
from tram_bot.content import checks_age
from tram_bot.content.loaded import Loaded
from tram_bot.content.said import Said, said
from tram_bot.content.sources import Sources
from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem
from tram_bot.search import Search
from tram_bot.served import Remarks, named
from tram_bot.understanding.intents import Meant, wording_of
from tram_bot.understanding.recogniser import is_sure


class _Example(NamedTuple):
    language: Language
    intent: str
    words: str


class Review:
    """Looks through the content while it is edited."""

    def __init__(self, loaded: Loaded, today: Callable[[], date]) -> None:
        """`loaded` is what is served at first."""
        self._today = today
        self._loaded = loaded
        self._standing = set(map(named, loaded.warnings))
        self._touched: set[str] = set()
        self._saved: tuple[str, ...] = ()
        self._aged: Sequence[Problem] | None = None
        """None until it was looked for."""
        self._sounding: Sequence[Problem] = ()
        self._added: dict[_Example, Meant | None] = {}
        """The examples that were saved since the start, with the intent that each is taken for by
        who has not learnt it, if that is another one."""
        self._judges: dict[Language, object] = {}
        """What was learnt of the language that they were judged by."""

    @property
    def remarks(self) -> Remarks:
        """What is known so far."""
        everything = (*self._loaded.warnings, *(self._aged or ()), *self._sounding)
        fresh: list[Problem] = []
        standing: list[Problem] = []
        brought: list[Problem] = []
        for problem in sorted(set(everything), key=astuple):
            is_new = named(problem) not in self._standing
            if is_new:
                brought.append(problem)
            (fresh if is_new or problem.file in self._touched else standing).append(problem)
        return Remarks(
            saved=self._saved,
            fresh=tuple(fresh),
            standing=tuple(standing),
            brought=tuple(brought),
        )

    def serve(self, loaded: Loaded, saved: Collection[str]) -> None:
        """From now on this content is served, for which these files were saved."""
        # What is mended is new if it comes back.
        mended = {*map(named, self._loaded.warnings)}.difference(map(named, loaded.warnings))
        self._standing -= mended
        self._loaded = loaded
        self._saved = tuple(sorted(saved))
        self._touched.update(saved)

    def look_through(
        self,
        sources: Sources,
        search: Search,
        before: Search | None,
        is_latest: Callable[[], bool],
    ) -> None:
        """Look for what takes a moment in what is served; `search` is made of it. If it has taken
        the place of another one, that is `before`. Of examples nothing is said once it is not the
        latest any more: they may be gone, and who looks through that one says it."""
        is_first = self._aged is None
        self._aged = tuple(checks_age.check(sources, self._today()))
        if is_first:
            # They were there before anybody saved anything: nobody had looked.
            self._standing.update(map(named, self._aged))
        if before:
            self._note_added(before, search)
        if is_latest():
            self._judge_learnt(search)
            sounding = tuple(self._told(sources))
            if is_latest():
                self._sounding = sounding

    @property
    def has_added(self) -> bool:
        """Whether there are examples to be judged anew once they are learnt."""
        return bool(self._added)

    def _note_added(self, before: Search, after: Search) -> None:
        """Note which examples have come and gone. Who served before has not learnt what has come:
        how that is understood shows what happens to whoever writes something like it."""
        for language in after.languages:
            old, new = _examples(before, language), _examples(after, language)
            if old == new:
                continue
            known = {each.words for each in old}
            for gone in old - new:
                self._added.pop(gone, None)
            for each in new - old:
                # What has moved was learnt of the other intent.
                is_judged = each.words not in known and language not in before.unmade
                self._added[each] = _taken_for(each, before) if is_judged else None

    def _judge_learnt(self, search: Search) -> None:
        """Judge the examples anew in the languages in which they are learnt."""
        model = search.recogniser.model
        for language in {each.language for each in self._added}:
            if not model.learnt.is_made(language) or model.learnt.is_on_loan(language):
                continue
            judge = model.learnt(language)
            if self._judges.get(language) is judge:
                continue
            self._judges[language] = judge
            places = {each: at for at, each in enumerate(search.recogniser.examples[language])}
            own = [each for each in self._added if each.language == language]
            asked = {each: places[each.intent, wording_of(each.words)] for each in own}
            judged = model.left_out(language, list(asked.values()))
            for each, ranked in zip(asked, judged, strict=True):
                self._added[each] = _other(each, ranked)

    def _told(self, sources: Sources) -> Iterator[Problem]:
        """The warnings about examples that are taken for another intent."""
        other = {each: meant for each, meant in self._added.items() if meant}
        for example in said(sources, "examples") if other else ():
            meant = other.get(_key(example))
            if meant:
                yield mistaken(example, meant)


def _key(example: Said) -> _Example:
    return _Example(example.language, example.intent, example.words)


def _examples(search: Search, language: Language) -> set[_Example]:
    by_intent = search.examples(language)
    return {_Example(language, intent, each) for intent in by_intent for each in by_intent[intent]}


def _taken_for(example: _Example, search: Search) -> Meant | None:
    model = search.recogniser.model
    return _other(example, model.rank(wording_of(example.words), [example.language]))


def _other(example: _Example, ranked: Sequence[Meant]) -> Meant | None:
    """The other intent that it is taken for without asking back; None if there is none."""
    is_other = is_sure(ranked) and ranked[0].intent != example.intent
    return ranked[0] if is_other else None
