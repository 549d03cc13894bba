"""Days by which something is needed, worked out from how people name them."""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache, cached_property

from tram_bot.core.identifiers import Language
from tram_bot.core.message import Day
from tram_bot.understanding.day_forms import Form, forms
from tram_bot.understanding.day_lexicon import day_lexicon, spaced
from tram_bot.understanding.folding import Beginnings, Found, alternation, flat
from tram_bot.understanding.periods import Period
from tram_bot.understanding.ready import make_all
from tram_bot.understanding.words.of_language import all_words

_MOST = 20
_NEAR = 200
"""Characters on either side in which the rest of a clause is looked for."""
_SOON = timedelta(days=7)
"""How long after a time an answer is still one that was wanted after it. Ours."""
_CLAUSE_BEFORE = re.compile(r"[^.;!?\n,]*$")
_CLAUSE_BEHIND = re.compile(r"[^.;!?\n,]*")
_BREAK = r"[:()]|\s[-–—]+\s"
"""What ends what is said of a time, beside the ends of its clause."""
_ASIDE = re.compile(r"\([^()]*\)|\s[-–—]\s[^-–—]*\s[-–—](?=\s)")
"""What is said in between: *we cannot send them (about 5 kg) before May*."""
_WITHIN_A_CLAUSE = frozenset({"da", "for"})
"""Folded words that give a reason right behind a time, and further on are mostly others: German
*da*, Danish *for*, Swedish *för*, *då*."""
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_DECIMAL_BEFORE = re.compile(r"\d[.,]\d+\s+$")
_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|\.)?[\s–-]+(?:of\s+)?$")


def read_days(text: str, today: date, languages: tuple[Language, ...]) -> list[Found[Day]]:
    """The days a text asks for, in the order of writing.

    A month, season or quarter stands for its last day, *before* it for the day before its first;
    one without a year is the next that is still ahead. What lies behind (*since May*, *last
    month*, *after one winter*) is no deadline and is not returned, unless it is a full date.
    """
    seen = flat(text)
    found: list[Found[Day]] = []
    own = languages[0] if languages else ""
    others = all_words()[own].days.no_preps if own in all_words() else ()
    no_preps = frozenset(flat(word) for word in others)
    for language in languages:
        if language not in all_words():
            continue
        # In the message's own language such a word may well stand before a time.
        strange = no_preps if language != own else frozenset()
        for each in _reader(language).read(text, seen, today, strange):
            if len(found) < _MOST and not any(
                other.start < each.end and each.start < other.end for other in found
            ):
                found.append(each)
    return sorted(found, key=lambda each: each.start)


def make_days_ready(languages: tuple[Language, ...]) -> None:
    """Make what these languages are read with now, so that nobody waits for it later."""
    for language in languages:
        if language in all_words():
            _reader(language).make_ready()


class _Reader:
    """Finds the times one language names, and tells deadlines from history."""

    def __init__(self, language: Language) -> None:
        self._lexicon = day_lexicon(language)
        self._negations = all_words()[language].negations
        self._joins = all_words()[language].joins
        self._forms = tuple(forms(self._lexicon))
        # Every form has a digit or one of these in it.
        self._named = Beginnings(self._lexicon.named)

    def make_ready(self) -> None:
        """Make every pattern now."""
        for each in (self, *self._forms):
            make_all(each)

    def read(
        self, text: str, seen: str, today: date, strange: Collection[str] = ()
    ) -> Iterator[Found[Day]]:
        """The deadlines; where two ways of naming overlap, the more exact one has it. What begins
        with a `strange` word is none."""
        figures = _DIGIT.search(seen) is not None
        if not (figures or self._named.may_stand_in(seen)):
            return
        taken: list[tuple[int, int]] = []
        for form in self._forms:
            if not form.may_stand_in(seen, figures=figures):
                continue
            for match in form.pattern.finditer(seen):
                start, end = match.span()
                if any(s < end and start < e for s, e in taken):
                    continue
                if spaced(match["prep"]) in strange or self._is_another_word(match, text):
                    continue
                behind = self._behind.match(seen, end)
                end = behind.end() if behind else end
                late = self._after(seen, match, end)
                if late:
                    start, end = late
                elif not self._is_deadline(form, match, behind, text, seen):
                    continue
                # The 30th of February is no day, and the February in it no month.
                taken.append((start, end))
                period = form.resolve(match, today)
                if period:
                    part = spaced(match["part"] or (behind["part"] if behind else None))
                    day = self._day(spaced(match["prep"]), part, period)
                    day = period.last + _SOON if late else day
                    yield Found(start, end, Day(day=day, words=text[start:end]))
                if len(taken) >= _MOST:
                    return

    def _day(self, prep: str, part: str, period: Period) -> date:
        """The last day that is still in time."""
        if part in self._lexicon.starts:
            return period.first + (period.middle - period.first) / 2
        if part and part not in self._lexicon.ends:
            return period.middle
        return period.day_before if prep in self._lexicon.before and not part else period.last

    def _after(self, seen: str, match: re.Match[str], end: int) -> tuple[int, int] | None:
        """From where to where a message stands that says nothing but *after* that time, as the
        answer to when something is needed; None if it says more, or not that."""
        if match.groupdict().get("unit"):
            return None  # Latvian *pēc trim nedēļām* is in three weeks
        start = match.start()
        before = self._after_before.search(seen[max(0, start - 40) : start])
        behind = self._after_behind.match(seen, end)
        if before:
            start = max(0, start - 40) + before.start()
        elif behind:
            end = behind.end()
        elif spaced(match["prep"]) not in self._lexicon.after:
            return None
        return (start, end) if self._is_whole(seen, start, end) else None

    def _is_deadline(
        self,
        form: Form,
        match: re.Match[str],
        behind: re.Match[str] | None,
        text: str,
        seen: str,
    ) -> bool:
        """Whether the time named is one by which something is wanted, rather than part of the
        story of what happened."""
        named = match.groupdict()
        start, end = match.start(), behind.end() if behind else match.end()
        if self._history_before.search(seen[max(0, start - 40) : start]):
            return False
        if named.get("day") and named["year"]:
            return True
        prep = spaced(named["prep"])
        if prep in self._lexicon.before and self._not_before.search(
            seen[max(0, start - 20) : start]
        ):
            return False
        if _is_cut_off(match, seen) or _is_size(match, seen):
            return False
        leads = bool(prep or named["part"] or named.get("which") or end > match.end())
        leads = leads or self._is_named_as_by(named)
        if self._is_whole(seen, start, end):
            return True
        if not leads and self._is_small_word(named, text, match):
            return False
        if named.get("season") in self._lexicon.seasons_like_words and (
            not prep or prep in self._lexicon.ons or _WORD.match(seen[end:].lstrip())
        ):
            return False
        if not (form.bare or leads) or self._history_behind.match(seen, end):
            return False
        before, rest = _clause_before(seen, start), _clause_behind(seen, end)
        if prep in self._lexicon.before and self._is_denied(before, rest):
            return False
        clause = f"{before} {rest}"
        wanted, told = self._wanted.search(clause), self._told.search(clause)
        if prep in self._lexicon.weak or self._tells_too(named, behind):
            return bool(wanted) and not told
        return bool(wanted) or not told

    def _tells_too(self, named: dict[str, str | None], behind: re.Match[str] | None) -> bool:
        """Whether the time named is as likely part of what is told: *we do it by hand today*, *it
        peels two weeks later*."""
        if named.get("relative"):
            today = not self._lexicon.relative[spaced(named["relative"])]
            return today and spaced(named["prep"]) not in self._lexicon.bys
        return bool(named.get("unit") and behind and spaced(behind["by"]) in self._lexicon.lapses)

    def _is_denied(self, before: str, behind: str) -> bool:
        """Whether a clause says of what is before a time that it cannot be, or need not. To know
        why something is not so may well be needed by then."""
        *_, own = self._turns.split(before)
        denied = self._denied.search(own)
        if denied:
            known = self._wanted.search(before) and self._why.search(own, 0, denied.start())
            return not known
        rest = self._said_behind(before, behind)
        denied = self._denied.search(rest)
        if not denied:
            return False
        return not (self._wanted.search(rest, 0, denied.start()) or self._why.search(rest))

    def _said_behind(self, before: str, behind: str) -> str:
        """What a clause goes on to say of a time, up to where it gives a reason or a condition. One
        that begins with the time has not said anything yet that it could give them for."""
        rest = self._turns.split(behind)[0]
        tie = self._ties.search(rest)
        if not tie:
            return rest
        between = rest[: tie.start()]
        ends_there = not between.strip() or (before.strip() and tie[0] not in _WITHIN_A_CLAUSE)
        return between if ends_there else rest

    def _is_another_word(self, match: re.Match[str], text: str) -> bool:
        """Whether what looks like a month or a weekday is neither: Polish *w środku*, inside."""
        named = match.groupdict()
        group = next((each for each in ("month", "weekday") if named.get(each)), None)
        if group is None or named.get("year"):
            return False
        written = text[match.start(group) : match.end(group)].lower()
        return written in self._lexicon.days.accented or bool(self._no_time.fullmatch(match[group]))

    def _is_small_word(self, named: dict[str, str | None], text: str, match: re.Match[str]) -> bool:
        """Whether what looks like a month is the verb: *12 may be too many*."""
        month = named.get("month")
        like_word = month in self._lexicon.months_like_words and not named.get("nth")
        return like_word and bool(named.get("day")) and text[match.start("month")].islower()

    def _is_named_as_by(self, named: dict[str, str | None]) -> bool:
        """Whether the time's own name says by it: Estonian *juuniks*, by June."""
        name = named.get("weekday") or named.get("month") or ""
        word = named.get("season") or named.get("feast") or ""
        endings = self._lexicon.days.by_endings
        return bool(self._by_itself.fullmatch(name)) or word.endswith(endings)

    def _is_whole(self, seen: str, start: int, end: int) -> bool:
        """Whether the message says nothing beside that time."""
        beside = f"{seen[:start]} {seen[end:]}"
        return len(beside) < _NEAR and all(
            word in self._lexicon.beside for word in _WORD.findall(beside)
        )

    # Most messages name no time, and need none of these patterns.

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        days = self._lexicon.days
        parts = (*days.end, *days.middle, *days.start) if days.part_behind else ()
        by = rf"(?P<by>{alternation(days.by_after)})"
        return re.compile(rf"(?:\s+(?P<part>{alternation(parts)}))?(?:\s+{by})?(?!\w)")

    @cached_property
    def _by_itself(self) -> re.Pattern[str]:
        lexicon = self._lexicon
        endings = alternation(lexicon.days.by_endings)
        return re.compile(rf"(?:{lexicon.month}|{lexicon.weekday}){endings}")

    @cached_property
    def _history_before(self) -> re.Pattern[str]:
        days = self._lexicon.days
        articles = rf"(?:{alternation(days.articles)}\s+)?"
        return re.compile(rf"(?<!\w){alternation(days.not_after)}\s+{articles}$")

    @cached_property
    def _no_time(self) -> re.Pattern[str]:
        return re.compile(alternation(self._lexicon.days.not_times))

    @cached_property
    def _after_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){alternation(self._lexicon.days.after)}\s+$")

    @cached_property
    def _after_behind(self) -> re.Pattern[str]:
        return re.compile(rf"\s+{alternation(self._lexicon.days.after_behind)}(?!\w)")

    @cached_property
    def _not_before(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){alternation(self._negations)}\s+$")

    @cached_property
    def _history_behind(self) -> re.Pattern[str]:
        return re.compile(rf"\s+{alternation(self._lexicon.days.past_behind)}(?!\w)")

    @cached_property
    def _wanted(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){alternation(self._lexicon.days.wanted)}(?!\w)")

    @cached_property
    def _denied(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){alternation(self._lexicon.days.denied)}(?!\w)")

    @cached_property
    def _turns(self) -> re.Pattern[str]:
        turns = alternation((*self._joins, *self._lexicon.days.but))
        return re.compile(rf"{_BREAK}|(?<!\w){turns}(?!\w)")

    @cached_property
    def _ties(self) -> re.Pattern[str]:
        # Of *before May or June* nothing has been said yet.
        no_time = rf"(?!\s+(?:\d|(?:{self._lexicon.month}|{self._lexicon.weekday})(?!\w)))"
        return re.compile(rf"(?<!\w){alternation(self._lexicon.days.ties)}(?!\w){no_time}")

    @cached_property
    def _why(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){alternation(self._lexicon.days.why)}(?!\w)")

    @cached_property
    def _told(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){alternation(self._lexicon.days.told)}(?!\w)")


def _clause_before(seen: str, start: int) -> str:
    found = _CLAUSE_BEFORE.search(seen[max(0, start - _NEAR) : start])
    return _ASIDE.sub(" ", found[0]) if found else ""


def _clause_behind(seen: str, end: int) -> str:
    found = _CLAUSE_BEHIND.match(seen[end : end + _NEAR])
    return found[0] if found else ""


def _is_cut_off(match: re.Match[str], seen: str) -> bool:
    """Whether a month stands there without the day in front of it, which could not be read."""
    named = match.groupdict()
    if not named.get("month") or named.get("day") or named["prep"] or named["part"]:
        return False
    return bool(_DAY_BEFORE.search(seen[max(0, match.start() - 12) : match.start()]))


def _is_size(match: re.Match[str], seen: str) -> bool:
    """Whether what looks like a date is the upper end of a range: *pH 3.5 bis 4.5*."""
    if not (match.groupdict().get("month") or "").isdigit():
        return False
    return bool(_DECIMAL_BEFORE.search(seen[max(0, match.start() - 12) : match.start()]))


@cache
def _reader(language: Language) -> _Reader:
    return _Reader(language)
