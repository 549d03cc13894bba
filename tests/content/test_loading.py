"""The good small content comes to the expected values."""

from datetime import time
from pathlib import Path

import pytest

from tests.small_content import COUNTRIES, LANGUAGES, write_small_content
from tram_bot.content.loaded import Loaded
from tram_bot.content.loader import check, load
from tram_bot.core.catalogue import LEAD_DESK, SampleFate, Status
from tram_bot.core.content import BotCommand, Does
from tram_bot.core.identifiers import CentreId
from tram_bot.core.phrase_keys import KEYS
from tram_bot.core.phrasebook import placeholders
from tram_bot.core.questionnaire import Condition, Slot, SlotKind


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    return tmp_path


@pytest.fixture
def loaded(root: Path) -> Loaded:
    return load(root)


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_is_free_of_errors_and_warnings(root: Path) -> None:
    assert check(root) == ()
    assert load(root).warnings == ()


def test_the_version_names_every_byte(root: Path) -> None:
    before = load(root).version
    assert load(root).version == before
    edit(root, "intents/money/en.yaml", "ended in 2019.", "ended in 2019!")
    after = load(root).version
    assert after != before
    assert len(after) == 12


def test_a_language_that_is_not_offered_is_checked_and_not_spoken(root: Path) -> None:
    before = load(root)
    edit(
        root,
        "intents/languages.yaml",
        "Polski, complete: false,",
        "Polski, complete: false, offered: false,",
    )
    (root / "intents/money/pl.yaml").write_text(
        "language: pl\nintents:\n  cost:\n    label: Ile to kosztuje?\n    nonsense: 1\n", "utf-8"
    )
    assert any(each.file == "intents/money/pl.yaml" for each in check(root))
    loaded = load(root)
    assert loaded.intents["cost"].words.by_language.keys() == {"en"}
    assert loaded.phrasebook.phrases == before.phrasebook.phrases


def test_the_phrasebook(loaded: Loaded) -> None:
    book = loaded.phrasebook
    assert set(book.phrases) == {"en"}
    assert set(book.phrases["en"]) == set(KEYS)
    assert all(placeholders(book.phrases["en"][key]) <= names for key, names in KEYS.items())
    assert list(book.languages) == list(LANGUAGES)
    assert book.languages["pl"].name == "Polski"
    assert not book.languages["pl"].complete
    assert book.languages["pl"].falls_back_to == "en"


def test_an_answer(loaded: Loaded) -> None:
    cost = loaded.intents["cost"]
    assert (cost.topic, cost.does, cost.command, cost.questionnaire) == (
        "money",
        Does.ANSWER,
        None,
        "",
    )
    assert cost.offers == ("challenge", "free_calls")
    assert cost.sources == ("https://example.org/cost",)
    words = cost.words.of("pl")
    assert words
    assert words.label == "What it costs"
    assert words.examples[0] == "how much does it cost"
    assert words.reply == (
        "The centre tells you the price before anything starts. I know {facility_count} "
        "facilities in {countries}."
    )


def test_a_command_a_questionnaire_and_an_explanation(loaded: Loaded) -> None:
    commands = {intent.command for intent in loaded.intents.values() if intent.command}
    assert commands == set(BotCommand)
    words = loaded.intents["dont_know"].words.of("en")
    assert words
    assert words.slash == ("dont_know",)
    assert loaded.intents["challenge"].questionnaire == "challenge"
    assert loaded.intents["explain"].does is Does.EXPLAIN


def test_a_command_may_go_by_the_intents_own_name(root: Path) -> None:
    edit(root, "intents/challenge/intents.yaml", "    command: help\n", "")
    edit(root, "intents/challenge/intents.yaml", "    questionnaire: challenge\n", "")
    intents = load(root).intents
    assert intents["help"].command is BotCommand.HELP
    assert intents["challenge"].questionnaire == "challenge"


def test_a_questionnaire(loaded: Loaded) -> None:
    questionnaire = loaded.questionnaires["challenge"]
    assert [question.id for question in questionnaire.questions] == [
        "problem",
        "consent",
        "confidentiality",
        "sample",
        "focus",
        "samples",
        "deadline",
        "company",
        "contact",
    ]
    problem, consent, _, sample, focus, *_ = questionnaire.questions
    assert (problem.paragraph, problem.essential, problem.if_room) == (True, True, False)
    assert problem.slots == (
        Slot(id="problem", kind=SlotKind.TEXT, inferred=False, confidential=True),
    )
    assert consent.slots[0].options == ("agree", "decline")
    assert sample.conditions == (
        Condition(slot="confidentiality", options=("nda_first",), negated=True),
    )
    assert focus.if_room
    assert questionnaire.slot("material") == Slot(
        id="material", kind=SlotKind.CONCEPT, vocabulary="materials", several=True, open=True
    )
    assert questionnaire.slot("deadline") == Slot(
        id="deadline", kind=SlotKind.DATE, options=("asap", "no_hurry")
    )
    assert questionnaire.slot("size") == Slot(id="size", kind=SlotKind.COUNT, counts="people")
    phone = questionnaire.slot("phone")
    assert phone
    assert (phone.required, phone.personal) == (False, True)


def test_a_condition_that_must_hold(root: Path) -> None:
    edit(
        root,
        "intents/challenge/questionnaire.yaml",
        "    unless: {confidentiality: [nda_first]}",
        "    when: {confidentiality: [open]}",
    )
    sample = load(root).questionnaires["challenge"].question("sample")
    assert sample
    assert sample.conditions == (Condition(slot="confidentiality", options=("open",)),)


def test_the_words_of_a_questionnaire(loaded: Loaded) -> None:
    words = loaded.questionnaire_words["challenge"].of("en")
    assert words
    assert words.title == "your problem"
    assert words.consent_version == "2026-11"
    problem = words.questions["problem"]
    assert problem.ask == "What is wrong, or what do you want to find out?"
    assert problem.again == "What is wrong?"
    consent = words.questions["consent"]
    assert consent.again == consent.ask, "without a short form the long one is asked again"
    slot = consent.slots["consent"]
    assert slot.ask == consent.ask, "without its own words a slot is asked for by the question's"
    assert slot.options["agree"].accept == ("yes", "I agree")
    nda = words.questions["confidentiality"].slots["confidentiality"].options["nda_first"]
    assert nda.reply == "Then I ask for no more details."
    hazards = words.questions["samples"].slots["hazards"].options
    assert hazards["radioactive"].reply == "The centre will ring you about that first."
    assert words.questions["focus"].example == ""


def test_a_technique(loaded: Loaded) -> None:
    assert list(loaded.catalogue.techniques) == [
        "powder-diffraction",
        "x-ray-microtomography",
        "corrosion-testing",
    ]
    technique = loaded.catalogue.techniques["powder-diffraction"]
    assert technique.sample is SampleFate.KEPT
    assert technique.materials == ("powder", "steel")
    words = technique.words.of("en")
    assert words
    assert words.aliases == ("XRD", "PXRD")
    assert words.problems[1] == "what is this white deposit"


def test_concepts(loaded: Loaded) -> None:
    concepts = loaded.catalogue.concepts
    corrosion = concepts["problems", "corrosion"]
    assert corrosion.techniques == {"corrosion-testing": 3, "powder-diffraction": 2}
    assert corrosion.broader == "damage"
    words = corrosion.words.of("de")
    assert words
    assert words.terms == ("corro*", "rust*", "red rust")
    assert {kind for kind, _ in concepts} == {
        "problems",
        "goals",
        "materials",
        "sample_forms",
        "sectors",
        "hazards",
        "constraints",
    }
    assert concepts["hazards", "none"].techniques == {}
    assert [each.id for each in loaded.catalogue.concepts_of("problems")] == [
        "damage",
        "corrosion",
        "pores",
    ]


def test_facilities(loaded: Loaded) -> None:
    facilities = loaded.catalogue.facilities
    synchrotron = facilities["example-synchrotron"]
    assert synchrotron.country == "PL"
    assert synchrotron.access == ("commercial", "peer-review")
    laboratory = facilities["example-corrosion-lab"]
    assert (laboratory.status, laboratory.homepage) == (Status.LIMITED, "")
    words = laboratory.words.of("en")
    assert words
    assert words.note == "Only part of it is open."
    tomography = facilities["example-tomography"]
    assert tomography.country == "EE"
    assert tomography.unconfirmed == ("x-ray-microtomography",)


def test_centres(loaded: Loaded) -> None:
    centres = loaded.catalogue.centres
    assert len(centres) == 9
    assert {centre.country for centre in centres.values()} == {*COUNTRIES, None}
    poland = centres[CentreId("pl")]
    assert poland.periods == ((time(9), time(16)),)
    assert poland.languages == ("pl", "en")
    assert poland.escalates_to == LEAD_DESK
    assert poland.host == ""
    desk = centres[LEAD_DESK]
    assert (desk.country, desk.escalates_to, desk.host) == (None, None, "Example Partner")
    names = loaded.catalogue.countries.of("fi")
    assert names
    assert names["NO"] == "Norway"


def test_what_was_retired(loaded: Loaded) -> None:
    assert loaded.retired["intent"] == {"old_prices"}
    assert loaded.retired["technique"] == {"old-microscope"}
    assert loaded.retired["question"] == {"budget"}
    assert loaded.retired["material"] == frozenset()


GERMAN = """\
language: de
intents:
  cost:
    label: Was es kostet
    examples:
      - was kostet das
questionnaire:
  questions:
    consent:
      ask: Darf ich Ihre Antworten behalten?
      slots:
        consent:
          options:
            agree:
              label: Ja
              accept: ["ja"]
"""


def test_a_translation_has_english_in_its_gaps(root: Path) -> None:
    (root / "intents/money/de.yaml").write_text(
        GERMAN.partition("questionnaire:")[0], encoding="utf-8"
    )
    loaded = load(root)
    german, english = (loaded.intents["cost"].words.of(language) for language in ("de", "en"))
    assert german
    assert english
    assert german.label == "Was es kostet"
    assert german.examples == ("was kostet das",), "what people type is never filled up"
    assert german.reply == english.reply
    assert loaded.intents["free_calls"].words.of("de") == loaded.intents["free_calls"].words.of(
        "en"
    )


def test_a_translated_questionnaire_has_english_in_its_gaps(root: Path) -> None:
    words = "language: de\n" + "questionnaire:" + GERMAN.partition("questionnaire:")[2]
    (root / "intents/challenge/de.yaml").write_text(words, encoding="utf-8")
    loaded = load(root)
    german = loaded.questionnaire_words["challenge"].of("de")
    english = loaded.questionnaire_words["challenge"].of("en")
    assert german
    assert english
    assert german.title == english.title
    assert german.consent_version == "2026-11"
    assert set(german.questions) == set(english.questions)
    assert german.questions["deadline"] == english.questions["deadline"]
    consent = german.questions["consent"]
    assert consent.ask == "Darf ich Ihre Antworten behalten?"
    assert consent.why == english.questions["consent"].why
    slot = consent.slots["consent"]
    assert slot.label == "Consent"
    assert slot.options["agree"].label == "Ja"
    assert slot.options["agree"].accept == ("ja",)
    assert slot.options["decline"].label == "No, please do not"
