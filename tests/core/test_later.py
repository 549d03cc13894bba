"""A value that is worked out when it is first asked for."""

from tram_bot.core.later import Later


def test_it_is_worked_out_once_and_only_when_it_is_asked_for() -> None:
    asked: list[str] = []

    def work_out() -> int:
        asked.append("it")
        return 7

    later = Later(work_out)
    assert asked == []

    assert (later(), later()) == (7, 7)
    assert asked == ["it"]


def test_two_are_equal_that_come_to_the_same() -> None:
    assert Later(lambda: (1, 2)) == Later(lambda: (1, 2))
    assert hash(Later(lambda: (1, 2))) == hash(Later(lambda: (1, 2)))
    assert Later(lambda: 1) != Later(lambda: 2)
    assert Later(lambda: 1) != 1
