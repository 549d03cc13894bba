"""The words that are told apart in replies to a question, in the languages given."""

from collections.abc import Iterable, Mapping, Sequence

from tram_bot.core.identifiers import Language
from tram_bot.understanding.folding import fold, plain
from tram_bot.understanding.words.of_language import words_of


class AnswerWords:
    """What the words of a reply are for, folded."""

    def __init__(self, languages: Sequence[Language]) -> None:
        lists = words_of(languages)
        hedges = _folded(each.hedges for each in lists)
        joins = _folded(each.joins for each in lists)
        common = _folded(each.common for each in lists)
        self.fillers = _folded(each.fillers for each in lists)
        """What may be left out: *please*, *well*."""
        self.beside = self.fillers | joins
        """Those, and what joins two answers: *and*."""
        self.negations = _folded(each.negations for each in lists)
        self.needless = frozenset(
            tuple(plain(phrase).split()) for each in lists for phrase in each.needless
        )
        """What is said behind a thing that need not be: *is not needed*."""
        self.questions = _folded(each.questions for each in lists)
        """What questions begin with."""
        self.asking = _folded(each.questions - each.fillers for each in lists)
        """Those of them that no answer begins with."""
        self.polite = self.beside - self.negations - hedges
        """What may stand beside an answer and changes nothing."""
        self.plain = self.polite | (_folded(each.beside for each in lists) - hedges)
        """Those, and what confirms an answer: *all this is*."""
        self.in_passing = common | self.beside | self.negations
        """What is said in any answer."""
        self.numbers = _merged(each.numbers for each in lists)
        self.ordinals = _merged(each.ordinals for each in lists)

    def denies(self, words: Iterable[str]) -> bool:
        """Whether there is a *not* among the words."""
        return not self.negations.isdisjoint(words)

    def is_no(self, words: Iterable[str]) -> bool:
        """Whether words say no and nothing else: *no*, *not at all*."""
        words = tuple(words)
        return self.denies(words) and (self.negations | self.plain).issuperset(words)


def _folded(sets: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(fold(word.replace("'", "")) for words in sets for word in words)


def _merged(each: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    return {fold(word): number for words in each for word, number in words.items()}
