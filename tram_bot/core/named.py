"""What a text names of the catalogue's vocabulary, and the bare words that name nothing."""

import re
from collections.abc import Iterable, Sequence

from tram_bot.core.finding import FoundConcept
from tram_bot.core.languages import spoken
from tram_bot.core.message import Understood
from tram_bot.core.phrasebook import parts_of
from tram_bot.core.scene import Scene

_PARTS = re.compile(r"[,;\n]|\.\s|\s[-–—]\s")
NOTHING = "none"
"""The concept that says there is nothing of its kind: *nothing dangerous*."""


def bare_words(scene: Scene) -> frozenset[str]:
    """The words of a bare yes or no."""
    return frozenset((*words_listed(scene, "yes_words"), *words_listed(scene, "no_words_said")))


def words_listed(scene: Scene, key: str) -> tuple[str, ...]:
    """The words that a phrase lists, in small letters."""
    return tuple(each.casefold() for each in parts_of(scene.phrase(key)))


def is_bare(scene: Scene, text: str) -> bool:
    """Whether a text is a yes or a no and nothing else, which tells of no problem."""
    return text.strip(" .!,").casefold() in bare_words(scene)


def says_no(scene: Scene, text: str) -> bool:
    """Whether a part of a reply is a mere no: *10 vials, no*."""
    no = words_listed(scene, "no_words_said")
    return any(part.strip(" .!").casefold() in no for part in _PARTS.split(text))


def concepts_in(scene: Scene, understood: Understood) -> Sequence[FoundConcept]:
    """What a text names of the catalogue's vocabulary."""
    return scene.content.find_concepts(understood.text, spoken(scene, understood))


def named_in_passing(
    scene: Scene, text: str, vocabulary: str, understood: Understood
) -> tuple[str, ...]:
    """The concepts of a kind that a text names, each once. A mere *no* or *nothing* names none: it
    answers only the question that was put."""
    found = scene.content.find_concepts(text, spoken(scene, understood))
    return tuple(
        dict.fromkeys(
            each.id for each in found if each.kind == vocabulary and not is_bare(scene, each.words)
        )
    )


def joined(known: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    """Concepts told one after the other: what is there takes the *nothing* back."""
    every = tuple(dict.fromkeys((*known, *more)))
    something = tuple(id for id in every if id != NOTHING)
    return something or every
