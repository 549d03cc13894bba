"""Whatever happens to a file, the admin is told in words, and nothing else is raised."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.effort import effort
from tests.small_content import small_content, write_small_content
from tram_bot.content.loader import check, load
from tram_bot.errors import ContentError

FILES = {file: text.encode() for file, text in small_content().items()}
PIECES = st.sampled_from(
    [
        b"",
        b"\t",
        b"\r",
        b"\0",
        b"\xff",
        b"\xc3",
        b"\xe2\x80\xae",
        b"- ",
        b": ",
        b"[",
        b"]",
        b"{",
        b"}",
        b"{name}",
        b"'",
        b'"',
        b"*a",
        b"&a ",
        b"!x ",
        b"#",
        b"|",
        b">",
        b"<<: {a: 1}",
        b"? ",
        b"---\n",
        b"null",
        b"true",
        b"99",
        b"[key]",
        b"id",
        b"  \n",
        b"retired: [cost]\n",
        b"\n        deep: 1\n",
    ]
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("content")
    write_small_content(root)
    return root


@contextmanager
def mutated(root: Path, file: str, data: bytes) -> Iterator[None]:
    (root / file).write_bytes(data)
    try:
        yield
    finally:
        (root / file).write_bytes(FILES[file])


def is_told_in_words(root: Path) -> None:
    problems = check(root)
    for problem in problems:
        assert problem.file
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.what
        assert problem.mend
        text = root / problem.file
        if text.is_file():
            assert problem.line <= text.read_bytes().count(b"\n") + 1
    if any(problem.severity == "error" for problem in problems):
        with pytest.raises(ContentError):
            load(root)
    else:
        assert load(root).warnings == problems


@effort(100)
@given(data=st.data(), file=st.sampled_from(sorted(FILES)))
def test_bytes_are_replaced(root: Path, data: st.DataObject, file: str) -> None:
    original = FILES[file]
    start = data.draw(st.integers(0, len(original)))
    end = min(len(original), start + data.draw(st.integers(0, 12)))
    piece = data.draw(PIECES | st.binary(max_size=6))
    with mutated(root, file, original[:start] + piece + original[end:]):
        is_told_in_words(root)


@effort(100)
@given(data=st.data(), file=st.sampled_from(sorted(FILES)))
def test_lines_are_moved_about(root: Path, data: st.DataObject, file: str) -> None:
    lines = FILES[file].splitlines(keepends=True)
    line = st.integers(0, len(lines) - 1)
    for _ in range(data.draw(st.integers(1, 3))):
        here = data.draw(line) % len(lines)
        match data.draw(st.sampled_from(["drop", "double", "swap", "indent", "outdent", "empty"])):
            case "drop" if len(lines) > 1:
                del lines[here]
            case "double":
                lines.insert(here, lines[here])
            case "swap":
                other = data.draw(line) % len(lines)
                lines[here], lines[other] = lines[other], lines[here]
            case "indent":
                lines[here] = b"  " + lines[here]
            case "outdent":
                lines[here] = lines[here].removeprefix(b"  ")
            case "empty":
                lines[here] = lines[here].partition(b":")[0] + b":\n"
            case _:
                pass
    with mutated(root, file, b"".join(lines)):
        is_told_in_words(root)


@effort(40)
@given(file=st.sampled_from(sorted(FILES)), other=st.sampled_from(sorted(FILES)))
def test_one_file_stands_in_anothers_place(root: Path, file: str, other: str) -> None:
    with mutated(root, file, FILES[other]):
        is_told_in_words(root)


@effort(40)
@given(file=st.sampled_from(sorted(FILES)), data=st.binary(max_size=200))
def test_any_bytes_at_all(root: Path, file: str, data: bytes) -> None:
    with mutated(root, file, data):
        is_told_in_words(root)
