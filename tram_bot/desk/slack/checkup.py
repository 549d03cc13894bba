"""Whether Slack is set up: the token, what it may do, Socket Mode, each centre's channel."""

from collections.abc import Collection, Iterable, Mapping

from slack_sdk.errors import SlackApiError

from tram_bot.checkup import Finding, broken, fine, odd
from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.identifiers import CentreId
from tram_bot.errors import SettingsError, TryLater
from tram_bot.slack.calling import NO_ANSWER, SlackRefused, called, word_of
from tram_bot.slack.connection import Identity, Slack, sign_in
from tram_bot.slack.manifest import SCOPES


async def look(
    slack: Slack,
    app_token: str,
    channels: Mapping[CentreId, str],
    centres: Mapping[CentreId, str],
    named: Iterable[str],
) -> list[Finding]:
    """Everything about Slack. `channels` are those of the centres that have one, `centres` the
    names of all, and `named` whose channels settings name."""
    try:
        identity = await sign_in(slack)
    except SettingsError as error:
        name, _, why = str(error).partition(": ")
        return [broken(name, why)]
    except TryLater as error:
        return [broken(f"Slack is out of reach ({error})", "look at the network of this machine")]
    found = [fine(f"Slack: signed in at {identity.team_name}")]
    found.extend(scopes(identity))
    if app_token:
        found.append(await _socket(slack, app_token))
    found.extend(for_nobody(named, centres))
    for centre, name in centres.items():
        found.append(await channel_of(slack, centre, name, channels.get(centre, "")))
    return found


def scopes(identity: Identity) -> list[Finding]:
    """Whether the app may do all it has to."""
    lacking = [f"{scope} ({why})" for scope, why in SCOPES if scope not in identity.scopes]
    if not lacking:
        return [fine("Slack: every scope is granted")]
    mend = "paste the output of 'tram-bot slack-manifest' as the app's manifest and reinstall it"
    return [broken(f"Slack: scopes are missing: {', '.join(lacking)}", mend)]


async def _socket(slack: Slack, app_token: str) -> Finding:
    try:
        await slack.client.apps_connections_open(app_token=app_token)
    except SlackApiError as refused:
        error = word_of(refused)
        if not error:
            return broken("Socket Mode is out of reach (no answer of Slack's)", "try again")
        mend = "make an app-level token with the scope connections:write"
        return broken(f"SLACK_APP_TOKEN: Slack refuses it ({error})", mend)
    except NO_ANSWER as error:
        return broken(f"Socket Mode is out of reach ({type(error).__name__})", "try again")
    return fine("Slack: Socket Mode can be opened")


def for_nobody(named: Iterable[str], centres: Collection[str]) -> list[Finding]:
    """The settings that name the channel of a centre there is not."""
    mend = f"the centres are {', '.join(map(variable_of, centres))}"
    return [
        odd(f"{variable_of(each)}: there is no such centre, and nothing goes there", mend)
        for each in named
        if each not in centres
    ]


def variable_of(centre: str) -> str:
    """The setting that names the channel of a centre."""
    return f"SLACK_CHANNEL_{centre.upper().replace('-', '_')}"


async def channel_of(slack: Slack, centre: CentreId, name: str, channel: str) -> Finding:
    """Whether a centre's requests can be shown to it, as far as Slack tells at the moment."""
    try:
        return await channel_now(slack, centre, name, channel)
    except TryLater as later:
        return odd(f"{name}: {channel} not looked at ({later})", "try again")


async def channel_now(slack: Slack, centre: CentreId, name: str, channel: str) -> Finding:
    """Whether a centre's requests can be shown to it. Raises TryLater."""
    variable = variable_of(centre)
    if not channel:
        what = f"{name}: no channel"
        mend = f"set {variable}, or slack_channel in facility_catalogue/centres.yaml"
        if centre == LEAD_DESK:
            return broken(f"{what}, and it catches what no other centre takes", mend)
        return odd(f"{what}; its requests wait and {LEAD_DESK} is told", mend)
    try:
        answer = await called(slack.client.conversations_info(channel=channel))
    except SlackRefused as refused:
        mend = f"correct {variable}, or invite the bot there if it is a private channel"
        return broken(f"{name}: Slack does not show {channel} ({refused.error})", mend)
    info = answer["channel"]
    if info.get("is_archived"):
        return broken(f"{name}: {channel} is archived", f"unarchive it, or set {variable}")
    if not info.get("is_member"):
        mend = f"type '/invite @tram-bot' in #{info.get('name')}"
        return broken(f"{name}: the bot is not in #{info.get('name')}", mend)
    return fine(f"{name}: #{info.get('name')}")
