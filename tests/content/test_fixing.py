"""`check --fix` does what is mechanical, says what it did, and changes nothing that a file says."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.effort import effort
from tests.ordinary_user import as_ordinary_user
from tests.small_content import small_content, write_small_content
from tram_bot import cli
from tram_bot.content.files import Found, find
from tram_bot.content.loader import check
from tram_bot.content.tidy import tidied
from tram_bot.content.yaml_source import read
from tram_bot.errors import Problem

MONEY = "intents/money/intents.yaml"
MONEY_EN = "intents/money/en.yaml"
CHALLENGE_EN = "intents/challenge/en.yaml"
QUESTIONS = "intents/challenge/questionnaire.yaml"
POLAND = "facility_catalogue/facilities/poland/facilities.yaml"
CORROSION_LAB = "  - id: example-corrosion-lab\n"
POLAND_EN = "facility_catalogue/facilities/poland/en.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    return tmp_path


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def fixed(root: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    """The exit code, and the lines that say what was done."""
    code = cli.main(["check", "--fix", "--content", str(root)])
    lines = capsys.readouterr().out.splitlines()
    return code, [line for line in lines if line.endswith(" (fixed)")]


def text_of(root: Path, file: str) -> str:
    return (root / file).read_bytes().decode()


def test_where_nothing_is_to_be_done_nothing_is_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: (root / file).stat().st_mtime_ns for file in small_content()}

    assert fixed(root, capsys) == (0, [])
    assert {file: (root / file).stat().st_mtime_ns for file in before} == before


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        (
            "label: What it costs\n",
            "label: What it costs  \n",
            4,
            "took the blanks at the end away",
        ),
        (
            "label: What it costs\n",
            "label: What it costs\t\n",
            4,
            "took the blanks at the end away",
        ),
        ("language: en", "\ufefflanguage: en", 1, "took the byte order mark away"),
    ],
)
def test_what_nobody_sees_is_taken_away(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, line: int, what: str
) -> None:
    before = text_of(root, MONEY_EN)
    edit(root, MONEY_EN, old, new)

    assert fixed(root, capsys) == (0, [f"{MONEY_EN}:{line}: {what} (fixed)"])
    assert text_of(root, MONEY_EN) == before


def test_lines_end_in_a_line_feed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text_of(root, MONEY)
    (root / MONEY).write_bytes(before.replace("\n", "\r\n").rstrip().encode())
    count = before.count("\n")

    _, done = fixed(root, capsys)

    assert done == [
        f"{MONEY}:1: ended {count - 1} lines in a line feed alone (fixed)",
        f"{MONEY}:{count}: ended the last line (fixed)",
    ]
    assert text_of(root, MONEY) == before


def test_blanks_that_belong_to_a_text_stay(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        root,
        MONEY_EN,
        "    reply: The free calls ended in 2019.\n",
        "    reply: |\n      The free calls  \n      ended in 2019.\n    label: Free \n",
    )
    edit(root, MONEY_EN, "    label: Free measurements\n", "")

    _, done = fixed(root, capsys)

    assert [line.partition(": ")[2] for line in done] == ["took the blanks at the end away (fixed)"]
    assert "The free calls  \n" in text_of(root, MONEY_EN)
    assert "label: Free\n" in text_of(root, MONEY_EN)


@pytest.mark.parametrize(
    ("old", "new", "quoted"),
    [
        (
            "The free calls ended",
            "The free calls: they ended",
            "The free calls: they ended in 2019.",
        ),
        ("label: What it costs", "label: @cost", "@cost"),
        ("label: What it costs", "label: *cost", "*cost"),
        ("label: What it costs", "label: &cost of it", "&cost of it"),
        ("label: What it costs", "label: !cost", "!cost"),
        ("label: What it costs", "label: `cost`", "`cost`"),
        ("label: What it costs", 'label: Cost: "all in"', 'Cost: "all in"'),
        ("The free calls ended in 2019.", "{countries} had them.", "{countries} had them."),
        ("The free calls ended in 2019.", "{countries}", "{countries}"),
        ("- is it expensive", "- is it expensive: yes or no", "is it expensive: yes or no"),
        ("- is it expensive", "- 2019", "2019"),
        ("- is it expensive", "- true", "true"),
    ],
)
def test_a_text_that_was_not_read_as_one_is_quoted(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, quoted: str
) -> None:
    line = text_of(root, MONEY_EN).partition(old)[0].count("\n") + 1
    edit(root, MONEY_EN, old, new)
    assert any(problem.severity == "error" for problem in check(root))
    in_quotes = json.dumps(quoted)

    assert fixed(root, capsys) == (
        0,
        [f"{MONEY_EN}:{line}: put {in_quotes} into quotes (fixed)"],
    )
    assert in_quotes in text_of(root, MONEY_EN)
    assert check(root) == ()


def test_two_texts_of_one_file_are_quoted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, MONEY_EN, "label: What it costs", "label: Cost: all in")
    edit(root, MONEY_EN, "label: Free measurements", "label: @free")

    code, done = fixed(root, capsys)

    assert (code, len(done)) == (0, 2)


@pytest.mark.parametrize("word", ["no", "On", "YES"])
def test_words_that_others_take_for_a_truth_value_are_quoted(
    root: Path, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    edit(root, CHALLENGE_EN, 'accept: ["no"]', f"accept: [never, {word}, {word} way]")

    _, (done,) = fixed(root, capsys)

    assert f'put "{word}" into quotes' in done
    assert f'accept: [never, "{word}", {word} way]' in text_of(root, CHALLENGE_EN)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (MONEY_EN, "label: What it costs", "label: What it costs #1"),
        (MONEY_EN, "label: What it costs", "label: [What, it costs]"),
        (MONEY_EN, "label: What it costs", 'label: "What it costs'),
        (MONEY_EN, "label: What it costs", "label: null"),
        (MONEY_EN, "label: What it costs", "label: What\tit costs"),
        (MONEY_EN, "label: What it costs", "label: Cost: and\n      all of it"),
        (MONEY_EN, "label: What it costs", "label: What it costs\n    label: Costs"),
        (MONEY, "offers: [cost]", "offers: [cost"),
        (MONEY, "offers: [cost]", "offers: cost"),
        (MONEY, "offers: [cost]", "offers: cost: all of it"),
        (MONEY, "    as_of: 2019-02", "   as_of: 2019-02"),
    ],
)
def test_what_is_not_clear_is_left_to_the_admin(
    root: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str
) -> None:
    edit(root, file, old, new)
    before = text_of(root, file)
    told = check(root)
    assert told

    assert fixed(root, capsys)[1] == []
    assert text_of(root, file) == before
    assert check(root) == told


def test_entries_are_put_into_the_order_of_the_structure(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text_of(root, POLAND_EN)
    head, entries = before.split("facilities:\n")
    first, _, second = entries.partition("  example-corrosion-lab:\n")
    remark = "  # only part of it is open\n"
    second = f"{remark}  example-corrosion-lab:\n{second}"
    (root / POLAND_EN).write_text(f"{head}facilities:\n{second}\n{first}", "utf-8")

    _, (done,) = fixed(root, capsys)

    assert text_of(root, POLAND_EN) == f"{head}facilities:\n{first}\n{second}"
    assert done == f"{POLAND_EN}:3: moved 'example-synchrotron' to its place (fixed)"


def test_a_change_is_told_by_the_line_that_it_has_then(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = text_of(root, MONEY_EN)
    head, cost, rest = text.partition("  cost:\n")
    body, explain, end = rest.partition("  explain:\n")
    text = head + explain + end + cost + body.replace("label: What it costs", "label: Cost: all")
    (root / MONEY_EN).write_text(text, "utf-8")

    _, done = fixed(root, capsys)

    (quoted,) = [line for line in done if "into quotes" in line]
    line = int(quoted.split(":")[1])
    assert text_of(root, MONEY_EN).split("\n")[line - 1] == '    label: "Cost: all"'
    assert text_of(root, MONEY_EN).index("  cost:") < text_of(root, MONEY_EN).index("  explain:")


def test_what_was_done_and_what_is_left_are_told_to_programs_too(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, MONEY_EN, "label: What it costs", "label: Cost: all in")
    edit(root, MONEY, "does: explain", "does: explode")

    assert cli.main(["check", "--fix", "--json", "--content", str(root)]) == 1
    told = json.loads(capsys.readouterr().out)

    assert [(each["file"], each["line"]) for each in told["fixed"]] == [(MONEY_EN, 4)]
    assert "'explode' is no value for 'does'" in [each["what"] for each in told["problems"]]


def test_the_rights_of_a_file_stay_and_nothing_lies_beside_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, MONEY_EN, "label: What it costs", "label: What it costs ")
    (root / MONEY_EN).chmod(0o640)

    fixed(root, capsys)

    assert (root / MONEY_EN).stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (root / MONEY_EN).parent.iterdir()) == [
        "en.yaml",
        "intents.yaml",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (QUESTIONS, "  - id: deadline\n", "  - id: problem\n  - id: deadline\n"),
        (POLAND, CORROSION_LAB, f"  - id: example-synchrotron\n{CORROSION_LAB}"),
    ],
)
def test_an_id_that_stands_twice_gives_no_order(
    root: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str
) -> None:
    edit(root, file, old, new)
    edit(root, MONEY_EN, "label: What it costs", "label: What it costs ")
    before = text_of(root, CHALLENGE_EN)

    code, done = fixed(root, capsys)

    assert code == 1
    assert done == [f"{MONEY_EN}:4: took the blanks at the end away (fixed)"]
    assert text_of(root, CHALLENGE_EN) == before


def test_a_file_that_may_not_be_read_is_told_of_and_the_others_are_mended(
    public_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_content(public_folder)
    edit(public_folder, MONEY_EN, "label: What it costs", "label: What it costs ")
    (public_folder / MONEY_EN).parent.chmod(0o777)
    (public_folder / CHALLENGE_EN).chmod(0o600)
    with as_ordinary_user():
        code = cli.main(["check", "--fix", "--content", str(public_folder)])

    lines = capsys.readouterr().out.splitlines()
    assert code == 1
    assert lines[0] == f"{MONEY_EN}:4: took the blanks at the end away (fixed)"
    assert any(f"{CHALLENGE_EN}:1:1: the file cannot be read" in line for line in lines)


def test_a_file_that_cannot_be_written_is_the_operators(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, MONEY_EN, "label: What it costs", "label: What it costs ")
    (root / MONEY_EN).with_name(".en.yaml.new").mkdir()

    assert cli.main(["check", "--fix", "--content", str(root)]) == 2
    assert "cannot write" in capsys.readouterr().err


FILES = {file: text.encode() for file, text in small_content().items()}
PIECES = ["", " ", "\t", "\r\n", "\n", ": ", " #", '"', "@", "- ", "no", "{", "[", "true", "1", "|"]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Found]:
    root = tmp_path_factory.mktemp("content")
    write_small_content(root)
    return find(root)[0]


def errors_of(problems: Sequence[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


@effort(150)
@given(data=st.data(), file=st.sampled_from(sorted(FILES)))
def test_whatever_a_file_said_it_says_afterwards(
    found: Sequence[Found], data: st.DataObject, file: str
) -> None:
    text = FILES[file].decode()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at:]
    folder = next(each.folder for each in found if each.file == file)
    beside = {each: FILES[each.file] for each in found if each.folder == folder}
    beside = {each: text.encode() if each.file == file else old for each, old in beside.items()}

    for each in tidied(list(beside.items())):
        before, wrong_before = read(file, text.encode())
        after, wrong_after = read(file, each.data)
        assert each.found.file == file
        assert each.changes
        assert max(each.changes).line <= each.data.count(b"\n") + 1
        if before:
            assert after is not None
            assert errors_of(wrong_after) <= errors_of(wrong_before)
        if before and not any("into quotes" in change.what for change in each.changes):
            assert after is not None
            assert after.value == before.value
        again = {**beside, each.found: each.data}
        assert list(tidied(list(again.items()))) == [], "nothing is left for a second time"
