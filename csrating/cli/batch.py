"""The reports of many councils, made one after the other or by several processes; one that fails does not stop the others."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from csrating.errors import CsratingError

if TYPE_CHECKING:
    from csrating.tell.report import Material


@dataclass(frozen=True)
class Made:
    """The report of one council: its files by their names, or why there is none."""

    council: str
    files: dict[str, bytes]
    failed: str = ""


def made(material: Material, councils: Sequence[str], *, jobs: int) -> Iterator[Made]:
    """The reports of councils as they become ready, in any order.

    Args:
        material: what they are made from.
        councils: their codes.
        jobs: how many processes work on them; 1 works in this one.

    Raises:
        CsratingError: a process ended before its time.
    """
    if jobs == 1 or len(councils) < 2:
        yield from (_made(material, council) for council in councils)
        return
    with _kept(material) as place, _workers(place, min(jobs, len(councils))) as workers:
        try:
            yield from _shared_out(workers, list(councils))
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


def _made(material: Material, council: str) -> Made:
    from csrating.tell.report import council_report

    try:
        return Made(council, council_report(material, council))
    except Exception as error:  # whatever it is, it is told by its council's name, and the others are made
        return Made(council, {}, str(error) if isinstance(error, CsratingError) else f"{type(error).__name__}: {error}")


@contextmanager
def _kept(material: Material) -> Iterator[Path]:
    """The material in a file, from which each process takes it; a system that cannot copy a process can do this."""
    with tempfile.TemporaryDirectory(prefix="csrating-") as folder:
        place = Path(folder, "material")
        with place.open("wb") as file:
            pickle.dump(material, file, protocol=pickle.HIGHEST_PROTOCOL)
        yield place


@contextmanager
def _workers(place: Path, jobs: int) -> Iterator[list[Connection]]:
    """So many processes, each by the connection to it; whatever they are at when the block ends, they end with it."""
    context = get_context("spawn")
    pairs = [context.Pipe() for _ in range(jobs)]
    processes = [context.Process(target=_work, args=(place, theirs), daemon=True) for _, theirs in pairs]
    try:
        with _keys_unheard():
            for process in processes:
                process.start()
        for _, theirs in pairs:
            theirs.close()  # so that a process that ends is an end of the connection
        yield [ours for ours, _ in pairs]
    finally:
        for process in processes:
            if process.pid is not None:
                process.kill()
                process.join()


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


def _work(place: Path, councils: Connection) -> None:
    """Take the material into this process, and make the report of each council that is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, args=(place,), daemon=True).start()
    with place.open("rb") as file:
        material: Material = pickle.load(file)
    with suppress(EOFError):
        while True:
            councils.send(_made(material, councils.recv()))


def _end_with_the_first(place: Path) -> None:
    """Wait until the process that started this one is gone, however it ended; then nobody else takes the material away."""
    first = parent_process()
    if first is not None:
        wait([first.sentinel])
        shutil.rmtree(place.parent, ignore_errors=True)
        os._exit(1)
