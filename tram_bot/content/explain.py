"""A document held against its shape: the value it makes, or all that does not fit, in words."""

import re
import types
from collections.abc import Iterator
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tram_bot.content.document import TOP, Document, Path, Place, Plain
from tram_bot.content.explain_forms import (
    as_keys,
    as_list,
    instead_of,
    is_null,
    is_of_one_list,
    meant_key,
    negated,
    remark_at,
    run_together,
)
from tram_bot.content.files import INTENTS
from tram_bot.content.hints import did_you_mean, one_of, short
from tram_bot.content.shapes import Shape, id_of
from tram_bot.content.yaml_source import quoted
from tram_bot.errors import Problem

S = TypeVar("S", bound=Shape)

_QUOTED = re.compile(r"'([^']+)'")
_BOOLEANS = {
    **dict.fromkeys(("yes", "y", "on", "true", "ja", "tak"), "true"),
    **dict.fromkeys(("no", "n", "off", "false", "nej", "nein", "nie"), "false"),
}


def fitted(document: Document, shape: type[S]) -> tuple[S | None, tuple[Problem, ...]]:
    """The document as its shape, or every way in which it does not fit."""
    try:
        return shape.model_validate(document.value), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {each for detail in details for each in _meant_by(document, shape, detail)}
        told = (
            each
            for each in details
            if not _follows(document, each)
            and not (each["type"] == "missing" and each["loc"] in misspelt)
        )
        return None, tuple(_explained(document, shape, each) for each in told)


def _meant_by(document: Document, shape: type[Shape], error: ErrorDetails) -> Iterator[Path]:
    """The key that an unknown one was probably to be."""
    if error["type"] == "extra_forbidden":
        *owner, name = error["loc"]
        meant = meant_key(str(name), list(_keys_at(shape, tuple(owner))), document.file)
        if meant:
            yield (*owner, meant)


def meant_in(document: Document, name: str) -> str:
    """The id that a name comes to in a file; nothing if none does."""
    # Below intents/ words are joined by underscores.
    id = id_of(name)
    return id.replace("-", "_") if document.file.startswith(INTENTS) else id


def is_unknown(shape: type[Shape], path: Path) -> bool:
    """Whether a shape has no such key at this path, or none on the way to it."""
    here: object = shape
    for step in path:
        if isinstance(here, type) and issubclass(here, Shape) and step not in here.model_fields:
            return True
        here = _below(here, step)
    return False


def _follows(document: Document, error: ErrorDetails) -> bool:
    """Whether a problem only comes of a key that has its value run into it, or of a list without
    its brackets, which is told."""
    path: Path = tuple(error["loc"])
    parent = document.get(path[:-1])
    if error["type"] == "missing" and isinstance(parent, dict):
        apart = (run_together(document, (*path[:-1], key)) for key in parent)
        return any(each and each.key == path[-1] for each in apart)
    if _is_about_key(error):
        return False
    return run_together(document, path) is not None or is_of_one_list(document, path)


def _is_about_key(error: ErrorDetails) -> bool:
    return error["loc"][-1:] == ("[key]",) or error["type"] == "extra_forbidden"


def _explained(document: Document, shape: type[Shape], error: ErrorDetails) -> Problem:
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    is_about_key = _is_about_key(error)
    place = document.at_key(path) if is_about_key else document.at(path)
    together = run_together(document, path) if is_about_key else None
    if together:
        place = Place(place.line, place.column + len(together.key))
        kind = _kind_at(shape, path) or _kind_at(shape, (*path[:-1], together.key))
        return document.problem(place, together.what, together.mend(get_origin(kind) is tuple))
    if error["type"] == "missing":
        place = _place_of_parent(document, path)
    what, mend = _words(document, shape, error, path)
    return document.problem(place, what, mend)


def _place_of_parent(document: Document, path: Path) -> Place:
    return document.at_key(path[:-1]) if len(path) > 1 else TOP


def _words(
    document: Document, shape: type[Shape], error: ErrorDetails, path: Path
) -> tuple[str, str]:
    name = str(path[-1]) if path else "the file"
    context = error.get("ctx", {})
    given = document.get(path)
    allowed = _QUOTED.findall(str(context.get("expected", "")))
    match error["type"]:
        case "misfit":
            what, mend, apart = (str(context.get(each, "")) for each in ("what", "mend", "apart"))
            if opposite := negated(path, given):
                return what, opposite
            meant = meant_in(document, str(context.get("meant", "")))
            if meant:
                mend = f"write '{meant}': an id has small letters a-z, digits, - and _ only"
            if apart and _in_brackets(document, path):
                return what, f"is a comma missing? write {apart}; else {mend}"
            return what, mend
        case "missing":
            owner = f" of '{path[-2]}'" if len(path) > 1 and isinstance(path[-2], str) else ""
            return f"'{name}'{owner} is missing", f"add a line '{name}: …'"
        case "extra_forbidden":
            known = list(_keys_at(shape, path[:-1]))
            return f"unknown key '{name}'", instead_of(name, known, document.file)
        case _ if given is None and (remark := remark_at(document, path)):
            what = f"'{remark}' is a remark to YAML, so nothing stands here"
            return what, f"put it into double quotes ({quoted(remark)}), or write in front of it"
        case kind if given is None and is_null(document, path):
            quotes = 'put it into quotes: "null"'
            mend = quotes if kind == "string_type" else "write a value, or remove it"
            return "null without quotes is nothing to YAML", mend
        case _ if given is None and path and isinstance(path[-1], int):
            return f"an item of '{_named(path)}' is empty", "write it, or remove its '-'"
        case "enum" | "literal_error" if given is None:
            return f"nothing stands after '{_named(path)}'", f"write {one_of(allowed)}"
        case kind if given is None:
            return f"nothing stands after '{_named(path)}'", _nothing(kind, name)
        case "enum" | "literal_error":
            parts = _written(given).split()
            if len(parts) > 1 and set(parts) <= set(allowed) and _in_brackets(document, path):
                what = f"'{_shown(given)}' is no value for '{_named(path)}'"
                return what, f"is a comma missing? write {', '.join(parts)}"
            advice = did_you_mean(_written(given), allowed, f"write {one_of(allowed)}")
            return f"'{_shown(given)}' is no value for '{_named(path)}'", advice
        case "string_type":
            return _no_text(_named(path), given, _sign_at(document, path))
        case "bool_type":
            meant = _BOOLEANS.get(str(given).lower(), "true' or 'false")
            return f"'{name}' is true or false, not '{_shown(given)}'", f"write '{meant}'"
        case "int_type":
            return f"'{_shown(given)}' is no whole number", "write digits only, without quotes"
        case "tuple_type":
            return f"'{_named(path)}' is a list, and this is none", as_list(
                document, path, of_keys=isinstance(_kind_at(shape, (*path, 0)), type(Shape))
            )
        case "dict_type" | "model_type":
            advice = as_keys(name, given, _kind_at(shape, path))
            return f"'{_named(path)}' holds keys, and this is {_sort(given)}", advice
        case _:
            return error["msg"], "look at the same place in a file that works"


def _in_brackets(document: Document, path: Path) -> bool:
    """Whether a value is the item of a list in which commas part the items: not one with a '-'
    before each, nor the cell of a table."""
    if not document.text or not path or not isinstance(path[-1], int):
        return False
    place = document.at(path)
    line = document.text.split("\n")[place.line - 1]
    return line[: place.column - 1].strip() != "-"


def _sign_at(document: Document, path: Path) -> str:
    """The character with which a value begins."""
    place = document.at(path)
    line = document.text.split("\n")[place.line - 1] if document.text else ""
    return line[place.column - 1 : place.column]


def _no_text(name: str, given: Plain, sign: str) -> tuple[str, str]:
    match given:
        case bool():
            written = str(given).lower()
            return (
                f"{written} without quotes is a truth value, not a text",
                f'put it into quotes: "{written}"',
            )
        case int():
            return f"{given} without quotes is a number, not a text", f'write "{given}"'
        case dict() if len(given) == 1 and None in given.values() and sign != "{":
            (text,) = given
            what = f"'{short(text)}:' ends with a colon, which makes it a key to YAML"
            return what, f"put it into double quotes ({quoted(f'{text}:')}), or remove the colon"
        case dict() if len(given) == 1 and None in given.values():
            return (
                "a text that begins with '{' is no text to YAML",
                "put the whole text into double quotes",
            )
        case dict():
            advice = "put a text that holds ': ' or begins with '{' into double quotes"
            return f"'{name}' is a text, and keys stand here", advice
        case _ if sign == "-":
            return "a second '-' stands here, which makes it a list of its own", "keep one '- '"
        case _:
            return f"'{name}' is one text, and a list stands here", "keep one; quote a '['"


def _nothing(kind: str, name: str) -> str:
    sample = {"tuple_type": "[one, two]", "bool_type": "true", "int_type": "1"}.get(kind, "…")
    if kind in ("dict_type", "model_type"):
        return "put 'key: value' lines below it, indented by two more blanks, or remove it"
    return f"write '{name}: {sample}', or remove the line"


def _named(path: Path) -> str:
    """The nearest key: a list item goes by the name of its list."""
    return next((step for step in reversed(path) if isinstance(step, str)), "the file")


def _shown(given: Plain) -> str:
    return short(_written(given))


def _written(given: Plain) -> str:
    """A value as it may stand in a file."""
    match given:
        case bool():
            return str(given).lower()
        case None:
            return "null"
        case tuple():
            return f"[{', '.join(map(_written, given))}]"
        case dict():
            pairs = (f"{key}: {_written(value)}" for key, value in given.items())
            return f"{{{', '.join(pairs)}}}"
        case _:
            return str(given)


def _sort(given: Plain) -> str:
    match given:
        case bool():
            return "a truth value"
        case int():
            return "a number"
        case str():
            return "a text"
        case _:
            return "a list"


def _keys_at(shape: type[Shape], path: Path) -> Iterator[str]:
    """The keys a shape has at a path below it."""
    here = _kind_at(shape, path)
    if isinstance(here, type) and issubclass(here, Shape):
        yield from here.model_fields


def _kind_at(shape: type[Shape], path: Path) -> object:
    """What kind of value a shape wants at a path below it."""
    here: object = shape
    for step in path:
        here = _below(here, step)
    return here


def _below(kind: object, step: str | int) -> object:
    if isinstance(kind, type) and issubclass(kind, Shape):
        field = kind.model_fields.get(str(step))
        return _bare(field.annotation) if field else None
    arguments = get_args(kind)
    match get_origin(kind):
        case origin if origin is dict:
            return _bare(arguments[1])
        case origin if origin is tuple:
            return _bare(arguments[0])
        case _:
            return None


def _bare(kind: object) -> object:
    """A type without what pydantic is told about it, and without *or None*."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return _bare(next(each for each in get_args(kind) if each is not type(None)))
    return kind
