"""One turn of pure `step`, with the real content in nine languages and nothing around it."""

import gc
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from benchmarks.measuring import digits, percentile, spread
from benchmarks.outcome import Cell, Part, Plan, Table, Target
from evaluation.sets import LANGUAGES, Need, needs
from tram_bot import serving
from tram_bot.commands import learner_of
from tram_bot.core.content import Content, Does
from tram_bot.core.conversation import Conversation, Moment
from tram_bot.core.dialogue import step
from tram_bot.core.effects import Button, Say
from tram_bot.core.events import Command, Event, Pressed, Text
from tram_bot.core.identifiers import ConversationId, EventId, Language
from tram_bot.settings import read_settings

_CONVERSATIONS = 12
"""Of each language and run."""
_TURNS = 9
"""Of a conversation after its need."""
_P50, _P99 = 0.5, 3.0
_NEED = "a need in free text"
_TYPED = ("Example Coatings Oy", "anna@example.org", "12", "+48 58 123 45 67", "2027-03-01")
"""What is answered to a question without buttons, in turn."""
_ABOUT = (
    "`step` alone: no store, no network. In each of nine languages there are "
    f"{_CONVERSATIONS} conversations, each with the command that begins it, the choice of the "
    "language, a need in the company's own words (of the development half of the labelled needs, "
    f"every one a new text), and {_TURNS} turns more: of three answers to a question with buttons "
    "two are pressed and one is typed as it stands on the button, a question without buttons gets "
    "a name, an address, a number or a date, and every fourth turn asks something else meanwhile, "
    "in the words of an example. Languages are made before; no need is met twice in a run.",
)


@dataclass(slots=True)
class _Run:
    """Milliseconds of each turn, by what it was."""

    times: dict[str, list[float]] = field(default_factory=dict)
    busy: list[float] = field(default_factory=list)
    """Of all turns, those in which the processor worked for them."""

    def every(self) -> list[float]:
        """Those of all turns."""
        return [each for times in self.times.values() for each in times]


def measure(plan: Plan) -> Part:
    """Hold the conversations, as often as there are runs, each with content made anew."""
    runs = [_run(run) for run in range(plan.runs)]
    p50 = spread([percentile(run.every(), 50) for run in runs])
    p99 = spread([percentile(run.every(), 99) for run in runs])
    kinds = [*runs[0].times]
    counts = Counter({kind: len(runs[0].times[kind]) for kind in kinds})
    rows: list[list[Cell]] = [
        [
            kind,
            counts[kind],
            str(spread([percentile(run.times[kind], 50) for run in runs])),
            str(spread([percentile(run.times[kind], 99) for run in runs])),
        ]
        for kind in kinds
    ]
    busy = [str(spread([percentile(run.busy, percent) for run in runs])) for percent in (50, 99)]
    rows.append(["every turn, the processor's time", sum(counts.values()), *busy])
    rows.append(["every turn", sum(counts.values()), str(p50), str(p99)])
    return Part(
        title="One turn of `step`",
        about=_ABOUT,
        targets=[
            Target(wanted=f"p50 at most {_P50} ms", measured=str(p50), held=p50.median <= _P50),
            Target(
                wanted=f"p99 at most {digits(_P99)} ms, needs in free text among them",
                measured=str(p99),
                held=p99.median <= _P99,
            ),
        ],
        tables=[
            Table(
                caption="Milliseconds of a turn: median, least and most of the runs",
                columns=["turn", "turns", "p50", "p99"],
                rows=rows,
            )
        ],
        notes=_notes(
            share=counts[_NEED] / sum(counts.values()),
            need=spread([percentile(run.times[_NEED], 50) for run in runs]).median,
        ),
        figures={"milliseconds": [run.times for run in runs]},
    )


def _notes(*, share: float, need: float) -> Sequence[str]:
    """What stands in the way of more, given the share of turns that are needs in free text, and the
    milliseconds of one."""
    return (
        f"What stands in the way of {digits(_P99)} ms: {100 * share:.0f} of 100 turns are needs in "
        f"free text, so that nearly all of those would have to take no longer, and half take "
        f"{need:.1f} ms. Where that goes (py-spy, `--gil`, nothing but needs): 32 % searches 157 "
        f"techniques; 23 % looks for known concepts and choices; 22 % reads what stands in it (its "
        f"language, days, places, numbers, names); 12 % judges which of 115 intents is meant, of "
        f"those needs that are put as a question; 12 % is all the rest. No function alone has more "
        f"than 5 %, the products of dense vectors in numpy.",
    )


def _run(number: int) -> _Run:
    content = serving.build_content(read_settings().content, learner_of(read_settings()))
    run = _Run()
    for language in LANGUAGES:
        of_language = needs(language, held_out=False)
        for each in range(_CONVERSATIONS):
            need = of_language[(number + each) % len(of_language)]
            _Talk(content, language, run, f"{number}-{language}-{each}").hold(need)
    return run


class _Talk:
    """One company, from its first word on."""

    def __init__(self, content: Content, language: Language, run: _Run, name: str) -> None:
        self._content = content
        self._language = language
        self._run = run
        self._id = ConversationId(f"telegram:{name}")
        self._now = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
        self._conversation = Conversation(id=self._id, language="en")
        self._said = Say()
        self._asked = self._questions(name)
        self._typed = 0

    def hold(self, need: Need) -> None:
        """All of it."""
        self._does("the first command", self._command("start"))
        self._does("a command", self._command("language", self._language))
        self._does(_NEED, self._text(need.text))
        for turn in range(1, _TURNS + 1):
            if turn % 4 == 0:
                self._does("a question meanwhile", self._text(next(self._asked)))
            else:
                self._answer(turn)

    def _answer(self, turn: int) -> None:
        buttons = self._said.buttons
        if not buttons:
            self._typed += 1
            self._does("a typed answer", self._text(_TYPED[self._typed % len(_TYPED)]))
        elif turn % 3 == 0:
            self._does("a button's words, typed", self._text(buttons[0].label))
        else:
            self._does("a button", self._pressed(buttons[0]))

    def _does(self, kind: str, event: Event) -> None:
        gc.disable()  # as in the program, where content is frozen and hardly anything is collected
        busy, begun = time.thread_time(), time.perf_counter()
        turn = step(self._content, self._conversation, event, self._moment())
        took, worked = time.perf_counter() - begun, time.thread_time() - busy
        gc.enable()
        self._run.times.setdefault(kind, []).append(1000 * took)
        self._run.busy.append(1000 * worked)
        self._conversation = turn.conversation
        self._said = next((each for each in turn.effects if isinstance(each, Say)), Say())
        self._now += timedelta(seconds=20)

    def _moment(self) -> Moment:
        return Moment(now=self._now, next_numbers=dict.fromkeys((*_COUNTRIES, "XX"), 1))

    def _event(self) -> EventId:
        return EventId(f"{self._id}-{self._conversation.turn}")

    def _text(self, text: str) -> Text:
        id = self._event()
        return Text(id=id, conversation=self._id, at=self._now, text=text, message=id)

    def _command(self, word: str, argument: str = "") -> Command:
        return Command(
            id=self._event(), conversation=self._id, at=self._now, word=word, argument=argument
        )

    def _pressed(self, button: Button) -> Pressed:
        return Pressed(
            id=self._event(),
            conversation=self._id,
            at=self._now,
            turn=button.turn,
            scope=button.scope,
            option=button.option,
        )

    def _questions(self, name: str) -> Iterator[str]:
        """Examples of what is answered at any time, another one for each conversation."""
        answered = [i for i in self._content.intents.values() if i.does is Does.ANSWER]
        place = sum(name.encode())
        while True:
            words = answered[place % len(answered)].words.of(self._language)
            if words and words.examples:
                yield f"{words.examples[place % len(words.examples)]} ({place})"
            place += 7


_COUNTRIES = ("DE", "DK", "EE", "FI", "LT", "LV", "PL", "SE")
