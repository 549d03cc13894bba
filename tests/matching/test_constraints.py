"""What a company sets as a condition rules techniques and facilities in and out."""

import pytest

from tests.matching.small_catalogue import catalogue, facility
from tram_bot.core.finding import Finding, Need
from tram_bot.matching.finder import build

FINDER = build(catalogue())


def find(text: str, **known: str) -> Finding:
    return FINDER.find(Need(text=text, language="en", country=known.get("country")))


def techniques(text: str) -> list[str]:
    return [match.technique for match in find(text).techniques]


def constraints(text: str) -> list[tuple[str, str]]:
    return [(each.id, each.words) for each in find(text).concepts if each.kind == "constraints"]


def test_a_strict_constraint_leaves_out_what_cannot_meet_it_and_says_so() -> None:
    assert "metallography" in techniques("cracks in the steel")

    finding = find("cracks in the steel, which must not be cut")

    assert "metallography" not in [match.technique for match in finding.techniques]
    (left_out,) = finding.left_out
    assert left_out.technique == "metallography"
    assert (left_out.because.id, left_out.because.words) == ("keep-whole", "not be cut")


def test_nothing_is_left_out_that_would_not_have_been_among_the_best() -> None:
    assert find("paint flakes off, it must not be cut").left_out == ()


@pytest.mark.parametrize(
    "text",
    [
        "cracks in the steel, it need not stay whole",
        "cracks in the steel, it need not be cut",
        "cracks in the steel, it does not have to stay whole",
        "cracks in the steel, we do not want it to stay whole",
        "cracks in the steel, it doesn't have to stay whole",
        "cracks in the steel, it needn't stay whole",
        "cracks in the steel, it won't need to stay whole",
        "cracks in the steel, it shouldn't have to stay whole",
        "cracks in the steel, we don't want it to stay whole",
        "cracks in the steel, stay whole is not required",
    ],
)
def test_a_constraint_that_is_denied_rules_nothing_out(text: str) -> None:
    assert "metallography" in techniques(text)
    assert find(text).left_out == ()


@pytest.mark.parametrize(
    "text",
    ["please don't open it it must stay whole", "it can't be opened and has to stay whole"],
)
def test_a_denial_of_something_else_leaves_a_constraint(text: str) -> None:
    assert [id for id, _ in constraints(text)] == ["keep-whole"]


def test_what_must_not_happen_is_no_problem() -> None:
    concepts = {each.id for each in find("the steel must stay whole and not crack").concepts}

    assert "cracks" not in {each.id for each in find("it must not be cracked open").concepts}
    assert "keep-whole" in concepts


def test_a_lenient_constraint_holds_back_and_leaves_in() -> None:
    free = {match.technique: match.score for match in find("cracks inside").techniques}
    large = {
        match.technique: match.score
        for match in find("cracks inside, it is too large for a lab").techniques
    }

    assert large["x-ray-microtomography"] < free["x-ray-microtomography"]


@pytest.mark.parametrize(
    ("text", "constraint", "words"),
    [
        ("the steel of 35 kg has cracks", "large-object", "35 kg"),
        ("a gasket, 2 m long, cracks", "large-object", "2 m"),
        ("rust in a layer of 200 nm", "tiny-detail", "200 nm"),
        ("cracks in steel of 40 mm", "thick-metal", "40 mm"),
        ("cracks in 40 mm steel", "thick-metal", "40 mm"),
        ("cracks in steel of 40 Millimeter", "thick-metal", "40 Millimeter"),
    ],
)
def test_a_quantity_brings_its_constraint(text: str, constraint: str, words: str) -> None:
    assert constraints(text) == [(constraint, words)]


@pytest.mark.parametrize(
    "text",
    [
        "the steel of 5 kg has cracks",
        "cracks of 40 mm in the steel",
        "40 mm cracks, steel",
        "rubber of 40 mm cracks",
        "35 parts crack",
        "after a fall of 20 m it was weak",
        "under a load of 2 t it was weak",
    ],
)
def test_a_quantity_of_something_else_brings_none(text: str) -> None:
    assert constraints(text) == []


def test_a_quantity_is_a_reason_in_the_companys_own_words() -> None:
    found = find("rust in a layer of 200 nm").techniques

    (fine,) = (match for match in found if match.technique == "xps")
    assert [reason.words for reason in fine.because if reason.kind == "constraints"] == ["200 nm"]


def test_a_house_that_meets_the_constraint_comes_before_its_equal_and_says_so() -> None:
    houses = build(
        catalogue(
            facility("a-lab", "FI", ("adhesion-testing",)),
            facility("b-lab", "FI", ("adhesion-testing",), meets=("accredited",)),
        )
    )

    finding = houses.find(Need(text="paint peels, accredited test", language="en"))

    first, second = finding.facilities
    assert (first.facility, second.facility) == ("b-lab", "a-lab")
    assert first.because[0].words == "accredited"


def test_a_house_is_not_offered_for_what_it_strictly_cannot_do() -> None:
    houses = build(
        catalogue(
            facility("soft-source", "SE", ("x-ray-microtomography",), not_for=("thick-metal",)),
            facility("hard-source", "DE", ("x-ray-microtomography",)),
        )
    )

    thin = houses.find(Need(text="cracks inside a gasket", language="en"))
    thick = houses.find(Need(text="cracks inside thick steel", language="en"))

    assert [match.facility for match in thin.facilities] == ["hard-source", "soft-source"]
    assert [match.facility for match in thick.facilities] == ["hard-source"]


def test_a_technique_that_no_open_house_offers_says_so() -> None:
    finding = build(catalogue(facility("a-lab", "FI", ("xps",)))).find(
        Need(text="rust on steel", language="en")
    )

    offered = {match.technique: match.offered for match in finding.techniques}
    assert offered["xps"]
    assert not offered["corrosion-testing"]


def test_the_material_decides_what_a_problem_asks_for() -> None:
    assert techniques("too weak")[0] == "x-ray-microtomography"
    assert techniques("the rubber is too weak")[0] == "dma"
    assert techniques("the steel is too weak")[0] == "metallography"
    assert techniques("weak stainless steel")[0] == "metallography"
