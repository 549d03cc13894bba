"""The finder: `build(catalogue)`, then `find(need)` and `find_concepts(text, language)`."""

from dataclasses import dataclass

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.finding import Finding, FoundConcept, Need
from tram_bot.core.hygiene import excerpt
from tram_bot.core.identifiers import Language
from tram_bot.core.limits import NEED_READ
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.made import Made
from tram_bot.matching.alignment import Alignment, MixedAlignment, build_alignment
from tram_bot.matching.evidence import gather
from tram_bot.matching.facilities import Facilities
from tram_bot.matching.folding import folded_words, read
from tram_bot.matching.function_words import function_words
from tram_bot.matching.judgement import focus, is_sure
from tram_bot.matching.learnt import Learnt
from tram_bot.matching.lexicon import Lexicon, build_lexicon
from tram_bot.matching.mentions import Names
from tram_bot.matching.ranking import leave_out, rank_techniques, technique_matches
from tram_bot.matching.reasons import unrecognised

_FALLBACK: Language = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ear:
    """What hears one language: its lexicon, the techniques' names and texts, its stop words."""

    lexicon: Lexicon
    names: Names
    alignment: MixedAlignment
    learnt: Learnt
    stop: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds techniques and facilities for a need, in one picture of the catalogue. `facilities`
    are those that can be used today, and `offered` the techniques that can be had there. What hears
    a language is made when it is first needed."""

    catalogue: Catalogue
    facilities: Facilities
    offered: frozenset[str]
    languages: frozenset[Language]
    ears: Made[Language, _Ear]
    alignments: Made[Language, Alignment]

    def find(self, need: Need) -> Finding:
        """What fits a need, why, and whether it fits well enough to be offered. Of a long text an
        excerpt is read."""
        ear = self._hearing(need.language)
        reading = read(excerpt(need.text, NEED_READ))
        evidence = gather(
            self.catalogue,
            need,
            reading,
            mentions=ear.names.mentions(reading),
            hits=ear.lexicon.hits(reading),
            alignment=ear.alignment,
            learnt=ear.learnt,
        )
        every = rank_techniques(self.catalogue, evidence)
        ranked, left_out = leave_out(self.catalogue, evidence, every)
        techniques = technique_matches(self.catalogue, evidence, ranked, self.offered)
        found = self.facilities.rank(need, evidence, techniques)
        return Finding(
            concepts=evidence.concepts,
            techniques=techniques,
            left_out=left_out,
            facilities=found.best,
            at_home=found.at_home,
            unrecognised=unrecognised(evidence, ear.stop),
            sure=bool(found.best) and is_sure(self.catalogue, evidence, ranked, ear.stop),
            focus=focus(self.catalogue, evidence, ranked),
        )

    def find_concepts(self, text: str, language: Language) -> tuple[FoundConcept, ...]:
        """The concepts a text speaks of and does not deny, strongest first."""
        return self._hearing(language).lexicon.concepts(read(excerpt(text, NEED_READ)))

    def learn(self, language: Language) -> None:
        """Make what hears a language now, so that nobody waits for it later."""
        self._hearing(language)

    def _hearing(self, language: Language) -> _Ear:
        return self.ears(language if language in self.languages else _FALLBACK)


def build(
    catalogue: Catalogue,
    learner: Learner = PLAIN,
    before: Finder | None = None,
    anew: Language | None = None,
) -> Finder:
    """A finder over a catalogue, hearing every language that the catalogue has words in. `learner`
    is what the models are learnt with; what hears a language in which nothing has changed is taken
    over from the finder `before`, and what is not learnt yet is borrowed from it, but for the
    language `anew`."""
    languages = {_FALLBACK}
    for technique in catalogue.techniques.values():
        languages |= technique.words.by_language.keys()
    for concept in catalogue.concepts.values():
        languages |= concept.words.by_language.keys()

    def aligned(language: Language, _: Alignment | None) -> Alignment:
        return build_alignment(catalogue, language, _stop(catalogue, language))

    def ear(language: Language, earlier: _Ear | None) -> _Ear:
        stop = _stop(catalogue, language)
        own, other = alignments(language), alignments(_FALLBACK)
        # A word that only carries the sentence is no misspelling of anything.
        known = own.vocabulary | other.vocabulary | stop
        mine = function_words(language).stop | own.vocabulary
        return _Ear(
            lexicon=build_lexicon(catalogue, language, mine, known),
            names=Names(catalogue, language, stop),
            alignment=MixedAlignment(own, other, stop),
            learnt=Learnt(
                catalogue,
                language,
                stop,
                learner,
                earlier.learnt if earlier else None,
                anew=language == anew,
            ),
            stop=stop,
        )

    def told(language: Language) -> object:
        return _told_in(catalogue, language)

    def told_there_and_in_english(language: Language) -> object:
        return told(language), told(_FALLBACK)

    alignments = Made(aligned, of=told, before=before.alignments if before else None)
    facilities = Facilities(catalogue.facilities.values())
    return Finder(
        catalogue=catalogue,
        facilities=facilities,
        offered=facilities.offered,
        languages=frozenset(languages),
        ears=Made(
            ear,
            of=told_there_and_in_english,
            before=before.ears if before else None,
            lives_on_loan=lambda each: each.learnt.is_lent,
        ),
        alignments=alignments,
    )


def learnt_from(catalogue: Catalogue, language: Language) -> object:
    """All of the catalogue that is learnt from in a language, or left out of that."""
    return _told_in(catalogue, language), catalogue.countries.of(_FALLBACK)


def _told_in(catalogue: Catalogue, language: Language) -> object:
    """All that the catalogue tells in a language."""
    techniques = [
        (each.id, each.materials, each.words.by_language.get(language))
        for each in catalogue.techniques.values()
    ]
    concepts = [
        (key, each.techniques, each.by_material, each.words.by_language.get(language))
        for key, each in catalogue.concepts.items()
    ]
    countries = catalogue.countries.of(language)
    return techniques, concepts, catalogue.enquiries.get(language), countries


def _stop(catalogue: Catalogue, language: Language) -> frozenset[str]:
    """Words that only carry a sentence, in that language or in the one that people mix with it,
    and the names of countries: where a company is says nothing of what it needs."""
    countries = (catalogue.countries.of(each) or {} for each in (language, _FALLBACK))
    names = (name for named in countries for name in named.values())
    return function_words(language).stop.union(
        function_words(_FALLBACK).stop, *map(folded_words, names)
    )
