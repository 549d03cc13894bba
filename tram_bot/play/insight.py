"""What the bot understood and did in the latest turn of a talk, in words for the admin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Conversation, Reviewing, WithPerson
from tram_bot.core.effects import (
    Amend,
    Block,
    CancelReminder,
    Effect,
    Erase,
    Export,
    GiveData,
    KeepLead,
    Misheard,
    Relay,
    RemindAt,
    Retract,
    Say,
    SubmitLead,
    TellDesk,
    Unblock,
    Unhear,
    Whisper,
    Wish,
)
from tram_bot.core.finding import Finding, Need
from tram_bot.core.message import Entities, Understood
from tram_bot.core.present import because, concept_label, country_name, shortened, technique_name
from tram_bot.play.places import Places
from tram_bot.play.watching import Taken, Watch

_LANGUAGE = "en"
"""The page speaks English."""
_INTENTS, _FOUND = 5, 5
"""How many of each are listed. Ours."""
_TELLING = 12
"""Characters of a phrase by which it is known in a reply. Ours: "and" stands in every other."""
_QUOTED = 90
"""Characters of somebody's words in a line of effects. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Something that was found: what, how well it fits (0 to 1), and why."""

    name: str
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that a reply was made of, and where it is written: file:line, "" if unknown."""

    kind: str
    id: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """All that is shown of a talk below the page. `text` is what was read last; `found` is None if
    nothing was looked for."""

    at: datetime | None = None
    stands: str = ""
    text: str = ""
    language: str = ""
    sure: bool = False
    intents: tuple[Scored, ...] = ()
    entities: tuple[tuple[str, str], ...] = ()
    found: "Found | None" = None
    sources: tuple[Source, ...] = ()
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a need, with this `text`, led to."""

    text: str
    sure: bool
    concepts: tuple[Scored, ...]
    techniques: tuple[Scored, ...]
    facilities: tuple[Scored, ...]
    left_out: tuple[Scored, ...]
    unrecognised: tuple[str, ...]


def insight(content: Content, watch: Watch, places: Places, talk: Conversation | None) -> Insight:
    """What is known of a talk's latest turn."""
    taken = watch.latest(talk.id) if talk else None
    if talk is None or taken is None:
        return Insight()
    words = watch.latest_words(talk.id)
    understood = words.understood[0] if words and words.understood else None
    found = words.found[-1] if words and words.found else None
    return Insight(
        at=taken.at,
        stands=_stands(talk),
        text=understood.text if understood else "",
        language=(understood.language or "not clear") if understood else "",
        sure=bool(understood and understood.sure),
        intents=tuple(_intents(content, understood)) if understood else (),
        entities=tuple(_entities(understood.entities)) if understood else (),
        found=_found(content, *found) if found else None,
        sources=tuple(_sources(content, places, talk, taken, understood)),
        effects=tuple(_in_words(effect) for effect in taken.effects or ())
        if taken.effects is not None
        else ("The turn failed; the terminal says why.",),
    )


def _stands(talk: Conversation) -> str:
    match talk.phase:
        case Asking(run=run, question=question):
            return f"asking “{question}” of {run.questionnaire}"
        case Reviewing(run=run):
            return f"reviewing {run.questionnaire} before it is sent"
        case WithPerson(lead=lead):
            noted = (each.reference for each in talk.leads if each.id == lead)
            return f"with a person at the centre ({next(noted, lead)})"
        case _:
            return "nothing is open"


def _intents(content: Content, understood: Understood) -> Iterator[Scored]:
    for ranked in understood.intents[:_INTENTS]:
        intent = content.intents.get(ranked.id)
        why = f"{intent.does} in {intent.topic}" if intent else ""
        exact = ", word for word an example" if ranked.exact else ""
        yield Scored(name=ranked.id, score=ranked.confidence, why=f"{why}{exact}")


def _entities(entities: Entities) -> Iterator[tuple[str, str]]:
    yield from (("e-mail", each) for each in entities.emails)
    yield from (("no e-mail", each) for each in entities.bad_emails)
    yield from (("phone", each) for each in entities.phones)
    for place in entities.places:
        yield "country", f"{place.country} ({place.city or place.words})"
    for number in entities.numbers:
        yield number.counts or "number", f"{number.value} ({number.words})"
    yield from (("day", f"{each.day} ({each.words})") for each in entities.days)
    yield from (("company", each) for each in entities.companies)


def _found(content: Content, need: Need, finding: Finding) -> Found:
    facilities = content.catalogue.facilities
    return Found(
        text=need.text,
        sure=finding.sure,
        concepts=tuple(
            Scored(
                name=f"{concept_label(content, _LANGUAGE, each.kind, each.id)} ({each.kind})",
                score=each.strength,
                why=each.words,
            )
            for each in finding.concepts
        ),
        techniques=tuple(
            Scored(
                name=technique_name(content, _LANGUAGE, each.technique),
                score=each.score,
                why=because(content, _LANGUAGE, each.because),
            )
            for each in finding.techniques[:_FOUND]
        ),
        facilities=tuple(
            Scored(
                name=f"{known.name}, {known.city}, "
                f"{country_name(content, _LANGUAGE, known.country)}",
                score=each.score,
                why=because(content, _LANGUAGE, each.because),
            )
            for each in finding.facilities[:_FOUND]
            if (known := facilities.get(each.facility))
        ),
        left_out=tuple(
            Scored(
                name=technique_name(content, _LANGUAGE, each.technique),
                score=0.0,
                why=because(content, _LANGUAGE, [each.because]),
            )
            for each in finding.left_out
        ),
        unrecognised=finding.unrecognised,
    )


def _sources(
    content: Content,
    places: Places,
    talk: Conversation,
    taken: Taken,
    understood: Understood | None,
) -> Iterator[Source]:
    """What the reply was made of: the question that is open, the intent that was meant, and those
    phrases whose words stand in it."""
    says = [effect for effect in taken.effects or () if isinstance(effect, Say)]
    text = "\n".join(map(_whole, says))
    if not text:
        return
    if isinstance(talk.phase, Asking):
        run, question = talk.phase.run.questionnaire, talk.phase.question
        place = places.of_question(content, run, question, talk.language)
        yield Source(kind="question", id=question, place=place)
    if understood and understood in taken.consulted.understood and understood.sure:
        for ranked in understood.intents[:1]:
            place = places.of_intent(content, ranked.id, talk.language)
            yield Source(kind="intent", id=ranked.id, place=place)
    for (key, language), said in taken.consulted.phrases.items():
        if len(said) >= _TELLING and said in text:
            place = places.of_phrase(key, content.phrasebook.chain(language))
            yield Source(kind="phrase", id=key, place=place)


def _whole(say: Say) -> str:
    cards = (part for card in say.cards for part in (card.title, *card.lines))
    return "\n".join((*say.paragraphs, *cards, say.ask, *(each.label for each in say.buttons)))


def _in_words(effect: Effect) -> str:
    """An effect in one line."""
    match effect:
        case Say(buttons=buttons):
            labels = ", ".join(button.label for button in buttons)
            return f"Say {_quoted(spoken(effect))}" + (f" with {labels}" if labels else "")
        case Amend(say=None):
            return "Amend: take back what was shown of a message of the centre’s"
        case Amend(say=say):
            return f"Amend what was shown: {_quoted(spoken(say)) if say else ''}"
        case SubmitLead(lead=lead):
            extent = "half-way " if lead.partial else ""
            return f"SubmitLead: {extent}request {lead.reference} to {lead.centre}"
        case KeepLead(lead=lead, show=show):
            shown = ", its cards show it" if show else ""
            return f"KeepLead: {lead.reference} is {lead.state.value} at {lead.centre}{shown}"
        case Relay(wish=Wish() as wish):
            return f"Relay the wish {wish} to the centre"
        case Relay(text=text, files=files):
            count = f" and {len(files)} files" if files else ""
            return f"Relay {_quoted(text)}{count} to the centre"
        case TellDesk(centre=centre, text=text):
            return f"TellDesk {centre}: {_quoted(text)}"
        case Whisper(centre=centre, text=text):
            return f"Whisper to one person at {centre}: {_quoted(text)}"
        case Export(centre=centre):
            return f"Export the request as files to {centre}"
        case GiveData():
            return "GiveData: everything that is kept, as a file"
        case Erase(why=why):
            return f"Erase everything about this talk ({why.value})"
        case Misheard(text=text, why=why):
            return f"Misheard ({why.value}): keep {_quoted(text)} for the inbox"
        case Unhear():
            return "Unhear: keep nothing in the inbox that came shortly before"
        case Retract():
            return "Retract: keep this message in the inbox no longer"
        case Block(reference=reference):
            return f"Block the sender, for {reference}"
        case Unblock():
            return "Unblock the sender"
        case RemindAt(timer=timer, due=due):
            return f"RemindAt {due:%Y-%m-%d %H:%M} UTC: {_kind(timer)}"
        case CancelReminder(timer=timer):
            return f"CancelReminder: {_kind(timer)}"
        case _:
            assert_never(effect)


def spoken(say: Say) -> str:
    """A reply in one line."""
    return " ".join((*say.paragraphs, *(card.title for card in say.cards), say.ask))


def _kind(timer: str) -> str:
    """What a reminder is about, without the request it belongs to."""
    return timer.partition(":")[0]


def _quoted(text: str) -> str:
    return f"“{shortened(' '.join(text.split()), _QUOTED)}”"
