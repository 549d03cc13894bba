"""What the command line does, one module a group of commands; a module is imported when one of its
commands is asked for, as no command needs what all of them need together."""

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tram_bot.chat import Talk
    from tram_bot.commands.catalogue import catalogue_export, catalogue_import
    from tram_bot.commands.checking import check
    from tram_bot.commands.drawing import draw
    from tram_bot.commands.examining import doctor, slack_manifest
    from tram_bot.commands.explaining import explain
    from tram_bot.commands.inbox import inbox_adopt, inbox_dismiss, inbox_list
    from tram_bot.commands.leads import leads_export, leads_list, leads_show
    from tram_bot.commands.learners import learn, learner_of, reader_of
    from tram_bot.commands.lookup import match, schema, understand
    from tram_bot.commands.playing import play
    from tram_bot.commands.reporting import report, report_week
    from tram_bot.commands.running import run
    from tram_bot.commands.talking import chat
    from tram_bot.commands.testing import test, test_coverage, test_update
    from tram_bot.commands.upkeep import db_backup, db_copy, outbox_list, outbox_resend

__all__ = [
    "Talk",
    "catalogue_export",
    "catalogue_import",
    "chat",
    "check",
    "db_backup",
    "db_copy",
    "doctor",
    "draw",
    "explain",
    "inbox_adopt",
    "inbox_dismiss",
    "inbox_list",
    "leads_export",
    "leads_list",
    "leads_show",
    "learn",
    "learner_of",
    "match",
    "outbox_list",
    "outbox_resend",
    "play",
    "reader_of",
    "report",
    "report_week",
    "run",
    "schema",
    "slack_manifest",
    "test",
    "test_coverage",
    "test_update",
    "understand",
]

_HOMES = MappingProxyType(
    {
        "Talk": "tram_bot.chat",
        "catalogue_export": "tram_bot.commands.catalogue",
        "catalogue_import": "tram_bot.commands.catalogue",
        "chat": "tram_bot.commands.talking",
        "check": "tram_bot.commands.checking",
        "db_backup": "tram_bot.commands.upkeep",
        "db_copy": "tram_bot.commands.upkeep",
        "doctor": "tram_bot.commands.examining",
        "draw": "tram_bot.commands.drawing",
        "explain": "tram_bot.commands.explaining",
        "inbox_adopt": "tram_bot.commands.inbox",
        "inbox_dismiss": "tram_bot.commands.inbox",
        "inbox_list": "tram_bot.commands.inbox",
        "leads_export": "tram_bot.commands.leads",
        "leads_list": "tram_bot.commands.leads",
        "leads_show": "tram_bot.commands.leads",
        "learn": "tram_bot.commands.learners",
        "learner_of": "tram_bot.commands.learners",
        "reader_of": "tram_bot.commands.learners",
        "match": "tram_bot.commands.lookup",
        "outbox_list": "tram_bot.commands.upkeep",
        "outbox_resend": "tram_bot.commands.upkeep",
        "play": "tram_bot.commands.playing",
        "report": "tram_bot.commands.reporting",
        "report_week": "tram_bot.commands.reporting",
        "run": "tram_bot.commands.running",
        "schema": "tram_bot.commands.lookup",
        "slack_manifest": "tram_bot.commands.examining",
        "test": "tram_bot.commands.testing",
        "test_coverage": "tram_bot.commands.testing",
        "test_update": "tram_bot.commands.testing",
        "understand": "tram_bot.commands.lookup",
    }
)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
