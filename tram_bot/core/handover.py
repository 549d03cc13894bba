"""Handing over: a filled questionnaire becomes a lead for the right centre."""

import hashlib
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from tram_bot.core.answers import Answers, Wrote
from tram_bot.core.asking import ask, ask_next, consent_given
from tram_bot.core.catalogue import Centre
from tram_bot.core.conversation import Asking, Idle, LeadNote, Run
from tram_bot.core.effects import SubmitLead
from tram_bot.core.identifiers import ConversationId, Country, EventId, LeadId
from tram_bot.core.lead import COMPANY, Consent, Happening, Lead, reference
from tram_bot.core.need import country_of, finding_of
from tram_bot.core.open_leads import remembered
from tram_bot.core.present import centre_name, listed, spoken_date
from tram_bot.core.questionnaire import Questionnaire, SlotKind, applicable, live_answers
from tram_bot.core.reading import AGREE
from tram_bot.core.routing import route
from tram_bot.core.scene import Prompt, Scene, Turn, cannot_go_on


def lead_id(conversation: ConversationId, opened_by: EventId) -> LeadId:
    """The lead's id, the same however often the event that opened it is handled."""
    digest = hashlib.sha256(f"{conversation}\n{opened_by}".encode()).hexdigest()
    return LeadId(digest[:20])


def lead_of(scene: Scene, run: Run, questionnaire: Questionnaire, *, partial: bool) -> Lead:
    """The lead a run comes to. Only answers to questions that apply go into it."""
    answers = live_answers(questionnaire, run.answers)
    finding = finding_of(scene, run)
    country = country_of(questionnaire, answers)
    way = route(scene.content.catalogue, country, finding)
    known = _note_of(scene, run)
    # A centre that the content no longer has cannot keep it.
    stays = known is not None and known.settled and known.centre in scene.content.catalogue.centres
    centre_id = known.centre if known and stays else way.centre
    centre = scene.content.catalogue.centres[centre_id]
    code = centre.country or "XX"
    open_slots = [
        slot.id
        for question in applicable(questionnaire, run.answers)
        if question.id in run.asked or not question.if_room
        for slot in question.slots
        if slot.required and (slot.id not in answers or not answers[slot.id].is_said)
    ]
    return Lead(
        id=known.id if known else lead_id(scene.conversation.id, run.id),
        reference=known.reference if known else _new_reference(scene, code),
        conversation=scene.conversation.id,
        questionnaire=questionnaire.id,
        centre=centre.id,
        copies=() if stays else way.copies,
        route=None if stays else way,
        country=country,
        language=scene.language,
        answers=answers,
        open_questions=tuple(open_slots),
        partial=partial,
        wants_person=run.wants_person,
        techniques=finding.techniques[:5] if finding.sure else (),
        facilities=finding.facilities[:5] if finding.sure else (),
        at_home=finding.at_home if finding.sure else None,
        unrecognised=finding.unrecognised,
        consent=_consent(scene, run, questionnaire),
        files=run.files,
        submitted_at=scene.now,
        history=(Happening(at=scene.now, who=COMPANY.name, who_id=COMPANY.id, step="submit"),),
        company=_words_of(questionnaire, answers, SlotKind.COMPANY),
        email_domain=_words_of(questionnaire, answers, SlotKind.EMAIL).rpartition("@")[2].lower(),
    )


def _new_reference(scene: Scene, code: str) -> str:
    """What people are to call a new lead: by the next number that is free."""
    number = scene.moment.next_numbers.get(code, 1)
    # Of what is taken in the same turn the store does not know yet.
    taken = {lead.reference for lead in scene.moment.leads.values()}
    while (new := reference(code, scene.now.year, number)) in taken:
        number += 1
    return new


def _words_of(questionnaire: Questionnaire, answers: Answers, kind: SlotKind) -> str:
    """What the company wrote for the first slot of a kind, "" if nothing."""
    for slot in questionnaire.slots():
        answer = answers.get(slot.id)
        if slot.kind is kind and answer and isinstance(answer.value, Wrote):
            return answer.value.text
    return ""


def send(scene: Scene, run: Run) -> Turn:
    """Hand over what was reviewed, unless the content has come to ask more since."""
    asked = ask_next(scene, run, scene.phrase("not_ready"))
    return asked if isinstance(asked.conversation.phase, Asking) else hand_over(scene, run)


def hand_over(scene: Scene, run: Run, *said: str) -> Turn:
    """Send the lead, tell the company who has it, and be free for the next thing."""
    questionnaire = scene.questionnaire(run)
    if not questionnaire:
        return cannot_go_on(scene, run)
    if not consent_given(scene, run):
        return _ask_consent(scene, run, questionnaire)
    lead = lead_of(scene, run, questionnaire, partial=False)
    centre = scene.content.catalogue.centres[lead.centre]
    there = noted(scene, run, lead).in_phase(Idle())
    name = centre_name(scene.content, scene.language, lead.centre)
    return there.reply(
        *said,
        scene.phrase("sent", reference=lead.reference, centre=name),
        _promise(scene, centre, lead.country),
        *(
            scene.phrase("sent_copy", centre=centre_name(scene.content, scene.language, each))
            for each in lead.copies
        ),
        scene.phrase("sent_next"),
        effects=(SubmitLead(lead=lead),),
        prompt=Prompt(buttons=there.intent_buttons(there.content.starters())),
    )


def _promise(scene: Scene, centre: Centre, country: Country | None) -> str:
    """When somebody is there, by the company's own clock, and by when it has an answer."""
    office = scene.content.office(centre.id)
    until = office.end_of_working_day(scene.now, centre.answers_within)
    home = scene.content.catalogue.centre_of(country) or centre
    there, here = ZoneInfo(centre.time_zone), ZoneInfo(home.time_zone)
    day = until.astimezone(there).date()

    def by_our_clock(each: time) -> str:
        return f"{datetime.combine(day, each, there).astimezone(here):%H:%M}"

    hours = ("–".join(map(by_our_clock, period)) for period in centre.periods)
    return scene.phrase(
        "sent_hours",
        hours=listed(hours, scene.phrase("and")),
        day=spoken_date(scene.content, scene.language, until.astimezone(here).date()),
        time=f"{until.astimezone(here):%H:%M}",
    )


def hand_over_half(scene: Scene, run: Run) -> tuple[Scene, Lead] | None:
    """A run left half way as a partial lead, if the company consented; the run goes on.

    One that its centre has closed since is not opened again by silence: only by being sent. Nor is
    silence news where everything that was said has been sent.
    """
    questionnaire = scene.questionnaire(run)
    known = _note_of(scene, run)
    if known and (
        not known.open or (known.run.answers, known.run.files) == (run.answers, run.files)
    ):
        return None
    if not questionnaire or not consent_given(scene, run):
        return None
    lead = lead_of(scene, run, questionnaire, partial=True)
    return noted(scene, run, lead), lead


def noted(scene: Scene, run: Run, lead: Lead) -> Scene:
    """The scene in which the conversation knows of its lead."""
    known = _note_of(scene, run)
    note = LeadNote(
        id=lead.id,
        reference=lead.reference,
        centre=lead.centre,
        # *Back* does not lead out of what was sent.
        run=replace(run, history=()),
        files_passed_on=known.files_passed_on if known else 0,
        bytes_passed_on=known.bytes_passed_on if known else 0,
        settled=known is not None and known.settled,
    )
    others = tuple(each for each in scene.conversation.leads if each.id != lead.id)
    leads = remembered((*others, note))
    return scene.with_conversation(replace(scene.conversation, leads=leads, pending=None))


def _note_of(scene: Scene, run: Run) -> LeadNote | None:
    """The lead this run has brought forth already, if any. One that was called to mind has a run
    of another id than the one that it came from."""
    id = lead_id(scene.conversation.id, run.id)
    notes = scene.conversation.leads
    return next((note for note in notes if note.id == id or note.run.id == run.id), None)


def _ask_consent(scene: Scene, run: Run, questionnaire: Questionnaire) -> Turn:
    """Say that consent is lacking, and ask for it."""
    said = scene.phrase("needs_consent")
    for question in questionnaire.questions:
        if any(slot.kind is SlotKind.CONSENT for slot in question.slots):
            return ask(scene, run, question, said)
    return scene.reply(said)


def _consent(scene: Scene, run: Run, questionnaire: Questionnaire) -> Consent:
    """What the company agreed to, as it was recorded when it did.

    Raises ValueError if it did not agree: nothing is handed over without consent.
    """
    if run.consent:
        return run.consent
    # A run that was kept before consent was recorded with it.
    words = scene.questionnaire_words(run)
    version = words.consent_version if words else ""
    for slot in questionnaire.slots():
        answer = run.answers.get(slot.id)
        if (
            slot.kind is SlotKind.CONSENT
            and answer
            and AGREE in getattr(answer.value, "options", ())
        ):
            return Consent(text_version=version, language=scene.language, at=answer.at)
    raise ValueError(f"run {run.id} has no consent and cannot become a lead")
