"""Where in the YAML something that the bot said is written."""

from collections.abc import Sequence
from pathlib import Path

from tram_bot.content import yaml_source
from tram_bot.content.document import Document
from tram_bot.content.document import Path as Way
from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language


class Places:
    """Looks for phrases, intents and questions in the files as they are on the disk."""

    def __init__(self, root: Path) -> None:
        """`root` holds `intents/`."""
        self._root = root
        self._read: dict[Path, tuple[int, Document | None]] = {}

    def of_phrase(self, key: str, languages: Sequence[Language]) -> str:
        """Where a phrase is written, as file:line, in the first of these languages that has it;
        "" for nowhere."""
        files = (Path("intents", "phrases", f"{each}.yaml") for each in languages)
        return next(filter(None, (self._at(file, ("phrases", key)) for file in files)), "")

    def of_intent(self, content: Content, id: str, language: Language) -> str:
        """Where the words of an intent are written, as file:line; "" for nowhere."""
        intent = content.intents.get(id)
        return self._in_topic(intent.topic, language, ("intents", id)) if intent else ""

    def of_question(self, content: Content, questionnaire: str, id: str, language: Language) -> str:
        """Where the words of a question are written, as file:line; "" for nowhere."""
        topics = (
            each.topic for each in content.intents.values() if each.questionnaire == questionnaire
        )
        way = ("questionnaire", "questions", id)
        return next((self._in_topic(topic, language, way) for topic in topics), "")

    def _in_topic(self, topic: str, language: Language, way: Way) -> str:
        spoken = self._at(Path("intents", topic, f"{language}.yaml"), way)
        return spoken or self._at(Path("intents", topic, "en.yaml"), way)

    def _at(self, file: Path, way: Way) -> str:
        document = self._document(self._root / file)
        if document is None or document.get(way) is None:
            return ""
        return f"{file.as_posix()}:{document.at_key(way).line}"

    def _document(self, path: Path) -> Document | None:
        try:
            changed = path.stat().st_mtime_ns
            if self._read.get(path, (0, None))[0] != changed:
                document, _ = yaml_source.read(path.name, path.read_bytes())
                self._read[path] = changed, document
        except OSError:
            return None
        return self._read[path][1]
