"""How a line of the log is written: nobody can forge one, and no word of a person's is in it.

What is logged on purpose holds ids and names of events. What an error says of itself may quote what
somebody wrote, as `invalid literal for int() with base 10: 'our secret'` does: a traceback tells
where, and of which kind the error was, and that is all.
"""

import logging
import traceback
from types import TracebackType

from tram_bot.text_layout import printable

FORMAT = "%(levelname)s %(name)s: %(message)s"
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LogLines(logging.Formatter):
    """One line for each record, with the places of an error below it."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

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
