"""The emulated Slack of tests/slack."""

from tests.slack.conftest import anna, either_house, house, jonas, kasia, marek, server

__all__ = ["anna", "either_house", "house", "jonas", "kasia", "marek", "server"]
