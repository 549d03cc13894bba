"""What is counted, for Prometheus, in a registry of our own: two programs in one process, as in
tests, do not share a number. Nothing in here names a person or says a word of theirs."""

from collections.abc import Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from tram_bot.core.effects import Effect, SubmitLead
from tram_bot.core.identifiers import ConversationId, channel_name

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
"""Of `Metrics.page`."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Bounds of the histogram. Ours: a turn takes some hundredths, and a person notices a second."""


class Metrics:
    """The numbers, and who may raise them."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._turns = Counter(
            "tram_bot_turns", "Turns of conversations", ["channel", "outcome"], registry=registry
        )
        self._seconds = Histogram(
            "tram_bot_turn_seconds",
            "Seconds from taking up a turn to its commit",
            ["channel"],
            buckets=_SECONDS,
            registry=registry,
        )
        self._leads = Counter(
            "tram_bot_leads_submitted",
            "Requests handed over to a centre, half-way ones and their completion included",
            ["centre", "extent"],
            registry=registry,
        )
        self._deliveries = Counter(
            "tram_bot_deliveries",
            "Attempts to send what waits in the outbox",
            ["kind", "outcome"],
            registry=registry,
        )
        self._outbox = Gauge(
            "tram_bot_outbox_rows", "Rows of the outbox", ["state"], registry=registry
        )
        self._given_up = Gauge(
            "tram_bot_outbox_given_up",
            "Rows of the outbox that were given up and wait to be sent again",
            ["kind"],
            registry=registry,
        )
        self._erased = Gauge(
            "tram_bot_erased",
            "What was erased so far: requests by centre, and conversations without one",
            ["centre", "why"],
            registry=registry,
        )
        self._refused = Counter(
            "tram_bot_requests_refused",
            "Requests that were not taken",
            ["door", "reason"],
            registry=registry,
        )
        self._skipped = Counter(
            "tram_bot_updates_skipped",
            "Messages of a platform that nothing could be made of",
            ["channel"],
            registry=registry,
        )
        self._dropped = Counter(
            "tram_bot_events_dropped",
            "What people sent and was not taken",
            ["channel", "reason"],
            registry=registry,
        )

    def event_dropped(self, channel: str, reason: str) -> None:
        """Something a person sent was not taken: `flood`, `crowd`, `blocked`; or `busy`, and
        is brought again."""
        self._dropped.labels(channel, reason).inc()

    def turn(
        self, conversation: ConversationId, seconds: float, effects: Sequence[Effect] | None
    ) -> None:
        """A turn came to its end with these effects, or failed: None."""
        channel = channel_name(conversation)
        outcome = "failed" if effects is None else "taken"
        self._turns.labels(channel, outcome).inc()
        self._seconds.labels(channel).observe(seconds)
        for effect in effects or ():
            if isinstance(effect, SubmitLead):
                extent = "half" if effect.lead.partial else "whole"
                self._leads.labels(effect.lead.centre, extent).inc()

    def delivery(self, kind: str, outcome: str) -> None:
        """A row of the outbox was `sent`, `put_off` or `given_up`."""
        self._deliveries.labels(kind, outcome).inc()

    def request_refused(self, door: str, reason: str) -> None:
        """A request to one of our addresses was not taken."""
        self._refused.labels(door, reason).inc()

    def update_skipped(self, channel: str) -> None:
        """Something that a platform brought was left out for good."""
        self._skipped.labels(channel).inc()

    def page(
        self,
        outbox: Mapping[str, int],
        given_up: Mapping[str, int],
        erased: Mapping[tuple[str, str], int],
    ) -> bytes:
        """All of it in the text format of Prometheus. `outbox` is how many rows there are by
        state, `given_up` how many of those that were given up by kind, `erased` how many requests
        by centre and reason; empty if nobody knows at present."""
        self._outbox.clear()
        for state, count in outbox.items():
            self._outbox.labels(state).set(count)
        self._given_up.clear()
        for kind, count in given_up.items():
            self._given_up.labels(kind).set(count)
        self._erased.clear()
        for (centre, why), count in erased.items():
            self._erased.labels(centre, why).set(count)
        return generate_latest(self._registry)
