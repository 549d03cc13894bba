"""What stands on a card, and what does not."""

from dataclasses import replace
from datetime import date

from tests import values as example
from tram_bot.core.answers import Answer, Chose, Counted, Dated, Provenance
from tram_bot.core.confidentiality import Sight
from tram_bot.core.content import Content
from tram_bot.core.identifiers import CentreId, EventId
from tram_bot.core.lead import Lead
from tram_bot.core.lead_card import lead_card

POLAND, GERMANY = CentreId("pl"), CentreId("de")


def a_lead(confidentiality: str) -> Lead:
    """A Polish lead of the real questionnaire, with a copy to Germany."""
    answers = {
        "problem": example.answers()["problem"],
        "confidentiality": example.answer(Chose(options=(confidentiality,))),
        "email": example.answers()["email"],
        "country": example.answer(Chose(options=("PL",))),
    }
    return example.lead(
        questionnaire="challenge",
        centre=POLAND,
        copies=(GERMANY,),
        answers=answers,
        open_questions=(),
        company="Example Coatings Oy",
    )


def test_a_copy_tells_as_much_as_the_card_if_nothing_is_confidential(content: Content) -> None:
    lead = a_lead("open")
    copy = lead_card(content, lead, GERMANY)
    assert copy.problem == "The coating peels"
    assert "anna@example.org" in [line.value for line in copy.answers]
    assert copy.files == ("coating.png",)


def test_an_answer_is_marked_as_confidential_only_if_the_company_says_so(content: Content) -> None:
    for chosen, expected in (("confidential", True), ("open", False)):
        lead = a_lead(chosen)
        lead = replace(
            lead, answers={**lead.answers, "material": example.answer(Chose(options=("steel",)))}
        )
        [material] = (
            line for line in lead_card(content, lead, POLAND).answers if line.slot == "material"
        )
        assert material.confidential is expected


def test_who_passed_it_on_and_who_is_only_informed_see_an_outline(content: Content) -> None:
    lead = a_lead("confidential")
    former = replace(lead, copies=(), former=(GERMANY,))
    unasked = replace(lead, answers={"problem": lead.answers["problem"]})
    for each in (lead, former, unasked):
        card = lead_card(content, each, GERMANY)
        assert (card.problem, card.files, card.history, card.unrecognised) == ("", (), (), ())
        assert "anna@example.org" not in str(card)
        assert "Example Coatings Oy" not in card.company
        assert any("told in confidence" in notice for notice in card.notices)
    called_in = replace(lead, escalated=(GERMANY,))
    assert lead_card(content, called_in, GERMANY).problem == "The coating peels"


def test_what_was_answered_to_a_question_that_is_gone_is_still_shown_to_whom_it_was_told(
    content: Content,
) -> None:
    whole = content.questionnaires["challenge"]
    rest = tuple(each for each in whole.questions if each.id != "contact")
    edited = replace(
        content,
        questionnaires={**content.questionnaires, whole.id: replace(whole, questions=rest)},
    )
    text = "we make coatings in Gdańsk and they peel"
    told = Answer(
        value=Chose(options=("coatings",)),
        raw=text,
        how=Provenance.INFERRED,
        event=EventId("e-1"),
        at=example.NOW,
    )
    lead = a_lead("confidential")
    lead = replace(lead, answers={**lead.answers, "trade": told})
    values = [line.value for line in lead_card(edited, lead, POLAND).answers]
    assert values[-2:] == ["anna@example.org", "coatings"]
    assert "anna@example.org" not in str(lead_card(edited, lead, GERMANY))
    in_a_file = lead_card(edited, lead, POLAND, Sight.WITHOUT_CONFIDENTIAL)
    assert "anna@example.org" not in str(in_a_file)
    slots = [line.slot for line in in_a_file.answers]
    assert slots == ["confidentiality", "country", "email", "trade"]


def test_with_an_agreement_first_a_copy_tells_nothing_that_is_confidential_or_personal(
    content: Content,
) -> None:
    lead = a_lead("nda_first")
    copy, own = lead_card(content, lead, GERMANY), lead_card(content, lead, POLAND)
    assert (copy.problem, copy.files, copy.history, copy.unrecognised) == ("", (), (), ())
    assert [line.slot for line in copy.answers] == ["confidentiality", "country"]
    assert "Example Coatings Oy" not in copy.company
    assert any("signed NDA first" in notice for notice in copy.notices)
    assert own.problem == "The coating peels"
    moved = replace(lead, centre=GERMANY, copies=())
    assert lead_card(content, moved, GERMANY).problem == "The coating peels"


def test_a_date_a_size_and_a_sector_that_are_confidential_are_summed_up_for_nobody_else(
    content: Content,
) -> None:
    secret = {"deadline", "size", "sector"}
    whole = content.questionnaires["challenge"]
    marked = tuple(
        replace(
            question,
            slots=tuple(
                replace(slot, confidential=slot.confidential or slot.id in secret)
                for slot in question.slots
            ),
        )
        for question in whole.questions
    )
    edited = replace(
        content,
        questionnaires={**content.questionnaires, whole.id: replace(whole, questions=marked)},
    )
    told = {
        "deadline": example.answer(Dated(day=date(2026, 6, 1))),
        "size": example.answer(Counted(number=4711)),
        "sector": example.answer(Chose(options=("coatings",))),
    }
    lead = a_lead("confidential")
    lead = replace(lead, answers={**lead.answers, **told})
    former = replace(lead, copies=(), former=(GERMANY,))
    own = lead_card(edited, lead, POLAND)
    assert "2026" in own.urgency
    assert len(own.company) == 4
    for card, facts in (
        (lead_card(edited, lead, GERMANY), 1),
        (lead_card(edited, former, GERMANY), 1),
        (lead_card(edited, lead, POLAND, Sight.WITHOUT_CONFIDENTIAL), 2),
    ):
        assert card.urgency == ""
        assert len(card.company) == facts, card.company
        assert "4711" not in str(card)
    open_to_all = replace(lead, answers={**lead.answers, **a_lead("open").answers})
    assert "2026" in lead_card(edited, open_to_all, GERMANY).urgency
