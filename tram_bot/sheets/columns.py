"""The columns of the template: one for each key of a facility, explained by its shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, get_args, get_origin

from tram_bot.content.shapes_catalogue import COUNTRIES, FacilityShape, FacilityWordsShape
from tram_bot.content.translated import ENGLISH
from tram_bot.core.identifiers import Language


class Kind(StrEnum):
    """What stands in a cell."""

    ID = "id"
    COUNTRY = "country"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    IDS = "ids"
    INSTRUMENTS = "instruments"
    YES_OR_NO = "yes or no"
    MONTH = "month"
    LINK = "link"
    LINKS = "links"


LISTS = frozenset({Kind.CHOICES, Kind.IDS, Kind.INSTRUMENTS, Kind.LINKS})
"""The kinds that may hold several things."""
FREE_TEXTS = frozenset({Kind.TEXT, Kind.INSTRUMENTS})
"""The kinds that hold words in a language."""
YES, NO = "yes", "no"
REMOVE = "-"
"""What empties a cell's place in the catalogue; an empty cell leaves it as it is."""

HOW: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ID: "Small letters a-z, digits and hyphens. Never change it later.",
        Kind.COUNTRY: "The two capitals of its code.",
        Kind.TEXT: "A text.",
        Kind.CHOICE: "One of: {choices}.",
        Kind.CHOICES: "One or more of: {choices}; with a semicolon between two of them.",
        Kind.IDS: "Ids out of the sheet 'Ids', with a semicolon between two of them: saxs; waxs",
        Kind.INSTRUMENTS: (
            "Each with a colon and the ids of its techniques, with a semicolon between two "
            "instruments: P03: saxs, gisaxs; P62: waxs"
        ),
        Kind.YES_OR_NO: f"{YES} or {NO}.",
        Kind.MONTH: "YYYY-MM or YYYY, as in 2026-01.",
        Kind.LINK: "A whole web address: https://example.org/page",
        Kind.LINKS: (
            "Whole web addresses, with a semicolon between two of them; one that holds a semicolon "
            "itself stands between quotation marks."
        ),
    }
)
"""How each kind is written."""

_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "id": Kind.ID,
        "name": Kind.TEXT,
        "operator": Kind.TEXT,
        "city": Kind.TEXT,
        "homepage": Kind.LINK,
        "kind": Kind.CHOICE,
        "techniques": Kind.IDS,
        "unconfirmed": Kind.IDS,
        "instruments": Kind.INSTRUMENTS,
        "materials": Kind.IDS,
        "sectors": Kind.IDS,
        "meets": Kind.IDS,
        "not_for": Kind.IDS,
        "access": Kind.CHOICES,
        "mail_in": Kind.YES_OR_NO,
        "status": Kind.CHOICE,
        "opens": Kind.TEXT,
        "as_of": Kind.MONTH,
        "sources": Kind.LINKS,
    }
)
MAY_BE_EMPTY = "techniques"
"""The key that every facility has, though perhaps with nothing in its list."""
_NEEDED_WORDS = "tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its header, and the key of a facility or of its words in a language that it fills.

    `about` says what the key means, `choices` what may stand there if that is a closed list. A new
    facility has to have what is `needed`.
    """

    header: str
    key: str
    kind: Kind
    about: str
    needed: bool = False
    choices: Sequence[str] = ()
    language: Language = ""

    @property
    def how(self) -> str:
        """How a cell of it is filled in."""
        return HOW[self.kind].format(choices=", ".join(self.choices))


COUNTRY = Column(
    header="country",
    key="country",
    kind=Kind.COUNTRY,
    about="The country where it stands.",
    needed=True,
    choices=tuple(COUNTRIES),
)


def facility_columns() -> tuple[Column, ...]:
    """What is the same in every language, in the order of the template."""
    id, *others = (
        Column(
            header=key,
            key=key,
            kind=kind,
            about=field.description or "",
            needed=field.is_required() and key != MAY_BE_EMPTY,
            choices=(YES, NO) if kind is Kind.YES_OR_NO else _choices(field.annotation),
        )
        for key, kind, field in (
            (key, kind, FacilityShape.model_fields[key]) for key, kind in _KINDS.items()
        )
    )
    return id, COUNTRY, *others


def word_columns(language: Language, *, alone: bool) -> tuple[Column, ...]:
    """What companies read in one language. On a sheet of its own the columns need not name it."""
    return tuple(
        Column(
            header=key if alone else f"{key} {language}",
            key=key,
            kind=Kind.TEXT,
            about=f"{field.description} What companies read in the language '{language}'.",
            needed=key == _NEEDED_WORDS and language == ENGLISH,
            language=language,
        )
        for key, field in FacilityWordsShape.model_fields.items()
    )


def _choices(kind: object) -> tuple[str, ...]:
    """The values of a closed list; nothing for any other kind of value."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(kind)
    arguments = get_args(kind)
    if get_origin(kind) in (tuple, Annotated):
        return _choices(arguments[0])
    return arguments if all(isinstance(each, str) for each in arguments) else ()
