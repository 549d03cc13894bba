"""The program, ready to be started at once: `python -m tests.chaos.zygote`.

Everything is imported and read before; a line on standard input forks a process that runs, as
`tram-bot run` does, until somebody kills it. Its number goes to standard output, and once it is
dead, so does a word.
"""

import asyncio
import os
import sys
from pathlib import Path

from tram_bot import app
from tram_bot.channels.telegram.pacing import Pacing
from tram_bot.clock import SystemClock
from tram_bot.commands.running import serve
from tram_bot.core.content import Content
from tram_bot.settings import Settings, read_settings
from tram_bot.slack.pacing import Pacing as SlackPacing


def say(line: str) -> None:
    """One line to whoever started this."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def live(content: Content, settings: Settings) -> None:
    """Run for ever; nobody waits a second between two messages."""
    await serve(
        content,
        settings,
        SystemClock(),
        asyncio.Event(),
        pacing=Pacing(per_chat=0),
        slack_pacing=SlackPacing(per_channel=0),
        tell=lambda _: None,
    )


def main() -> None:
    """Give birth whenever a line comes, one at a time."""
    settings = read_settings()
    content = app.build_content(Path(settings.content))
    say("ready")
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            try:
                asyncio.run(live(content, settings))
            finally:
                os._exit(3)
        say(str(child))
        _, status = os.waitpid(child, 0)
        say(f"dead {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
