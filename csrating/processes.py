"""Work on many things by several processes, or by this one alone: what becomes of each is the same."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from csrating.errors import CsratingError

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

M = TypeVar("M")
T = TypeVar("T")
R = TypeVar("R")

MOST_JOBS = 4
"""How many processes work where nobody says how many: each holds a copy of what it changes."""


@dataclass(frozen=True)
class _Raised:
    """What a process says in place of a result."""

    error: BaseException


def jobs_here() -> int:
    """How many processes work where nobody says how many: as many as the machine has processors, up to four."""
    return min(os.cpu_count() or 1, MOST_JOBS)


def side_by_side(work: Callable[[M, T], R], material: M, items: Sequence[T], *, jobs: int) -> Iterator[tuple[int, R]]:
    """What is made of each item, with its place among them, as it becomes ready: in order by one process, in any order by several.

    Args:
        work: makes it, from the material and the item; a function of a module.
        material: what is the same for all items. A process begins with a copy of this one and all that it has worked out, where that is
            safe; elsewhere it is given the material.
        items: the things to work on; the first is begun first.
        jobs: how many processes work; 1 or fewer means this one.

    Raises:
        CsratingError: a process ended before its time.
        Exception: what ``work`` raised; the other processes end then.

    >>> list(side_by_side(pow, 2, [3, 5], jobs=1))
    [(0, 8), (1, 32)]
    """
    if jobs <= 1 or len(items) < 2:
        yield from ((place, work(material, item)) for place, item in enumerate(items))
        return
    with _workers(work, material, min(jobs, len(items))) as workers:
        yield from _shared_out(workers, items)


def _shared_out(workers: Sequence[Connection], items: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    """Give each process an item, and the next as soon as it is done with one."""
    waiting = iter(enumerate(items))
    busy: dict[Connection, int] = {}

    def give(worker: Connection) -> None:
        for place, item in waiting:
            with _alive():
                worker.send(item)
            busy[worker] = place
            return

    for worker in workers:
        give(worker)
    while busy:
        ready = wait(list(busy))
        for worker in [each for each in busy if each in ready]:
            with _alive():
                made = worker.recv()
            place = busy.pop(worker)
            give(worker)
            if isinstance(made, _Raised):
                raise made.error
            yield place, made


@contextmanager
def _alive() -> Iterator[None]:
    """Where a process is asked for something that it may have no breath left for."""
    try:
        yield
    except (EOFError, OSError) as error:
        raise CsratingError(
            "a process that did part of the work ended before its time, perhaps for want of memory",
            do="Give the same command again, with fewer --jobs where it has that option.",
        ) from error


@contextmanager
def _workers(work: Callable[[M, Any], Any], material: M, jobs: int) -> Iterator[list[Connection]]:
    """So many processes, each by the connection to it; whatever they are at when the block ends, they end with it."""
    context = _context()
    processes, connections = [], []
    try:
        with _keys_unheard(), _threads_uncounted():
            for _ in range(jobs):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(work, material, theirs), daemon=True)
                processes.append(process)
                with _alive():
                    process.start()
                theirs.close()  # so that a process that ends is an end of the connection; the next one has no copy of it either
                connections.append(ours)
        yield connections
    finally:
        for process in processes:
            if process.pid is not None:
                process.kill()
                process.join()


def _context() -> ForkContext | SpawnContext:
    """How a process is started: where that is safe as a copy of this one with all it has worked out; elsewhere it is given the material."""
    return get_context("fork") if sys.platform == "linux" else get_context("spawn")


@contextmanager
def _threads_uncounted() -> Iterator[None]:
    """Python warns of copying a process with threads; those that draw the progress or wait for arithmetic hold nothing of a copy's."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*multi-threaded.*", category=DeprecationWarning)
        yield


@contextmanager
def _keys_unheard() -> Iterator[None]:
    """Processes that are started here do not hear the keys that interrupt: the one that the user sees does, and ends them.

    Keys that are pressed meanwhile are heard afterwards, where the system can keep them.
    """
    if hasattr(signal, "pthread_sigmask"):
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(work: Callable[[M, T], Any], material: M, items: Connection) -> None:
    """Work on each item that is given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()
    with suppress(EOFError):
        while True:
            item = items.recv()
            try:
                made = work(material, item)
            except Exception as error:  # whatever it is, it is raised by the process that the user sees
                made = _Raised(error)
            items.send(made)


def _end_with_the_first() -> None:
    """Wait until the process that started this one is gone, however it ended."""
    first = parent_process()
    if first is not None:
        wait([first.sentinel])
        os._exit(1)
