"""The content folders, whole or not at all.

Files are found (`files`), read (`yaml_source`), held against their shapes (`shapes`, `explain`),
checked against one another (`checks_*`) and turned into the core's values (`assemble`).
"""

from collections.abc import Mapping
from pathlib import Path

from tram_bot.content import (
    checks_alike,
    checks_catalogue,
    checks_centres,
    checks_enquiries,
    checks_files,
    checks_folders,
    checks_ids,
    checks_intents,
    checks_lengths,
    checks_links,
    checks_markup,
    checks_misspelt,
    checks_phrases,
    checks_questionnaire,
    checks_questions,
    checks_texts,
    checks_translations,
    checks_ways,
    checks_words,
)
from tram_bot.content.assemble import assembled
from tram_bot.content.files import find, tops
from tram_bot.content.index import Index, index_of
from tram_bot.content.kept_values import Values
from tram_bot.content.loaded import Loaded
from tram_bot.content.repeated import told_once
from tram_bot.content.sources import Readings, Sources, read_all
from tram_bot.errors import ContentError, Problem

_CHECKS = (
    checks_folders.check,
    checks_ids.check,
    checks_words.check,
    checks_phrases.check,
    checks_texts.check,
    checks_translations.check,
    checks_intents.check,
    checks_alike.check,
    checks_questionnaire.check,
    checks_questions.check,
    checks_lengths.check,
    checks_ways.check,
    checks_links.check,
    checks_markup.check,
    checks_catalogue.check,
    checks_enquiries.check,
    checks_centres.check,
)


def load(
    root: Path,
    readings: Readings | None = None,
    values: Values | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Loaded:
    """The content under `root`, which holds `intents/` and `facility_catalogue/`. `readings` are
    those of the last time, and are brought up to date; `values` were kept at some other time;
    `files` were read just now.

    Raises ContentError with every error there is, one that is in many places once.
    """
    sources, index, problems = _examined(
        root, offered_only=True, readings=readings, values=values, files=files
    )
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise ContentError(told_once(errors))
    return assembled(sources, index, problems)


def check(root: Path, readings: Readings | None = None) -> tuple[Problem, ...]:
    """Every error and warning in the content under `root`, sorted by file and line. `readings` are
    those of the last time, of a copy too, and are brought up to date."""
    _, _, problems = _examined(root, readings=readings)
    return problems


def _examined(
    root: Path,
    *,
    offered_only: bool = False,
    readings: Readings | None = None,
    values: Values | None = None,
    files: Mapping[str, bytes] | None = None,
) -> tuple[Sources, Index, tuple[Problem, ...]]:
    found, problems = find(root)
    sources, read_problems = read_all(
        found, offered_only=offered_only, readings=readings, values=values, files=files
    )
    index = index_of(sources)
    everything = [
        *problems,
        *checks_files.check(found, tops(root), [each.file for each in problems]),
        *checks_misspelt.retold(read_problems, sources, index),
    ]
    for each in _CHECKS:
        everything.extend(each(sources, index))
    unique = dict.fromkeys(everything)
    return sources, index, tuple(sorted(unique, key=_order))


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.file, problem.line, problem.column, problem.what, problem.mend
