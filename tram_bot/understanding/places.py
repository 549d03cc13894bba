"""Countries named in a text, by their own name, by one of their cities or by an adjective."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise

from babel import Locale
from rapidfuzz.distance import OSA

from tram_bot.core.identifiers import Country, Language
from tram_bot.core.message import Place
from tram_bot.understanding.folding import (
    Beginnings,
    Found,
    Token,
    alternation,
    flat,
    fold,
    masked,
    plain,
    tokens,
)
from tram_bot.understanding.gazetteer import LONGEST_NAME, NEAR, Gazetteer
from tram_bot.understanding.packed_places import Need, Spot
from tram_bot.understanding.ready import make_all
from tram_bot.understanding.words.ambiguous import NO_PLACES, NO_SLIPS, RATHER_THINGS
from tram_bot.understanding.words.of_language import all_words, words_of

_MOST_TOKENS = 1_500
_MOST = 30
_INFLECTING = frozenset({"fi", "et", "lv", "lt", "pl"})
_NO_PLACE = re.compile(rf"(?<!\w){alternation(NO_PLACES)}(?!\w)")
_SOME_NO_PLACE = Beginnings(NO_PLACES)
_SENTENCE_ENDS = frozenset(".!?\n")
_CLAUSE = re.compile(r"[^.;!?\n]*$")
_NUMBERED_PART = re.compile(r"(?:^|[,\n])\s*\d")
_NEAR_BEFORE = 45
"""Characters before a place in which *customer* or *supplier* makes it somebody else's."""
_MISSPELT_WORDS = 3
_SHORTEST_MISSPELT, _LONG_MISSPELT = 5, 8


def read_places(
    text: str, gazetteer: Gazetteer, languages: tuple[Language, ...], *, has_address: bool = False
) -> list[Found[Place]]:
    """Where the company may be, in the order of writing. Beside an address, what looks like a
    surname is one.

    A place that the text gives to customers or suppliers is left out, and so are words that only
    look like places: *nice*, *Portland cement*. A name several countries have is the one in a
    country that the text names too, else the one most often meant.
    """
    # What is no place is struck out of the copy that is read, never out of the words returned.
    seen = text
    if _SOME_NO_PLACE.may_stand_in(flat(text)):
        seen = masked(text, [found.span() for found in _NO_PLACE.finditer(flat(text))])
    view = _View(text, seen, tokens(seen)[:_MOST_TOKENS])
    reader = _reader(languages)
    found = list(reader.named(view, gazetteer, has_address=has_address))
    for each in reader.adjectives(view):
        if not any(other.start < each.end and each.start < other.end for other in found):
            found.append(each)
    if not found and len(view.words) <= _MISSPELT_WORDS:
        found = [*_by_code(view), *_misspelt(view, gazetteer)][:1]
    return sorted(found, key=lambda each: each.start)[:_MOST]


def make_places_ready(languages: tuple[Language, ...]) -> None:
    """Make what these languages are read with now, so that nobody waits for it later."""
    make_all(_reader(languages))


class _View:
    """A text as the reader of places looks at it."""

    def __init__(self, text: str, seen: str, words: Sequence[Token]) -> None:
        self.text = text
        self.flat = flat(seen)
        self.words = words
        self._seen = seen
        # In a text of capitals a capital says nothing; a name or a code alone may be in capitals.
        self._shouted = seen.isupper() and len(words) > 2

    def is_capital(self, at: int) -> bool:
        """Whether the word there is written as a name; a code of two letters is all capitals."""
        token = self.words[at]
        as_name = token.text.isupper() if len(token.text) <= 2 else token.capitalised
        return as_name and not self._shouted

    def begins_sentence(self, at: int) -> bool:
        """Whether any word there would have a capital."""
        if at == 0:
            return True
        between = self._seen[self.words[at - 1].end : self.words[at].start]
        return not _SENTENCE_ENDS.isdisjoint(between)

    def ends_part(self, at: int) -> bool:
        """Whether a comma or the end is behind the word there, of the text or of a sentence."""
        behind = self._seen[self.words[at].end :].lstrip(" \t")[:1]
        return behind in ("", ",") or behind in _SENTENCE_ENDS

    def stands_as_name(self, at: int) -> bool:
        """Whether its capital makes the word there a name, in whatever case: any other word has
        one, too, where a sentence begins."""
        if at == 0:
            return self.is_capital(at) and len(self.words) == 1
        return self.is_capital(at) and (not self.begins_sentence(at) or self.ends_part(at))

    def is_answer(self, first: int, last: int) -> bool:
        """Whether the words there are all of a part between commas, and another part begins with a
        number: *tartu, 12 people*. A list of things has no numbers: *casting, grinding*."""
        before = self._seen[: self.words[first].start].rstrip()
        begins = before[-1:] in ("", ",") or before[-1:] in _SENTENCE_ENDS
        return begins and self.ends_part(last) and bool(_NUMBERED_PART.search(self._seen))

    def is_surname(self, first: int, last: int) -> bool:
        """Whether the words there are with the one before them all that a part of the text says,
        each with a capital: *Kim Lund, kim@…*."""
        if not (first and self.ends_part(last) and self.is_capital(first - 1)):
            return False
        before = self._seen[: self.words[first - 1].start].rstrip()
        between = self._seen[self.words[first - 1].end : self.words[first].start]
        return before[-1:] in ("", ",", ";", "\n", ".", ":") and between == " "

    def joined(self, at: int, most: int) -> Sequence[str]:
        """The words from there on between which nothing but blanks, hyphens and points stands:
        `most` of them at most, one at least, folded."""
        words = [self.words[at].folded]
        for before, token in pairwise(self.words[at : at + most]):
            if self._seen[before.end : token.start].strip(" -.'’"):
                break
            words.append(token.folded)
        return words

    def place(self, first: int, last: int, country: Country, city: str = "") -> Found[Place]:
        """A place by the words from the first to the last."""
        start, end = self.words[first].start, self.words[last].end
        return Found(start, end, Place(country=country, words=self.text[start:end], city=city))


class _Reader:
    """What a language adds to names: words before a place, adjectives, case endings."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._lists = words_of(languages)
        self._inflects = any(language in _INFLECTING for language in languages)
        self._located = frozenset(fold(word) for each in self._lists for word in each.located)
        self._adjectives = [term for each in self._lists for term in each.nationalities]
        self._some_adjective = Beginnings(self._adjectives)

    def named(
        self, view: _View, gazetteer: Gazetteer, *, has_address: bool
    ) -> Iterator[Found[Place]]:
        """The places that stand there by name."""
        spotted: list[tuple[int, int, tuple[Spot, ...]]] = []
        at = 0
        while at < len(view.words):
            size, spots = self._spots(view, at, gazetteer)
            if spots:
                spotted.append((at, at + size - 1, spots))
            at += size
        countries = {spots[0].country for _, _, spots in spotted if not spots[0].city}
        for first, last, spots in spotted:
            located = self._is_located(view, first)
            if has_address and spots[0].city and not located and view.is_surname(first, last):
                continue
            if not self._is_elsewhere(view, view.words[first].start):
                spot = next((s for s in spots if s.country in countries), spots[0])
                yield view.place(first, last, spot.country, spot.city)

    def adjectives(self, view: _View) -> Iterator[Found[Place]]:
        """*A Polish company*, *we are Finnish*."""
        if not self._some_adjective.may_stand_in(view.flat):
            return
        for match in (m for pattern in self._national for m in pattern.finditer(view.flat)):
            start, end = match.span("adjective")
            if not self._is_elsewhere(view, start):
                place = Place(country=self._nation(match["adjective"]), words=view.text[start:end])
                yield Found(start, end, place)

    def _spots(self, view: _View, at: int, gazetteer: Gazetteer) -> tuple[int, tuple[Spot, ...]]:
        """What the longest name that begins there may mean, and of how many words it is; one word
        and nothing if there is none."""
        longest = min(LONGEST_NAME, gazetteer.longest(view.words[at].folded))
        words = view.joined(at, longest) if longest else ()
        for size in range(len(words), 0, -1):
            spots = gazetteer.named(" ".join(words[:size]))
            if not spots:
                continue
            meant = tuple(spot for spot in spots if self._is_meant(spot, view, at, size))
            if meant:
                return size, meant
        if self._inflects and view.stands_as_name(at):
            spot = gazetteer.inflected(view.words[at].folded)
            return 1, (spot,) if spot else ()
        return 1, ()

    def _is_meant(self, spot: Spot, view: _View, at: int, size: int) -> bool:
        whole = size == len(view.words)
        capital = view.is_capital(at)
        # Chromium(VI) and Type II are in no village.
        is_code = len(view.words[at].folded) <= 2 and size == 1
        if is_code and spot.need is not Need.UNMISTAKABLE:
            return capital or whole
        located = self._is_located(view, at)
        match spot.need:
            case Need.NAMED:
                return True
            case Need.CLEAR:
                begins = (
                    spot.city and view.begins_sentence(at) and not view.ends_part(at + size - 1)
                )
                tells = capital and not begins
                is_thing = view.words[at].text.lower() in RATHER_THINGS
                answers = spot.city and not is_thing and view.is_answer(at, at + size - 1)
                return located or whole or tells or bool(answers)
            case Need.LOCATED:
                return capital and (located or whole)
            case Need.UNMISTAKABLE:
                return capital and located

    def _is_located(self, view: _View, at: int) -> bool:
        before = [token.folded for token in view.words[max(0, at - 2) : at]]
        if before and before[-1] == "the":
            before.pop()
        return bool(before) and before[-1] in self._located

    def _is_elsewhere(self, view: _View, start: int) -> bool:
        clause = _CLAUSE.search(view.flat[max(0, start - _NEAR_BEFORE) : start])
        before = clause[0] if clause else ""
        # What follows *we are* is about the company again.
        own = max((found.start() for found in self._own.finditer(before)), default=0)
        return bool(self._elsewhere.search(before[own:]))

    # There are many combinations of languages, and most messages need none of these patterns.

    @cached_property
    def _elsewhere(self) -> re.Pattern[str]:
        terms = alternation(term for each in self._lists for term in each.elsewhere)
        return re.compile(rf"(?<!\w){terms}(?!\w)")

    @cached_property
    def _own(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self._we_are}(?!\w)")

    @cached_property
    def _national(self) -> tuple[re.Pattern[str], ...]:
        adjective = rf"(?P<adjective>{alternation(self._adjectives)})"
        firm = alternation(term for each in self._lists for term in each.firms)
        return (
            re.compile(rf"^\W*{adjective}\W*$"),
            re.compile(rf"(?<![\w-]){adjective}(?:[\s-]+[\w-]{{1,20}}){{0,3}}?[\s-]+{firm}(?!\w)"),
            re.compile(rf"(?<!\w){self._we_are}(?:\s+[\w-]{{1,14}}){{0,3}}?\s+{adjective}(?!\w)"),
        )

    @property
    def _we_are(self) -> str:
        return alternation(term for each in self._lists for term in each.we_are)

    @cached_property
    def _nations(self) -> Mapping[str, Country]:
        return {
            flat(term.removesuffix("*")): country
            for each in self._lists
            for term, country in each.nationalities.items()
        }

    def _nation(self, adjective: str) -> Country:
        stems = [stem for stem in self._nations if adjective.startswith(stem)]
        return self._nations[max(stems, key=len)]


@cache
def _reader(languages: tuple[Language, ...]) -> _Reader:
    return _Reader(languages)


def _by_code(view: _View) -> Iterator[Found[Place]]:
    """A message that is nothing but the code of one of the eight. Others are words: NO, IT."""
    if len(view.words) == 1 and view.words[0].text.upper() in NEAR:
        yield view.place(0, 0, view.words[0].text.upper())


def _misspelt(view: _View, gazetteer: Gazetteer) -> Iterator[Found[Place]]:
    """One of the eight countries in a message that is hardly more than its name. What is spelt as
    another place or an ordinary word is no slip: Polish *islandia*, Latvian *maksā*."""
    for at, token in enumerate(view.words):
        country = _country_like(token.folded)
        if country and token.folded not in NO_SLIPS and not gazetteer.named(token.folded):
            yield view.place(at, at, country)


def _country_like(word: str) -> Country | None:
    """The one of the eight whose name in any language is a slip of the finger away."""
    slips = 1 if len(word) < _LONG_MISSPELT else 2
    if len(word) < _SHORTEST_MISSPELT:
        return None
    found = {
        country
        for name, country in _near_names()
        if OSA.distance(word, name, score_cutoff=slips) <= slips
    }
    return found.pop() if len(found) == 1 else None


@cache
def _near_names() -> tuple[tuple[str, Country], ...]:
    names = (
        (plain(str(Locale.parse(language).territories[country])), country)
        for language in all_words()
        for country in NEAR
    )
    return tuple(sorted({(n, c) for n, c in names if len(n) >= _SHORTEST_MISSPELT}))
