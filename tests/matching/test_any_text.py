"""Whatever is written, the search stays within its word."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.matching.small_catalogue import CONCEPTS, TECHNIQUES, catalogue
from tram_bot.core.finding import FacilityMatch, Finding, Need, TechniqueMatch
from tram_bot.core.limits import FREE_TEXT_KEPT
from tram_bot.matching.finder import build

FINDER = build(catalogue())
LABELS = {each.words.by_language["en"].label for each in CONCEPTS}
OURS = sorted(
    {term.rstrip("*") for each in CONCEPTS for term in each.words.by_language["en"].terms}
    | {alias for each in TECHNIQUES for alias in each.words.by_language["en"].aliases}
    | {
        "no",
        "not",
        "without",
        "free",
        "does",
        "inside",
        "of",
        "-",
        ",",
        "\n",
        "😀",
        "žąsis",
        "تآكل",
    }
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(OURS), max_size=12).map(" ".join),
    st.lists(st.one_of(st.sampled_from(OURS), st.text(max_size=8)), max_size=12).map(" ".join),
)
NEEDS = st.builds(
    Need,
    text=TEXTS,
    language=st.sampled_from(["en", "de", "fi", "xx"]),
    answered=st.lists(st.sampled_from([(each.kind, each.id) for each in CONCEPTS]), max_size=3).map(
        tuple
    ),
    country=st.sampled_from([None, "FI", "PL", "NO"]),
    named_facilities=st.sampled_from([(), ("lund-source",), ("old-lab", "gone")]),
)


def check(need: Need, found: Finding) -> None:
    """Everything a finding promises of itself."""
    usable = {id for id, each in FINDER.catalogue.facilities.items() if each.status.usable}
    matches: list[TechniqueMatch | FacilityMatch] = [*found.techniques, *found.facilities]
    assert all(0 <= match.score <= 1 for match in matches)
    for ranked in (found.techniques, found.facilities):
        scores = [match.score for match in ranked]
        assert scores == sorted(scores, reverse=True)
    assert all(match.because for match in matches)
    assert all(
        reason.words in need.text or reason.words in LABELS
        for match in matches
        for reason in match.because
    )
    assert {match.facility for match in found.facilities} <= usable
    assert all(0 < concept.strength <= 1 for concept in found.concepts)
    assert all(word in need.text for word in found.unrecognised)
    assert len(found.unrecognised) <= 6
    assert not found.sure or found.facilities
    if found.at_home:
        assert FINDER.catalogue.facilities[found.at_home.facility].country == need.country
        assert found.at_home.facility in usable


@given(NEEDS)
@settings(max_examples=400, deadline=None)
def test_any_need_is_answered_within_its_word(need: Need) -> None:
    check(need, FINDER.find(need))


@given(NEEDS)
@settings(max_examples=60, deadline=None)
def test_the_same_need_is_answered_the_same_by_a_finder_built_anew(need: Need) -> None:
    assert build(catalogue()).find(need) == FINDER.find(need)


@given(st.text(alphabet=string.ascii_letters + " ", max_size=120))
@settings(deadline=None)
def test_small_letters_find_the_same_concepts_as_capitals(text: str) -> None:
    def ids(written: str) -> list[tuple[str, str]]:
        return [(each.kind, each.id) for each in FINDER.find_concepts(written, "en")]

    assert ids(text.upper()) == ids(text.lower())


def test_a_text_as_long_as_may_be_is_answered() -> None:
    words = [f"{word}{tail}" for tail in ("", "s", "ing", "x", "qq", "zy") for word in OURS]
    text = (" ".join(words) + " ") * 20
    need = Need(text=text[:FREE_TEXT_KEPT], language="de")

    check(need, FINDER.find(need))
