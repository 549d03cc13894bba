"""What the command line does, one module a group of commands."""

from tram_bot.commands.doctor import doctor, slack_manifest
from tram_bot.commands.leads import leads_export, leads_list, leads_show
from tram_bot.commands.lookup import check, match, understand
from tram_bot.commands.running import run
from tram_bot.commands.talking import chat, test

__all__ = [
    "chat",
    "check",
    "doctor",
    "leads_export",
    "leads_list",
    "leads_show",
    "match",
    "run",
    "slack_manifest",
    "test",
    "understand",
]
