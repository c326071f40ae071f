"""Sheets made side by side: a task a file name, each in a process that reads the records itself."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefing.documents import Form, documents, silent
from briefing.sheet_source import Asked, sheet_source
from briefing.sheets.request import SheetNotPossible, SheetRequest, SheetSource
from domain.spoken_error import spoken
from geo.boundaries import current_boundaries
from intake.first_start import open_demo, open_registry
from registry.database import Registry


@dataclass(frozen=True)
class SheetTask:
    """Sheets that go into one file a form: what they are made from, of what, how, and where to."""

    label: str
    asked: Asked
    requests: tuple[SheetRequest, ...]
    forms: tuple[Form, ...]
    paper: str
    folder: Path


@dataclass(frozen=True)
class Made:
    """What became of a task: the files, what was shortened in them, and why it failed, if it did."""

    label: str
    files: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    failure: str = ""


def registry_named(name: str) -> Registry:
    """The registry in use, or the demo, by its name in a link."""
    return open_demo() if name == "demo" else open_registry()


@lru_cache(maxsize=4)
def source_of(asked: Asked) -> SheetSource:
    """What sheets are made from, read once a process."""
    return sheet_source(registry_named(asked.registry), asked, current_boundaries())


def made(task: SheetTask, tell: Callable[[str], None] = silent) -> Made:
    """Make and write the task's files; a failure is told, never raised, so that others go on."""
    files, shortened = [], []
    try:
        source = source_of(task.asked)
        for form in task.forms:
            for document in documents(source, task.requests, form, task.paper, tell):
                (task.folder / document.name).write_bytes(document.content)
                files.append(document.name)
                shortened += [
                    f"{document.name} {found.place}「{found.text}」" for found in document.shortened
                ]
    except SheetNotPossible as error:
        return Made(task.label, tuple(files), tuple(shortened), str(error))
    except OSError as error:
        return Made(task.label, tuple(files), tuple(shortened), f"書けません（{spoken(error)}）。")
    except Exception as error:
        reason = f"予期しない誤りで作れませんでした（{type(error).__name__}: {error}）。"
        return Made(task.label, tuple(files), tuple(shortened), reason)
    return Made(task.label, tuple(files), tuple(shortened))


def all_made(tasks: Sequence[SheetTask], tell: Callable[[str], None]) -> Iterator[Made]:
    """Every task's outcome as it comes: one task in this process, several over the cores."""
    if len(tasks) == 1:
        yield made(tasks[0], tell)
        return
    # Not forked: a process that has threads, as libraries of ours start, may hang in the copy.
    context = multiprocessing.get_context("spawn")
    workers = min(len(tasks), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        labels = {pool.submit(made, task): task.label for task in tasks}
        for future in as_completed(labels):
            error = future.exception()
            yield (
                future.result()
                if error is None
                else Made(labels[future], failure=f"中断しました（{error}）。")
            )
