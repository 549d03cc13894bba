"""Bot Framework's waterfall of text prompts, its state in memory, as its samples use them.

What stands in for the network is an adapter of its public interface that keeps what is sent.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from botbuilder.core import (
    BotAdapter,
    ConversationState,
    MemoryStorage,
    MessageFactory,
    TurnContext,
)
from botbuilder.dialogs import (
    DialogSet,
    DialogTurnResult,
    DialogTurnStatus,
    WaterfallDialog,
    WaterfallStepContext,
)
from botbuilder.dialogs.prompts import PromptOptions, TextPrompt
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationAccount,
    ResourceResponse,
)

from benchmarks.turns.form import DONE, IDS, QUESTIONS
from benchmarks.turns.workload import Talk

Step = Callable[[WaterfallStepContext], Awaitable[DialogTurnResult]]


class _Offline(BotAdapter):
    """Hands out what is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.replies: dict[str, asyncio.Future[str]] = {}

    async def send_activities(
        self, context: TurnContext, activities: list[Activity]
    ) -> list[ResourceResponse]:
        """Show them."""
        for each in activities:
            if each.type == ActivityTypes.message:
                self.replies[context.activity.conversation.id].set_result(each.text)
        return [ResourceResponse(id="1") for _ in activities]

    async def update_activity(self, *_: object) -> None:
        """Nothing is changed here."""
        raise NotImplementedError

    async def delete_activity(self, *_: object) -> None:
        """Nothing is taken back here."""
        raise NotImplementedError


def _step(at: int) -> Step:
    async def step(step: WaterfallStepContext) -> DialogTurnResult:
        if at > 0:
            step.values[IDS[at - 1]] = step.result
        if at < len(QUESTIONS):
            options = PromptOptions(prompt=MessageFactory.text(QUESTIONS[at]))
            return await step.prompt("text", options)
        said = "\n".join(f"{id}: {step.values[id]}" for id in IDS)
        await step.context.send_activity(MessageFactory.text(f"{said}\n{DONE}"))
        return await step.end_dialog()

    return step


@asynccontextmanager
async def opened(where: Path, option: str) -> AsyncIterator[Talk]:  # noqa: ARG001 - no file
    """The adapter with the dialog behind it."""
    state = ConversationState(MemoryStorage())
    dialogs = DialogSet(state.create_property("dialog"))
    dialogs.add(TextPrompt("text"))
    steps = [_step(at) for at in range(len(QUESTIONS) + 1)]
    dialogs.add(WaterfallDialog("form", steps))
    adapter = _Offline()

    async def on_turn(context: TurnContext) -> None:
        dialog = await dialogs.create_context(context)
        result = await dialog.continue_dialog()
        if result.status == DialogTurnStatus.Empty:
            await dialog.begin_dialog("form")
        await state.save_changes(context)

    async def talk(conversation: str, number: int, text: str) -> str:
        adapter.replies[conversation] = asyncio.get_running_loop().create_future()
        activity = Activity(
            type=ActivityTypes.message,
            id=str(number),
            text=text,
            channel_id="bench",
            from_property=ChannelAccount(id=conversation),
            recipient=ChannelAccount(id="bot"),
            conversation=ConversationAccount(id=conversation),
        )
        await adapter.run_pipeline(TurnContext(adapter, activity), on_turn)
        return await adapter.replies[conversation]

    yield talk
