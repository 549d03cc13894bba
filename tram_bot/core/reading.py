"""A reply, read as the answer to a question: one small function per kind of slot."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tram_bot.core.answers import Chose, Counted, Dated, Provenance, Rejected, Value, Wrote
from tram_bot.core.catalogue import HAZARDS
from tram_bot.core.confidentiality import releases
from tram_bot.core.conversation import Run
from tram_bot.core.limits import BUTTONS_FOR_CONCEPTS, PEOPLE_MOST
from tram_bot.core.message import Choice, ChoiceRead, Entities, Understood
from tram_bot.core.named import NOTHING, concepts_in, is_bare, joined, named_in_passing, says_no
from tram_bot.core.names import (
    MOST_WORDS_OF_A_NAME,
    is_capitalised,
    leftovers,
    may_be_name,
)
from tram_bot.core.present import concept_label, spoken_date
from tram_bot.core.questionnaire import Question, Slot, SlotKind
from tram_bot.core.scene import Scene

AGREE = "agree"
DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One slot's value as read, and whether it was picked from a closed list."""

    value: Value
    how: Provenance = Provenance.TYPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reply gives a question: values by slot id, or the reason why there are none.

    `names_release` when it speaks of nothing being confidential without saying so plainly.
    """

    read: Mapping[str, Read] = field(default_factory=dict)
    rejected: Rejected | None = None
    names_release: bool = False


def choices_of(
    scene: Scene, run: Run, slot: Slot, focus: tuple[tuple[str, str], ...] = ()
) -> tuple[Choice, ...]:
    """What may be chosen for a slot, label first, in the order it is offered."""
    if slot.kind is SlotKind.FOCUS:
        return tuple(
            Choice(
                id=f"{kind}:{id}", words=(concept_label(scene.content, scene.language, kind, id),)
            )
            for kind, id in focus
        )
    return scene.content.choices(
        run.questionnaire, slot.id, scene.language, otherwise=lambda: _choices(scene, run, slot)
    )


def _choices(scene: Scene, run: Run, slot: Slot) -> tuple[Choice, ...]:
    if slot.kind is SlotKind.CONCEPT:
        return tuple(
            Choice(id=concept.id, words=(words.label,))
            for concept in scene.content.catalogue.concepts_of(slot.vocabulary)
            if (words := concept.words.of(scene.language))
        )
    slot_words = scene.slot_words(run, slot)
    options = slot_words.options if slot_words else {}
    ids = (AGREE, DECLINE) if slot.kind is SlotKind.CONSENT else slot.options
    return tuple(
        Choice(id=id, words=(options[id].label, *options[id].accept)) for id in ids if id in options
    )


def has_buttons(slot: Slot, choices: tuple[Choice, ...]) -> bool:
    """Whether a slot's choices are few enough to be offered as buttons."""
    return 0 < len(choices) <= BUTTONS_FOR_CONCEPTS or slot.kind is SlotKind.CHOICE


def offered(scene: Scene, run: Run, slots: tuple[Slot, ...]) -> Slot | None:
    """The slot whose choices become buttons. Beside a count there are none: a number typed
    could mean either."""
    if any(slot.kind is SlotKind.COUNT for slot in slots):
        return None
    for slot in slots:
        if slot.kind is SlotKind.FOCUS:
            return slot
        choices = choices_of(scene, run, slot)
        if choices and has_buttons(slot, choices):
            return slot
    return None


def read_question(
    scene: Scene,
    run: Run,
    question: Question,
    understood: Understood,
    focus: tuple[tuple[str, str], ...] = (),
) -> Reading:
    """What a reply says to the slots of a question that are still to be settled.

    A reply to several slots at once gives each what is unmistakably its own; a slot that stands
    alone takes the reply as a whole. It is rejected only if nothing could be read.
    """
    wanted = wanted_of(run, question)
    besides = {
        **_other_addresses(run, question, wanted, understood),
        **_more_of_settled(scene, run, question, wanted, understood),
    }
    if len(wanted) == 1:
        outcome = _read_alone(scene, run, wanted[0], understood, focus)
        if isinstance(outcome, Rejected):
            is_named = _names_release(scene, run, wanted[0], understood)
            return Reading(read=besides, rejected=outcome, names_release=is_named)
        return Reading(read={wanted[0].id: outcome, **besides})
    read: dict[str, Read] = dict(besides)
    first_rejected: Rejected | None = None
    names = [
        name
        for name in leftovers(scene, understood)
        if may_be_name(name) and not _answers_another(scene, run, question, name)
    ]
    if any(slot.id in run.answers for slot in wanted) and understood.entities.has_address:
        # "my new address is …" gives a new address and no new name.
        names = [name for name in names if is_capitalised(name)]
    counted = any(slot.kind is SlotKind.COUNT for slot in wanted)
    shown = offered(scene, run, wanted)
    for slot in wanted:
        # Where something is counted, a number is that, and not the number of a choice beside it.
        is_choice = counted and slot.kind in (SlotKind.CONCEPT, SlotKind.CHOICE)
        said = _without_numbers(understood) if is_choice else understood
        outcome_here = _read_among(scene, run, slot, said, names, shown=slot is shown)
        if isinstance(outcome_here, Rejected):
            first_rejected = first_rejected or outcome_here
        elif outcome_here is not None:
            read[slot.id] = outcome_here
    if not read and (whole := _whole_for_open_slot(scene, run, wanted, understood)):
        read = whole
    if read:
        return Reading(read=read)
    return Reading(rejected=first_rejected or Rejected(reason="rejected_nothing_read"))


def _answers_another(scene: Scene, run: Run, question: Question, part: str) -> bool:
    """Whether a part of a reply is, word for word, a choice of another question: nobody is called
    *no rush*. Names have capitals, and the few that are such words with them."""
    questionnaire = scene.questionnaire(run)
    if not questionnaire or is_capitalised(part):
        return False
    others = (s for s in questionnaire.slots() if s not in question.slots)
    read = (scene.content.choose(part, choices_of(scene, run, s)) for s in others if s.options)
    return any(chosen and chosen.whole and not chosen.placed for chosen in read)


def _without_numbers(understood: Understood) -> Understood:
    """The same with its numbers left out of the text; what was read in it stays."""
    text = understood.text
    for number in understood.entities.numbers:
        text = text.replace(number.words, " ", 1)
    return replace(understood, text=text)


def wanted_of(run: Run, question: Question) -> tuple[Slot, ...]:
    """The slots a reply is read for: the gaps once some are filled, else all of them."""
    settled = [slot for slot in question.slots if slot.id in run.answers]
    gaps = question.gaps(run.answers)
    return gaps if settled and gaps else question.slots


def _other_addresses(
    run: Run, question: Question, wanted: tuple[Slot, ...], understood: Understood
) -> dict[str, Read]:
    """What a reply says besides to the question's slots that may stay open and still are: a phone
    number told with the name that was missing."""
    others = (s for s in question.slots if s not in wanted and s.id not in run.answers)
    phones = {s.id: _phone(understood.entities) for s in others if s.kind is SlotKind.PHONE}
    return {id: read for id, read in phones.items() if read}


def _more_of_settled(
    scene: Scene,
    run: Run,
    question: Question,
    wanted: tuple[Slot, ...],
    understood: Understood,
) -> dict[str, Read]:
    """What a reply adds to the question's slots that are settled: a hazard told with the number
    that was missing, another country."""
    more: dict[str, Read] = {}
    for slot in question.slots:
        settled = run.answers.get(slot.id)
        if slot in wanted or not settled:
            continue
        if slot.kind is SlotKind.COUNTRY and (country := _country(understood.entities)):
            # The country of the question itself outweighs one that a description named.
            more |= {} if country.value == settled.value else {slot.id: country}
        if not slot.several or slot.kind is not SlotKind.CONCEPT:
            continue
        ids = named_in_passing(scene, understood.text, slot.vocabulary, understood)
        match settled.value:
            case Chose(options=known) if not set(ids) <= {*known, NOTHING}:
                more[slot.id] = Read(value=Chose(options=joined(known, ids)))
            case Wrote(text=text) if ids and understood.text != text:
                more[slot.id] = Read(value=Wrote(text=f"{text}\n{understood.text}"))
            case _:
                pass
    return more


def _read_alone(
    scene: Scene,
    run: Run,
    slot: Slot,
    understood: Understood,
    focus: tuple[tuple[str, str], ...],
) -> Read | Rejected:
    found = understood.entities
    match slot.kind:
        case SlotKind.TEXT:
            return _text(scene, run, slot, understood)
        case SlotKind.CHOICE | SlotKind.CONSENT | SlotKind.FOCUS:
            return _choice(scene, run, slot, understood, focus)
        case SlotKind.CONCEPT:
            return _concept(scene, run, slot, understood)
        case SlotKind.COUNT:
            return _count(slot, found, alone=True) or Rejected(reason="rejected_no_number")
        case SlotKind.DATE:
            return _date(scene, run, slot, understood) or Rejected(reason="rejected_no_date")
        case SlotKind.EMAIL:
            return _email(found) or Rejected(reason="rejected_no_email")
        case SlotKind.PHONE:
            return _phone(found) or Rejected(reason="rejected_no_phone")
        case SlotKind.COUNTRY:
            return _country(found) or Rejected(reason="rejected_no_country")
        case SlotKind.PERSON | SlotKind.COMPANY:
            return _name(scene, slot, understood)


def _read_among(
    scene: Scene, run: Run, slot: Slot, understood: Understood, names: list[str], *, shown: bool
) -> Read | Rejected | None:
    found = understood.entities
    match slot.kind:
        case SlotKind.COUNT:
            return _count(slot, found, alone=False)
        case SlotKind.DATE:
            return _date(scene, run, slot, understood)
        case SlotKind.EMAIL:
            return _email(found)
        case SlotKind.PHONE:
            return _phone(found)
        case SlotKind.COUNTRY:
            return _country(found)
        case SlotKind.CONCEPT:
            read = _concept(scene, run, slot, understood, shown=shown)
            closed = isinstance(read, Read) and isinstance(read.value, Chose)
            return read if closed else None
        case SlotKind.CHOICE | SlotKind.CONSENT | SlotKind.FOCUS:
            return _chosen(scene, slot, understood, choices_of(scene, run, slot), shown=shown)
        case SlotKind.PERSON:
            return Read(value=Wrote(text=names.pop(0))) if names else None
        case SlotKind.COMPANY:
            company = found.companies[0] if found.companies else (names.pop(0) if names else "")
            return Read(value=Wrote(text=company)) if company else None
        case SlotKind.TEXT:
            return None


def _whole_for_open_slot(
    scene: Scene, run: Run, slots: tuple[Slot, ...], understood: Understood
) -> dict[str, Read] | None:
    """The whole reply as the words of the first slot that takes any."""
    slot = next((s for s in slots if s.open or s.kind is SlotKind.TEXT), None)
    if not slot or not _has_own_words(scene, understood):
        return None
    # *The second* is no answer in words to a question that shows no list, nor is another question.
    chosen = scene.content.choose(understood.text, choices_of(scene, run, slot))
    if (chosen and chosen.placed) or understood.is_question:
        return None
    return {slot.id: Read(value=Wrote(text=understood.text))}


def _has_own_words(scene: Scene, understood: Understood) -> bool:
    """Whether a reply says anything but whom to write to: a name and an address tell nothing of
    a problem or a sample, and must not be handed round as if they did."""
    if not understood.entities.has_address:
        return understood.has_words
    return any(not is_capitalised(part) for part in leftovers(scene, understood))


def _text(scene: Scene, run: Run, slot: Slot, understood: Understood) -> Read | Rejected:
    chosen = scene.content.choose(understood.text, choices_of(scene, run, slot))
    if chosen and (chosen.unmistakable or (chosen.whole and not understood.is_question)):
        return Read(value=Chose(options=chosen.ids), how=_how(chosen))
    if not _has_own_words(scene, understood) or is_bare(scene, understood.text):
        return Rejected(reason="rejected_needs_words")
    return Read(value=Wrote(text=understood.text))


def _chosen(
    scene: Scene,
    slot: Slot,
    understood: Understood,
    choices: tuple[Choice, ...],
    *,
    shown: bool = True,
) -> Read | None:
    """The choices a reply names; where only one may be chosen, several are none. *The first* is
    none of a list that is not `shown`.
    """
    chosen = scene.content.choose(understood.text, choices)
    if not chosen or not (slot.several or chosen.only) or (chosen.placed and not shown):
        return None
    if not is_plain_enough(slot, chosen):
        return None
    return Read(value=Chose(options=chosen.ids), how=_how(chosen))


def is_plain_enough(slot: Slot, chosen: ChoiceRead) -> bool:
    """Whether a choice was said as plainly as it must be.

    Consent, that nothing is confidential and that nothing is dangerous are never made out of a
    sentence, which may say the contrary: they are given in so many words, or asked for again.
    """
    is_consent = slot.kind is SlotKind.CONSENT and AGREE in chosen.ids
    is_harmless = slot.vocabulary == HAZARDS and NOTHING in chosen.ids
    must_be_plain = is_consent or is_harmless or releases(slot.id, chosen.ids)
    return chosen.unmistakable or not must_be_plain


def _names_release(scene: Scene, run: Run, slot: Slot, understood: Understood) -> bool:
    """Whether a reply names, however it is meant, the choice that nothing is confidential."""
    chosen = scene.content.choose(understood.text, choices_of(scene, run, slot))
    return chosen is not None and releases(slot.id, chosen.ids)


def _how(chosen: ChoiceRead) -> Provenance:
    return Provenance.CHOSEN if chosen.exact else Provenance.TYPED


def _choice(
    scene: Scene,
    run: Run,
    slot: Slot,
    understood: Understood,
    focus: tuple[tuple[str, str], ...],
) -> Read | Rejected:
    choices = choices_of(scene, run, slot, focus)
    chosen = _chosen(scene, slot, understood, choices)
    if chosen:
        return chosen
    if slot.open and _has_own_words(scene, understood):
        return Read(value=Wrote(text=understood.text))
    labels = ", ".join(choice.words[0] for choice in choices)
    return Rejected(reason="rejected_not_a_choice", values={"choices": labels})


def _concept(
    scene: Scene, run: Run, slot: Slot, understood: Understood, *, shown: bool = True
) -> Read | Rejected:
    choices = choices_of(scene, run, slot)
    few = has_buttons(slot, choices)
    chosen = _chosen(scene, slot, understood, choices, shown=shown) if few else None
    if chosen:
        return chosen
    found = concepts_in(scene, understood)
    ids = tuple(dict.fromkeys(each.id for each in found if each.kind == slot.vocabulary))
    if ids:
        return Read(value=Chose(options=ids if slot.several else ids[:1]))
    if any(choice.id == NOTHING for choice in choices) and says_no(scene, understood.text):
        return Read(value=Chose(options=(NOTHING,)))
    if slot.open and _has_own_words(scene, understood):
        return Read(value=Wrote(text=understood.text))
    return Rejected(reason="rejected_not_a_concept")


def _count(slot: Slot, found: Entities, *, alone: bool) -> Read | Rejected | None:
    fitting = [n for n in found.numbers if n.counts == slot.counts and slot.counts]
    plain = [n for n in found.numbers if not n.counts]
    numbers = fitting or plain
    if not numbers or (len(numbers) > 1 and not fitting and not alone):
        return None
    number = numbers[0].value
    if not 0 < number <= PEOPLE_MOST:
        return Rejected(reason="rejected_number_size", values={"number": str(number)})
    return Read(value=Counted(number=number))


def _date(scene: Scene, run: Run, slot: Slot, understood: Understood) -> Read | Rejected | None:
    days = understood.entities.days
    chosen = _chosen(scene, slot, understood, choices_of(scene, run, slot))
    if chosen and (chosen.how is Provenance.CHOSEN or not days):
        return chosen
    if not days:
        return None
    ahead = next((each.day for each in days if each.day >= scene.today), None)
    if ahead is None:
        past = spoken_date(scene.content, scene.language, days[0].day)
        return Rejected(reason="rejected_past_date", values={"date": past})
    return Read(value=Dated(day=ahead))


def _email(found: Entities) -> Read | Rejected | None:
    if found.emails:
        return Read(value=Wrote(text=found.emails[0]))
    if found.bad_emails:
        return Rejected(reason="rejected_bad_email", values={"address": found.bad_emails[0]})
    return None


def _phone(found: Entities) -> Read | None:
    return Read(value=Wrote(text=found.phones[0])) if found.phones else None


def _country(found: Entities) -> Read | None:
    return Read(value=Chose(options=(found.places[0].country,))) if found.places else None


def _name(scene: Scene, slot: Slot, understood: Understood) -> Read | Rejected:
    if slot.kind is SlotKind.COMPANY and understood.entities.companies:
        return Read(value=Wrote(text=understood.entities.companies[0]))
    left = leftovers(scene, understood)
    if not left or len(left[0].split()) > MOST_WORDS_OF_A_NAME:
        return Rejected(reason="rejected_no_name")
    return Read(value=Wrote(text=left[0]))
