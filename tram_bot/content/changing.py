"""Files of the content that are to be others: tried in a copy, then written whole."""

import contextlib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tram_bot.content.files import tops
from tram_bot.errors import SettingsError


@contextlib.contextmanager
def in_a_copy(root: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with the content as it would be with these files, named below the root; gone in the
    end. Raises SettingsError if there is no room for it."""
    with contextlib.ExitStack() as until_the_end:
        try:
            copy = Path(until_the_end.enter_context(TemporaryDirectory(prefix="tram-bot-")))
            for top in tops(root):
                # A link stays one, as the checks have a word to say about it.
                shutil.copytree(root / top, copy / top, symlinks=True)
            for file, data in files.items():
                path = copy / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        except OSError as error:
            raise SettingsError(f"cannot copy the content in order to try it: {error}") from error
        yield copy


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder: each whole, and the first only when there is room for all.
    Whoever might write one before may do so still. Raises SettingsError."""
    begun: list[tuple[Path, Path]] = []
    try:
        for file, data in files.items():
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            begun.append((beside, path))
            beside.write_bytes(data)
            if path.exists():
                shutil.copymode(path, beside)
        for beside, path in begun:
            beside.replace(path)
    except OSError as error:
        aimed = {str(beside): path for beside, path in begun}
        file = aimed.get(str(error.filename), error.filename)
        raise SettingsError(f"cannot write {file}: {error.strerror}") from error
    finally:
        for beside, _ in begun:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
