"""What a line of a conversation test expects, against what is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from tram_bot.content.document import Plain
from tram_bot.core.answers import Answer, Chose, Counted, Dated, NotSaid, Value, Wrote
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Conversation
from tram_bot.core.effects import Effect, Erase, Relay, Say
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import working_language
from tram_bot.core.questionnaire import parked_answers
from tram_bot.core.scene import run_of
from tram_bot.transcripts.fragments import expected_beside, expected_without, folded, holds
from tram_bot.transcripts.script import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What there is after a line: the conversation, what the latest one had done, the reply to it
    and the latest lead."""

    content: Content
    conversation: Conversation
    effects: tuple[Effect, ...]
    reply: Say | None
    lead: Lead | None
    leads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """What is not as a line says. Of a text that was said, `said` and `expected` are its lines and
    what they would be if all were well; `missing` are the fragments that are not in it."""

    what: str
    said: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join((self.what, *self.diff))

    @property
    def diff(self) -> tuple[str, ...]:
        """What was expected and all that was said, as a unified diff; nothing for what is no
        text."""
        sides = self.expected, self.said
        return tuple(unified_diff(*sides, "expected", "said", n=len(self.said), lineterm=""))


_SILENCE = Mismatch(what="the bot said nothing to the latest line")


def mismatch(line: Line, seen: Seen) -> Mismatch | None:
    """What is not as the line says; None if all is well."""
    match line.does:
        case "bot":
            return _missing(_lines_of(seen.reply), line.value) if seen.reply else _SILENCE
        case "bot_not":
            return _unwanted(_lines_of(seen.reply), line.value) if seen.reply else _SILENCE
        case "silent":
            what = "the bot was to say nothing"
            return Mismatch(what=what, said=_lines_of(seen.reply)) if seen.reply else None
        case "relayed":
            relayed = (_words(e, seen) for e in seen.effects if isinstance(e, Relay))
            return _missing(tuple("\n".join(relayed).splitlines()), line.value)
        case _:
            what = _named(line, seen)
            return Mismatch(what=what) if what else None


def _words(relay: Relay, seen: Seen) -> str:
    """What the centre is told: what the company wrote, or its wish in the centre's language."""
    if not relay.wish or not seen.lead:
        return relay.text
    language = working_language(seen.content, seen.lead.centre)
    return seen.content.phrasebook.say(relay.wish, language)


def _named(line: Line, seen: Seen) -> str:
    """What is not as a line says that names things rather than quoting a text; empty if all is
    well."""
    match line.does:
        case "means":
            return _meaning(seen, str(line.value))
        case "phase":
            return _unlike("phase", seen.conversation.phase.kind, line.value)
        case "question":
            phase = seen.conversation.phase
            open_now = phase.question if isinstance(phase, Asking) else "none"
            return _unlike("question", open_now, line.value)
        case "asked":
            run = run_of(seen.conversation.phase)
            if run is None:
                return "no questions are open, so none can be counted"
            asked = run.asked
            most = int(str(line.value))
            return f"asked {len(asked)}: {', '.join(asked)}" if len(asked) > most else ""
        case "answers":
            run = run_of(seen.conversation.phase)
            return _answers(run.answers if run else {}, line.value)
        case "parked":
            return _parked(seen, line.value)
        case "lead":
            return _lead(seen.lead, line.value)
        case "erased":
            erased = any(isinstance(effect, Erase) for effect in seen.effects)
            return "" if erased else "nothing was erased"
        case _:
            return f"cannot check '{line.does}'"


def fragments_of(value: Plain) -> tuple[str, ...]:
    """The fragments that a line expects, in its order."""
    parts = value if isinstance(value, tuple) else (value,)
    return tuple(str(part) for part in parts)


def _lines_of(say: Say) -> tuple[str, ...]:
    cards = [part for card in say.cards for part in (card.title, *card.lines)]
    labels = [f"[{button.label}]" for button in say.buttons]
    text = "\n".join((*say.paragraphs, *cards, say.ask, *labels))
    return tuple(line for line in text.splitlines() if line.strip())


def _missing(said: Sequence[str], value: Plain) -> Mismatch | None:
    missing = tuple(part for part in fragments_of(value) if not holds(said, part))
    if not missing:
        return None
    return Mismatch(
        what=f"{_quoted(missing)} missing from what was said",
        said=tuple(said),
        expected=expected_beside(said, missing),
        missing=missing,
    )


def _unwanted(said: Sequence[str], value: Plain) -> Mismatch | None:
    unwanted = tuple(part for part in fragments_of(value) if holds(said, part))
    if not unwanted:
        return None
    return Mismatch(
        what=f"{_quoted(unwanted)} not wanted in what was said",
        said=tuple(said),
        expected=expected_without(said, unwanted),
    )


def _quoted(fragments: Sequence[str]) -> str:
    listed = " and ".join(f"'{each}'" for each in fragments)
    return f"{listed} {'is' if len(fragments) == 1 else 'are'}"


def _unlike(what: str, there: object, value: Plain) -> str:
    return "" if str(there) == str(value) else f"{what} is {there}, not {value}"


def _meaning(seen: Seen, wanted: str) -> str:
    talk = seen.conversation
    kind, slash, id = wanted.partition("/")
    if slash:
        found = seen.content.find_concepts(talk.last_text, talk.language)
        there = [f"{each.kind}/{each.id}" for each in found]
        return "" if f"{kind}/{id}" in there else _unlike("concept", ", ".join(there), wanted)
    taken = talk.taken_for
    is_latest = taken is not None and taken.turn == talk.turn and not taken.offered
    there_is = taken.intents[0] if taken and is_latest else "not sure"
    return _unlike("meaning", there_is, wanted)


def _plain(value: Value) -> str:
    match value:
        case Wrote(text=text):
            return text
        case Chose(options=options):
            return ", ".join(options)
        case Counted(number=number):
            return str(number)
        case Dated(day=day):
            return day.isoformat()
        case NotSaid(why=why):
            return why


def _answers(answers: Mapping[str, Answer], value: Plain) -> str:
    if not isinstance(value, dict):
        return "answers wants slot ids and values"
    for slot, expected in value.items():
        answer = answers.get(slot)
        there = _plain(answer.value) if answer else "not answered"
        how = f" ({answer.how})" if answer else ""
        if folded(str(expected)) not in folded(f"{there}{how}"):
            return f"{slot} is {there}{how}, not {expected}"
    return ""


def _parked(seen: Seen, value: Plain) -> str:
    run = run_of(seen.conversation.phase)
    questionnaire = seen.content.questionnaires.get(run.questionnaire) if run else None
    parked = parked_answers(questionnaire, run.answers) if run and questionnaire else {}
    expected = value if isinstance(value, tuple) else (value,)
    lacking = [str(slot) for slot in expected if slot not in parked]
    return f"not parked: {', '.join(lacking)}; parked: {', '.join(parked)}" if lacking else ""


def _lead(lead: Lead | None, value: Plain) -> str:
    if value == "none":
        return f"there is a lead {lead.reference}" if lead else ""
    if lead is None:
        return "there is no lead"
    if not isinstance(value, dict):
        return "lead wants a mapping, or none"
    there: Mapping[str, object] = {
        "centre": lead.centre,
        "country": lead.country,
        "partial": lead.partial,
        "wants_person": lead.wants_person,
        "reference": lead.reference,
        "copies": ", ".join(lead.copies),
        "open": ", ".join(lead.open_questions),
        "unrecognised": ", ".join(lead.unrecognised),
        "files": ", ".join(file.name for file in lead.files),
        "facilities": ", ".join(match.facility for match in lead.facilities),
        "consent": f"{lead.consent.text_version} {lead.consent.language}",
    }
    for key, expected in value.items():
        if key == "answers":
            wrong = _answers(lead.answers, expected)
        elif key == "without":
            slots = expected if isinstance(expected, tuple) else (expected,)
            held = [str(slot) for slot in slots if slot in lead.answers]
            wrong = f"the lead holds {', '.join(held)}" if held else ""
        elif key not in there:
            wrong = f"a lead has no '{key}'"
        elif expected == ():
            wrong = f"{key} is {there[key]}, not empty" if there[key] else ""
        elif isinstance(expected, tuple):
            lacking = [str(e) for e in expected if str(e) not in str(there[key])]
            wrong = f"{key} is {there[key]}, without {', '.join(lacking)}" if lacking else ""
        else:
            wrong = _unlike(key, there[key], expected)
        if wrong:
            return wrong
    return ""
