"""What there is to know of a language's function words. All are folded."""

from dataclasses import dataclass

CLAUSE_END = "|"
"""Stands in a phrase for the end of its clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionWords:
    """A language's function words.

    `stop` are neither matched nor reported as unrecognised, greetings and shop talk included.
    `deny` takes back what follows closely ("no cracks"). Not so after one of `act` ("does not
    stick" is the problem itself), before one of `unless` ("not only cracks"), or across one of
    `clause` ("no idea why it cracks"). A word right before one of `rid` is taken back as well
    ("crack-free"); one that begins with a hyphen does so at the end of the word itself. So is what
    stands right before one of the phrases of `gone` ("cracks were not found"); one that ends with
    a bar must end its clause. What must *not be cut* may be cut after all behind one of `waive`
    ("need not be cut").

    One of `dont` is an act and its denial in one. That takes back a constraint right behind it or
    behind one of `needs` ("doesn't have to stay whole"); one that is none of `might`, and *not*
    behind one of `do`, a hazard right behind it or behind one of `holds` ("does not contain acid").

    *Nothing dangerous* must be said outright: one of `doubt` in the same clause takes it back ("if
    it is safe"), and so does a denial before one of `that` ("do not think that it is safe"). With
    one of `nothing` a language denies twice and means it once (Polish *nie ma nic groźnego*).
    None of `doubt` doubts in a phrase of `outright` ("could not be more harmless"); none of
    `either` does between two numbers (Polish *5 czy 6 próbek*), nor one of `within` before a length
    of time (Danish *om to uger*), which is one of `times` behind a number. `amounts` are numbers in
    words.
    """

    stop: frozenset[str]
    deny: frozenset[str]
    act: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    rid: frozenset[str] = frozenset()
    gone: frozenset[tuple[str, ...]] = frozenset()
    waive: frozenset[str] = frozenset()
    do: frozenset[str] = frozenset()
    dont: frozenset[str] = frozenset()
    might: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    doubt: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    nothing: frozenset[str] = frozenset()
    outright: frozenset[tuple[str, ...]] = frozenset()
    either: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()

    @property
    def endings(self) -> tuple[str, ...]:
        """What takes back the word it ends."""
        return tuple(each.removeprefix("-") for each in sorted(self.rid) if each[0] == "-")


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a list with commas, as words."""
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))
