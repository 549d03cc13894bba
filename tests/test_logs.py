"""One form for all that is logged, a line each, and no word of a person's in it."""

import ast
import asyncio
import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tram_bot.log_lines import LogLines

FORM = re.compile(r"[a-z][a-z ]*[a-z](: \w+=%[sd](?: \w+=%[sd])*)?")
"""The name of an event, and then what it is about: `put off: row=%d kind=%s`."""


def logged(path: Path) -> Iterator[tuple[int, str]]:
    """Every text that a file logs, with its line; "" for one that is not written out there."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "_log"
        ):
            first = node.args[0]
            is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
            yield node.lineno, str(first.value) if is_text else ""  # type: ignore[attr-defined]


def test_everything_is_logged_in_one_form(root: Path) -> None:
    texts = [
        (path.relative_to(root), line, text)
        for path in sorted((root / "tram_bot").rglob("*.py"))
        for line, text in logged(path)
    ]
    assert len(texts) > 40
    assert [each for each in texts if not FORM.fullmatch(each[2])] == []


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What stands in the log, as the program writes it."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(LogLines())
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)


def test_a_value_of_several_words_ends_where_it_ends(log: io.StringIO) -> None:
    logger = logging.getLogger("tram_bot.example")
    logger.warning("put off: row=%d reason=%s kind=%s", 17, 'the disk is "full"\nx=1', "say")
    assert log.getvalue() == (
        'WARNING tram_bot.example: put off: row=17 reason="the disk is \\"full\\"\\nx=1" kind=say\n'
    )


async def test_an_error_that_nobody_waited_for_is_not_quoted(log: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    error = ValueError("Zyxwordmark")
    loop.call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": error}
    )
    assert "Task exception was never retrieved" in log.getvalue()
    assert "builtins.ValueError" in log.getvalue()
    assert "Zyxwordmark" not in log.getvalue()
