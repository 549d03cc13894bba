"""Messages alike are one piece of work, whatever the order and endings of their words."""

from tests.values import NOW
from tram_bot.core.effects import Mishap
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.inbox import InboxGroup, InboxMessage
from tram_bot.understanding.likeness import grouped


def message(id: int, text: str, language: str = "en", *guesses: str) -> InboxMessage:
    return InboxMessage(
        id=id,
        conversation=ConversationId(f"test:{id}"),
        language=language,
        text=text,
        why=Mishap.OFFERED,
        guesses=guesses,
        at=NOW,
    )


def numbers(groups: tuple[InboxGroup, ...]) -> list[list[int]]:
    return [[each.id for each in group.messages] for group in groups]


def test_what_is_alike_stands_together_and_the_largest_group_first() -> None:
    groups = grouped(
        [
            message(4, "Where can we park a lorry?"),
            message(1, "do you have a canteen"),
            message(2, "where can I park a lorry"),
            message(3, "Park a lorry where??"),
            message(5, "do you have canteens?"),
            message(6, "is the moon made of cheese"),
        ]
    )
    assert numbers(groups) == [[2, 3, 4], [1, 5], [6]]
    assert [group.number for group in groups] == [2, 1, 6]


def test_accents_and_capitals_tell_nothing_apart_but_languages_do() -> None:
    groups = grouped(
        [
            message(1, "gdzie mogę zaparkować", "pl"),
            message(2, "GDZIE MOGE ZAPARKOWAC", "pl"),
            message(3, "gdzie mogę zaparkować", "en"),
        ]
    )
    assert numbers(groups) == [[1, 2], [3]]
    assert [group.language for group in groups] == ["pl", "en"]


def test_of_two_groups_alike_in_size_the_later_comes_first() -> None:
    assert numbers(grouped([message(1, "a canteen"), message(2, "the weather")])) == [[2], [1]]
    assert grouped([]) == ()


def test_a_group_tells_what_it_was_taken_for_the_commonest_first() -> None:
    (group,) = grouped(
        [
            message(1, "park a lorry", "en", "nda", "cost"),
            message(2, "park a lorry", "en", "cost"),
            message(3, "park the lorry", "en"),
        ]
    )
    assert group.texts == ("park a lorry", "park the lorry")
    assert group.guesses(*Mishap) == ("cost", "nda")
    assert group.guesses(Mishap.CHOSEN) == ()
