"""slack-bolt's listeners of the centres' side, but for what is written below cards.

Slack is answered after a listener has returned, which is after the commit; one that raises is not
acknowledged, and Slack sends an event again.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse

from tram_bot.core.catalogue import LEAD_DESK
from tram_bot.core.content import Content
from tram_bot.core.events import FromDesk
from tram_bot.core.identifiers import CentreId
from tram_bot.core.inbox import Group
from tram_bot.core.lead import Lead, Outcome
from tram_bot.desk.slack import card, command, forms
from tram_bot.desk.slack.acts import STEPS, Act, event_id, values_of
from tram_bot.desk.slack.asides import Asides
from tram_bot.desk.slack.card import lead_of_handle
from tram_bot.desk.slack.desks import Desks
from tram_bot.desk.slack.home import (
    SEARCH,
    desk_of,
    may_look_from,
    sight_from,
    visible_to,
)
from tram_bot.desk.slack.pages import Pages
from tram_bot.desk.slack.whispers import HELD
from tram_bot.errors import SettingsError, TryLater
from tram_bot.ports import Clock, Store, Take
from tram_bot.slack.blocks import Block
from tram_bot.slack.calling import SlackRefused, called
from tram_bot.slack.connection import Slack
from tram_bot.slack.files import is_slacks

_log = logging.getLogger(__name__)

Json = Mapping[str, Any]

_FORMS = {
    card.ASK: forms.ask_form,
    card.PASS_ON: forms.pass_on_form,
    card.CLOSE: forms.close_form,
    card.ERASE: forms.erase_form,
    card.EVERYTHING: card.everything,
    card.OPEN: card.everything,
}
"""What opens a modal, and which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Centres:
    """All that the listeners of the centres' side work with."""

    slack: Slack
    desks: Desks
    store: Store
    take: Take
    content: Callable[[], Content]
    clock: Clock
    look_again: Callable[[], None]
    pages: Pages
    asides: Asides
    group: Group
    """Puts messages together that are alike."""

    def listen(self, app: AsyncApp) -> None:
        """Have the app hear what staff do."""
        app.action(re.compile(r"lead_\w+"))(self._pressed)
        app.action({"block_id": re.compile(f"{HELD}.*"), "action_id": re.compile(".+")})(
            self._decided
        )
        app.action(SEARCH)(self._searched)
        app.view(re.compile(r"form_\w+"))(self._submitted)
        app.command(command.NAME)(self._commanded)
        app.event("app_home_opened")(self._opened_home)
        app.event("app_mention")(self._mentioned)
        app.event("member_joined_channel")(self._members_changed)
        app.event("member_left_channel")(self._members_changed)

    async def _aside(self, body: Json, key: str, centre: CentreId | None = None) -> None:
        """Answer somebody what the outbox cannot, because it has to be said at once."""
        user = str(body["user"]["id"])
        channel = str((body.get("channel") or {}).get("id") or user)
        await self.asides.tell(channel, user, self.asides.phrase(centre, key))

    # Buttons, menus and forms

    async def _pressed(self, ack: AsyncAck, body: Json) -> BoltResponse:
        action = body["actions"][0]
        name, value = str(action["action_id"]), str(action.get("value", ""))
        if name == card.MORE:
            chosen = action.get("selected_option") or {}
            name, _, value = str(chosen.get("value", "")).partition("|")
        act = await self._act(body, value)
        if act is None:
            await self._aside(body, "desk_gone")
        elif name in _FORMS:
            await self._open(body, act, _FORMS[name])
        elif name in (card.EXPORT, card.EXPORT_ALL):
            await self._do(body, act.exported(confidential=name == card.EXPORT_ALL))
        elif name in STEPS:
            await self._do(body, act.step(STEPS[name]))
        return await ack()

    async def _do(self, body: Json, event: FromDesk) -> bool:
        """Take what somebody did; whether that worked. Nobody brings a press again: if it fails,
        they are told."""
        try:
            await self.take(event)
        except Exception:
            _log.error("not done: event=%s", event.id)
            await self._aside(body, "desk_trouble", event.desk)
            return False
        return True

    async def _act(self, body: Json, handle: str) -> Act | None:
        """Who does something with which lead; None if it is gone."""
        id, desk = lead_of_handle(handle)
        lead = await self.store.lead(id)
        if lead is None:
            return None
        by = await self.desks.staff(str(body["user"]["id"]))
        if not visible_to(by, lead):
            # It is refused and recorded by the same rule as everything else at a desk.
            by = replace(by, centres=())
        elif not may_look_from(by, lead, desk):
            # What a button says counts where they sit: a copy is not seen as its owner sees it.
            desk = desk_of(by, lead)
        now = self.clock.now()
        return Act(id=event_id(body), at=now, lead=lead, by=by, desk=desk)

    async def _open(
        self, body: Json, act: Act, form: Callable[[Content, Lead, CentreId], Block]
    ) -> None:
        if not act.by.centres:
            await self._aside(body, "desk_not_staff", act.desk)
            return
        if form is card.everything:
            sight = sight_from(act.by, act.lead, act.desk)
            view = card.everything(self.content(), act.lead, act.desk, sight)
        else:
            view = form(self.content(), act.lead, act.desk)
        try:
            await called(
                self.slack.client.views_open(trigger_id=str(body["trigger_id"]), view=view)
            )
        except (SlackRefused, TryLater) as trouble:
            _log.error("no modal: view=%s why=%s", view.get("callback_id", ""), trouble)
            await self._aside(body, "desk_trouble", act.desk)

    async def _submitted(self, ack: AsyncAck, body: Json) -> BoltResponse:
        view = body["view"]
        values = values_of(view)
        act = await self._act(body, str(view.get("private_metadata", "")))
        if act is None:
            await self._aside(body, "desk_gone")
            return await ack()
        if view["callback_id"] == forms.ASK and not values:
            return await ack(
                response_action="errors",
                errors={forms.WORDS: self.asides.phrase(act.desk, "desk_ask_nothing")},
            )
        outcome, blocks = values.get(forms.OUTCOME), forms.BLOCK in values
        if view["callback_id"] == forms.CLOSE and blocks and outcome != Outcome.SPAM:
            return await ack(
                response_action="errors",
                errors={forms.BLOCK: self.asides.phrase(act.desk, "desk_close_block_only_spam")},
            )
        try:
            event = act.submitted(str(view["callback_id"]), values)
        except ValueError:
            await self._aside(body, "desk_cannot", act.desk)
            return await ack()
        if event:
            await self._do(body, event)
        return await ack()

    async def _decided(self, ack: AsyncAck, body: Json) -> BoltResponse:
        action = body["actions"][0]
        handle, _, message = str(action.get("value", "")).partition("|")
        act = await self._act(body, handle)
        if act is None:
            await self._aside(body, "desk_gone")
            return await ack()
        try:
            event = act.decided(message, str(action["action_id"]))
        except ValueError:
            return await ack()
        if await self._do(body, event):
            await self._forget_question(body)
        return await ack()

    async def _forget_question(self, body: Json) -> None:
        """Take the question away that has been answered. Only its own address can do that:
        https://docs.slack.dev/interactivity/handling-user-interaction#deleting_message_response"""
        address = str(body.get("response_url", ""))
        if not is_slacks(address, self.slack.api):
            return
        try:
            async with self.slack.session.post(
                address, json={"delete_original": True}, allow_redirects=False
            ):
                pass
        except Exception as error:
            _log.warning("question not taken away: reason=%s", type(error).__name__)

    # The page, the command, who sits where

    async def _opened_home(self, event: Json) -> None:
        if event.get("tab") == "home":
            await self._publish(str(event["user"]))

    async def _searched(self, ack: AsyncAck, body: Json) -> BoltResponse:
        words = str(body["actions"][0].get("value") or "")
        await self._publish(str(body["user"]["id"]), words)
        return await ack()

    async def _publish(self, user: str, words: str = "") -> None:
        try:
            await self.pages.show(user, words)
        except SlackRefused as refused:
            _log.error("no page: why=%s", refused)

    async def _commanded(self, ack: AsyncAck, body: Json) -> BoltResponse:
        try:
            staff = await self.desks.staff(str(body["user_id"]))
            text = str(body.get("text", ""))
            said = await command.answer(
                self.content(),
                self.store,
                self.take,
                staff,
                text,
                id=event_id(body),
                now=self.clock.now(),
                look_again=self.look_again,
                group=self.group,
            )
        except (TryLater, SettingsError) as trouble:
            _log.error("command not answered: reason=%s", trouble)
            said = {"text": self.asides.phrase(LEAD_DESK, "desk_trouble")}
        return await ack(**said)

    async def _mentioned(self, event: Json) -> None:
        """Somebody calls the bot in a channel. Where that is no desk, it says where it talks."""
        channel = str(event.get("channel", ""))
        if event.get("user") and self.desks.centre_of(channel) is None:
            text = self.asides.phrase(None, "desk_unknown_channel")
            await self.asides.tell(channel, str(event["user"]), text)

    async def _members_changed(self, event: Json) -> None:
        self.desks.changed(str(event.get("channel", "")))
