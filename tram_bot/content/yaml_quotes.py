"""Quotation marks that are not closed, closed too early, never opened, or no quotes to YAML."""

import re
from collections.abc import Sequence

from tram_bot.content.document import Place
from tram_bot.content.yaml_complaint import Complaint, Stretch

QUOTES = ("'", '"')
"""What stands around a quoted text."""
MARKS = (*QUOTES, "“", "”", "’", "‘")
"""What a text ends with that was taken for quoted."""

_IN_BRACKETS = "',' or"
_OTHER_QUOTES = {
    '"': ("single", '\'"Good" or "bad"\''),
    "'": ("double", "\"'Good' or 'bad'\""),
}
_BEHIND_A_WORD = re.compile(r"\W.*")
_DOUBLE = re.compile(r'(?<![0-9¼½¾])"|[„“”]')
"""What opens or closes a quoted word; behind a figure `"` stands for inches."""
_STRAIGHT = '"'
_SINGLE_AT_END = re.compile(r"[.?!…]'$")
_WITHIN_A_WORD = re.compile(r"(?<=\w)'(?=\w)")
_OF_AN_EDITOR = re.compile(r"[„“”][^„“”\"{]*[“”]|[‘’‚][^‘’‚{]*[‘’]")
"""A text as a whole; with what is filled in it is a quotation."""


def misquoted(lines: Sequence[str], complaint: Complaint) -> tuple[Place, str, str] | None:
    """What is wrong with the quoted text behind which the parser stopped: where, what, and how to
    mend it. None if it did not stop right behind one, or if that is in order."""
    last = complaint.last
    if not last or not last.quote or last.end.line != complaint.place.line:
        return None
    line = lines[last.end.line - 1]
    between = line[last.end.column - 1 : complaint.place.column - 1]
    if between.strip():
        return None
    if last.begin.line < last.end.line:
        what = f"a quotation mark is opened here, and closed only in line {last.end.line}"
        return last.begin, what, f"close it where its text ends{_apostrophe(last)}"
    inside = line[last.begin.column : last.end.column - 2]
    behind = line[complaint.place.column - 1 :]
    if last.quote == "'" and _is_apostrophe(inside, between, behind):
        mark = Place(last.end.line, last.end.column - 1)
        word = f"{inside.split()[-1]}''{_BEHIND_A_WORD.sub('', behind) if not between else ''}"
        what = "this apostrophe ends the text, which begins with one as well"
        return mark, what, f"write it twice ({word}), or put the text into double quotes"
    in_brackets = _IN_BRACKETS in complaint.words
    if in_brackets and not between and inside.rstrip().endswith(","):
        what = "a quotation mark is opened here, and not closed before the next one"
        return last.begin, what, f"close it where its text ends{_apostrophe(last)}"
    if in_brackets:
        return None
    kind, sample = _OTHER_QUOTES[last.quote]
    what = "text follows a closing quote"
    mend = f"put the text into {kind} quotes as a whole, such as {sample}"
    return complaint.place, what, mend


def stray(text: str) -> tuple[str, str, str] | None:
    """A quotation mark that most probably was to be no letter of an unquoted text: the mark, what
    is wrong with it, and how to mend it. None if there is no such mark.

    >>> stray('what does it cost?"')[0], stray("“what does it cost?”")[0]
    ('"', '”')
    >>> stray('a 5" pipe'), stray('is it "ready"'), stray("the firms'")
    (None, None, None)
    """
    if _OF_AN_EDITOR.fullmatch(text):
        what = "these quotation marks are part of the text to YAML, and are shown with it"
        return text[-1], what, f"remove them, or write {_STRAIGHT} at both ends"
    is_odd = text.endswith(_STRAIGHT) and len(_DOUBLE.findall(text)) % 2
    mark = text[-1:] if is_odd and _DOUBLE.match(text, len(text) - 1) else ""
    if _SINGLE_AT_END.search(text) and _WITHIN_A_WORD.sub("", text).count("'") == 1:
        mark = "'"
    if not mark:
        return None
    what = "this quotation mark is part of the text, as none stands where the text begins"
    return mark, what, "remove it, or write one there, too"


def _is_apostrophe(inside: str, between: str, behind: str) -> bool:
    """Whether `'` stands at the end of a word or within one, and the text goes on behind it."""
    ends_a_word = inside[-1:].isalnum()
    return ends_a_word and (behind[:1].isalnum() if not between else "'" in behind)


def _apostrophe(last: Stretch) -> str:
    return "; write an apostrophe twice, or use double quotes" if last.quote == "'" else ""
