"""When a chat may be written to, by a clock that a test moves on."""

import heapq

from tram_bot.channels.telegram.pacing import Pacing

MOST_A_SECOND = 30
"""Telegram's limit: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""


class Sending:
    """Somebody with a message for each of some chats, who comes again when told to."""

    def __init__(self, **pace: float) -> None:
        self.now = 100.0
        self.pacing = Pacing(seconds=lambda: self.now, **pace)
        self.sent: list[tuple[float, int]] = []
        self.asked = 0
        self._waiting: list[tuple[float, int]] = []

    def comes(self, chat: int, at: float) -> None:
        heapq.heappush(self._waiting, (at, chat))

    def goes_on(self) -> None:
        while self._waiting:
            at, chat = heapq.heappop(self._waiting)
            self.now = max(self.now, at)
            self.asked += 1
            pause = self.pacing.claim(chat)
            if pause:
                self.comes(chat, self.now + max(pause, 0.001))  # as exact as due times are
            else:
                self.sent.append((self.now, chat))

    @property
    def most_within_a_second(self) -> int:
        times = [at for at, _ in self.sent]
        return max(sum(begun <= at < begun + 1 for at in times) for begun in times)


def test_each_of_a_thousand_is_told_a_time_of_its_own() -> None:
    sending = Sending()
    for chat in range(1000):
        sending.comes(chat, 100.0)
    sending.goes_on()

    assert sorted(chat for _, chat in sending.sent) == list(range(1000))
    assert sending.most_within_a_second <= MOST_A_SECOND
    assert sending.sent[-1][0] < 100 + 1000 / 25 + 2
    # Asking costs a write to the database each time that it is in vain.
    assert sending.asked < 3 * 1000


def test_who_comes_later_is_sent_to_later_however_many_wait() -> None:
    sending = Sending()
    for chat in range(500):
        sending.comes(chat, 100 + chat / 100)
    sending.goes_on()

    waited = [at - (100 + chat / 100) for at, chat in sending.sent]
    assert sending.most_within_a_second <= MOST_A_SECOND
    assert max(waited) < 500 / 25 - 5 + 2
    assert all(
        later - earlier > -50
        for (_, earlier), (_, later) in zip(sending.sent, sending.sent[1:], strict=False)
    )


def test_one_chat_waits_for_a_second_and_nobody_else_does() -> None:
    sending = Sending()
    assert [sending.pacing.claim(1), sending.pacing.claim(1), sending.pacing.claim(2)] == [0, 1, 0]
    sending.now += 0.75
    assert sending.pacing.claim(1) == 0.25
    sending.now += 0.25
    assert sending.pacing.claim(1) == 0


def test_those_who_never_come_again_keep_nobody_for_long() -> None:
    sending = Sending()
    for chat in range(200):
        sending.pacing.claim(chat)
    sending.now += 200 / 25
    assert sending.pacing.claim(1000) == 0
    sending.now += 120
    assert [sending.pacing.claim(chat) for chat in range(2000, 2025)] == [0] * 25
