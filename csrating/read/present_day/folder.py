"""The files of today in a folder, known by their names; and what is said of a folder without them, or of others beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from csrating.errors import SourceError
from csrating.read.layouts.reading import layout_for
from csrating.read.registered.sources import DATA_SUFFIXES, REGISTER

FIGURES, JUDGEMENTS = "local-authority-interactive-tool", "council-inspection-outcomes-2025"
PROVIDERS = ("social-care-providers-2015", "social-care-providers-2016")
"""The layouts of the files that are read: the long table, the judgements on councils, and lists of providers, the newest last."""

LONG_TABLE = "lait_bds_long.parquet, or bds_long_0.parquet as the Department's repository calls it"
"""The names of the long table, for whoever has to find it."""

TODAY = "CSRATING_TODAY"
"""The variable that names the folder of today's files where it is not data/today."""

_MOST_NAMED = 8


def downloaded() -> Path:
    """The folder of today's files: the one that ``CSRATING_TODAY`` names, else ``data/today`` here or in the nearest folder above.

    A notebook of the repository needs no path with it: the files are the user's own download and are in no repository.

    Raises:
        SourceError: there is none.
    """
    named, here = os.environ.get(TODAY), Path.cwd()
    for folder in [Path(named)] if named else [above / "data" / "today" for above in (here, *here.parents)]:
        if folder.is_dir():
            return folder
    do = f"Download the files into it, or name their folder in the variable {TODAY}."
    raise SourceError("there is no folder of today's files", where=named or str(here), expected="data/today", do=do)


def today_files(folder: Path) -> dict[str, Path]:
    """The files of a folder and its subfolders that are read as today's, by their layouts: figures, judgements on councils, providers.

    Of lists of providers of several years the newest is read.

    Raises:
        SourceError: two files are of one kind and year.
    """
    found: dict[str, Path] = {}
    for path in _files(folder):
        plan = layout_for(path.name)
        if plan is None or plan.name not in (FIGURES, JUDGEMENTS, *PROVIDERS):
            continue
        if plan.name in found:
            do = "Keep the one that is meant, or name a folder that holds it alone."
            raise SourceError(f"two files are of one kind: {found[plan.name]} and {path}", where=str(folder), expected="one", do=do)
        found[plan.name] = path
    newest = [name for name in PROVIDERS if name in found][-1:]
    return {name: found[name] for name in (FIGURES, JUDGEMENTS, *newest) if name in found}


def refuse_without_figures(folder: Path, files: Mapping[str, Path], *, of_today: bool) -> None:
    """Raise where the long table is not among the files of a folder.

    Args:
        folder: that was given.
        files: what :func:`today_files` found in it.
        of_today: whether today's files were asked for; otherwise the folder may have been meant to hold the register of 2009.

    Raises:
        SourceError: says what a folder must hold, what this one does, and where it is said from where the long table comes.
    """
    if FIGURES in files:
        return
    long_table = "the long table of the Local Authority Interactive Tool"
    missing = f"{long_table} is not there" if of_today else f"neither {REGISTER} (2009) nor {long_table} (today) is there"
    today = f"a file {LONG_TABLE}"
    raise SourceError(
        f"{missing}; {_holds(folder)}",
        where=str(folder),
        expected=today if of_today else f"for 2009 the folder of registered files, data/raw; for today {today}",
        do="docs/data.md says from where today's files come, and under which names.",
    )


def _holds(folder: Path) -> str:
    """What a folder holds instead, for whoever has named the wrong one or saved a table under another name."""
    tables = [path.name for path in _tables(folder)]
    if tables:
        return f"its files of tables are {_listed(tables)}"
    return "it holds no file of tables" if any(folder.iterdir()) else "the folder is empty"


def not_read(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    """The sentences that name the files of tables of a folder that are not read: older lists of providers, and what is none of today's."""
    read = {path: _layout_of(path) for path in files}
    beside = [path for path in _tables(folder) if path not in read]
    older = [path for path in beside if _layout_of(path) in PROVIDERS]
    newest = next((path.name for path, layout in read.items() if layout in PROVIDERS), "")
    yield from (f"{path.name} is not read: {newest} is newer." for path in older)
    others = [path.name for path in beside if path not in older]
    if others:
        files_are = "file of tables in the folder is" if len(others) == 1 else "files of tables in the folder are"
        yield f"{len(others)} {files_are} none of today's and not read: {_listed(others)}."


def _tables(folder: Path) -> list[Path]:
    return [path for path in _files(folder) if path.suffix.lower() in DATA_SUFFIXES and not path.name.startswith(("~$", "."))]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _layout_of(path: Path) -> str:
    """The name of the layout that is made for files of this name; blank where there is none."""
    plan = layout_for(path.name)
    return plan.name if plan else ""
