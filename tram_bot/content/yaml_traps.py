"""What YAML's own complaints mean to somebody who only wanted to change a sentence."""

from collections.abc import Mapping
from types import MappingProxyType

_QUOTE = "put the whole text into double quotes"
_FITS_NOTHING = (
    "this fits nothing before it: text follows a closing quote or brace, or the indent is wrong",
    "put a text that begins with a quoted word or with '{' into single quotes as a whole, such as "
    '\'"Good" or "bad"\'; else check the indent',
)
"""What libyaml and PyYAML complain of in words of their own."""

_TRAPS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "mapping values are not allowed": (
            "a colon stands where none can",
            "put a text that holds ': ' into double quotes, and check that the lines of one block "
            "begin in the same column",
        ),
        "could not find expected ':'": (
            "this line is neither 'key: value' nor '- item'",
            "add the colon after the key, or indent the line so that it belongs to the text above",
        ),
        "did not find expected '-' indicator": (
            "a list stops here without going back to the column of its key",
            "begin every item of the list with '- ' in one column, and the next key further left",
        ),
        "block sequence entries are not allowed": (
            "a list item '- ' stands where none can",
            "put the list on the lines after its key, each item with '- ' in one column",
        ),
        "expected ',' or": (
            "a bracket is opened here and not closed",
            "close it with ']' (or '}') and put commas between its items",
        ),
        "did not find expected key": _FITS_NOTHING,
        "expected <block end>": _FITS_NOTHING,
        "cannot start any token": (
            "a text cannot begin with this character (@, ` and % mean something to YAML)",
            _QUOTE,
        ),
        "unexpected end of stream": (
            "a quotation mark is opened here and never closed",
            "close it, or put an apostrophe's text into double quotes",
        ),
        "unknown escape character": (
            "a backslash in double quotes has a special meaning",
            "write it twice, or put the text into single quotes",
        ),
        "did not find expected node content": (
            "a value is missing here, or a bracket is closed that was never opened",
            "write the value, or put a text that begins with this character into double quotes",
        ),
        "did not find expected alphabetic or numeric": (
            "a text cannot begin with '*' or '&'",
            _QUOTE,
        ),
        "did not find expected comment or line break": (
            "text follows '>' or '|' on the same line",
            "begin the text on the next line, indented",
        ),
        "did not find expected <document start>": (
            "this line begins further left than the first line of the file",
            "begin every top-level key in the first column",
        ),
        "undefined tag handle": (
            "a text cannot begin with '!'",
            _QUOTE,
        ),
        "directive": (
            "a line cannot begin with '%'",
            _QUOTE,
        ),
    }
)


def explained(complaint: str) -> tuple[str, str]:
    """What is wrong and how to mend it, from the parser's own words.

    >>> explained("did not find expected ',' or ']'")[0]
    'a bracket is opened here and not closed'
    """
    for sign, explanation in _TRAPS.items():
        if sign in complaint:
            return explanation
    return (
        f"this cannot be read as YAML ({complaint})",
        "compare the line with one of a file that works; a text with special characters goes "
        "into double quotes",
    )
