"""The centre's side in the terminal: the card exactly as the centre sees it, as text."""

from collections.abc import Callable
from typing import TextIO

from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import LeadCard, lead_card, working_language
from tram_bot.text_layout import Paper


class TerminalDesk:
    """Shows leads on a stream."""

    def __init__(self, out: TextIO, paper: Paper, content: Callable[[], Content]) -> None:
        """`content` gives the words the card is written in."""
        self._out = out
        self._paper = paper
        self._content = content

    async def post(self, lead: Lead, centre: CentreId, *, copy: bool) -> str:
        """Show the card; the receipt is the lead's reference and the centre."""
        content = self._content()
        card = lead_card(content, lead, centre, copy=copy)
        self._write(laid_out_card(content, card, centre, self._paper))
        return f"{lead.reference}@{centre}"

    async def relay(self, lead: Lead, text: str, *, edited: bool) -> str:
        """Show what the company wrote to the people who have its lead."""
        content = self._content()
        key = "card_relay_edited" if edited else "card_relay"
        language = working_language(content, lead.centre)
        said = content.phrasebook.say(key, language, reference=lead.reference, text=text)
        self._write(self._paper.wrapped(said))
        return lead.reference

    def _write(self, text: str) -> None:
        self._out.write(f"{text}\n\n")
        self._out.flush()


def laid_out_card(content: Content, card: LeadCard, centre: CentreId, paper: Paper) -> str:
    """A card as text, short on top."""
    language = working_language(content, centre)

    def say(key: str, **values: str) -> str:
        return content.phrasebook.say(key, language, **values)

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
