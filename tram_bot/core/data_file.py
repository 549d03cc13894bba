"""All that is kept about a company, as a text file for it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from types import MappingProxyType

from tram_bot.core.answers import Answer, Answers, Wrote
from tram_bot.core.confidentiality import runs_of
from tram_bot.core.content import Content
from tram_bot.core.conversation import Run
from tram_bot.core.desk.steps import EXPORTED_ALL
from tram_bot.core.desk.thread import NOTE
from tram_bot.core.dialogue import ABANDONED
from tram_bot.core.identifiers import CentreId, EventId, Language
from tram_bot.core.kept import Kept, Unsent
from tram_bot.core.lead import (
    CLOCK,
    COMPANY,
    REFUSED,
    Consent,
    File,
    Happening,
    Lead,
    LeadState,
    Step,
)
from tram_bot.core.lead_history import spoken_moment
from tram_bot.core.left_runs import left_runs
from tram_bot.core.present import (
    centre_name,
    country_name,
    described,
    technique_name,
)
from tram_bot.core.staff_phrase_keys import STAFF_KEYS

_AMONG_STAFF = (NOTE, REFUSED)
"""Lines of a lead's history that staff wrote for themselves, or that tell of what staff may not."""
_WORDS_SHOWN = ("submit", "complete", Step.REPLY.value, "reply_edited")
"""Lines whose words the company wrote, or was to read; beside all lines of its own."""


def document(content: Content, kept: Kept, now: datetime) -> str:
    """Everything that is kept, as a text with headings, in the language of the conversation."""
    return "\n".join(_Writer(content, kept).lines(now))


class _Writer:
    """Writes one document; every method gives lines of it."""

    def __init__(self, content: Content, kept: Kept) -> None:
        self._content = content
        self._kept = kept
        self._language: Language = kept.conversation.language
        home = kept.leads[-1].centre if kept.leads else None
        self._zone = content.office(home).time_zone if home else "UTC"

    def lines(self, now: datetime) -> Iterator[str]:
        talk = self._kept.conversation
        title = self._say("data_title")
        yield from (title, "=" * len(title), "")
        yield self._say("data_made", when=self._when(now), zone=self._zone)
        yield from self._heading(self._say("data_you"))
        yield from self._you()
        open_now = runs_of(talk)[: len(runs_of(talk)) - len(talk.leads)]
        left = left_runs(talk)
        for run in open_now:
            here = run not in left
            yield from self._heading(self._say("my_data_open" if here else "my_data_aside"))
            yield from self._run(run)
        for lead in self._kept.leads:
            yield from self._heading(self._say("my_data_lead", reference=lead.reference))
            yield from self._lead(lead)
        for note in talk.leads:
            yield from self._heading(self._say("data_of_request", reference=note.reference))
            sent = (lead.answers for lead in self._kept.leads if lead.id == note.id)
            yield from self._run(note.run, told=next(sent, {}))
        if self._kept.misheard:
            yield from self._heading(self._say("data_misheard"))
            for message in self._kept.misheard:
                yield from self._quoted(self._when(message.at), message.text)
        yield from self._heading(self._say("data_to_come"))
        yield from self._to_come()
        yield from self._heading(self._say("data_rights_title"))
        yield self._say("data_elsewhere")
        yield self._say("my_data_rights")
        yield ""

    def _you(self) -> Iterator[str]:
        kept, talk = self._kept, self._kept.conversation
        info = self._content.phrasebook.languages.get(talk.language)
        yield self._say("data_chat", id=talk.id)
        yield self._say("data_language", language=info.name if info else talk.language)
        if kept.first and kept.last:
            yield self._say(
                "data_events",
                count=str(kept.events),
                first=self._when(kept.first),
                last=self._when(kept.last),
            )
        yield self._say("data_sent", count=str(kept.sent))
        if talk.last_text:
            yield from self._quoted(self._say("data_last"), talk.last_text)
        pending = talk.pending
        if pending and pending.words:
            yield from self._quoted(self._say("data_pending"), pending.words)
        if talk.unreachable:
            yield self._say("data_unreachable", why=talk.unreachable)

    def _run(self, run: Run, told: Answers = MappingProxyType({})) -> Iterator[str]:
        """A questionnaire, but for the answers that were told already."""
        yield self._say("data_begun", when=self._when(run.started_at))
        if told:
            yield self._say("data_same")
        rest = [(slot, each) for slot, each in run.answers.items() if told.get(slot) != each]
        yield from self._answers(run, rest)
        earlier: dict[tuple[str, str], tuple[str, Answer]] = {}
        for snapshot in run.history:
            for slot, answer in snapshot.answers.items():
                if run.answers.get(slot) != answer:
                    earlier[slot, answer.raw] = (slot, answer)
        if earlier:
            yield from ("", self._say("data_earlier"))
            yield from self._answers(run, earlier.values())
        yield from self._files(run.files)
        if run.consent:
            yield self._consent(run.consent)

    def _answers(self, run: Run, answers: Iterable[tuple[str, Answer]]) -> Iterator[str]:
        """Answers, with the words they came from unless another answer is all of those."""
        answers = list(answers)
        texts = {each.value.text for _, each in answers if isinstance(each.value, Wrote)}
        questionnaire = self._content.questionnaires.get(run.questionnaire)
        slots = {slot.id: slot for slot in questionnaire.slots()} if questionnaire else {}
        for id, answer in answers:
            slot = slots.get(id)
            known = answer.raw
            if slot:
                known = described(self._content, self._language, run, slot, answer.value)
            yield from self._quoted(self._label(run, id), known)
            how = self._say(f"how_{answer.how.value}")
            quoted = self._say("quoted", text=answer.raw)
            words = f" {quoted}" if answer.raw not in {"", known, *texts} else ""
            yield f"    ({how}{words}, {self._when(answer.at)})"

    def _lead(self, lead: Lead) -> Iterator[str]:
        def named(*centres: CentreId) -> str:
            known = [each for each in self._content.catalogue.centres if each in centres]
            ids = (*known, *(each for each in centres if each not in known))
            return ", ".join(centre_name(self._content, self._language, each) for each in ids)

        yield self._say("data_with", centre=named(lead.centre))
        others = named(*(each for each in lead.desks if each != lead.centre))
        if others:
            yield self._say("data_shown", centres=others)
        yield self._say("data_submitted", when=self._when(lead.submitted_at))
        yield self._say(f"data_state_{lead.state.value}")
        if lead.state is LeadState.CLOSED and lead.outcome:
            yield self._say(f"outcome_{lead.outcome.value}")
        run = self._as_run(lead)
        yield from self._answers(run, lead.answers.items())
        if lead.country:
            country = country_name(self._content, self._language, lead.country)
            yield self._say("data_country", country=country)
        known_by = ", ".join(each for each in (lead.company, lead.email_domain) if each)
        if known_by:
            yield self._say("data_known_by", words=known_by)
        names = [
            technique_name(self._content, self._language, t.technique) for t in lead.techniques
        ]
        facilities = self._content.catalogue.facilities
        ids = [match.facility for match in lead.facilities]
        places = [facilities[id].name if id in facilities else id for id in ids]
        if names or places:
            yield self._say("data_found", what=", ".join((*names, *places)))
        if lead.unrecognised:
            yield self._say("not_recognised", words=", ".join(lead.unrecognised))
        yield from self._files(lead.files)
        yield self._consent(lead.consent)
        yield from ("", self._say("data_history"))
        for line in lead.history:
            if line.step not in _AMONG_STAFF:
                yield from self._happening(line)

    def _happening(self, line: Happening) -> Iterator[str]:
        mine = line.who_id == COMPANY.id
        who = self._say("data_who_you") if mine else self._say("data_who_centre")
        if line.who_id == CLOCK.id:
            who = self._say("who_clock")
        # With what it was told in confidence or without: that is the centre's to know.
        step = "export" if line.step == EXPORTED_ALL else line.step
        key = f"step_{step}"
        told = self._say(key) if key in STAFF_KEYS else step
        start = f"{self._when(line.at)}: {who}: {told}"
        if line.detail and (mine or line.step in _WORDS_SHOWN):
            yield from self._quoted(start, line.detail)
        else:
            yield start

    def _to_come(self) -> Iterator[str]:
        kept = self._kept
        for reminder in kept.reminders:
            # Every other reminder, whatever will be kept of them, waits for a person at a centre.
            key = "data_reminder" if reminder.timer == ABANDONED else "data_reminder_centre"
            yield self._say(key, when=self._when(reminder.due))
        for row in kept.unsent:
            yield from self._quoted(self._unsent(row), row.text)
        if not kept.reminders and not kept.unsent:
            yield self._say("data_nothing")

    def _unsent(self, row: Unsent) -> str:
        if row.given_up:
            return self._say("data_given_up", when=self._when(row.since))
        key = "data_waits" if row.to_company else "data_waits_centre"
        return self._say(key, when=self._when(row.since))

    def _files(self, files: Iterable[File]) -> Iterator[str]:
        for file in files:
            yield self._say(
                "data_file", name=file.name, kind=file.media_type, size=_in_threes(file.size)
            )

    def _consent(self, consent: Consent) -> str:
        info = self._content.phrasebook.languages.get(consent.language)
        return self._say(
            "data_consent",
            version=consent.text_version,
            language=info.name if info else consent.language,
            when=self._when(consent.at),
        )

    def _as_run(self, lead: Lead) -> Run:
        """The questionnaire that a lead came from, for the names of its answers."""
        talk = self._kept.conversation
        known = (note.run for note in talk.leads if note.id == lead.id)
        blank = Run(
            id=EventId(""),
            questionnaire=lead.questionnaire,
            first_turn=0,
            started_at=lead.submitted_at,
        )
        return next(known, blank)

    def _label(self, run: Run, slot: str) -> str:
        words = self._content.questionnaire_words.get(run.questionnaire)
        of_language = words.of(self._language) if words else None
        questions = of_language.questions.values() if of_language else ()
        return next((q.slots[slot].label for q in questions if slot in q.slots), slot)

    def _quoted(self, title: str, text: str) -> Iterator[str]:
        """A title and what was written; what has several lines stands below it."""
        first, *more = text.strip().splitlines() or [""]
        if not more:
            yield f"{title}: {first}" if first else title
            return
        yield f"{title}:"
        yield from (f"    {line}" for line in (first, *more))

    def _heading(self, text: str) -> Iterator[str]:
        heading = text.rstrip(":")
        yield from ("", heading, "-" * len(heading))

    def _when(self, moment: datetime) -> str:
        date, time = spoken_moment(self._content, self._language, moment, self._zone)
        return f"{date}, {time}"

    def _say(self, key: str, /, **values: str) -> str:
        return self._content.phrasebook.say(key, self._language, **values)


def _in_threes(number: int) -> str:
    """A whole number as it is read in every one of the languages.

    >>> _in_threes(1234567)
    '1\u202f234\u202f567'
    """
    return f"{number:,}".replace(",", "\u202f")
