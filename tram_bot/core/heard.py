"""A text while a question is open, and everything it is measured against."""

from dataclasses import dataclass, replace

from tram_bot.core.answers import Chose, Provenance
from tram_bot.core.confidentiality import releases
from tram_bot.core.content import Intent
from tram_bot.core.conversation import Asking
from tram_bot.core.correcting import says_correction, without_cue
from tram_bot.core.message import Understood
from tram_bot.core.named import concepts_in
from tram_bot.core.names import looks_like_name
from tram_bot.core.need import focus_offered
from tram_bot.core.questionnaire import Question, SlotKind
from tram_bot.core.reading import Reading, read_question
from tram_bot.core.scene import Scene

_NAMES = (SlotKind.PERSON, SlotKind.COMPANY)
_FREE = (SlotKind.TEXT, *_NAMES)
_PLAINLY = 0.93
"""Confidence from which on a statement in free words is taken for something asked."""
_PERHAPS = 0.42
"""Confidence from which on a text put as a question may be one to us rather than an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A text, and everything it was measured against."""

    scene: Scene
    asking: Asking
    question: Question
    understood: Understood
    reading: Reading
    message: str

    @property
    def intent(self) -> Intent | None:
        """The likeliest intent."""
        return self.scene.best_intent(self.understood)

    @property
    def exact(self) -> bool:
        """The text is, word for word, one of that intent's examples."""
        return self.understood.exact is not None

    @property
    def is_asked(self) -> bool:
        """The text is put as a question, or what it would ask for is beyond doubt: a statement in
        free words, one with an address, or one that names a choice which must be put more plainly,
        is rather an answer."""
        if self.understood.is_question or self.exact:
            return True
        if self.reading.names_release:
            return False
        best = self.understood.best
        is_plain = bool(best and best.confidence >= _PLAINLY) and not self.names_something
        return not self.has_address and (is_plain or not self.takes_free_text)

    @property
    def is_perhaps_asked(self) -> bool:
        """The text is put as a question, and an intent that answers it is not far."""
        if not self.understood.is_question:
            return False
        best = self.understood.best
        return bool(best and best.confidence >= _PERHAPS)

    @property
    def takes_free_text(self) -> bool:
        """The open question takes any words for an answer."""
        return any(slot.kind in _FREE or slot.open for slot in self.question.slots)

    @property
    def takes_any_words(self) -> bool:
        """It takes what is no name as well."""
        return any(slot.kind is SlotKind.TEXT or slot.open for slot in self.question.slots)

    @property
    def says_correction(self) -> bool:
        """The text says that it corrects something said before."""
        return says_correction(self.scene, self.understood.text, is_free=self.takes_any_words)

    @property
    def names_something(self) -> bool:
        """The text speaks of something the catalogue knows."""
        return bool(concepts_in(self.scene, self.understood))

    @property
    def has_address(self) -> bool:
        """The text has an address or a phone number, which nobody writes into a question."""
        return self.understood.entities.has_address

    @property
    def is_name(self) -> bool:
        """A name was asked for and the text looks like one, whatever else its words are near."""
        by_id = {slot.id: slot for slot in self.question.slots}
        named = any(by_id[id].kind in _NAMES for id in self.reading.read if id in by_id)
        return named and not self.exact and looks_like_name(self.understood)

    @property
    def is_chosen(self) -> bool:
        """The text is, word for word, one of the choices of the open question."""
        return any(read.how is Provenance.CHOSEN for read in self.reading.read.values())

    @property
    def releases(self) -> bool:
        """The text says, so plainly that it asks nothing, that nothing is confidential: German *ist
        kein Geheimnis* begins like a question only."""
        return any(
            isinstance(read.value, Chose) and releases(id, read.value.options)
            for id, read in self.reading.read.items()
        )


def heard_text(
    scene: Scene, asking: Asking, text: str, message: str, *, is_answer: bool = False
) -> Heard | None:
    """A text as it is heard while that question is open, None if there is no such question any
    more. What `is_answer` is one whatever it is put as: the company said so."""
    questionnaire = scene.questionnaire(asking.run)
    question = questionnaire.question(asking.question) if questionnaire else None
    if not question:
        return None
    understood = scene.understand(text)
    if is_answer:
        understood = replace(understood, is_question=False)
    answered = replace(understood, text=without_cue(scene, text))
    is_focus = any(slot.kind is SlotKind.FOCUS for slot in question.slots)
    focus = focus_offered(scene, asking.run) if is_focus else ()
    return Heard(
        scene=scene,
        asking=asking,
        question=question,
        understood=understood,
        reading=read_question(scene, asking.run, question, answered, focus),
        message=message,
    )
