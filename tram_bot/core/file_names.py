"""What a file may be called here, whatever it is called where it comes from."""

import unicodedata

_MOST = 150
"""UTF-8 bytes of a name. Ours: below the 255 that file systems take, with room for a prefix."""
_MOST_OF_ENDING = 12
"""Characters of what counts as an ending, its dot included, and survives when a name is cut."""
_MARKS_OF_PATHS = frozenset('\\/:*?"<>|')
"""What separates folders, or cannot stand in a name, on some system."""
_NAMELESS = "file"


def clean_file_name(name: str) -> str:
    """The name without folders, tricks and surprises: no separators, no control, invisible or
    direction characters (with which `exe.jpg` can be made to read `gpj.exe`), no dot or dash in
    front (a hidden file, an option), not too long, and its ending kept.

    >>> clean_file_name("../../etc/passwd"), clean_file_name(".htaccess"), clean_file_name(" ")
    ('etc_passwd', 'htaccess', 'file')
    >>> clean_file_name("photo\\u202egpj.exe\\x00")
    'photogpj.exe'
    >>> clean_file_name("Prüfbericht  3/4 (endgültig).pdf")
    'Prüfbericht 3_4 (endgültig).pdf'
    >>> long = clean_file_name("ä" * 500 + ".jpeg")
    >>> len(long.encode()), long[-6:]
    (149, 'ä.jpeg')
    """
    # The cut comes first so that a megabyte costs no more than a page; an ending is at the end.
    short = name if len(name) <= 4 * _MOST else name[: 2 * _MOST] + name[-2 * _MOST :]
    composed = unicodedata.normalize("NFC", short)
    kept = " ".join("".join(map(_kept, composed)).split())
    return _cut(kept.lstrip("._- ").rstrip(". ")) or _NAMELESS


def _kept(character: str) -> str:
    if character in _MARKS_OF_PATHS:
        return "_"
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cs" | "Co" | "Cn":
            return ""
        case _:
            return character


def _cut(name: str) -> str:
    if len(name.encode()) <= _MOST:
        return name
    stem, dot, ending = name.rpartition(".")
    tail = dot + ending if stem and len(ending) < _MOST_OF_ENDING else ""
    room = _MOST - len(tail.encode())
    head = name[: len(name) - len(tail)].encode()[:room].decode(errors="ignore")
    return head.rstrip(". ") + tail
