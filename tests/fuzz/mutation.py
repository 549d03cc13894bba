"""A body that a platform sends, with something in its structure changed."""

import copy
from typing import Any

from hypothesis import strategies as st

ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 2**70, float("inf"), float("nan"), "", " ", "\0", "\n",
    "x" * 5000,
    "🙂" * 70, "\ud800", "<!channel>", "\u202e", "a\r\nSet-Cookie: x", "../../x", "D0ANNA", "C0PL",
    "U0ANNA", "9" * 30, "1e9", "00.00", [], [None], [[]], {}, {"": None}, {"id": None}, {"id": "x"},
    [{}], {"a": {"b": [{"c": {}}]}},
]  # fmt: skip


def nested(depth: int) -> Any:
    """Lists within lists."""
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


VALUES = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=20),
    st.integers(),
    st.builds(nested, st.integers(1, 300)),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


@st.composite
def mutated(draw: st.DrawFn, bodies: Any) -> Any:
    """One of the bodies, changed in one to four places."""
    body = copy.deepcopy(draw(bodies))
    for _ in range(draw(st.integers(1, 4))):
        holders = list(_holders(body))
        if not holders:
            break
        holder = holders[draw(st.integers(0, len(holders) - 1))]
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = keys[draw(st.integers(0, len(keys) - 1))]
        match draw(st.sampled_from(["drop", "replace", "replace", "replace", "move", "double"])):
            case "drop":
                del holder[key]
            case "replace":
                holder[key] = copy.deepcopy(draw(VALUES))
            case "move":
                other = holders[draw(st.integers(0, len(holders) - 1))]
                value = copy.deepcopy(holder[key])
                if isinstance(other, dict):
                    other[draw(st.sampled_from(KEYS))] = value
                else:
                    other.append(value)
            case _ if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                holder[draw(st.sampled_from(KEYS))] = copy.deepcopy(draw(VALUES))
    return body


KEYS = [
    "text", "message", "files", "user", "channel", "ts", "id", "type", "subtype", "edited", "value",
    "actions", "view", "chat", "from", "document", "photo", "data", "date", "thread_ts", "bot_id",
]  # fmt: skip


def _holders(value: Any) -> Any:
    """Every list and object in a body that holds something."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, dict) and each:
            yield each
            stack.extend(each.values())
        elif isinstance(each, list) and each:
            yield each
            stack.extend(each)
