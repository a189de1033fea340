"""The reports of many councils, made one after the other or by several processes; one that fails does not stop the others."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

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
    with _kept(material) as place, _pool(place, min(jobs, len(councils))) as pool:
        waiting = [pool.submit(_made_there, council) for council in councils]
        try:
            for one in as_completed(waiting):
                yield one.result()
        except BrokenProcessPool as error:
            raise CsratingError(
                "a process that made reports ended before its time, perhaps for want of memory",
                do="Give the same command again, with fewer --jobs: it goes on where it was.",
            ) from error


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
def _pool(place: Path, jobs: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(place,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


_material: list[Any] = []


def _start(place: Path) -> None:
    """Take the material into a process; the one that the user sees is the one that is interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, args=(place,), daemon=True).start()
    with place.open("rb") as file:
        _material.append(pickle.load(file))


def _end_with_the_first(place: Path) -> None:
    """Wait until the process that started this one is gone, however it ended; then nobody else takes the material away."""
    first = parent_process()
    if first is not None:
        wait([first.sentinel])
        shutil.rmtree(place.parent, ignore_errors=True)
        os._exit(1)


def _made_there(council: str) -> Made:
    return _made(_material[0], council)
