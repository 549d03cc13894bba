"""What the command line does, one module a group of commands."""

from tram_bot.commands.doctor import doctor, slack_manifest
from tram_bot.commands.leads import leads_export, leads_list, leads_show
from tram_bot.commands.learners import learn, learner_of
from tram_bot.commands.lookup import check, match, schema, understand
from tram_bot.commands.running import run
from tram_bot.commands.talking import chat, test
from tram_bot.commands.upkeep import db_backup, db_copy, outbox_list, outbox_resend

__all__ = [
    "chat",
    "check",
    "db_backup",
    "db_copy",
    "doctor",
    "leads_export",
    "leads_list",
    "leads_show",
    "learn",
    "learner_of",
    "match",
    "outbox_list",
    "outbox_resend",
    "run",
    "schema",
    "slack_manifest",
    "test",
    "understand",
]
