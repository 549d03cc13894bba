"""Passes on to a desk what a company writes and sends."""

from collections.abc import Callable, Iterable, Sequence

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.effects import Relay
from tram_bot.core.file_kinds import suspicious
from tram_bot.core.lead import File
from tram_bot.desk.slack.posting import ASIDE, FILE, Posting, lines, place_of
from tram_bot.desk.words import Words
from tram_bot.errors import TryLater
from tram_bot.outgoing import Outgoing, Payload
from tram_bot.slack.calling import SlackRefused


class Relays:
    """What companies write and send, in the threads of their requests."""

    def __init__(self, posting: Posting, content: Callable[[], Content]) -> None:
        self._posting = posting
        self._content = content

    async def send_file(
        self, row: Outgoing, file: File, place: tuple[str, str], files: Sequence[Payload]
    ) -> str:
        """Share a file, or say its name where its content is not at hand. Raises SlackRefused and
        TryLater."""
        (channel, thread), say = place, self._words(row)
        if files:
            return await self._posting.share(
                channel, thread, files, "\n".join(_warnings(say, files))
            )
        text = say("file_relayed", name=file.name)
        return await self._posting.say(row.id, channel, text, thread=thread)

    async def send(
        self,
        row: Outgoing,
        relay: Relay,
        place: tuple[str, str],
        files: Sequence[Payload],
    ) -> str:
        """Pass on a message with its files, a wish, or what has become of a message that was passed
        on before. Raises SlackRefused and TryLater, each with what is shown by then."""
        (channel, thread), say = place, self._words(row)
        text, shown = say("desk_company_says", text=relay.text).strip(), row.shown
        if relay.wish:
            text = say(relay.wish)
        elif relay.takes_back:
            text = say("desk_relay_deleted")
        elif relay.edited:
            text = say("desk_relay_edited", text=text)
        if row.before and (relay.edited or relay.deleted):
            shown = f"{await self._changed(row, relay, place, text)} {shown}".strip()
            # The words stand there now; a file in the place of another does not.
            text = "" if relay.text else text
        if relay.deleted or (row.before and not relay.files):
            return shown
        lacking = {file.name for file in relay.files} - {file.name for file in files}
        names = [say("file_relayed", name=name) for name in sorted(lacking)]
        names.extend(_warnings(say, files))
        has_words = relay.text or relay.wish or relay.takes_back
        said = {"": text if has_words else "", ASIDE: "\n".join(names)}
        try:
            for part, words in said.items():
                if words and not _stands(shown, part, channel):
                    there = await self._posting.say(
                        row.id, channel, words, thread=thread, part=part
                    )
                    shown = f"{there} {shown}".strip()
            alone = not any(said.values())
            below = await self._posting.share(channel, thread, files, text if alone else "")
        except (TryLater, SlackRefused) as trouble:
            trouble.shown = shown
            raise
        return f"{shown} {below}".strip()

    async def _changed(self, row: Outgoing, relay: Relay, place: tuple[str, str], text: str) -> str:
        """Change what was passed on of a message that the company has changed or taken back: its
        words where they stand, or at the end of the thread if they stand nowhere any more. What
        stands beside them stays, but of one that was taken back nothing else does, nor a file that
        another has taken the place of. Returns what stands there then."""
        channel, thread = place
        # A message of another channel, of before the desk has moved, is out of our hands.
        here = (f"{channel}:", f"{ASIDE}{channel}:", FILE)
        places = [each for each in row.before.split() if each.startswith(here)]
        beside = [each for each in places if each.startswith((ASIDE, FILE))]
        messages = [each for each in places if each not in beside]
        if relay.deleted or relay.files:
            await self._take_off(beside)
            beside = []
        if not (relay.deleted or relay.text):
            await self._take_off(messages)
            return " ".join(beside)
        there = await self._first_changed(messages, text)
        if not there:
            there = await self._posting.say(row.id, channel, text, thread=thread)
        if relay.deleted:
            await self._take_off(each for each in messages if each != there)
        return " ".join((there, *beside))

    async def _take_off(self, places: Iterable[str]) -> None:
        for each in places:
            await self._posting.take_off(each)

    async def _first_changed(self, places: Sequence[str], text: str) -> str:
        """The first of these places where there still was a message, which is now changed; "" if
        there was none."""
        for each in places:
            channel, ts = place_of(each)
            if await self._posting.changed(channel, ts, lines(text)):
                return each
        return ""

    def _words(self, row: Outgoing) -> Words:
        return Words(self._content(), row.centre or LEAD_DESK)


def _warnings(say: Words, files: Sequence[Payload]) -> Sequence[str]:
    """What staff are to know before they open what a company has sent."""
    return [
        say("desk_file_suspicious", name=file.name, kind=say(f"kind_{kind}"))
        for file in files
        if (kind := suspicious(file.name, file.data))
    ]


def _stands(receipt: str, part: str, channel: str) -> bool:
    """Whether that part of something stands in a channel."""
    return any(place.startswith(f"{part}{channel}:") for place in receipt.split())
