"""A week's figures as they are handed to the lead partner's desk. Drawn with matplotlib, which is
imported with this."""

from tram_bot.core.content import Content
from tram_bot.core.identifiers import Language
from tram_bot.outgoing import Payload
from tram_bot.ports import Digest
from tram_bot.report.digest import in_words, sheet_of_week
from tram_bot.report.figures import Period, Sources, figures_of
from tram_bot.report.picture import picture_of


def digest_of(content: Content, language: Language, week: Period, sources: Sources) -> Digest:
    """The week in that language. Takes a second or two: not for the event loop."""
    sheet = sheet_of_week(content, language, figures_of(content, language, week, sources))
    text = in_words(sheet)
    picture = Payload(
        name=f"tram-bot-{week.first.isoformat()}.png",
        media_type="image/png",
        data=picture_of(sheet),
        # Where it has to be cut, who has it read aloud knows where the rest is.
        described=f"{content.phrasebook.say('digest_beside', language)}\n{text}",
    )
    headline = "\n".join((sheet.title, *sheet.lines))
    return Digest(headline=headline, text=text, picture=picture, since=week.begins)
