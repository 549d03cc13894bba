"""Names and languages of people, kept for some minutes: https://docs.slack.dev/reference/methods/users.info"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from tram_bot.core.hygiene import clean
from tram_bot.core.identifiers import Language
from tram_bot.core.present import shortened
from tram_bot.slack.calling import called

_KEPT_SECONDS = 600.0
_KEPT = 2000
"""How long and how many. Ours: a name changes rarely, and a workspace may be large."""
_NAME = 80
"""Characters of a name. Slack's own limit for one: anything longer comes from elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on Slack. `language` is that of their client, "" if unknown."""

    id: str
    name: str
    first_name: str
    language: Language


def _one_line(name: object) -> str:
    return shortened(clean(name if isinstance(name, str) else "", _NAME), _NAME)


class People:
    """Looks people up, and remembers them for a while."""

    def __init__(
        self, client: AsyncWebClient, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._seconds = seconds
        self._known: dict[str, tuple[float, Person]] = {}

    async def person(self, id: str) -> Person:
        """Who that is. Raises TryLater or SlackRefused."""
        now = self._seconds()
        found = self._known.get(id)
        if found and now - found[0] < _KEPT_SECONDS:
            return found[1]
        answer = await called(self._client.users_info(user=id, include_locale=True))
        user = answer["user"]
        profile = user.get("profile", {})
        # Anybody can call themselves anything, also with characters that turn the line around.
        names = (profile.get("real_name"), user.get("real_name"), user.get("name"), id)
        name = next(said for each in names if (said := _one_line(each)))
        person = Person(
            id=id,
            name=name,
            first_name=_one_line(profile.get("first_name")) or name.split()[0],
            language=str(user.get("locale", "")).partition("-")[0].lower(),
        )
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[id] = (now, person)
        return person
