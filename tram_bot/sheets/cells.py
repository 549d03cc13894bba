"""One cell: a value of the catalogue as text, and what somebody typed as a value."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from tram_bot.content.document import Plain
from tram_bot.content.hints import one_of
from tram_bot.content.shapes_catalogue import COUNTRIES
from tram_bot.sheets.columns import LISTS, NO, YES, Column, Kind
from tram_bot.sheets.table import Raw, Trouble

_BLANKS = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile("[\xad\u200b\u200c\u2060\ufeff]|_x000D_")
"""Characters nobody sees, and how a workbook writes a line end of Windows."""
_NOT_KEPT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Categories of Unicode that are no letters: they steer, or mean nothing."""
_JOINER = "\u200d"
"""Makes one emoji of several."""
_LOST = "\ufffd"
"""Stands for what could not be read."""
_YES_OR_NO = {YES: True, "true": True, NO: False, "false": False}
_YEAR = re.compile(r"[1-9][0-9]{3}")
_NAMED_MONTH = re.compile(r"[^\W\d_]+\.?[-. /][0-9]{2,4}")
"""What a spreadsheet makes of a month when it reads CSV: *Jan-16*, *sty.16*."""
_SMALL = frozenset({Kind.ID, Kind.CHOICE, Kind.CHOICES, Kind.IDS})
"""Kinds whose values are small letters, whatever a spreadsheet makes of the first one."""
_WITHOUT_COMMAS = frozenset({Kind.CHOICES, Kind.IDS})
"""Lists in which a comma can only stand for the semicolon."""


def as_text(raw: Raw, column: Column) -> str | Trouble:
    """What a cell holds as text: trimmed, and with nothing that nobody sees."""
    match raw:
        case None:
            return ""
        case Trouble():
            return raw
        case bool() if column.kind is Kind.YES_OR_NO:
            return YES if raw else NO
        case date() if column.kind is Kind.MONTH:
            return f"{raw:%Y-%m}"
        case bool() | date():
            made = f"the truth value {str(raw).upper()}" if isinstance(raw, bool) else "a date"
            mend = "format the column as text, and type it again"
            return Trouble(f"the spreadsheet has made {made} of this", mend)
        case float() if raw.is_integer():
            return str(int(raw))
        case _:
            return _kept(tidy(str(raw)))


def _kept(text: str) -> str | Trouble:
    for character in text:
        steers = unicodedata.category(character) in _NOT_KEPT and character not in ("\n", _JOINER)
        if steers or character == _LOST:
            what = f"a character that is no letter (U+{ord(character):04X}) stands here"
            return Trouble(what, "type the text again")
    return text


def tidy(text: str) -> str:
    r"""The text without blanks at the ends of its lines, two in a row, or of a special kind.

    >>> tidy(" thin\u00a0films,  \n and\u200b coatings ")
    'thin films,\nand coatings'
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n")
    lines = (line.strip() for line in _BLANKS.sub(" ", text.replace("\r", "\n")).split("\n"))
    return "\n".join(lines).strip("\n")


def written(value: Plain, column: Column) -> str:
    """A value as it stands in a cell; empty if there is none."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else ""
        case tuple() if column.kind is Kind.INSTRUMENTS:
            return _joined([_instrument(item) for item in value])
        case tuple():
            return _joined([str(item) for item in value])
        case _:
            return str(value)


def _instrument(value: Plain) -> str:
    fields = value if isinstance(value, dict) else {}
    techniques = fields.get("techniques")
    ids = techniques if isinstance(techniques, tuple) else ()
    return f"{fields.get('name')}: {', '.join(map(str, ids))}".strip()


def _joined(items: Sequence[str]) -> str:
    """Items with semicolons between them, in quotes where one holds a semicolon itself.

    >>> _joined(["saxs", "x; y"])
    'saxs; "x; y"'
    """
    return "; ".join(map(_item, items))


def _item(item: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="").writerow([item])
    return out.getvalue()


def parsed(text: str, column: Column) -> Plain | Trouble:
    """A tidy text as the value of a column. What it may be is for the shapes and checks to say."""
    if column.kind in _SMALL:
        text = text.lower()
    if column.kind in LISTS:
        return _list(text, column)
    match column.kind:
        case Kind.YES_OR_NO:
            answer = _YES_OR_NO.get(text.lower())
            if answer is None:
                return Trouble(f"'{text}' is neither {YES} nor {NO}", f"write {YES} or {NO}")
            return answer
        case Kind.MONTH if _YEAR.fullmatch(text):
            return int(text)
        case Kind.MONTH if _NAMED_MONTH.fullmatch(text):
            mend = "format the column as text and type it as YYYY-MM, or fill in the table as .xlsx"
            return Trouble(f"the spreadsheet has made '{text}' of this month", mend)
        case Kind.TEXT if column.language:
            return text
        case _:
            return " ".join(text.split("\n"))


def _list(text: str, column: Column) -> Plain | Trouble:
    try:
        lines = io.StringIO(text)
        rows = list(csv.reader(lines, delimiter=";", skipinitialspace=True, strict=True))
    except csv.Error:
        what = "quotation marks stand in the midst of this list"
        mend = (
            'put the whole item between quotation marks, and write each inside it twice: "a ""b"""'
        )
        return Trouble(what, mend)
    parts = [part for row in rows for part in row]
    if column.kind in _WITHOUT_COMMAS:
        parts = [each for part in parts for each in part.split(",")]
    items = tuple(item for part in parts if (item := tidy(part)))
    if column.kind is not Kind.INSTRUMENTS:
        return items
    instruments: list[Plain] = []
    for item in items:
        name, colon, ids = item.rpartition(":")
        if not colon or not name.strip():
            what = f"'{item}' does not say what is done with the instrument"
            return Trouble(what, "write its name, a colon and ids of techniques: P03: saxs, gisaxs")
        techniques = tuple(id for each in ids.split(",") if (id := each.strip().lower()))
        instruments.append({"name": name.strip(), "techniques": techniques})
    return tuple(instruments)


def country_of(text: str) -> str | Trouble:
    """The code of a country, given as such or by the name of its folder."""
    folders = {folder: code for code, folder in COUNTRIES.items()}
    code = folders.get(text.lower(), text.upper())
    if code in COUNTRIES:
        return code
    return Trouble(f"'{text}' is none of the eight countries", f"write {one_of(COUNTRIES)}")
