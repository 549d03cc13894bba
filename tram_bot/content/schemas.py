"""JSON Schemas of the content files, for editors: completion, explanations and red lines.

A file names its schema in its first line, as the YAML servers of VS Code, Neovim and JetBrains
read it: https://github.com/redhat-developer/yaml-language-server#using-inlined-schema
"""

import json
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from tram_bot.content.files import Found, Role, find
from tram_bot.content.roles import ROLES
from tram_bot.content.shapes import Shape

FOLDER = "docs/schemas"
"""Where they stand, beside the content folders."""
MODELINE = "# yaml-language-server: $schema="


def schemas() -> Mapping[str, str]:
    """Each schema by the name of its file."""
    return {_name(role): _schema(shape) for shape, role in ROLES.items()}


def modeline(found: Found) -> str:
    """The first line of a content file, which leads an editor to its schema."""
    return f"{MODELINE}{posixpath.relpath(f'{FOLDER}/{_name(found.role)}', found.folder)}"


def with_modeline(found: Found, text: str) -> str:
    """A file's text with the right first line, everything else as it was."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    first, end, rest = text.removeprefix(mark).partition("\n")
    end = "\r\n" if first.endswith("\r") else end or "\n"
    body = rest if first.startswith(MODELINE) else text.removeprefix(mark)
    return f"{mark}{modeline(found)}{end}{body}"


def outdated(root: Path) -> Iterator[tuple[Path, str]]:
    """The files of schemas and content that are not as they should be, and how they should be.
    Files that cannot be read as text are left to `check`."""
    for name, schema in schemas().items():
        path = root / FOLDER / name
        if not path.is_file() or path.read_text(encoding="utf-8") != schema:
            yield path, schema
    for found in find(root)[0]:
        try:
            # Line ends stay as they are.
            text = found.path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        mended = with_modeline(found, text)
        if mended != text:
            yield found.path, mended


def _name(role: Role) -> str:
    return f"{role.value.replace(' ', '-')}.json"


def _schema(shape: type[Shape]) -> str:
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **shape.model_json_schema(ref_template="#/definitions/{model}"),
    }
    # Editors know the older name best.
    schema["definitions"] = schema.pop("$defs", {})
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
