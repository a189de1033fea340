"""A progress bar on long work, drawn only where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

COUNCILS = 152


@contextmanager
def progress(stages: list[str]) -> Iterator[Callable[[str, int], None]]:
    """A function to call with a stage and how many councils of it are done; it draws on a terminal and is silent elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>8}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(stages[0], total=len(stages) * COUNCILS)

        def tick(stage: str, done: int) -> None:
            bar.update(task, description=stage, completed=stages.index(stage) * COUNCILS + done)

        yield tick
