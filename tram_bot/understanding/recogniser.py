"""The door of this room: a message in, what it may mean and what stands in it out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.content import Intent
from tram_bot.core.hygiene import excerpt
from tram_bot.core.identifiers import Language
from tram_bot.core.limits import TEXT_READ
from tram_bot.core.message import (
    Choice,
    ChoiceRead,
    Entities,
    RankedIntent,
    Understood,
)
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.learning.weakly import weakly
from tram_bot.learning.wording import Wording
from tram_bot.understanding.choices import Chooser
from tram_bot.understanding.companies import read_companies
from tram_bot.understanding.days import make_days_ready, read_days
from tram_bot.understanding.emails import read_emails
from tram_bot.understanding.exact import ExactExamples
from tram_bot.understanding.examples import Examples
from tram_bot.understanding.folding import Found, T, masked, plain, tokens
from tram_bot.understanding.gazetteer import Gazetteer, gazetteer
from tram_bot.understanding.intents import IntentModel, Meant, wording_of
from tram_bot.understanding.language import LanguageReader
from tram_bot.understanding.numbers import make_numbers_ready, read_numbers
from tram_bot.understanding.phones import read_phones
from tram_bot.understanding.places import make_places_ready, read_places
from tram_bot.understanding.questions import is_question
from tram_bot.understanding.words.of_language import all_words

_SURE = 0.7
"""Confidence from which on an intent is relied on: to be asked once more costs less than a wrong
answer."""
_RIVAL = 0.7
"""The second intent is too close to the first when it has this part of its confidence."""
_TOLD = 0.01
"""Confidence below which an intent is not worth telling."""
_REMEMBERED = 256


class Recogniser:
    """Understands messages and replies; its methods are the callables of `core.message`."""

    def __init__(
        self,
        intents: Mapping[str, Intent],
        places: Gazetteer,
        languages: Sequence[Language],
        learner: Learner = PLAIN,
        *,
        before: "Recogniser | None" = None,
        anew: Language | None = None,
    ) -> None:
        """What was learnt `before` from the same examples need not be learnt again, and from others
        is borrowed, but for the language `anew`."""
        self._places = places
        self._chooser = Chooser(languages)
        self.letters: LanguageReader = (
            before.letters if before else LanguageReader(tuple(all_words()), learner.memory)
        )
        """Tells the language of a text."""
        self.exact: ExactExamples = ExactExamples(
            intents, languages, learner.memory, before.exact if before else None
        )
        """The examples, to be found word for word."""
        self.examples: Examples = Examples(intents, languages, before.examples if before else None)
        """The examples, to be learnt from."""
        self.model: IntentModel = IntentModel(
            self.examples, learner, before.model if before else None, anew
        )
        """What was learnt from them."""
        # One turn asks several times what the same message means.
        self.understand = lru_cache(maxsize=_REMEMBERED)(weakly(self._understand))

    def learn(self, language: Language) -> None:
        """Make ready for a language now, so that nobody waits for it later."""
        self.model.learn(language)
        spoken = _in_order(language, "en")
        make_days_ready(spoken)
        make_numbers_ready(spoken)
        make_places_ready(spoken)

    def choose(self, reply: str, choices: tuple[Choice, ...]) -> ChoiceRead | None:
        """Which of the choices a reply means."""
        return self._chooser.choose(excerpt(reply, TEXT_READ), choices)

    def _understand(self, text: str, language: Language, today: date) -> Understood:
        """What a text means. Of a long one the whole is kept and an excerpt read."""
        return replace(self._read(excerpt(text, TEXT_READ), language, today), text=text)

    def _read(self, text: str, language: Language, today: date) -> Understood:
        alike = self.exact.alike(plain(text))
        emails, bad_emails = read_emails(text)
        companies = read_companies(_without(text, emails, bad_emails))
        names = masked(text, [(f.start, f.end) for f in (*emails, *bad_emails, *companies)])
        heard = self.letters.read(
            text,
            tokens(text),
            [(f.start, f.end) for f in (*emails, *bad_emails, *companies)],
            tuple(alike),
        )
        spoken = _in_order(heard.language, language, "en")
        places = read_places(names, self._places, spoken)
        home = all_words()[spoken[0]].country if spoken[0] in all_words() else None
        phones = read_phones(names, places[0].value.country if places else home)
        rest = _without(names, phones)
        days = read_days(rest, today, spoken)
        numbers = read_numbers(_without(rest, days), spoken)
        # What may be in another language is asked of that one, too.
        asked = spoken if heard.language else _in_order(*spoken, *heard.likely)
        ranked = self._ranked(wording_of(rest), alike, asked)
        return Understood(
            text=text,
            language=heard.language,
            intents=ranked,
            sure=bool(ranked) and (ranked[0].exact or is_sure(ranked)),
            # Not of those it may be mixed with: Polish *do* is no English one.
            is_question=is_question(text, spoken[:1]),
            has_words=any(c.isalpha() for c in text),
            entities=Entities(
                emails=_values(emails),
                bad_emails=_values(bad_emails),
                phones=_values(phones),
                places=_values(places),
                numbers=_values(numbers),
                days=_values(days),
                companies=_values(companies),
            ),
        )

    def _ranked(
        self, said: Wording, alike: Mapping[Language, str], asked: Sequence[Language]
    ) -> tuple[RankedIntent, ...]:
        """The intents, best first; one that has the message as an example comes before all."""
        confidences = self.model.confidences(said, asked)
        best = {id: much for id, much in confidences.items() if much >= _TOLD}
        exact = next((alike[each] for each in (*asked, *alike) if each in alike), None)
        if exact:
            best[exact] = 1.0
        ordered = sorted(best.items(), key=lambda item: (item[0] != exact, -item[1], item[0]))
        return tuple(
            RankedIntent(id=id, confidence=confidence, exact=id == exact)
            for id, confidence in ordered
        )


def build(
    intents: Mapping[str, Intent],
    catalogue: Catalogue,
    languages: Sequence[Language],
    learner: Learner = PLAIN,
    *,
    before: Recogniser | None = None,
    anew: Language | None = None,
) -> Recogniser:
    """A recogniser of these intents, in the languages there are words for. `learner` is what
    they are learnt with; what has not changed is taken over from the recogniser `before`, and what
    is not learnt yet is borrowed from it, but for the language `anew`."""
    places = gazetteer(catalogue, learner.memory)
    return Recogniser(intents, places, languages, learner, before=before, anew=anew)


def is_sure(ranked: Sequence[RankedIntent] | Sequence[Meant]) -> bool:
    """Whether the likeliest intent is taken for meant, without asking back."""
    if not ranked or ranked[0].confidence < _SURE:
        return False
    rival = ranked[1].confidence if len(ranked) > 1 else 0.0
    return rival < _RIVAL * ranked[0].confidence


def _in_order(*languages: Language | None) -> tuple[Language, ...]:
    return tuple(dict.fromkeys(language for language in languages if language))


def _without(text: str, *found: Sequence[Found[T]]) -> str:
    return masked(text, [(each.start, each.end) for part in found for each in part])


def _values(found: Sequence[Found[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each.value for each in found))
