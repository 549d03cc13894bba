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
    complete: bool
    offered: bool = True
    falls_back_to: LanguageCode


class LanguagesFile(Shape):
    """`intents/languages.yaml`."""

    languages: dict[LanguageCode, LanguageShape]


class PhrasesFile(Shape):
    """`intents/phrases/<language>.yaml`: what the bot says of its own accord."""

    language: LanguageCode
    phrases: dict[str, Text]


class IntentShape(Shape):
    """One intent of `intents.yaml`."""

    does: Annotated[Does, Field(strict=False)]
    command: Annotated[BotCommand, Field(strict=False)] | None = None
    questionnaire: Id = ""
    offers: Annotated[tuple[Id, ...], AfterValidator(_at_most_three)] = ()
    sources: tuple[Url, ...] = ()
    as_of: AsOf = ""


class IntentsFile(Shape):
    """`intents/<topic>/intents.yaml`."""

    topic: Id
    intents: dict[Id, IntentShape]
    retired: tuple[Id, ...] = ()


class IntentWordsShape(Shape):
    """One intent in one language. Outside English, what is left out falls back."""

    label: Label = ""
    examples: tuple[Typed, ...] = ()
    reply: Text = ""
    slash: tuple[Slash, ...] = ()


class OptionWordsShape(Shape):
    """One choice in one language."""

    label: Label = ""
    accept: tuple[Typed, ...] = ()
    reply: Text = ""


class SlotWordsShape(Shape):
    """One slot in one language."""

    label: Label = ""
    ask: Text = ""
    options: dict[OptionKey, OptionWordsShape] = Field(default_factory=dict)


class QuestionWordsShape(Shape):
    """One question in one language."""

    ask: Text = ""
    again: Text = ""
    why: Text = ""
    example: Text = ""
    slots: dict[SlotId, SlotWordsShape] = Field(default_factory=dict)


class QuestionnaireWordsShape(Shape):
    """A questionnaire in one language."""

    title: Label = ""
    opening: Text = ""
    questions: dict[Id, QuestionWordsShape] = Field(default_factory=dict)


class IntentWordsFile(Shape):
    """`intents/<topic>/<language>.yaml`."""

    language: LanguageCode
    intents: dict[Id, IntentWordsShape] = Field(default_factory=dict)
    questionnaire: QuestionnaireWordsShape | None = None


class SlotShape(Shape):
    """One slot of a question."""

    id: SlotId
    kind: Annotated[SlotKind, Field(strict=False)]
    options: tuple[Id, ...] = ()
    vocabulary: Id = ""
    counts: Literal["people", "samples", ""] = ""
    required: bool = True
    several: bool = False
    open: bool = False
    inferred: bool = True
    personal: bool = False
    confidential: bool = False


class QuestionShape(Shape):
    """One question of a questionnaire."""

    id: Id
    paragraph: bool = False
    if_room: bool = False
    essential: bool = False
    when: dict[SlotId, tuple[OptionKey, ...]] = Field(default_factory=dict)
    unless: dict[SlotId, tuple[OptionKey, ...]] = Field(default_factory=dict)
    slots: Some[SlotShape]


def _version_as_text(value: object) -> object:
    return str(value) if type(value) is int else value


class QuestionnaireFile(Shape):
    """`intents/<topic>/questionnaire.yaml`."""

    id: Id
    consent_version: Annotated[Typed, BeforeValidator(_version_as_text)]
    questions: Some[QuestionShape]
    retired: tuple[Id, ...] = ()
