"""No text keeps a regular expression of ours busy, and none stands in content."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.small_content import small_content
from tram_bot import serving

_PATIENCE = 300
"""Seconds for all texts together, which take some fifteen: a pattern whose work grows faster than a
text needs minutes or for ever for the first that fits it."""


@pytest.mark.usefixtures("nine")  # what the program would have to learn is learnt
def test_every_text_that_is_made_for_our_patterns_is_read(root: Path) -> None:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.attacks.slow_patterns", "6"],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        told = (late.stdout or b"").decode().splitlines()
        pytest.fail(f"still busy with {told[-1] if told else 'nothing'}")
    assert done.returncode == 0, done.stderr
    assert " texts, the slowest " in done.stdout


def test_what_an_admin_writes_is_never_a_pattern(tmp_path: Path) -> None:
    files = dict(small_content())
    (money,) = (file for file, text in files.items() if "- is it expensive" in text)
    evil = ("(a+)+$", "a.*b", "[x", "(?P<x>y", "x*+")
    lines = "".join(f"\n      - {json.dumps(each)}" for each in evil)
    files[money] = files[money].replace("- is it expensive", f"- is it expensive{lines}")
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    content = serving.build_content(tmp_path)
    for text in ("a" * 4_000 + "!", "our paint peels off"):
        best = content.understand(text, "en", date(2026, 11, 25)).best
        assert best is None or (best.confidence < 0.5 and not best.exact)
