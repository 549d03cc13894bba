"""Bytes of files, from Slack and to it.

https://docs.slack.dev/messaging/working-with-files
"""

import io
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import aiohttp

from tram_bot.core.lead import File
from tram_bot.errors import TryLater, Undeliverable
from tram_bot.outgoing import Payload
from tram_bot.slack.calling import SlackRefused, called
from tram_bot.slack.connection import Slack

_SECONDS = 60
"""How long one file may take on its way. Ours."""
_SLACK_HOST = re.compile(r"(?:[a-z0-9-]+\.)*slack\.com(?::443)?")
_CHUNK = 65_536
_PAGE = "text/html"
_NOT_HANDED_OUT = "Slack does not hand the file out; is files:read granted?"
_DESCRIBED_MOST = 1000
"""https://docs.slack.dev/reference/methods/files.getUploadURLExternal, alt_txt_too_large"""


async def fetch(slack: Slack, file: File, most: int) -> Payload:
    """The content of a file by its id on Slack, of so many bytes at most. Raises TryLater or
    Undeliverable."""
    try:
        answer = await called(slack.client.files_info(file=file.handle))
    except SlackRefused as refused:
        raise Undeliverable(f"the file cannot be had from Slack: {refused.error}") from refused
    found = answer["file"]
    address = str(found.get("url_private_download") or found.get("url_private") or "")
    if not is_slacks(address, slack.api):
        # The token goes along: to nobody but Slack.
        raise Undeliverable("the file is not kept by Slack")
    data, kind = await _download(slack, address, most)
    if kind == _PAGE and len(data) != found.get("size"):
        # Slack shows its sign-in page to who may not have the file, and says that all is well.
        raise Undeliverable(_NOT_HANDED_OUT)
    media_type = str(found.get("mimetype") or file.media_type or "application/octet-stream")
    return Payload(name=file.name, media_type=media_type, data=data)


async def share(
    slack: Slack, channel: str, thread: str, files: Sequence[Payload], words: str = ""
) -> Sequence[str]:
    """Put files into a thread; returns their ids. Raises TryLater or SlackRefused."""
    uploaded: list[dict[str, str | None]] = []
    for file in files:
        ticket = await called(
            slack.client.files_getUploadURLExternal(
                filename=file.name,
                length=len(file.data),
                alt_txt=file.described[:_DESCRIBED_MOST] or None,
            )
        )
        address = str(ticket["upload_url"])
        if not is_slacks(address, slack.api):
            raise SlackRefused("upload_url_not_slacks")
        await _upload(slack, address, file)
        uploaded.append({"id": str(ticket["file_id"]), "title": file.name})
    if uploaded:
        await called(
            slack.client.files_completeUploadExternal(
                files=uploaded,
                channel_id=channel,
                thread_ts=thread or None,
                initial_comment=words or None,
            )
        )
    return [str(each["id"]) for each in uploaded]


def is_slacks(address: str, api: str) -> bool:
    """Whether an address is Slack's own, or of the server at `api` that stands for it.

    >>> api = "https://slack.com/api/"
    >>> is_slacks("https://files.slack.com/files-pri/T1-F1/a.png", api)
    True
    >>> is_slacks("http://files.slack.com/a", api), is_slacks("https://slack.com@x.example/", api)
    (False, False)
    """
    try:
        parts, ours = urlsplit(address), urlsplit(api)
    except ValueError:
        return False
    if (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc):
        return True
    # A host with anything else in it may be read as another one by whoever connects to it.
    return parts.scheme == "https" and bool(_SLACK_HOST.fullmatch(parts.netloc.lower()))


async def _download(slack: Slack, address: str, most: int) -> tuple[bytes, str]:
    """What is at an address of Slack's, and of which kind. Raises TryLater or Undeliverable."""
    headers = {"Authorization": f"Bearer {slack.token}"}
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with slack.session.get(
            address, headers=headers, timeout=timeout, allow_redirects=False
        ) as answer:
            if answer.status >= 500 or answer.status == 429:
                raise TryLater(f"Slack's files answer {answer.status}")
            if answer.status != 200:
                raise Undeliverable(_NOT_HANDED_OUT)
            kind, parts, size = answer.content_type, [], 0
            async for part in answer.content.iter_chunked(_CHUNK):
                size += len(part)
                if size > most:
                    raise Undeliverable(f"the file is larger than {most // 1_000_000} MB")
                parts.append(part)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise TryLater(type(error).__name__) from error
    return b"".join(parts), kind


async def _upload(slack: Slack, address: str, file: Payload) -> None:
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with slack.session.post(
            address, data=io.BytesIO(file.data), timeout=timeout, allow_redirects=False
        ) as answer:
            if answer.status != 200:
                raise TryLater(f"Slack's upload answers {answer.status}")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise TryLater(type(error).__name__) from error
