"""Telegram brings updates to an address of ours, and hears 200 only after their turn is committed.

An update that is answered with anything else is brought again, with growing pauses
(https://core.telegram.org/bots/api#setwebhook: "in case of an unsuccessful request, we will give
up after a reasonable amount of attempts"). So what a crash or a locked database interrupts comes
again, and the event's id tells a turn that was committed already.

The secret that Telegram shows us with each update is derived from the bot's token. It is thus the
same after a restart and in every worker, there is nothing to configure or to leak beside the token,
and the token cannot be worked out from it.
"""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from http import HTTPStatus
from typing import Any
from weakref import WeakValueDictionary

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from telegram import Bot, Update
from telegram.error import BadRequest, InvalidToken, TelegramError

from tram_bot.channels.telegram.arriving import Arriving
from tram_bot.channels.telegram.calls import is_answer
from tram_bot.channels.telegram.connection import UNKNOWN_BOT, sign_in
from tram_bot.channels.telegram.settling import Settling
from tram_bot.channels.telegram.shapes import is_known
from tram_bot.channels.telegram.updates import WANTED
from tram_bot.errors import SettingsError
from tram_bot.pausing import Pausing
from tram_bot.ports import HELD
from tram_bot.reach import Reach

_log = logging.getLogger(__name__)

PATH = "/telegram"
"""Where below our public address Telegram brings updates."""
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_CONNECTIONS = 40
"""Updates brought at the same time; Telegram's default, and enough: the database takes one after
the other."""
_LITTLE = 20_000
"""Bytes of an update that is read at once: of a larger one the library may make objects for a
tenth of a second, and everybody else would wait. Ours."""
_COME_AGAIN = "5"
"""Seconds we ask for when an update cannot be taken now. Ours."""


def secret_of(token: str) -> str:
    """What Telegram is to show us with each update: 64 of the 256 characters that it takes."""
    return hmac.new(token.encode(), b"tram-bot webhook", hashlib.sha256).hexdigest()


_TAKEN_OVER = (
    "another program has taken over the messages of this bot; stop the other, or use a bot of its "
    "own here"
)


class Webhook:
    """The company side of Telegram, behind a public address."""

    def __init__(
        self,
        *,
        settling: Settling,
        reach: Reach,
        public_url: str,
        look_again: float,
        let_in: Callable[[], AbstractContextManager[bool]],
    ) -> None:
        """Nothing is called before `begin` or `run`. `public_url` has no slash at its end,
        `look_again` are the seconds between two looks at whether the webhook is still ours;
        `let_in` tells whether there is room for an update, and keeps its place."""
        self._bot = settling.channel.bot
        self._settling = settling
        self._reach = reach
        self._url = public_url + PATH
        self._secret = secret_of(self._bot.token)
        self._look_again = look_again
        self._let_in = let_in
        self._pausing = Pausing()
        self._arriving = Arriving(settling.settle, self._pausing)
        self._reading: WeakValueDictionary[int | None, asyncio.Lock] = WeakValueDictionary()
        self._begun = False
        self._last_error: datetime | None = None

    async def begin(self) -> str | None:
        """Sign in and say where updates are to be brought; returns the bot's name, or None while
        Telegram is out of reach, in which case `run` goes on trying.

        Raises SettingsError for a token that Telegram does not know, or an address it refuses.
        """
        try:
            name = await sign_in(self._bot)
            await self._register()
        except InvalidToken:
            raise SettingsError(UNKNOWN_BOT) from None
        except BadRequest as refused:
            raise SettingsError(
                f"PUBLIC_URL: Telegram does not bring messages to {self._url}: {refused.message}"
            ) from None
        except TelegramError as error:
            _log.warning("telegram out of reach: reason=%s", type(error).__name__)
            self._reach.lost()
            return None
        self._reach.found()
        self._pausing.reset()
        self._begun = True
        return name

    async def run(self) -> None:
        """See to it that updates keep coming until `stop` is called, and wait for those that
        are being handled. The webhook stays, so that Telegram keeps what comes meanwhile.

        Raises SettingsError if the token is withdrawn.
        """
        while not self._begun and not await self._pausing.stopped_after_pause():
            await self.begin()
        while not await self._pausing.stopped_within(self._look_again):
            await self._see_to_it()
        await self._arriving.all_settled()

    def stop(self) -> None:
        """Take in no more; `run` ends when the turns that have begun are committed."""
        self._pausing.stop()

    async def answer(self, request: Request) -> Response:
        """One update brought by Telegram, or something by somebody else."""
        shown = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self._secret.encode()):
            return self._refused(HTTPStatus.FORBIDDEN, "wrong_secret")
        if self._pausing.stopped:
            return self._later("stopping")
        with self._let_in() as has_room:
            # Before it is read, as what is sent away must not cost those who were let in.
            if has_room:
                return await self._handle(request)
        await self._pausing.stopped_within(HELD)
        return self._later("busy")

    async def _handle(self, request: Request) -> Response:
        try:
            body = await request.body()
            told = json.loads(body)
            id = _number(told["update_id"])
        except ClientDisconnect:
            return self._refused(HTTPStatus.BAD_REQUEST, "cut_off")
        except (ValueError, TypeError, KeyError, RecursionError):
            return self._refused(HTTPStatus.BAD_REQUEST, "unreadable")
        update = await self._read(told, len(body))
        if update is None:
            _log.error("update not understood: update=%d", id)
            self._settling.metrics.update_skipped(self._settling.channel.name)
            return PlainTextResponse("left out")
        if not await self._arriving.settled(update):
            return self._later("trouble")
        return PlainTextResponse("taken")

    async def _read(self, told: dict[str, Any], size: int) -> Update | None:
        """The update, once those are read that came from the same person before it; None for one
        of a shape that is not expected, as a newer Bot API may bring: it would be brought again
        and again, and keep others from coming."""
        if not is_known(told):
            return None
        in_turn = self._reading.setdefault(_sender_of(told), asyncio.Lock())
        async with in_turn:
            if size <= _LITTLE:
                return _parsed(told, self._bot)
            return await asyncio.to_thread(_parsed, told, self._bot)

    def _refused(self, status: HTTPStatus, reason: str) -> Response:
        """Said without a word of what was sent: it may be personal, or an attack on our logs."""
        _log.warning("request refused: door=%s reason=%s", PATH, reason)
        self._settling.metrics.request_refused(PATH, reason)
        return PlainTextResponse(status.phrase, status_code=status)

    def _later(self, reason: str) -> Response:
        self._settling.metrics.request_refused(PATH, reason)
        headers = {"Retry-After": _COME_AGAIN}
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return PlainTextResponse(status.phrase, status_code=status, headers=headers)

    async def _register(self) -> None:
        await self._bot.set_webhook(
            self._url,
            secret_token=self._secret,
            allowed_updates=WANTED,
            max_connections=_CONNECTIONS,
            drop_pending_updates=False,
        )

    async def _see_to_it(self) -> None:
        """Another program with the same token may have taken the webhook away, and nothing else
        would ever tell us: we should just hear no more."""
        try:
            found = await self._bot.get_webhook_info()
            self._reach.found()
            if found.last_error_date not in (None, self._last_error):
                self._last_error = found.last_error_date
                _log.warning("telegram could not reach us: reason=%s", found.last_error_message)
            if found.url != self._url:
                _log.error("webhook taken back: mend=%s", _TAKEN_OVER)
                await self._register()
        except InvalidToken:
            raise SettingsError(UNKNOWN_BOT) from None
        except TelegramError as error:
            _log.warning("webhook not looked at: reason=%s", type(error).__name__)
            if not is_answer(error):
                self._reach.lost()


def _number(id: object) -> int:
    """The number of an update. Raises TypeError for what JSON calls otherwise."""
    if type(id) is not int:
        raise TypeError("an update's number is a whole number")
    return id


def _sender_of(told: dict[str, Any]) -> int | None:
    """Who did something, by their number; None if that is not said."""
    done: dict[str, Any] = next((told[kind] for kind in WANTED if told.get(kind)), {})
    return done["from"]["id"] if done.get("from") else None


def _parsed(told: dict[str, Any], bot: Bot) -> Update | None:
    """The update, or None for one that the library cannot read."""
    try:
        return Update.de_json(told, bot)
    except Exception:
        return None
