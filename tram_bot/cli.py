"""What an admin or operator types; each command is a few lines that call a room."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tram_bot import commands
from tram_bot.arguments import parser
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

_ON_PLATFORMS = ("run", "doctor", "slack-manifest")
"""Commands that have to do with Telegram, with Slack or with our address: all others do without
those settings, and are used where they are not whole, as by a process beside the served one."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    handler = logging.StreamHandler()
    handler.setFormatter(LogLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    asked = parser().parse_args(arguments)
    try:
        settings = read_settings(platforms=asked.command in _ON_PLATFORMS)
        code = _run(asked, settings, asked.content or settings.content)
        sys.stdout.flush()  # here, where it is noticed that nobody reads on
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
        # What is left in the buffer would fail once more when Python ends:
        # https://docs.python.org/3/library/signal.html#note-on-sigpipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _run(asked: argparse.Namespace, settings: Settings, root: Path) -> int:
    match asked.command:
        case "chat":
            talk = commands.Talk(
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
            return _check(asked, settings, root)
        case "schema":
            return commands.schema(root, only_check=asked.check)
        case "catalogue" if asked.what == "export":
            return commands.catalogue_export(root, asked.file, asked.country)
        case "catalogue":
            return commands.catalogue_import(root, asked.file, asked.into, asked.encoding)
        case "leads":
            return _leads(asked, settings, root)
        case "explain":
            return commands.explain(
                root,
                settings.database,
                asked.reference,
                learner=commands.learner_of(settings),
                as_json=asked.json,
                confidential=asked.confidential,
            )
        case "test":
            return _test(asked, settings, root)
        case "db" if asked.what == "copy":
            return commands.db_copy(asked.file, settings.database)
        case "db":
            return commands.db_backup(settings.database, asked.file)
        case "inbox":
            return _inbox(asked, settings, root)
        case "outbox" if asked.what == "list":
            return commands.outbox_list(settings.database, as_json=asked.json)
        case "outbox":
            return commands.outbox_resend(settings.database, asked.ids, SystemClock())
        case "draw":
            return commands.draw(root, asked.language, asked.into, commands.reader_of(settings))
        case "report" if asked.week:
            return commands.report_week(
                root,
                settings.database,
                asked.week,
                SystemClock().now(),
                learner=commands.reader_of(settings),
                into=asked.into,
                language=asked.language,
            )
        case "report":
            return commands.report(
                root,
                settings.database,
                asked.month,
                SystemClock().now(),
                learner=commands.reader_of(settings),
                into=asked.into,
                language=asked.language,
            )
        case "doctor":
            return commands.doctor(root, settings, SystemClock(), as_json=asked.json)
        case "slack-manifest":
            return commands.slack_manifest(settings)
        case "run":
            return _serve(root, settings)
        case "play":
            return commands.play(root, settings, SystemClock(), host=asked.host, port=asked.port)
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


def _check(asked: argparse.Namespace, settings: Settings, root: Path) -> int:
    if asked.language and not asked.deep:
        raise SettingsError("--language goes with --deep: it says whose examples to try")
    return commands.check(
        root,
        SystemClock().now().date(),
        form="json" if asked.json else asked.format,
        fix=asked.fix,
        deep=commands.learner_of(settings) if asked.deep else None,
        language=asked.language,
    )


def _leads(asked: argparse.Namespace, settings: Settings, root: Path) -> int:
    match asked.what:
        case "list":
            return commands.leads_list(root, settings.database, as_json=asked.json)
        case "show":
            return commands.leads_show(
                root,
                settings.database,
                asked.reference,
                learner=commands.reader_of(settings),
                as_json=asked.json,
                confidential=asked.confidential,
            )
        case _:
            return commands.leads_export(
                root,
                settings.database,
                asked.format,
                learner=commands.reader_of(settings),
                confidential=asked.confidential,
            )


def _test(asked: argparse.Namespace, settings: Settings, root: Path) -> int:
    if asked.language and not asked.coverage:
        raise SettingsError("--language goes with --coverage: it says whose texts to look for")
    paths, learner = asked.paths, commands.learner_of(settings)
    if asked.coverage:
        return commands.test_coverage(root, paths, learner, asked.language, as_json=asked.json)
    if asked.update:
        return commands.test_update(root, paths, learner, as_json=asked.json)
    return commands.test(root, paths, learner, as_json=asked.json)


def _inbox(asked: argparse.Namespace, settings: Settings, root: Path) -> int:
    match asked.what:
        case "adopt":
            return commands.inbox_adopt(
                root,
                settings.database,
                asked.number,
                asked.intent or asked.concept,
                wording=asked.text or "",
                learner=commands.learner_of(settings),
                clock=SystemClock(),
            )
        case "dismiss":
            return commands.inbox_dismiss(settings.database, asked.numbers, SystemClock())
        case _:
            return commands.inbox_list(settings.database, asked.language, as_json=asked.json)
