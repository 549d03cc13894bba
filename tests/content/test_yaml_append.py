"""A text is added to a list of a file, and every other byte stays."""

import pytest

from tram_bot.content.yaml_append import appended
from tram_bot.content.yaml_source import read

AT = ("intents", "cost", "examples")


def added(before: str, text: str) -> str:
    after = appended("en.yaml", before.encode(), AT, text)
    assert after is not None
    document, problems = read("en.yaml", after)
    assert document is not None
    assert not problems
    items = document.get(AT)
    assert isinstance(items, tuple)
    assert items[-1] == text
    return after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "intents:\n  cost:\n    examples:\n      - a   # why\n      # below\n    reply: x\n",
            "intents:\n  cost:\n    examples:\n      - a   # why\n      - new one\n"
            "      # below\n    reply: x\n",
        ),
        (
            "intents:\n  cost:\n    examples:\n    -   'a'\n\n    reply: >-\n      b\n",
            "intents:\n  cost:\n    examples:\n    -   'a'\n    -   new one\n\n"
            "    reply: >-\n      b\n",
        ),
        (
            "intents:\n  cost:\n    examples:\n      - >-\n        a\n        b\n    reply: x\n",
            "intents:\n  cost:\n    examples:\n      - >-\n        a\n        b\n"
            "      - new one\n    reply: x\n",
        ),
        (
            "intents:\n  cost:\n    examples: [a, \"b\",\n      c]  # why\n    reply: x\n",
            "intents:\n  cost:\n    examples: [a, \"b\",\n      c, new one]  # why\n    reply: x\n",
        ),
        (
            "intents:\r\n  cost:\r\n    examples:\r\n      - a\r\n    reply: x\r\n",
            "intents:\r\n  cost:\r\n    examples:\r\n      - a\r\n      - new one\r\n"
            "    reply: x\r\n",
        ),
        (
            "intents:\r\n  cost:\r\n    examples:\r\n      - a",
            "intents:\r\n  cost:\r\n    examples:\r\n      - a\r\n      - new one",
        ),
        (
            "intents:\n  cost:\n    examples:\n      -\n        # why\n        a b\n    reply: x\n",
            "intents:\n  cost:\n    examples:\n      -\n        # why\n        a b\n"
            "      - new one\n    reply: x\n",
        ),
        (
            "\ufeffintents: {cost: {examples: [a]}}",
            "\ufeffintents: {cost: {examples: [a, new one]}}",
        ),
    ],
    ids=[
        "remarks", "dashes", "folded", "brackets", "line ends", "no last line end",
        "below its dash", "one line",
    ],
)  # fmt: skip
def test_the_layout_stays(before: str, after: str) -> None:
    assert added(before, "new one") == after


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "12",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "'no', \"yes\"",
        "[place]",
        "*",
        "ž\u00a0ß",
        "null",
    ],
)
@pytest.mark.parametrize(
    "before",
    ["intents:\n  cost:\n    examples:\n      - a\n", "intents: {cost: {examples: [a]}}\n"],
)
def test_any_text_means_itself(before: str, text: str) -> None:
    added(before, text)


@pytest.mark.parametrize(
    "before", ["intents: {}\n", "intents:\n  cost:\n    examples: []\n", "intents: [cost]\n"]
)
def test_where_there_is_no_list_nothing_is_added(before: str) -> None:
    assert appended("en.yaml", before.encode(), AT, "new one") is None
