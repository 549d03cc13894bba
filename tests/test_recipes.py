"""What the admin's page says to write into the content can be written there."""

import re
import shutil
from pathlib import Path

from tram_bot.content import loader

_RECIPE = re.compile(
    r'<!-- into (?P<file>\S+), (?:above "(?P<line>[^"]+)"|at its end) -->\n'
    r"```yaml\n(?P<text>.*?)```\n",
    re.DOTALL,
)


def test_every_recipe_can_be_followed_to_the_letter(root: Path, tmp_path: Path) -> None:
    for folder in ("intents", "facility_catalogue"):
        shutil.copytree(root / folder, tmp_path / folder)
    page = (root / "docs/admin.md").read_text(encoding="utf-8")

    recipes = list(_RECIPE.finditer(page))
    for recipe in recipes:
        _follow(tmp_path / recipe["file"], recipe["line"], recipe["text"])

    loaded = loader.load(tmp_path)
    visit = loaded.intents["visit"]
    assert set(visit.words.by_language) == {"en", "de", "pl"}
    questions = loaded.questionnaires["challenge"].questions
    assert "standard" in [question.id for question in questions]
    assert "example-corrosion-laboratory" in loaded.catalogue.facilities
    assert page.count("<!-- into ") == len(recipes)


def _follow(file: Path, line: str | None, text: str) -> None:
    before = file.read_text(encoding="utf-8")
    if line is None:
        file.write_text(f"{before}{text}", encoding="utf-8")
        return
    assert before.count(f"\n{line}\n") == 1, f"{file.name} has '{line}' more or less than once"
    file.write_text(before.replace(f"\n{line}\n", f"\n{text}{line}\n"), encoding="utf-8")
