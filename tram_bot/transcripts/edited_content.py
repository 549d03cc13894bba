"""Content that an admin edits in the midst of a conversation test."""

from collections.abc import Collection
from dataclasses import replace

from tram_bot.content.document import Plain
from tram_bot.core.content import Content
from tram_bot.core.questionnaire import Questionnaire

_WANTED = "content wants {remove: question} or {restore: question}"


class EditedContent:
    """The content of a test, with what its `content:` lines have made of it."""

    def __init__(self, whole: Content) -> None:
        self._whole = whole
        self._removed: frozenset[str] = frozenset()
        self.now = whole

    def edit(self, value: Plain) -> str:
        """Remove a question or restore one; returns why that cannot be, "" if it is done."""
        if (
            not isinstance(value, dict)
            or len(value) != 1
            or not set(value) <= {"remove", "restore"}
        ):
            return _WANTED
        ((does, id),) = value.items()
        known = {each.id for q in self._whole.questionnaires.values() for each in q.questions}
        there = known - self._removed if does == "remove" else self._removed
        if not isinstance(id, str) or id not in there:
            listed = ", ".join(sorted(there)) or "none"
            return f"there is no question '{id}' to {does}, only: {listed}"
        self._removed ^= {id}
        left = {id: _without(q, self._removed) for id, q in self._whole.questionnaires.items()}
        self.now = replace(self._whole, questionnaires=left)
        return ""


def _without(questionnaire: Questionnaire, ids: Collection[str]) -> Questionnaire:
    left = tuple(each for each in questionnaire.questions if each.id not in ids)
    return replace(questionnaire, questions=left)
