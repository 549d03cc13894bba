"""The real content, in English only: what most tests speak, and what starts soonest."""

import shutil
from pathlib import Path

_FOLDERS = ("intents", "facility_catalogue")
_OTHERS = ("de", "da", "sv", "fi", "et", "lv", "lt", "pl")


def english_only(root: Path, folder: Path) -> Path:
    """A copy of the content under `root` that offers no other language; where it is."""
    for name in _FOLDERS:
        shutil.copytree(root / name, folder / name)
    path = folder / "intents" / "languages.yaml"
    text = path.read_text(encoding="utf-8")
    for language in _OTHERS:
        text = text.replace(f"  {language}: {{", f"  {language}: {{offered: false, ")
    path.write_text(text, encoding="utf-8")
    return folder
