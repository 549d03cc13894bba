"""The commands that Telegram lists beside the field where people type."""

import logging
import re
from collections.abc import Callable, Mapping

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.constants import BotCommandLimit
from telegram.error import BadRequest, TelegramError

from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.errors import TryLater

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


class Menu:
    """The commands that Telegram lists in each language."""

    def __init__(self, bot: Bot, content: Callable[[], Content]) -> None:
        """Nothing is called yet."""
        self._bot = bot
        self._content = content
        self._shown: dict[Language | None, tuple[BotCommand, ...]] = {}

    async def show(self) -> None:
        """Have Telegram list the commands of the moment, where they are others than it was last
        told, and none in a language that is not offered, which it would list for ever.

        Raises TelegramError if it is out of reach. One that it refuses is left out: the bot works
        without.
        """
        for code, commands in self._wanted().items():
            if self._shown.get(code) != commands:
                await self._show(code, commands)
                self._shown[code] = commands

    async def show_again(self) -> None:
        """The same while the program runs. Raises TryLater if Telegram is out of reach."""
        try:
            await self.show()
        except TelegramError as error:
            # Of a token that is withdrawn whoever fetches messages tells.
            raise TryLater(type(error).__name__) from None

    def _wanted(self) -> Mapping[Language | None, tuple[BotCommand, ...]]:
        """The commands to be listed by language, and under None for everybody else's. There are
        none for what was shown and is gone, nor for a language that is listed and not offered:
        another start of the program may have shown it."""
        content = self._content()
        wanted: dict[Language | None, tuple[BotCommand, ...]] = dict.fromkeys(
            (*self._shown, *content.phrasebook.languages), ()
        )
        wanted |= {code: commands_of(content, code) for code in content.languages}
        return wanted | {None: commands_of(content, _ELSE)}

    async def _show(self, code: Language | None, commands: tuple[BotCommand, ...]) -> None:
        scope = BotCommandScopeAllPrivateChats()
        try:
            if commands:
                await self._bot.set_my_commands(commands, scope=scope, language_code=code)
            else:
                await self._bot.delete_my_commands(scope=scope, language_code=code)
        except BadRequest as refused:
            _log.warning("menu refused: language=%s reason=%s", code, refused.message)
