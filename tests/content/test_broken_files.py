"""Every mistake an admin can make is told with its place, what it is and how to mend it.

A case edits one file of the small content. `¦` stands before the very place that must be told and
is taken out before the file is written.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.small_content import small_content
from tram_bot.content.loader import check, load
from tram_bot.core.phrase_keys import KEYS
from tram_bot.errors import ContentError, Problem

MARK = "¦"

MONEY = "intents/money/intents.yaml"
MONEY_EN = "intents/money/en.yaml"
CHALLENGE = "intents/challenge/intents.yaml"
CHALLENGE_EN = "intents/challenge/en.yaml"
QUESTIONS = "intents/challenge/questionnaire.yaml"
LANGUAGES = "intents/languages.yaml"
PHRASES = "intents/phrases/en.yaml"
CENTRES = "facility_catalogue/centres.yaml"
CENTRES_EN = "facility_catalogue/en.yaml"
DIFFRACTION = "facility_catalogue/techniques/diffraction/techniques.yaml"
DIFFRACTION_EN = "facility_catalogue/techniques/diffraction/en.yaml"
SURFACES = "facility_catalogue/techniques/surfaces/techniques.yaml"
PROBLEMS = "facility_catalogue/vocabulary/problems/concepts.yaml"
PROBLEMS_EN = "facility_catalogue/vocabulary/problems/en.yaml"
POLAND = "facility_catalogue/facilities/poland/facilities.yaml"
POLAND_EN = "facility_catalogue/facilities/poland/en.yaml"
ESTONIA = "facility_catalogue/facilities/estonia/facilities.yaml"


@dataclass(frozen=True)
class Case:
    """One edit (`old` becomes `new`, once) and the one problem it must bring forth."""

    name: str
    file: str
    old: str
    new: str
    what: str
    mend: str
    severity: str = "error"
    alone: bool = True


YAML = [
    Case("a tab", MONEY, "    does: answer", "  ¦\tdoes: answer", "a tab", "two blanks"),
    Case(
        "an invisible character",
        MONEY_EN,
        "label: What it costs",
        "label: What¦\u200b it costs",
        "invisible character (U+200B)",
        "delete it",
    ),
    Case(
        "a key twice",
        MONEY_EN,
        "    label: What it costs",
        "    label: What it costs\n    ¦label: Costs",
        "'label' stands here a second time; the first is in line 4",
        "keep one",
    ),
    Case(
        "an anchor",
        MONEY_EN,
        "label: What it costs",
        "label: ¦&costs What it costs",
        "'&' at the beginning is an anchor",
        "double quotes",
    ),
    Case(
        "an alias",
        MONEY_EN,
        "- is it expensive",
        "- ¦*expensive",
        "'*expensive' is an alias",
        "double quotes",
    ),
    Case(
        "a tag",
        MONEY_EN,
        "label: What it costs",
        "label: ¦!important costs",
        "'!' at the beginning is a tag",
        "double quotes",
    ),
    Case(
        "a merge key",
        MONEY,
        "    does: answer\n    offers: [cost]",
        "    does: answer\n    ¦<<: {as_of: 2019}\n    offers: [cost]",
        "merges are not used",
        "write the keys out",
    ),
    Case(
        "a colon in a text",
        MONEY_EN,
        "The free calls ended in 2019.",
        "The free calls¦: they ended in 2019.",
        "a colon stands where none can",
        "double quotes",
    ),
    Case(
        "a quote never closed",
        MONEY_EN,
        "label: Free measurements",
        'label: ¦"Free measurements',
        "a quotation mark is opened here and never closed",
        "close it",
    ),
    Case(
        "text behind a closing quote",
        MONEY_EN,
        "label: Free measurements",
        'label: "Free" ¦measurements',
        "text follows a closing quote",
        "double quotes as a whole",
    ),
    Case(
        "a bracket never closed",
        MONEY,
        "offers: [cost]\n    as_of: 2019\n  explain",
        "offers: ¦[cost\n    as_of: 2019\n  explain",
        "a bracket is opened here and not closed",
        "close it with ']'",
    ),
    Case(
        "a text that begins with an at sign",
        MONEY_EN,
        "label: What it costs",
        "label: ¦@cost",
        "cannot begin with this character",
        "double quotes",
    ),
    Case(
        "a text that begins with a placeholder",
        MONEY_EN,
        "reply: The free calls ended in 2019.",
        "reply: ¦{countries}",
        "begins with '{'",
        "double quotes",
    ),
    Case(
        "a wrong indent",
        MONEY,
        "    as_of: 2019-02",
        "   ¦as_of: 2019-02",
        "fits nothing above it",
        "check the indent",
    ),
    Case(
        "a line without a colon",
        MONEY_EN,
        "    label: What it costs",
        "    label What it costs\n    examples¦:",
        "a colon stands where none can",
        "double quotes",
    ),
    Case(
        "an unknown escape",
        MONEY_EN,
        "label: What it costs",
        'label: "What ¦\\q costs"',
        "backslash",
        "twice",
    ),
    Case(
        "a text that YAML cuts off",
        MONEY_EN,
        "label: What it costs",
        "label: What it costs ¦#1",
        "'#1' is a remark to YAML",
        "double quotes",
        "warning",
    ),
    Case(
        "an empty item",
        MONEY_EN,
        "- is it expensive",
        "-¦",
        "an item of 'examples' is empty",
        "remove its '-'",
    ),
    Case(
        "a second document",
        MONEY,
        "retired: [old_prices]",
        "¦---\nretired: [old_prices]",
        "second document",
        "one file is one thing",
    ),
    Case(
        "a list as a key",
        PROBLEMS_EN,
        "  pores:",
        "  ¦[pores]:",
        "a key is a plain word",
        "quotes",
    ),
]

SHAPES = [
    Case(
        "an unknown key",
        MONEY_EN,
        "    label: What it costs",
        "    ¦lable: What it costs",
        "unknown key 'lable'",
        "did you mean 'label'?",
        alone=False,
    ),
    Case(
        "a missing key",
        POLAND,
        "  - id: example-corrosion-lab\n    name: Example Corrosion Laboratory",
        "  - ¦id: example-corrosion-lab",
        "'name' is missing",
        "add a line 'name: …'",
    ),
    Case(
        "a missing key at the top",
        MONEY,
        "topic: money\n",
        "¦",
        "'topic' is missing",
        "add a line 'topic: …'",
    ),
    Case(
        "a value that must be one of several",
        SURFACES,
        "sample: used-up",
        "sample: ¦usedup",
        "'usedup' is no value for 'sample'",
        "did you mean 'used-up'?",
    ),
    Case(
        "yes for true",
        POLAND,
        "mail_in: true",
        "mail_in: ¦yes",
        "'mail_in' is true or false, not 'yes'",
        "write 'true'",
    ),
    Case(
        "no for false",
        QUESTIONS,
        "inferred: false\n        confidential: true",
        "inferred: ¦no\n        confidential: true",
        "'inferred' is true or false, not 'no'",
        "write 'false'",
    ),
    Case(
        "true for a text",
        CHALLENGE_EN,
        'accept: ["yes", I agree]',
        "accept: [¦true, I agree]",
        "true without quotes is a truth value",
        'put it into quotes: "true"',
    ),
    Case(
        "a number for a text",
        DIFFRACTION_EN,
        "aliases: [XRD, PXRD]",
        "aliases: [XRD, ¦2000]",
        "2000 without quotes is a number",
        'write "2000"',
    ),
    Case(
        "a text for a number",
        CENTRES,
        "answers_within: 1",
        'answers_within: ¦"1"',
        "'1' is no whole number",
        "without quotes",
    ),
    Case(
        "a text for a list",
        MONEY,
        "offers: [cost]",
        "offers: ¦cost",
        "'offers' is a list",
        "write [cost]",
    ),
    Case(
        "a list for a text",
        MONEY_EN,
        "label: Free measurements",
        "label: ¦[Free]",
        "'label' is one text, and a list stands here",
        "keep one",
    ),
    Case(
        "keys for a text",
        MONEY_EN,
        "label: Free measurements",
        "label:\n      ¦en: Free",
        "'label' is a text, and keys stand here",
        "double quotes",
    ),
    Case(
        "a text for keys",
        PROBLEMS,
        "techniques: {x-ray-microtomography: 1}",
        "techniques: ¦x-ray-microtomography",
        "'techniques' holds keys, and this is a text",
        "'key: value' lines",
    ),
    Case(
        "nothing behind a key",
        MONEY_EN,
        "    label: Free measurements",
        "    label:¦",
        "nothing stands after 'label'",
        "write 'label: …'",
    ),
    Case(
        "an ill-formed id",
        DIFFRACTION,
        "  powder-diffraction:",
        "  ¦Powder diffraction:",
        "'Powder diffraction' is no id",
        "small letter",
        alone=False,
    ),
    Case(
        "an id that is too long",
        MONEY,
        "  free_calls:",
        f"  ¦{'f' * 33}:",
        "has 33 characters, more than 32",
        "shorten it",
        alone=False,
    ),
    Case(
        "a slot id that is too long",
        QUESTIONS,
        "- id: sample_count",
        f"- id: ¦{'s' * 25}",
        "has 25 characters, more than 24",
        "shorten it",
        alone=False,
    ),
    Case(
        "an option id that is too long",
        QUESTIONS,
        "options: [asap, no_hurry]",
        f"options: [asap, ¦{'n' * 33}]",
        "has 33 characters, more than 32",
        "shorten it",
        alone=False,
    ),
    Case(
        "a label that is too long",
        MONEY_EN,
        "label: What it costs",
        f"label: ¦{'x' * 76}",
        "the label has 76 characters, more than 75",
        "button",
    ),
    Case(
        "an empty text",
        MONEY_EN,
        "label: What it costs",
        'label: ¦" "',
        "the text is empty",
        "write it",
    ),
    Case(
        "a slash word with its slash",
        CHALLENGE_EN,
        "slash: [help]",
        "slash: [¦/help]",
        "'/help' begins with a slash",
        "write 'help'",
    ),
    Case(
        "a term in capitals",
        PROBLEMS_EN,
        '"rust*"',
        '¦"Rust*"',
        "the term 'Rust*' has capitals",
        "write 'rust*'",
    ),
    Case(
        "a star inside a term",
        PROBLEMS_EN,
        '"rust*"',
        '¦"ru*st"',
        "'ru*st' is no term",
        "only at its end",
    ),
    Case(
        "a weight that is too large",
        PROBLEMS,
        "corrosion-testing: 3,",
        "corrosion-testing: ¦4,",
        "the weight is 4",
        "3 (first)",
    ),
    Case(
        "too many offers",
        MONEY,
        "offers: [challenge, free_calls]",
        "offers: ¦[challenge, free_calls, help, person]",
        "4 intents are offered, more than 3",
        "likeliest",
    ),
    Case(
        "half a web address",
        MONEY,
        "- https://example.org/cost",
        "- ¦example.org/cost",
        "'example.org/cost' is no web address",
        "https://",
    ),
    Case(
        "a day for a month",
        POLAND,
        "as_of: 2024-05",
        "as_of: ¦2024-05-01",
        "'2024-05-01' is no month or year",
        "YYYY-MM",
    ),
    Case(
        "a thirteenth month",
        POLAND,
        "as_of: 2024-05",
        "as_of: ¦2024-13",
        "'2024-13' is no month or year",
        "YYYY-MM",
    ),
    Case(
        "hours that end before they begin",
        CENTRES,
        '"08:30-17:00"',
        '¦"17:00-08:30"',
        "no opening hours",
        "the earlier time first",
    ),
    Case(
        "a country in small letters",
        CENTRES_EN,
        "  NO: Norway",
        "  ¦no: Norway",
        "'no' is no country code",
        "two capitals",
    ),
    Case(
        "an ill-formed PaNET id",
        DIFFRACTION,
        "panet: PaNET01188",
        "panet: ¦PANET1188",
        "no PaNET id",
        "PaNET01188",
    ),
]

PLACES = [
    Case(
        "the language is not the file's",
        MONEY_EN,
        "language: en",
        "language: ¦de",
        "the language is 'de', but by its place it is 'en'",
        "write 'language: en'",
    ),
    Case(
        "the topic is not the folder's",
        MONEY,
        "topic: money",
        "topic: ¦cost",
        "the topic is 'cost', but by its place it is 'money'",
        "write 'topic: money'",
    ),
    Case(
        "the country is not the folder's",
        POLAND,
        "country: PL",
        "country: ¦EE",
        "the country is 'EE', but by its place it is 'PL'",
        "write 'country: PL'",
    ),
    Case(
        "a language that falls back to nothing",
        LANGUAGES,
        "complete: false, falls_back_to: en}\n  da",
        "complete: false, falls_back_to: ¦fr}\n  da",
        "unknown language 'fr'",
        "fall back to 'en'",
    ),
    Case(
        "incomplete English",
        LANGUAGES,
        "complete: true",
        "complete: ¦false",
        "English is not complete",
        "complete: true",
    ),
]

IDS = [
    Case(
        "an unknown intent",
        MONEY,
        "offers: [challenge, free_calls]",
        "offers: [¦chalenge, free_calls]",
        "unknown intent 'chalenge'",
        "did you mean 'challenge'?",
    ),
    Case(
        "a retired intent",
        MONEY,
        "offers: [challenge, free_calls]",
        "offers: [challenge, ¦old_prices]",
        "the intent 'old_prices' is retired",
        "what took its place",
    ),
    Case(
        "an unknown technique",
        POLAND,
        "techniques: [powder-diffraction, x-ray-microtomography]",
        "techniques: [powder-diffraction, x-ray-microtomography, ¦xrd-powder]",
        "unknown technique 'xrd-powder'",
        "did you mean 'powder-diffraction'?",
    ),
    Case(
        "a technique by its other name",
        PROBLEMS,
        "{corrosion-testing: 3, powder-diffraction: 2}",
        "{¦salt-spray: 3, powder-diffraction: 2}",
        "unknown technique 'salt-spray'",
        "did you mean 'corrosion-testing'?",
    ),
    Case(
        "an unknown material",
        SURFACES,
        "sample: kept\n    materials: [steel, zinc-coating]",
        "sample: kept\n    materials: [¦steal, zinc-coating]",
        "unknown material 'steal'",
        "did you mean 'steel'?",
    ),
    Case(
        "an unknown sector",
        POLAND,
        "sectors: [food]",
        "sectors: [¦foods]",
        "unknown sector 'foods'",
        "did you mean 'food'?",
    ),
    Case(
        "an unknown questionnaire",
        CHALLENGE,
        "questionnaire: challenge",
        "questionnaire: ¦chalenge",
        "unknown questionnaire 'chalenge'",
        "did you mean 'challenge'?",
    ),
    Case(
        "an unknown broader concept",
        PROBLEMS,
        "    broader: damage\n  pores",
        "    broader: ¦damages\n  pores",
        "unknown problem 'damages'",
        "did you mean 'damage'?",
    ),
    Case(
        "a concept broader than itself",
        PROBLEMS,
        "    techniques: {x-ray-microtomography: 3}\n    broader: damage",
        "    techniques: {x-ray-microtomography: 3}\n    broader: ¦pores",
        "'pores' is broader than itself",
        "ever wider",
    ),
    Case(
        "an id in two files",
        SURFACES,
        "  corrosion-testing:\n    sample: used-up",
        "  corrosion-testing:\n    sample: used-up\n  ¦powder-diffraction:\n    sample: kept",
        "the technique 'powder-diffraction' is there already, in "
        "facility_catalogue/techniques/diffraction/techniques.yaml:2",
        "rename or remove",
        alone=False,
    ),
    Case(
        "a facility twice in one file",
        POLAND,
        "  - id: example-corrosion-lab",
        "  - id: ¦example-synchrotron",
        "the facility 'example-synchrotron' is there already",
        "rename or remove",
        alone=False,
    ),
    Case(
        "an id that is used and retired",
        SURFACES,
        "retired: [old-microscope]",
        "retired: [¦corrosion-testing]",
        "the technique 'corrosion-testing' is retired and used",
        "take it off this list",
    ),
    Case(
        "an id twice in a list",
        POLAND,
        "materials: [powder, steel]",
        "materials: [powder, ¦powder]",
        "'powder' stands here twice",
        "remove one",
    ),
]

WORDS = [
    Case(
        "words for an id that does not exist",
        MONEY_EN,
        "  explain:",
        "  ¦explains:",
        "words for the intent 'explains'",
        "did you mean 'explain'?",
        alone=False,
    ),
    Case(
        "words for an id of another folder",
        DIFFRACTION_EN,
        "techniques:\n",
        "techniques:\n  ¦corrosion-testing:\n    name: corrosion testing\n",
        "words for the technique 'corrosion-testing'",
        "move them beside facility_catalogue/techniques/surfaces/techniques.yaml",
    ),
    Case(
        "an id without English words",
        PROBLEMS,
        "retired: []",
        "  ¦cracks:\nretired: []",
        "the problem 'cracks' has no English words",
        "vocabulary/problems/en.yaml",
    ),
    Case(
        "an English text that is missing",
        DIFFRACTION_EN,
        "  powder-diffraction:\n    name: X-ray powder diffraction",
        "  ¦powder-diffraction:",
        "'name' of 'powder-diffraction' is missing",
        "add a line 'name: …'",
    ),
    Case(
        "an answer without a reply",
        MONEY_EN,
        "  free_calls:\n    label: Free measurements\n    examples:\n      - is there a free call\n"
        "      - can we get a measurement for free\n"
        "    reply: The free calls ended in 2019.",
        "  ¦free_calls:\n    label: Free measurements\n    examples:\n      - is there a free call",
        "'reply' of 'free_calls' is missing",
        "add a line 'reply: …'",
    ),
    Case(
        "an intent without examples",
        MONEY_EN,
        "  explain:\n    label: Explain a method\n    examples:\n"
        "      - what is powder diffraction\n      - explain tomography to me\n",
        "  ¦explain:\n    label: Explain a method\n",
        "'examples' of 'explain' is missing",
        "add a line 'examples: …'",
    ),
    Case(
        "an unknown placeholder",
        MONEY_EN,
        "in\n      {countries}",
        "in\n      ¦{country}",
        "unknown placeholder '{country}'",
        "did you mean 'countries'?",
    ),
    Case(
        "a placeholder where nothing is filled in",
        POLAND_EN,
        "Companies pay for beamtime.",
        "Companies pay ¦{price} for beamtime.",
        "unknown placeholder '{price}'",
        "remove it",
    ),
    Case(
        "a brace that is no placeholder",
        MONEY_EN,
        "ended in 2019.",
        "ended in ¦{2019}.",
        "'{2019}' is no placeholder",
        "small letters",
    ),
    Case(
        "an unknown phrase",
        PHRASES,
        "phrases:\n",
        f"phrases:\n  ¦{next(iter(KEYS))}x: Hello\n",
        f"unknown phrase '{next(iter(KEYS))}x'",
        f"did you mean '{next(iter(KEYS))}'?",
    ),
]

INTENTS = [
    Case(
        "two intents with one example",
        MONEY_EN,
        "- is there a free call",
        "- ¦What is the PRICÉ?",
        "'What is the PRICÉ?' is an example of 'cost' too, in intents/money/en.yaml:7",
        "keep it with the intent it means most",
    ),
    Case(
        "an example twice",
        MONEY_EN,
        "- is it expensive",
        "- ¦What is the price?",
        "stands here twice",
        "another example",
        "warning",
    ),
    Case(
        "two intents with one slash word",
        CHALLENGE_EN,
        "slash: [start]",
        "slash: [start, ¦help]",
        "'/help' is a slash word of 'help' too",
        "another word",
    ),
    Case(
        "a slash word for an answer",
        MONEY_EN,
        "    label: What it costs",
        "    label: What it costs\n    ¦slash: [cost]",
        "'slash' does not go with 'does: answer'",
        "only commands",
    ),
    Case(
        "a command that is none",
        MONEY,
        "  free_calls:\n    does: answer",
        "  ¦free_calls:\n    does: command",
        "'free_calls' does a command, and does not say which",
        "'command:'",
    ),
    Case(
        "a command at an answer",
        MONEY,
        "  free_calls:\n    does: answer",
        "  free_calls:\n    does: answer\n    ¦command: help",
        "'command' does not go with 'does: answer'",
        "does: command",
    ),
    Case(
        "a command done twice",
        MONEY,
        "  free_calls:\n    does: answer",
        "  ¦free_calls:\n    does: command\n    command: help",
        "the command 'help' is done by 'help'",
        "let one intent do it",
    ),
    Case(
        "an intent that offers itself",
        MONEY,
        "offers: [cost]",
        "offers: [¦free_calls]",
        "'free_calls' offers itself",
        "something else",
    ),
]

QUESTIONNAIRES = [
    Case(
        "no paragraph",
        QUESTIONS,
        "questions:\n  - id: problem\n    paragraph: true",
        "¦questions:\n  - id: problem",
        "no question is the paragraph",
        "paragraph: true",
    ),
    Case(
        "two paragraphs",
        QUESTIONS,
        "  - id: consent\n    essential: true",
        "  - id: consent\n    ¦paragraph: true\n    essential: true",
        "a second paragraph; 'problem' is one already",
        "keep one",
    ),
    Case(
        "a paragraph that is no text",
        QUESTIONS,
        "kind: text",
        "kind: ¦person",
        "the paragraph's first slot is of kind 'person'",
        "kind: text",
    ),
    Case(
        "no consent",
        QUESTIONS,
        "questions:\n  - id: problem\n    paragraph: true\n    essential: true\n    slots:\n"
        "      - id: problem\n        kind: text\n        inferred: false\n"
        "        confidential: true\n  - id: consent\n    essential: true\n    slots:\n"
        "      - id: consent\n        kind: consent",
        "¦questions:\n  - id: problem\n    paragraph: true\n    slots:\n"
        "      - id: problem\n        kind: text\n"
        "  - id: consent\n    slots:\n      - id: consent\n        kind: text",
        "no question asks for consent",
        "kind: consent",
        alone=False,
    ),
    Case(
        "a vocabulary at a choice",
        QUESTIONS,
        "        options: [open, nda_first]",
        "        options: [open, nda_first]\n        ¦vocabulary: goals",
        "'vocabulary' does not go with 'kind: choice'",
        "'concept'",
    ),
    Case(
        "a concept without a vocabulary",
        QUESTIONS,
        "      - id: sector\n        kind: concept\n        vocabulary: sectors",
        "      - ¦id: sector\n        kind: concept",
        "a slot of kind 'concept' needs 'vocabulary'",
        "'sectors'",
    ),
    Case(
        "an unknown vocabulary",
        QUESTIONS,
        "vocabulary: sectors",
        "vocabulary: ¦sector",
        "unknown vocabulary 'sector'",
        "did you mean 'sectors'?",
    ),
    Case(
        "a count of nothing",
        QUESTIONS,
        "      - id: size\n        kind: count\n        counts: people",
        "      - ¦id: size\n        kind: count",
        "a slot of kind 'count' needs 'counts'",
        "'people'",
    ),
    Case(
        "a choice of one",
        QUESTIONS,
        "      - id: confidentiality\n        kind: choice\n        options: [open, nda_first]",
        "      - ¦id: confidentiality\n        kind: choice\n        options: [nda_first]",
        "a choice needs at least two options",
        "add them",
        alone=False,
    ),
    Case(
        "a condition on a later slot",
        QUESTIONS,
        "  - id: consent\n    essential: true",
        "  - id: consent\n    when: {¦deadline: [asap]}\n    essential: true",
        "the slot 'deadline' is filled later",
        "move this question behind",
    ),
    Case(
        "a condition on an unknown slot",
        QUESTIONS,
        "unless: {confidentiality: [nda_first]}",
        "unless: {¦confidential: [nda_first]}",
        "the slot 'confidential' is unknown",
        "did you mean 'confidentiality'?",
    ),
    Case(
        "a condition on an unknown option",
        QUESTIONS,
        "unless: {confidentiality: [nda_first]}",
        "unless: {confidentiality: [¦nda]}",
        "unknown option 'nda' of the slot 'confidentiality'",
        "did you mean 'nda_first'?",
    ),
    Case(
        "a condition on an unknown concept",
        QUESTIONS,
        "unless:\n      confidentiality: [nda_first]",
        "unless:\n      material: [¦steal]",
        "unknown material 'steal' of the slot 'material'",
        "did you mean 'steel'?",
    ),
    Case(
        "a condition on a text",
        QUESTIONS,
        "unless: {confidentiality: [nda_first]}",
        "unless: {¦problem: [nda_first]}",
        "is of kind 'text' and has no options",
        "a slot with options",
    ),
    Case(
        "a question twice",
        QUESTIONS,
        "  - id: deadline\n",
        "  - id: ¦samples\n",
        "the question 'samples' is there already",
        "another id",
        alone=False,
    ),
    Case(
        "a slot twice",
        QUESTIONS,
        "      - id: size\n",
        "      - id: ¦sample_count\n",
        "the slot 'sample_count' is there already",
        "another id",
        alone=False,
    ),
    Case(
        "a question that is used and retired",
        QUESTIONS,
        "retired: [budget]",
        "retired: [¦deadline]",
        "'deadline' is retired and in use",
        "take it off this list",
    ),
    Case(
        "a question named like a button of the review",
        QUESTIONS,
        "  - id: focus\n",
        "  - id: ¦send\n",
        "'send' is what the review's own button is called",
        "another id",
        alone=False,
    ),
    Case(
        "a focus with a long id",
        QUESTIONS,
        "      - id: focus\n",
        "      - id: ¦which-of-two-is-closer-12\n",
        "has 25 characters, more than 24",
        "shorten it",
    ),
    Case(
        "a focus that is always asked",
        QUESTIONS,
        "    if_room: true\n    slots:\n      - id: focus",
        "    slots:\n      - ¦id: focus",
        "asks for the focus",
        "if_room: true",
    ),
    Case(
        "words for an unknown slot",
        CHALLENGE_EN,
        "        sample_form:\n",
        "        ¦sample_from:\n",
        "words for the slot 'sample_from'",
        "did you mean 'sample_form'?",
        alone=False,
    ),
    Case(
        "a question without words",
        CHALLENGE_EN,
        "  ¦questions:\n    problem:",
        "  ¦questions:\n    problems:",
        "the question 'problem' has no English words",
        "add them under 'questions:'",
        alone=False,
    ),
    Case(
        "an option without words",
        CHALLENGE_EN,
        "          options:\n            asap:\n              label: As soon as possible\n"
        "              accept: [urgent]\n",
        "          ¦options:\n",
        "the option 'asap' has no English words",
        "add them under 'options:'",
    ),
    Case(
        "words for an unknown option",
        CHALLENGE_EN,
        "            radioactive:\n",
        "            ¦radiactive:\n",
        "words for the hazard 'radiactive'",
        "did you mean 'radioactive'?",
    ),
    Case(
        "two options that sound alike",
        CHALLENGE_EN,
        "label: No hurry\n",
        "label: No hurry\n              accept: [¦Urgent!]\n",
        "'Urgent!' means the option 'asap' too",
        "keep it with one",
    ),
]

CATALOGUE = [
    Case(
        "a technique nobody offers",
        SURFACES,
        "retired: [old-microscope]",
        "  ¦hardness:\n    sample: kept\nretired: [old-microscope]",
        "no facility offers the technique 'hardness'",
        "retire it",
        "warning",
    ),
    Case(
        "a facility without techniques",
        ESTONIA,
        "    techniques: []\n    unconfirmed: [x-ray-microtomography]",
        "    ¦techniques: []",
        "'example-tomography' has no techniques",
        "remove the facility",
        "warning",
    ),
    Case(
        "a technique confirmed and unconfirmed",
        POLAND,
        "    techniques: [corrosion-testing]",
        "    techniques: [corrosion-testing]\n    unconfirmed: [¦corrosion-testing]",
        "confirmed and unconfirmed at once",
        "one of the lists",
    ),
    Case(
        "an instrument that does more than its facility",
        POLAND,
        "        techniques: [powder-diffraction]",
        "        techniques: [¦corrosion-testing]",
        "'corrosion-testing' is not among the techniques of 'example-synchrotron'",
        "take it from the instrument",
    ),
    Case(
        "a PaNET match without the term",
        DIFFRACTION,
        "    panet: PaNET01188\n    panet_match: exact",
        "    ¦panet_match: exact",
        "'panet_match' needs 'panet'",
        "remove the line",
    ),
    Case(
        "a country without its centre",
        CENTRES,
        "centres:\n  de:\n    country: DE",
        "¦centres:\n  de:\n    country: NO",
        "there is no centre for DE",
        "add it as 'de:'",
    ),
    Case(
        "two centres of one country",
        CENTRES,
        "country: SE",
        "country: ¦PL",
        "'pl' is the centre of PL already",
        "keep one",
        alone=False,
    ),
    Case(
        "a centre that escalates to nobody",
        CENTRES,
        "escalates_to: lead-desk\n    source: https://example.org/SE",
        "escalates_to: ¦leaddesk\n    source: https://example.org/SE",
        "unknown centre 'leaddesk'",
        "did you mean 'lead-desk'?",
    ),
    Case(
        "a centre that escalates to itself",
        CENTRES,
        "escalates_to: lead-desk\n    source: https://example.org/SE",
        "escalates_to: ¦se\n    source: https://example.org/SE",
        "a lead that 'se' leaves comes back to it",
        "lead-desk",
    ),
    Case(
        "an unknown time zone",
        CENTRES,
        "time_zone: Europe/Warsaw",
        "time_zone: ¦Europe/Warszaw",
        "unknown time zone 'Europe/Warszaw'",
        "did you mean 'Europe/Warsaw'?",
    ),
    Case(
        "a centre that speaks an unlisted language",
        CENTRES,
        "languages: [en, de]",
        "languages: [en, ¦fr]",
        "the language 'fr' is not listed",
        "add it there",
    ),
    Case(
        "a country without a name",
        CENTRES_EN,
        "countries:\n  DE: Germany\n",
        "¦countries:\n",
        "the English name of DE is missing",
        "add a line 'DE: …'",
    ),
]

CASES = [*YAML, *SHAPES, *PLACES, *IDS, *WORDS, *INTENTS, *QUESTIONNAIRES, *CATALOGUE]


def write(root: Path, files: dict[str, str]) -> None:
    for file, text in files.items():
        target = root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def place_of_mark(text: str) -> tuple[int, int]:
    before = text.partition(MARK)[0]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_with_its_place(case: Case, tmp_path: Path) -> None:
    files = small_content()
    assert case.old.replace(MARK, "") in files[case.file]
    marked = files[case.file].replace(case.old.replace(MARK, ""), case.new, 1)
    write(tmp_path, {**files, case.file: marked.replace(MARK, "")})
    problems = check(tmp_path)
    line, column = place_of_mark(marked)
    here = [
        problem
        for problem in problems
        if (problem.file, problem.line, problem.column) == (case.file, line, column)
        and case.what in problem.what
    ]
    assert len(here) == 1, f"{case.file}:{line}:{column} is not told: {problems}"
    assert case.mend in here[0].mend
    assert here[0].severity == case.severity
    if case.alone:
        assert [problem for problem in problems if problem.severity == case.severity] == here
    refuses_or_loads(tmp_path, problems)


def refuses_or_loads(root: Path, problems: tuple[Problem, ...]) -> None:
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if not errors:
        assert load(root).warnings == problems
        return
    with pytest.raises(ContentError) as refused:
        load(root)
    assert refused.value.problems == errors
