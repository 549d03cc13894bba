"""The commands that Telegram lists beside the field where people type."""

import asyncio
import logging
import re
from collections.abc import Callable, Mapping

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.constants import BotCommandLimit
from telegram.error import BadRequest, RetryAfter, TelegramError

from tram_bot.channels.telegram.connection import pause_of
from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.pausing import Pausing

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
    """The commands that Telegram lists in each language. The bot works without them."""

    def __init__(self, bot: Bot, content: Callable[[], Content]) -> None:
        """Nothing is called before `run`."""
        self._bot = bot
        self._content = content
        self._shown: dict[Language | None, tuple[BotCommand, ...]] = {}
        self._pausing = Pausing()
        self._renewed = asyncio.Event()

    async def run(self) -> None:
        """Have Telegram list the commands, and again after each `renew`, until this is cancelled.
        What it does not take is tried again, after as long a pause as it asks for."""
        while True:
            if await self._is_shown():
                await self._renewed.wait()
            self._renewed.clear()

    def renew(self) -> None:
        """Other commands may be wanted: have them listed."""
        self._renewed.set()

    async def _is_shown(self) -> bool:
        """Whether Telegram lists what is wanted; if not, there has been a pause."""
        try:
            await self._show()
        except RetryAfter as slow:
            _log.warning("menu not shown yet: wait=%d", pause_of(slow))
            await self._pausing.stopped_within(pause_of(slow))
            return False
        except TelegramError as error:
            # Of a token that is withdrawn whoever takes messages in tells.
            _log.warning("menu not shown yet: reason=%s", type(error).__name__)
            await self._pausing.stopped_after_pause()
            return False
        except Exception:
            # Ours, and nothing that would be better for being tried again.
            _log.exception("menu not shown")
        self._pausing.reset()
        return True

    async def _show(self) -> None:
        """Have Telegram list the commands of the moment, where they are others than it was last
        told, and none in a language that is not offered, which it would list for ever.

        Raises TelegramError for the first that it does not take now. One that it refuses is left
        out.
        """
        for code, commands in self._wanted().items():
            if self._shown.get(code) != commands:
                await self._list(code, commands)
                self._shown[code] = commands

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

    async def _list(self, code: Language | None, commands: tuple[BotCommand, ...]) -> None:
        scope = BotCommandScopeAllPrivateChats()
        try:
            if commands:
                await self._bot.set_my_commands(commands, scope=scope, language_code=code)
            else:
                await self._bot.delete_my_commands(scope=scope, language_code=code)
        except BadRequest as refused:
            _log.warning("menu refused: language=%s reason=%s", code, refused.message)
