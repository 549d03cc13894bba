"""The files under `intents/`, as they must look."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from tram_bot.content.shapes import (
    OFFERS_MOST,
    AsOf,
    Id,
    Label,
    LanguageCode,
    OptionKey,
    Shape,
    Slash,
    SlotId,
    Some,
    Text,
    Typed,
    Url,
    misfit,
)
from tram_bot.core.content import BotCommand, Does
from tram_bot.core.questionnaire import SlotKind


def _at_most_three(offers: tuple[str, ...]) -> tuple[str, ...]:
    if len(offers) > OFFERS_MOST:
        what = f"{len(offers)} intents are offered, more than {OFFERS_MOST}"
        raise misfit(what, "keep the likeliest ones")
    return offers


class LanguageShape(Shape):
    """One language of `languages.yaml`. What is written in one that is not `offered` yet is
    checked, and the bot does not speak it."""

    name: Text
    """What its speakers call it."""
    complete: bool
    """Whether all of its words are there; what is missing is told otherwise, too."""
    offered: bool = True
    """false while it is being written: checked, and not spoken yet."""
    falls_back_to: LanguageCode
    """The language that stands in for the bot's own phrases that are missing, mostly en. All other
    words that are missing are the English ones."""


class LanguagesFile(Shape):
    """`intents/languages.yaml`."""

    languages: dict[LanguageCode, LanguageShape]
    """By their code."""


class PhrasesFile(Shape):
    """`intents/phrases/<language>.yaml`: what the bot says of its own accord."""

    language: LanguageCode
    """The file's own name without .yaml."""
    phrases: dict[str, Text]
    """By their key; what stands in {braces} is filled in."""


class IntentShape(Shape):
    """One intent of `intents.yaml`."""

    does: Annotated[Does, Field(strict=False)]
    """What happens when it is understood."""
    command: Annotated[BotCommand, Field(strict=False)] | None = None
    """Which command is done, if the intent is not called like it."""
    questionnaire: Id = ""
    """Which questionnaire is started, if not the one beside this file."""
    offers: Annotated[tuple[Id, ...], AfterValidator(_at_most_three)] = ()
    """Up to three intents offered as buttons under the reply."""
    corrects: bool = False
    """true for what people say who were misunderstood: the message before it goes to the inbox."""
    sources: tuple[Url, ...] = ()
    """Where the facts of the reply come from."""
    as_of: AsOf = ""
    """When they were looked up: YYYY or YYYY-MM."""


class IntentsFile(Shape):
    """`intents/<topic>/intents.yaml`."""

    topic: Id
    """The folder's own name."""
    intents: dict[Id, IntentShape]
    """By their id."""
    retired: tuple[Id, ...] = ()
    """Ids that were in use once and are not given again."""


class IntentWordsShape(Shape):
    """One intent in one language. Outside English, what is left out falls back."""

    label: Label = ""
    """What its button says."""
    examples: tuple[Typed, ...] = ()
    """What people type when they mean it: 20 and more, as they really write."""
    reply: Text = ""
    """What the bot answers."""
    slash: tuple[Slash, ...] = ()
    """Words after a slash that mean it."""


class OptionWordsShape(Shape):
    """One choice in one language."""

    label: Label = ""
    """What its button says."""
    accept: tuple[Typed, ...] = ()
    """Other words that mean it."""
    reply: Text = ""
    """What the bot says when it was chosen."""


class SlotWordsShape(Shape):
    """One slot in one language."""

    label: Label = ""
    """What it is called in the summary and on the card."""
    ask: Text = ""
    """The question when only this is missing."""
    options: dict[OptionKey, OptionWordsShape] = Field(default_factory=dict)
    """The words of its choices, by their id."""


class QuestionWordsShape(Shape):
    """One question in one language."""

    ask: Text = ""
    """The question."""
    again: Text = ""
    """The question when it is asked again, shorter."""
    why: Text = ""
    """What the answer is good for; shown for 'why do you ask?'."""
    example: Text = ""
    """An answer, shown after one that could not be read."""
    slots: dict[SlotId, SlotWordsShape] = Field(default_factory=dict)
    """The words of what it fills, by the slots' ids."""


class QuestionnaireWordsShape(Shape):
    """A questionnaire in one language."""

    title: Label = ""
    """What it is called on a button."""
    opening: Text = ""
    """What the bot says before the first question."""
    questions: dict[Id, QuestionWordsShape] = Field(default_factory=dict)
    """By their id."""


class IntentWordsFile(Shape):
    """`intents/<topic>/<language>.yaml`."""

    language: LanguageCode
    """The file's own name without .yaml."""
    intents: dict[Id, IntentWordsShape] = Field(default_factory=dict)
    """By their id."""
    questionnaire: QuestionnaireWordsShape | None = None
    """The words of the questionnaire beside it, if there is one."""


class SlotShape(Shape):
    """One slot of a question."""

    id: SlotId
    """Its name in answers, conditions and words."""
    kind: Annotated[SlotKind, Field(strict=False)]
    """What kind of value it takes, and so how an answer is read."""
    options: tuple[Id, ...] = ()
    """The ids of the choices, in order."""
    vocabulary: Id = ""
    """For kind concept: the vocabulary it is chosen from."""
    counts: Literal["people", "samples", ""] = ""
    """For kind count: what is counted."""
    required: bool = True
    """false: filled if it is told, and never asked for by itself."""
    several: bool = False
    """Whether more than one may be chosen."""
    open: bool = False
    """Whether other words than the offered ones will do."""
    inferred: bool = True
    """Whether what was said elsewhere may fill it."""
    personal: bool = False
    """Asked only after consent, and never searched with."""
    confidential: bool = False
    """Shown only at the centre that has the request."""


class QuestionShape(Shape):
    """One question of a questionnaire."""

    id: Id
    """Its name in the words and in conditions."""
    paragraph: bool = False
    """The opening question: its answer is read for all the others."""
    if_room: bool = False
    """Left open as soon as ten questions have been asked."""
    essential: bool = False
    """Asked even of somebody who wants a person at once."""
    when: dict[SlotId, tuple[OptionKey, ...]] = Field(default_factory=dict)
    """Asked only if these slots have one of these answers."""
    unless: dict[SlotId, tuple[OptionKey, ...]] = Field(default_factory=dict)
    """Not asked if these slots have one of these answers."""
    slots: Some[SlotShape]
    """What it fills."""


def _version_as_text(value: object) -> object:
    return str(value) if type(value) is int else value


class QuestionnaireFile(Shape):
    """`intents/<topic>/questionnaire.yaml`."""

    id: Id
    """What intents start it by."""
    consent_version: Annotated[Typed, BeforeValidator(_version_as_text)]
    """Changes with every change of the consent's text; kept with each consent."""
    questions: Some[QuestionShape]
    """In the order in which they are asked."""
    retired: tuple[Id, ...] = ()
    """Ids of questions that were in use once."""
