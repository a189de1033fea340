"""The reports of many councils, made one after the other or by several processes; one that fails does not stop the others."""

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
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from csrating.errors import CsratingError

if TYPE_CHECKING:
    from multiprocessing.context import ForkContext, SpawnContext

M = TypeVar("M")
Report: TypeAlias = Callable[[M, str], dict[str, bytes]]


@dataclass(frozen=True)
class Made:
    """The report of one council: its files by their names, or why there is none."""

    council: str
    files: dict[str, bytes]
    failed: str = ""


def made(material: M, councils: Sequence[str], *, jobs: int, report: Report[M]) -> Iterator[Made]:
    """The reports of councils as they become ready, in any order.

    Args:
        material: what they are made from.
        councils: their codes.
        report: makes the files of one council, by their names, from the material and its code; a function of a module.
        jobs: how many processes work on them; 1 works in this one.

    Raises:
        CsratingError: a process ended before its time.
    """
    # What is the same for all councils is worked out with the first, here: the processes that are started then share it.
    alone = councils if jobs == 1 else councils[:1]
    yield from (_made(report, material, council) for council in alone)
    others = list(councils[len(alone) :])
    if not others:
        return
    try:
        with _workers(report, material, min(jobs, len(others))) as workers:
            yield from _shared_out(workers, others)
    except (EOFError, OSError) as error:
        raise CsratingError(
            "a process that made reports ended before its time, perhaps for want of memory",
            do="Give the same command again, with fewer --jobs: it goes on where it was.",
        ) from error


def _shared_out(workers: Sequence[Connection], councils: list[str]) -> Iterator[Made]:
    """Give each process a council, and the next as soon as it has made one."""
    councils.reverse()
    busy = list(workers)
    for worker in busy:
        worker.send(councils.pop())
    while busy:
        ready = wait(busy)
        for worker in [each for each in busy if each in ready]:
            one: Made = worker.recv()
            if councils:
                worker.send(councils.pop())
            else:
                busy.remove(worker)
            yield one


def _made(report: Report[M], material: M, council: str) -> Made:
    try:
        return Made(council, report(material, council))
    except Exception as error:  # whatever it is, it is told by its council's name, and the others are made
        return Made(council, {}, str(error) if isinstance(error, CsratingError) else f"{type(error).__name__}: {error}")


@contextmanager
def _workers(report: Report[M], material: M, jobs: int) -> Iterator[list[Connection]]:
    """So many processes, each by the connection to it; whatever they are at when the block ends, they end with it."""
    context = _context()
    processes, connections = [], []
    try:
        with _keys_unheard(), _threads_uncounted():
            for _ in range(jobs):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(report, material, theirs), daemon=True)
                processes.append(process)
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


def _work(report: Report[M], material: M, councils: Connection) -> None:
    """Make the report of each council that is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()
    with suppress(EOFError):
        while True:
            councils.send(_made(report, material, councils.recv()))


def _end_with_the_first() -> None:
    """Wait until the process that started this one is gone, however it ended."""
    first = parent_process()
    if first is not None:
        wait([first.sentinel])
        os._exit(1)
