"""Texts in the cells of a spreadsheet, which shall show them and never compute them."""

import re

_STARTS = r"[=+\-@＝＋－＠﹦﹢﹣﹫−]"
_QUOTES = "\"'`“”„‘’"
_FORMULA = re.compile(
    rf"\A(?=[\s{_QUOTES}]*{_STARTS})|(?<=[;\t\r\n])(?=[ \u00a0{_QUOTES}]*{_STARTS})"
)
"""What a spreadsheet takes for the beginning of a formula: also in letters of full width, behind
blanks and quotation marks, and in the midst of a text, where a spreadsheet that parts cells at
semicolons or tabs would begin a cell of its own."""
_MADE_HARMLESS = re.compile(
    rf"\A'(?=[\s{_QUOTES}]*{_STARTS})|(?<=[;\t\r\n])'(?=[ \u00a0{_QUOTES}]*{_STARTS})"
)


def harmless(value: str) -> str:
    """The text as a spreadsheet shows it, never computes it.

    >>> harmless("=1+1"), harmless("steel; =1+1"), harmless("5 - 6 mm")
    ("'=1+1", "steel;' =1+1", '5 - 6 mm')
    """
    return _FORMULA.sub("'", value)


def as_before_harmless(value: str) -> str:
    """The text that was made harmless.

    >>> as_before_harmless("'=1+1"), as_before_harmless("steel;' =1+1"), as_before_harmless("'a'")
    ('=1+1', 'steel; =1+1', "'a'")
    """
    return _MADE_HARMLESS.sub("", value)
