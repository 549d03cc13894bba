"""What plain YAML means here, and what bytes of every kind come to."""

import gc

import pytest

from tram_bot.content.document import Document, Place, Plain
from tram_bot.content.files import BYTES_MOST
from tram_bot.content.yaml_source import read
from tram_bot.errors import Problem


def document(text: str) -> Document:
    whole, problems = read("file.yaml", text.encode())
    assert problems == ()
    assert whole
    return whole


def refused(data: bytes) -> Problem:
    _, problems = read("file.yaml", data)
    assert len(problems) == 1
    return problems[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("True", "True"),
        ("~", "~"),
        ("1.50", "1.50"),
        ("2026-11-05", "2026-11-05"),
        ("09:00", "09:00"),
        ("0755", "0755"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("=", "="),
        ("'true'", "true"),
        ('"12"', "12"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("[a, 1, true]", ("a", 1, True)),
        ("{a: 1, no: no}", {"a": 1, "no": "no"}),
        (">-\n  two\n  lines", "two lines"),
        ("a # remark", "a"),
        ("a:\u00a0b", "a:\u00a0b"),
        (">-\n  tel:\u00a0+45", "tel:\u00a0+45"),
        ("a#b", "a#b"),
    ],
)
def test_values_mean_what_they_look_like(written: str, value: Plain) -> None:
    found = document(f"key: {written}\n").get(("key",))
    assert found == value
    assert type(found) is type(value)


def test_keys_are_always_text() -> None:
    assert document("1: a\ntrue: b\nnull: c\n").value == {"1": "a", "true": "b", "null": "c"}


def test_places_of_keys_values_and_items() -> None:
    whole = document("a:\n  - x: 1\n    y:   two\n  - [p, q]\n")
    assert whole.at_key(("a",)) == Place(1, 1)
    assert whole.at(("a",)) == Place(2, 3)
    assert whole.at(("a", 0)) == Place(2, 5)
    assert whole.at_key(("a", 0, "y")) == Place(3, 5)
    assert whole.at(("a", 0, "y")) == Place(3, 10)
    assert whole.at(("a", 1, 1)) == Place(4, 9)


def test_to_look_for_places_leaves_nothing_behind_that_holds_itself() -> None:
    whole = document("a:\n  - x: 1\n  - [p, q]\n")
    gc.collect()
    gc.disable()
    try:
        assert whole.at(("a", 1, 1)) == Place(3, 9)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_place_of_what_is_not_there_is_its_parents() -> None:
    whole = document("a:\n  b: 1\n")
    assert whole.at(("a", "c")) == Place(1, 1)
    assert whole.at_key(("z", "c")) == Place(1, 1)
    assert whole.get(("a", "c")) is None
    assert whole.get(("a", 0)) is None


def test_the_place_of_words_within_a_text() -> None:
    whole = document("a: >-\n  one {x}\n  two {y}\nb: {z: 1}\n")
    assert whole.at_words(("a",), "{y}") == Place(3, 7)
    assert whole.at_words(("a",), "{q}") == Place(1, 4)


def test_columns_count_characters_not_bytes() -> None:
    whole = document("ä: {ö: 1, 🙂: 2}\n")
    assert whole.at_key(("ä", "🙂")) == Place(1, 11)


def test_letters_are_composed() -> None:
    assert document("a: caf\u0065\u0301\n").value == {"a": "café"}


def test_windows_line_ends_and_byte_order_mark() -> None:
    whole, problems = read("file.yaml", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert problems == ()
    assert whole
    assert whole.value == {"a": 1, "b": 2}
    assert whole.at_key(("b",)) == Place(2, 1)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_another_encoding(mark: bytes) -> None:
    problem = refused(mark + "a: 1\nb: Köln\n".encode("cp1252"))
    assert (problem.line, problem.column) == (2, 5)
    assert problem.what == "the byte 0xF6 is not UTF-8"
    assert "Windows-1252" in problem.mend


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings(encoding: str) -> None:
    _, problems = read("file.yaml", "a: Köln\n".encode(encoding))
    assert problems
    assert all(problem.line >= 1 for problem in problems)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\xad", "U+00AD"),
        ("\u2028", "U+2028"),
        ("\u202e", "U+202E"),
        ("\ufeff", "U+FEFF"),
        ("\r", "U+000D"),
    ],
)
def test_invisible_characters(character: str, name: str) -> None:
    problem = refused(f"a: 1\nb: x{character}y\n".encode())
    assert (problem.line, problem.column) == (2, 5)
    assert name in problem.what


def test_a_tab_is_told_once_a_line() -> None:
    _, problems = read("file.yaml", b"a:\n\t\tb: 1\n\tc: 2\n")
    assert [(problem.line, problem.column) for problem in problems] == [(2, 1), (3, 1)]


def test_too_many_bytes() -> None:
    assert "bytes" in refused(b"a" * (BYTES_MOST + 1)).what


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_bottomless_nesting(opening: str) -> None:
    assert "more than 14 levels" in refused((opening * 5_000).encode()).what


def test_an_alias_bomb_is_not_followed() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    _, problems = read("file.yaml", bomb.encode())
    assert len(problems) >= 50
    assert {problem.line for problem in problems} <= set(range(1, 22))


def test_all_duplicates_are_told_and_the_first_value_counts() -> None:
    whole, problems = read("file.yaml", b"a: 1\na: {b: 2}\nc: 3\nc: 4\n")
    assert whole
    assert whole.value == {"a": 1, "c": 3}
    assert whole.at_key(("a",)) == Place(1, 1)
    assert [(problem.line, problem.column) for problem in problems] == [(2, 1), (4, 1)]


def test_many_mistakes_end_the_reading() -> None:
    _, problems = read("file.yaml", b"a: 1\n" * 10_000)
    assert len(problems) == 50


def test_many_remarks_are_warnings_and_stop_nothing() -> None:
    whole, problems = read("file.yaml", b"a:\n" + b"  - part #5\n" * 60)
    assert whole
    assert whole.value == {"a": ("part",) * 60}
    assert [problem.severity for problem in problems] == ["warning"] * 60
    assert (problems[0].line, problems[0].column) == (2, 10)


@pytest.mark.parametrize("text", ["a: 'x #5'\n", "a: >-\n  x #5\n", "a: x # 5\n", "a: x\n#5\n"])
def test_what_is_no_lost_end(text: str) -> None:
    assert read("file.yaml", text.encode())[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c\n",
        "a: 'it's'\n",
        "a: *\n",
        "a: &\n",
        "a: %x\n",
        "a: `x`\n",
        "a: ]\n",
        "a: !x!y z\n",
        "a: |x\n  y\n",
        "- a\nb: c\n",
        "a:\n  - b\n c: d\n",
        "a\nb: c\n",
        "%x\n",
        " a: 1\nb: 2\n",
        "a: - b\n",
        "a: {b: c} d\n",
    ],
)
def test_every_trap_is_explained_in_plain_words(text: str) -> None:
    problem = refused(text.encode())
    assert "cannot be read as YAML" not in problem.what
    assert problem.mend
    assert 1 <= problem.line <= text.count("\n") + 1
