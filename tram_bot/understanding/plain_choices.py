"""Whether a reply is nothing but one choice, so that what it says need not be asked about."""

from collections.abc import Sequence

from tram_bot.understanding.answer_words import AnswerWords
from tram_bot.understanding.replies import Reply
from tram_bot.understanding.sayings import Saying, Sayings, covered


class PlainChoices:
    """Tells plain replies from those that say more, or may mean another thing."""

    def __init__(self, words: AnswerWords) -> None:
        self._words = words

    def stands_alone(self, heard: Reply, id: str, wordings: Sayings, *, is_placed: bool) -> bool:
        """Whether a reply is nothing but one choice, in one wording or several, or its place in
        the list: *sure, go ahead* and *all this is ok*, but not *of course not*, *yes, but …*,
        *maybe yes* or *is it ok*."""
        words = tuple(heard.said.split())
        of_choice = [each for each in wordings.every if each.id == id]
        meant = covered(words, of_choice)
        if is_placed:
            meant |= {at for at, word in enumerate(words) if word in self._words.ordinals}
        if not meant or (0 not in meant and self._begins_question(words, is_next=1 in meant)):
            return False
        if not all(at in meant or word in self._words.plain for at, word in enumerate(words)):
            return False
        return not self._is_turned_round(heard, of_choice)

    def parts_a_no(self, heard: Reply, wordings: Sayings) -> bool:
        """Whether a reply has a mark where the wording that it says has none, so that the *no* in
        it may be another: *no secret* is not *no, secret*."""
        return heard.denies and len(heard.clauses) > wordings.clauses_of(heard.said)

    def _begins_question(self, words: Sequence[str], *, is_next: bool) -> bool:
        """Whether a reply begins like a question: *is it ok*, but not *is ok*, where the choice
        `is_next`."""
        return words[0] in (self._words.asking if is_next else self._words.questions)

    def _is_turned_round(self, heard: Reply, of_choice: Sequence[Saying]) -> bool:
        """Whether a *no* may take a wording back that has none of its own, since it stands in the
        same clause or behind it: *public it is not*, *public, no*, but not *no, it is public*."""
        noes = [each for each in of_choice if self._words.is_no(each.words)]
        denying = [each for each in of_choice if each.denies and each not in noes]
        is_named = False
        for clause in heard.clauses:
            own = covered(clause.words, denying)
            no = own | covered(clause.words, noes)
            rest = [word for at, word in enumerate(clause.words) if at not in own]
            named = [word for at, word in enumerate(clause.words) if at not in no]
            denies = self._words.denies(rest)
            names = not (self._words.negations | self._words.polite).issuperset(named)
            if denies and (names or is_named):
                return True
            is_named = is_named or names
        return False
