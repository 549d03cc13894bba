"""E-mail addresses in a text, and what was meant as one."""

import re

from email_validator import EmailNotValidError, validate_email

from tram_bot.understanding.folding import Found

_MOST = 20
"""Addresses read in one message; whatever follows is no message to us."""
_LONGEST = 320
_AROUND = r"[^\s<>()\[\]{},;:\"|]"
_CANDIDATE = re.compile(rf"{_AROUND}{{0,{_LONGEST}}}@{_AROUND}{{0,{_LONGEST}}}")
_TRIMMED = ".!?'\"*_…»«“”„‚’`"
_PAGE = re.compile(r"//|[^@]*/@")
"""The address of a page: `https://example.org/@anna`."""
_NAME = r"[\w.+-]{2,64}"
_DOMAIN = r"(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}"
_PULLED_APART = re.compile(
    rf"\b{_NAME}\s?(?:\(at\)|\[at\]|\{{at\}}|@)\s?{_DOMAIN}\b", re.IGNORECASE
)
_TOP_DOMAINS = "com|org|net|eu|info|io|de|dk|se|fi|ee|lv|lt|pl|no"
_WITHOUT_AT = re.compile(
    rf"(?<![\w@./-])(?!www\.)[a-z0-9_-]{{2,40}}\.[a-z0-9-]{{2,40}}\.(?:{_TOP_DOMAINS})(?![\w@./-])",
    re.IGNORECASE,
)


def read_emails(text: str) -> tuple[list[Found[str]], list[Found[str]]]:
    """The addresses as they were written, and what was meant as one and cannot be one.

    Whether a mailbox exists is not asked. A word that merely begins with `@` is a handle.
    """
    good: list[Found[str]] = []
    bad: list[Found[str]] = []
    pages: list[tuple[int, int]] = []
    for start, end in _candidates(text):
        words = text[start:end]
        if _PAGE.match(words):
            pages.append((start, end))
        elif not words.startswith("@") or "@" in words[1:]:
            (good if _is_valid(words) else bad).append(Found(start, end, words))
    taken = [*pages, *((each.start, each.end) for each in (*good, *bad))]
    for pattern, marks in ((_PULLED_APART, "@([{"), (_WITHOUT_AT, ".")):
        # Few messages have any of these, and to look for the rest at each word takes long.
        for found in pattern.finditer(text) if any(mark in text for mark in marks) else ():
            start, end = found.span()
            if len(bad) < _MOST and not any(s < end and start < e for s, e in taken):
                bad.append(Found(start, end, found[0]))
                taken.append((start, end))
    return good, sorted(bad, key=lambda each: each.start)


def _candidates(text: str) -> list[tuple[int, int]]:
    spans = []
    if "@" in text:
        for found in _CANDIDATE.finditer(text):
            words = found[0].strip(_TRIMMED)
            start = found.start() + found[0].index(words)
            if words.strip("@"):
                spans.append((start, start + len(words)))
            if len(spans) == _MOST:
                break
    return spans


def _is_valid(words: str) -> bool:
    try:
        validate_email(words, check_deliverability=False, strict=True)
    except EmailNotValidError:
        return False
    return True
