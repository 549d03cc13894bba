"""What the arguments of a command say, where that is more than a word or a number."""

from dataclasses import dataclass

PLAY_HOST, PLAY_PORT = "127.0.0.1", 8765
"""Where the playground listens if nothing else is said. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a message is to mean: the intent `id`, or the concept `id` of a vocabulary's `kind`."""

    id: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}" if self.kind else self.id
