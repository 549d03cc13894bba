"""What we say, cut and carried within Telegram's limits."""

import hypothesis.strategies as st
from hypothesis import given

from tram_bot.channels.telegram.messages import Carried, carried, cut, data_of, messages_of, units
from tram_bot.core.effects import Button, Card, Say
from tram_bot.core.limits import OPTION_ID, SLOT_ID

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n🙂"), max_size=300
)  # fmt: skip


@given(TEXTS, st.integers(4, 40))
def test_parts_fit_and_lose_nothing_but_blanks(text: str, most: int) -> None:
    parts = cut(text, most)

    assert all(units(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_units_are_those_of_utf_16(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2


def test_the_longest_ids_that_content_may_have_fit_a_button() -> None:
    button = Button(label="x", turn=16**6 - 1, scope="s" * SLOT_ID, option="o" * OPTION_ID)

    data = data_of(button)

    assert len(data.encode()) == 64
    assert carried(data) == Carried(turn=button.turn, scope=button.scope, option=button.option)


def test_paragraphs_cards_and_the_question_stand_in_this_order() -> None:
    say = Say(
        paragraphs=("First.", "Second."),
        cards=(Card(title="A place", lines=("Gdańsk",), link="https://example.org"),),
        ask="Which?",
    )

    (message,) = messages_of(say)

    assert message.text == "First.\n\nSecond.\n\nA place\nGdańsk\nhttps://example.org\n\nWhich?"
    assert message.keyboard is None


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    labels = ["Yes", "No", "I would rather talk to a person"]
    buttons = tuple(Button(label=each, turn=1, scope="_x", option="y") for each in labels)

    (message,) = messages_of(Say(buttons=buttons))

    assert message.keyboard is not None
    rows = message.keyboard.inline_keyboard
    assert [[key.text for key in row] for row in rows] == [labels[:2], labels[2:]]
    assert message.text == "…"
