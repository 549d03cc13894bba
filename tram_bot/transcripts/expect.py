"""What a line of a conversation test expects, against what is there."""

from collections.abc import Mapping
from dataclasses import dataclass

from tram_bot.content.document import Plain
from tram_bot.core.answers import Answer, Chose, Counted, Dated, NotSaid, Value, Wrote
from tram_bot.core.content import Content
from tram_bot.core.conversation import Asking, Conversation
from tram_bot.core.effects import Effect, Erase, Relay, Say
from tram_bot.core.lead import Lead
from tram_bot.core.questionnaire import parked_answers
from tram_bot.core.scene import run_of
from tram_bot.transcripts.script import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What there is after a line: the conversation, what was done, the latest reply and lead."""

    content: Content
    conversation: Conversation
    effects: tuple[Effect, ...]
    reply: Say | None
    lead: Lead | None
    leads: int


def mismatch(line: Line, seen: Seen) -> str:
    """What is not as the line says; empty if all is well."""
    match line.does:
        case "bot":
            return _missing(_text_of(seen.reply), line.value, wanted=True)
        case "bot_not":
            return _missing(_text_of(seen.reply), line.value, wanted=False)
        case "silent":
            spoke = any(isinstance(effect, Say) for effect in seen.effects)
            return f"the bot said: {_text_of(seen.reply)}" if spoke else ""
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
        case "relayed":
            relayed = [e.text for e in seen.effects if isinstance(e, Relay)]
            return _missing("\n".join(relayed), line.value, wanted=True)
        case "erased":
            erased = any(isinstance(effect, Erase) for effect in seen.effects)
            return "" if erased else "nothing was erased"
        case _:
            return f"cannot check '{line.does}'"


def _text_of(say: Say | None) -> str:
    if say is None:
        return ""
    cards = [part for card in say.cards for part in (card.title, *card.lines)]
    labels = [f"[{button.label}]" for button in say.buttons]
    return "\n".join((*say.paragraphs, *cards, say.ask, *labels))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _missing(text: str, value: Plain, *, wanted: bool) -> str:
    parts = value if isinstance(value, tuple) else (value,)
    for part in parts:
        if (_folded(str(part)) in _folded(text)) is not wanted:
            verb = "is missing from" if wanted else "stands in"
            return f"'{part}' {verb}:\n{text}"
    return ""


def _unlike(what: str, there: object, value: Plain) -> str:
    return "" if str(there) == str(value) else f"{what} is {there}, not {value}"


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
        if _folded(str(expected)) not in _folded(f"{there}{how}"):
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
