"""Questionnaires that were left for later: to leave one, or to take one up, loses no other."""

from dataclasses import replace

from tram_bot.core.conversation import Conversation, Run
from tram_bot.core.limits import RUNS_LEFT


def left_runs(conversation: Conversation) -> tuple[Run, ...]:
    """The runs that were left for later, the latest last."""
    latest = (conversation.aside,) if conversation.aside else ()
    return (*conversation.left_before, *latest)


def leave(conversation: Conversation, run: Run | None) -> Conversation:
    """The conversation with this run left for later, too; as it is without one."""
    if not run:
        return conversation
    others = [
        each for each in left_runs(conversation) if each.id != run.id and _says_something(each)
    ]
    # One that says nothing takes the place of none that does.
    room = RUNS_LEFT - 1 if _says_something(run) else RUNS_LEFT
    return _with_left(conversation, (*others[-room:], run))


def take_up(conversation: Conversation, run: Run) -> Conversation:
    """The conversation without this run among those that were left."""
    return _with_left(
        conversation, tuple(each for each in left_runs(conversation) if each.id != run.id)
    )


def left_anew(conversation: Conversation, run: Run) -> Conversation:
    """The conversation with a run that was left as it is now, in its own place."""
    return _with_left(
        conversation,
        tuple(run if each.id == run.id else each for each in left_runs(conversation)),
    )


def none_left(conversation: Conversation) -> Conversation:
    """The conversation without anything left for later."""
    return _with_left(conversation, ())


def _with_left(conversation: Conversation, runs: tuple[Run, ...]) -> Conversation:
    # What *back* remembers is most of a run, and is of little use once another was filled in.
    before = tuple(replace(each, history=()) for each in runs[:-1])
    return replace(conversation, aside=runs[-1] if runs else None, left_before=before)


def _says_something(run: Run) -> bool:
    return bool(run.answers or run.files)
