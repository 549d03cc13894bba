"""The commands that Telegram lists beside the field where people type."""

import logging
import re

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.constants import BotCommandLimit
from telegram.error import BadRequest

from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language

_log = logging.getLogger(__name__)

_ALLOWED = re.compile(r"[a-z0-9_]{1,32}")
"""https://core.telegram.org/bots/api#botcommand"""
_ELSE = "en"
"""What those see whose language we have no words in."""


def commands_of(content: Content, language: Language) -> tuple[BotCommand, ...]:
    """The slash words in that language with what they do, in the order of the content.

    A word that Telegram's menu cannot show still works when typed.
    """
    commands = []
    for intent in content.intents.values():
        words = intent.words.by_language.get(language)
        word = next((w for w in words.slash if _ALLOWED.fullmatch(w)), "") if words else ""
        if words and word:
            commands.append(BotCommand(word, words.label[: BotCommandLimit.MAX_DESCRIPTION]))
    return tuple(commands[: BotCommandLimit.MAX_COMMAND_NUMBER])


async def show_menu(bot: Bot, content: Content) -> None:
    """Have Telegram list the commands in each language.

    Raises TelegramError if it is out of reach. One that it refuses is left out: the bot works
    without.
    """
    for language in content.languages:
        commands = commands_of(content, language)
        for code in (language, *([None] if language == _ELSE else [])):
            try:
                await bot.set_my_commands(
                    commands, scope=BotCommandScopeAllPrivateChats(), language_code=code
                )
            except BadRequest as refused:
                _log.warning("menu refused: language=%s reason=%s", code, refused.message)
