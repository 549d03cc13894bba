"""The optional model of meaning: off unless named, and then heard beside the words."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from model2vec import StaticModel
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from tests.matching.small_catalogue import catalogue, concept
from tram_bot import cli, semantic
from tram_bot.core.finding import Need
from tram_bot.errors import SettingsError
from tram_bot.learning.kernel import OfWords
from tram_bot.learning.learner import Learner
from tram_bot.learning.wording import Wording
from tram_bot.matching import finder
from tram_bot.settings import SEMANTIC
from tram_bot.understanding.intents import IntentModel

MEANINGS = {
    "price": (1.0, 0.0, 0.0),
    "cost": (0.9, 0.1, 0.0),
    "quux": (1.0, 0.1, 0.0),
    "weeks": (0.0, 1.0, 0.0),
    "duration": (0.1, 1.0, 0.0),
    "rusty": (0.0, 0.0, 1.0),
    "corrosion": (0.1, 0.0, 1.0),
    "zblk": (0.0, 0.1, 1.0),
    "[UNK]": (0.0, 0.0, 0.0),
}
"""A world of three meanings; *quux* and *zblk* are words that stand in no example."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real model in a folder, small enough to see through."""
    tokenizer = Tokenizer(WordLevel({word: at for at, word in enumerate(MEANINGS)}, "[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    vectors = np.array(list(MEANINGS.values()), np.float32)
    folder = tmp_path_factory.mktemp("model")
    StaticModel(vectors, tokenizer).save_pretrained(folder)
    return folder


def said(text: str) -> Wording:
    return Wording(text.split(), text)


EXAMPLES = [
    ("cost", said("the price please")),
    ("cost", said("what would it cost")),
    ("time", said("how many weeks")),
    ("time", said("duration of it")),
]


def test_a_word_that_nobody_has_written_is_known_by_its_meaning(model: Path) -> None:
    without = IntentModel({"en": EXAMPLES}).rank(said("quux"), ("en",))
    with_it = IntentModel({"en": EXAMPLES}, Learner(kernels=semantic.kernels(str(model)))).rank(
        said("quux"), ("en",)
    )

    assert without[0].confidence == without[1].confidence
    assert with_it[0].intent == "cost"
    assert with_it[0].confidence > with_it[1].confidence


def test_a_need_is_known_by_its_meaning(model: Path) -> None:
    need = Need(text="zblk on steel", language="en")

    without = finder.build(catalogue()).find(need)
    with_it = finder.build(catalogue(), Learner(kernels=semantic.kernels(str(model)))).find(need)

    before = {match.technique: match.score for match in without.techniques}
    after = {match.technique: match.score for match in with_it.techniques}
    assert after["corrosion-testing"] > before.get("corrosion-testing", 0.0)


def test_a_language_whose_words_speak_for_no_technique_has_no_meanings_to_learn(
    model: Path,
) -> None:
    toxic = concept("hazards", "toxic", ("toxic",), german=("giftig*",))
    bare = replace(catalogue(), concepts={("hazards", "toxic"): toxic})
    known = finder.build(bare, Learner(kernels=semantic.kernels(str(model))))

    finding = known.find(Need(text="giftig", language="de"))

    assert [each.id for each in finding.concepts] == ["toxic"]
    assert finding.techniques == ()


def test_no_model_is_no_model() -> None:
    assert isinstance(semantic.kernels(""), OfWords)


def test_a_model_that_cannot_be_had_is_told_by_the_name_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    nowhere = tmp_path / "nowhere"

    with pytest.raises(SettingsError, match=SEMANTIC):
        semantic.kernels(str(nowhere))

    monkeypatch.setenv(SEMANTIC, str(nowhere))
    assert cli.main(["understand", "what does it cost"]) == cli.WRONG_SETTINGS
    told = capsys.readouterr().err
    assert told.startswith(f"{SEMANTIC}: cannot load")
    assert "Model2Vec" in told
