"""What is kept about a company, in a few paragraphs of the chat."""

from collections.abc import Iterator

from tram_bot.core.conversation import Run
from tram_bot.core.left_runs import left_runs
from tram_bot.core.present import checklist, files_listed, shortened
from tram_bot.core.questionnaire import Questionnaire, live_answers, parked_answers
from tram_bot.core.scene import Scene, held_run


def overview(scene: Scene) -> tuple[str, ...]:
    """What is kept, in a few paragraphs."""
    conversation = scene.conversation
    said = [scene.phrase("my_data_intro")]
    runs: list[tuple[str, Run]] = []
    run = held_run(conversation.phase)
    if run:
        runs.append((scene.phrase("my_data_open"), run))
    left = reversed(left_runs(conversation))
    runs.extend((scene.phrase("my_data_aside"), each) for each in left)
    runs.extend(
        (scene.phrase("my_data_lead", reference=note.reference), note.run)
        for note in conversation.leads
    )
    for title, each in runs:
        questionnaire = scene.questionnaire(each)
        if questionnaire:
            said.extend(_answers(scene, each, questionnaire, title))
        else:
            said.append(title + "\n" + _in_their_words(scene, each))
        said.append(files_listed(scene, each))
    if not runs:
        said.append(scene.phrase("my_data_none"))
    said.append(scene.phrase("my_data_rights"))
    return tuple(said)


def _answers(scene: Scene, run: Run, questionnaire: Questionnaire, title: str) -> Iterator[str]:
    yield title + "\n" + checklist(scene, run, live_answers(questionnaire, run.answers))
    parked = parked_answers(questionnaire, run.answers)
    if any(slot.id in parked for slot in questionnaire.slots()):
        yield scene.phrase("my_data_parked") + "\n" + checklist(scene, run, parked)


def _in_their_words(scene: Scene, run: Run) -> str:
    """The answers to questions that the content has lost, which nothing else can be said of."""
    return "\n".join(
        scene.phrase("checklist_line", label=id, value=shortened(answer.raw))
        for id, answer in run.answers.items()
    )
