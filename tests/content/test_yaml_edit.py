"""Entries change line by line: what else stands in a file stays, whatever its layout."""

from collections.abc import Mapping

import pytest

from tram_bot.content.document import Plain
from tram_bot.content.yaml_edit import edited, entries_of
from tram_bot.content.yaml_layout import FACILITIES, WORDS, Entry, Layout
from tram_bot.content.yaml_source import read

LABS = """\
# Made by hand.
country: EE
facilities:
  - id: one
    name: One
    techniques: [a, b]  # both are there
    # Asked in May.
    sources:
      - https://example.org/1
    # The end of the first.

  # The second.
  - id: two
    name: Two
    operator: Lab #2
    techniques:
      - a
    status: closed

retired: [old]
# Nothing below.
"""
WORDS_OF_LABS = """\
language: en
facilities:
  one:
    tells: >-
      What is in part
      # 5 of a machine.
    # To be checked.
    note: A note.
  two:
    tells: What is not.
"""


def entries(text: str, layout: Layout) -> dict[str, dict[str, Plain]]:
    document, problems = read("labs.yaml", text.encode())
    assert document
    assert all(problem.severity == "warning" for problem in problems)
    return {id: dict(entry) for id, _, entry in entries_of(document, layout)}


def after(text: str, layout: Layout, wanted: Mapping[str, Entry]) -> str:
    return edited("labs.yaml", text.encode(), wanted, layout).decode()


@pytest.mark.parametrize(("text", "layout"), [(LABS, FACILITIES), (WORDS_OF_LABS, WORDS)])
def test_the_same_entries_are_the_same_bytes(text: str, layout: Layout) -> None:
    assert after(text, layout, {**entries(text, layout)}) == text


@pytest.mark.parametrize(
    ("id", "changes", "old", "new"),
    [
        ("one", {"name": "First"}, "name: One", "name: First"),
        ("one", {"techniques": ("b",)}, "techniques: [a, b]  # both are there", "techniques: [b]"),
        ("two", {"techniques": None}, "    techniques:\n      - a\n", ""),
        ("two", {"status": None}, "    status: closed\n", ""),
        ("two", {"city": "Tartu"}, "Lab #2\n", "Lab #2\n    city: Tartu\n"),
        (
            "two",
            {"sources": ("x", "y")},
            "closed\n",
            "closed\n    sources:\n      - x\n      - y\n",
        ),
        ("one", {"name": "no # remark: one"}, "name: One", 'name: "no # remark: one"'),
        ("one", {"name": "1"}, "name: One", 'name: "1"'),
        ("two", {"as_of": 2026}, "closed\n", "closed\n    as_of: 2026\n"),
        (
            "two",
            {"materials": tuple(f"material-{number}" for number in range(10))},
            "      - a\n",
            "      - a\n    materials:\n"
            + "".join(f"      - material-{number}\n" for number in range(10)),
        ),
    ],
)
def test_one_key_changes_its_own_lines(
    id: str, changes: dict[str, Plain], old: str, new: str
) -> None:
    wanted = entries(LABS, FACILITIES)
    wanted[id] = {k: v for k, v in {**wanted[id], **changes}.items() if v is not None}

    changed = after(LABS, FACILITIES, {**wanted})

    at = LABS.rindex(old) if id == "two" else LABS.index(old)
    assert changed == LABS[:at] + new + LABS[at + len(old) :]


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        (
            {"tells": "Less."},
            "      What is in part\n      # 5 of a machine.\n",
            "      Less.\n",
        ),
        ({"note": None}, "    note: A note.\n", ""),
        ({"access": "Ask."}, "machine.\n", "machine.\n    access: >-\n      Ask.\n"),
        ({"note": "One.\nTwo."}, "note: A note.\n", "note: >-\n      One.\n\n      Two.\n"),
        ({"note": "a  b"}, "note: A note.", "note: a  b"),
    ],
)
def test_words_change_their_own_lines(changes: dict[str, Plain], old: str, new: str) -> None:
    wanted = entries(WORDS_OF_LABS, WORDS)
    wanted["one"] = {k: v for k, v in {**wanted["one"], **changes}.items() if v is not None}

    assert after(WORDS_OF_LABS, WORDS, {**wanted}) == WORDS_OF_LABS.replace(old, new)


def test_new_entries_stand_where_they_belong() -> None:
    before, between, last = (
        dict[str, Plain](id=id, name=id) for id in ("before", "between", "last")
    )
    one, two = entries(LABS, FACILITIES).values()
    changed = after(
        LABS,
        FACILITIES,
        {"before": before, "one": one, "between": between, "two": two, "last": last},
    )

    assert changed == LABS.replace(
        "  - id: one\n", "  - id: before\n    name: before\n\n  - id: one\n"
    ).replace(
        "    # The end of the first.\n",
        "    # The end of the first.\n\n  - id: between\n    name: between\n",
    ).replace("closed\n", "closed\n\n  - id: last\n    name: last\n")


def test_words_that_are_not_wanted_go() -> None:
    wanted = entries(WORDS_OF_LABS, WORDS)
    del wanted["two"]

    assert after(WORDS_OF_LABS, WORDS, {**wanted}) == WORDS_OF_LABS.partition("  two:")[0]
    assert after(WORDS_OF_LABS, WORDS, {}) == "language: en\nfacilities: {}\n"


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ("facilities:\n- id: one\n  name: One\n  techniques:\n  - a\nretired: []", FACILITIES),
        ("facilities:\n    -   id: one\n        name: One\n        techniques: [a]\n", FACILITIES),
        ("facilities:\n  - {id: one, name: One, techniques: [a]}\n  - id: b\n", FACILITIES),
        ("facilities: [{id: one, name: One}, {id: b}]\nretired: []\n", FACILITIES),
        ("facilities:\n  - name: One\n    id: one\n", FACILITIES),
        ("facilities:\n  -\n    id: one\n    name: One\n", FACILITIES),
        ("facilities:\n  one: {note: Ask., tells: What.}\n  two: {}\n", WORDS),
        ("facilities:\n    one:\n        note: Ask.\n        tells: What.", WORDS),
        ("facilities:\n  one:\n    {note: Ask.}\n", WORDS),
        ("facilities: {one: {note: Ask.}}\n", WORDS),
        ("facilities: {}\nlanguage: en\n", WORDS),
        ("facilities:\r\n  - id: one\r\n    name: One", FACILITIES),
        ("retired: []\r\nfacilities: []", FACILITIES),
        ("---\nfacilities:\n  one:\n    note: Ask.\n...\n", WORDS),
    ],
)
def test_any_layout_takes_any_change(text: str, layout: Layout) -> None:
    held: Mapping[str, Entry] = entries(text, layout)
    of_id: Entry = {"id": "one"} if layout.is_list else {}
    of_more: Entry = {"id": "more"} if layout.is_list else {}
    first, second = layout.keys[-2:]
    changes: list[Mapping[str, Entry]] = [
        {**held, "one": {**held.get("one", of_id), first: "new"}},
        {**held, "one": {**of_id, first: "new", second: "newer"}},
        {"one": {**of_id, second: "alone"}},
        {**held, "more": {**of_more, first: "new"}},
    ]
    for wanted in changes:
        changed = after(text, layout, wanted)
        assert entries(changed, layout) == wanted
        assert after(changed, layout, wanted) == changed
