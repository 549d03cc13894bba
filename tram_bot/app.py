"""The one place where parts are built and wired, started and stopped."""

import asyncio
import gc
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tram_bot.content import loader
from tram_bot.content.public_holidays import is_holiday
from tram_bot.core import data_file
from tram_bot.core.content import Content
from tram_bot.core.identifiers import ConversationId, Language
from tram_bot.core.keeping import Keeping
from tram_bot.core.kept import Kept
from tram_bot.core.limits import Allowance
from tram_bot.database import Database
from tram_bot.delivery import Delivery
from tram_bot.gate import Gate
from tram_bot.learning.learner import PLAIN, Learner
from tram_bot.metrics import Metrics
from tram_bot.ports import Channel, Clock, LeadDesk, Payload, Store
from tram_bot.retention import Retention
from tram_bot.search import Search
from tram_bot.store.doors import open_store
from tram_bot.turns import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The running parts that an edge talks to."""

    store: Store
    turns: Turns
    gate: Gate
    delivery: Delivery
    retention: Retention


def read_content(root: Path, learner: Learner = PLAIN) -> Content:
    """The content folders, validated. `learner` is what searching is learnt with. Raises
    ContentError."""
    return _with_search(root, learner)[0]


def build_content(root: Path, learner: Learner = PLAIN) -> Content:
    """The content folders, validated and ready to be searched at once. Raises ContentError."""
    with made_for_good():
        content, search = _with_search(root, learner)
        search.make()
    return content


def serving_content(root: Path, learner: Learner = PLAIN, language: Language = "en") -> Content:
    """The content folders, validated and ready to be searched in one language. The others are
    learnt meanwhile in a thread; who is the first to speak one of them may wait for it some
    seconds, and no time where it was learnt before. Raises ContentError."""
    with made_for_good():
        content, search = _with_search(root, learner)
        search.learn(language)

    def learn() -> None:
        with made_for_good():
            search.make()

    threading.Thread(target=learn, name="learning", daemon=True).start()
    return content


def _with_search(root: Path, learner: Learner) -> tuple[Content, Search]:
    loaded = loader.load(root)
    search = Search(loaded, learner)
    content = Content(
        version=loaded.version,
        phrasebook=loaded.phrasebook,
        intents=loaded.intents,
        questionnaires=loaded.questionnaires,
        questionnaire_words=loaded.questionnaire_words,
        catalogue=loaded.catalogue,
        understand=search.understand,
        choose=search.choose,
        find_concepts=search.find_concepts,
        find=search.find,
        is_holiday=is_holiday,
    )
    return content, search


@contextmanager
def made_for_good() -> Iterator[None]:
    """While the content is made nothing is thrown away, and what was made stays: Python need not
    look for garbage in it, which takes a second meanwhile and later, now and then, a quarter of
    one in which nobody is answered."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


@asynccontextmanager
async def running(
    *,
    content: Callable[[], Content],
    database: Database,
    clock: Clock,
    channels: Mapping[str, Channel],
    desk: Callable[[Callable[[], Content], Store], LeadDesk],
    language: Language = "en",
    metrics: Metrics | None = None,
    allowed: Allowance | None = None,
    keeping: Keeping | None = None,
) -> AsyncIterator[App]:
    """The parts, wired; closed in the end. `content` gives the picture of the moment, `allowed`
    is what people may send, `keeping` how long what is kept. Raises SettingsError if the database
    cannot be used."""
    counted = metrics or Metrics()
    store = await open_store(database)
    woken = asyncio.Event()
    turns = Turns(
        store=store,
        clock=clock,
        content=content,
        committed=woken.set,
        language=language,
        observe=counted.turn,
        dropped=counted.event_dropped,
    )

    async def is_known(conversation: ConversationId) -> bool:
        return await store.conversation(conversation) is not None

    gate = Gate(
        turns.take,
        is_known=is_known,
        allowed=allowed or Allowance(),
        dropped=counted.event_dropped,
    )
    delivery = Delivery(
        store=store,
        clock=clock,
        channels=channels,
        desk=desk(content, store),
        take=turns.take,
        woken=woken,
        data_file=lambda kept: _data_file(content(), kept, clock),
        observe=counted.delivery,
    )
    retention = Retention(store=store, clock=clock, take=turns.take, keeping=keeping or Keeping())
    try:
        yield App(store=store, turns=turns, gate=gate, delivery=delivery, retention=retention)
    finally:
        await store.close()


def _data_file(content: Content, kept: Kept, clock: Clock) -> tuple[str, Payload]:
    """Everything that is kept about a company, and the words it is handed over with."""
    language = kept.conversation.language
    text = data_file.document(content, kept, clock.now())
    name = content.phrasebook.say("data_file_name", language)
    # With a mark of its encoding: there are viewers that guess.
    data = text.encode("utf-8-sig", "replace")
    file = Payload(name=f"{name}.txt", media_type="text/plain", data=data)
    return content.phrasebook.say("data_given", language), file
