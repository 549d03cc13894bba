"""Translations beside the English they were made from: what is missing, and what has fallen
behind.

When a text was translated is written nowhere. That its English has changed since shows only in
what both must have in common: figures and links.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tram_bot.content.document import Document, Path, Plain
from tram_bot.content.index import Index
from tram_bot.content.links import host_of, links_in
from tram_bot.content.naming import Naming
from tram_bot.content.naming_questions import WORDS, names_of
from tram_bot.content.shapes import Shape
from tram_bot.content.shapes_intents import IntentWordsFile, QuestionnaireFile
from tram_bot.content.sources import Folder, Sources, things_in
from tram_bot.content.translated import ENGLISH
from tram_bot.core.identifiers import Language
from tram_bot.errors import Problem

_LISTS = ("examples", "problems", "terms")
"""Lists that a language cannot do without; the others are for what is said otherwise, too."""
_OWN = (("language",),)
"""What is no text."""
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f.,'’](?=\d{3}(?!\d))")
"""What parts the thousands of a number, in one language or another."""
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Original:
    """A words file in English: where each of its texts stands, and what a text has that others
    must have, too. `others` are the same file in other languages."""

    folder: str
    document: Document
    others: Mapping[Language, Document]
    paths: Sequence[Path]
    shared: Mapping[Path, frozenset[str]]


def check(sources: Sources, index: Index) -> Iterator[Problem]:
    """How much of each language there is, what one that calls itself complete lacks, and texts
    that lack figures or links of the English ones."""
    words = list(_originals(sources, index))
    for original in (*words, *_phrases(sources)):
        for other in original.others.values():
            yield from _behind(original, other)
    listed = sources.languages
    # What seems to be missing may stand in a file that could not be read.
    if not listed or not listed.shape or sources.unreadable:
        return
    begun = {language for language, _ in sources.of_language()} - {ENGLISH}
    known = {code: each for code, each in listed.shape.languages.items() if code in begun}
    for complete in (True, False):
        some = [code for code, each in known.items() if each.complete is complete]
        yield from _not_all_there(words, listed.document, some, complete=complete)
        for original in words if complete else ():
            yield from _lacking(original, some)


def _originals(sources: Sources, index: Index) -> Iterator[_Original]:
    questionnaires = {folder.name: folder for folder in sources.questionnaires}
    for folder in sources.folders():
        in_doubt = set(_in_doubt(folder, index.naming(folder.name)))
        if folder.name in questionnaires:
            in_doubt.update(_of_questions(questionnaires[folder.name]))
        documents = {each: source.document for each, source in folder.words.items()}
        yield from _original(documents, frozenset(in_doubt))


def _in_doubt(folder: Folder[Shape, Shape], names: Naming) -> Iterator[Path]:
    """Where words stand that belong to nothing, or most probably to something else."""
    english = folder.words.get(ENGLISH)
    known = folder.things()
    if english and folder.structure:
        for thing in things_in(english.document, folder.section):
            if thing.id not in known or thing.id in names.in_doubt:
                yield thing.path


def _of_questions(folder: Folder[QuestionnaireFile, IntentWordsFile]) -> Iterator[Path]:
    for document, shape in folder.fitting():
        names = names_of(folder, document, shape)
        if names.has_id_twice:
            yield WORDS
        for path, own in names.by_path.items():
            yield from ((*path, id) for id in own.in_doubt)


def _phrases(sources: Sources) -> Iterator[_Original]:
    yield from _original({each: source.document for each, source in sources.phrases.items()})


def _original(
    words: dict[Language, Document], in_doubt: frozenset[Path] = frozenset()
) -> Iterator[_Original]:
    english = words.pop(ENGLISH, None)
    if english is None:
        return
    texts = {
        path: text
        for path, text in _texts(english.value, ())
        if not in_doubt or in_doubt.isdisjoint(path[:end] for end in range(1, len(path)))
    }
    facts = {path: _facts(text) for path, text in texts.items()}
    yield _Original(
        folder=english.file.rpartition("/")[0],
        document=english,
        others=words,
        paths=tuple(texts),
        shared={path: shared for path, shared in facts.items() if shared},
    )


def _texts(value: Plain, path: Path) -> Iterator[tuple[Path, str]]:
    """All texts; a list that a language needs is one without words."""
    match value:
        case str() if path not in _OWN:
            yield path, value
        case tuple() if value and path[-1:] and path[-1] in _LISTS:
            yield path, ""
        case dict():
            for key, below in value.items():
                yield from _texts(below, (*path, key))
        case _:
            return


def _not_all_there(
    words: Sequence[_Original], listed: Document, languages: Sequence[Language], *, complete: bool
) -> Iterator[Problem]:
    """How much there is of those of the languages that lack something, in one problem for all: a
    text that is new lacks in each of them."""
    lacking: dict[str, list[Language]] = {}
    for language in languages:
        much = _much(words, language)
        if much:
            lacking.setdefault(much, []).append(language)
    if lacking:
        codes = [code for some in lacking.values() for code in some]
        what = f"not all words are there in {len(codes)} of {len(languages)} translations"
        rest = ", ".join(f"{', '.join(codes)} ({much})" for much, codes in lacking.items())
        until = ", or write 'complete: false'" if complete else "; English stands in until then"
        place = listed.at_key(("languages", codes[0]))
        yield listed.problem(
            place, what, f"translate the rest into {rest}{until}", "warning"
        ).because("companies read English there, and are understood less well")


def _much(words: Sequence[_Original], language: Language) -> str:
    """How much there is of a language, and where something lacks; nothing if nothing does."""
    wanted: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for original in words:
        other = original.others.get(language)
        for path in original.paths:
            section = str(path[0])
            wanted[section] += 1
            there[section] += other is not None and bool(other.get(path))
    parts = [f"{there[each]} of {of} in {each}" for each, of in wanted.items() if there[each] < of]
    percent = 100 * there.total() // max(wanted.total(), 1)
    return f"{percent} % are there: {', '.join(parts)}" if parts else ""


def _lacking(original: _Original, languages: Sequence[Language]) -> Iterator[Problem]:
    """What is missing in some of the languages, once for all of them and for all that is missing
    below it."""
    missing: dict[Path, list[str]] = {}
    for language in languages:
        other = original.others.get(language)
        lacking = (path for path in original.paths if other and not other.get(path))
        for path in dict.fromkeys(_top(other, path) for path in lacking) if other else [()]:
            missing.setdefault(path, []).append(f"{language}.yaml")
    for path, files in missing.items():
        owner = f" of '{path[-2]}'" if len(path) > 1 else ""
        what = f"'{path[-1]}'{owner}" if path else "all of this file"
        english = original.document
        # By its name: it may be told of a row of a spreadsheet that comes from elsewhere.
        mend = f"translate it in {', '.join(files)} beside {english.file}"
        yield english.problem(
            english.at_key(path), f"{what} is still to be translated", mend, "warning"
        ).because("English stands there instead")


def _top(document: Document, path: Path) -> Path:
    """The highest that is missing on the way to a path."""
    for end in range(1, len(path)):
        if not document.get(path[:end]):
            return path[:end]
    return path


def _behind(original: _Original, other: Document) -> Iterator[Problem]:
    """Texts that lack what the English ones have."""
    english = original.document
    for path, shared in original.shared.items():
        text = other.get(path)
        for each in sorted(shared - _facts(text)) if isinstance(text, str) else ():
            what = f"the English text says '{each}', this one does not"
            line = english.at(path).line
            mend = f"compare it with {english.file}:{line}, and mend the one that is wrong"
            yield other.problem(other.at(path), what, mend, "warning").because(
                "the English may have changed since it was translated"
            )


def _facts(text: str) -> frozenset[str]:
    """The figures of a text, and the hosts that it links to."""
    links = list(links_in(text)) if "://" in text else []
    for link in links:
        text = text.replace(link, "")
    hosts = {host_of(link).removeprefix("www.") for link in links}
    return frozenset(hosts.union(_FIGURES.findall(_GROUPED.sub("", text))))
