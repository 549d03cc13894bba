"""Links that stand in a text, or are one: whether they can lead anywhere, by their form."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

_LINK = re.compile(r"https?://[^\s<>\"]+")
_MISSPELT = re.compile(
    r"(?<![\w./:@-])(?!https?://)(?:h{1,2}t{1,3}p{0,2}s{0,2}|ttps?)(?::/{0,3}|/{2,3})"
    r"[^\s<>\"/:][^\s<>\"]*",
    re.IGNORECASE,
)
"""What was meant as a link, and does not begin as one."""
_BEGINNING = re.compile(r"(?P<scheme>[a-z]+):?/*", re.IGNORECASE)
_AFTER = ".,;:!?'’”»"
"""Signs at the end of a link that belong to the sentence."""
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
_SCHEME_AGAIN = re.compile(r"https?:/+\S*?https?:/+")
_NO_PUBLIC_NAME = (".internal", ".invalid", ".lan", ".local", ".localhost", ".test")
_OF_A_VISIT = ("fbclid", "gclid", "jsessionid", "phpsessid", "sessionid", "sid", "token")
"""Parts of an address that were given to one visitor."""


def links_in(text: str) -> Iterator[str]:
    """The links of a text, without the sentence around them.

    >>> list(links_in("See https://example.org/page (or [http://example.org])."))
    ['https://example.org/page', 'http://example.org']
    """
    yield from map(_without_sentence, _LINK.findall(text))


def misspelt_links_in(text: str) -> Iterator[tuple[str, str]]:
    """What does not begin as links do and was meant as one, and how it is written.

    >>> list(misspelt_links_in("See htps://example.org/page (or https://example.org)."))
    [('htps://example.org/page', 'https://example.org/page')]
    """
    for link in map(_without_sentence, _MISSPELT.findall(text)):
        beginning = _BEGINNING.match(link)
        if beginning and "." in link:
            scheme = "https" if "s" in beginning["scheme"].lower() else "http"
            yield link, f"{scheme}://{link[beginning.end() :]}"


def _without_sentence(link: str) -> str:
    link = link.rstrip(_AFTER)
    while _ends_in_a_bracket(link):
        link = link[:-1].rstrip(_AFTER)
    return link


def _ends_in_a_bracket(link: str) -> bool:
    """Whether it ends in a bracket that it does not open."""
    return any(
        link.endswith(closed) and link.count(closed) > link.count(opened)
        for opened, closed in _BRACKETS
    )


def host_of(link: str) -> str:
    """The host that a link leads to, "" if it is no address.

    >>> host_of("https://www.example.org/a-page/"), host_of("https://[address]")
    ('www.example.org', '')
    """
    try:
        return (urlsplit(link).hostname or "").rstrip(".")
    except ValueError:
        return ""


def dead_by_form(link: str) -> tuple[str, str] | None:
    """Why a link leads nowhere, or not for long, and how to mend it; None if nothing shows.

    >>> dead_by_form("https://www.example.org/a-page/")
    >>> dead_by_form("https://example.org/a-pa…")
    ('is cut off', 'copy the whole address from the browser')
    """
    host = host_of(link)
    if not host:
        return "is no address", "copy the whole address from the browser"
    parts = urlsplit(link)
    if _SCHEME_AGAIN.match(link) and "web.archive.org" not in host:
        return "holds a second address", "keep one of them"
    if "…" in link:
        return "is cut off", "copy the whole address from the browser"
    if (link[-1] in _AFTER and not link.endswith("...")) or _ends_in_a_bracket(link):
        return f"ends in '{link[-1]}', which is no part of it", f"take the '{link[-1]}' away"
    if _is_address(host) or host.endswith(_NO_PUBLIC_NAME):
        return f"leads to '{host}', which nobody outside knows", "use the public address"
    given = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    session = sorted(given.intersection(_OF_A_VISIT))
    if session or ";jsessionid=" in parts.path.lower():
        named = session[0] if session else "jsessionid"
        return f"holds '{named}', which is one visitor's", f"take '{named}' and its value away"
    return None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
