"""One turn's view of the world, and what a turn comes to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tram_bot.core.answers import Answer, Part
from tram_bot.core.content import Content, Intent, QuestionnaireWords, QuestionWords, SlotWords
from tram_bot.core.conversation import (
    Asking,
    Conversation,
    Idle,
    Moment,
    Phase,
    Reviewing,
    Run,
    WithPerson,
)
from tram_bot.core.effects import Button, Card, Effect, Say
from tram_bot.core.events import Event
from tram_bot.core.finding import Finding
from tram_bot.core.left_runs import leave
from tram_bot.core.message import Noted, Understood
from tram_bot.core.questionnaire import Question, Questionnaire, Slot
from tram_bot.core.remembered import Remembered

INTENT = "_intent"
"""Scope of a button that stands for an intent; the option is its id."""
REVIEW = "_review"
"""Scope of the review's buttons; the option is SEND or a question to change."""
CONFIRM = "_confirm"
"""Scope of yes and no to something we asked back."""
MEANT = "_meant"
"""Scope of *answer* and *question*."""
LANGUAGE = "_language"
"""Scope of the choice of language; the option is its code."""
LEAVE_OUT = "_leave_out"
"""Scope of the buttons in the review that leave out a file; the option is its place there."""
RESUME = "_resume"
"""Scope of a button that goes on with a questionnaire that was left; the option says which."""

SEND, YES, NO, AS_ANSWER, AS_QUESTION = "send", "yes", "no", "answer", "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a reply ends with: the thing asked, and the buttons to answer it."""

    ask: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one event comes to, or several: the conversation after it, and what is to be done. Of
    several, those that are `left` begin another turn."""

    conversation: Conversation
    effects: tuple[Effect, ...] = ()
    left: tuple[Event, ...] = ()

    def also(self, *effects: Effect) -> "Turn":
        """The same turn with more to be done, before anything is said."""
        return replace(self, effects=(*effects, *self.effects))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All that a turn looks at: the content, the talk so far, what happened and when."""

    content: Content
    conversation: Conversation
    event: Event
    moment: Moment
    findings: Remembered[Answer, Finding] = field(
        default_factory=Remembered, compare=False, repr=False
    )
    """What the search found in this turn, by the answers it was found for."""
    waiting: tuple[Part, ...] = ()
    """What the company was asked about passing on, and has gone on from without an answer."""

    @property
    def now(self) -> datetime:
        """When this turn is taken."""
        return self.moment.now

    def is_before(self, shown: datetime) -> bool:
        """Whether the event is older than something shown at that moment. A moment that has yet
        to come was noted by a clock that has gone back since, and says nothing."""
        return self.event.at < shown <= self.now

    @property
    def today(self) -> date:
        """The day of writing, from which dates in a text are worked out."""
        return self.event.at.date()

    @property
    def turn(self) -> int:
        """The number of the turn being taken, which its buttons carry."""
        return self.conversation.turn + 1

    @property
    def language(self) -> str:
        """The language the bot speaks in this conversation."""
        return self.conversation.language

    def phrase(self, key: str, /, **values: str) -> str:
        """One of the bot's own phrases."""
        return self.content.phrasebook.say(key, self.language, **values)

    def understand(self, text: str) -> Understood:
        """What a text may mean here and now."""
        return self.content.understand(text, self.language, self.today)

    def best_intent(self, understood: Understood) -> Intent | None:
        """The likeliest intent of a text, if the content has it still."""
        best = understood.best
        return self.content.intents.get(best.id) if best else None

    def note(self, text: str) -> Noted:
        """What stands in a text, where it is not asked what it may mean: that takes longest."""
        return self.content.note(text, self.language, self.today)

    def button(self, label: str, scope: str, option: str) -> Button:
        """A button of this turn."""
        return Button(label=label, turn=self.turn, scope=scope, option=option)

    def intent_buttons(self, intents: Iterable[str]) -> tuple[Button, ...]:
        """Buttons that stand for intents; one the content no longer has is left out."""
        buttons = []
        for id in intents:
            intent = self.content.intents.get(id)
            words = intent.words.of(self.language) if intent else None
            if words:
                buttons.append(self.button(words.label, INTENT, id))
        return tuple(buttons)

    def questionnaire(self, run: Run) -> Questionnaire | None:
        """The questionnaire a run fills, as today's content has it."""
        return self.content.questionnaires.get(run.questionnaire)

    def questionnaire_words(self, run: Run) -> QuestionnaireWords | None:
        """The questionnaire's words in the language of the conversation."""
        words = self.content.questionnaire_words.get(run.questionnaire)
        return words.of(self.language) if words else None

    def question_words(self, run: Run, question: Question) -> QuestionWords | None:
        """A question's words in the language of the conversation."""
        words = self.questionnaire_words(run)
        return words.questions.get(question.id) if words else None

    def slot_words(self, run: Run, slot: Slot) -> SlotWords | None:
        """A slot's words in the language of the conversation."""
        words = self.questionnaire_words(run)
        if not words:
            return None
        return next(
            (each.slots[slot.id] for each in words.questions.values() if slot.id in each.slots),
            None,
        )

    def with_conversation(self, conversation: Conversation) -> "Scene":
        """The same scene with the talk further on."""
        return replace(self, conversation=conversation)

    def in_phase(self, phase: Phase) -> "Scene":
        """The same scene with another phase."""
        return self.with_conversation(replace(self.conversation, phase=phase))

    def turn_of(self, *effects: Effect) -> Turn:
        """The turn this scene comes to."""
        return Turn(conversation=self.conversation, effects=effects)

    def reply(
        self,
        *paragraphs: str,
        prompt: Prompt | None = None,
        cards: tuple[Card, ...] = (),
        effects: tuple[Effect, ...] = (),
    ) -> Turn:
        """The turn this scene comes to, with something said."""
        asked = prompt or Prompt()
        say = Say(
            paragraphs=tuple(p for p in paragraphs if p),
            cards=cards,
            ask=asked.ask,
            buttons=asked.buttons,
        )
        return self.turn_of(*effects, say)


def cannot_go_on(scene: Scene, run: Run) -> Turn:
    """The content has lost the whole questionnaire: its answers are laid aside, not lost."""
    idle = replace(scene.conversation, phase=Idle(), pending=None)
    there = scene.with_conversation(leave(idle, run))
    return there.reply(
        scene.phrase("questionnaire_gone"),
        prompt=Prompt(buttons=there.intent_buttons(there.content.commands("person"))),
    )


def run_of(phase: Phase) -> Run | None:
    """The questionnaire run a phase holds, if any."""
    return phase.run if isinstance(phase, Asking | Reviewing) else None


def held_run(phase: Phase) -> Run | None:
    """The questionnaire run a phase holds, also one that waits while a person has the
    conversation."""
    return run_of(phase.resume if isinstance(phase, WithPerson) else phase)
