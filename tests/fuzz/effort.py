"""How hard to search: the same few examples in the tests, ever new ones with `make fuzz`."""

from typing import Any

from hypothesis import HealthCheck, settings

PROFILE = "fuzz"
_MORE = 5
"""Times as many examples as in the tests, in one round of `make fuzz`; of conversations, which
take minutes, as many."""


def effort(examples: int, **more: Any) -> settings:
    """Settings for a search through so many examples, with no limit of time for one."""
    common = {"deadline": None, "suppress_health_check": list(HealthCheck), **more}
    if settings.get_current_profile_name() == PROFILE:
        more_often = 1 if "stateful_step_count" in more else _MORE
        return settings(max_examples=more_often * examples, derandomize=False, **common)
    return settings(max_examples=examples, derandomize=True, database=None, **common)
