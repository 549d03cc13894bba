"""What the real Slack refuses of blocks and messages, with the page that says so."""

import json
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


class Refusal(Exception):  # noqa: N818 - an answer of the server
    """A call that is not carried out: Slack's word for why, and what it adds to that."""

    def __init__(self, error: str, **more: Any) -> None:
        self.error = error
        self.more = more
        super().__init__(error)


_MESSAGE_BLOCKS, _VIEW_BLOCKS = 50, 100
"""https://docs.slack.dev/reference/block-kit/blocks"""
_MESSAGE_TEXT = 40_000
"""https://docs.slack.dev/reference/methods/chat.postMessage#truncating"""
_ALL_BLOCKS_TEXT = 13_200
"""Undocumented, met in practice: https://github.com/slackapi/bolt-js/issues/2509"""

_KEYS: dict[str, tuple[set[str], set[str]]] = {
    "section": (set(), {"text", "fields", "accessory", "expand"}),
    "header": ({"text"}, set()),
    "divider": (set(), set()),
    "context": ({"elements"}, set()),
    "actions": ({"elements"}, set()),
    "input": ({"label", "element"}, {"hint", "optional", "dispatch_action"}),
    "rich_text": ({"elements"}, set()),
}
"""By type, the keys a block must and may have: https://docs.slack.dev/reference/block-kit/blocks"""

_ELEMENTS: dict[str, tuple[set[str], set[str]]] = {
    "button": ({"text"}, {"action_id", "value", "style", "url", "confirm", "accessibility_label"}),
    "overflow": ({"options"}, {"action_id", "confirm"}),
    "static_select": (
        {"options"}, {"action_id", "placeholder", "initial_option", "confirm", "focus_on_load"},
    ),
    "radio_buttons": ({"options"}, {"action_id", "initial_option", "confirm", "focus_on_load"}),
    "checkboxes": ({"options"}, {"action_id", "initial_options", "confirm", "focus_on_load"}),
    "plain_text_input": (
        set(),
        {"action_id", "placeholder", "initial_value", "multiline", "min_length", "max_length",
         "focus_on_load", "dispatch_action_config"},
    ),
}  # fmt: skip
"""https://docs.slack.dev/reference/block-kit/block-elements"""

_PIECES: dict[Any, tuple[set[str], set[str]]] = {
    "text": ({"text"}, {"style"}),
    "link": ({"url"}, {"text", "style", "unsafe"}),
    "channel": ({"channel_id"}, {"style"}),
}
"""Of rich text, likewise."""


def check_message(asked: Json) -> None:
    """https://docs.slack.dev/reference/methods/chat.postMessage"""
    text, blocks = asked.get("text") or "", asked.get("blocks")
    if not text and not blocks and not asked.get("attachments"):
        raise Refusal("no_text")
    if len(text) > _MESSAGE_TEXT:
        raise Refusal("msg_too_long")
    if blocks is not None:
        check_blocks(blocks, surface="message")
        if sum(len(each["text"]) for _, each in texts(blocks)) > _ALL_BLOCKS_TEXT:
            raise Refusal("msg_blocks_too_long")
    metadata = asked.get("metadata")
    if metadata is not None and not (
        isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    ):
        # https://docs.slack.dev/messaging/message-metadata
        raise Refusal("invalid_metadata_format")


def check_view(view: Json) -> None:
    """https://docs.slack.dev/reference/views/modal-views and .../home-tab-views"""
    kind = view.get("type")
    if kind not in ("modal", "home"):
        raise Refusal("invalid_arguments", messages=["[ERROR] view type must be modal or home"])
    faults = []
    if kind == "modal":
        for key, most, needed in (("title", 24, True), ("submit", 24, False), ("close", 24, False)):
            text = view.get(key)
            if text is None:
                faults += [f"missing required field: {key}"] if needed else []
            else:
                faults += _text_faults(text, f"/{key}", most, plain=True)
    for key, most in (("private_metadata", 3000), ("callback_id", 255)):
        if len(view.get(key, "")) > most:
            faults.append(f"must be at most {most} characters [json-pointer:/view/{key}]")
    blocks = view.get("blocks", [])
    inputs = any(block.get("type") == "input" for block in blocks)
    if kind == "modal" and inputs and "submit" not in view:
        faults.append("missing required field: submit [json-pointer:/view/submit]")
    if faults:
        raise _invalid("invalid_arguments", faults)
    check_blocks(blocks, surface=kind)
    if len(json.dumps(view)) > 250_000:
        raise Refusal("view_too_large")


def check_blocks(blocks: list[Json], *, surface: str) -> None:
    """Every block by its own rules, and no id twice."""
    faults: list[str] = []
    most = _MESSAGE_BLOCKS if surface == "message" else _VIEW_BLOCKS
    if len(blocks) > most:
        faults.append(f"no more than {most} items allowed [json-pointer:/blocks]")
    ids: list[str] = []
    actions: list[tuple[int, str]] = []
    for number, block in enumerate(blocks):
        where = f"/blocks/{number}"
        faults += _block_faults(block, where)
        if block.get("block_id"):
            ids.append(block["block_id"])
        actions += [(number, e["action_id"]) for e in elements(block) if "action_id" in e]
    if len(ids) != len(set(ids)):
        faults.append("block_id must be unique")
    if len(actions) != len(set(actions)):
        faults.append("action_id must be unique within its block")
    if faults:
        raise _invalid("invalid_blocks", faults)


def elements(block: Json) -> list[Json]:
    """The interactive elements of a block."""
    found = list(block.get("elements", [])) if block.get("type") == "actions" else []
    return [*found, *(block[key] for key in ("accessory", "element") if key in block)]


def texts(node: Any) -> Iterator[tuple[str, Json]]:
    """Every text object within some blocks, with the key it stands under."""
    stack: list[tuple[str, Any]] = [("", node)]
    while stack:
        key, each = stack.pop()
        if isinstance(each, list):
            stack.extend((key, item) for item in reversed(each))
        elif isinstance(each, dict):
            if each.get("type") in ("plain_text", "mrkdwn") and "text" in each:
                yield key, each
            if each.get("type") == "rich_text_section":
                pieces = each.get("elements", [])
                yield (
                    key,
                    {
                        "type": "rich_text",
                        "text": "".join(
                            piece.get("text") or piece.get("url") or f"#{piece['channel_id']}"
                            for piece in pieces
                        ),
                        "links": [piece["url"] for piece in pieces if piece["type"] == "link"],
                    },
                )
                continue
            stack.extend((inner, value) for inner, value in reversed(each.items()))


def _invalid(error: str, faults: list[str]) -> Refusal:
    messages = [f"[ERROR] {fault}" for fault in faults]
    return Refusal(error, response_metadata={"messages": messages})


def _block_faults(block: Json, where: str) -> list[str]:
    kind = block.get("type", "")
    if kind not in _KEYS:
        return [f"unsupported type: {kind} [json-pointer:{where}/type]"]
    must, may = _KEYS[kind]
    faults = _key_faults(block, must, may | {"block_id"}, where)
    if len(block.get("block_id", "")) > 255:
        faults.append(f"must be at most 255 characters [json-pointer:{where}/block_id]")
    match kind:
        case "section":
            if "text" not in block and not block.get("fields"):
                faults.append(f"missing required field: text [json-pointer:{where}]")
            if "text" in block:
                faults += _text_faults(block["text"], f"{where}/text", 3000)
            if len(block.get("fields", [])) > 10:
                faults.append(f"no more than 10 items allowed [json-pointer:{where}/fields]")
            for number, each in enumerate(block.get("fields", [])):
                faults += _text_faults(each, f"{where}/fields/{number}", 2000)
        case "header":
            faults += _text_faults(block.get("text", {}), f"{where}/text", 150, plain=True)
        case "context":
            found = block.get("elements", [])
            if not 1 <= len(found) <= 10:
                faults.append(f"1 to 10 items allowed [json-pointer:{where}/elements]")
            for number, each in enumerate(found):
                faults += _text_faults(each, f"{where}/elements/{number}", 3000)
        case "rich_text":
            for number, each in enumerate(block.get("elements", [])):
                faults += _rich_faults(each, f"{where}/elements/{number}")
        case "actions":
            if not 1 <= len(block.get("elements", [])) <= 25:
                faults.append(f"1 to 25 items allowed [json-pointer:{where}/elements]")
        case "input":
            faults += _text_faults(block.get("label", {}), f"{where}/label", 2000, plain=True)
            if "hint" in block:
                faults += _text_faults(block["hint"], f"{where}/hint", 2000, plain=True)
        case _:
            pass
    for number, each in enumerate(elements(block)):
        faults += _element_faults(each, f"{where}/elements/{number}")
    return faults


def _element_faults(element: Json, where: str) -> list[str]:
    kind = element.get("type", "")
    if kind not in _ELEMENTS:
        return [f"unsupported type: {kind} [json-pointer:{where}/type]"]
    must, may = _ELEMENTS[kind]
    faults = _key_faults(element, must, may, where)
    if len(element.get("action_id", "")) > 255:
        faults.append(f"must be at most 255 characters [json-pointer:{where}/action_id]")
    if kind == "button":
        faults += _text_faults(element.get("text", {}), f"{where}/text", 75, plain=True)
        if len(element.get("value", "")) > 2000:
            faults.append(f"must be at most 2000 characters [json-pointer:{where}/value]")
        if element.get("style", "primary") not in ("primary", "danger"):
            faults.append(f"unsupported style [json-pointer:{where}/style]")
    if "placeholder" in element:
        faults += _text_faults(element["placeholder"], f"{where}/placeholder", 150, plain=True)
    if "confirm" in element:
        for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
            faults += _text_faults(
                element["confirm"].get(key, {}), f"{where}/confirm/{key}", most,
                plain=key != "text",
            )  # fmt: skip
    counts = {"overflow": (1, 5), "static_select": (1, 100), "radio_buttons": (1, 10),
              "checkboxes": (1, 10)}  # fmt: skip
    if kind in counts:
        least, most = counts[kind]
        options = element.get("options", [])
        if not least <= len(options) <= most:
            faults.append(f"{least} to {most} items allowed [json-pointer:{where}/options]")
        for number, option in enumerate(options):
            there = f"{where}/options/{number}"
            faults += _text_faults(option.get("text", {}), f"{there}/text", 75)
            if not 1 <= len(option.get("value", "")) <= 150:
                faults.append(f"1 to 150 characters allowed [json-pointer:{there}/value]")
        initial = element.get("initial_option")
        if initial is not None and initial not in options:
            faults.append(f"initial_option must be an option [json-pointer:{where}]")
    return faults


def _rich_faults(part: Json, where: str) -> list[str]:
    """https://docs.slack.dev/reference/block-kit/blocks/rich-text-block, as far as it is used."""
    if part.get("type") != "rich_text_section" or not part.get("elements"):
        return [f"unsupported or empty part of a rich text [json-pointer:{where}]"]
    faults = []
    for number, piece in enumerate(part["elements"]):
        there = f"{where}/elements/{number}"
        kind = piece.get("type")
        if kind not in _PIECES:
            faults.append(f"unsupported type: {kind} [json-pointer:{there}/type]")
            continue
        must, may = _PIECES[kind]
        faults += _key_faults(piece, must, may, there)
        if kind == "link" and not str(piece.get("url", "")).startswith(("http://", "https://")):
            faults.append(f"invalid url [json-pointer:{there}/url]")
        if kind == "text" and not piece.get("text"):
            faults.append(f"must be more than 0 characters [json-pointer:{there}/text]")
    return faults


def _key_faults(thing: Json, must: set[str], may: set[str], where: str) -> list[str]:
    missing = [f"missing required field: {key} [json-pointer:{where}]" for key in must - set(thing)]
    known = must | may | {"type"}
    extra = [
        f"invalid additional property: {key} [json-pointer:{where}]" for key in set(thing) - known
    ]
    return missing + extra


def _text_faults(text: Json, where: str, most: int, *, plain: bool = False) -> list[str]:
    """https://docs.slack.dev/reference/block-kit/composition-objects/text-object"""
    kind, words = text.get("type"), text.get("text")
    if kind not in ("plain_text",) + (() if plain else ("mrkdwn",)):
        return [f"unsupported type: {kind} [json-pointer:{where}/type]"]
    if not isinstance(words, str) or not words.strip():
        return [f"must be more than 0 characters [json-pointer:{where}/text]"]
    faults = []
    if len(words) > most:
        faults.append(f"must be less than {most + 1} characters [json-pointer:{where}/text]")
    allowed = {"type", "text", "emoji"} if kind == "plain_text" else {"type", "text", "verbatim"}
    if set(text) - allowed:
        faults.append(f"invalid additional property [json-pointer:{where}]")
    return faults
