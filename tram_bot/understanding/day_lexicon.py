"""One language's words for times, folded and ready to be looked for in a flat text."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from babel import Locale

from tram_bot.core.identifiers import Language
from tram_bot.understanding.folding import alternation, flat
from tram_bot.understanding.words.of_language import all_words

_INFLECTED = frozenset({"fi", "et", "lv", "lt", "pl"})
_SHORTEST_STEM = 4
_SHORTEST_NAME = 3
_SHORT_ENDINGS = ("em", "u", "m", "d", "ks", "ni", "st", "kuu", "kuud", "kuuks", "kuuni", "kuus")
"""Endings of names too short to be cut: przed majem, enne maid, maikuuks."""
_DROPPED = {"ek": "ku", "er": "ri"}
"""Endings whose vowel the cases drop: piątek, do piątku; detsember, enne detsembrit."""
_LATVIAN = {**_DROPPED, "is": "a"}
"""With one that they change: aprīlis, aprīļa beigās."""
_WIDE = ("wide",)


class DayLexicon:
    """The words of one language by what they mean. Every key is flat."""

    def __init__(self, language: Language) -> None:
        words = all_words()[language]
        days = words.days
        self.days = days
        self.decimal = str(Locale.parse(language).number_symbols["latn"]["decimal"])
        self.units = {flat(word): unit for word, unit in days.units.items()}
        self.seasons = {flat(word): month for word, month in days.seasons.items()}
        self.feasts = {flat(word): when for word, when in days.feasts.items()}
        # Danish *jul* is Christmas, and no short form of July.
        self.months = _names(language, "months", ("wide", "abbreviated"), but=self.feasts)
        self.weekdays = _names(language, "days", _WIDE)
        self.relative = {flat(word): ahead for word, ahead in days.relative.items()}
        self.amounts = {flat(word): float(value) for word, value in words.numbers.items()}
        self.amounts |= {flat(word): value for word, value in days.amounts.items()}
        self.ordinals = {flat(word): nth for word, nth in words.ordinals.items() if 1 <= nth <= 4}
        self.before = _flat_set(days.before)
        self.after = _flat_set(days.after)
        self.ons = _flat_set(days.on)
        self.bys = _flat_set((*days.before, *days.by))
        self.lapses = _flat_set(days.lapses)
        self.weak = _flat_set((*days.until, *days.within))
        self.ends = _flat_set(days.end)
        self.starts = _flat_set(days.start)
        self.nexts = _flat_set(days.next)
        self.seasons_like_words = _flat_set(days.seasons_like_words)
        self.months_like_words = _flat_set(days.months_like_words)
        self.beside = _flat_set((*words.fillers, *words.greetings, *days.softeners))
        whole = _names(language, "months", _WIDE)
        # A short form has no cases: Finnish *maalis* is March, and *maali* is paint.
        inflected = language in _INFLECTED
        self.month_names = _with_stems(self.months, whole if inflected else ())
        self.weekday_names = _with_stems(self.weekdays, self.weekdays if inflected else ())
        self.month = alternation(self.month_names)
        self.whole_month = alternation(whole)
        self.year = alternation(word for word, unit in self.units.items() if unit == "year")
        self.weekday = alternation(self.weekday_names)
        self.named = frozenset(
            {*self.month_names, *self.weekday_names}
            | {*self.units, *self.seasons, *self.feasts, *self.relative, *days.easter}
        )
        """All that times are called by, as `alternation` takes it."""

    def month_number(self, written: str) -> int:
        """The month (1 to 12) that a word found by `month` names."""
        return _number(self.months, written)

    def weekday_number(self, written: str) -> int:
        """The weekday (Monday is 0) that a word found by `weekday` names."""
        return _number(self.weekdays, written)


@cache
def day_lexicon(language: Language) -> DayLexicon:
    """The lexicon of one of the nine languages."""
    return DayLexicon(language)


def _flat_set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(flat(word) for word in words)


def _names(
    language: Language, what: str, widths: Iterable[str], but: Collection[str] = ()
) -> Mapping[str, int]:
    names: dict[str, int] = {}
    table = getattr(Locale.parse(language), what)
    for form in ("format", "stand-alone"):
        for width in widths:
            for number, name in table[form][width].items():
                word = flat(str(name)).rstrip(".")
                if len(word) >= _SHORTEST_NAME and word.isalpha() and word not in but:
                    names.setdefault(word, number)
    if "september" in names:
        names.setdefault("sept", names["september"])
    if language in _INFLECTED:
        short = {name: number for name, number in names.items() if len(name) <= _SHORTEST_STEM}
        for name, number in short.items():
            for ending in _SHORT_ENDINGS:
                names.setdefault(f"{name}{ending}", number)
        changed = _LATVIAN if language == "lv" else _DROPPED
        for name, number in tuple(names.items()):
            if name.endswith(tuple(changed)):
                names.setdefault(f"{name[:-2]}{changed[name[-2:]]}", number)
    return names


def _with_stems(names: Iterable[str], inflected: Iterable[str]) -> frozenset[str]:
    # The last letter changes with the case: maijs, līdz maijam.
    stems = {f"{name[:-1]}*" for name in inflected if len(name) > _SHORTEST_STEM}
    return frozenset({*stems, *names})


def _number(names: Mapping[str, int], written: str) -> int:
    if written in names:
        return names[written]
    stems = [name for name in names if len(name) > _SHORTEST_STEM and written.startswith(name[:-1])]
    return names[max(stems, key=len)]


def spaced(written: str | None) -> str:
    """A found phrase with single blanks, as the lexicon has it.

    >>> spaced("the  end")
    'the end'
    """
    return re.sub(r"\s+", " ", written or "")
