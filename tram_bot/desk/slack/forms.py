"""The modals in which staff ask, pass on, close and erase; what they carry is the lead and desk."""

from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId
from tram_bot.core.lead import Lead, Outcome, Verdict
from tram_bot.core.present import centre_name
from tram_bot.desk.slack.card import handle_of
from tram_bot.desk.words import Words
from tram_bot.slack import blocks as kit
from tram_bot.slack.blocks import Block

ASK, PASS_ON, CLOSE, ERASE = "form_ask", "form_pass_on", "form_close", "form_erase"
"""The callback ids of the forms."""
QUESTION, WORDS, CENTRE, OUTCOME, VERDICT = "question", "words", "centre", "outcome", "verdict"
BLOCK = "block"
"""The fields of the forms: a block and its element have the same name."""

_MOST = 2000
"""Characters that staff may write in a form. Ours: it has to fit into a chat."""


def ask_form(content: Content, lead: Lead, centre: CentreId) -> Block:
    """A question for the company: one that is still open, or one of their own."""
    say = Words(content, centre)
    options = [kit.option(label, id) for id, label in open_questions(content, lead, centre)]
    blocks = []
    if options:
        which = kit.select(QUESTION, options)
        blocks.append(kit.asked(say("desk_ask_which"), which, block_id=QUESTION, optional=True))
    own = kit.field(WORDS, multiline=True, most=_MOST)
    blocks.append(
        kit.asked(
            say("desk_ask_own"), own, block_id=WORDS, hint=say("desk_ask_hint"), optional=True
        )
    )
    return kit.modal(
        say("desk_ask_title"),
        blocks,
        callback_id=ASK,
        submit=say("desk_button_send"),
        close=say("desk_button_cancel"),
        private=handle_of(lead, centre),
    )


def pass_on_form(content: Content, lead: Lead, centre: CentreId) -> Block:
    """To which centre, and why."""
    say = Words(content, centre)
    others = [
        kit.option(centre_name(content, say.language, id), id)
        for id in content.catalogue.centres
        if id != lead.centre
    ]
    why = kit.field(WORDS, multiline=True, most=_MOST)
    return kit.modal(
        say("desk_pass_on_title"),
        [
            kit.asked(say("desk_pass_on_to"), kit.select(CENTRE, others), block_id=CENTRE),
            kit.asked(say("desk_pass_on_why"), why, block_id=WORDS, hint=say("desk_pass_on_hint")),
        ],
        callback_id=PASS_ON,
        submit=say("desk_button_pass_on"),
        close=say("desk_button_cancel"),
        private=handle_of(lead, centre),
    )


def close_form(content: Content, lead: Lead, centre: CentreId) -> Block:
    """How it ended, and what about the facility that was named."""
    say = Words(content, centre)
    outcomes = [kit.option(say(f"outcome_{each}"), each.value) for each in Outcome]
    verdicts = [kit.option(say(f"verdict_{each}"), each.value) for each in Verdict]
    blocks = [kit.asked(say("desk_close_outcome"), kit.select(OUTCOME, outcomes), block_id=OUTCOME)]
    if lead.facilities:
        which = kit.select(VERDICT, verdicts)
        blocks.append(kit.asked(say("desk_close_verdict"), which, block_id=VERDICT, optional=True))
    blocks.append(
        kit.asked(
            say("desk_close_block"),
            kit.checkbox(BLOCK, kit.option(say("desk_close_block_yes"), BLOCK)),
            block_id=BLOCK,
            hint=say("desk_close_block_hint"),
            optional=True,
        )
    )
    words = kit.field(WORDS, multiline=True, most=_MOST)
    blocks.append(kit.asked(say("desk_close_words"), words, block_id=WORDS, optional=True))
    return kit.modal(
        say("desk_close_title"),
        blocks,
        callback_id=CLOSE,
        submit=say("desk_button_close"),
        close=say("desk_button_cancel"),
        private=handle_of(lead, centre),
    )


def erase_form(content: Content, lead: Lead, centre: CentreId) -> Block:
    """Whether everything about the company is really to go."""
    say = Words(content, centre)
    return kit.modal(
        say("desk_erase_title"),
        [kit.header(lead.reference), kit.section(say("desk_erase_ask"))],
        callback_id=ERASE,
        submit=say("desk_button_erase"),
        close=say("desk_button_cancel"),
        private=handle_of(lead, centre),
    )


def open_questions(content: Content, lead: Lead, centre: CentreId) -> tuple[tuple[str, str], ...]:
    """The questions of the questionnaire that are still open, with what they are about."""
    questionnaire = content.questionnaires.get(lead.questionnaire)
    words = content.questionnaire_words.get(lead.questionnaire)
    spoken = words.of(Words(content, centre).language) if words else None
    found = []
    for question in questionnaire.questions if questionnaire else ():
        gaps = [slot.id for slot in question.slots if slot.id in lead.open_questions]
        of_question = spoken.questions.get(question.id) if spoken else None
        if gaps and of_question:
            labels = (of_question.slots[id].label for id in gaps if id in of_question.slots)
            found.append((question.id, ", ".join(labels)))
    return tuple(found)
