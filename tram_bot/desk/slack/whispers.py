"""What one person of the staff is told, seen by nobody else."""

from typing import Any

from tram_bot.core.effects import Whisper
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.desk.slack.card import handle_of
from tram_bot.desk.slack.desks import user_of
from tram_bot.slack import blocks as kit
from tram_bot.slack.calling import NO_PREVIEWS, SlackRefused, called
from tram_bot.slack.connection import Slack
from tram_bot.slack.escaping import escaped

HELD = "held"
"""The block of the buttons below a reply that was held; the decision is each one's action id."""


async def whisper(
    slack: Slack, whispered: Whisper, lead: Lead, centre: CentreId, place: tuple[str, str]
) -> str:
    """Tell it in a channel, or a thread of it; returns the place of what Slack does not forget by
    itself, else "". Raises SlackRefused and TryLater."""
    channel, thread = place
    blocks = kit.sections(whispered.text)
    if whispered.choices:
        value = f"{handle_of(lead, centre)}|{whispered.choices.message}"
        buttons = [
            kit.button(label, decision, value) for decision, label in whispered.choices.labels
        ]
        blocks.extend(kit.actions(buttons, HELD))
    said: dict[str, Any] = {"text": escaped(whispered.text), "blocks": blocks}
    user = user_of(whispered.to)
    try:
        await called(
            slack.client.chat_postEphemeral(
                channel=channel,
                user=user,
                thread_ts=(thread or None) if whispered.in_thread else None,
                **said,
            )
        )
    except SlackRefused as refused:
        if refused.error != "user_not_in_channel":
            raise
        # They did it from the app's page, or a channel that the desk has left: there is no place of
        # their own but a direct message.
        opened = await called(slack.client.conversations_open(users=user))
        there = opened["channel"]["id"]
        answer = await called(slack.client.chat_postMessage(channel=there, **NO_PREVIEWS, **said))
        return f"{there}:{answer['ts']}"
    return ""
