"""The lead as a centre sees it: one value, laid out by each desk in its own way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tram_bot.core.answers import Answer, Answers, Chose, Counted, Provenance, Wrote
from tram_bot.core.catalogue import Centre
from tram_bot.core.confidentiality import (
    CONFIDENTIALITY,
    Sight,
    is_open,
    sight_of,
    wants_agreement,
)
from tram_bot.core.content import Content
from tram_bot.core.conversation import Run
from tram_bot.core.finding import FacilityMatch
from tram_bot.core.identifiers import CentreId, EventId, Language
from tram_bot.core.lead import Lead, Role
from tram_bot.core.lead_history import history_lines, state_line
from tram_bot.core.lookalikes import disguised_word
from tram_bot.core.present import (
    because,
    centre_name,
    country_name,
    described,
    language_name,
    spoken_date,
    technique_name,
)
from tram_bot.core.questionnaire import Questionnaire, Slot, SlotKind


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One answer: its name, its value, how we came by it, and whether it is for few eyes."""

    slot: str
    label: str
    value: str
    how: str
    confidential: bool
    personal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityLine:
    """One facility that fits, and why."""

    name: str
    homepage: str
    where: str
    techniques: str
    why: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadCard:
    """What a centre's staff need at a glance, labels in their language, words in the company's."""

    reference: str
    heading: str
    company: tuple[str, ...]
    """Its name, country, sector and size, as far as it said."""
    state: str
    urgency: str
    confidentiality: str
    completeness: str
    notices: tuple[str, ...]
    problem: str
    written_in: str
    answers: tuple[AnswerLine, ...]
    facilities: tuple[FacilityLine, ...]
    techniques: tuple[str, ...]
    unrecognised: tuple[str, ...]
    open_questions: tuple[str, ...]
    consent: str
    files: tuple[str, ...]
    history: tuple[str, ...]


def lead_card(
    content: Content, lead: Lead, centre: CentreId, sight: Sight | None = None
) -> LeadCard:
    """The card of a lead for one centre, with as much of it as that may see, or `sight` says."""
    sight = sight or sight_of(lead, centre)
    language = working_language(content, centre)
    say = content.phrasebook.say
    questionnaire = content.questionnaires.get(lead.questionnaire)
    run = Run(
        id=EventId(""),
        questionnaire=lead.questionnaire,
        first_turn=0,
        started_at=lead.submitted_at,
    )
    names = {id: _label(content, language, lead.questionnaire, id) for id in _ids(lead)}
    paragraph = _paragraph(questionnaire)
    problem = lead.answers.get(paragraph)
    zone = content.office(centre).time_zone
    held_back, whole = sight is Sight.OUTLINE, sight is Sight.ALL
    left_out = say("left_out", language)

    def is_left_out(slot: Slot) -> bool:
        return not whole and (slot.confidential or (held_back and slot.personal))

    def value(slot: Slot) -> str:
        """The answer where the card sums up, "" where that may not be seen."""
        answer = lead.answers.get(slot.id)
        if not answer or not answer.is_said or is_left_out(slot):
            return ""
        return described(content, language, run, slot, answer.value)

    slots = tuple(questionnaire.slots()) if questionnaire else ()
    size = next((value(slot) for slot in slots if slot.counts == "people"), "")
    return LeadCard(
        reference=lead.reference,
        heading=centre_name(content, language, lead.centre),
        company=tuple(
            part
            for part in (
                "" if held_back else lead.company,
                country_name(content, language, lead.country) if lead.country else "",
                next((value(slot) for slot in slots if slot.vocabulary == "sectors"), ""),
                say("card_size", language, number=size) if size else "",
            )
            if part
        ),
        state=state_line(content, language, lead, zone),
        urgency=next((value(slot) for slot in slots if slot.kind is SlotKind.DATE), ""),
        confidentiality=next((value(slot) for slot in slots if slot.id == CONFIDENTIALITY), ""),
        completeness=say("card_incomplete", language, count=str(len(lead.open_questions)))
        if lead.open_questions
        else say("card_complete", language),
        notices=_notices(content, language, lead, centre, sight),
        problem=(problem.value.text if whole else left_out)
        if problem and isinstance(problem.value, Wrote) and not held_back
        else "",
        written_in=language_name(content, language, lead.language),
        answers=(
            *(
                AnswerLine(
                    slot=slot.id,
                    label=names[slot.id],
                    value=left_out
                    if is_left_out(slot)
                    else described(content, language, run, slot, lead.answers[slot.id].value),
                    how=say(f"how_{lead.answers[slot.id].how.value}", language),
                    confidential=slot.confidential and not is_open(lead.answers),
                    personal=slot.personal,
                )
                for slot in slots
                if slot.id in lead.answers
                and slot.id != paragraph
                and not (held_back and is_left_out(slot))
            ),
            *(() if held_back else _bare(lead.answers, slots, "" if whole else left_out)),
        ),
        facilities=tuple(
            _facility(content, language, match if whole else replace(match, because=()))
            for match in _shown(lead)
        ),
        techniques=tuple(
            technique_name(content, language, match.technique) for match in lead.techniques
        ),
        unrecognised=lead.unrecognised if whole else (),
        open_questions=tuple(names[id] for id in lead.open_questions),
        consent=say(
            "card_consent",
            language,
            version=lead.consent.text_version,
            date=spoken_date(content, language, lead.consent.at.date()),
        ),
        files=() if held_back else tuple(file.name if whole else left_out for file in lead.files),
        history=() if held_back else history_lines(content, language, lead, zone, with_words=whole),
    )


def working_language(content: Content, centre: CentreId) -> Language:
    """The first of a centre's languages that there are words for, else English."""
    known: Centre | None = content.catalogue.centres.get(centre)
    languages = known.languages if known else ()
    return next((each for each in languages if each in content.phrasebook.phrases), "en")


def _notices(
    content: Content, language: Language, lead: Lead, centre: CentreId, sight: Sight
) -> tuple[str, ...]:
    say = content.phrasebook.say
    role, whole = lead.role_of(centre), sight is Sight.ALL
    why = "card_held_back" if wants_agreement(lead.answers) else "card_in_confidence"

    def named(*centres: CentreId) -> str:
        return ", ".join(centre_name(content, language, each) for each in centres)

    disguised = disguised_word(lead.company) or disguised_word(lead.email_domain)
    copies = lead.copies if role is not Role.COPY else ()
    called = "card_escalated_lost" if lead.why_called_in(centre) else "card_escalated"
    called_in = lead.escalated if role is not Role.ESCALATED else ()
    notices = [
        say("card_copy", language, centre=named(lead.centre)) if role is Role.COPY else "",
        say("card_former", language, centre=named(lead.centre)) if role is Role.FORMER else "",
        say(called, language, centre=named(lead.centre)) if role is Role.ESCALATED else "",
        say(why, language) if sight is Sight.OUTLINE else "",
        say("card_unreachable", language) if lead.unreachable else "",
        say("card_blocked", language) if lead.blocked else "",
        say("card_partial", language) if lead.partial else "",
        say("card_wants_person", language) if lead.wants_person else "",
        say("card_disguised", language, word=disguised) if disguised and whole else "",
        say("card_copied", language, centres=named(*copies)) if copies else "",
        say("card_called_in", language, centre=named(*called_in)) if called_in else "",
    ]
    return tuple(notice for notice in notices if notice)


def _shown(lead: Lead) -> tuple[FacilityMatch, ...]:
    home = lead.at_home
    best = lead.facilities[:3]
    if home and all(each.facility != home.facility for each in best):
        return (*best[:2], home)
    return best


def _facility(content: Content, language: Language, match: FacilityMatch) -> FacilityLine:
    facility = content.catalogue.facilities.get(match.facility)
    if not facility:
        return FacilityLine(
            name=match.facility, homepage="", where="", techniques="", why="", score=match.score
        )
    return FacilityLine(
        name=facility.name,
        homepage=facility.homepage,
        where=f"{facility.city}, {country_name(content, language, facility.country)}",
        techniques=", ".join(technique_name(content, language, id) for id in match.techniques[:3]),
        why=because(content, language, match.because[:3]),
        score=match.score,
    )


def _ids(lead: Lead) -> tuple[str, ...]:
    return (*lead.answers, *lead.open_questions)


def _label(content: Content, language: Language, questionnaire: str, slot: str) -> str:
    words = content.questionnaire_words.get(questionnaire)
    of_language = words.of(language) if words else None
    questions = of_language.questions.values() if of_language else ()
    return next((q.slots[slot].label for q in questions if slot in q.slots), slot)


def _paragraph(questionnaire: Questionnaire | None) -> str:
    paragraph = questionnaire.paragraph if questionnaire else None
    return paragraph.slots[0].id if paragraph else ""


def _bare(answers: Answers, slots: Sequence[Slot], left_out: str) -> tuple[AnswerLine, ...]:
    """What was answered to questions that the content no longer has: the company's own words, or
    what stands in their place."""
    known = {slot.id for slot in slots}
    return tuple(
        AnswerLine(
            slot=id,
            label=id,
            value=left_out or _said(answer),
            how="",
            confidential=True,
            personal=True,
        )
        for id, answer in answers.items()
        if id not in known and answer.is_said
    )


def _said(answer: Answer) -> str:
    """An answer without the help of its question: of one that we inferred, the words are those of
    a whole message."""
    match answer.value:
        case Wrote(text=text):
            return text
        case Counted(number=number):
            return str(number)
        case Chose(options=options) if answer.how is Provenance.INFERRED:
            return ", ".join(options)
        case _:
            return answer.raw
