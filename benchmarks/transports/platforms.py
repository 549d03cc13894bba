"""The emulated Telegram and Slack that the program stands between, and the centres' channels."""

import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.emulators.slack.server import SlackServer, slack_server
from tests.emulators.slack.state import BOT_TOKEN, SECRET, Channel
from tests.emulators.telegram import TOKEN, TelegramServer, telegram_server

PUBLIC = "https://tram.example.org"
"""Something there ends https, and passes on to the program's port."""
CENTRES = ("de", "dk", "se", "fi", "ee", "lv", "lt", "pl", "lead-desk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Platforms:
    """Both of them, and where the program is to listen."""

    telegram: TelegramServer
    slack: SlackServer
    port: int
    channels: Mapping[str, Channel] = field(default_factory=dict)
    """By centre."""

    def environ(self, database: Path) -> dict[str, str]:
        """The settings by which the program finds all of this. Nobody is asked to wait for having
        sent much, as all of it comes from few; how much may wait at the same time is as it is."""
        return {
            "TRAM_BOT_DATABASE": str(database),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.telegram.address,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{self.slack.address}/api/",
            "PUBLIC_URL": PUBLIC,
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "TRAM_BOT_SENDER_BURST": "1000000",
            "TRAM_BOT_SENDER_PER_MINUTE": "1000000",
            "TRAM_BOT_NEWCOMERS_PER_HOUR": "1000000",
            **{
                f"SLACK_CHANNEL_{centre.upper().replace('-', '_')}": channel.id
                for centre, channel in self.channels.items()
            },
        }


@asynccontextmanager
async def platforms() -> AsyncIterator[Platforms]:
    """Both, on loopback, with a channel for each centre."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    async with telegram_server() as telegram, slack_server() as slack:
        telegram.webhook.proxies[PUBLIC] = f"http://127.0.0.1:{port}"
        slack.delivery.url = f"http://127.0.0.1:{port}/slack"
        channels = {
            centre: slack.channel(f"C0{centre.upper().replace('-', '')}", name=f"tram-{centre}")
            for centre in CENTRES
        }
        yield Platforms(telegram=telegram, slack=slack, port=port, channels=channels)
