"""The main job: read, compare, rate and tell for all councils, into one folder."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from csrating.cli.folder import Outputs, replaced_folder
from csrating.cli.judgements import judgements_from
from csrating.cli.pieces import letters, pages, written
from csrating.cli.place import refuse_raw_folders
from csrating.cli.runs import kept
from csrating.processes import jobs_here

if TYPE_CHECKING:
    from csrating.rate import Ratings

Tick = Callable[[str, int], None]


@dataclass(frozen=True)
class Choices:
    """What a user may choose about the ratings.

    ``framework`` is a year or the path of a framework; ``neighbours`` a vintage of the neighbour table, the framework's where None;
    ``judgements`` a csv of recorded judgements; ``published_only`` leaves the demonstration figures out.
    """

    framework: str = "2009"
    neighbours: str | None = None
    judgements: Path | None = None
    published_only: bool = False


@dataclass(frozen=True)
class Built:
    """What a build wrote, for the one line that says so."""

    folder: Path
    files: int
    ratings: Ratings


def ratings_of(raw: Path, choices: Choices, *, tick: Tick = lambda _stage, _done: None) -> Ratings:
    """The whole road up to the ratings.

    Args:
        raw: the folder with the registered raw files.
        choices: what the user chose.
        tick: called with each stage as it begins.

    Raises:
        CsratingError: anything that is wrong with the input.
    """
    from csrating.compare import chosen_neighbours, compare
    from csrating.rate import rate
    from csrating.rate.judgements import recorded, refuse_where_not_permitted
    from csrating.read import read
    from csrating.reference.frameworks import framework as load_framework

    # What is small and may be misspelt is looked at before anything slow is done.
    rules = load_framework(choices.framework)
    chosen_neighbours(rules, choices.neighbours)
    judgements = judgements_from(choices.judgements) if choices.judgements else None
    if judgements:
        with judgements.blamed():
            refuse_where_not_permitted(recorded(judgements.table), rules)
    tick("read", 0)
    data = read(raw, published_only=choices.published_only, jobs=jobs_here(), of_today=rules.is_of_today)
    tick("compare", 0)
    comparisons = compare(data, framework=rules, neighbour_table=choices.neighbours)
    tick("rate", 0)
    with judgements.blamed() if judgements else nullcontext():
        return rate(
            data,
            comparisons,
            framework=rules,
            neighbour_table=choices.neighbours,
            judgements=judgements.table if judgements else None,
        )


def build(raw: Path, out: Path, choices: Choices, *, charts: bool = True, tick: Tick = lambda _stage, _done: None) -> Built:
    """Read ``raw``, rate every council and replace the folder ``out``.

    Args:
        raw: the folder with the registered raw files.
        out: the folder of outputs; it stays as it was when anything fails.
        choices: what the user chose about the ratings.
        charts: draw each council's charts too; of today's figures, write each council's page with them, and the index.
        tick: called with a stage and how many parts of it are done, for a progress bar.

    Raises:
        CsratingError: anything that is wrong with the input or the folder.
    """
    from csrating.reference.frameworks import framework_text

    refuse_raw_folders(out, raw=raw)
    with _room_for_much(), replaced_folder(out) as outputs:
        ratings = ratings_of(raw, choices, tick=tick)
        for name, content in kept(ratings, framework=framework_text(choices.framework), published_only=choices.published_only):
            outputs.write(name, content)
        if ratings.framework.is_of_today:
            found = written(outputs, ratings, pages(ratings, wanted=charts), tick)
            if charts:
                _write_index(outputs, ratings, found)
        else:
            written(outputs, ratings, letters(ratings, charts=charts), tick)
        files = len(outputs) + 1
    return Built(out, files, ratings)


def _write_index(outputs: Outputs, ratings: Ratings, files: Mapping[str, Iterable[str]]) -> None:
    """The page of all councils, with links to theirs."""
    from csrating.tell.page import index_page
    from csrating.tell.report import INDEX

    links = {council: name for council, names in files.items() for name in names if name.startswith("pages/")}
    outputs.write(INDEX, index_page(ratings, pages=links).encode())


@contextmanager
def _room_for_much() -> Iterator[None]:
    """Let Python look for unreachable objects rarely, and take the memory of columns of text from the system.

    A build keeps hundreds of thousands of objects alive, and each look goes over them all; and what arrow's own store gives back at once is
    emptied by the system before it is used again, which takes as long as comparing does.
    """
    import pyarrow as pa

    usual, store = gc.get_threshold(), pa.default_memory_pool()
    gc.set_threshold(200_000, 20, 20)
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        pa.set_memory_pool(store)
