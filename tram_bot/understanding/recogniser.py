"""The door of this room: a message in, what it may mean and what stands in it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from tram_bot.core.catalogue import Catalogue
from tram_bot.core.content import Intent
from tram_bot.core.hygiene import excerpt
from tram_bot.core.identifiers import Language
from tram_bot.core.limits import TEXT_READ
from tram_bot.core.message import (
    Choice,
    ChoiceRead,
    Entities,
    Judged,
    Noted,
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
from tram_bot.understanding.language import Heard, LanguageReader
from tram_bot.understanding.numbers import make_numbers_ready, read_numbers
from tram_bot.understanding.people import read_people
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
_SHORTEST_BORROWED = 3
"""Letters from which on a word is taken for one of another language: fewer make one in many."""
_REMEMBERED = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """The excerpt of a text that is read, the intents that have it as an example, what was found in
    it, the rest, and which language it is in."""

    said: str
    alike: Mapping[Language, str]
    emails: Sequence[Found[str]]
    bad_emails: Sequence[Found[str]]
    companies: Sequence[Found[str]]
    rest: str
    language: Heard


@dataclass(frozen=True, slots=True)
class _Read:
    """What stands in a text, what of it is neither a name nor an address or a phone number, which
    intent has it as an example, and whether it is put as a question."""

    noted: Noted
    rest: str
    exact: str | None
    is_question: bool


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
        self._heard = lru_cache(maxsize=_REMEMBERED)(weakly(self._hear))
        self._read = lru_cache(maxsize=_REMEMBERED)(weakly(self._read_in))
        self._judged = lru_cache(maxsize=_REMEMBERED)(weakly(self._judge_in))

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

    def understand(self, text: str, language: Language, today: date) -> Understood:
        """What a text means. Of a long one the whole is kept and an excerpt read."""
        spoken = self._spoken(text, language)
        heard, read = self._heard(text), self._read(text, spoken, today)
        return Understood(
            text=text,
            language=heard.language.language,
            judge=partial(self._judge, text, spoken, today),
            exact=read.exact,
            is_question=read.is_question,
            has_words=any(c.isalpha() for c in heard.said),
            entities=read.noted.entities,
        )

    def note(self, text: str, language: Language, today: date) -> Noted:
        """What stands in a text, whatever it means. Of a long one an excerpt is read."""
        return self._read(text, self._spoken(text, language), today).noted

    def _spoken(self, text: str, language: Language) -> tuple[Language, ...]:
        """The languages a text is read in: its own, that of the conversation, and English."""
        return _in_order(self._heard(text).language.language, language, "en")

    def _hear(self, text: str) -> "_Heard":
        """What is the same in whatever language the conversation is."""
        said = excerpt(text, TEXT_READ)
        alike = self.exact.alike(plain(said))
        emails, bad_emails = read_emails(said)
        companies = read_companies(_without(said, emails, bad_emails))
        taken = [(each.start, each.end) for each in (*emails, *bad_emails, *companies)]
        return _Heard(
            said=said,
            alike=alike,
            emails=emails,
            bad_emails=bad_emails,
            companies=companies,
            rest=masked(said, taken),
            language=self.letters.read(said, tokens(said), taken, tuple(alike)),
        )

    def _read_in(self, text: str, spoken: tuple[Language, ...], today: date) -> "_Read":
        heard = self._heard(text)
        has_address = bool(heard.emails or heard.bad_emails)
        people = read_people(heard.rest, spoken)
        rest = _without(heard.rest, people)
        places = read_places(rest, self._places, spoken, has_address=has_address)
        home = all_words()[spoken[0]].country if spoken[0] in all_words() else None
        region = places[0].value.country if places else home
        phones = read_phones(rest, region, has_address=has_address)
        rest = _without(rest, phones)
        days = read_days(rest, today, spoken)
        numbers = read_numbers(_without(rest, days), spoken)
        entities = Entities(
            emails=_values(heard.emails),
            bad_emails=_values(heard.bad_emails),
            phones=_values(phones),
            places=_values(places),
            numbers=_values(numbers),
            days=_values(days),
            companies=_values(heard.companies),
            people=_values(people),
        )
        said_in = tuple(each for each in heard.language.likely if each in heard.alike)
        noted = Noted(language=heard.language.language, entities=entities, said_in=said_in)
        alike = heard.alike
        return _Read(
            noted,
            rest,
            exact=next(
                (alike[e] for e in (*spoken, *heard.language.likely, *alike) if e in alike), None
            ),
            # Not of those it may be mixed with: Polish *do* is no English one.
            is_question=is_question(heard.said, spoken[:1]),
        )

    def _judge(self, text: str, spoken: tuple[Language, ...], today: date) -> Judged:
        # Who asks holds this object by it, and the cache does not.
        return self._judged(text, spoken, today)

    def _judge_in(self, text: str, spoken: tuple[Language, ...], today: date) -> Judged:
        heard, read = self._heard(text), self._read(text, spoken, today)
        said = wording_of(read.rest)
        ranked = self._ranked(said, read.exact, self._asked(heard, spoken, said.words))
        return Judged(intents=ranked, sure=bool(ranked) and (ranked[0].exact or is_sure(ranked)))

    def _asked(
        self, heard: _Heard, spoken: tuple[Language, ...], words: Sequence[str]
    ) -> tuple[Language, ...]:
        """The languages in which it is judged what a text means: those it may be in, and those it
        borrows a word from, *wem gehören die IP rights*. What is found alike in any other is
        chance."""
        told, likely = heard.language.language, heard.language.likely
        if told is None:
            return _in_order(*spoken, *likely)
        if told not in self.examples:
            return spoken
        strange = {word for word in words if len(word) >= _SHORTEST_BORROWED}
        strange -= self.examples.words(told)
        return tuple(
            language
            for language in spoken
            if language in likely or not strange.isdisjoint(self.examples.words(language))
        )

    def _ranked(
        self, said: Wording, exact: str | None, asked: Sequence[Language]
    ) -> tuple[RankedIntent, ...]:
        """The intents, best first; one that has the message as an example comes before all."""
        best = dict(self.model.confidences(said, asked, _TOLD))
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
