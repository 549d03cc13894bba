"""Messages that are alike, put together for whoever reads them."""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from tram_bot.core.identifiers import Language
from tram_bot.core.inbox import InboxGroup, InboxMessage
from tram_bot.understanding.folding import plain

_ALIKE = 75.0
"""Likeness of two messages, of 100, from which on they are shown together, in whichever order
their words stand. Ours: one question asked in two ways is one piece of work."""


def grouped(messages: Sequence[InboxMessage]) -> tuple[InboxGroup, ...]:
    """The messages by language and likeness to the oldest of a group; the largest group first, of
    two alike the later one."""
    groups: dict[Language, dict[int, list[InboxMessage]]] = defaultdict(dict)
    firsts: dict[Language, list[str]] = defaultdict(list)
    for message in sorted(messages, key=lambda each: each.id):
        # In order once, rather than anew for each of all those they are compared with.
        here, said = groups[message.language], " ".join(sorted(plain(message.text).split()))
        known = process.extractOne(
            said, firsts[message.language], scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        if known:
            here[known[2]].append(message)
        else:
            here[len(here)] = [message]
            firsts[message.language].append(said)
    made = [InboxGroup(messages=tuple(each)) for here in groups.values() for each in here.values()]
    return tuple(sorted(made, key=lambda group: (-len(group.messages), -group.number)))
