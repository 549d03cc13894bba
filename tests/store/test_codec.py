"""What is kept comes back as it was, whatever it was, from any schema number."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import values as example
from tests.store.strategies import values
from tram_bot.core.answers import Value
from tram_bot.core.conversation import Conversation, Pending, Phase
from tram_bot.core.effects import Say
from tram_bot.core.lead import Lead
from tram_bot.errors import SettingsError
from tram_bot.store.codec import Codec, UnreadableError, codec, conversations, item, leads

CODECS: dict[Any, Callable[[], Codec[Any]]] = {
    Conversation: conversations,
    Lead: leads,
    Say: lambda: item("say"),
}
DOCUMENTS = Path(__file__).parent / "documents"

roughly = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.parametrize("kind", CODECS)
@roughly
@given(data=st.data())
def test_any_value_comes_back_as_it_was(kind: Any, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    document = CODECS[kind]().dump(value)
    assert CODECS[kind]().load(document) == value
    assert json.loads(document)["schema"] == 1


@pytest.mark.parametrize("phase", get_args(Phase))
@roughly
@given(data=st.data())
def test_every_phase_comes_back_as_itself(phase: Any, data: st.DataObject) -> None:
    before = example.conversation(phase=data.draw(values(phase)))
    after = conversations().load(conversations().dump(before))
    assert (type(after.phase), after) == (phase, before)


@pytest.mark.parametrize("pending", [*get_args(Pending), type(None)])
@roughly
@given(data=st.data())
def test_whatever_is_pending_comes_back_as_itself(pending: Any, data: st.DataObject) -> None:
    before = example.conversation(pending=data.draw(values(pending)))
    after = conversations().load(conversations().dump(before))
    assert (type(after.pending), after) == (pending, before)


@pytest.mark.parametrize("value", get_args(Value))
@roughly
@given(data=st.data())
def test_every_kind_of_answer_comes_back_as_itself(value: Any, data: st.DataObject) -> None:
    before = example.lead(answers={"slot": example.answer(data.draw(values(value)))})
    after = leads().load(leads().dump(before))
    assert type(after.answers["slot"].value) is value
    assert after == before


def test_a_mapping_of_any_class_is_kept() -> None:
    frozen = example.run(answers=MappingProxyType(example.answers()))
    kept = example.conversation(aside=frozen)
    assert conversations().load(conversations().dump(kept)) == kept


def test_half_an_emoji_is_replaced_and_a_whole_one_and_nul_are_kept() -> None:
    cut = example.conversation(last_text="zinc \ud83d|\ude00\ud83d\ude00|\x00|\u202e")
    kept = conversations().load(conversations().dump(cut))
    assert kept == replace(cut, last_text="zinc \ufffd|\ufffd\U0001f600|\x00|\u202e")


@pytest.mark.parametrize(
    ("name", "expected", "load"),
    [
        ("conversation-1.json", example.conversation(), lambda text: conversations().load(text)),
        ("lead-1.json", example.lead(), lambda text: leads().load(text)),
        ("say-1.json", example.say(), lambda text: item("say").load(text)),
    ],
)
def test_documents_of_schema_1_are_read_for_ever(name: str, expected: Any, load: Any) -> None:
    """If this fails, the core changed: append an upgrade in `codec.py`; leave the files be."""
    assert load((DOCUMENTS / name).read_text("utf-8")) == expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A value whose shape has changed twice: `mass` was `weight`, and then came in grams."""

    name: str
    milligrams: int


def _weight_is_mass(fields: dict[str, Any]) -> dict[str, Any]:
    return {"name": fields["name"], "mass": fields["weight"]}


def _grams_are_milligrams(fields: dict[str, Any]) -> dict[str, Any]:
    return {"name": fields["name"], "milligrams": fields["mass"] * 1000}


SAMPLES = codec("sample", Sample, (_weight_is_mass, _grams_are_milligrams))


@pytest.mark.parametrize(
    "document",
    [
        '{"schema":1,"name":"zinc","weight":2}',
        '{"schema": 2, "name": "zinc", "mass": 2}',
        '{"name": "zinc", "schema": 2, "mass": 2}',
        '{"schema":3,"name":"zinc","milligrams":2000}',
        '{"schema": 3, "name": "zinc", "milligrams": 2000}',
        '{"name": "zinc", "milligrams": 2000, "schema": 3}',
    ],
)
def test_an_older_document_is_upgraded_step_by_step(document: str) -> None:
    assert SAMPLES.load(document) == Sample(name="zinc", milligrams=2000)


def test_a_document_is_written_with_the_newest_number() -> None:
    document = SAMPLES.dump(Sample(name="zinc", milligrams=1))
    assert json.loads(document) == {"schema": 3, "name": "zinc", "milligrams": 1}


def test_schema_10_is_not_taken_for_schema_1() -> None:
    with pytest.raises(SettingsError, match="of schema 10 and this tram-bot knows 1 at most"):
        item("say").load('{"schema":10}')


def test_a_newer_document_is_refused_in_one_sentence() -> None:
    with pytest.raises(SettingsError) as refusal:
        SAMPLES.load('{"schema":4,"name":"zinc","moles":1}')
    assert str(refusal.value) == (
        "the database holds a sample of schema 4 and this tram-bot knows 3 at most: "
        "start the newer tram-bot that wrote it"
    )


def test_an_unreadable_document_is_reported_without_its_words() -> None:
    with pytest.raises(UnreadableError) as report:
        conversations().load('{"schema":1,"id":"a","language":["my secret"],"last_text":7}')
    assert "language (string_type), last_text (string_type)" in str(report.value)
    assert "secret" not in str(report.value)
    assert report.value.__cause__ is None
    assert report.value.__suppress_context__


def test_a_member_of_a_union_is_known_by_its_kind() -> None:
    """Were the members tried in turn, the report would list what is wrong with each."""
    with pytest.raises(UnreadableError) as report:
        conversations().load('{"schema":1,"id":"a","language":"en","phase":{"kind":"asleep"}}')
    assert str(report.value) == "a kept conversation is unreadable: phase (union_tag_invalid)"
