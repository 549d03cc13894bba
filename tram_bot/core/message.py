"""A message as understood: what it may mean, and what stands in it. Nothing here understands."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from tram_bot.core.identifiers import Country, Language

_BETWEEN_PARTS = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedIntent:
    """An intent this message may mean. `exact` is set when the whole message is one of its
    examples (but for case, punctuation and accents)."""

    id: str
    confidence: float
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A country named in a text, directly or by one of its cities."""

    country: Country
    words: str
    city: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A whole number; `counts` is `people`, `samples` or empty when the text does not say."""

    value: int
    words: str
    counts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day named in a text, worked out from the day of writing; `words` is how it was named."""

    day: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """What stands in a message, in the order of writing."""

    emails: tuple[str, ...] = ()
    bad_emails: tuple[str, ...] = ()
    """What was meant as an e-mail address and is none."""
    phones: tuple[str, ...] = ()
    """In international form, E.164."""
    places: tuple[Place, ...] = ()
    numbers: tuple[Number, ...] = ()
    days: tuple[Day, ...] = ()
    companies: tuple[str, ...] = ()
    """Names that end in a legal form: `Example Coatings Oy`."""
    people: tuple[str, ...] = ()
    """Whoever writes, by name, where they introduce themselves."""

    @property
    def names(self) -> tuple[str, ...]:
        """What is a name or an address, and tells nothing of a problem."""
        return (*self.companies, *self.people, *self.emails)

    @property
    def has_address(self) -> bool:
        """Whether there is an e-mail address, or what was meant as one, or a phone number."""
        return bool(self.emails or self.bad_emails or self.phones)

    @property
    def are_counted(self) -> bool:
        """Whether it is told how many of something there are."""
        return any(number.counts for number in self.numbers)

    @property
    def are_own(self) -> bool:
        """Whether one is there that is only named by who speaks of their own affairs."""
        named = self.emails or self.phones or self.companies or self.people or self.days
        return self.are_counted or bool(named)

    @property
    def are_told(self) -> bool:
        """Whether any is there that says what it is, as a bare number does not."""
        return self.are_own or bool(self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """The language of a text, None when nothing speaks for one, and what stands in it; what it may
    mean was not asked."""

    language: Language | None
    entities: Entities
    said_in: tuple[Language, ...] = ()
    """The languages in which people say just that, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a message may mean: the intents, best first, and whether the best one may be relied
    on. There may be none."""

    intents: tuple[RankedIntent, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A message, understood. What it may mean is judged when it is first asked for: that takes
    longest, and a need or an answer is told by what stands in it. `language` is None when nothing
    speaks for one."""

    text: str
    language: Language | None
    judge: Callable[[], Judged] = field(repr=False, compare=False)
    """What it may mean; remembered by who gives it."""
    exact: str | None
    """The intent that has the whole message as one of its examples, which is the best one then."""
    is_question: bool
    """It is put as a question, by its mark or its first word."""
    has_words: bool
    """There is at least one letter in it."""
    entities: Entities

    @property
    def intents(self) -> tuple[RankedIntent, ...]:
        """What it may mean, best first; may be empty."""
        return self.judge().intents

    @property
    def sure(self) -> bool:
        """Whether the best intent may be relied on."""
        return self.judge().sure

    @property
    def best(self) -> RankedIntent | None:
        """The likeliest intent."""
        return self.intents[0] if self.intents else None

    @property
    def parts(self) -> list[str]:
        """What stands between its commas, semicolons and line breaks."""
        return [part for each in _BETWEEN_PARTS.split(self.text) if (part := each.strip())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to choose: its id and every wording that means it, the label first."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRead:
    """What was chosen. `exact` when the reply is the number, the label or a listed word itself;
    otherwise it was understood from a prefix, a misspelling or words in a sentence.
    `unmistakable` when the whole reply is wordings of one choice and nothing beside them but polite
    words and such as leave it as plain (*all this*), no question, and no *not* but their own, or
    the label, typed further than half way or with one slip: enough for what cannot be undone.
    `whole` when nothing but the choice was said, if misspelt; `placed` when it was named by its
    place in the list alone, which tells nothing of a list that is not shown."""

    ids: tuple[str, ...]
    exact: bool
    unmistakable: bool = False
    whole: bool = False
    placed: bool = False

    @property
    def only(self) -> str | None:
        """The one that was chosen; None if there were several."""
        return self.ids[0] if len(self.ids) == 1 else None


Understand = Callable[[str, Language, date], Understood]
"""(text, the conversation's language, today) -> what it means."""

Note = Callable[[str, Language, date], Noted]
"""(text, the conversation's language, today) -> what stands in it."""

Choose = Callable[[str, tuple[Choice, ...]], ChoiceRead | None]
"""(reply, what may be chosen) -> what was chosen, or None."""
