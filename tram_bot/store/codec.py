"""Core values <-> JSON documents that carry a schema number.

A document of an older number is upgraded on load, one pure function a step, and never
rejected. To change a core value in a way that old documents do not survive, append a function to
its table here; adding a field with a default needs none.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, SchemaValidator, to_jsonable_python

from tram_bot.core.conversation import Conversation
from tram_bot.core.lead import Lead
from tram_bot.errors import SettingsError
from tram_bot.outgoing import Item, kind_of_type
from tram_bot.store.rows import whole
from tram_bot.store.tagged import validator

T = TypeVar("T")

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""From the fields of one schema number to those of the next."""

CONVERSATION_UPGRADES: tuple[Upgrade, ...] = ()
LEAD_UPGRADES: tuple[Upgrade, ...] = ()
ITEM_UPGRADES: Mapping[str, tuple[Upgrade, ...]] = {}
"""By the kind of outbox item."""


class UnreadableError(Exception):
    """A kept document does not have the shape its schema number promises: our own mistake.

    The text names the fields and never what stands in them.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec(Generic[T]):
    """Reads and writes one kind of value; `what` is its name in an error.

    The upgrade at index n turns schema number n + 1 into n + 2.
    """

    what: str
    adapter: TypeAdapter[T]
    validator: SchemaValidator
    upgrades: tuple[Upgrade, ...]

    @property
    def schema(self) -> int:
        """The number that documents are written with."""
        return len(self.upgrades) + 1

    def dump(self, value: T) -> str:
        """The value as a JSON document."""
        try:
            body = self.adapter.dump_json(value, warnings="none").decode()
        except PydanticSerializationError:
            # Half a surrogate pair in a text, or a mapping that is no dict.
            plain = to_jsonable_python(value, fallback=_plain)
            body = whole(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))
        return f"{self._opening},{body[1:]}" if body != "{}" else f"{self._opening}}}"

    def load(self, document: str) -> T:
        """The value of a document, upgraded if it is an older one.

        Raises SettingsError for a newer one, UnreadableError for one that breaks its promise.
        """
        if not document.startswith(f"{self._opening},"):
            document = self._upgraded(document)
        try:
            value: T = self.validator.validate_json(document)
        except ValidationError as error:
            # The error itself quotes the document, which holds a person's words.
            raise UnreadableError(f"a kept {self.what} is unreadable: {_wheres(error)}") from None
        return value

    @property
    def _opening(self) -> str:
        return f'{{"schema":{self.schema}'

    def _upgraded(self, document: str) -> str:
        fields: dict[str, Any] = json.loads(document)
        number: int = fields.pop("schema")
        if number > self.schema:
            raise SettingsError(
                f"the database holds a {self.what} of schema {number} and this tram-bot knows "
                f"{self.schema} at most: start the newer tram-bot that wrote it"
            )
        for upgrade in self.upgrades[number - 1 :]:
            fields = upgrade(fields)
        return json.dumps(fields)


def codec(what: str, values: type[T], upgrades: tuple[Upgrade, ...] = ()) -> Codec[T]:
    """The codec of one type of values. Building it takes some milliseconds."""
    adapter = TypeAdapter(values)
    return Codec(what=what, adapter=adapter, validator=validator(adapter), upgrades=upgrades)


@cache
def conversations() -> Codec[Conversation]:
    """The codec of conversations, built at its first use."""
    return codec("conversation", Conversation, CONVERSATION_UPGRADES)


@cache
def leads() -> Codec[Lead]:
    """The codec of leads, built at its first use."""
    return codec("lead", Lead, LEAD_UPGRADES)


@cache
def item(kind: str) -> Codec[Any]:
    """The codec of one kind of thing that waits in the outbox, built at its first use.

    Raises KeyError for a kind there is not.
    """
    return codec(kind.replace("_", " "), _ITEMS[kind], ITEM_UPGRADES.get(kind, ()))


_ITEMS: Mapping[str, type[Any]] = {kind_of_type(each): each for each in get_args(Item)}


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} cannot be kept")


def _wheres(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return ", ".join(f"{'.'.join(map(str, fault['loc']))} ({fault['type']})" for fault in faults)
