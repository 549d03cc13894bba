"""What a company understands of what the bot says to it, in any language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tram_bot.content import loader
from tram_bot.core.content import Does, QuestionWords
from tram_bot.core.identifiers import Language
from tram_bot.core.questionnaire import Question
from tram_bot.core.scene import REVIEW, SEND

PROBLEM, CONTACT = "problem", "contact"
"""The questions that every company answers in words of its own."""
_QUESTIONNAIRE = "challenge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A button: what stands on it, and what it carries."""

    label: str
    scope: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One message of the bot's: its words, its buttons, and all of it as the platform has it."""

    text: str
    keys: Sequence[Key]
    message: Mapping[str, Any]

    @property
    def send(self) -> Key | None:
        """The button that sends the request, if that is what is asked."""
        return next((k for k in self.keys if (k.scope, k.option) == (REVIEW, SEND)), None)


class Reading:
    """The questions, and what people say, in every language."""

    def __init__(self, root: Path) -> None:
        """Reads the content folders. Raises ContentError."""
        loaded = loader.load(root)
        self._questions = {q.id: q for q in loaded.questionnaires[_QUESTIONNAIRE].questions}
        spoken = loaded.questionnaire_words[_QUESTIONNAIRE].by_language
        self._words = {language: words.questions for language, words in spoken.items()}
        self.asides: Mapping[Language, Sequence[str]] = {
            language: [
                example
                for intent in loaded.intents.values()
                if intent.does is Does.ANSWER and language in intent.words.by_language
                for example in intent.words.by_language[language].examples
            ]
            for language in spoken
        }
        """Questions that companies ask."""

    @property
    def languages(self) -> Sequence[Language]:
        """All there are."""
        return sorted(self._words)

    def asked(self, heard: Heard, language: Language) -> Question | None:
        """Which question a message ends with, if any."""
        found = [
            (heard.text.rfind(text), len(text), id)
            for id, words in self._words[language].items()
            for text in _forms(words)
            if text in heard.text
        ]
        return self._questions[max(found)[2]] if found else None

    def example(self, question: Question, language: Language) -> str:
        """A good answer to it."""
        return self._words[language][question.id].example


def _forms(words: QuestionWords) -> Sequence[str]:
    return (words.ask, words.again, *(slot.ask for slot in words.slots.values()))
