"""The file `.env`, in which an operator may keep settings."""

from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from tram_bot.errors import SettingsError


def read_env_file(path: Path) -> Mapping[str, str]:
    """What it sets; nothing if there is none.

    Raises SettingsError that tells the lines which cannot be read, without what stands in them: it
    may be a password.
    """
    if not path.exists() or path.is_dir():  # some call the folder of their libraries so
        return {}
    try:
        # An editor may have put a mark of the encoding in front of the first name.
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not in UTF-8: have your editor save it in that") from error
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read ({error.strerror}): let this user read it"
        ) from error
    bindings = list(parse_stream(StringIO(text)))
    unreadable = [each for each in bindings if each.error or (each.key and each.value is None)]
    if unreadable:
        raise SettingsError(
            "\n".join(
                f"{path}, line {_line(each)}: expected NAME=value, and the end of a quote that "
                "was begun"
                for each in unreadable
            )
        )
    return {each.key: each.value for each in bindings if each.key and each.value is not None}


def _line(binding: Binding) -> int:
    """The line where it begins: the blank ones before it are counted to it."""
    original = binding.original
    blank = original.string[: len(original.string) - len(original.string.lstrip())]
    return original.line + blank.count("\n")
