"""What Telegram says, as an event of ours, or as a refusal. Never calls Telegram.

https://core.telegram.org/bots/api#update
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType

from tram_bot.channels.telegram.calls import BLOCKED
from tram_bot.channels.telegram.channel import conversation_of
from tram_bot.channels.telegram.files import attachment_of
from tram_bot.channels.telegram.messages import carried
from tram_bot.core.events import CompanyGone, Edited, Event, OfNoUse, Pressed, said
from tram_bot.core.identifiers import EventId, Language

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask Telegram for."""

_REST_OF_THE_SECOND = timedelta(microseconds=999_999)
_OUTSIDE = ("left", "kicked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Something a person did in a private chat. `language` is that of their Telegram, `query`
    the id under which Telegram waits to hear that a button was noticed."""

    event: Event
    chat: int
    language: Language
    query: str = ""

    @property
    def gone(self) -> bool:
        """Whether the person has shut us out."""
        return isinstance(self.event, CompanyGone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A chat that is not a private one, to be left: `phrase` is the key of what to say before
    that, "" for nothing."""

    chat: int
    language: Language
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn:
    """A person who had shut us out has let us in again, and has not said anything yet."""

    chat: int


def read_update(update: Update, now: datetime) -> Heard | Refused | LetIn | None:
    """What an update comes to; None if there is nothing to do. `now` is when it arrived, which
    is all that is known of when a button was pressed."""
    id = EventId(f"telegram:{update.update_id}")
    if update.callback_query:
        return _pressed(id, update.callback_query, now)
    if update.my_chat_member:
        return _standing(id, update.my_chat_member)
    message = update.message or update.edited_message
    if not message:
        return None
    if message.chat.type != ChatType.PRIVATE:
        return _not_in_groups(message.chat, message.from_user)
    if update.edited_message:
        return _edited(id, message)
    return _written(id, message)


def language_of(user: User | None) -> Language:
    """The language of a person's Telegram, "" if unknown: `pt` for `pt-br`."""
    return (user.language_code or "").partition("-")[0].lower() if user else ""


def _written(id: EventId, message: Message) -> Heard | None:
    chat, language = message.chat_id, language_of(message.from_user)
    at = message.date + _REST_OF_THE_SECOND
    conversation, number = conversation_of(chat), str(message.message_id)
    attachment = attachment_of(message, id=id, conversation=conversation, at=at)
    if attachment:
        return Heard(event=attachment, chat=chat, language=language)
    text = _words(message)
    if text is not None:
        event = said(id=id, conversation=conversation, at=at, text=text, message=number)
        return Heard(event=event, chat=chat, language=language)
    if message.effective_attachment is None:
        return None  # "pinned a message", "set a timer": nobody speaks to us
    of_no_use = OfNoUse(id=id, conversation=conversation, at=at)
    return Heard(event=of_no_use, chat=chat, language=language)


def _words(message: Message) -> str | None:
    if message.text is not None:
        return message.text
    if message.contact:
        # Somebody asked for a name and a phone number may well answer with a business card.
        contact = message.contact
        name = " ".join(filter(None, (contact.first_name, contact.last_name)))
        return f"{name}, {contact.phone_number}"
    if message.sticker:
        return message.sticker.emoji or ""
    return None


def _edited(id: EventId, message: Message) -> Heard | None:
    chat, text = message.chat_id, message.text or message.caption
    at = (message.edit_date or message.date) + _REST_OF_THE_SECOND
    conversation, number = conversation_of(chat), str(message.message_id)
    attachment = attachment_of(message, id=id, conversation=conversation, at=at)
    if text is None and attachment is None:
        return None  # a live location moves by edits
    event = Edited(
        id=id,
        conversation=conversation,
        at=at,
        text=text or "",
        message=number,
        file=attachment.file if attachment else None,
    )
    return Heard(event=event, chat=chat, language=language_of(message.from_user))


def _pressed(id: EventId, query: CallbackQuery, now: datetime) -> Heard | None:
    chat = query.message.chat if query.message else None
    if not chat or chat.type != ChatType.PRIVATE or chat.id != query.from_user.id:
        return None  # not below a message of ours in this person's own chat
    found = carried(query.data or "")
    event = Pressed(
        id=id,
        conversation=conversation_of(chat.id),
        at=now,
        # What no button of ours carries is answered like a button that has expired.
        turn=found.turn if found else 0,
        scope=found.scope if found else "",
        option=found.option if found else "",
    )
    return Heard(event=event, chat=chat.id, language=language_of(query.from_user), query=query.id)


def _standing(id: EventId, change: ChatMemberUpdated) -> Heard | Refused | LetIn | None:
    """What we are in a chat has changed: https://core.telegram.org/bots/api#chatmemberupdated"""
    outside = change.new_chat_member.status in _OUTSIDE
    if change.chat.type != ChatType.PRIVATE:
        return None if outside else _not_in_groups(change.chat, change.from_user)
    if not outside:
        return LetIn(chat=change.chat.id)
    event = CompanyGone(
        id=id,
        conversation=conversation_of(change.chat.id),
        at=change.date + _REST_OF_THE_SECOND,
        why=BLOCKED,
    )
    return Heard(event=event, chat=change.chat.id, language=language_of(change.from_user))


def _not_in_groups(chat: Chat, user: User | None) -> Refused:
    # What we say in a channel would reach all its subscribers.
    phrase = "" if chat.type == ChatType.CHANNEL else "group_declined"
    return Refused(chat=chat.id, language=language_of(user), phrase=phrase)
