"""The command line: which commands there are, what each takes, and what is no such thing."""

import argparse
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from tram_bot import __version__
from tram_bot.commands.asked import PLAY_HOST, PLAY_PORT, Meaning

_DIGITS = 18
"""As many as every number of a row fits in."""
_OLDEST_YEAR = 2000
"""No request is older. Ours: a slip of the finger is not taken for a month without any."""


def parser() -> argparse.ArgumentParser:
    """What reads a command line."""
    parser = argparse.ArgumentParser(
        prog="tram-bot", description="Takes a company's problem to the right facility and centre."
    )
    parser.add_argument("--version", action="version", version=f"tram-bot {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--content",
        type=Path,
        metavar="DIR",
        help="another folder that holds intents/ and facility_catalogue/",
    )
    data = argparse.ArgumentParser(add_help=False, parents=[common])
    data.add_argument("--json", action="store_true", help="print JSON")
    of = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    talk = of.add_parser("chat", parents=[common], help="talk to the bot in this terminal")
    talk.add_argument("--language", metavar="CODE", help="speak this language, such as en")
    talk.add_argument("--fresh", action="store_true", help="begin a new conversation")
    talk.add_argument(
        "--record",
        type=Path,
        metavar="FILE",
        help="begin a new one, and save it as a conversation test",
    )

    need = of.add_parser("match", parents=[data], help="what fits a need")
    _text_or_batch(need)
    need.add_argument("--country", type=str.upper, metavar="CODE", help="such as PL")
    need.add_argument("--language", metavar="CODE", help="such as pl; without it, that of the text")
    need.add_argument("--limit", type=_positive, default=5, metavar="N")

    meaning = of.add_parser("understand", parents=[data], help="what a message means")
    _text_or_batch(meaning)

    of.add_parser(
        "learn",
        parents=[common],
        help="learn every language now, so that the next start need not",
    )
    _checking(of.add_parser("check", parents=[data], help="every problem of the content"))

    schema = of.add_parser(
        "schema", parents=[common], help="JSON Schemas of the content files, for editors"
    )
    schema.add_argument("--check", action="store_true", help="only say what is out of date")

    _catalogue(of.add_parser("catalogue", help="the facilities as a spreadsheet"), common)

    _leads_asked(of.add_parser("leads", help="the leads that are kept"), common, data)
    why = of.add_parser("explain", parents=[data], help="why a lead went where it went")
    why.add_argument("reference", metavar="REF")
    _confidential(why)

    _tests_asked(of.add_parser("test", parents=[data], help="replay conversation tests"))

    db = of.add_parser("db", help="look after the database")
    care = db.add_subparsers(dest="what", required=True, metavar="WHAT")
    backup = care.add_parser("backup", parents=[common], help="copy it, also while tram-bot runs")
    backup.add_argument("file", type=Path, metavar="FILE")

    move = care.add_parser("copy", parents=[common], help="a SQLite file into PostgreSQL")
    move.add_argument("file", type=Path, metavar="FILE")

    outbox = of.add_parser("outbox", help="what could not be delivered")
    doing = outbox.add_subparsers(dest="what", required=True, metavar="WHAT")
    doing.add_parser("list", parents=[data], help="one line each, and why")
    again = doing.add_parser("resend", parents=[common], help="send it again: all, or these")
    listed = _row_number("tram-bot outbox list")
    again.add_argument("ids", nargs="*", type=listed, metavar="ID")

    _inbox_parser(of.add_parser("inbox", parents=[data], help="what was not understood"))

    _draw_asked(of.add_parser("draw", parents=[common], help="the questionnaires, as pictures"))
    _report_asked(
        of.add_parser(
            "report", parents=[common], help="a month's numbers on a page, or a week's in a picture"
        )
    )

    of.add_parser("doctor", parents=[data], help="whether everything is set up")
    of.add_parser(
        "slack-manifest",
        parents=[common],
        help="the app as Slack has to know it, to be pasted there",
    )
    of.add_parser("run", parents=[common], help="talk to companies on every platform set up")
    tried = of.add_parser("play", parents=[common], help="try it out in a browser")
    tried.add_argument("--host", default=PLAY_HOST, help="the address to listen on")
    tried.add_argument("--port", type=_port, default=PLAY_PORT, metavar="N")
    return parser


def _row_number(listing: str) -> Callable[[str], int]:
    """What reads a number that a command has listed."""

    def read(text: str) -> int:
        if text.isdecimal() and len(text) <= _DIGITS:
            return int(text)
        raise argparse.ArgumentTypeError(f"{text!r} is no number out of '{listing}'")

    return read


def _concept(text: str) -> Meaning:
    """A concept by its kind and id. Raises argparse.ArgumentTypeError."""
    kind, slash, id = text.partition("/")
    if not (kind and slash and id):
        raise argparse.ArgumentTypeError(f"{text!r} is no KIND/ID, such as problems/corrosion")
    return Meaning(kind=kind, id=id)


def _intent(id: str) -> Meaning:
    return Meaning(id=id)


def _inbox_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", metavar="CODE", help="what was said in it only, such as pl")
    # Given before or after the word: what is not given after it must not take its place.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--content", type=Path, metavar="DIR", help="another content folder")
    listed = _row_number("tram-bot inbox")
    what = parser.add_subparsers(dest="what", metavar="WHAT")
    adopt = what.add_parser("adopt", parents=[common], help="have the bot understand one")
    adopt.add_argument("number", type=listed, metavar="NUMBER")
    meaning = adopt.add_mutually_exclusive_group(required=True)
    meaning.add_argument("--intent", type=_intent, metavar="ID", help="it is an example of this")
    meaning.add_argument(
        "--concept", type=_concept, metavar="KIND/ID", help="it is a term of the vocabulary"
    )
    adopt.add_argument("--text", metavar="WORDING", help="learn this instead of the message")
    dismiss = what.add_parser("dismiss", parents=[common], help="take out what need not be")
    dismiss.add_argument("numbers", nargs="+", type=listed, metavar="NUMBER")


def _checking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "github"), default="text")
    parser.add_argument("--fix", action="store_true", help="mend what needs no decision first")
    parser.add_argument("--deep", action="store_true", help="and examples the bot would mistake")
    parser.add_argument("--language", metavar="CODE", help="with --deep: its examples only")


def _catalogue(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    export = what.add_parser("export", parents=[common], help="into a template to be filled in")
    export.add_argument("file", type=Path, metavar="FILE", help="a new .xlsx or .csv file")
    export.add_argument("--country", type=str.upper, metavar="CODE", help="such as PL; else all")
    take = what.add_parser("import", parents=[common], help="out of a filled-in template")
    take.add_argument("file", type=Path, metavar="FILE", help="an .xlsx or .csv file")
    take.add_argument(
        "--into", type=Path, metavar="DIR", help="write what changes there, not into the content"
    )
    take.add_argument(
        "--encoding", metavar="NAME", help="of a .csv file that is not UTF-8, such as windows-1257"
    )


def _leads_asked(
    parser: argparse.ArgumentParser, common: argparse.ArgumentParser, data: argparse.ArgumentParser
) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    what.add_parser("list", parents=[data], help="one line each")
    show = what.add_parser("show", parents=[data], help="everything about one")
    show.add_argument("reference", metavar="REF")
    _confidential(show)
    export = what.add_parser("export", parents=[common], help="all of them, as a table or JSON")
    export.add_argument("--format", choices=("csv", "json"), required=True)
    _confidential(export)


def _confidential(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--confidential", action="store_true", help="with what companies told in confidence"
    )


def _tests_asked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    also = parser.add_mutually_exclusive_group()
    also.add_argument("--coverage", action="store_true", help="what no test touches, by line")
    also.add_argument(
        "--update", action="store_true", help="rewrite expected texts to what is said now"
    )
    parser.add_argument("--language", metavar="CODE", help="with --coverage: its texts only")


def _draw_asked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", default="en", metavar="CODE", help="of the questions")
    parser.add_argument(
        "--into", type=Path, default=Path(), metavar="DIR", help="else the current folder"
    )


def _report_asked(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--month", type=_month, metavar="MONTH", help="as 2026-10")
    which.add_argument(
        "--week", type=_week, metavar="WEEK", help="as 2026-W48: the desk's picture of it"
    )
    parser.add_argument(
        "--into", type=Path, metavar="FILE", help="a new .html or .pdf file, .png of a week"
    )
    parser.add_argument(
        "--language", metavar="CODE", help="of the names in it, and of all words of a week"
    )


def _text_or_batch(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("text", nargs="?", metavar="TEXT")
    which.add_argument("--batch", type=Path, metavar="FILE", help="a line each in, JSON out")


def _month(text: str) -> date:
    """The first day of a month as 2026-10. Raises argparse.ArgumentTypeError."""
    with suppress(ValueError):
        first = date.fromisoformat(f"{text}-01")
        if first.year >= _OLDEST_YEAR:
            return first
    raise argparse.ArgumentTypeError(
        f"{text!r} is no month since {_OLDEST_YEAR}; write it as 2026-10"
    )


def _week(text: str) -> date:
    """The Monday of a week as 2026-W48. Raises argparse.ArgumentTypeError."""
    with suppress(ValueError):
        monday = date.fromisoformat(f"{text}-1")
        if monday.year >= _OLDEST_YEAR and re.fullmatch("[0-9]{4}-W[0-9]{2}", text):
            return monday
    raise argparse.ArgumentTypeError(
        f"{text!r} is no week since {_OLDEST_YEAR}; write it as 2026-W48"
    )


def _port(text: str) -> int:
    """The number of a port; 0 is any free one. Raises argparse.ArgumentTypeError."""
    if text.isdecimal() and int(text[:6]) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; name a number from 0 to 65535")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
