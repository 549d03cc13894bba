"""Forgetting a conversation: at the company's wish, or because its time is over."""

from tram_bot.core.conversation import Conversation
from tram_bot.core.effects import Erase, Occasion, Say
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import working_language
from tram_bot.core.scene import Scene, Turn


def erase(scene: Scene, said: str = "") -> Turn:
    """Forget everything about this conversation at the company's wish, and say so, in these words
    or the usual ones."""
    blank = _blank(scene)
    farewell = Say(paragraphs=(said or scene.phrase("erased"),))
    return blank.turn_of(_erased(scene, Occasion.WISH, "desk_erased"), farewell)


def outlived(scene: Scene) -> Turn:
    """Forget everything about this conversation, whose time is over. The desks that have a card of
    it are told; the company is not, as whoever it was has long gone on to other things."""
    return _blank(scene).turn_of(_erased(scene, Occasion.TIME, "desk_outlived"))


def _blank(scene: Scene) -> Scene:
    return scene.with_conversation(
        Conversation(
            id=scene.conversation.id,
            language=scene.language,
            turn=scene.conversation.turn,
            greeted=True,
            language_chosen=scene.conversation.language_chosen,
        )
    )


def _erased(scene: Scene, why: Occasion, note: str) -> Erase:
    notes = tuple(
        (centre, _note(scene, note, lead, centre))
        for lead in scene.moment.leads.values()
        for centre in lead.desks
    )
    return Erase(notes=notes, why=why)


def _note(scene: Scene, key: str, lead: Lead, centre: CentreId) -> str:
    language = working_language(scene.content, centre)
    return scene.content.phrasebook.say(key, language, reference=lead.reference)
