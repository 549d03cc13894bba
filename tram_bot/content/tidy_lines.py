"""Line ends, and blanks and tabs that nobody sees."""

from tram_bot.content.tidy_text import Change, Text

_MARK = "\ufeff"


def tidied_lines(text: Text) -> Text:
    """The text in lines that end in a line feed, the last one too, and in nothing unseen before
    it; but for what a text of several lines has to keep."""
    for step in (_without_mark, _without_returns, _without_trailing, _ended):
        after = step(text)
        if after is not text and after.says_the_same_as(text):
            text = after
    return text


def _without_mark(text: Text) -> Text:
    if not text.text.startswith(_MARK):
        return text
    change = Change(1, "took the byte order mark away")
    return text.with_text(text.text.removeprefix(_MARK), change)


def _without_returns(text: Text) -> Text:
    count = text.text.count("\r\n")
    if not count:
        return text
    change = Change(1, f"ended {count} lines in a line feed alone")
    return text.with_text(text.text.replace("\r\n", "\n"), change)


def _without_trailing(text: Text) -> Text:
    lines = text.text.split("\n")
    trailing = [at for at, line in enumerate(lines) if line != line.rstrip(" \t")]
    whole = _stripped(text, trailing)
    if not trailing or whole.says_the_same_as(text):
        return whole
    # A text of several lines may need some of them.
    for at in trailing:
        after = _stripped(text, [at])
        text = after if after.says_the_same_as(text) else text
    return text


def _stripped(text: Text, places: list[int]) -> Text:
    if not places:
        return text
    lines = text.text.split("\n")
    for at in places:
        lines[at] = lines[at].rstrip(" \t")
    changes = (Change(at + 1, "took the blanks at the end away") for at in places)
    return text.with_text("\n".join(lines), *changes)


def _ended(text: Text) -> Text:
    if not text.text or text.text.endswith("\n"):
        return text
    last = text.text.count("\n") + 1
    return text.with_text(f"{text.text}\n", Change(last, "ended the last line"))
