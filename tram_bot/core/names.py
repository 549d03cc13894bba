"""Names of people and companies: what is left of a reply once everything else is taken out."""

import re
from functools import lru_cache

from tram_bot.core.message import Entities, Understood
from tram_bot.core.phrasebook import parts_of
from tram_bot.core.scene import Scene

MOST_WORDS_OF_A_NAME = 6

_SEPARATORS = re.compile(r"[,;\n]|\s[-–—|]\s|(?<=\w)\.\s")
_LETTERS = re.compile(r"[^\W\d_].*[^\W\d_]")
"""More than the unit or the mark that is left of a day: *d.*"""
_WORDS_OF_A_PLAIN_NAME = 3
_LETTERS_OF_A_PARTICLE = 3
_LANGUAGES = 32
"""Languages whose patterns are kept, more than there are."""


def without_names(text: str, found: Entities) -> str:
    """A text without names and addresses: what Example Coatings Oy is called by is not what the
    problem is about."""
    for known in found.names:
        text = text.replace(known, " ")
    return text


def looks_like_name(understood: Understood) -> bool:
    """Whether a text that could be a name looks like one: every word capitalised, or few words
    that are not put as a question."""
    words = understood.text.split()
    few = len(words) <= _WORDS_OF_A_PLAIN_NAME and not understood.is_question
    return "?" not in understood.text and (few or is_capitalised(understood.text))


def may_be_name(part: str) -> bool:
    """Whether a part of a reply to several questions is like a name rather than part of a
    sentence."""
    words = part.split()
    has_capital = any(word[0].isupper() for word in words)
    return len(words) <= (MOST_WORDS_OF_A_NAME if has_capital else _WORDS_OF_A_PLAIN_NAME)


def is_capitalised(text: str) -> bool:
    """Every word begins with a capital letter, particles such as *de* and *von* aside."""
    words = re.findall(r"[^\W\d_]+", text)
    long = [word for word in words if len(word) > _LETTERS_OF_A_PARTICLE]
    return any(word[0].isupper() for word in words) and all(word[0].isupper() for word in long)


def leftovers(scene: Scene, understood: Understood) -> list[str]:
    """The parts of a reply that are neither address nor number nor company: names, as a rule.
    What only leads in to one ("my name is") is none, and a question has none."""
    found = understood.entities
    text = understood.text
    if "?" in text:
        return []
    days = (day.words for day in found.days)
    for known in (*found.emails, *found.bad_emails, *found.companies, *days):
        text = text.replace(known, ",")
    phrases, first = _lead_ins(scene.phrase("name_lead_ins"))
    text = phrases.sub(",", text)
    parts = (_without_first(first, part.strip(" .:!()<>")) for part in _SEPARATORS.split(text))
    # Nobody is called Poland or 12 people: that was said at the wrong question.
    counted = {number.words for number in found.numbers if number.counts}
    places = {place.words.casefold() for place in found.places}
    return [
        part
        for part in parts
        if _LETTERS.search(part)
        and not re.search(r"\d{3,}", part)
        and part.split()[0] not in counted
        and part.casefold() not in places
    ]


@lru_cache(maxsize=_LANGUAGES)
def _lead_ins(phrase: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the phrases that lead in to a name, and the single words that do."""
    lead_ins = parts_of(phrase)
    # A single word may be part of a name, so it leads in only where it comes first.
    return (
        _any_of([each for each in lead_ins if " " in each]),
        _any_of([each for each in lead_ins if " " not in each]),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(map(re.escape, longest_first))
    # A hyphen makes it part of a longer word: "Hi-Tech Coatings".
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _without_first(words: re.Pattern[str], part: str) -> str:
    while part and (found := words.match(part)):
        part = part[found.end() :].strip(" .:!")
    return part
