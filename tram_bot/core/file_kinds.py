"""What a file is by its content, where its name says something else or it could do harm.

Nothing is opened, unpacked or run: a look at the first bytes, as https://en.wikipedia.org/wiki/List_of_file_signatures
lists them. Ours, because a library knows many hundreds of kinds and guesses at more, and the
question here is only whether staff should think twice before they click.
"""

import re
from enum import StrEnum

_LOOKED_AT = 1024
"""Bytes. A PDF may begin this late: https://pdfa.org/resource/pdf-specification-archive/"""


class FileKind(StrEnum):
    """As far as it matters here."""

    PROGRAM = "program"
    SCRIPT = "script"
    SHORTCUT = "shortcut"
    WEB_PAGE = "web_page"
    PDF = "pdf"
    PICTURE = "picture"
    ARCHIVE = "archive"
    OFFICE = "office"


_CAN_RUN = (FileKind.PROGRAM, FileKind.SCRIPT, FileKind.SHORTCUT, FileKind.WEB_PAGE)

_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x7fELF", FileKind.PROGRAM),
    (b"\xfe\xed\xfa\xce", FileKind.PROGRAM),
    (b"\xfe\xed\xfa\xcf", FileKind.PROGRAM),
    (b"\xce\xfa\xed\xfe", FileKind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", FileKind.PROGRAM),
    (b"\xca\xfe\xba\xbe", FileKind.PROGRAM),
    (b"#!", FileKind.SCRIPT),
    (b"L\0\0\0\x01\x14\x02\0", FileKind.SHORTCUT),
    (b"[InternetShortcut]", FileKind.SHORTCUT),
    (b"\x89PNG\r\n", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"II*\0", FileKind.PICTURE),
    (b"MM\0*", FileKind.PICTURE),
    (b"PK\x03\x04", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"Rar!", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"\xd0\xcf\x11\xe0", FileKind.OFFICE),
)
_MARKUP = re.compile(rb"<(?:!doctype html|html|head|body|script|iframe|svg)\b", re.IGNORECASE)

_RUN_BY_NAME = frozenset(
    ("exe", "com", "scr", "pif", "msi", "dll", "cpl", "jar", "app", "apk", "dmg", "iso",
     "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "sh", "reg", "lnk", "url")
)  # fmt: skip
_PROMISED = {
    **dict.fromkeys(("pdf",), FileKind.PDF),
    **dict.fromkeys(
        ("png", "jpg", "jpeg", "jfif", "gif", "tif", "tiff", "bmp", "webp", "heic"),
        FileKind.PICTURE,
    ),
    **dict.fromkeys(
        ("zip", "7z", "rar", "gz", "tgz", "docx", "xlsx", "pptx", "odt", "ods", "odp"),
        FileKind.ARCHIVE,
    ),
    **dict.fromkeys(("doc", "xls", "ppt"), FileKind.OFFICE),
}
"""What an ending promises; office documents of today are archives."""


def suspicious(name: str, data: bytes) -> FileKind | None:
    """What staff are to be told a file is, before they open it; None if it is what it seems.

    >>> suspicious("report.pdf", b"MZ" + bytes(62)), suspicious("report.pdf", b"%PDF-1.7")
    (<FileKind.PROGRAM: 'program'>, None)
    """
    ending = name.rpartition(".")[2].casefold()
    found = kind_of(data)
    if found in _CAN_RUN:
        return found
    if ending in _RUN_BY_NAME:
        return FileKind.PROGRAM
    promised = _PROMISED.get(ending)
    return found if promised and found != promised else None


def kind_of(data: bytes) -> FileKind | None:
    """What a content is by its first bytes; None if nothing tells."""
    head = data[:_LOOKED_AT]
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    # A table may begin with these two letters; a program has zeros behind them.
    if head.startswith(b"MZ") and b"\0" in head[:64]:
        return FileKind.PROGRAM
    if b"%PDF-" in head:
        return FileKind.PDF
    text = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe")
    if text.lstrip().startswith(b"<") and _MARKUP.search(text):
        return FileKind.WEB_PAGE
    return None
