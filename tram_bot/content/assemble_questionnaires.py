"""Questionnaires and their words as the values of the core."""

from collections.abc import Mapping
from typing import TypeVar

from tram_bot.content.options import CONSENT_OPTIONS
from tram_bot.content.shapes import Shape
from tram_bot.content.shapes_intents import (
    IntentWordsFile,
    OptionWordsShape,
    QuestionnaireFile,
    QuestionnaireWordsShape,
    QuestionShape,
    QuestionWordsShape,
    SlotShape,
    SlotWordsShape,
)
from tram_bot.content.sources import Folder
from tram_bot.content.translated import ENGLISH, filled
from tram_bot.core.catalogue import Words
from tram_bot.core.content import OptionWords, QuestionnaireWords, QuestionWords, SlotWords
from tram_bot.core.questionnaire import Condition, Question, Questionnaire, Slot, SlotKind

S = TypeVar("S", bound=Shape)


def questionnaire_of_shape(shape: QuestionnaireFile) -> Questionnaire:
    """The questions in the order of the file."""
    return Questionnaire(id=shape.id, questions=tuple(_question(each) for each in shape.questions))


def questionnaire_words(
    folder: Folder[QuestionnaireFile, IntentWordsFile], structure: QuestionnaireFile
) -> Words[QuestionnaireWords]:
    """The words of a questionnaire in every language that has some of them."""
    spoken = {
        language: shape.questionnaire
        for language, _, shape in folder.fitting_words()
        if shape.questionnaire
    }
    english = spoken.get(ENGLISH, QuestionnaireWordsShape())
    return Words(
        {language: _words(structure, own, english) for language, own in spoken.items()},
        falls_back_to=ENGLISH,
    )


def _question(shape: QuestionShape) -> Question:
    return Question(
        id=shape.id,
        slots=tuple(_slot(each) for each in shape.slots),
        conditions=(
            *(Condition(slot=slot, options=options) for slot, options in shape.when.items()),
            *(
                Condition(slot=slot, options=options, negated=True)
                for slot, options in shape.unless.items()
            ),
        ),
        if_room=shape.if_room,
        essential=shape.essential,
        paragraph=shape.paragraph,
    )


def _slot(shape: SlotShape) -> Slot:
    consent = shape.kind is SlotKind.CONSENT
    return Slot(
        id=shape.id,
        kind=shape.kind,
        options=CONSENT_OPTIONS if consent else shape.options,
        vocabulary=shape.vocabulary,
        counts=shape.counts,
        required=shape.required,
        several=shape.several,
        open=shape.open,
        inferred=shape.inferred,
        personal=shape.personal,
        confidential=shape.confidential,
    )


def _words(
    structure: QuestionnaireFile, own: QuestionnaireWordsShape, english: QuestionnaireWordsShape
) -> QuestionnaireWords:
    whole = filled(own, english)
    return QuestionnaireWords(
        title=whole.title,
        opening=whole.opening,
        consent_version=structure.consent_version,
        questions={
            question.id: _question_words(
                _merged(question.id, own.questions, english.questions, QuestionWordsShape()),
                english.questions.get(question.id, QuestionWordsShape()),
                question,
            )
            for question in structure.questions
        },
    )


def _question_words(
    own: QuestionWordsShape, english: QuestionWordsShape, question: QuestionShape
) -> QuestionWords:
    slots = {}
    for slot in question.slots:
        original = english.slots.get(slot.id, SlotWordsShape())
        words = _merged(slot.id, own.slots, english.slots, SlotWordsShape())
        slots[slot.id] = SlotWords(
            label=words.label,
            ask=words.ask or own.ask,
            options=_option_words(words.options, original.options),
        )
    return QuestionWords(
        ask=own.ask, again=own.again or own.ask, why=own.why, example=own.example, slots=slots
    )


def _option_words(
    own: Mapping[str, OptionWordsShape], english: Mapping[str, OptionWordsShape]
) -> dict[str, OptionWords]:
    words = {}
    for id in {**english, **own}:
        shape = _merged(id, own, english, OptionWordsShape())
        words[id] = OptionWords(label=shape.label, accept=shape.accept, reply=shape.reply)
    return words


def _merged(id: str, own: Mapping[str, S], english: Mapping[str, S], empty: S) -> S:
    """The own words of an id with English in their gaps; the English ones if there are none."""
    original = english.get(id, empty)
    return filled(own[id], original) if id in own else original
