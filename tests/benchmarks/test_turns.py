"""Conversations held to be measured, and what is said to be lost of them."""

from pathlib import Path

import pytest

from benchmarks.turns.form import DONE, MESSAGES, QUESTIONS, reached
from benchmarks.turns.running import Contender, speed
from benchmarks.turns.text import notes
from benchmarks.turns.workload import converse, lost


class Forgetful:
    """A bot that knows of each conversation only as many messages as it is said to keep."""

    def __init__(self, keeps: int = len(MESSAGES)) -> None:
        self.keeps = keeps
        self.known: dict[str, int] = {}

    async def talk(self, conversation: str, number: int, text: str) -> str:
        assert text == MESSAGES[number - 1]
        self.known[conversation] = self.known.get(conversation, 0) + 1
        return (*QUESTIONS, DONE)[self.known[conversation] - 1]

    def crash(self) -> None:
        self.known = {who: min(number, self.keeps) for who, number in self.known.items()}


async def test_every_conversation_goes_through_every_form_in_order() -> None:
    told: list[tuple[str, int]] = []
    took = await converse(
        Forgetful().talk,
        3,
        2,
        "1",
        told=lambda conversation, number: told.append((conversation, number)),
    )
    assert len(took.turns) == len(told) == 3 * 2 * len(MESSAGES)
    by_form: dict[str, list[int]] = {}
    for conversation, number in told:
        by_form.setdefault(conversation, []).append(number)
    assert len(by_form) == 6
    assert all(numbers == list(range(1, len(MESSAGES) + 1)) for numbers in by_form.values())


async def test_a_reply_that_does_not_go_on_with_the_form_is_no_turn() -> None:
    async def stuck(conversation: str, number: int, text: str) -> str:
        return QUESTIONS[0]

    with pytest.raises(RuntimeError, match="message 2 was answered by"):
        await converse(stuck, 1, 1, "1")


@pytest.mark.parametrize(("keeps", "gone"), [(6, 0), (3, 1), (0, 4 + 1)])
async def test_what_is_lost_is_counted(keeps: int, gone: int) -> None:
    bot = Forgetful(keeps)
    acknowledged = {"a": 4, "b": 1, "filled in": 6}
    for conversation, number in acknowledged.items():
        for at in range(number):
            await bot.talk(conversation, at + 1, MESSAGES[at])
    bot.crash()
    assert await lost(bot.talk, acknowledged) == (gone, 4 + 1)


def test_a_reply_shows_how_far_the_form_is() -> None:
    assert [reached(f"Thanks. {asked}") for asked in (*QUESTIONS, DONE, "Hello")] == [
        1, 2, 3, 4, 5, 6, 0,
    ]  # fmt: skip


def test_the_running_program_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    run = speed(Contender(name="tram-bot", module="ours", at_once=4), tmp_path)
    assert len(run.turns) == 4 * len(MESSAGES)
    assert run.turns_a_second > 0
    assert all(took > 0 for took in run.turns)
    assert run.peak > 10
    assert list(tmp_path.iterdir()) == []


def test_without_a_peer_nothing_is_said_of_one() -> None:
    said = {
        cheapest: " ".join(
            notes(
                ours=0.0005,
                cheapest=cheapest,
                in_group=0.00001,
                alone=0.0002,
                worker=0.001,
                server=0.001,
                cores=2,
            )
        )
        for cheapest in (0.0001, None)
    }
    assert ["peer" in each for each in said.values()] == [True, False]
