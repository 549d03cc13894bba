"""What conversations touch of the content while they are replayed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from tram_bot.core import data_file
from tram_bot.core.answers import Chose
from tram_bot.core.confidentiality import runs_of
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Conversation, WithPerson
from tram_bot.core.effects import GiveData, Say
from tram_bot.core.events import Command, Event, Pressed, Text
from tram_bot.core.hygiene import clean
from tram_bot.core.identifiers import Language
from tram_bot.core.scene import INTENT
from tram_bot.transcripts.replay import Taken

_PLACEHOLDER = re.compile(r"\\\{[a-z_]+\\\}")
_BETWEEN = "\0"
"""Parts two texts that were shown; it stands in none of them."""


@dataclass(slots=True)
class Shown:
    """The texts that companies were shown in one language."""

    paragraphs: set[str] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)

    def note(self, say: Say) -> None:
        """This was shown, too."""
        self.paragraphs.update(say.paragraphs)
        self.asks.add(say.ask.strip())
        self.labels.update(button.label for button in say.buttons)

    def has(self, text: str) -> bool:
        """Whether a text was said, whatever its placeholders were filled with."""
        pattern = _PLACEHOLDER.sub(f"[^{_BETWEEN}]*?", re.escape(text.strip()))
        return re.search(pattern, _BETWEEN.join((*self.paragraphs, *self.asks))) is not None

    def has_line(self, text: str) -> bool:
        """Whether a text was a whole line of what was said."""
        pattern = _PLACEHOLDER.sub(f"[^{_BETWEEN}\n]*?", re.escape(text.strip()))
        lines = "\n".join((*self.paragraphs, *self.asks))
        return re.search(f"^{pattern}$", lines, re.MULTILINE) is not None


class Touched:
    """Watches replays. A question is touched when it is asked, a choice when it is chosen, a phrase
    when it is said, and an intent when a message, a command or a button was taken for it: when its
    reply is shown or, if it has none, when what was understood as it answered no question.

    `content` is the one to replay with: it notes which phrases are said, by language and key.
    """

    def __init__(self, content: Content) -> None:
        """`content` is what is touched."""
        self.phrases: set[tuple[Language, str]] = set()
        self.questions: set[tuple[str, str]] = set()
        self.choices: set[tuple[str, str, str]] = set()
        self.intents: set[str] = set()
        self.shown: dict[Language, Shown] = defaultdict(Shown)
        phrases = {
            language: _Noted(texts, partial(self._said, language))
            for language, texts in content.phrasebook.phrases.items()
        }
        self.content = replace(content, phrasebook=replace(content.phrasebook, phrases=phrases))

    def watch(self, taken: Taken) -> None:
        """Note what a turn touches."""
        after = taken.kept.conversation
        if isinstance(after.phase, Asking):
            self.questions.add((after.phase.run.questionnaire, after.phase.question))
        for run in runs_of(after):
            for slot, answer in run.answers.items():
                if isinstance(answer.value, Chose):
                    self.choices |= {(run.questionnaire, slot, id) for id in answer.value.options}
        for effect in taken.effects:
            match effect:
                case Say():
                    self.shown[after.language].note(effect)
                case GiveData():
                    data_file.document(self.content, taken.kept, taken.at)
                case _:
                    pass
        for event in taken.events:
            self.intents.update(self._meant(event, taken.before, after))

    def _said(self, language: Language, key: str) -> None:
        self.phrases.add((language, key))

    def _meant(self, event: Event, before: Conversation, after: Conversation) -> Iterator[str]:
        match event:
            case Pressed(scope=scope, option=option) if scope == INTENT:
                yield option
            case Command(word=word):
                known = self.content.command_word(word)
                if known:
                    yield known[0].id
            case Text() if not isinstance(before.phase, WithPerson) and not _answers(event, after):
                text, today = clean(event.text), event.at.date()
                understood = self.content.understand(text, before.language, today)
                if understood.best and (understood.sure or understood.best.exact):
                    yield understood.best.id
            case _:
                pass


def _answers(event: Text, talk: Conversation) -> bool:
    """Whether a message was taken for an answer."""
    return any(
        answer.event == event.id or event.message in answer.messages
        for run in runs_of(talk)
        for answer in run.answers.values()
    )


class _Noted(Mapping[str, str]):
    """Phrases by key, noting which are looked up."""

    def __init__(self, texts: Mapping[str, str], note: Callable[[str], None]) -> None:
        self._texts = texts
        self._note = note

    def __getitem__(self, key: str) -> str:
        text = self._texts[key]
        self._note(key)
        return text

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
