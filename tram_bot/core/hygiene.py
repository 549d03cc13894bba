"""What people send, made safe to keep and show: their words stay, tricks of the encoding go."""

import re
import unicodedata
from dataclasses import replace

from tram_bot.core.events import (
    Attachment,
    Command,
    Edited,
    Event,
    StaffAsked,
    StaffEdited,
    StaffStepped,
    StaffWrote,
    Text,
)
from tram_bot.core.file_names import clean_file_name
from tram_bot.core.lead import File
from tram_bot.core.limits import STAFF_TEXT_KEPT, TEXT_KEPT

_KEPT_CONTROLS = "\n"
_LETTERS_AND_MARKS = 2
"""Characters that one may come apart into in ordinary writing: a letter and its accent."""
_JOINER = "\u200d"
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n(?: ?\n){2,} ?")


def clean(text: str, most: int = TEXT_KEPT) -> str:
    """The text in composed form, without control, zero-width and direction characters, its
    blanks single, cut to `most` characters.

    >>> clean("  pa\\u200bint\\x00 \\u202epeels ")
    'paint peels'
    """
    # The cut comes first so that a megabyte costs no more than a page.
    composed = unicodedata.normalize("NFC", text[: 2 * most].replace("\r\n", "\n"))
    # In most messages there is nothing to look for.
    kept = composed if composed.isprintable() else "".join(map(_kept, composed))
    lines = _EMPTY_LINES.sub("\n\n", _BLANKS.sub(" ", kept))
    return lines.strip()[:most].rstrip()


def is_cut(text: str) -> bool:
    """Whether cleaning loses the end of this text."""
    return len(text.strip()) > TEXT_KEPT


def excerpt(text: str, most: int) -> str:
    """No more than about `most` characters of a text: its beginning, where the matter stands, and
    a quarter of that from its end, where the names are. Cut where words end. A character that
    stands for many, as some ligatures do, counts as many.

    >>> excerpt("we have a problem with our paint, it peels. Anna", 24)
    'we have a problem\\n\\nAnna'
    """
    if not text.isascii():
        long = len(unicodedata.normalize("NFKD", text[: 2 * most])) / max(len(text[: 2 * most]), 1)
        most = int(most / max(long / _LETTERS_AND_MARKS, 1))
    if len(text) <= most:
        return text
    tail = most // 4
    head, end = text[: most - tail], text[-tail:]
    # A single endless word has no end to be cut at.
    return f"{head.rpartition(' ')[0] or head}\n\n{end.partition(' ')[2] or end}"


def cleaned(event: Event) -> Event:
    """The event with every text in it cleaned."""
    match event:
        case Edited(file=File() as file):
            named = replace(file, name=clean_file_name(file.name))
            return replace(event, text=clean(event.text), file=named)
        case Text() | Edited():
            return replace(event, text=clean(event.text))
        case StaffWrote() | StaffEdited() | StaffAsked():
            return replace(event, text=clean(event.text, STAFF_TEXT_KEPT))
        case StaffStepped():
            return replace(event, detail=clean(event.detail))
        case Command():
            return replace(
                event,
                word=clean(event.word, 40),
                argument=clean(event.argument),
                text=clean(event.text),
            )
        case Attachment():
            return replace(event, name=clean_file_name(event.name), caption=clean(event.caption))
        case _:
            return event


def _kept(character: str) -> str:
    if character in _KEPT_CONTROLS or character == _JOINER:
        return character
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case _:
            return character
