"""Shows a private chat what we say, changes it and takes it back, and fetches people's files."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial

from telegram import LinkPreviewOptions
from telegram.constants import FileSizeLimit
from telegram.error import InvalidToken

from tram_bot.channels.telegram.calls import BLOCKED, Calls, is_no_matter
from tram_bot.channels.telegram.messages import NO_WORDS, Message, messages_of
from tram_bot.core.effects import Say
from tram_bot.core.file_names import clean_file_name
from tram_bot.core.identifiers import ConversationId
from tram_bot.core.lead import File
from tram_bot.core.limits import FILE_BYTES
from tram_bot.errors import TryLater, Undeliverable
from tram_bot.outgoing import Payload

NAME = "telegram"

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A card names several homepages; a picture of one of them would drown the rest."""
_MOST_SENT = int(FileSizeLimit.FILESIZE_UPLOAD)
"""Bytes of a file from us: https://core.telegram.org/bots/api#sending-files"""
_SECONDS_FOR_A_FILE = 60.0
_TOO_OLD = "Telegram lets a bot delete only messages that are less than 48 hours old"
"""https://core.telegram.org/bots/api#deletemessage"""

_FILE_GONE = "Telegram keeps the file no more"
"""Without its name, which may be personal: this is logged."""


def conversation_of(chat: int) -> ConversationId:
    """The conversation that is held in a private chat."""
    return ConversationId(f"{NAME}:{chat}")


def chat_of(conversation: ConversationId) -> int:
    """The chat of a conversation; ValueError if it is not one of ours."""
    channel, _, chat = conversation.partition(":")
    if channel != NAME:
        raise ValueError(f"{conversation} is not on {NAME}")
    return int(chat)


class TelegramChannel:
    """Writes to private chats, each at its own pace.

    A receipt is the ids of the messages that were shown: those of the words, separated by commas,
    and behind a semicolon those of the files. Whatever takes several calls and had to stop in the
    middle goes on from there when it is asked for again; only a restart begins it anew.
    """

    name = NAME

    def __init__(self, calls: Calls) -> None:
        """Nothing is sent yet."""
        self.bot = calls.bot
        self._calls = calls
        self._begun: dict[ConversationId, tuple[Hashable, tuple[str, ...]]] = {}

    async def deliver(
        self, conversation: ConversationId, say: Say, files: Sequence[Payload] = ()
    ) -> str:
        """Send the words, with the buttons below the last of them, and then the files.

        Raises TryLater or Undeliverable. A file that is too large keeps the words back as well:
        whoever sent them is to know, and to send both in another way.
        """
        for file in files:
            _check(file)
        chat = chat_of(conversation)
        words = messages_of(say, with_files=bool(files))
        steps = [
            *(partial(self._write, chat, message) for message in words),
            *(partial(self._upload, chat, file, after=bool(words)) for file in files),
        ]
        shown = await self._go_through(conversation, (say, tuple(f.name for f in files)), steps)
        return _receipt(shown[: len(words)], shown[len(words) :])

    async def give(self, conversation: ConversationId, words: str, file: Payload) -> str:
        """Send the words, and below them the file. Raises TryLater or Undeliverable."""
        return await self.deliver(conversation, Say(paragraphs=(words,)), [file])

    async def amend(self, conversation: ConversationId, receipt: str, say: Say) -> str:
        """Put these words in the place of those that were shown; files stay as they are.

        Raises TryLater or Undeliverable.
        """
        chat = chat_of(conversation)
        old, files = _ids(receipt)
        words = messages_of(say)
        steps = [
            *(
                partial(self._change, chat, id, message)
                for id, message in zip(old, words, strict=False)
            ),
            *(partial(self._write, chat, message) for message in words[len(old) :]),
            *(partial(self._empty, chat, id) for id in old[len(words) :]),
        ]
        shown = await self._go_through(conversation, (receipt, say), steps)
        return _receipt(shown[: len(words)], files)

    async def retract(self, conversation: ConversationId, receipt: str) -> None:
        """Delete all that was shown. Raises TryLater or Undeliverable."""
        chat = chat_of(conversation)
        words, files = _ids(receipt)
        steps = [partial(self._delete, chat, id) for id in (*words, *files)]
        await self._go_through(conversation, (receipt, None), steps)

    async def fetch(self, file: File) -> Payload:
        """Download what the person sent. Raises TryLater or Undeliverable."""
        if file.size > FILE_BYTES:
            raise Undeliverable(_larger("the file", FILE_BYTES))
        found = await self._calls.ask(lambda: self.bot.get_file(file.handle))
        if not found.file_path:
            raise Undeliverable(_FILE_GONE)
        if not found.file_path.startswith(f"{self.bot.base_file_url}/"):
            # The library takes a path that exists on this machine for a file of the server's.
            raise Undeliverable("Telegram names a place that is not its own")

        async def download() -> bytes:
            try:
                return bytes(await found.download_as_bytearray(read_timeout=_SECONDS_FOR_A_FILE))
            except InvalidToken:
                # So the library calls any 404, and the token was good a moment ago.
                raise Undeliverable(_FILE_GONE) from None

        data = await self._calls.ask(download)
        if len(data) > FILE_BYTES:
            raise Undeliverable(_larger("the file", FILE_BYTES))
        name = clean_file_name(file.name)
        return Payload(name=name, media_type=file.media_type, data=data)

    def heard_from(self, chat: int) -> None:
        """The person wrote to us or let us in again."""
        self._calls.reopen(chat)

    def blocked_by(self, chat: int) -> None:
        """The person has blocked us."""
        self._calls.close(chat, BLOCKED)

    async def _go_through(
        self,
        conversation: ConversationId,
        what: Hashable,
        steps: Sequence[Callable[[], Awaitable[str]]],
    ) -> tuple[str, ...]:
        """Take the steps, but for those taken before if this is to go on; what each came to."""
        begun, done = self._begun.pop(conversation, (what, ()))
        if begun != what:
            done = ()
        for step in steps[len(done) :]:
            try:
                done = (*done, await step())
            except TryLater as later:
                if done:
                    self._begun[conversation] = (what, done)
                    later.begun = True
                raise
        return done

    async def _write(self, chat: int, message: Message) -> str:
        sent = await self._calls.to(
            chat,
            lambda: self.bot.send_message(
                chat,
                message.text,
                reply_markup=message.keyboard,
                link_preview_options=_NO_PREVIEW,
            ),
        )
        return str(sent.message_id)

    async def _upload(self, chat: int, file: Payload, *, after: bool) -> str:
        """As a document, which keeps its name and every byte, as a photo would not."""
        try:
            sent = await self._calls.to(
                chat,
                lambda: self.bot.send_document(
                    chat,
                    file.data,
                    filename=clean_file_name(file.name),
                    read_timeout=_SECONDS_FOR_A_FILE,
                ),
            )
        except Undeliverable as refused:
            if type(refused) is not Undeliverable:
                raise
            arrived = "the words arrived, but " if after else ""
            raise Undeliverable(f"{arrived}Telegram refuses a file: {refused}") from refused
        return str(sent.message_id)

    async def _change(self, chat: int, id: str, message: Message) -> str:
        try:
            await self._calls.to(
                chat,
                lambda: self.bot.edit_message_text(
                    message.text,
                    chat_id=chat,
                    message_id=int(id),
                    reply_markup=message.keyboard,
                    link_preview_options=_NO_PREVIEW,
                ),
            )
        except Undeliverable as refused:
            if not is_no_matter(refused):
                raise
        return id

    async def _empty(self, chat: int, id: str) -> str:
        """What is left over of longer words goes; what is too old to be deleted loses its text."""
        try:
            return await self._delete(chat, id)
        except Undeliverable as refused:
            if str(refused) != _TOO_OLD:
                raise
            return await self._change(chat, id, Message(text=NO_WORDS))

    async def _delete(self, chat: int, id: str) -> str:
        try:
            await self._calls.to(chat, lambda: self.bot.delete_message(chat, int(id)))
        except Undeliverable as refused:
            if "can't be deleted" in str(refused).casefold():
                raise Undeliverable(_TOO_OLD) from refused
            if not is_no_matter(refused):
                raise
        return id


def _check(file: Payload) -> None:
    if len(file.data) > _MOST_SENT:
        raise Undeliverable(_larger("a file", _MOST_SENT))
    if not file.data:
        raise Undeliverable("a file is empty, and Telegram takes no empty file")


def _larger(name: str, most: int) -> str:
    return f"{name} is larger than the {most // 1_000_000} MB that Telegram lets a bot handle"


def _receipt(words: Sequence[str], files: Sequence[str]) -> str:
    return ",".join(words) + (";" + ",".join(files) if files else "")


def _ids(receipt: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the words and of the files in a receipt.

    >>> _ids("7,8;9"), _ids("7")
    ((('7', '8'), ('9',)), (('7',), ()))
    """
    words, _, files = receipt.partition(";")
    return tuple(filter(None, words.split(","))), tuple(filter(None, files.split(",")))
