"""What was not understood, on the page of the lead partner's people, and `/tram dismiss`."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from tram_bot.core.content import Content
from tram_bot.core.effects import Mishap
from tram_bot.core.identifiers import Language
from tram_bot.core.inbox import Group, InboxGroup
from tram_bot.ports import Store
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block

_SHOWN = 10
"""Groups that are shown, the latest. Ours: `tram-bot inbox` lists them all."""
_LONGEST_ID = 18
"""Digits that a message's number can have."""


async def inbox_blocks(
    content: Content, store: Store, group: Group, language: Language
) -> list[Block]:
    """How many messages were not understood, the latest of them, and how the bot is taught."""
    messages = await store.inbox()
    # Of thousands that takes a moment, in which everybody else is to be answered.
    groups = sorted(await asyncio.to_thread(group, messages), key=_latest_first)
    say = content.phrasebook.say
    title = kit.header(say("home_misheard", language, count=str(len(messages))))
    if not groups:
        return [title, kit.context(say("home_none", language))]
    lines = [kit.section(_spoken(content, language, each)) for each in groups[:_SHOWN]]
    return [title, *lines, kit.context(say("home_misheard_how", language))]


async def dismissed(
    content: Content,
    store: Store,
    group: Group,
    language: Language,
    *,
    numbers: str,
    now: datetime,
) -> str:
    """Take messages with these numbers, and what is like them, out of the inbox; returns what is
    said to that."""
    say = content.phrasebook.say
    ids = numbers.replace(",", " ").split()
    if not ids or not all(id.isdecimal() and len(id) <= _LONGEST_ID for id in ids):
        return say("slash_dismiss_which", language, text=numbers)
    groups = await asyncio.to_thread(group, await store.inbox())
    wanted = {int(id) for id in ids}
    alike = [g for g in groups if wanted & {message.id for message in g.messages}]
    count = await store.dismiss([message.id for each in alike for message in each.messages], now)
    return say("slash_dismissed", language, count=str(count))


def _latest_first(group: InboxGroup) -> tuple[float, int]:
    return -group.latest.timestamp(), group.number


def _spoken(content: Content, language: Language, group: InboxGroup) -> str:
    """A group in words: one of its wordings, and what it was taken for."""
    say = content.phrasebook.say
    said_in = content.phrasebook.languages.get(group.language)
    first = say(
        "home_misheard_line",
        language,
        number=str(group.number),
        language=said_in.name if said_in else group.language,
        count=str(len(group.messages)),
        text=group.texts[0],
    )
    chosen = group.guesses(Mishap.CHOSEN)
    others = group.guesses(Mishap.MISSED, Mishap.OFFERED, Mishap.REFUSED)
    lines = [
        say(key, language, guesses=_labels(content, language, guesses))
        for key, guesses in (("home_misheard_guesses", others), ("home_misheard_meant", chosen))
        if guesses
    ]
    return "\n".join((first, *lines))


def _labels(content: Content, language: Language, ids: Sequence[str]) -> str:
    """Intents as their buttons call them, each with its id, which is what is typed."""
    named = []
    for id in ids:
        intent = content.intents.get(id)
        words = intent.words.of(language) if intent else None
        named.append(f"{words.label} ({id})" if words else id)
    return ", ".join(named)
