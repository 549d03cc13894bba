"""*Did you mean …?*: the known name that was probably wanted, and how names are put to people."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

SHOWN = 40
"""Letters of what an admin has written that are quoted. Ours: enough to know it by."""
_WORD = re.compile(r"[^\W_]{3,}")
_ALIKE = 0.7
"""How much of two names has to be the same."""
_LENGTH_APART = 0.4
"""And how much longer or shorter the meant one may be, as a share of what was written."""


def closest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like this one, or nothing if none does.

    Parts may have changed places, as they do in names that one remembers by halves. A name that is
    much shorter or longer is another word, unless it goes on as this one begins.

    >>> closest("powder-difraction", ["powder-diffraction", "raman"])
    'powder-diffraction'
    >>> closest("xrd-powder", ["powder-diffraction", "raman"])
    'powder-diffraction'
    >>> closest("aks", ["again", "ask"])
    'ask'
    >>> closest("stal", ["crystal"]), closest("spectro", ["spectroscopy"])
    ('', 'spectroscopy')
    >>> closest("zzz", ["powder-diffraction", "raman"])
    ''
    """
    names = sorted(set(known))
    folded = {each.casefold(): each for each in reversed(names)}
    wanted = name.casefold()
    near = [
        each
        for each in folded
        if abs(len(each) - len(wanted)) <= len(wanted) * _LENGTH_APART or each.startswith(wanted)
    ]
    alike = get_close_matches(wanted, near, n=1, cutoff=_ALIKE)
    if alike:
        return folded[alike[0]]
    swapped = [each for each in folded if sorted(each) == sorted(wanted)]
    if swapped:
        return folded[swapped[0]]
    words = set(_WORD.findall(wanted))
    sharing = [each for each in folded if words & set(_WORD.findall(each))]
    if not sharing:
        return ""
    best = max(sharing, key=lambda each: SequenceMatcher(None, wanted, each).ratio())
    return folded[best]


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """The mend for an unknown name: the closest known one, else other advice.

    >>> did_you_mean("lable", ["label"], "remove it")
    "did you mean 'label'?"
    """
    best = closest(name, known)
    return f"did you mean '{best}'?" if best else otherwise


def one_of(names: Iterable[str], most: int = 12) -> str:
    """Names for a choice between them, cut short if there are many.

    >>> one_of(["kept", "used-up"])
    "one of 'kept', 'used-up'"
    """
    listed = [f"'{name}'" for name in names]
    if len(listed) == 1:
        return listed[0]
    return f"one of {', '.join(listed[:most])}{' …' if len(listed) > most else ''}"


def short(text: str) -> str:
    """A text, cut short if it is long."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
