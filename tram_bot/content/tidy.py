"""What is mechanical in a file, done for the admin: line ends, blanks nobody sees, quotes that a
text needs, the order of its entries.

Never changes what a file says: what could be read before is read the same, value by value.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tram_bot.content.document import Path
from tram_bot.content.files import Found, Role
from tram_bot.content.roles import SHAPES
from tram_bot.content.sources import things_in
from tram_bot.content.tidy_lines import tidied_lines
from tram_bot.content.tidy_order import in_order
from tram_bot.content.tidy_quotes import quoted
from tram_bot.content.tidy_text import Change, Text

_ORDERED: Mapping[Role, Sequence[tuple[Role, str, Path]]] = MappingProxyType(
    {
        Role.INTENT_WORDS: (
            (Role.INTENTS, "intents", ("intents",)),
            (Role.QUESTIONNAIRE, "questions", ("questionnaire", "questions")),
        ),
        Role.CENTRE_WORDS: ((Role.CENTRES, "centres", ("centres",)),),
        Role.TECHNIQUE_WORDS: ((Role.TECHNIQUES, "techniques", ("techniques",)),),
        Role.CONCEPT_WORDS: ((Role.CONCEPTS, "concepts", ("concepts",)),),
        Role.FACILITY_WORDS: ((Role.FACILITIES, "facilities", ("facilities",)),),
    }
)
"""Words files: which structure file beside them gives the order, by which of its sections, and
where the words of its entries stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """A file with something done to it: its bytes as they should be, and what was done, by the
    lines that it has then."""

    found: Found
    data: bytes
    changes: tuple[Change, ...]


def tidied(files: Sequence[tuple[Found, bytes]]) -> Iterator[Tidied]:
    """Those of the files that something is to be done to. One that is not UTF-8 is left alone."""
    texts = {}
    for found, data in files:
        text = Text.of(found.file, data)
        if text:
            texts[found] = quoted(tidied_lines(text), SHAPES[found.role])
    orders = {
        (found.folder, role, section): _ids(text, section)
        for found, text in texts.items()
        for ordered in _ORDERED.values()
        for role, section, _ in ordered
        if found.role is role
    }
    for found, unordered in texts.items():
        text = unordered
        for role, section, path in _ORDERED.get(found.role, ()):
            text = in_order(text, path, orders.get((found.folder, role, section), ()))
        if text.changes:
            yield Tidied(found=found, data=text.text.encode(), changes=text.changes)


def _ids(text: Text, section: str) -> tuple[str, ...]:
    document = text.document
    return tuple(thing.id for thing in things_in(document, section)) if document else ()
