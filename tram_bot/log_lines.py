"""How a line of the log is written: nobody can forge one, and no word of a person's is in it.

What is logged on purpose is the name of an event and ids, as `put off: row=17 kind=say`: a value of
several words stands in quotation marks. What an error says of itself may quote what
somebody wrote, as `invalid literal for int() with base 10: 'our secret'` does: a traceback tells
where, and of which kind the error was, and that is all.
"""

import json
import logging
import traceback
from copy import copy
from types import TracebackType

from tram_bot.text_layout import printable

FORMAT = "%(levelname)s %(name)s: %(message)s"
_OURS = "tram_bot"
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LogLines(logging.Formatter):
    """One line for each record, with the places of an error below it."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line. Of what a library logs only the first line is taken: what asyncio
        says of an error that nobody waited for shows the error itself below it."""
        ours = copy(record)
        ours.exc_text = None  # another formatter's, who may have quoted the error
        if record.name.partition(".")[0] == _OURS:
            if isinstance(record.args, tuple):
                ours.args = tuple(_quoted(each) for each in record.args)
        else:
            ours.msg, ours.args = record.getMessage().partition("\n")[0], None
        return super().format(ours)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """The line, whose line breaks and other control characters are shown and not obeyed."""
        return printable(super().formatMessage(record)).replace("\n", "\\n")

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - the library's name
        """Where it was raised, and what led to it, each by its kind alone."""
        parts: list[str] = []
        error, seen = ei[1], set[int]()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            kind = type(error)
            places = "".join(traceback.format_tb(error.__traceback__))
            parts.insert(0, f"{places}{kind.__module__}.{kind.__qualname__}")
            unsaid = None if error.__suppress_context__ else error.__context__
            error = error.__cause__ or unsaid
        return "\nwhich led to\n".join(parts)


def _quoted(value: object) -> object:
    """A value that ends where it seems to end.

    >>> _quoted("no word"), _quoted("say"), _quoted(17)
    ('"no word"', 'say', 17)
    """
    if not isinstance(value, int | float) and any(c in ' "=' for c in str(value)):
        return json.dumps(str(value), ensure_ascii=False)
    return value
