"""What the operator's settings say about learning."""

from pathlib import Path

from tram_bot import semantic, serving
from tram_bot.commands.printing import emit
from tram_bot.compiled import FileMemory
from tram_bot.errors import SettingsError
from tram_bot.learning.learner import Learner
from tram_bot.settings import LEARNT, Settings

_TRIAL = "trial"
"""Kept to see whether anything can be."""


def learner_of(settings: Settings) -> Learner:
    """What to learn with. Raises SettingsError if a model of meaning is named and not to be had."""
    return Learner(kernels=semantic.kernels(settings.semantic), memory=FileMemory(settings.learnt))


def reader_of(settings: Settings) -> Learner:
    """What to read content with for a command that searches nothing: as it was kept, which takes a
    tenth of a second instead of two, and without a model of meaning."""
    return Learner(memory=FileMemory(settings.learnt))


def learn(root: Path, settings: Settings) -> int:
    """Learn every language now, so that the next start finds it done. Raises SettingsError if it
    cannot be kept."""
    learner = learner_of(settings)
    learner.memory.keep(_TRIAL, {})
    if learner.memory.recall(_TRIAL) is None:
        raise SettingsError(f"{LEARNT}: cannot write in {settings.learnt}; name another folder")
    content = serving.build_content(root, learner)
    languages = ", ".join(sorted(content.phrasebook.phrases))
    emit(f"learnt {languages}; kept in {settings.learnt}")
    return 0
