"""`match` and `understand`: what the content makes of a text; `schema`: its files' shapes."""

import json
from datetime import date
from pathlib import Path

from babel import Locale

from tram_bot import serving
from tram_bot.commands.printing import emit, emit_json
from tram_bot.content import schemas
from tram_bot.content.changing import write
from tram_bot.core.content import Content
from tram_bot.core.finding import FacilityMatch, Finding, Need, TechniqueMatch
from tram_bot.core.hygiene import clean
from tram_bot.core.message import Understood
from tram_bot.core.present import because, concept_label, country_name, technique_name
from tram_bot.errors import SettingsError
from tram_bot.learning.learner import Learner


def match(
    root: Path,
    text: str | None,
    batch: Path | None,
    today: date,
    *,
    country: str | None,
    language: str | None,
    limit: int,
    learner: Learner,
    as_json: bool,
) -> int:
    """Print what fits a need: concepts, techniques, facilities, and what was not recognised; or
    one JSON line for each line of a file. Without a language, each text is heard in its own."""
    content = serving.read_content(root, learner)
    known = content.phrasebook.languages
    if language and language not in known:
        raise SettingsError(f"--language: '{language}' is none of {', '.join(known)}")
    if country and country not in Locale("en").territories:
        raise SettingsError(f"--country: there is no country {country}; write it as PL")

    def found(text: str) -> tuple[Finding, str]:
        spoken = language or content.understand(clean(text), "en", today).language
        heard = spoken if spoken and spoken in content.phrasebook.phrases else "en"
        return content.find(Need(text=text, language=heard, country=country)), heard

    for line in _lines_in(batch) if batch else ():
        finding, heard = found(line)
        emit(json.dumps({"text": line, **_found(content, finding, heard, limit)}))
    if batch:
        return 0
    finding, heard = found(text or "")
    if as_json:
        emit_json(_found(content, finding, heard, limit))
        return 0
    for line in _lines(content, finding, heard, limit):
        emit(line)
    return 0


def understand(
    root: Path,
    text: str | None,
    batch: Path | None,
    today: date,
    *,
    learner: Learner,
    as_json: bool,
) -> int:
    """Print what a text means, or one JSON line for each line of a file."""
    content = serving.read_content(root, learner)
    if batch:
        for line in _lines_in(batch):
            meant = _meaning(line, content.understand(clean(line), "en", today))
            # In ASCII, so that nothing in a text can end the line.
            emit(json.dumps(meant))
        return 0
    text = text or ""
    understood = content.understand(clean(text), "en", today)
    if as_json:
        emit_json(_meaning(text, understood))
        return 0
    emit(f"language    {understood.language or 'not clear'}")
    best = understood.best if understood.sure else None
    emit(f"intent      {best.id if best else 'none'}")
    emit(f"confidence  {understood.best.confidence if understood.best else 0:.2f}")
    for ranked in understood.intents[:5]:
        emit(f"  {ranked.confidence:.2f}  {ranked.id}")
    return 0


def schema(root: Path, *, only_check: bool) -> int:
    """Write the JSON Schemas beside the content, and lead every file to its own; with
    `only_check`, tell what would be written, and 1 if anything would. Raises SettingsError."""
    files = list(schemas.outdated(root))
    for path, text in files:
        file = str(path.relative_to(root))
        if not only_check:
            write(root, {file: text.encode()})
        emit(f"{file}{' is out of date' if only_check else ''}")
    emit(f"{len(files)} files {'to write' if only_check else 'written'}")
    return 1 if files and only_check else 0


def _lines_in(path: Path) -> list[str]:
    """The lines of a file; only a line feed ends one, whatever else Unicode calls a line. Raises
    SettingsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read {path}: {error}") from error
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] if text else []


def _meaning(text: str, understood: Understood) -> dict[str, object]:
    best = understood.best
    return {
        "text": text,
        "language": understood.language,
        "intent": best.id if best and understood.sure else None,
        "confidence": round(best.confidence, 4) if best else 0.0,
        "ranking": [
            {"intent": each.id, "confidence": round(each.confidence, 4)}
            for each in understood.intents[:5]
        ],
    }


def _found(content: Content, finding: Finding, language: str, limit: int) -> dict[str, object]:
    def technique(each: TechniqueMatch) -> dict[str, object]:
        return {
            "id": each.technique,
            "name": technique_name(content, language, each.technique),
            "score": round(each.score, 4),
            "why": because(content, language, each.because),
            "effort": content.catalogue.techniques[each.technique].effort,
            "offered": each.offered,
        }

    def facility(each: FacilityMatch) -> dict[str, object]:
        known = content.catalogue.facilities[each.facility]
        return {
            "id": each.facility,
            "name": known.name,
            "country": known.country,
            "city": known.city,
            "score": round(each.score, 4),
            "techniques": list(each.techniques),
            "confirmed": each.confirmed,
            "why": because(content, language, each.because),
        }

    return {
        "sure": finding.sure,
        "concepts": [
            {
                "kind": each.kind,
                "id": each.id,
                "words": each.words,
                "strength": round(each.strength, 4),
            }
            for each in finding.concepts
        ],
        "techniques": [technique(each) for each in finding.techniques[:limit]],
        "left_out": [
            {"id": each.technique, "why": because(content, language, [each.because])}
            for each in finding.left_out
        ],
        "facilities": [facility(each) for each in finding.facilities[:limit]],
        "at_home": facility(finding.at_home) if finding.at_home else None,
        "focus": [{"kind": kind, "id": id} for kind, id in finding.focus],
        "unrecognised": list(finding.unrecognised),
    }


def _lines(content: Content, finding: Finding, language: str, limit: int) -> list[str]:
    lines = ["concepts"]
    lines.extend(
        f"  {each.strength:.2f}  {concept_label(content, language, each.kind, each.id)}"
        f" ({each.kind}/{each.id}): {each.words}"
        for each in finding.concepts
    )
    lines.append("techniques")
    lines.extend(
        f"  {each.score:.2f}  {each.technique}: {because(content, language, each.because)}"
        for each in finding.techniques[:limit]
    )
    lines.extend(
        f"  left out  {each.technique}: {because(content, language, [each.because])}"
        for each in finding.left_out
    )
    lines.append("facilities")
    for match_ in finding.facilities[:limit]:
        known = content.catalogue.facilities[match_.facility]
        where = f"{known.city}, {country_name(content, language, known.country)}"
        why = because(content, language, match_.because)
        lines.append(f"  {match_.score:.2f}  {match_.facility}: {known.name}, {where}; {why}")
    if finding.at_home:
        lines.append(f"best at home  {finding.at_home.facility}")
    lines.append(f"not recognised  {', '.join(finding.unrecognised) or 'nothing'}")
    if not finding.sure:
        lines.append("nothing here fits well enough; a person will look")
    return lines
