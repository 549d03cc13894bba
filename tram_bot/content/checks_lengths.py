"""Words that stand where a platform has no room for more: buttons, menus, headers, forms.

A long message is no trouble, as the channels send it in parts; these are cut off.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tram_bot.content.document import Document, Path
from tram_bot.content.index import Index
from tram_bot.content.shapes_intents import QuestionnaireWordsShape
from tram_bot.content.sources import Sources
from tram_bot.content.translated import ENGLISH
from tram_bot.core.finding import FOCUS_KINDS
from tram_bot.core.identifiers import Language
from tram_bot.core.lead import Outcome, Verdict
from tram_bot.core.limits import (
    BUTTON_LABEL,
    BUTTON_SEEN,
    BUTTONS_FOR_CONCEPTS,
    FORM_WORDS,
    HEADER,
)
from tram_bot.core.phrasebook import fill, placeholders
from tram_bot.core.questionnaire import SlotKind
from tram_bot.errors import Problem

_BUTTONS = "a button in Telegram on a narrow phone", BUTTON_SEEN
_MENUS = "a button or a menu in Slack", BUTTON_LABEL
_HEADERS = "a header in Slack", HEADER
_FORMS = "the title or a button of a form in Slack", FORM_WORDS

_Room = tuple[str, int]
"""Where words stand, and how many characters are seen there."""

ROOM: Mapping[str, _Room] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "button_answer",
                "button_change",
                "button_leave_out",
                "button_no",
                "button_question",
                "button_resume",
                "button_send",
                "button_speak",
                "button_yes",
            ),
            _BUTTONS,
        ),
        **dict.fromkeys(
            (
                "desk_button_ask",
                "desk_button_claim",
                "desk_button_claim_and_send",
                "desk_button_details",
                "desk_button_export",
                "desk_button_export_all",
                "desk_button_hand_back",
                "desk_button_keep_as_note",
                "desk_button_open",
                "desk_button_reopen",
                "desk_button_send_once",
                "desk_button_unclaim",
                "desk_close_block_yes",
                *(f"outcome_{each}" for each in Outcome),
                *(f"verdict_{each}" for each in Verdict),
            ),
            _MENUS,
        ),
        **dict.fromkeys(
            (
                "card_answers",
                "card_files",
                "card_history",
                "card_open",
                "card_problem",
                "card_techniques",
                "card_unrecognised",
                "home_found",
                "home_mine",
                "home_month",
                "home_open",
            ),
            _HEADERS,
        ),
        **dict.fromkeys(
            (
                "desk_ask_title",
                "desk_button_cancel",
                "desk_button_close",
                "desk_button_erase",
                "desk_button_pass_on",
                "desk_button_send",
                "desk_close_title",
                "desk_details_title",
                "desk_erase_title",
                "desk_pass_on_title",
            ),
            _FORMS,
        ),
    }
)
"""The phrases that stand where there is little room, by key."""

_LONGEST_COUNT = "10000"


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """Labels and phrases of which a company or a centre would not see the end."""
    del index
    yield from _phrases(sources)
    yield from _labels(sources)


def _phrases(sources: Sources) -> Iterator[Problem]:
    for language, source in sources.phrases.items():
        longest = _longest(sources, language)
        for key, room in ROOM.items():
            text = source.document.get(("phrases", key))
            if isinstance(text, str):
                filled = fill(text, {name: longest.get(name, "") for name in placeholders(text)})
                yield from _too_long(source.document, ("phrases", key), filled, room)


def _longest(sources: Sources, language: Language) -> dict[str, str]:
    """The longest that each placeholder of such a phrase is filled with."""
    spoken = (language, ENGLISH)
    slots = (
        words.label
        for topic in sources.topics
        for each, _, shape in topic.fitting_words()
        if each in spoken and shape.questionnaire
        for question in shape.questionnaire.questions.values()
        for words in question.slots.values()
    )
    centres = (
        words.name
        for folder in sources.centres
        for each, _, shape in folder.fitting_words()
        if each in spoken
        for words in shape.centres.values()
    )
    return {
        "what": max(slots, key=len, default=""),
        "centre": max(centres, key=len, default=""),
        "count": _LONGEST_COUNT,
    }


def _labels(sources: Sources) -> Iterator[Problem]:
    if sources.languages and sources.languages.shape:
        document = sources.languages.document
        for code, language in sources.languages.shape.languages.items():
            yield from _too_long(document, ("languages", code, "name"), language.name, _BUTTONS)
    for topic in sources.topics:
        for _, document, shape in topic.fitting_words():
            for id, words in shape.intents.items():
                yield from _too_long(document, ("intents", id, "label"), words.label, _BUTTONS)
            if shape.questionnaire:
                yield from _options(document, shape.questionnaire)
    shown = _shown_as_buttons(sources)
    for vocabulary in sources.vocabulary:
        for _, document, of_concepts in vocabulary.fitting_words():
            for id, concept in of_concepts.concepts.items() if vocabulary.name in shown else ():
                yield from _too_long(document, ("concepts", id, "label"), concept.label, _BUTTONS)
    for folder in sources.centres:
        for _, document, of_centres in folder.fitting_words():
            for id, centre in of_centres.centres.items():
                yield from _too_long(document, ("centres", id, "name"), centre.name, _MENUS)


def _options(document: Document, words: QuestionnaireWordsShape) -> Iterator[Problem]:
    for question, of_question in words.questions.items():
        for slot, of_slot in of_question.slots.items():
            at: Path = ("questionnaire", "questions", question, "slots", slot, "options")
            for option, of_option in of_slot.options.items():
                path = (*at, option, "label")
                yield from _too_long(document, path, of_option.label, _BUTTONS)


def _shown_as_buttons(sources: Sources) -> set[str]:
    """The folders of the vocabularies that are offered as buttons: those that are short enough,
    and those of which the likeliest are offered."""
    slots = [
        slot
        for folder in sources.questionnaires
        for _, shape in folder.fitting()
        for question in shape.questions
        for slot in question.slots
    ]
    asked_for = {slot.vocabulary for slot in slots if slot.kind is SlotKind.CONCEPT}
    has_focus = any(slot.kind is SlotKind.FOCUS for slot in slots)
    of_focus = FOCUS_KINDS if has_focus else ()
    return {
        folder.name
        for folder in sources.vocabulary
        if (kind := folder.name.rpartition("/")[2]) in of_focus
        or (kind in asked_for and len(folder.things()) <= BUTTONS_FOR_CONCEPTS)
    }


def _too_long(document: Document, path: Path, text: str, room: _Room) -> Iterator[Problem]:
    where, most = room
    if len(text) > most:
        what = f"'{path[-1]}' has {len(text)} characters, and {where} shows {most}"
        if text != document.get(path):
            what = f"'{path[-1]}' may come to {len(text)} characters, and {where} shows {most}"
        mend = f"shorten it by {len(text) - most}"
        place = document.at(path)
        yield document.problem(place, what, mend, "warning").because(
            f"nobody sees the end: '…{text[most - 1 :]}'"
        )
