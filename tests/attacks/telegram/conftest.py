"""The emulated Telegram of tests/telegram."""

from tests.telegram.conftest import anna, bot, house, kari, server

__all__ = ["anna", "bot", "house", "kari", "server"]
