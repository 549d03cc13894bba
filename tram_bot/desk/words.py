"""What is said at a centre's desk, in the language its staff work in."""

from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead_card import working_language


class Words:
    """The phrases of one centre's working language."""

    def __init__(self, content: Content, centre: CentreId) -> None:
        self._book = content.phrasebook
        self.language = working_language(content, centre)

    def __call__(self, key: str, /, **values: str) -> str:
        """A phrase, its placeholders filled."""
        return self._book.say(key, self.language, **values)
