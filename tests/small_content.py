"""A complete small content, for the tests of any room.

Two topics, three techniques, three facilities in Poland and Estonia, a vocabulary of every kind,
nine centres and a questionnaire with every kind of slot. It is free of errors and of warnings.
"""

import json
from pathlib import Path

from tram_bot.core.content import BotCommand
from tram_bot.core.phrase_keys import KEYS

LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "da": "Dansk",
    "sv": "Svenska",
    "fi": "Suomi",
    "et": "Eesti",
    "lv": "Latviešu",
    "lt": "Lietuvių",
    "pl": "Polski",
}

COUNTRIES = {
    "DE": "Germany",
    "DK": "Denmark",
    "EE": "Estonia",
    "FI": "Finland",
    "LT": "Lithuania",
    "LV": "Latvia",
    "PL": "Poland",
    "SE": "Sweden",
}

_TIME_ZONES = {
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "FI": "Europe/Helsinki",
    "LT": "Europe/Vilnius",
    "LV": "Europe/Riga",
    "PL": "Europe/Warsaw",
    "SE": "Europe/Stockholm",
}

_LANGUAGE_OF = {"DK": "da", "EE": "et", "SE": "sv"}

_MONTHS = (
    "January, February, March, April, May, June, July, August, September, October, November, "
    "December"
)

_MONEY = """\
topic: money
intents:
  cost:
    does: answer
    offers: [challenge, free_calls]
    sources:
      - https://example.org/cost
    as_of: 2019-02
  free_calls:
    does: answer
    offers: [cost]
    as_of: 2019
  explain:
    does: explain
retired: [old_prices]
"""

_MONEY_WORDS = """\
language: en
intents:
  cost:
    label: What it costs
    examples:
      - how much does it cost
      - what is the price
      - is it expensive
    reply: >-
      The centre tells you the price before anything starts. I know {facility_count} facilities in
      {countries}.
  free_calls:
    label: Free measurements
    examples:
      - is there a free call
      - can we get a measurement for free
      - is there still a free call
    reply: The free calls ended in 2019.
  explain:
    label: Explain a method
    examples:
      - what is powder diffraction
      - explain tomography to me
      - explain powder diffraction to me
"""

_CHALLENGE_WORDS = """\
  challenge:
    label: Describe your problem
    examples:
      - we need something measured
      - I have a problem with my product
      - I have a problem with our product
questionnaire:
  title: your problem
  opening: I ask a few questions, then show you everything before it is sent.
  questions:
    problem:
      ask: What is wrong, or what do you want to find out?
      again: What is wrong?
      why: It decides which measurement could help.
      example: our zinc coating peels after one winter
      slots:
        problem:
          label: Problem
          ask: What is wrong?
    consent:
      ask: May I keep your answers and give them to your national centre?
      why: Without it nothing may be kept.
      example: "yes"
      slots:
        consent:
          label: Consent
          options:
            agree:
              label: Yes, you may
              accept: ["yes", I agree]
            decline:
              label: No, please do not
              accept: ["no"]
    confidentiality:
      ask: How confidential is this?
      why: The centre shares only what you allow.
      example: it is confidential
      slots:
        confidentiality:
          label: Confidentiality
          options:
            open:
              label: Not confidential
              accept: [public]
            nda_first:
              label: We need a signed NDA first
              accept: [nda]
              reply: Then I ask for no more details.
    sample:
      ask: Which material is it, and in what form?
      why: It decides which instrument works.
      example: zinc coating on steel parts
      slots:
        material:
          label: Material
          ask: Which material is it?
        sample_form:
          label: Form
          ask: In what form would the samples come?
    focus:
      ask: Which of these is closer to what you need?
      why: It decides between two measurements.
      slots:
        focus:
          label: Closest to the need
    samples:
      ask: How many samples could you send, and are they dangerous?
      why: Laboratories plan with it.
      example: 6 samples, nothing dangerous
      slots:
        sample_count:
          label: Number of samples
          ask: How many samples could you send?
        hazards:
          label: Hazards
          ask: Are they dangerous?
          options:
            radioactive:
              reply: The centre will ring you about that first.
    deadline:
      ask: By when do you need an answer?
      why: Some laboratories are faster than others.
      example: by the end of May
      slots:
        deadline:
          label: Needed by
          options:
            asap:
              label: As soon as possible
              accept: [urgent]
            no_hurry:
              label: No hurry
    company:
      ask: In which country are you, and how many people?
      why: The country decides which centre helps you.
      example: Poland, 12 people
      slots:
        country:
          label: Country
          ask: In which country is your company?
        size:
          label: People
          ask: How many people work there?
        sector:
          label: Line of business
          ask: What line of business are you in?
    contact:
      ask: Your name, your company and an e-mail address?
      why: So that the centre can answer you.
      example: Anna Example, Example Coatings Oy, anna@example.org
      slots:
        name:
          label: Name
          ask: What is your name?
        company:
          label: Company
          ask: What is your company called?
        email:
          label: E-mail
          ask: Which e-mail address?
        phone:
          label: Phone
          ask: Which phone number?
"""

_QUESTIONNAIRE = """\
id: challenge
consent_version: "2026-11"
questions:
  - id: problem
    paragraph: true
    essential: true
    slots:
      - id: problem
        kind: text
        inferred: false
        confidential: true
  - id: consent
    essential: true
    slots:
      - id: consent
        kind: consent
        inferred: false
  - id: confidentiality
    slots:
      - id: confidentiality
        kind: choice
        options: [open, nda_first]
  - id: sample
    unless: {confidentiality: [nda_first]}
    slots:
      - id: material
        kind: concept
        vocabulary: materials
        several: true
        open: true
      - id: sample_form
        kind: concept
        vocabulary: sample_forms
        required: false
  - id: focus
    if_room: true
    slots:
      - id: focus
        kind: focus
        inferred: false
  - id: samples
    unless:
      confidentiality: [nda_first]
    slots:
      - id: sample_count
        kind: count
        counts: samples
      - id: hazards
        kind: concept
        vocabulary: hazards
        several: true
        open: true
  - id: deadline
    slots:
      - id: deadline
        kind: date
        options: [asap, no_hurry]
  - id: company
    essential: true
    slots:
      - id: country
        kind: country
      - id: size
        kind: count
        counts: people
      - id: sector
        kind: concept
        vocabulary: sectors
        required: false
  - id: contact
    essential: true
    slots:
      - id: name
        kind: person
        inferred: false
        personal: true
      - id: company
        kind: company
        personal: true
      - id: email
        kind: email
        personal: true
      - id: phone
        kind: phone
        required: false
        personal: true
retired: [budget]
"""

_TECHNIQUES = {
    "diffraction": (
        """\
techniques:
  powder-diffraction:
    panet: PaNET01188
    panet_match: exact
    sample: kept
    materials: [powder, steel]
retired: []
""",
        """\
language: en
techniques:
  powder-diffraction:
    name: X-ray powder diffraction
    aliases: [XRD, PXRD]
    tells: Which crystalline compounds a powder or a deposit consists of.
    cannot: It does not see what has no crystal order.
    problems:
      - the batch cakes and nobody knows why
      - what is this white deposit
""",
    ),
    "surfaces": (
        """\
techniques:
  x-ray-microtomography:
    sample: kept
    materials: [steel, zinc-coating]
  corrosion-testing:
    sample: used-up
    materials: [steel, zinc-coating]
retired: [old-microscope]
""",
        """\
language: en
techniques:
  x-ray-microtomography:
    name: X-ray microtomography
    aliases: [CT, micro-CT]
    tells: Where pores and cracks are inside a part, without opening it.
    cannot: It does not see anything smaller than a micrometre.
    problems:
      - there are pores in our castings
  corrosion-testing:
    name: corrosion testing
    aliases: [salt spray]
    tells: How long a coating holds out in a salty climate.
    cannot: It does not say why it fails.
    problems:
      - our coating peels after one winter
      - red rust after a few weeks
""",
    ),
}

_VOCABULARY = {
    "problems": (
        """\
concepts:
  damage:
    techniques: {x-ray-microtomography: 1}
  corrosion:
    techniques: {corrosion-testing: 3, powder-diffraction: 2}
    broader: damage
  pores:
    techniques: {x-ray-microtomography: 3}
    broader: damage
retired: []
""",
        {
            "damage": ("damage", ["damage*", "broken"]),
            "corrosion": ("corrosion", ["corro*", "rust*", "red rust"]),
            "pores": ("pores", ["pore*", "void*"]),
        },
    ),
    "goals": (
        """\
concepts:
  find-cause:
    techniques: {powder-diffraction: 2, x-ray-microtomography: 2}
retired: []
""",
        {"find-cause": ("finding the cause", ["why", "cause*"])},
    ),
    "materials": (
        """\
concepts:
  steel:
  zinc-coating:
    techniques: {corrosion-testing: 2}
  powder:
    techniques: {powder-diffraction: 2}
retired: []
""",
        {
            "steel": ("steel", ["steel*"]),
            "zinc-coating": ("zinc coating", ["zinc*", "galvani*"]),
            "powder": ("powder", ["powder*"]),
        },
    ),
    "sample_forms": (
        "concepts:\n  solid-part:\n  liquid:\n",
        {"solid-part": ("solid part", ["part", "parts"]), "liquid": ("liquid", ["liquid*"])},
    ),
    "sectors": (
        "concepts:\n  surface-coating:\n  food:\n",
        {"surface-coating": ("surface coating", ["coating*"]), "food": ("food", ["food*"])},
    ),
    "hazards": (
        "concepts:\n  none:\n  radioactive:\n",
        {"none": ("no hazard", ["harmless"]), "radioactive": ("radioactive", ["radioactiv*"])},
    ),
    "constraints": (
        """\
concepts:
  keep-whole:
    demand: strict
    sample: kept
  large-object:
    demand: lenient
    measured: [mass above 20 kg]
    not_met_by: [powder-diffraction]
""",
        {
            "keep-whole": ("must stay whole", ["not be cut", "stay whole"]),
            "large-object": ("too large", ["too large for"]),
        },
    ),
}

_FACILITIES = {
    "poland": (
        """\
country: PL
facilities:
  - id: example-synchrotron
    name: Example Synchrotron
    operator: Example University
    city: Kraków
    homepage: https://synchrotron.example.org
    kind: synchrotron
    techniques: [powder-diffraction, x-ray-microtomography]
    instruments:
      - name: Beamline 1
        techniques: [powder-diffraction]
    materials: [powder, steel]
    sectors: [food]
    access: [commercial, peer-review]
    mail_in: true
    status: operating
    as_of: 2024-05
    sources:
      - https://synchrotron.example.org/beamlines
  - id: example-corrosion-lab
    name: Example Corrosion Laboratory
    operator: Example Institute
    city: Gdańsk
    kind: research-institute
    techniques: [corrosion-testing]
    materials: [zinc-coating, steel]
    sectors: [surface-coating]
    access: [commercial]
    status: limited
    as_of: 2024
    sources:
      - https://corrosion.example.org/
retired: []
""",
        """\
language: en
facilities:
  example-synchrotron:
    tells: What a powder consists of and what a part looks like inside.
    access: Companies pay for beamtime.
  example-corrosion-lab:
    tells: How long a coating holds out.
    access: Tests are ordered from the laboratory.
    note: Only part of it is open.
""",
    ),
    "estonia": (
        """\
country: EE
facilities:
  - id: example-tomography
    name: Example Tomography
    operator: Example College
    city: Tartu
    kind: university-lab
    techniques: []
    unconfirmed: [x-ray-microtomography]
    access: [unknown]
    status: operating
    sources:
      - https://tomography.example.org
retired: []
""",
        """\
language: en
facilities:
  example-tomography:
    tells: What a part looks like inside.
""",
    ),
}


_ENQUIRIES = """\
language: en
enquiries:
  - need: Our hinges went brown after one winter at the coast. Is it the steel or the plating?
    techniques: {corrosion-testing: 3, powder-diffraction: 1}
  - need: Is there a hole inside this casting? It must stay whole.
    techniques:
      x-ray-microtomography: 3
"""


def small_content() -> dict[str, str]:
    """Every file of the small content: its path below the root, and its text."""
    files = {
        "intents/languages.yaml": _languages(),
        "intents/phrases/en.yaml": _phrases(),
        "intents/money/intents.yaml": _MONEY,
        "intents/money/en.yaml": _MONEY_WORDS,
        "intents/challenge/intents.yaml": _challenge(),
        "intents/challenge/en.yaml": _command_words() + _CHALLENGE_WORDS,
        "intents/challenge/questionnaire.yaml": _QUESTIONNAIRE,
        "facility_catalogue/centres.yaml": _centres(),
        "facility_catalogue/en.yaml": _centre_words(),
        "facility_catalogue/enquiries/metals/en.yaml": _ENQUIRIES,
    }
    for family, (structure, words) in _TECHNIQUES.items():
        files[f"facility_catalogue/techniques/{family}/techniques.yaml"] = structure
        files[f"facility_catalogue/techniques/{family}/en.yaml"] = words
    for kind, (structure, concepts) in _VOCABULARY.items():
        files[f"facility_catalogue/vocabulary/{kind}/concepts.yaml"] = structure
        files[f"facility_catalogue/vocabulary/{kind}/en.yaml"] = _concept_words(concepts)
    for country, (structure, words) in _FACILITIES.items():
        files[f"facility_catalogue/facilities/{country}/facilities.yaml"] = structure
        files[f"facility_catalogue/facilities/{country}/en.yaml"] = words
    return files


def write_small_content(path: Path) -> None:
    """Write the small content below `path`, which becomes the root of a content."""
    for file, text in small_content().items():
        target = path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _languages() -> str:
    lines = [
        f"  {code}: {{name: {name}, complete: {str(code == 'en').lower()}, falls_back_to: en}}"
        for code, name in LANGUAGES.items()
    ]
    return "\n".join(["languages:", *lines]) + "\n"


def _phrases() -> str:
    """Each phrase is its key, then its placeholders, so that a test sees what was said."""
    texts = {key: " ".join([key, *(f"{{{n}}}" for n in sorted(KEYS[key]))]) for key in KEYS}
    if "months" in texts:
        texts["months"] = _MONTHS
    lines = [f"  {key}: {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items()]
    return "\n".join(["language: en", "phrases:", *(lines or ["  {}"])]) + "\n"


def _challenge() -> str:
    commands = [f"  {each}:\n    does: command\n    command: {each}" for each in BotCommand]
    challenge = "  challenge:\n    does: questionnaire\n    questionnaire: challenge"
    return "\n".join(["topic: challenge", "intents:", *commands, challenge, "retired: []"]) + "\n"


def _command_words() -> str:
    commands = []
    for each in BotCommand:
        words = each.replace("_", " ")
        commands.append(
            f"  {each}:\n    label: {words.capitalize()}\n    slash: [{each}]\n"
            f"    examples:\n      - {words}\n      - {words} please"
        )
    return "\n".join(["language: en", "intents:", *commands]) + "\n"


def _centres() -> str:
    centres = [
        f"  {code.lower()}:\n    country: {code}\n    time_zone: {_TIME_ZONES[code]}\n"
        f'    hours: "09:00-16:00"\n    languages: [{_LANGUAGE_OF.get(code, code.lower())}, en]\n'
        f"    answers_within: 2\n    escalates_to: lead-desk\n    source: https://example.org/{code}"
        for code in COUNTRIES
    ]
    desk = (
        "  lead-desk:\n    host: Example Partner\n    city: Hamburg\n    time_zone: Europe/Berlin\n"
        '    hours: "08:30-17:00"\n    languages: [en, de]\n    answers_within: 1\n'
        "    release_after: 8"
    )
    return "\n".join(["centres:", *centres, desk, "retired: []"]) + "\n"


def _centre_words() -> str:
    centres = [f"  {code.lower()}:\n    name: Centre of {name}" for code, name in COUNTRIES.items()]
    desk = "  lead-desk:\n    name: Lead desk\n    about: Takes what no centre takes."
    countries = [f"  {code}: {name}" for code, name in (COUNTRIES | {"NO": "Norway"}).items()]
    lines = ["language: en", "centres:", *centres, desk, "countries:", *countries]
    return "\n".join(lines) + "\n"


def _concept_words(concepts: dict[str, tuple[str, list[str]]]) -> str:
    lines = [
        f"  {id}:\n    label: {label}\n    terms: {json.dumps(terms)}"
        for id, (label, terms) in concepts.items()
    ]
    return "\n".join(["language: en", "concepts:", *lines]) + "\n"
