"""Files written whole or not at all, and files that must not be there yet."""

import shutil
from contextlib import suppress
from pathlib import Path

from tram_bot.errors import SettingsError


def write_whole(path: Path, data: bytes) -> None:
    """Put these bytes into a file, with the rights that it has, and make its folder if there is
    none. Raises SettingsError."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        with suppress(FileNotFoundError):
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise SettingsError(f"cannot write {path}: {error.strerror}") from error


def write_new(path: Path, data: bytes) -> None:
    """Put these bytes into a file that is not there yet. Raises SettingsError."""
    try:
        with path.open("xb") as out:
            out.write(data)
    except FileExistsError:
        mend = "name a new file; it was left as it is"
        raise SettingsError(f"{path} exists already: {mend}") from None
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}") from error
