"""The registered files in runs, which several processes read: what they give, and which fault is told, are the same as by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

import numpy as np

from csrating.errors import CsratingError
from csrating.processes import side_by_side
from csrating.read.registered.files import Given, given
from csrating.read.registered.observations import Taken, taken_by
from csrating.read.registered.sources import Source
from csrating.schema import Origin

T = TypeVar("T")
RUNS = 4
"""In how many runs each process reads its files: one that has finished early takes another."""


def given_by(sources: Sequence[Source], *, jobs: int) -> Iterator[Given]:
    """What the files give, in their order: published ones first, since what they hold is not taken from the others.

    Raises:
        CsratingError: that of the first file with which anything is wrong.
    """
    taken: Taken = {}
    for is_published, some in groupby(sources, lambda source: source.origin == Origin.PUBLISHED):
        files = tuple(some)
        sizes = [source.path.stat().st_size if source.path.is_file() else 0 for source in files]
        runs = runs_of(files, sizes, RUNS * jobs if jobs > 1 else 1)
        found: list[Given] = []
        for _, one in sorted(side_by_side(_given_or_error, taken, runs, jobs=jobs), key=itemgetter(0)):
            if isinstance(one, CsratingError):
                raise one
            found.append(one)
        yield from found
        if is_published:
            taken = taken_by(one.tables["observations"] for one in found)


def _given_or_error(taken: Taken, sources: Sequence[Source]) -> Given | CsratingError:
    """What files give, or what is wrong with the first that is wrong: which of several is told must not hang on which is read first."""
    try:
        return given(taken, sources)
    except CsratingError as error:
        return error


def runs_of(things: Sequence[T], sizes: Sequence[int], most: int) -> list[tuple[T, ...]]:
    """Things in their order, in so many runs at most, of nearly the same size.

    >>> runs_of("abcd", [5, 1, 1, 3], 2)
    [('a',), ('b', 'c', 'd')]
    """
    before = np.cumsum(sizes) - np.array(sizes)
    run_of = np.minimum(before * most // max(sum(sizes), 1), most - 1)
    return [tuple(things[at] for at in np.flatnonzero(run_of == run).tolist()) for run in np.unique(run_of)]
