"""The finder: `build(catalogue)`, then `find(need)` and `find_concepts(text, language)`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.finding import Finding, FoundConcept, Need, Places, TechniqueMatch
from tram_bot.core.hygiene import excerpt
from tram_bot.core.identifiers import Language
from tram_bot.core.later import Later
from tram_bot.core.limits import NEED_READ
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.made import Made
from tram_bot.matching.alignment import Alignment, MixedAlignment, build_alignment
from tram_bot.matching.evidence import Wanted, gather, wanted
from tram_bot.matching.facilities import Facilities
from tram_bot.matching.folding import folded_words, read
from tram_bot.matching.function_words import function_words
from tram_bot.matching.judgement import focus, is_sure
from tram_bot.matching.learnt import Learnt
from tram_bot.matching.lexicon import Lexicon
from tram_bot.matching.mentions import Mentions, Names
from tram_bot.matching.ranking import leave_out, rank_techniques, technique_matches
from tram_bot.matching.reasons import unrecognised
from tram_bot.matching.terms import Terms, terms_of

_FALLBACK: Language = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ear:
    """What hears one language, put together of what is made for that and for the one that people
    mix with it: its lexicon, the techniques' names and texts, its stop words."""

    lexicon: Lexicon
    mentions: Mentions
    alignment: MixedAlignment
    learnt: Learnt
    stop: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds techniques and facilities for a need, in one picture of the catalogue. `facilities`
    are those that can be used today, and `offered` the techniques that can be had there. What hears
    a language is put together when it is first needed, of parts that outlive an edit elsewhere."""

    catalogue: Catalogue
    facilities: Facilities
    offered: frozenset[str]
    languages: frozenset[Language]
    parts: "_Parts"
    hearing: Callable[[Language], _Ear]

    def find(self, need: Need) -> Finding:
        """What fits a need, why, and whether it fits well enough to be offered. Of a long text an
        excerpt is read."""
        ear = self._hearing(need.language)
        reading = read(excerpt(need.text, NEED_READ))
        evidence = gather(
            self.catalogue,
            need,
            reading,
            mentions=ear.mentions.of(reading),
            hits=ear.lexicon.hits(reading),
            alignment=ear.alignment,
            learnt=ear.learnt,
        )
        every = rank_techniques(self.catalogue, evidence)
        ranked, left_out = leave_out(self.catalogue, evidence, every)
        techniques = technique_matches(self.catalogue, evidence, ranked, self.offered)
        return Finding(
            concepts=evidence.wanted.concepts,
            techniques=techniques,
            left_out=left_out,
            places=self._places(need, evidence.wanted, techniques),
            unrecognised=unrecognised(evidence, ear.stop),
            sure=is_sure(self.catalogue, evidence, ranked, ear.stop)
            and self.facilities.has_any(evidence.wanted, techniques),
            focus=focus(self.catalogue, evidence, ranked),
        )

    def found_there(self, finding: Finding, need: Need) -> Finding:
        """What was found for a need, for the same one of a company that is elsewhere, or has named
        others: it is the facilities only that another place changes."""
        wants = wanted(self.catalogue, finding.concepts)
        return replace(finding, places=self._places(need, wants, finding.techniques))

    def find_concepts(self, text: str, language: Language) -> tuple[FoundConcept, ...]:
        """The concepts a text speaks of and does not deny, strongest first."""
        return self._hearing(language).lexicon.concepts(read(excerpt(text, NEED_READ)))

    def learn(self, language: Language) -> None:
        """Make what hears a language now, so that nobody waits for it later."""
        self._hearing(language)

    def is_made(self, language: Language) -> bool:
        """Whether what hears a language is there already."""
        return self.parts.learnt.is_made(language)

    def is_on_loan(self, language: Language) -> bool:
        """Whether what hears a language is there and lives on what was learnt of other texts."""
        return self.parts.learnt.is_on_loan(language)

    def _places(
        self, need: Need, wants: Wanted, techniques: Sequence[TechniqueMatch]
    ) -> Later[Places]:
        return Later(partial(self.facilities.rank, need, wants, techniques))

    def _hearing(self, language: Language) -> _Ear:
        return self.hearing(language if language in self.languages else _FALLBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What is made of the catalogue's words in one language each."""

    alignments: Made[Language, Alignment]
    terms: Made[Language, Terms]
    names: Made[Language, Names]
    learnt: Made[Language, Learnt]


def build(
    catalogue: Catalogue,
    learner: Learner = PLAIN,
    before: Finder | None = None,
    anew: Language | None = None,
) -> Finder:
    """A finder over a catalogue, hearing every language that the catalogue has words in. `learner`
    is what the models are learnt with; of what hears a language each part in whose words nothing
    has changed is taken over from the finder `before`, and what is not learnt yet is borrowed from
    it, but for the language `anew`."""
    languages = {_FALLBACK}
    for technique in catalogue.techniques.values():
        languages |= technique.words.by_language.keys()
    for concept in catalogue.concepts.values():
        languages |= concept.words.by_language.keys()
    stop = cache(partial(_stop, catalogue))
    parts = _parts(catalogue, stop, learner, before.parts if before else None, anew)
    facilities = Facilities(catalogue.facilities.values())
    return Finder(
        catalogue=catalogue,
        facilities=facilities,
        offered=facilities.offered,
        languages=frozenset(languages),
        parts=parts,
        hearing=cache(partial(_ear, parts, stop)),
    )


def _parts(
    catalogue: Catalogue,
    stop: Callable[[Language], frozenset[str]],
    learner: Learner,
    before: _Parts | None,
    anew: Language | None,
) -> _Parts:
    def learnt(language: Language, earlier: Learnt | None) -> Learnt:
        is_anew = language == anew
        return Learnt(catalogue, language, stop(language), learner, earlier, anew=is_anew)

    return _Parts(
        alignments=Made(
            lambda language, _: build_alignment(catalogue, language, stop(language)),
            of=lambda language: (
                _of_techniques(catalogue, language),
                _of_materials(catalogue, language),
                stop(language),
            ),
            before=before.alignments if before else None,
        ),
        terms=Made(
            lambda language, _: terms_of(catalogue, language),
            of=partial(_of_concepts, catalogue),
            before=before.terms if before else None,
        ),
        names=Made(
            lambda language, _: Names(catalogue, language),
            of=partial(_of_techniques, catalogue),
            before=before.names if before else None,
        ),
        learnt=Made(
            learnt,
            of=partial(learnt_from, catalogue),
            before=before.learnt if before else None,
            lives_on_loan=lambda each: each.is_lent,
        ),
    )


def _ear(parts: _Parts, stopping: Callable[[Language], frozenset[str]], language: Language) -> _Ear:
    stop = stopping(language)
    own, other = parts.alignments(language), parts.alignments(_FALLBACK)
    own_terms, borrowed = parts.terms(language), parts.terms(_FALLBACK)
    return _Ear(
        lexicon=Lexicon(
            language,
            own_terms,
            Terms() if language == _FALLBACK else borrowed,
            function_words(language).stop | own.vocabulary,
            # A word that only carries the sentence is no misspelling of anything.
            own.vocabulary | other.vocabulary | stop,
        ),
        mentions=Mentions(parts.names(language), parts.names(_FALLBACK), stop),
        alignment=MixedAlignment(own, other, stop),
        learnt=parts.learnt(language),
        stop=stop,
    )


def learnt_from(catalogue: Catalogue, language: Language) -> object:
    """All of the catalogue that is learnt from in a language, or left out of that."""
    return (
        _of_techniques(catalogue, language),
        [
            (key, each.techniques, each.by_material, each.words.by_language.get(language))
            for key, each in catalogue.concepts.items()
        ],
        catalogue.enquiries.get(language),
        [catalogue.countries.of(each) for each in (language, _FALLBACK)],
    )


def _of_techniques(catalogue: Catalogue, language: Language) -> Sequence[object]:
    """All that techniques tell in a language."""
    return [
        (each.id, each.materials, each.words.by_language.get(language))
        for each in catalogue.techniques.values()
    ]


def _of_concepts(catalogue: Catalogue, language: Language) -> Sequence[object]:
    """What concepts are called in a language."""
    return [(key, each.words.by_language.get(language)) for key, each in catalogue.concepts.items()]


def _of_materials(catalogue: Catalogue, language: Language) -> Sequence[object]:
    """What materials are called in a language."""
    return [
        (id, words.label if words else None)
        for (kind, id), each in catalogue.concepts.items()
        if kind == "materials"
        for words in [each.words.by_language.get(language)]
    ]


def _stop(catalogue: Catalogue, language: Language) -> frozenset[str]:
    """Words that only carry a sentence, in that language or in the one that people mix with it,
    and the names of countries: where a company is says nothing of what it needs."""
    countries = (catalogue.countries.of(each) or {} for each in (language, _FALLBACK))
    names = (name for named in countries for name in named.values())
    return function_words(language).stop.union(
        function_words(_FALLBACK).stop, *map(folded_words, names)
    )
