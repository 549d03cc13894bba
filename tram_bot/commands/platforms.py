"""Which platforms are set up, and what is said of those that are not."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.commands.edges import MakeDesk, Platform
from tram_bot.ports import Channel, Clock
from tram_bot.reach import Reach
from tram_bot.settings import SLACK_TOKEN, TELEGRAM_TOKEN, Settings
from tram_bot.slack.pacing import Pacing as SlackPacing


@dataclass(slots=True)
class SetUp:
    """The platforms that are set up, and a line for each that is not."""

    platforms: list[Platform] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def channels(self) -> dict[str, Channel]:
        """Where companies talk to us, by name."""
        return {each.name: each.channel for each in self.platforms if each.channel}

    def desk(self) -> MakeDesk | None:
        """Where centres do, if there is such a place."""
        return next((each.desk for each in self.platforms if each.desk), None)

    def reach(self) -> dict[str, Reach]:
        """Whether each platform answers."""
        return {each.name: each.reach for each in self.platforms}


@asynccontextmanager
async def set_up(
    settings: Settings,
    clock: Clock,
    pacing: Pacing,
    slack_pacing: SlackPacing,
    look_again: float,
) -> AsyncIterator[SetUp]:
    """Everything the settings name, disconnected in the end. Nothing is called yet."""
    # A platform's library takes its part of a second and of the memory, and is left out without it.
    found = SetUp()
    async with AsyncExitStack() as open_until_the_end:
        if settings.telegram:
            from tram_bot.commands.on_telegram import telegram  # noqa: PLC0415

            found.platforms.append(
                await open_until_the_end.enter_async_context(
                    telegram(settings.telegram, pacing, clock, look_again)
                )
            )
        else:
            found.left_out.append(f"Telegram: not started; {TELEGRAM_TOKEN} is not set.")
        if settings.slack:
            from tram_bot.commands.on_slack import slack  # noqa: PLC0415

            found.platforms.append(
                await open_until_the_end.enter_async_context(
                    slack(settings.slack, slack_pacing, clock)
                )
            )
        else:
            found.left_out.append(f"Slack: not started; {SLACK_TOKEN} is not set.")
        yield found
