"""What is saved is in force at once, and learnt from while it is."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.held_learning import LONGEST_WAIT, HeldLearning
from tests.small_content import write_small_content
from tram_bot.compiled import FileMemory
from tram_bot.content.loader import load
from tram_bot.core.content import Content
from tram_bot.core.finding import Need
from tram_bot.learning.learner import Learner
from tram_bot.search import Search
from tram_bot.serving import Edited, build_content

MONEY = "intents/money/en.yaml"
INTENTS = "intents/money/intents.yaml"
SURFACES = "facility_catalogue/techniques/surfaces/en.yaml"
PROBLEMS = "facility_catalogue/vocabulary/problems/en.yaml"
TODAY = date(2026, 11, 29)
SAID = (
    "what is the bill like", "how much does it cost", "is it cheap", "where may the lorry park",
    "is there a call", "explain powder to me", "good morning",
)  # fmt: skip
NEEDS = ("our coating peels", "flaking enamel", "pores in castings", "the batch cakes", "rust")
ANOTHER = ("      - is it expensive\n", "      - is it expensive\n      - what is the bill like\n")
PARKING = (
    "  explain:\n",
    "  parking:\n    label: Parking\n    examples:\n      - where can we park our lorry\n"
    "      - is there a car park\n    reply: Behind the house.\n  explain:\n",
)


@dataclass
class Office:
    """Somebody who edits the small content while it is served."""

    root: Path
    memory: HeldLearning
    content: Edited
    changed: asyncio.Condition

    def save(self, *changes: tuple[str, str], file: str = MONEY) -> None:
        """Save the file with something else in the place of that."""
        text = (self.root / file).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.root / file).write_text(text, encoding="utf-8")

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until that is so; it is looked at whenever something is told."""
        async with asyncio.timeout(LONGEST_WAIT), self.changed:
            await self.changed.wait_for(holds)

    async def serves(self, text: str) -> None:
        """Wait until what is served has that among the examples and replies about money."""
        await self.until(lambda: text in str(self.content().intents))

    async def learnt(self) -> None:
        """Wait until all of it is learnt."""
        await self.until(lambda: not self.content.learning)


@asynccontextmanager
async def editing(root: Path, memory: HeldLearning) -> AsyncIterator[Office]:
    """Edit it until the block ends."""
    office = Office(root, memory, Edited(root, Learner(memory=memory)), changed=asyncio.Condition())

    async def changed() -> None:
        async with office.changed:
            office.changed.notify_all()

    task = asyncio.create_task(office.content.follow(changed))
    try:
        yield office
    finally:
        office.content.stop()
        await asyncio.wait_for(task, LONGEST_WAIT)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_small_content(tmp_path)
    return tmp_path


@pytest.fixture(params=[False, True], ids=["kept", "forgotten"])
def memory(request: pytest.FixtureRequest) -> HeldLearning:
    return HeldLearning(forgets=request.param)


@pytest.fixture
async def office(root: Path, memory: HeldLearning) -> AsyncIterator[Office]:
    async with editing(root, memory) as office:
        yield office


def meant(content: Content, text: str) -> tuple[tuple[str, bool], ...]:
    """What a message may mean, and whether it stands there word for word."""
    return tuple((each.id, each.exact) for each in content.understand(text, "en", TODAY).intents)


def made_of(content: Content) -> object:
    """What becomes of a handful of messages and needs."""
    return (
        [content.understand(text, "en", TODAY) for text in SAID],
        [content.find(Need(text=text, language="en")) for text in NEEDS],
    )


async def test_an_example_is_known_before_it_is_learnt_from(office: Office) -> None:
    assert meant(office.content(), "what is the bill like")[:1] != (("cost", True),)
    with office.memory.held():
        office.save(ANOTHER)
        await office.serves("what is the bill like")

        assert office.content.learning == ["en"]
        assert meant(office.content(), "what is the bill like")[0] == ("cost", True)
        assert meant(office.content(), "what the bill is like")[0] == ("cost", False)
        on_loan = office.content().understand("what the bill is like", "en", TODAY)
    await office.learnt()
    learnt = office.content().understand("what the bill is like", "en", TODAY)
    assert learnt.intents[0].confidence > on_loan.intents[0].confidence


@pytest.mark.parametrize(
    ("file", "change"),
    [
        (MONEY, ANOTHER),
        (SURFACES, ("      - red rust after", "      - flaking enamel\n      - red rust after")),
        (PROBLEMS, ('"rust*"', '"rust*", "flaking*"')),
    ],
)
async def test_once_it_is_learnt_the_outcome_is_that_of_a_start(
    office: Office, root: Path, file: str, change: tuple[str, str]
) -> None:
    before = office.content().version
    office.save(change, file=file)
    await office.until(lambda: office.content().version != before)
    await office.learnt()

    assert made_of(office.content()) == made_of(build_content(root))


async def test_a_new_intent_is_found_and_a_removed_one_never_is(office: Office) -> None:
    with office.memory.held():
        office.save(("retired:", "  parking: {does: answer}\nretired:"), file=INTENTS)
        office.save(PARKING)
        await office.serves("where can we park our lorry")

        assert meant(office.content(), "is there a car park")[0] == ("parking", True)
        assert "parking" in dict(meant(office.content(), "where may the lorry park"))

        text = (office.root / MONEY).read_text(encoding="utf-8")
        removed = text[text.index("  cost:\n") : text.index("  free_calls:\n")]
        text = (office.root / INTENTS).read_text(encoding="utf-8")
        structure = text[text.index("  cost:\n") : text.index("  free_calls:\n")]
        office.save((removed, ""))
        office.save(
            (structure, ""),
            ("    offers: [cost]\n", ""),
            ("retired: [", "retired: [cost, "),
            file=INTENTS,
        )
        await office.until(lambda: "cost" not in office.content().intents)

        assert office.content.learning == ["en"]
        for text in SAID:
            assert dict(meant(office.content(), text)).keys() <= office.content().intents.keys()
    await office.learnt()


async def test_a_new_technique_is_found_and_a_removed_one_never_is(office: Office) -> None:
    with office.memory.held():
        for path in sorted((office.root / "facility_catalogue").rglob("*.yaml")):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("corrosion-testing", "climate-test"), encoding="utf-8")
        await office.until(lambda: "climate-test" in office.content().catalogue.techniques)

        assert office.content.learning == ["en"]
        for text in NEEDS:
            found = office.content().find(Need(text=text, language="en")).techniques
            ids = {each.technique for each in found}
            assert ids <= office.content().catalogue.techniques.keys()
        found = office.content().find(Need(text="salt spray", language="en")).techniques
        assert found[0].technique == "climate-test"
    await office.learnt()
    assert made_of(office.content()) == made_of(build_content(office.root))


async def test_who_saves_again_meanwhile_does_not_wait_either(office: Office, root: Path) -> None:
    memory = office.memory
    at_first = len(memory.kept_of("intents")), len(memory.kept_of("needs"))
    with memory.held():
        office.save(ANOTHER)
        await office.serves("what is the bill like")
        office.save(("ended in 2019", "are over"))
        office.save(
            ("      - red rust after", "      - flaking enamel\n      - red rust after"),
            file=SURFACES,
        )
        await office.serves("are over")
        await office.until(lambda: "flaking enamel" in str(office.content().catalogue.techniques))
        assert office.content.learning == ["en"]
        assert meant(office.content(), "what is the bill like")[0] == ("cost", True)
    await office.learnt()

    assert made_of(office.content()) == made_of(build_content(root))
    assert memory.at_once == 1
    # The examples, which only the first of them has changed, were learnt from once.
    assert len(memory.kept_of("intents")) == at_first[0] + 1
    assert "flaking enamel" in str(office.content().catalogue.techniques)


async def test_an_error_saved_meanwhile_keeps_nothing_from_being_learnt(office: Office) -> None:
    with office.memory.held():
        office.save(ANOTHER)
        await office.serves("what is the bill like")
        office.save(("label: What it costs", "lable: What it costs"))
        await office.until(lambda: bool(office.content.problems))
        assert meant(office.content(), "what is the bill like")[0] == ("cost", True)
        assert office.content.learning == ["en"]
    await office.learnt()

    assert office.content.problems
    assert "what is the bill like" in str(office.content().intents)


async def test_what_is_on_loan_is_kept_nowhere(root: Path) -> None:
    memory = HeldLearning()
    async with editing(root, memory) as office:
        before = memory.kept_of("intents")
        with memory.held():
            office.save(ANOTHER)
            await office.serves("what is the bill like")
            assert memory.kept_of("intents") == before
            assert not Search(load(root), Learner(memory=memory)).is_learnt()
        await office.learnt()
        assert len(memory.kept_of("intents")) == len(before) + 1
        assert Search(load(root), Learner(memory=memory)).is_learnt()


async def test_it_stops_without_waiting_for_what_is_being_learnt(root: Path) -> None:
    memory = HeldLearning()
    with memory.held():
        async with editing(root, memory) as office:
            office.save(ANOTHER)
            await office.serves("what is the bill like")
        assert office.content.learning == ["en"]


async def test_what_could_not_be_learnt_is_tried_again_and_told_once(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    memory = HeldLearning()
    async with editing(root, memory) as office:
        memory.fails = True
        office.save(ANOTHER)
        await office.serves("what is the bill like")
        assert meant(office.content(), "what is the bill like")[0] == ("cost", True)
        await asyncio.to_thread(memory.failed.wait, LONGEST_WAIT)
        memory.fails = False
        await office.learnt()

    assert caplog.text.count("content not learnt") == 1


GERMAN = {
    "intents/phrases/de.yaml": "language: de\nphrases:\n  data_title: Daten\n",
    "facility_catalogue/techniques/surfaces/de.yaml": (
        "language: de\ntechniques:\n  corrosion-testing:\n    problems:\n"
        "      - nach dem Winter ist Schlag im Lack\n"
    ),
    "facility_catalogue/vocabulary/problems/de.yaml": (
        "language: de\nconcepts:\n  pores:\n    label: Poren\n    terms: [poren, lunker*]\n"
    ),
}
NOT_FLAKING = ('"rust*", "red rust"]', '"flaking*", "red rust", schlag, winter*]')


async def test_a_synonym_is_in_force_at_once_in_every_language_that_borrows_it(root: Path) -> None:
    write_german(root)
    memory = HeldLearning()
    async with editing(root, memory) as office:
        office.content().find(Need(text="Lunker und rust", language="de"))
        assert spoken_of(office.content(), "Lunker und rust") == {"corrosion", "pores"}
        with memory.held():
            office.save(NOT_FLAKING, file=PROBLEMS)
            await office.until(lambda: "flaking" in str(office.content().catalogue.concepts))

            assert office.content.learning == ["en"]
            assert spoken_of(office.content(), "Lunker und flaking") == {"corrosion", "pores"}
            assert spoken_of(office.content(), "Lunker und rust") == {"pores"}
            # What is a word of the language is not heard in another's way.
            assert spoken_of(office.content(), "ein Schlag nach dem Winter") == set()
        await office.learnt()
    assert made_of(office.content()) == made_of(build_content(root))


def write_german(root: Path) -> None:
    for file, text in GERMAN.items():
        (root / file).write_text(text, encoding="utf-8")


def add_an_example(root: Path) -> None:
    text = (root / MONEY).read_text(encoding="utf-8")
    (root / MONEY).write_text(text.replace(*ANOTHER), encoding="utf-8")


def spoken_of(content: Content, text: str) -> set[str]:
    """The concepts in a German text."""
    need = Need(text=text, language="de")
    found = {each.id for each in content.find(need).concepts}
    assert found == {each.id for each in content.find_concepts(text, "de")}
    return found


def test_an_intent_that_only_one_language_has_lets_the_others_rest(root: Path) -> None:
    write_german(root)
    learner = Learner(memory=HeldLearning())
    Search(load(root), learner).make()
    before = Search(load(root), learner)
    before.make_only("en")

    for file, (old, new) in (
        (INTENTS, ("retired:", "  parking: {does: answer}\nretired:")),
        (MONEY, PARKING),
    ):
        text = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(text.replace(old, new), encoding="utf-8")
    after = before.followed_by(load(root))

    made = [each for each in after.languages if after.finder.is_made(each)]
    assert made == ["en"]
    assert not before.finder.is_made("de")


def started_in_english(root: Path, folder: Path) -> Search:
    """The search of a program that knows German and in which nobody has spoken it yet."""
    write_german(root)
    learner = Learner(memory=FileMemory(folder))
    Search(load(root), learner).make()
    search = Search(load(root), learner)
    search.make_only("en")
    assert not search.unmade
    return search


def test_what_is_learnt_of_a_language_that_nobody_speaks_outlives_the_edits_of_others(
    root: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "learnt"
    search = started_in_english(root, folder)
    for path in folder.iterdir():
        os.utime(path, (0, 0))

    add_an_example(root)
    after = search.followed_by(load(root)).with_learnt("en")

    assert list(folder.glob("needs-de-*"))
    assert after.is_learnt()


def test_a_language_that_is_no_longer_kept_is_learnt_before_somebody_speaks_it(
    root: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "learnt"
    search = started_in_english(root, folder)
    for path in folder.glob("needs-de-*"):
        path.unlink()

    add_an_example(root)
    after = search.followed_by(load(root))

    assert after.unmade == ["de"]
    assert not after.finder.is_made("de")
