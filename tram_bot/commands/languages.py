"""A language that somebody names on the command line."""

from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.errors import SettingsError


def known_language(content: Content, language: Language | None) -> None:
    """Raises SettingsError unless there are words in that language, or none is named."""
    if language and language not in content.languages:
        known = ", ".join(content.languages)
        raise SettingsError(f"--language: there are no words in '{language}'; name one of {known}")
