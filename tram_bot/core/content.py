"""Everything `step` may consult: the validated picture of the content folders, with its search."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial

from tram_bot.core.catalogue import LEAD_DESK, Catalogue, Words
from tram_bot.core.finding import Find, FindConcepts
from tram_bot.core.identifiers import CentreId, Language
from tram_bot.core.message import Choice, Choose, Note, Understand
from tram_bot.core.office import Office
from tram_bot.core.phrasebook import Phrasebook
from tram_bot.core.questionnaire import Questionnaire

IsHoliday = Callable[[str, date], bool]
"""Whether a day is a public holiday in a country (`PL`) or a region of one (`DE-HH`)."""
WordsSaid = Callable[[Language], frozenset[str]]
"""The words that people are known to say in a language, in small letters."""


class Does(StrEnum):
    """What an intent does when it is understood."""

    ANSWER = "answer"
    COMMAND = "command"
    QUESTIONNAIRE = "questionnaire"
    EXPLAIN = "explain"


class BotCommand(StrEnum):
    """What a person can tell the bot to do at any time."""

    HELP = "help"
    START = "start"
    BACK = "back"
    SKIP = "skip"
    DONT_KNOW = "dont_know"
    WHY = "why"
    CANCEL = "cancel"
    RESTART = "restart"
    LANGUAGE = "language"
    PERSON = "person"
    MY_DATA = "my_data"
    FORGET_ME = "forget_me"
    REVIEW = "review"
    BOT = "bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentWords:
    """An intent in one language."""

    label: str
    examples: Sequence[str]
    reply: str = ""
    slash: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """Something a message can mean, and what we do about it. Whoever says one that `corrects` was
    misunderstood just before."""

    id: str
    topic: str
    does: Does
    words: Words[IntentWords]
    command: BotCommand | None = None
    questionnaire: str = ""
    offers: tuple[str, ...] = ()
    corrects: bool = False
    sources: tuple[str, ...] = ()

    def examples(self, language: Language) -> Sequence[str]:
        """What people type who mean it, in that very language."""
        words = self.words.by_language.get(language)
        return words.examples if words else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionWords:
    """A choice in one language; `accept` are other words that mean it, `reply` what is said back
    when it was chosen."""

    label: str
    accept: tuple[str, ...] = ()
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotWords:
    """A slot in one language: its name on the card, how to ask for it alone, its options."""

    label: str
    ask: str
    options: Mapping[str, OptionWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """A question in one language. `again` is its short form after a digression; `example` shows
    a good answer to somebody whose answer was none."""

    ask: str
    again: str
    why: str
    example: str
    slots: Mapping[str, SlotWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireWords:
    """A questionnaire in one language. `consent_version` names the wording consented to."""

    title: str
    opening: str
    consent_version: str
    questions: Mapping[str, QuestionWords]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An immutable picture of everything in `intents/` and `facility_catalogue/`.

    Swapped whole on reload. The seven functions at the end are handed in by `serving`, so that the
    dialogue knows what it asks of them and not how they work.
    """

    version: str
    phrasebook: Phrasebook
    intents: Mapping[str, Intent]
    questionnaires: Mapping[str, Questionnaire]
    questionnaire_words: Mapping[str, Words[QuestionnaireWords]]
    catalogue: Catalogue
    understand: Understand
    note: Note
    choose: Choose
    find_concepts: FindConcepts
    find: Find
    is_holiday: IsHoliday
    words_said: WordsSaid
    _choices: dict[tuple[str, ...], tuple[Choice, ...]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def choices(self, *of: str, otherwise: Callable[[], tuple[Choice, ...]]) -> tuple[Choice, ...]:
        """What may be chosen `of` all these, put together once and remembered: it depends on
        nothing but the words of this content."""
        known = self._choices.get(of)
        if known is None:
            known = self._choices[of] = otherwise()
        return known

    def office(self, centre: CentreId) -> Office:
        """The office hours of a centre; those of the lead partner's desk for one that is gone.

        Raises KeyError if that is gone, too, which the content's checks refuse.
        """
        centres = self.catalogue.centres
        known = centres.get(centre) or centres[LEAD_DESK]
        return Office(
            time_zone=known.time_zone,
            periods=known.periods,
            is_holiday=partial(self.is_holiday, known.holidays),
        )

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages there are words for."""
        return tuple(sorted(self.phrasebook.phrases))

    def commands(self, *commands: str) -> tuple[str, ...]:
        """The intents that do these commands, in the order asked for."""
        by_command = {i.command.value: i.id for i in self.intents.values() if i.command}
        return tuple(by_command[each] for each in commands if each in by_command)

    def starters(self) -> tuple[str, ...]:
        """The intents that start a questionnaire."""
        return tuple(id for id, intent in self.intents.items() if intent.questionnaire)

    def command_word(self, word: str) -> tuple[Intent, Language] | None:
        """The intent whose slash word this is, in any language, and that language."""
        for intent in self.intents.values():
            for language, words in intent.words.by_language.items():
                if word in words.slash:
                    return intent, language
        return None
