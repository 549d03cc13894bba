"""What every file shares: the strict model, and the kinds of text that stand in it.

A value that does not fit raises `Misfit`, which carries what is wrong and how to mend it in the
admin's words; `explain` turns the rest of pydantic's errors into such words.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from tram_bot.core.limits import BUTTON_LABEL, OPTION_ID, SLOT_ID

Item = TypeVar("Item")

ID_MOST = OPTION_ID
"""Characters of any id: it may become the option of a button."""

TEXT_MOST = 3_000
"""Characters of one text: a Slack section takes no more."""

EXAMPLE_MOST = 300
"""Characters of an example, a term or another thing people type. Ours."""

OFFERS_MOST = 3
"""Intents offered under one reply. Ours: more than three buttons are not read."""

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_NOT_IN_ID = re.compile(r"[^a-z0-9_]+")
_UNFOLDED = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "đ": "d"})
_OPTION_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_AS_OF = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::[0-9]+)?")
_SLASH = re.compile(r"[^\W\d][\w-]{0,31}")


IS_NO_ID = " is no id"
"""What is said of a text that is to be an id and cannot."""
_APART_MOST = 3
"""Words of which each may have been meant by itself. Ours: with more it is a sentence."""


def is_id(text: str) -> bool:
    """Whether a text can be an id: small letters, digits, hyphens and underscores."""
    return len(text) <= ID_MOST and _ID.fullmatch(text) is not None


class Shape(BaseModel):
    """A part of a file. Keys it does not name are refused, and nothing is converted."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True
    )


def misfit(what: str, mend: str) -> PydanticCustomError:
    """A value that does not fit, in words for the admin."""
    return PydanticCustomError("misfit", "{what}; {mend}", {"what": what, "mend": mend})


def id_of(text: str) -> str:
    """The id that a name comes to, words joined by hyphens; nothing if none does.

    >>> id_of("Salt spray test"), id_of("Prüfung"), id_of("3D")
    ('salt-spray-test', 'prufung', '')
    """
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_UNFOLDED))
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    id = _NOT_IN_ID.sub("-", plain).strip("-")
    return id if is_id(id) else ""


def _no_word(
    value: str, fits: Callable[[str], object], what: str, mend: str, *, meant: str = ""
) -> Exception:
    """A value of one word that does not fit, and what was probably `meant` by it. Within brackets
    it may be several, `apart`, without their comma."""
    parts = value.split()
    are_several = 1 < len(parts) <= _APART_MOST and all(map(fits, parts))
    apart = ", ".join(parts) if are_several else ""
    words = {"what": what, "mend": mend, "apart": apart, "meant": meant}
    return PydanticCustomError("misfit", "{what}; {mend}", words)


def _id_of(most: int) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not _ID.fullmatch(value):
            what = f"'{value}'{IS_NO_ID}"
            mend = "begin with a small letter and use small letters a-z, digits, - and _ only"
            raise _no_word(value, is_id, what, mend, meant=id_of(value))
        if len(value) > most:
            raise misfit(
                f"the id '{value}' has {len(value)} characters, more than {most}", "shorten it"
            )
        return value

    return check


def _text(value: str) -> str:
    text = value.strip()
    if not text:
        raise misfit("the text is empty", "write it, or remove the line")
    if len(text) > TEXT_MOST:
        what = f"the text has {len(text):,} characters, more than {TEXT_MOST:,}"
        raise misfit(what, "shorten it; a chat is no leaflet")
    return text


def _label(value: str) -> str:
    label = _text(value)
    if len(label) > BUTTON_LABEL:
        what = f"the label has {len(label)} characters, more than {BUTTON_LABEL}"
        raise misfit(what, "shorten it; it stands on a button")
    return label


def _typed(value: str) -> str:
    typed = _text(value)
    if len(typed) > EXAMPLE_MOST:
        what = f"this has {len(typed)} characters, more than {EXAMPLE_MOST}"
        raise misfit(what, "shorten it to what somebody would type")
    return typed


def _term(value: str) -> str:
    term = _typed(value)
    for word in term.split():
        stem = word.removesuffix("*")
        if "*" in stem or not (stem.isalnum() or any(map(str.isalnum, stem))):
            what = f"'{term}' is no term"
            raise misfit(what, "use '*' only at the end of a word, after at least one letter")
        if word == term and term.endswith("*") and len(stem) == 1:
            what = f"'{term}' stands for every word that begins with '{stem}'"
            raise misfit(what, "write more of the word before the '*'")
        if word.endswith(";"):
            raise misfit(f"a ';' stands in the term '{term}'", "part two terms by a comma")
    if term != term.lower():
        raise misfit(f"the term '{term}' has capitals", f"write '{term.lower()}'")
    return term


def _slash(value: str) -> str:
    if value.startswith("/"):
        raise misfit(f"'{value}' begins with a slash", f"write '{value[1:]}'")
    if not _SLASH.fullmatch(value) or value != value.lower():
        what = f"'{value}' is no command word"
        mend = "use one word of at most 32 small letters, digits and _"
        raise _no_word(value, _SLASH.fullmatch, what, mend)
    return value


def _option_key(value: str) -> str:
    if not _OPTION_KEY.fullmatch(value) or len(value) > ID_MOST:
        what = f"'{value}' is no id of an option"
        mend = "use the id from the questionnaire, the vocabulary or a country's code"
        raise _no_word(value, _OPTION_KEY.fullmatch, what, mend)
    return value


def _country(value: str) -> str:
    if not _COUNTRY.fullmatch(value):
        what = f"'{value}' is no country code"
        raise _no_word(value, _COUNTRY.fullmatch, what, "write its two capitals, such as PL")
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        what = f"'{value}' is no language code"
        raise _no_word(value, _LANGUAGE.fullmatch, what, "write its two small letters, such as pl")
    return value


def _url(value: str) -> str:
    if not _is_url(value):
        what = f"'{value}' is no web address"
        bare = value.strip("<>()[]\"' ")
        likely = bare if "//" in bare else f"https://{bare}"
        mend = (
            f"write '{likely}'" if _is_url(likely) else "write it whole: https://example.org/page"
        )
        raise misfit(what, mend)
    return value


def _is_url(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    is_whole = parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) is not None
    return is_whole and not any(character.isspace() for character in value)


def _some(items: tuple[Item, ...]) -> tuple[Item, ...]:
    if not items:
        raise misfit("the list is empty", "write at least one item")
    return items


def _date_as_text(value: object) -> object:
    # A year alone is a whole number to YAML, and needs no quotes for that.
    return str(value) if type(value) is int else value


def _as_of(value: str) -> str:
    if not _AS_OF.fullmatch(value):
        raise misfit(f"'{value}' is no month or year", "write YYYY or YYYY-MM, such as 2024-05")
    return value


Some = Annotated[tuple[Item, ...], AfterValidator(_some)]
"""A list that is not empty."""


def _seen_as(pattern: re.Pattern[str], most: int) -> WithJsonSchema:
    """What an editor is told of a text that a function of ours looks at."""
    return WithJsonSchema(
        {"type": "string", "pattern": f"^(?:{pattern.pattern})$", "maxLength": most}
    )


def _no_longer_than(most: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "minLength": 1, "maxLength": most})


Id = Annotated[str, AfterValidator(_id_of(ID_MOST)), _seen_as(_ID, ID_MOST)]
SlotId = Annotated[str, AfterValidator(_id_of(SLOT_ID)), _seen_as(_ID, SLOT_ID)]
OptionKey = Annotated[str, AfterValidator(_option_key), _seen_as(_OPTION_KEY, ID_MOST)]
CountryCode = Annotated[str, AfterValidator(_country), _seen_as(_COUNTRY, 2)]
LanguageCode = Annotated[str, AfterValidator(_language), _seen_as(_LANGUAGE, 2)]
Text = Annotated[str, AfterValidator(_text), _no_longer_than(TEXT_MOST)]
Label = Annotated[str, AfterValidator(_label), _no_longer_than(BUTTON_LABEL)]
Typed = Annotated[str, AfterValidator(_typed), _no_longer_than(EXAMPLE_MOST)]
Term = Annotated[str, AfterValidator(_term), _no_longer_than(EXAMPLE_MOST)]
Slash = Annotated[str, AfterValidator(_slash)]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
AsOf = Annotated[
    str,
    BeforeValidator(_date_as_text),
    AfterValidator(_as_of),
    # A year alone is a whole number to an editor, too.
    WithJsonSchema({"type": ["string", "integer"]}),
]
