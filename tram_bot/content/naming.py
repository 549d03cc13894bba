"""What things are called where they are made, and in the words for them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tram_bot.content.document import Document, Path
from tram_bot.content.hints import closest
from tram_bot.content.translated import ENGLISH
from tram_bot.core.identifiers import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Which things most probably have their words under another id than their own.

    `misnamed` has, by language, the ids that only the words have, each with that of the thing it
    most probably stands for. `renamed` are those with which all languages agree, and how many they
    are: there it is the thing whose id has changed, or has a slip in it.
    """

    misnamed: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)
    renamed: Mapping[str, int] = field(default_factory=dict)

    def meant(self, language: Language, id: str) -> str:
        """The thing for which a language most probably has those words; nothing if none is."""
        return self.misnamed.get(language, {}).get(id, "")

    def has_words(self, language: Language, id: str) -> bool:
        """Whether a language most probably has the words of a thing under another id."""
        return id in self.misnamed.get(language, {}).values()

    def is_name(self, id: str) -> bool:
        """Whether that is what the words of a thing are called, in English at least."""
        return bool(self.meant(ENGLISH, id))

    @property
    def in_doubt(self) -> frozenset[str]:
        """The ids of things, and of words, that most probably are to be changed."""
        pairs = [pair for names in self.misnamed.values() for pair in names.items()]
        return frozenset(id for pair in pairs for id in pair)

    def told(self, kind: str) -> Mapping[str, tuple[str, str]]:
        """By the id of each thing that was renamed: what is wrong with it, and the mend."""
        told = {}
        for name, languages in self.renamed.items():
            id = self.misnamed[ENGLISH][name]
            what = (
                f"the {kind} '{id}' has no words, and {languages} languages have words for "
                f"'{name}', which is no {kind}"
            )
            mend = f"did you mean '{name}'? If not, rename the words, too"
            told[id] = what, mend
        return told


def naming(
    known: Collection[str],
    words: Mapping[Language, Collection[str]],
    elsewhere: Collection[str] = (),
) -> Naming:
    """How the `known` things are named in the words of each language; what there is `elsewhere`
    is none of them.

    >>> naming(["px", "de"], {"en": ["pl", "de"], "da": ["pl", "de"]}).renamed
    {'pl': 2}
    """
    misnamed = {
        language: _paired(
            [id for id in known if id not in names],
            [name for name in names if name not in known and name not in elsewhere],
        )
        for language, names in words.items()
    }
    worded = {id for names in words.values() for id in names}
    renamed = {}
    for name, id in misnamed.get(ENGLISH, {}).items():
        agreeing = sum(names.get(name) == id for names in misnamed.values())
        if id not in worded and agreeing > 1:
            renamed[name] = agreeing
    return Naming(
        misnamed={each: names for each, names in misnamed.items() if names}, renamed=renamed
    )


def has_key_twice(document: Document, path: Path) -> bool:
    """Whether a key stands twice right below a path, as in a copy that was never renamed: what is
    missing there most probably is what the second one was to be called."""
    places = document.places()
    return any(
        each[:-1] == path and isinstance(each[-1], str) and each not in places.keys
        for each in places.values
        if each
    )


def _paired(wordless: list[str], unknown: list[str]) -> dict[str, str]:
    """Each unknown name with the thing that it most probably stands for."""
    if len(wordless) == len(unknown) == 1:
        return {unknown[0]: wordless[0]}
    alike = {name: closest(name, wordless) for name in unknown} if wordless else {}
    return {name: id for name, id in alike.items() if id and closest(id, unknown) == name}
