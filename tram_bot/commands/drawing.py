"""`draw`: pictures of the questionnaires and of who gets a lead."""

from collections.abc import Iterator
from pathlib import Path

from tram_bot import serving
from tram_bot.commands.languages import known_language
from tram_bot.commands.printing import emit
from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.drawings.questionnaire import questionnaire_drawing
from tram_bot.drawings.routing import routing_drawing
from tram_bot.errors import SettingsError
from tram_bot.learning.learner import Learner


def draw(root: Path, language: Language, into: Path, learner: Learner) -> int:
    """Draw every questionnaire, and the routing, into a folder, in the place of what was drawn
    there before. Raises SettingsError and ContentError."""
    content = serving.read_content(root, learner)
    known_language(content, language)
    try:
        into.mkdir(parents=True, exist_ok=True)
        for name, picture in _pictures(content, language):
            (into / name).write_bytes(picture)
            emit(f"{into / name} written")
    except OSError as error:
        raise SettingsError(f"cannot write into {into}: {error.strerror}; name a folder") from error
    return 0


def _pictures(content: Content, language: Language) -> Iterator[tuple[str, bytes]]:
    for id in content.questionnaires:
        yield f"questionnaire-{id}.{language}.svg", questionnaire_drawing(content, id, language)
    yield "routing.svg", routing_drawing(content, language)
