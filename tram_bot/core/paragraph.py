"""What one free paragraph already answers, so that it need not be asked."""

from tram_bot.core.answers import Answer, Chose, Counted, Dated, Provenance, Value, Wrote
from tram_bot.core.conversation import Run
from tram_bot.core.identifiers import EventId
from tram_bot.core.limits import PEOPLE_MOST
from tram_bot.core.message import Choice, ChoiceRead, Understood
from tram_bot.core.named import bare_words, named_in_passing
from tram_bot.core.names import without_names
from tram_bot.core.questionnaire import Questionnaire, Slot, SlotKind
from tram_bot.core.reading import AGREE, choices_of, is_plain_enough
from tram_bot.core.scene import Scene

_MOST_CONCEPTS = 3


def has_consent(questionnaire: Questionnaire, run: Run) -> bool:
    """Whether the company agreed to its data being kept and handed on."""
    for slot in questionnaire.slots():
        answer = run.answers.get(slot.id)
        if slot.kind is SlotKind.CONSENT and answer and isinstance(answer.value, Chose):
            return AGREE in answer.value.options
    return False


def inferred(
    scene: Scene,
    run: Run,
    understood: Understood,
    *,
    message: str = "",
    event: EventId | None = None,
) -> dict[str, Answer]:
    """Answers that stand in a free text, for slots nobody has answered yet.

    Personal ones are taken only once consent was given. What a text says in two ways is left to
    be asked.
    """
    questionnaire = scene.questionnaire(run)
    # A bare number picks a choice of the question that shows it, and of no other.
    if not questionnaire or not understood.has_words:
        return {}
    may_be_personal = has_consent(questionnaire, run)
    answers: dict[str, Answer] = {}
    for slot in questionnaire.slots():
        known = run.answers.get(slot.id)
        settled = known is not None and known.how is not Provenance.INFERRED
        if settled or not slot.inferred or (slot.personal and not may_be_personal):
            continue
        value = _value(scene, run, slot, understood)
        if value:
            answers[slot.id] = Answer(
                value=value,
                raw=understood.text,
                how=Provenance.INFERRED,
                event=event or scene.event.id,
                at=scene.event.at,
                message=message,
            )
    return answers


def _value(scene: Scene, run: Run, slot: Slot, understood: Understood) -> Value | None:
    found = understood.entities
    match slot.kind:
        case SlotKind.CONCEPT:
            text = without_names(understood.text, found)
            ids = named_in_passing(scene, text, slot.vocabulary, understood)
            most = _MOST_CONCEPTS if slot.several else 1
            return Chose(options=ids[:most]) if ids else None
        case SlotKind.CHOICE:
            chosen = scene.content.choose(understood.text, _tellable(scene, run, slot))
            told = chosen and _is_told(chosen) and is_plain_enough(slot, chosen)
            return Chose(options=chosen.ids) if chosen and told else None
        case SlotKind.COUNT:
            counts = {n.value for n in found.numbers if n.counts == slot.counts}
            number = counts.pop() if len(counts) == 1 else 0
            return Counted(number=number) if 0 < number <= PEOPLE_MOST else None
        case SlotKind.DATE:
            ahead = {each.day for each in found.days if each.day >= scene.today}
            if len(ahead) == 1:
                return Dated(day=ahead.pop())
            chosen = scene.content.choose(understood.text, _tellable(scene, run, slot))
            fits = chosen and _is_told(chosen) and not found.days
            return Chose(options=chosen.ids) if chosen and fits else None
        case SlotKind.COUNTRY:
            countries = {place.country for place in found.places}
            return Chose(options=(countries.pop(),)) if len(countries) == 1 else None
        case SlotKind.EMAIL:
            return Wrote(text=found.emails[0]) if len(found.emails) == 1 else None
        case SlotKind.PHONE:
            return Wrote(text=found.phones[0]) if len(found.phones) == 1 else None
        case SlotKind.COMPANY:
            return Wrote(text=found.companies[0]) if len(found.companies) == 1 else None
        case SlotKind.PERSON:
            return Wrote(text=found.people[0]) if len(found.people) == 1 else None
        case SlotKind.TEXT | SlotKind.CONSENT | SlotKind.FOCUS:
            return None


def _is_told(chosen: ChoiceRead) -> bool:
    """Whether one choice is named; *the first* is one of the question that shows it only."""
    return chosen.only is not None and not chosen.placed


def _tellable(scene: Scene, run: Run, slot: Slot) -> tuple[Choice, ...]:
    """The choices without a bare yes or no, which answers only a question that was put."""
    return scene.content.choices(
        run.questionnaire,
        slot.id,
        scene.language,
        "tellable",
        otherwise=lambda: _without_bare_words(scene, choices_of(scene, run, slot)),
    )


def _without_bare_words(scene: Scene, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    bare = bare_words(scene)
    told = (
        Choice(id=each.id, words=tuple(word for word in each.words if word not in bare))
        for each in choices
    )
    return tuple(each for each in told if each.words)
