"""The small content of the tests with the five plain questions of `form.py` in it."""

from pathlib import Path

from benchmarks.turns.form import DONE, IDS, QUESTIONS
from tests.small_content import write_small_content

_STRUCTURE = """\
id: challenge
consent_version: "2026-11"
questions:
  - id: problem
    paragraph: true
    essential: true
    slots:
      - {id: problem, kind: text, inferred: false}
  - id: consent
    essential: true
    slots:
      - {id: consent, kind: consent, inferred: false}
  - id: sample_count
    slots:
      - {id: sample_count, kind: count, counts: samples}
  - id: country
    essential: true
    slots:
      - {id: country, kind: country}
  - id: email
    essential: true
    slots:
      - {id: email, kind: email, personal: true}
retired: []
"""

_OPTIONS = """\
          options:
            agree:
              label: Yes, you may
              accept: ["yes"]
            decline:
              label: No, please do not
              accept: ["no"]
"""


def write_form(folder: Path) -> None:
    """Write the content folders there."""
    write_small_content(folder)
    topic = folder / "intents" / "challenge"
    (topic / "questionnaire.yaml").write_text(_STRUCTURE, encoding="utf-8")
    words = topic / "en.yaml"
    before, _, _ = words.read_text(encoding="utf-8").partition("  questions:\n")
    asked = "".join(_question(id, ask) for id, ask in zip(IDS, QUESTIONS, strict=True))
    words.write_text(f"{before}  questions:\n{asked}", encoding="utf-8")
    phrases = folder / "intents" / "phrases" / "en.yaml"
    phrases.write_text(_asking(phrases.read_text(encoding="utf-8")), encoding="utf-8")


def _question(id: str, ask: str) -> str:
    return (
        f'    {id}:\n      ask: "{ask}"\n'
        "      why: The centre needs it.\n      example: an example\n"
        f'      slots:\n        {id}:\n          label: {id}\n          ask: "{ask}"\n'
        f"{_OPTIONS if id == 'consent' else ''}"
    )


def _asking(phrases: str) -> str:
    """The phrases, with the mark of the last reply in that which asks whether all is right."""
    lines = [
        f'  review_ask: "{DONE}"' if line.startswith("  review_ask:") else line
        for line in phrases.splitlines()
    ]
    return "\n".join(lines) + "\n"
