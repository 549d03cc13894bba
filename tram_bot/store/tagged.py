"""Unions of the core read by their `kind`, instead of by trying every member.

The core writes `Phase = Idle | Asking | ...` and gives each member a literal `kind`; it cannot
name pydantic's discriminator, since it imports the standard library only. Put in here, it makes
loading a long conversation six times quicker (0.63 -> 0.11 ms for 16 KB) and an error precise.
"""

from typing import Any, cast

from pydantic import TypeAdapter
from pydantic_core import CoreSchema, SchemaValidator

_TAG = "kind"
_WRAPPERS = ("default", "nullable")


def validator(adapter: TypeAdapter[Any]) -> SchemaValidator:
    """The adapter's validator with every union tagged whose members all have a `kind`."""
    schema: Any = adapter.core_schema
    definitions = {each["ref"]: each for each in schema.get("definitions", ())}
    return SchemaValidator(cast(CoreSchema, _tagged(schema, definitions)))


def _tagged(node: object, definitions: dict[str, Any]) -> object:
    if isinstance(node, list):
        return [_tagged(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    inner: dict[str, Any] = {key: _tagged(value, definitions) for key, value in node.items()}
    if inner.get("type") != "union":
        return inner
    tags = [_tag(choice, definitions) for choice in inner["choices"]]
    if None in tags:
        return inner
    named = {"ref": inner["ref"]} if "ref" in inner else {}
    choices = dict(zip(tags, inner["choices"], strict=True))
    return {"type": "tagged-union", "discriminator": _TAG, "choices": choices} | named


def _tag(choice: dict[str, Any], definitions: dict[str, Any]) -> str | None:
    """The literal a member of a union has as its `kind`, or None if it has none."""
    if choice["type"] == "definition-ref":
        choice = definitions[choice["schema_ref"]]
    if choice["type"] != "dataclass":
        return None
    for field in choice["schema"]["fields"]:
        literal = field["schema"]
        while literal["type"] in _WRAPPERS:
            literal = literal["schema"]
        if field["name"] == _TAG and literal["type"] == "literal":
            return str(literal["expected"][0])
    return None
