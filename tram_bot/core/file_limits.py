"""How many files, of which size, one request may have."""

from dataclasses import replace

from tram_bot.core.conversation import LeadNote, Run
from tram_bot.core.lead import File
from tram_bot.core.limits import (
    FILE_BYTES,
    FILES_BYTES,
    FILES_KEPT,
    FILES_PASSED_ON,
    FILES_PASSED_ON_BYTES,
)
from tram_bot.core.scene import Scene

_MB = 1_000_000


def refused_for_run(scene: Scene, file: File, run: Run | None) -> str:
    """Why a file is refused that is too large, or one too many for what is being filled in; "" if
    it may be kept."""
    if file.size > FILE_BYTES:
        return _too_large(scene, file)
    files = run.files if run else ()
    size = sum(each.size for each in files) + file.size
    if len(files) >= FILES_KEPT or size > FILES_BYTES:
        return _enough(scene, file, FILES_KEPT, FILES_BYTES)
    return ""


def refused_for_lead(scene: Scene, file: File, note: LeadNote | None) -> str:
    """Why a file is refused that is too large, or one too many to be passed on for a request that
    was sent; "" if it may be."""
    if file.size > FILE_BYTES:
        return _too_large(scene, file)
    if note and (
        note.files_passed_on >= FILES_PASSED_ON
        or note.bytes_passed_on + file.size > FILES_PASSED_ON_BYTES
    ):
        return _enough(scene, file, FILES_PASSED_ON, FILES_PASSED_ON_BYTES)
    return ""


def with_passed_on(note: LeadNote, file: File) -> LeadNote:
    """The note with one more file that was passed on."""
    return replace(
        note,
        files_passed_on=note.files_passed_on + 1,
        bytes_passed_on=note.bytes_passed_on + file.size,
    )


def _too_large(scene: Scene, file: File) -> str:
    return scene.phrase("file_refused", name=file.name, most=str(FILE_BYTES // _MB))


def _enough(scene: Scene, file: File, count: int, size: int) -> str:
    numbers = {"count": str(count), "most": str(size // _MB)}
    return scene.phrase("files_enough", name=file.name, **numbers)
