"""A small catalogue, built by hand, in which every test can see why it comes out as it does."""

from tram_bot.core.catalogue import (
    Catalogue,
    Concept,
    ConceptWords,
    Constraint,
    Demand,
    Effort,
    Facility,
    FacilityWords,
    SampleFate,
    Status,
    Technique,
    TechniqueWords,
    Words,
)
from tram_bot.core.quantities import bound_of


def technique(
    id: str,
    name: str,
    *,
    aliases: tuple[str, ...] = (),
    tells: str,
    problems: tuple[str, ...],
    materials: tuple[str, ...] = (),
    sample: SampleFate = SampleFate.KEPT,
    effort: Effort = Effort.LABORATORY,
) -> Technique:
    words = TechniqueWords(name=name, aliases=aliases, tells=tells, cannot="", problems=problems)
    return Technique(
        id=id,
        sample=sample,
        effort=effort,
        materials=materials,
        words=Words({"en": words}),
    )


def concept(
    kind: str,
    id: str,
    terms: tuple[str, ...],
    techniques: dict[str, int] | None = None,
    *,
    broader: str = "",
    by_material: dict[str, dict[str, int]] | None = None,
    constraint: Constraint | None = None,
    german: tuple[str, ...] = (),
) -> Concept:
    by_language = {"en": ConceptWords(label=id.replace("-", " "), terms=terms)}
    if german:
        by_language["de"] = ConceptWords(label=id, terms=german)
    return Concept(
        id=id,
        kind=kind,
        techniques=techniques or {},
        broader=broader,
        by_material=by_material or {},
        constraint=constraint,
        words=Words(by_language),
    )


def constraint(
    demand: Demand,
    *,
    sample: SampleFate | None = None,
    met_by: tuple[str, ...] = (),
    not_met_by: tuple[str, ...] = (),
    measured: tuple[str, ...] = (),
    materials: tuple[str, ...] = (),
) -> Constraint:
    return Constraint(
        demand=demand,
        sample=sample,
        met_by=frozenset(met_by),
        not_met_by=frozenset(not_met_by),
        measured=tuple(bound_of(each) for each in measured),
        materials=materials,
    )


def facility(
    id: str,
    country: str,
    techniques: tuple[str, ...],
    *,
    unconfirmed: tuple[str, ...] = (),
    materials: tuple[str, ...] = (),
    sectors: tuple[str, ...] = (),
    meets: tuple[str, ...] = (),
    not_for: tuple[str, ...] = (),
    access: tuple[str, ...] = ("commercial",),
    status: Status = Status.OPERATING,
) -> Facility:
    return Facility(
        id=id,
        name=id,
        operator="Example University",
        country=country,
        city="Example City",
        homepage="",
        kind="university-lab",
        techniques=techniques,
        unconfirmed=unconfirmed,
        materials=materials,
        sectors=sectors,
        meets=meets,
        not_for=not_for,
        access=access,
        status=status,
        sources=("https://example.org",),
        words=Words({"en": FacilityWords(tells="", access="", note="")}),
    )


TECHNIQUES = (
    technique(
        "corrosion-testing",
        "Corrosion testing",
        aliases=("salt spray test",),
        tells="How long a metal or a coating resists rust in salt mist and humidity.",
        problems=("screws go rusty at sea after a few weeks", "compare two zinc coatings"),
        materials=("steel",),
    ),
    technique(
        "adhesion-testing",
        "Adhesion testing",
        aliases=("cross-cut test", "peel test"),
        tells="How strongly a paint, a glue or a label holds.",
        problems=("the label comes off the bottle", "paint flakes off the door"),
        materials=("paint", "glass"),
    ),
    technique(
        "xps",
        "X-ray photoelectron spectroscopy",
        aliases=("XPS", "ESCA"),
        tells="Which elements and bonds the outermost ten nanometres of a surface hold.",
        problems=("silicone on the surface before gluing", "a stain nobody can see through"),
        materials=("steel", "glass"),
    ),
    technique(
        "powder-diffraction",
        "X-ray powder diffraction",
        aliases=("XRD", "PXRD"),
        tells="Which crystalline phases a powder contains, and how much of each.",
        problems=("the powder cakes in the silo", "is this the right polymorph"),
        materials=("powder",),
    ),
    technique(
        "x-ray-microtomography",
        "X-ray microtomography",
        aliases=("micro-CT", "CT"),
        tells="A picture of the inside in three dimensions: pores, voids and fibres.",
        problems=("bubbles inside a casting", "is the seal where it should be"),
        materials=("rubber",),
    ),
    technique(
        "dma",
        "Dynamic mechanical analysis",
        aliases=("DMA",),
        tells="How stiffness and damping change with temperature.",
        problems=("the gasket turns hard in the cold",),
        materials=("rubber",),
    ),
    technique(
        "metallography",
        "Metallography",
        tells="Grains, layers and heat-affected zones in a polished section.",
        problems=("the weld fails in the bending test",),
        materials=("steel",),
        sample=SampleFate.PREPARED,
    ),
)

CONCEPTS = (
    concept(
        "problems",
        "degradation",
        ("degrad*", "ageing"),
        {"dma": 3},
    ),
    concept(
        "problems",
        "corrosion",
        ("corro*", "rust*", "red rust"),
        {"corrosion-testing": 3, "xps": 1},
        broader="degradation",
        german=("korro*", "rost*"),
    ),
    concept(
        "problems",
        "peeling",
        ("peel*", "flak*", "adhes*", "stick", "sticks"),
        {"adhesion-testing": 3, "xps": 2},
    ),
    concept(
        "problems",
        "cracks",
        ("crack*", "fractur*"),
        {"x-ray-microtomography": 3, "metallography": 3},
    ),
    concept(
        "problems",
        "weakness",
        ("weak*",),
        {"x-ray-microtomography": 3},
        by_material={"metal": {"metallography": 3}, "rubber": {"dma": 3}},
    ),
    concept("goals", "inside", ("inside", "without cutting"), {"x-ray-microtomography": 3}),
    concept("goals", "grain", ("grain size", "microstructure"), {"metallography": 3}),
    concept("goals", "softening", ("glass transition", "soften*"), {"dma": 3}),
    concept("goals", "phases", ("phase*", "polymorph*"), {"powder-diffraction": 3}),
    concept("materials", "metal", ("metal*",), {"metallography": 1}),
    concept("materials", "steel", ("steel*", "iron"), {"metallography": 1}, broader="metal"),
    concept("materials", "stainless-steel", ("stainless steel", "inox"), broader="steel"),
    concept(
        "materials", "paint", ("paint*", "lacquer*"), {"adhesion-testing": 1}, german=("lack*",)
    ),
    concept("materials", "rubber", ("rubber*", "gasket*"), {"dma": 3}),
    concept("materials", "glass", ("glass*",), {"xps": 1}),
    concept("sectors", "automotive", ("automotive", "car", "cars")),
    concept(
        "constraints",
        "keep-whole",
        ("not be cut", "stay whole", "not be cracked"),
        constraint=constraint(Demand.STRICT, sample=SampleFate.KEPT),
    ),
    concept(
        "constraints",
        "large-object",
        ("too large for",),
        constraint=constraint(
            Demand.LENIENT,
            not_met_by=("x-ray-microtomography",),
            measured=("mass above 20 kg", "size above 1 m"),
        ),
    ),
    concept(
        "constraints",
        "tiny-detail",
        ("submicron",),
        {"xps": 3},
        constraint=constraint(Demand.LENIENT, met_by=("xps",), measured=("detail below 1 µm",)),
    ),
    concept(
        "constraints",
        "thick-metal",
        ("thick steel",),
        constraint=constraint(
            Demand.STRICT,
            not_met_by=("dma",),
            measured=("size above 10 mm",),
            materials=("metal",),
        ),
    ),
    concept("constraints", "accredited", ("accredit*",), constraint=constraint(Demand.LENIENT)),
)

FACILITIES = (
    facility("helsinki-lab", "FI", ("corrosion-testing", "xps"), materials=("steel",)),
    facility("tampere-lab", "FI", ("adhesion-testing",), materials=("paint",)),
    facility("lund-source", "SE", ("xps", "x-ray-microtomography"), access=("peer-review",)),
    facility("riga-lab", "LV", ("dma",), unconfirmed=("xps", "x-ray-microtomography")),
    facility(
        "gdansk-lab", "PL", ("x-ray-microtomography", "metallography"), sectors=("automotive",)
    ),
    facility("tartu-lab", "EE", ("x-ray-microtomography", "metallography")),
    facility("old-lab", "FI", ("adhesion-testing", "corrosion-testing"), status=Status.CLOSED),
    facility("new-source", "SE", ("adhesion-testing", "xps"), status=Status.UNDER_CONSTRUCTION),
    facility("vilnius-lab", "LT", ("powder-diffraction",), status=Status.LIMITED),
)


def catalogue(*facilities: Facility) -> Catalogue:
    """The small catalogue, with these facilities instead of its own if any are given."""
    return Catalogue(
        techniques={each.id: each for each in TECHNIQUES},
        concepts={(each.kind, each.id): each for each in CONCEPTS},
        facilities={each.id: each for each in facilities or FACILITIES},
        centres={},
        countries=Words({"en": {}}),
    )
