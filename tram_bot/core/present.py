"""How values read: answers, dates, techniques and facilities, in the language of the talk."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from tram_bot.core.answers import Answer, Chose, Counted, Dated, NotSaid, Value, Wrote
from tram_bot.core.catalogue import Effort
from tram_bot.core.content import Content
from tram_bot.core.conversation import Run
from tram_bot.core.effects import Card
from tram_bot.core.finding import FacilityMatch, Finding, Reason, TechniqueMatch
from tram_bot.core.identifiers import CentreId, Country, Language
from tram_bot.core.ladder import ladder
from tram_bot.core.limits import FACILITIES_SHOWN, VALUE_SHOWN
from tram_bot.core.phrasebook import parts_of
from tram_bot.core.questionnaire import Slot, SlotKind
from tram_bot.core.scene import Scene

_HEADINGS: Mapping[Effort, str] = MappingProxyType(
    {
        Effort.FIRST_LOOK: "ideas_first_look",
        Effort.LABORATORY: "ideas_laboratory",
        Effort.SPECIAL: "ideas_special",
    }
)


def listed(parts: Iterable[str], last: str) -> str:
    """Parts as a list in prose, `last` standing before the last one.

    >>> listed(["a", "b", "c"], "and")
    'a, b and c'
    """
    *most, final = list(parts) or [""]
    return f"{', '.join(most)} {last} {final}" if most else final


def shortened(text: str, most: int = VALUE_SHOWN) -> str:
    """The text on one line, its end left out if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def spoken_date(content: Content, language: Language, day: date) -> str:
    """A day as people write it."""
    months = parts_of(content.phrasebook.say("months", language))
    return content.phrasebook.say(
        "date", language, day=str(day.day), month=months[day.month - 1], year=str(day.year)
    )


def country_name(content: Content, language: Language, country: Country) -> str:
    """A country's name: what the content calls it, else what the world does, else its code."""
    names: Mapping[Country, str] = content.catalogue.countries.of(language) or {}
    world = content.catalogue.world.get(language, {})
    return names.get(country) or world.get(country, country)


def language_name(content: Content, language: Language, of: Language) -> str:
    """What a language is called in another, or its code where the content has no word for it."""
    return named_languages(content.phrasebook.say("language_labels", language)).get(of, of)


def languages_called(phrase: str) -> Iterator[tuple[Language, str]]:
    """The languages of a phrase that lists what they are called, by their codes.

    >>> list(languages_called("en angļu, en angliski"))
    [('en', 'angļu'), ('en', 'angliski')]
    """
    for each in parts_of(phrase):
        code, _, name = each.partition(" ")
        if name:
            yield code, name


def named_languages(phrase: str) -> Mapping[Language, str]:
    """The languages of a phrase that lists them, by their codes.

    >>> named_languages("de German, pl Polish")
    {'de': 'German', 'pl': 'Polish'}
    """
    return dict(languages_called(phrase))


def centre_name(content: Content, language: Language, centre: CentreId) -> str:
    """A centre's name, or its id where the content has lost it."""
    known = content.catalogue.centres.get(centre)
    words = known.words.of(language) if known else None
    return words.name if words else centre


def concept_label(content: Content, language: Language, kind: str, id: str) -> str:
    """A concept's label, or its id where the content has lost it."""
    concept = content.catalogue.concepts.get((kind, id))
    words = concept.words.of(language) if concept else None
    return words.label if words else id


def technique_name(content: Content, language: Language, id: str) -> str:
    """A technique's name, or its id where the content has lost it."""
    technique = content.catalogue.techniques.get(id)
    words = technique.words.of(language) if technique else None
    return words.name if words else id


def described(content: Content, language: Language, run: Run, slot: Slot, value: Value) -> str:
    """An answer's value as the company and the centre read it."""
    match value:
        case Wrote(text=text):
            return text
        case Chose(options=options):
            return ", ".join(_option(content, language, run, slot, each) for each in options)
        case Counted(number=number):
            return str(number)
        case Dated(day=day):
            return spoken_date(content, language, day)
        case NotSaid(why=why):
            return content.phrasebook.say(f"not_said_{why}", language)


def checklist(scene: Scene, run: Run, answers: Mapping[str, Answer]) -> str:
    """Answers one to a line, in the order of the questionnaire."""
    questionnaire = scene.questionnaire(run)
    if not questionnaire:
        return ""
    lines = []
    for slot in questionnaire.slots():
        answer = answers.get(slot.id)
        words = scene.slot_words(run, slot)
        if answer and words:
            value = described(scene.content, scene.language, run, slot, answer.value)
            line = scene.phrase("checklist_line", label=words.label, value=shortened(value))
            lines.append(line)
    return "\n".join(lines)


def technique_ideas(scene: Scene, finding: Finding) -> str:
    """The techniques that may help, as a ladder, with the company's own words that led to them."""
    steps = ladder(scene.content.catalogue, finding.techniques) if finding.sure else ()
    if not steps:
        return ""
    lines = [scene.phrase("ideas_intro")]
    for effort, step in steps:
        # One step is no ladder, and needs no name.
        heading = (scene.phrase(_HEADINGS[effort]),) if len(steps) > 1 else ()
        lines += [*heading, *(_idea(scene, match) for match in step)]
    return "\n".join(lines)


def facility_cards(scene: Scene, finding: Finding) -> tuple[Card, ...]:
    """The best facilities, the best one of the company's own country among them."""
    if not finding.sure:
        return ()
    shown = list(finding.facilities[:FACILITIES_SHOWN])
    home = finding.at_home
    if home and all(each.facility != home.facility for each in shown):
        shown = [*shown[: FACILITIES_SHOWN - 1], home]
    cards = (_card(scene, match, home) for match in shown)
    return tuple(card for card in cards if card)


def files_listed(scene: Scene, run: Run) -> str:
    """The names of the files sent so far, on one line; "" if there are none."""
    names = ", ".join(file.name for file in run.files)
    return scene.phrase("my_data_files", files=names) if names else ""


def left_out(scene: Scene, finding: Finding) -> str:
    """A line for each constraint that rules out some of the best techniques."""
    by_reason: dict[Reason, list[str]] = {}
    for each in finding.left_out:
        name = technique_name(scene.content, scene.language, each.technique)
        by_reason.setdefault(each.because, []).append(name)
    return "\n".join(
        scene.phrase(
            "ideas_left_out",
            words=because(scene.content, scene.language, [reason]),
            techniques=listed(names, scene.phrase("and")),
        )
        for reason, names in by_reason.items()
    )


def unrecognised(scene: Scene, finding: Finding) -> str:
    """What the search could make nothing of, so that it can be said another way."""
    if not finding.unrecognised:
        return ""
    return scene.phrase("not_recognised", words=", ".join(finding.unrecognised))


def because(content: Content, language: Language, reasons: Iterable[Reason]) -> str:
    """The company's own words that led somewhere, and what we took them for."""
    book = content.phrasebook
    parts = []
    for reason in reasons:
        if reason.kind in ("", "technique"):
            parts.append(book.say("reason_words", language, words=reason.words))
            continue
        label = concept_label(content, language, reason.kind, reason.id)
        same = label.casefold() == reason.words.casefold()
        key = "reason_words" if same or not reason.words else "reason_concept"
        parts.append(book.say(key, language, words=reason.words or label, concept=label))
    return listed(dict.fromkeys(parts), book.say("and", language))


def _option(content: Content, language: Language, run: Run, slot: Slot, id: str) -> str:
    match slot.kind:
        case SlotKind.COUNTRY:
            return country_name(content, language, id)
        case SlotKind.CONCEPT:
            return concept_label(content, language, slot.vocabulary, id)
        case SlotKind.FOCUS:
            kind, _, concept = id.partition(":")
            return concept_label(content, language, kind, concept)
        case _:
            words = content.questionnaire_words.get(run.questionnaire)
            of_language = words.of(language) if words else None
            if of_language:
                for question in of_language.questions.values():
                    option = (
                        question.slots[slot.id].options.get(id)
                        if slot.id in question.slots
                        else None
                    )
                    if option:
                        return option.label
            return id


def _idea(scene: Scene, match: TechniqueMatch) -> str:
    words = scene.content.catalogue.techniques[match.technique].words.of(scene.language)
    if not words:
        return ""
    why = because(scene.content, scene.language, match.because[:3])
    key = "idea_line" if why else "idea_line_plain"
    line = scene.phrase(key, technique=words.name, tells=words.tells, why=why)
    return line if match.offered else f"{line} {scene.phrase('idea_not_offered')}"


def _card(scene: Scene, match: FacilityMatch, home: FacilityMatch | None) -> Card | None:
    facility = scene.content.catalogue.facilities.get(match.facility)
    if not facility:
        return None
    words = facility.words.of(scene.language)
    where = scene.phrase(
        "facility_where",
        city=facility.city,
        country=country_name(scene.content, scene.language, facility.country),
    )
    offers = listed(
        [technique_name(scene.content, scene.language, id) for id in match.techniques[:3]],
        scene.phrase("and"),
    )
    why = because(scene.content, scene.language, match.because[:3])
    lines = [
        where,
        scene.phrase(
            "facility_offers" if match.confirmed else "facility_may_offer", techniques=offers
        ),
        scene.phrase("facility_why", why=why) if why else "",
        words.access if words else "",
        scene.phrase("facility_limited") if facility.status.value == "limited" else "",
        words.note if words else "",
        scene.phrase("facility_at_home") if home and home.facility == match.facility else "",
    ]
    return Card(
        title=facility.name, lines=tuple(line for line in lines if line), link=facility.homepage
    )
