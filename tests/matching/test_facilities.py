"""Techniques -> facilities: who can do it, who is best placed, and who is never offered."""

from dataclasses import replace

import pytest

from tests.matching.small_catalogue import catalogue, facility
from tram_bot.core.catalogue import Status
from tram_bot.core.finding import FacilityMatch, Finding, Need, Reason
from tram_bot.matching.finder import build

RUST = Need(text="red rust on our steel screws at sea", language="en")
CRACKS = Need(text="cracks in the steel of a car, can you look inside?", language="en")


def finding(need: Need, *facilities: object) -> Finding:
    return build(catalogue(*facilities)).find(need)  # type: ignore[arg-type]


def order(need: Need, *facilities: object) -> list[str]:
    return [match.facility for match in finding(need, *facilities).facilities]


def test_facilities_are_those_that_offer_a_matching_technique() -> None:
    match = finding(RUST).facilities[0]

    assert match.facility == "helsinki-lab"
    assert match.techniques[0] == "corrosion-testing"
    assert match.because[0] == Reason(words="red rust", kind="problems", id="corrosion")
    assert match.confirmed


@pytest.mark.parametrize("status", [Status.CLOSED, Status.UNDER_CONSTRUCTION])
def test_what_cannot_be_used_is_never_offered_even_when_named(status: Status) -> None:
    shut = facility("shut", "FI", ("corrosion-testing",), status=status)
    found = finding(replace(RUST, country="FI", named_facilities=("shut",)), shut)

    assert (found.facilities, found.at_home, found.sure) == ((), None, False)


def test_a_facility_with_limits_is_offered_after_its_equal() -> None:
    limited = facility("a", "FI", ("corrosion-testing",), status=Status.LIMITED)
    running = facility("b", "FI", ("corrosion-testing",))

    assert order(RUST, limited, running) == ["b", "a"]


def test_a_technique_that_is_unconfirmed_counts_half() -> None:
    likely = facility("a", "FI", (), unconfirmed=("corrosion-testing",))
    sourced = facility("b", "FI", ("corrosion-testing",))
    first, second = finding(RUST, likely, sourced).facilities
    (alone,) = finding(RUST, likely).facilities

    assert (first.facility, first.confirmed) == ("b", True)
    assert (second.facility, second.confirmed) == ("a", False)
    assert alone.score == pytest.approx(first.score / 2)


def test_what_answers_is_no_match_for_several_that_might() -> None:
    need = replace(CRACKS, text="red rust in cracks of our steel screws, how do we test corrosion?")
    techniques = {each.technique: each.score for each in finding(need).techniques}
    answers, *others = techniques
    several = facility("a", "FI", tuple(others))
    one = facility("b", "FI", (answers,))

    assert len(others) > 2
    assert order(need, several, one)[0] == "b"


def test_of_those_that_are_named_together_each_brings_something() -> None:
    first, second, *_ = (each.technique for each in finding(CRACKS).techniques)
    same = [facility(f"{name}-same", "FI", (first,)) for name in "abc"]
    other = facility("other", "FI", (second,))

    best, *others = order(CRACKS, *same, other)[:3]
    assert best == "a-same"
    assert "other" in others


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            facility("b", "FI", ("corrosion-testing",), materials=("steel",)),
            facility("a", "FI", ("corrosion-testing",), materials=("glass",)),
        ),
        (
            facility("b", "FI", ("corrosion-testing",), materials=("metal",)),
            facility("a", "FI", ("corrosion-testing",)),
        ),
        (
            facility("b", "FI", ("x-ray-microtomography",), sectors=("automotive",)),
            facility("a", "FI", ("x-ray-microtomography",)),
        ),
        (
            facility("b", "FI", ("corrosion-testing",), access=("peer-review", "commercial")),
            facility("a", "FI", ("corrosion-testing",), access=("peer-review",)),
        ),
        (
            facility("b", "FI", ("corrosion-testing", "metallography")),
            facility("a", "FI", ("corrosion-testing",)),
        ),
    ],
    ids=["material", "broader material", "sector", "access", "second technique"],
)
def test_of_two_that_offer_the_best_technique_the_better_suited_comes_first(
    better: object, worse: object
) -> None:
    need = Need(
        text="of a car, of steel",
        language="en",
        answered=(("problems", "corrosion"), ("problems", "cracks")),
    )

    assert order(need, worse, better) == ["b", "a"]


def test_the_own_country_is_preferred_mildly() -> None:
    home = facility("b", "PL", ("corrosion-testing",))
    abroad = facility("a", "FI", ("corrosion-testing",))
    better_abroad = facility("c", "FI", ("corrosion-testing", "xps", "metallography"))
    guess_at_home = facility("d", "PL", (), unconfirmed=("corrosion-testing",))
    need = replace(RUST, country="PL")

    assert order(need, abroad, home) == ["b", "a"]
    assert order(need, better_abroad, guess_at_home) == ["c", "d"]


def test_the_best_at_home_is_told_even_when_it_is_not_among_the_best() -> None:
    abroad = [facility(f"lab-{i:02}", "FI", ("corrosion-testing",)) for i in range(30)]
    home = facility("weak", "PL", (), unconfirmed=("corrosion-testing",))
    found = finding(replace(RUST, country="PL"), *abroad, home)

    assert "weak" not in {match.facility for match in found.facilities}
    assert found.at_home is not None
    assert found.at_home.facility == "weak"


def test_of_many_that_suit_equally_well_the_same_ten_are_told_whatever_their_order() -> None:
    equals = [facility(f"lab-{i:02}", "FI", ("corrosion-testing",)) for i in range(30)]
    better = facility("z", "FI", ("corrosion-testing", "xps"))
    told = ["z", *(f"lab-{i:02}" for i in range(9))]

    thin = replace(RUST, text="red rust on our steel screws, in a layer of 200 nm")

    assert order(thin, *equals, better) == told
    assert order(thin, better, *reversed(equals)) == told


@pytest.mark.parametrize("country", [None, "NO", "DE"])
def test_there_is_none_at_home_where_the_country_has_none(country: str | None) -> None:
    assert finding(replace(RUST, country=country)).at_home is None


@pytest.mark.parametrize("elsewhere", [{"country": "PL"}, {"named_facilities": ("b",)}])
def test_what_was_found_is_found_for_a_company_elsewhere_as_if_it_was_searched_for_there(
    elsewhere: dict[str, object],
) -> None:
    labs = [facility(id, land, ("corrosion-testing",)) for id, land in (("a", "FI"), ("b", "PL"))]
    finder = build(catalogue(*labs))
    there = replace(RUST, **elsewhere)  # type: ignore[arg-type]

    assert finder.found_there(finder.find(RUST), there) == finder.find(there)
    assert finder.find(there) != finder.find(RUST)


def test_a_named_facility_is_lifted() -> None:
    assert order(CRACKS)[0] != "lund-source"
    assert order(replace(CRACKS, named_facilities=("lund-source",)))[0] == "lund-source"


def test_a_named_facility_that_does_not_measure_this_is_not_offered() -> None:
    need = replace(RUST, named_facilities=("vilnius-lab", "unheard-of"))

    assert "vilnius-lab" not in order(need)


def test_a_facility_says_that_it_knows_the_material_and_the_sector() -> None:
    matches: dict[str, FacilityMatch] = {
        each.facility: each for each in finding(Need(text="car: rust", language="en")).facilities
    }
    lab = facility("lab", "FI", ("corrosion-testing",), sectors=("automotive",))
    (only,) = finding(Need(text="car: rust", language="en"), lab).facilities

    assert "helsinki-lab" in matches
    assert Reason(words="car", kind="sectors", id="automotive") in only.because
