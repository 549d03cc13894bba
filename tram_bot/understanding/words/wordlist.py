"""What a language must tell the readers, in lower case and its own spelling; readers fold it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tram_bot.core.identifiers import Country, Language

LAST = -1
"""The ordinal that means the last one, however many there are."""


def these(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWords:
    """How a language speaks of deadlines. Names of months and weekdays come from babel."""

    before: tuple[str, ...]
    """Up to, not including."""
    by: tuple[str, ...]
    """Up to and including."""
    until: tuple[str, ...] = ()
    """As `by`, yet said of the past as well: *it held until May*."""
    within: tuple[str, ...] = ()
    """Before a length of time or a month: *in three weeks*, *in May*."""
    on: tuple[str, ...] = ()
    """Before a day: *on Friday*."""
    before_things: tuple[str, ...] = ()
    """Those of `on` and `until` that stand before things as well: *on 8.8 bolts*."""
    behind_dates: tuple[str, ...] = ()
    """Words that stand behind a date rather than being a thing: *for 5/6 thanks*, Polish *rano*,
    in the morning."""
    no_preps: tuple[str, ...] = ()
    """Words that stand before a time in another language: Finnish *on*, is."""
    by_after: tuple[str, ...] = ()
    """As `by`, but standing behind the day."""
    lapses: tuple[str, ...] = ()
    """Those of them that tell as well how long something took: *it peels two weeks later*."""
    by_endings: tuple[str, ...] = ()
    """The same as the ending of the time's own name: Estonian *juuniks*."""
    end: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    part_behind: bool = False
    """Whether these stand behind the time: Latvian *maija beigām*, the end of May."""
    year_first: tuple[str, ...] = ()
    """What stands between a year and the day behind it: Latvian *2027. gada 1. jūnijs*."""
    this: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    """What follows one of these is no deadline: *since May*, *last month*."""
    after: tuple[str, ...] = ()
    """Those of them that may stand before an answer as well: *after Easter will do*."""
    after_behind: tuple[str, ...] = ()
    """The same where they stand behind the time: Finnish *pääsiäisen jälkeen*."""
    past_behind: tuple[str, ...] = ()
    """What stands before one of these is none either: *in May last year*."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Word -> `day`, `week`, `month`, `quarter` or `year`."""
    amounts: Mapping[str, float] = field(default_factory=dict)
    """Amounts of time beyond whole numbers: *half a*, *a couple of*."""
    relative: Mapping[str, int] = field(default_factory=dict)
    """Word -> days from today."""
    seasons: Mapping[str, int] = field(default_factory=dict)
    """Word -> the last month of the season."""
    feasts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Word -> (month, day)."""
    easter: tuple[str, ...] = ()
    """The feast that falls on another day each year."""
    numbered_weeks: tuple[str, ...] = ()
    """What stands before the number of a week of the year: Danish *uge 10*."""
    nth_weeks: tuple[str, ...] = ()
    """What stands behind it: Estonian *10. nädal*. Some forms of the word count weeks instead, and
    are not among these."""
    not_times: tuple[str, ...] = ()
    """Words that begin like the name of a month or a weekday: Polish *środek*, the inside."""
    accented: tuple[str, ...] = ()
    """Words that are such a name without their accents: Polish *mają*, they have."""
    months_like_words: tuple[str, ...] = ()
    """Months that are ordinary words in small letters: *it may crack*."""
    seasons_like_words: tuple[str, ...] = ()
    """Seasons that are small words before another: Swedish *på vår fabrik* is *at our factory*."""
    softeners: frozenset[str] = frozenset()
    """Words beside a time that do not keep it from being the whole answer: *maybe in May*."""
    wanted: tuple[str, ...] = ()
    """Words that speak of what is needed, so that a time named is a deadline."""
    denied: tuple[str, ...] = ()
    """Words that say of a whole clause that it is not so: *we cannot send it before March*."""
    but: tuple[str, ...] = ()
    """Words behind which another clause begins, beside those of `WordList.joins`."""
    ties: tuple[str, ...] = ()
    """The same behind a time: *before May because it does not hold*. Some of them mean other
    things as well, as German *da*."""
    why: tuple[str, ...] = ()
    """What makes a denied clause the thing to be known: *we must know why it does not hold*."""
    told: tuple[str, ...] = ()
    """Words that tell what happened, so that a time named is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """The words of one language. A word that ends in `*` is the
    beginning of one."""

    language: Language
    country: Country | None = None
    """Where its speakers' phone numbers are from, if that is one country."""
    common: frozenset[str]
    """Small words that hardly any other language has in this spelling."""
    questions: frozenset[str] = frozenset()
    """First words of a question."""
    greetings: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    people_next: tuple[str, ...] = ()
    """Words for people that mean something else as well, unless they stand right behind a number:
    Swedish *sex man*, and *efter 500 cykler ser man*."""
    no_counts: tuple[str, ...] = ()
    """Words that look like people or samples: German *Vorteile*, Danish *prøvet*."""
    no_numbers: frozenset[str] = frozenset()
    """Words that are a number in another language: Polish *ten*, this."""
    people_before: tuple[str, ...] = ()
    """What makes the number behind it a number of people: *we are*, *team of*."""
    introductions: tuple[str, ...] = ()
    """What stands before the name of whoever writes. Where other words than names have capitals,
    only what nothing but a name follows."""
    alone: tuple[str, ...] = ()
    """Wordings that mean one person."""
    groups: Mapping[str, int] = field(default_factory=dict)
    """Wordings that mean so many: German *zu dritt*."""
    sending: tuple[str, ...] = ()
    """What makes the number behind it a number of samples: *we can send 4 cells*."""
    samples: tuple[str, ...] = ()
    ordinals: Mapping[str, int] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()
    """*and*."""
    negations: frozenset[str] = frozenset()
    needless: tuple[str, ...] = ()
    """What says of the choice before it that it need not be: *an NDA is not needed*."""
    fillers: frozenset[str] = frozenset()
    """What may stand around a choice and adds nothing: *please*, *the … one*."""
    hedges: frozenset[str] = frozenset()
    """Those of them that make a choice less than certain: *maybe*."""
    beside: frozenset[str] = frozenset()
    """What may stand around a choice and leaves it as plain: *yes*, *all this*, *completely*."""
    located: frozenset[str] = frozenset()
    """Words after which a place is named."""
    elsewhere: tuple[str, ...] = ()
    """Words that make a place somebody else's: *customers in Norway*."""
    nationalities: Mapping[str, Country] = field(default_factory=dict)
    firms: tuple[str, ...] = ()
    """What a nationality must describe to tell where a company is: *a Polish company*."""
    we_are: tuple[str, ...] = ()
    countries: Mapping[str, Country] = field(default_factory=dict)
    """What countries are called beside their names in babel."""
    days: DayWords
