"""`catalogue export` and `catalogue import`: the facilities as a spreadsheet, and back."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tram_bot.commands.printing import emit
from tram_bot.content.hints import one_of
from tram_bot.content.shapes_catalogue import COUNTRIES
from tram_bot.errors import Problem, SettingsError
from tram_bot.new_files import write_new
from tram_bot.sheets import csv_file, template
from tram_bot.sheets.columns import REMOVE
from tram_bot.sheets.held import Held, read_held
from tram_bot.sheets.importing import Taken, taken, write
from tram_bot.sheets.table import Sheet

_WORKBOOK, _CSV = ".xlsx", ".csv"
_WARNINGS_SHOWN = 10
"""Warnings of one file that are printed. Ours."""
_BYTES_MOST = 50_000_000
"""Bytes of a file that is imported. Ours: a hundred times what the catalogue takes."""


def catalogue_export(root: Path, file: Path, country: str | None) -> int:
    """Write the facilities of one country, or of all, into a new file to be filled in. Raises
    SettingsError, and ContentError if the files of the facilities are wrong."""
    if country and country not in COUNTRIES:
        what = f"--country: there are no facilities of {country}"
        raise SettingsError(f"{what}; write {one_of(COUNTRIES)}")
    kind = _kind(file)
    held = read_held(root)
    if kind == _CSV:
        pages: Sequence[template.Page] = (template.one_page(held, country),)
        data = csv_file.to_bytes([each.header for each in pages[0].columns], pages[0].rows)
    else:
        # Takes as long to import as all the other commands together wait for.
        from tram_bot.sheets import workbook  # noqa: PLC0415

        pages = template.pages(held, country)
        data = workbook.to_bytes(pages, template.leaflets(held))
    write_new(file, data)
    emit(f"{file}: {len(pages[0].rows)} facilities")
    return 0


def catalogue_import(root: Path, file: Path, into: Path | None, encoding: str | None) -> int:
    """Take over what a filled-in file says: into the content, or as the files that change into an
    empty folder. Nothing is written if anything is wrong. Raises SettingsError and ContentError."""
    if into and not _is_free(into):
        raise SettingsError(f"--into: {into} is no empty folder: name a new one")
    kind = _kind(file)
    if encoding and kind != _CSV:
        raise SettingsError(f"--encoding: {file} is no CSV file; leave the encoding out")
    data = _bytes_of(file)
    held = read_held(root)
    sheets = _sheets(file.name, kind, data, encoding, held)
    for sheet in sheets:
        if sheet.read_as:
            mend = "if letters are wrong, save it as 'CSV UTF-8'"
            emit(f"{sheet.file} is not UTF-8 and was read as {sheet.read_as}; {mend}")
    outcome = taken(held, sheets)
    write(held, outcome.files, into)
    _tell(outcome, into)
    return 0


def _is_free(folder: Path) -> bool:
    try:
        return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError as error:
        raise SettingsError(f"--into: cannot read {folder}: {error.strerror}") from error


def _kind(file: Path) -> str:
    kind = file.suffix.lower()
    if kind not in (_WORKBOOK, _CSV):
        what = f"{file} is neither {_WORKBOOK} nor {_CSV}"
        raise SettingsError(f"{what}: a spreadsheet can save either; name the file so")
    return kind


def _bytes_of(file: Path) -> bytes:
    try:
        if file.stat().st_size > _BYTES_MOST:
            what = f"{file} has more than {_BYTES_MOST:,} bytes"
            raise SettingsError(f"{what}: remove what is no list of facilities")
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(f"cannot read {file}: {error.strerror}") from error


def _sheets(name: str, kind: str, data: bytes, encoding: str | None, held: Held) -> Sequence[Sheet]:
    if kind == _CSV:
        countries = {
            id: code for code, country in held.countries.items() for id in country.facilities
        }
        return (csv_file.of_bytes(name, data, encoding, countries),)
    from tram_bot.sheets import workbook  # noqa: PLC0415 - as above

    return workbook.of_bytes(name, data)


def _warn(warnings: Sequence[Problem], into: Path | None) -> None:
    """The first warnings of each file: a thousand new facilities lack as many translations, and
    nobody would see what stands below."""
    told = Counter[str]()
    for problem in warnings:
        told[problem.file] += 1
        if told[problem.file] <= _WARNINGS_SHOWN:
            emit(f"{problem} (warning)")
    named = "'tram-bot check' names them"
    if into:
        named += " once these files are in the content"
    for file, number in told.items():
        if number > _WARNINGS_SHOWN:
            emit(f"{file}: {number - _WARNINGS_SHOWN} more warnings; {named}")


def _tell(outcome: Taken, into: Path | None) -> None:
    _warn(outcome.warnings, into)
    for change in outcome.changes:
        what = "new" if change.is_new else ", ".join(change.keys)
        emit(f"{change.country}  {change.id}: {what}")
    for each in outcome.files:
        emit(f"{into / each.file if into else each.file} written")
    if outcome.kept:
        columns = ", ".join(f"{column} ({times})" for column, times in outcome.kept.items())
        emit(f"empty cells left as it is what the catalogue has: {columns}")
        emit(f"write {REMOVE} into a cell to remove what it stands for")
    if outcome.unread:
        emit(f"sheets that were not read: {', '.join(outcome.unread)}")
    new = sum(change.is_new for change in outcome.changes)
    changed = len(outcome.changes) - new
    same = outcome.facilities - len(outcome.changes)
    emit(f"{new} facilities new, {changed} changed, {same} as they were")
