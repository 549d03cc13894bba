"""What the page says of the durable turns."""

from collections.abc import Sequence

from benchmarks.turns.form import MESSAGES, QUESTIONS

COLUMNS = (
    "who",
    "turns/s",
    "tram-bot on SQLite: so many times",
    "p50 ms",
    "p99 ms",
    "processor ms per turn",
    "server's ms per turn",
    "peak MiB",
    "server MiB",
    "answers lost after `kill -9`",
)
DISK_COLUMNS = ("bare commits", "turns/s", "p50 ms", "p99 ms")

FOR_REAL_CONTENT = (
    "our zinc coating on steel peels after one winter, why?",
    "yes",
    "it is not confidential",
    "zinc coated steel sheets",
    "we looked at it under a microscope",
    "we want to know the cause",
)
"""What a company may write to the repository's own content."""


def about(size: int) -> Sequence[str]:
    """What was measured."""
    return (
        f"A message comes in, the state and the reply are committed, the reply goes out; there is "
        f"no network. Each conversation sends its next message when it has the reply to the last "
        f"one. A form is {len(MESSAGES)} turns: an opening and {len(QUESTIONS)} plain questions. "
        f"The real content is the repository's own, in English: it understands free text and "
        f"matches facilities within these turns. Each contender has processes of its own; memory "
        f"is theirs, and beside it what their server takes.",
        f"The disk: what a turn of tram-bot leaves in the database, {size} bytes, inserted by a "
        f"loop over `sqlite3` with the settings of the store (WAL, `synchronous=FULL`).",
        "Lost: the contender, and its server with it, is killed in the midst of its work and "
        "started again; messages that were replied to before and are not known any more are "
        "counted, of the forms that were not filled in yet. One that does not start again, as its "
        "file was being written, has lost all of them. A killed process is not a power cut: "
        "what it had handed to the system without an `fsync` is still there.",
    )


def notes(
    *,
    ours: float,
    cheapest: float | None,
    in_group: float,
    alone: float,
    worker: float,
    server: float,
    cores: int,
) -> Sequence[str]:
    """What stands in the way of more, given seconds: the processor time of our turn, that of the
    cheapest peer, if one is installed, what a turn takes of a bare commit in a group and of one of
    its own, and the processor time of a turn in a worker and in its server, which share so many
    cores."""
    needed = 1000 * ours
    beside, told = "", ""
    if cheapest is not None:
        beside = f", and *four times the best peer* {250 * cheapest:.2f} ms"
        told = (
            f" The cheapest peer takes {1000 * cheapest:.2f} ms, keeps everything in memory and "
            f"loses it."
        )
    return (
        f"What stands in the way: Python computes in one thread at a time, and a turn of tram-bot "
        f"takes {needed:.2f} ms of it, so that one process cannot take more than "
        f"{1 / ours:,.0f} turns/s, however fast the disk is. "
        f"Where that time goes (py-spy, `--gil`, this workload): 32 % in `step`, 31 % in the "
        f"store's statements and in reading and writing documents, 28 % in handing over between "
        f"gate, turns, writer and delivery, 9 % in the workload itself.",
        f"Workers on PostgreSQL divide the turns among processors, but a turn takes "
        f"{1000 * worker:.2f} ms of a worker and {1000 * server:.2f} ms of the server: {cores} "
        f"cores are full at {cores / (worker + server):,.0f} turns/s, however many workers there "
        f"are. Where there are more cores, and the server has its own, more workers take more.",
        f"*Half of bare grouped commits* would be {2000 * in_group:.2f} ms per turn{beside}, for "
        f"a turn that understands what was written, and whose state, reply and reminder are rows "
        f"by its end.{told}",
        f"*Five commit times* are {5000 * alone:.1f} ms. Of 200 people who all wait for a reply, "
        f"the last waits for all the others: to serve them within that takes "
        f"{200 / (5 * alone):,.0f} turns/s.",
    )
