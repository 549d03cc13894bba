"""Whether Telegram is set up: the token, and who gets the bot's messages."""

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from tram_bot.channels.telegram.connection import UNKNOWN_BOT, sign_in
from tram_bot.checkup import Finding, broken, fine, odd
from tram_bot.errors import SettingsError

_MANY_WAITING = 100
"""How many unheard messages are nothing to speak of. Ours."""


async def look(bot: Bot, webhook: str) -> list[Finding]:
    """Everything about Telegram; `webhook` is the address we are called at, "" for polling."""
    try:
        signed_in_as = await sign_in(bot)
        info = await bot.get_webhook_info()
    except (SettingsError, InvalidToken):
        name, _, why = UNKNOWN_BOT.partition(": ")
        return [broken(name, why)]
    except TelegramError as error:
        what = f"Telegram is out of reach ({type(error).__name__})"
        return [broken(what, "look at the network of this machine")]
    found = [fine(f"Telegram: the token is that of {signed_in_as}")]
    if webhook and info.url != webhook:
        what = f"Telegram: the webhook is {info.url or 'not set'}, not {webhook}"
        found.append(odd(what, "'tram-bot run' sets it when it starts"))
    elif not webhook and info.url:
        what = f"Telegram: a webhook is set ({info.url}), so nothing can be fetched"
        found.append(odd(what, "'tram-bot run' removes it when it starts"))
    else:
        how = f"to {webhook}" if webhook else "by polling"
        found.append(fine(f"Telegram: messages come {how}"))
    if info.last_error_message and webhook:
        what = f"Telegram: the last call of the webhook failed: {info.last_error_message}"
        found.append(odd(what, "is PUBLIC_URL reachable from outside, with a valid certificate?"))
    if info.pending_update_count > _MANY_WAITING:
        what = f"Telegram: {info.pending_update_count} messages wait to be heard"
        found.append(odd(what, "is 'tram-bot run' running?"))
    return found
