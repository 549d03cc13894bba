"""What an admin or operator types; each command is a few lines that call a room."""

import argparse
import asyncio
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from tram_bot import __version__, chat, commands
from tram_bot.clock import SystemClock
from tram_bot.database import of_tries
from tram_bot.errors import ContentError, SettingsError
from tram_bot.log_lines import LogLines
from tram_bot.settings import Settings, read_settings
from tram_bot.text_layout import printable

_log = logging.getLogger(__name__)

WRONG_CONTENT = 1
"""Exit code when the content is wrong or a test fails."""
WRONG_SETTINGS = 2
"""Exit code when the operator has to change something."""
OUR_MISTAKE = 70
"""Exit code when the program itself is wrong: EX_SOFTWARE of sysexits.h."""
_DIGITS = 18
"""As many as every number of a row fits in."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    handler = logging.StreamHandler()
    handler.setFormatter(LogLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    asked = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        return _run(asked, settings, asked.content or settings.content)
    except ContentError as error:
        sys.stderr.write(f"{printable(str(error))}\n")
        return WRONG_CONTENT
    except SettingsError as error:
        sys.stderr.write(f"{printable(str(error))}\n")
        return WRONG_SETTINGS
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return 130
    except BrokenPipeError:
        return 0


def _run(asked: argparse.Namespace, settings: Settings, root: Path) -> int:
    match asked.command:
        case "chat":
            talk = chat.Talk(
                database=of_tries(settings.database),
                language=asked.language,
                fresh=asked.fresh,
                record=asked.record,
                colour=settings.colour,
            )
            return commands.chat(root, talk, SystemClock(), commands.learner_of(settings))
        case "match":
            return commands.match(
                root,
                asked.text,
                asked.batch,
                SystemClock().now().date(),
                country=asked.country,
                language=asked.language,
                limit=asked.limit,
                learner=commands.learner_of(settings),
                as_json=asked.json,
            )
        case "understand":
            return commands.understand(
                root,
                asked.text,
                asked.batch,
                SystemClock().now().date(),
                learner=commands.learner_of(settings),
                as_json=asked.json,
            )
        case "learn":
            return commands.learn(root, settings)
        case "check":
            return commands.check(root, form="json" if asked.json else asked.format)
        case "schema":
            return commands.schema(root, only_check=asked.check)
        case "leads":
            return _leads(asked, settings, root)
        case "test":
            return commands.test(root, asked.paths, as_json=asked.json)
        case "db" if asked.what == "copy":
            return commands.db_copy(asked.file, settings.database)
        case "db":
            return commands.db_backup(settings.database, asked.file)
        case "outbox" if asked.what == "list":
            return commands.outbox_list(settings.database, as_json=asked.json)
        case "outbox":
            return commands.outbox_resend(settings.database, asked.ids, SystemClock())
        case "doctor":
            return commands.doctor(root, settings, SystemClock(), as_json=asked.json)
        case "slack-manifest":
            return commands.slack_manifest(settings)
        case "run":
            return _serve(root, settings)
        case _:
            return WRONG_SETTINGS


def _serve(root: Path, settings: Settings) -> int:
    """Talk to companies until somebody stops it. A mistake of ours that ends it is logged like
    all others, as its own words may be somebody's."""
    try:
        asyncio.run(commands.run(root, settings, SystemClock()))
    except (ContentError, SettingsError):
        raise
    except Exception:
        _log.exception("run failed")
        return OUR_MISTAKE
    return 0


def _leads(asked: argparse.Namespace, settings: Settings, root: Path) -> int:
    match asked.what:
        case "list":
            return commands.leads_list(root, settings.database, as_json=asked.json)
        case "show":
            return commands.leads_show(
                root,
                settings.database,
                asked.reference,
                as_json=asked.json,
                confidential=asked.confidential,
            )
        case _:
            return commands.leads_export(
                root, settings.database, asked.format, confidential=asked.confidential
            )


def _row_number(text: str) -> int:
    """A number of a row. Raises argparse.ArgumentTypeError."""
    if text.isdecimal() and len(text) <= _DIGITS:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number out of 'tram-bot outbox list'")


def _parser() -> argparse.ArgumentParser:
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
    talk.add_argument("--record", type=Path, metavar="FILE", help="save as a conversation test")

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
    look = of.add_parser("check", parents=[data], help="every problem of the content")
    look.add_argument("--format", choices=("text", "json", "github"), default="text")

    schema = of.add_parser(
        "schema", parents=[common], help="JSON Schemas of the content files, for editors"
    )
    schema.add_argument("--check", action="store_true", help="only say what is out of date")

    leads = of.add_parser("leads", help="the leads that are kept")
    what = leads.add_subparsers(dest="what", required=True, metavar="WHAT")
    what.add_parser("list", parents=[data], help="one line each")
    show = what.add_parser("show", parents=[data], help="everything about one")
    show.add_argument("reference", metavar="REF")
    export = what.add_parser("export", parents=[common], help="all of them, as a table or JSON")
    export.add_argument("--format", choices=("csv", "json"), required=True)
    for each in (show, export):
        each.add_argument(
            "--confidential", action="store_true", help="with what companies told in confidence"
        )

    test = of.add_parser("test", parents=[data], help="replay conversation tests")
    test.add_argument("paths", nargs="*", type=Path, metavar="PATH")

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
    again.add_argument("ids", nargs="*", type=_row_number, metavar="ID")

    of.add_parser("doctor", parents=[data], help="whether everything is set up")
    of.add_parser(
        "slack-manifest",
        parents=[common],
        help="the app as Slack has to know it, to be pasted there",
    )
    of.add_parser("run", parents=[common], help="talk to companies on every platform set up")
    return parser


def _text_or_batch(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("text", nargs="?", metavar="TEXT")
    which.add_argument("--batch", type=Path, metavar="FILE", help="a line each in, JSON out")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
