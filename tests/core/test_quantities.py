"""Quantities in what companies write, and the limits that content sets to them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tram_bot.core.quantities import Dimension, Measure, bound_of, read_quantities

LENGTH, MASS, VOLUME, SHARE = Dimension


@pytest.mark.parametrize(
    ("text", "dimension", "low", "high"),
    [
        ("cracks of 0.1 mm", LENGTH, 1e-4, 1e-4),
        ("Risse, etwa 0,1 mm breit", LENGTH, 1e-4, 1e-4),
        ("a 5 kg part", MASS, 5, 5),
        ("a 5kg part", MASS, 5, 5),
        ("the 5-kg part", MASS, 5, 5),
        ("between 5 and 10 µm", LENGTH, 1e-5, 1e-5),
        ("5-10 μm pores", LENGTH, 5e-6, 1e-5),
        ("5 to 10 nm", LENGTH, 5e-9, 1e-8),
        ("10 bis 5 nm", LENGTH, 5e-9, 1e-8),
        ("20 x 30 mm", LENGTH, 0.02, 0.03),
        ("1 200 kg", MASS, 1200, 1200),
        ("waży 3 tony", MASS, 3000, 3000),
        ("ok. 10 mikrometrów", LENGTH, 1e-5, 1e-5),
        ("100 nanomeetri paksune kiht", LENGTH, 1e-7, 1e-7),
        ("noin 20 metriä", LENGTH, 20, 20),
        ("apie 2 centimetrus", LENGTH, 0.02, 0.02),
        ("50 ppm sulphur", SHARE, 5e-5, 5e-5),
        ("0.2 mg/kg of lead", SHARE, 2e-7, 2e-7),
        ("3 % of water", SHARE, 0.03, 0.03),
        ("only 2 mg of it", MASS, 2e-6, 2e-6),
        ("20 µl", VOLUME, 2e-5, 2e-5),
        ("1,200 kg", MASS, 1200, 1200),
        ("1.500 kg", MASS, 1500, 1500),
        ("10,000 nm", LENGTH, 1e-5, 1e-5),
        ("1,250 mm", LENGTH, 1.25e-3, 1.25e-3),
        ("0,125 mm", LENGTH, 1.25e-4, 1.25e-4),
        ("200x300x400 mm", LENGTH, 0.2, 0.4),
        ("Ø20 mm", LENGTH, 0.02, 0.02),
        ("a 30 kg lithium battery", MASS, 30, 30),
        ("30 kg litej stali", MASS, 30, 30),
        ("35 Kilogramm schwer", MASS, 35, 35),
        ("40 Millimeter dicker Stahl", LENGTH, 0.04, 0.04),
        ("3 Meter lang", LENGTH, 3, 3),
        ("eine Schicht von 60 Mikrometern", LENGTH, 6e-5, 6e-5),
        ("5 Zentimeter", LENGTH, 0.05, 0.05),
        ("wiegt 2 Tonnen", MASS, 2000, 2000),
        ("20 Liter Öl", VOLUME, 20, 20),
        ("20 MILLIMETRES THICK", LENGTH, 0.02, 0.02),
        ("a 25 kg L-profile of steel", MASS, 25, 25),
        ("a 25 kg L profile of steel", MASS, 25, 25),
        ("en 25 kg i L-profil", MASS, 25, 25),
        ("25 kg wg normy", MASS, 25, 25),
    ],
)
def test_a_number_with_its_unit_is_a_quantity(
    text: str, dimension: Dimension, low: float, high: float
) -> None:
    (quantity,) = read_quantities(text)

    assert quantity.dimension is dimension
    assert (quantity.low, quantity.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text",
    ["", "3 times", "5 test pieces", "2 machines", "M8 bolts", "12 M acid", "2 T field", "50 Nm",
     "30 minutes", "2 metals", "3 lines", "10 million parts", "EN 10204 3.1", "version 2.5.1 m",
     "2 mg per litre", "2 mg litrassa", "5 g/m3", "call after 3 pm", "30 kilometres",
     "50 kilowatts",
     "5 metric tons of it", "3 nanomaterials", "50 nanomolar", "50 nM", "0.5 µM", "Al-3 Mg", "0 %",
     "48 t i ovnen", "16 ul. Długa", "10 m/s", "2021 m. pagaminti", "1/100 mm", "10^-6 m", "1e-6 m",
     "1 mg/ml", "5 mg je Liter", "5 mg w litrze", "5 mg viename litre", "2 mg per dose",
     "2 mg per l", "5 mg L-1", "5 mg l⁻¹", "2 Metalle", "5 Literatur", "5 Metrisch",
     "5 mg l^-1", "5 mg L^{-1}", "5 mg L(-1)", "5 mg l -1", "5 mg L–1",
     "3 Ton-Proben", "5 Ton Ziegel",
     "2 Metrohm potentiostats", "17025 Metrology", "3 Gram-negative strains", "23883 Grambek",
     "99958 Tonna", "7,5-Tonner", "Abs. 1 Litera b"],
)  # fmt: skip
def test_other_numbers_are_none(text: str) -> None:
    assert read_quantities(text) == ()


@given(st.text(alphabet="0123456789 .,-x/^mMkKgGµμΜuUnNlLtT%ÅåİıØppbcert", max_size=40))
def test_whatever_is_written_is_read_or_left(text: str) -> None:
    for each in (text, text.upper(), text.lower()):
        for quantity in read_quantities(each):
            assert 0 < quantity.high < float("inf")
            assert quantity.low <= quantity.high
            assert each[quantity.start : quantity.end].strip()


def test_a_pasted_table_of_numbers_takes_no_time() -> None:
    begun = time.thread_time()

    read_quantities("123 " * 5_000)

    assert time.thread_time() - begun < 1


def test_a_quantity_knows_where_it_stands() -> None:
    text = "the pores are 0.1 mm wide, the part weighs 5 kg"

    assert [text[each.start : each.end] for each in read_quantities(text)] == ["0.1 mm", "5 kg"]


def test_a_bound_holds_a_quantity_that_lies_wholly_on_its_side() -> None:
    (range_,) = read_quantities("5-30 kg")

    assert bound_of("mass above 5 kg").holds(range_)
    assert not bound_of("mass above 10 kg").holds(range_)
    assert bound_of("mass below 31 kg").holds(range_)
    assert not bound_of("mass below 30 kg").holds(range_)


def test_a_bound_says_what_it_measures() -> None:
    assert bound_of("detail below 1 µm").measure is Measure.DETAIL
    assert bound_of("share below 100 ppm").below == pytest.approx(1e-4)


def test_a_bound_may_have_two_sides() -> None:
    between = bound_of("detail above 50 µm below 5 mm")

    assert [between.holds(each) for each in read_quantities("40 µm, 60 µm, 4 mm, 5 mm")] == [
        False, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "mass", "mass above", "mass above 5", "mass over 5 kg", "weight above 5 kg",
     "mass above 5 mm", "size above 5 kg", "mass above 5 kg and more", "mass below 5 kg above 3 kg",
     "mass above about 5 kg"],
)  # fmt: skip
def test_what_is_no_bound_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no bound"):
        bound_of(text)
