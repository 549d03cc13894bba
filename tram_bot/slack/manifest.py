"""The app as Slack has to know it: https://docs.slack.dev/reference/app-manifest"""

from typing import Any

SCOPES: tuple[tuple[str, str], ...] = (
    ("app_mentions:read", "to answer whoever mentions the bot in a channel"),
    ("channels:history", "threads of leads, and finding a card again"),
    ("channels:read", "who sits at a centre's desk"),
    ("chat:write", "cards, threads, replies"),
    ("commands", "/tram"),
    ("files:read", "files that companies and staff send"),
    ("files:write", "files into threads and chats"),
    ("groups:history", "the same as channels:history, in private channels"),
    ("groups:read", "the same as channels:read, for private channels"),
    ("im:history", "what companies write to the bot"),
    ("im:read", "whose direct messages they are"),
    ("im:write", "telling staff something in a direct message"),
    ("reactions:write", "marking what left the house"),
    ("users:read", "names, and the language of somebody's Slack"),
)
"""What the bot may do, and what for: https://docs.slack.dev/reference/scopes"""

EVENTS = (
    "app_home_opened",
    "app_mention",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
)
"""What the bot hears: https://docs.slack.dev/reference/events"""

_USAGE = "leads | lead BT-PL-26-0042 | find TEXT | stats | blocked | help"


def manifest(address: str | None) -> dict[str, Any]:
    """The manifest for requests to a public address (with its path), or for Socket Mode (None)."""
    command: dict[str, Any] = {
        "command": "/tram",
        "description": "Requests of your centre, and the facilities",
        "usage_hint": _USAGE,
        "should_escape": True,
    }
    events: dict[str, Any] = {"bot_events": list(EVENTS)}
    interactivity: dict[str, Any] = {"is_enabled": True}
    if address:
        command["url"] = events["request_url"] = interactivity["request_url"] = address
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "tram-bot",
            "description": "Takes a company's problem to the right facility and national centre",
            "background_color": "#0a4d68",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "tram-bot", "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": [scope for scope, _ in SCOPES]}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }
