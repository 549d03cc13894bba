"""What the command line does, one module a group of commands."""

from tram_bot.commands.catalogue import catalogue_export, catalogue_import
from tram_bot.commands.checking import check
from tram_bot.commands.doctor import doctor, slack_manifest
from tram_bot.commands.drawing import draw
from tram_bot.commands.explain import explain
from tram_bot.commands.inbox import inbox_adopt, inbox_dismiss, inbox_list
from tram_bot.commands.leads import leads_export, leads_list, leads_show
from tram_bot.commands.learners import learn, learner_of
from tram_bot.commands.lookup import match, schema, understand
from tram_bot.commands.playing import play
from tram_bot.commands.reporting import report
from tram_bot.commands.running import run
from tram_bot.commands.talking import chat
from tram_bot.commands.testing import test, test_coverage, test_update
from tram_bot.commands.upkeep import db_backup, db_copy, outbox_list, outbox_resend

__all__ = [
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
    "report",
    "run",
    "schema",
    "slack_manifest",
    "test",
    "test_coverage",
    "test_update",
    "understand",
]
