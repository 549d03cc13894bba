"""The files that a merged catalogue changes, and what they then hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tram_bot.content.files import Found, Role
from tram_bot.content.schemas import modeline
from tram_bot.content.yaml_edit import edited
from tram_bot.content.yaml_layout import FACILITIES, WORDS, Layout
from tram_bot.core.identifiers import Language
from tram_bot.errors import SettingsError
from tram_bot.sheets.held import CountryHeld, Held
from tram_bot.sheets.merging import Merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A file below the content's root, and its bytes. It is of no language if it holds no words."""

    file: str
    data: bytes
    layout: Layout
    language: Language = ""


def rewritten(held: Held, merged: Merged) -> tuple[Rewritten, ...]:
    """Every file that is another one by what was merged, or new."""
    return tuple(
        each
        for country in held.countries.values()
        for each in _of_country(held.root, country, merged)
    )


def _of_country(root: Path, country: CountryHeld, merged: Merged) -> Iterator[Rewritten]:
    facilities = merged.facilities[country.code]
    if facilities != country.facilities:
        found = _found(root, country, Role.FACILITIES, "")
        start = f"country: {country.code}\nfacilities: []\nretired: []\n"
        data = edited(found.file, _bytes_of(found, start), facilities, FACILITIES)
        yield Rewritten(file=found.file, data=data, layout=FACILITIES)
    for language, words in merged.words[country.code].items():
        if words != country.words.get(language, {}):
            found = _found(root, country, Role.FACILITY_WORDS, language)
            start = f"language: {language}\nfacilities: {{}}\n"
            # In the order of the facilities, as everywhere.
            wanted = {id: words[id] for id in facilities if id in words}
            data = edited(found.file, _bytes_of(found, start), wanted, WORDS)
            yield Rewritten(file=found.file, data=data, layout=WORDS, language=language)


def _found(root: Path, country: CountryHeld, role: Role, language: Language) -> Found:
    file = f"{country.folder}/{language or 'facilities'}.yaml"
    return Found(role=role, file=file, folder=country.folder, path=root / file, language=language)


def _bytes_of(found: Found, start: str) -> bytes:
    """What the file holds, or what one that is new begins with."""
    if not found.path.exists():
        return f"{modeline(found)}\n{start}".encode()
    try:
        return found.path.read_bytes()
    except OSError as error:
        raise SettingsError(f"cannot read {found.path}: {error.strerror}") from error
