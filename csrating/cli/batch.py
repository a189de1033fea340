"""The reports of many councils, made one after the other or by several processes; one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from csrating.errors import CsratingError
from csrating.processes import side_by_side

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
    for some in (councils[:1], councils[1:]):
        for _, one in side_by_side(_made, (report, material), some, jobs=jobs):
            yield one


def _made(how: tuple[Report[M], M], council: str) -> Made:
    report, material = how
    try:
        return Made(council, report(material, council))
    except Exception as error:  # whatever it is, it is told by its council's name, and the others are made
        return Made(council, {}, str(error) if isinstance(error, CsratingError) else f"{type(error).__name__}: {error}")
