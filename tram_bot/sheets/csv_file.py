"""A table as CSV, as Excel writes and reads it in the eight countries: with semicolons."""

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from tram_bot.core.formulas import as_before_harmless, harmless
from tram_bot.errors import SettingsError
from tram_bot.sheets.cells import country_of, tidy
from tram_bot.sheets.table import Raw, Sheet, Trouble

_PARTED_BY = (";", ",", "\t")
_NAMES_ITS_OWN = re.compile(r'sep=[^"]', re.IGNORECASE)
"""A first line that tells Excel the separator."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CODE_PAGES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("DE", "DK", "FI", "SE"), "windows-1252"),
        **dict.fromkeys(("EE", "LT", "LV"), "windows-1257"),
        "PL": "windows-1250",
    }
)
"""In which letters a Windows of each country saves CSV, unless it is told to save UTF-8."""
_FORMULA = Trouble("this is a formula", "copy the cell, and paste its value alone over it")
_SAVE_AGAIN = "save it again as 'CSV UTF-8'"


def to_bytes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV that a spreadsheet opens with all its letters, and computes nothing of."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=_PARTED_BY[0])
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def of_bytes(file: str, data: bytes, encoding: str | None, countries: Mapping[str, str]) -> Sheet:
    """The table in a CSV file of that name.

    Without an `encoding` it is UTF-8, UTF-16 with a mark, or else what a Windows saves in the
    country of its facilities; `countries` are those of facilities that need not say theirs. Raises
    SettingsError if it is no CSV file, or if its letters are not clear.
    """
    text, read_as = _decoded(file, data, encoding, countries)
    if "\0" in text:
        raise SettingsError(f"{file} is no CSV file: save the table as .xlsx or 'CSV UTF-8'")
    rows = [[_raw(cell) for cell in row] for row in _grid(file, text)]
    return Sheet(file=file, name="", rows=list(enumerate(rows, start=1)), read_as=read_as)


def _raw(cell: str) -> Raw:
    if cell.lstrip().startswith("="):
        return _FORMULA
    return as_before_harmless(cell)


def _grid(file: str, text: str) -> list[list[str]]:
    """The cells, parted by whatever parts the first line into most of them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    rows: list[list[str]] = []
    try:
        if _NAMES_ITS_OWN.fullmatch(first):
            reader = _reader(rest, first[-1])
        else:
            reader = _reader(text, max(_PARTED_BY, key=lambda each: _width(text, each)))
        for row in reader:
            rows.append(row)  # noqa: PERF402 - says which one cannot be read
    except csv.Error as error:
        what = f"{file}, row {len(rows) + 1}, cannot be read as CSV ({error})"
        mend = "close each quotation mark, or save the table as .xlsx or 'CSV UTF-8'"
        raise SettingsError(f"{what}: {mend}") from error
    return rows


def _reader(text: str, parted_by: str) -> Iterator[list[str]]:
    # Strictly, as a quotation mark that is left open would swallow the rows below.
    return csv.reader(io.StringIO(text), delimiter=parted_by, strict=True)


def _width(text: str, parted_by: str) -> int:
    """Cells of the first row that holds anything; 0 if they are not parted by this."""
    with contextlib.suppress(csv.Error):
        return next((len(row) for row in _reader(text, parted_by) if any(row)), 0)
    return 0


def _decoded(
    file: str, data: bytes, encoding: str | None, countries: Mapping[str, str]
) -> tuple[str, str]:
    """The text, and its encoding if that was told by the countries."""
    if not encoding:
        try:
            return data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig"), ""
        except UnicodeDecodeError:
            return _of_windows(file, data, countries)
    try:
        return data.decode(encoding).removeprefix("\ufeff"), ""
    except UnicodeDecodeError as error:
        what = f"the byte 0x{data[error.start]:02X} is not {encoding}"
        raise SettingsError(f"{file}: {what}; {_SAVE_AGAIN}") from None
    except (LookupError, UnicodeError):
        mend = f"name one such as {_CODE_PAGES['DE']}, or leave it out"
        raise SettingsError(f"--encoding: there is no '{encoding}'; {mend}") from None


def _of_windows(file: str, data: bytes, countries: Mapping[str, str]) -> tuple[str, str]:
    """The text by the code page of its countries, and which that is. Where they are several, or
    none is known, it has to be the same in all of them."""
    # What tells the country is ASCII, and the same in each of them.
    rows = _grid(file, data.decode("latin-1"))
    pages = {_CODE_PAGES[code] for code in _countries(rows, countries)}
    readings: dict[str, str] = {}
    for page in sorted(pages or {*_CODE_PAGES.values()}):
        with contextlib.suppress(UnicodeDecodeError):
            readings[page] = data.decode(page)
    if not readings:
        raise SettingsError(f"{file} is in no encoding that is known here; {_SAVE_AGAIN}")
    if len({*readings.values()}) == 1:
        page, text = next(iter(readings.items()))
        return text, page
    # Each byte is one letter in all of them.
    letters = enumerate(zip(*readings.values(), strict=True))
    at = next(at for at, read in letters if len({*read}) > 1)
    ways = ", ".join(f"'{text[at]}' in {page}" for page, text in readings.items())
    raise SettingsError(
        f"{file}: its letters are not clear, as in line {data[:at].count(10) + 1}, which holds "
        f"{ways}; {_SAVE_AGAIN}, or name its encoding, as in --encoding {next(iter(readings))}"
    )


def _countries(rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> Iterator[str]:
    """The countries of the rows, as far as they can be told."""
    header = [tidy(name).lower() for name in rows[0]] if rows else []
    for row in rows[1:]:
        fields = dict(zip(header, map(tidy, row), strict=False))
        code = country_of(fields.get("country", ""))
        if isinstance(code, Trouble):
            code = known.get(fields.get("id", "").lower(), "")
        if code:
            yield code
