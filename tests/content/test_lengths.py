"""What stands where there is little room is known by key, with the room that its channel has."""

from tram_bot.content.checks_lengths import ROOM
from tram_bot.core import limits
from tram_bot.core.phrase_keys import KEYS
from tram_bot.slack import blocks


def test_every_button_is_measured_and_nothing_that_is_not_there() -> None:
    assert ROOM.keys() <= KEYS.keys()
    assert {key for key in KEYS if key.startswith(("button_", "desk_button_"))} <= ROOM.keys()


def test_the_limits_are_those_that_slack_cuts_at() -> None:
    assert limits.BUTTON_LABEL == blocks.BUTTON == blocks.OPTION
    assert limits.HEADER == blocks.HEADER
    assert limits.FORM_WORDS == blocks.TITLE
