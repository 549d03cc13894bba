"""What tells who somebody is, taken out of a message: a neutral mark stands in its place."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.content import Content, Intent
from tram_bot.core.identifiers import Language
from tram_bot.core.message import Understood
from tram_bot.core.names_beside import without_firms, without_streets
from tram_bot.core.phrasebook import parts_of

ADDRESS, LINK, NUMBER = "[address]", "[link]", "[number]"
COMPANY, PLACE, NAME = "[company]", "[place]", "[name]"
MARKS = (ADDRESS, LINK, NUMBER, COMPANY, PLACE, NAME)

_DIGITS = 4
"""Digits from which on a number may be somebody's: a phone, an order, a year."""
_NOUNS_ARE_CAPITALISED = ("de",)
"""Languages in which a capital within a sentence tells no name."""

_HANDLE = re.compile(r"\S*@\S*")
_DOT = "dot|punkt|piste|punkts|taškas|kropka|prik"
_TOP_DOMAINS = "com|org|net|eu|info|io|de|dk|se|fi|ee|lv|lt|pl|no"
_AT = "at|ät|małpa|snabel-a|eta"
_SPELT = re.compile(
    r"(?<!\S)(?:"
    rf"\S*\s?[(\[{{]\s?(?:at|ät|{_DOT}|\.)\s?[)\]}}]\s?\S*"
    rf"|(?:(?:\S+\s+(?:{_DOT})\s+){{0,3}}\S+\s+(?:{_AT})\s+)?"
    rf"\S+(?:\s+(?:{_DOT})\s+[\w-]+){{0,4}}\s+(?:{_DOT})\s+(?:{_TOP_DOMAINS})(?!\w)"
    rf"|\S+\s+(?:{_AT})\s+[\w-]+(?:\.[\w-]+)*\.(?:{_TOP_DOMAINS})(?!\w)"
    ")",
    re.IGNORECASE,
)
"""An address in words: `anna at example dot org`, `anna at example.org`, `anna[at]example.org`."""
_LINK = re.compile(
    r"[a-z]+://\S+|(?<![\w-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?:[/:?#]\S*|(?![\w-]))",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?:(?<!\w)[a-z]{2}\d{2}[ -]?[a-z]{4}(?=[ -]?\d{4})[ -]?)?"
    r"[^\s\d]*\d\S*(?:[^\S\n]+[^\s\d]*\d\S*)*",
    re.IGNORECASE,
)
"""Numbers side by side are one, and so is an IBAN that names its bank in letters."""
_TRAILING = ".,;:!?"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOP = re.compile(r"\s*(?:$|[.,;:!?\n])")
_LETTERS_SHOUTED = 4
"""Letters from which on a word in capitals is hardly an abbreviation. Ours."""
_BEFORE_WORD = re.compile(r"(?:^|[.!?:\n…])\W*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """What tells names from other words in a language. `lead_ins` are what comes before a name,
    such as *my name is*, `signs` titles and the ends of letters, behind which one comes, too;
    `words` are those of the content, which name nobody."""

    language: Language
    lead_ins: Sequence[str]
    signs: Sequence[str]
    words: frozenset[str]


def cues(content: Content, language: Language) -> Cues:
    """What the content knows of a language that tells names."""
    lead_ins, signs = (
        parts_of(content.phrasebook.say(key, language).casefold())
        for key in ("name_lead_ins", "name_signs")
    )
    return Cues(
        language=language,
        lead_ins=lead_ins,
        signs=signs,
        words=content.words_said(language),
    )


def words_said(
    intents: Mapping[str, Intent], catalogue: Catalogue, language: Language
) -> frozenset[str]:
    """The words that people are known to say in a language, in small letters. To gather them takes
    some twenty milliseconds: whoever asks again keeps them."""
    said = tuple(_said(intents, catalogue, language))
    # Most of it is said again and again.
    words = set(_WORD.findall("\n".join({part for each in said for part in each.split()})))
    if language not in _NOUNS_ARE_CAPITALISED:
        # An example may hold a name: *I am Anna*. What it begins with is a word either way.
        words = {word for word in words if not _is_capitalised(word)}
        beginnings = {each.partition(" ")[0] for each in said}
        words.update(found[0] for each in beginnings if (found := _WORD.match(each)))
    return frozenset(word.casefold() for word in words)


def redacted(message: Understood, cues: Cues) -> str:
    """The message without e-mail and web addresses, long numbers, and the names of companies,
    places and people, as far as those can be told.

    A person's name is known by its capital letters: within a sentence, where nouns have none, at
    its beginning, unless the content has that word, or behind a lead-in or a title, where it may be
    written small, too. Where nobody can tell, too much is taken out rather than too little.
    """
    found, text = message.entities, _composed(message.text)
    for words in (*found.emails, *found.bad_emails):
        text = text.replace(_composed(words), ADDRESS)
    text = _SPELT.sub(ADDRESS, _HANDLE.sub(ADDRESS, text))
    text = _LINK.sub(LINK, text)
    for words in found.companies:
        text = text.replace(_composed(words), COMPANY)
    text = without_streets(without_firms(text, cues.language, cues.words, COMPANY), ADDRESS)
    for place in found.places:
        text = re.sub(rf"(?<!\w){re.escape(_composed(place.words))}(?!\w)", PLACE, text)
    text = _NUMBERS.sub(lambda run: _number(run[0]), text)
    return _without_people(text, cues)


def is_telling(text: str) -> bool:
    """Whether anything but marks is left of a text.

    >>> is_telling("[name], [place]!")
    False
    """
    for mark in MARKS:
        text = text.replace(mark, "")
    return any(character.isalpha() for character in text)


def _number(run: str) -> str:
    if sum(character.isdigit() for character in run) < _DIGITS:
        return run
    return NUMBER + run[len(run.rstrip(_TRAILING)) :]


def _composed(text: str) -> str:
    """The text in plain characters: an at sign or a digit of another width is one all the same."""
    return unicodedata.normalize("NFKC", text)


def _said(intents: Mapping[str, Intent], catalogue: Catalogue, language: Language) -> Iterator[str]:
    """All that the content says people say in a language."""
    for intent in intents.values():
        if of_intent := intent.words.of(language):
            yield from of_intent.examples
    for technique in catalogue.techniques.values():
        if of_technique := technique.words.of(language):
            yield from (of_technique.name, *of_technique.aliases)
    for concept in catalogue.concepts.values():
        if of_concept := concept.words.of(language):
            yield from (of_concept.label, *of_concept.terms)


def _without_people(text: str, cues: Cues) -> str:
    runs = _capitalised(text, cues)
    spans = [span for run in runs if (span := _name_in(run, text, cues))]
    for start, end in reversed(spans):
        text = text[:start] + NAME + text[end:]
    for start, end in reversed(list(_introduced(text, cues))):
        text = text[:start] + NAME + text[end:]
    return text


def _name_in(run: Sequence[re.Match[str]], text: str, cues: Cues) -> tuple[int, int] | None:
    """Where in a run of words with capitals a name stands, if one does."""
    start, end = run[0].start(), run[-1].end()
    if _is_led_in(text[:start], cues.signs):
        return start, end
    begins_sentence = _BEFORE_WORD.search(text[:start]) is not None
    is_known = run[0][0].casefold() in cues.words
    words = run[1:] if begins_sentence and is_known else run
    if not words:
        return None
    begins_sentence = begins_sentence and not is_known
    start = words[0].start()
    is_noun = len(words) == 1 and not begins_sentence and cues.language in _NOUNS_ARE_CAPITALISED
    if is_noun and not _is_led_in(text[:start], cues.lead_ins):
        return None
    return start, end


def _capitalised(text: str, cues: Cues) -> list[list[re.Match[str]]]:
    """Words that begin with a capital and are no abbreviation and no title, those side by side
    together. Two words in capitals that nobody knows are a name as well, and so is one beside a
    name."""
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(text):
        is_mark = text[word.start() - 1 : word.end() + 1] in MARKS
        if word[0].casefold() in cues.signs:
            continue
        if not _is_capitalised(word[0]) and (is_mark or not _is_shouted(word[0], cues.words)):
            continue
        if runs and not text[runs[-1][-1].end() : word.start()].strip(" "):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [run for run in runs if len(run) > 1 or _is_capitalised(run[0][0])]


def _is_capitalised(word: str) -> bool:
    """Whether it is written as *Anna* or *O'Brien*, and not as *XRD* or *I'm*."""
    second = word[1:2]
    return word[0].isupper() and (second.islower() or (second in "'’" and word[2:3].isupper()))


def _is_shouted(word: str, known: frozenset[str]) -> bool:
    """Whether it is in capitals, and neither an abbreviation nor a word that the content has."""
    return len(word) >= _LETTERS_SHOUTED and word.isupper() and word.casefold() not in known


def _introduced(text: str, cues: Cues) -> Iterator[tuple[int, int]]:
    """Words behind a title or a lead-in of several words that the content does not have, however
    they are written; a single one, such as *and*, says too little. Before a stop even a word that
    the content has is of the name: people are called Steel."""
    lead_ins = [*(each for each in cues.lead_ins if " " in each), *cues.signs]
    start, end = -1, -1
    for word in _WORD.finditer(text):
        is_mark = text[word.start() - 1 : word.end() + 1] in MARKS
        if is_mark or word[0].casefold() in cues.signs:
            continue
        before = text[: word.start()]
        # The first of them may be a letter for a name: J. Smith.
        between = " ." if end - start == 1 else " "
        goes_on = end >= 0 and not text[end : word.start()].strip(between)
        if word[0].casefold() in cues.words:
            is_name = _STOP.match(text, word.end()) and (goes_on or _is_led_in(before, cues.signs))
        else:
            is_name = goes_on or _is_led_in(before, lead_ins)
        if is_name:
            start, end = word.span()
            yield start, end


def _is_led_in(before: str, lead_ins: Sequence[str]) -> bool:
    said = before.casefold().rstrip(" :,.–-\n")
    return any(
        said.endswith(words) and not said.removesuffix(words)[-1:].isalnum() for words in lead_ins
    )
