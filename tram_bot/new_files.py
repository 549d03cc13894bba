"""Files that must not be there yet."""

from pathlib import Path

from tram_bot.errors import SettingsError


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
