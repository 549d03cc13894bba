"""Shapes, found free of errors, as the values of the core."""

from collections.abc import Mapping

from tram_bot.content.assemble_catalogue import catalogue_of
from tram_bot.content.assemble_questionnaires import (
    questionnaire_of_shape,
    questionnaire_words,
)
from tram_bot.content.checks_intents import command_of, own_questionnaire, questionnaire_of
from tram_bot.content.index import Index, retired_in
from tram_bot.content.loaded import Loaded
from tram_bot.content.shapes_intents import IntentWordsShape
from tram_bot.content.sources import Sources
from tram_bot.content.translated import in_each_language
from tram_bot.core.content import Intent, IntentWords
from tram_bot.core.phrasebook import LanguageInfo, Phrasebook
from tram_bot.core.texts import packed
from tram_bot.errors import Problem


def assembled(sources: Sources, index: Index, warnings: tuple[Problem, ...]) -> Loaded:
    """The content as values. The sources must have been found free of errors."""
    return Loaded(
        version=sources.digest,
        phrasebook=_phrasebook(sources),
        intents=_intents(sources),
        questionnaires={
            shape.id: questionnaire_of_shape(shape)
            for folder in sources.questionnaires
            for _, shape in folder.fitting()
        },
        questionnaire_words={
            shape.id: questionnaire_words(folder, shape)
            for folder in sources.questionnaires
            for _, shape in folder.fitting()
        },
        catalogue=catalogue_of(sources),
        retired=_retired(sources, index),
        warnings=warnings,
    )


def _phrasebook(sources: Sources) -> Phrasebook:
    shape = sources.languages.shape if sources.languages else None
    return Phrasebook(
        phrases={
            language: source.shape.phrases
            for language, source in sources.phrases.items()
            if source.shape
        },
        languages={
            code: LanguageInfo(code, each.name, each.complete, each.falls_back_to)
            for code, each in (shape.languages.items() if shape else ())
        },
    )


def _intents(sources: Sources) -> dict[str, Intent]:
    intents: dict[str, Intent] = {}
    for topic in sources.topics:
        own = own_questionnaire(sources, topic.name)
        words = [(language, shape.intents) for language, _, shape in topic.fitting_words()]
        for _, structure in topic.fitting():
            for id, shape in structure.intents.items():
                intents[id] = Intent(
                    id=id,
                    topic=structure.topic,
                    does=shape.does,
                    words=in_each_language(words, id, _intent_words),
                    command=command_of(id, shape),
                    questionnaire=questionnaire_of(shape, own),
                    offers=shape.offers,
                    corrects=shape.corrects,
                    sources=shape.sources,
                )
    return intents


def _intent_words(shape: IntentWordsShape) -> IntentWords:
    return IntentWords(
        label=shape.label,
        examples=packed(shape.examples),
        reply=shape.reply,
        slash=shape.slash,
    )


def _retired(sources: Sources, index: Index) -> Mapping[str, frozenset[str]]:
    questions = (
        id
        for folder in sources.questionnaires
        for document, _ in folder.fitting()
        for id in retired_in(document)
    )
    by_kind = {kind: frozenset(ids.retired) for kind, ids in index.ids.items()}
    return {**by_kind, "question": frozenset(questions)}
