"""Printing for people and for scripts."""

import json
import sys

from tram_bot.text_layout import printable


def emit(line: str) -> None:
    """One line on standard output, in which nothing steers the terminal."""
    sys.stdout.write(f"{printable(line)}\n")


def emit_json(value: object) -> None:
    """A JSON document on standard output, in characters people can read."""
    emit(json.dumps(value, ensure_ascii=False, indent=2, default=str))
