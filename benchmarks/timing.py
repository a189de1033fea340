"""How long work takes: medians, since the machine is shared."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

Job = Callable[[], object]


def median_seconds(job: Job, *, runs: int = 5) -> float:
    """The median time of a job over several runs, after one that is not counted."""
    return median_seconds_of_each([job], runs=runs)[0]


def median_seconds_of_each(jobs: Sequence[Job], *, runs: int = 5) -> list[float]:
    """The median time of each job, after a run that is not counted; the jobs take turns, so that a busy minute slows all of them."""
    for job in jobs:
        job()
    times = [[seconds_of(job) for job in jobs] for _ in range(runs)]
    return [statistics.median(of_one) for of_one in zip(*times, strict=True)]


def median_by_clock_and_processor(job: Job, *, runs: int = 5) -> tuple[float, float]:
    """The median time of a job by the clock, and that of all processors together, which does not count waiting for others' work."""
    job()
    times = [_by_clock_and_processor(job) for _ in range(runs)]
    by_clock, by_processor = (statistics.median(some) for some in zip(*times, strict=True))
    return by_clock, by_processor


def _by_clock_and_processor(job: Job) -> tuple[float, float]:
    processor = time.process_time()
    return seconds_of(job), time.process_time() - processor


def seconds_of(job: Job) -> float:
    """The time of a job that is too long to be run more than once."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start
