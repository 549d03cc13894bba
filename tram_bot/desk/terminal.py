"""The centre's side in the terminal: the card exactly as the centre sees it, as text."""

from collections.abc import Callable, Sequence
from typing import TextIO

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.effects import Relay, TellDesk, Wish
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import File, Lead
from tram_bot.core.lead_card import LeadCard, lead_card
from tram_bot.desk.missed import spoken
from tram_bot.desk.words import Words
from tram_bot.errors import Undeliverable
from tram_bot.outgoing import Item, Note, Outgoing, Payload, ShareFile, ShowLead
from tram_bot.ports import Digest, Undelivered
from tram_bot.text_layout import Paper


class TerminalDesk:
    """Shows leads on a stream."""

    def __init__(self, out: TextIO, paper: Paper, content: Callable[[], Content]) -> None:
        """`content` gives the words the card is written in."""
        self._out = out
        self._paper = paper
        self._content = content

    async def put(self, row: Outgoing, lead: Lead | None, files: Sequence[Payload]) -> str:
        """Show it as text; the receipt is what it is and whose. A terminal has no buttons: what
        staff are asked or told one by one is not shown."""
        centre = row.centre or LEAD_DESK
        text = self._text_of(row.item, lead, centre, files)
        if text:
            self._write(text)
        return f"{lead.reference if lead else row.kind}@{centre}"

    async def tell_missed(self, rows: Sequence[Undelivered]) -> str:
        """Say what was given up."""
        self._write(self._paper.wrapped(spoken(self._content(), rows)))
        return ""

    async def show_digest(self, digest: Digest) -> str:
        """Say a week's figures in words: a terminal shows no picture."""
        self._write("\n".join(map(self._paper.wrapped, digest.text.splitlines())))
        return ""

    async def fetch(self, file: File) -> Payload:
        """Raises Undeliverable: staff send no files from a terminal."""
        del file
        raise Undeliverable("there are no files on a terminal")

    def _text_of(
        self, item: Item, lead: Lead | None, centre: CentreId, files: Sequence[Payload]
    ) -> str:
        content = self._content()
        words = Words(content, centre)

        def say(key: str, **values: str) -> str:
            return self._paper.wrapped(words(key, **values))

        match item:
            case ShowLead() if lead:
                card = lead_card(content, lead, centre)
                return laid_out_card(content, card, centre, self._paper)
            case ShareFile(file=file):
                return say("file_relayed", name=file.name)
            case Relay(wish=Wish() as wish):
                return say(wish)
            case Relay() as relay if lead:
                names = tuple(say("file_relayed", name=file.name) for file in files)
                text = "\n".join((relay.text, *names)) if relay.text else "\n".join(names)
                if relay.takes_back:
                    text = say("desk_relay_deleted")
                key = "card_relay_edited" if relay.edited else "card_relay"
                return say(key, reference=lead.reference, text=text) if text else ""
            case TellDesk(text=text) | Note(text=text):
                return self._paper.wrapped(text)
            case _:
                return ""

    def _write(self, text: str) -> None:
        self._out.write(f"{text}\n\n")
        self._out.flush()


def laid_out_card(content: Content, card: LeadCard, centre: CentreId, paper: Paper) -> str:
    """A card as text, short on top."""
    say = Words(content, centre)

    def section(key: str, *lines: str) -> str:
        kept = [paper.wrapped(line, "  ") for line in lines if line]
        return "\n".join([paper.styled(say(key), "bold"), *kept]) if kept else ""

    hidden = f", {say('card_confidential')}"
    answers = [
        f"{line.label}: {line.value} ({line.how}{hidden if line.confidential else ''})"
        for line in card.answers
    ]
    facilities = [
        part
        for line in card.facilities
        for part in (
            f"• {line.name}, {line.where} ({line.score:.2f})",
            f"  {line.techniques}",
            f"  {say('facility_why', why=line.why)}" if line.why else "",
        )
    ]
    title = say("card_title", reference=card.reference, centre=card.heading)
    parts = [
        paper.styled(paper.ruled(title), "accent"),
        "\n".join(paper.wrapped(notice) for notice in card.notices),
        section("card_problem", card.problem, say("card_written_in", language=card.written_in)),
        section("card_answers", *answers),
        section("card_facilities", *(facilities or [say("card_none_found")])),
        section("card_techniques", ", ".join(card.techniques)),
        section("card_unrecognised", ", ".join(card.unrecognised)),
        section("card_open", ", ".join(card.open_questions)),
        section("card_files", ", ".join(card.files)),
        card.consent,
        paper.styled("─" * min(paper.width, 100), "accent"),
    ]
    return "\n".join(part for part in parts if part)
