"""The check of open data: a file with its metadata, or every such file of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from csrating.cli.place import MANIFEST, OutputError
from csrating.errors import CsratingError, shown
from csrating.schema import OPEN_DATA_ACCOUNTS

if TYPE_CHECKING:
    from csrating.tell.opendata import Checked

META = ".meta.csv"


class StandardError(CsratingError):
    """A file breaks rules of the open data standards."""

    code = "standard"


def accompanies(file: Path) -> str:
    """What a file is that lies beside open data and is none, by its name and its first line; blank where it is to be checked.

    A file of such a name with another first line is checked like any other.
    """
    from csrating.tell.opendata import ACCOUNTS

    known = {
        MANIFEST: ("file,sha256", "it lists the files beside it with their sums"),
        ACCOUNTS: (",".join(OPEN_DATA_ACCOUNTS.names), "it tells what became of every row"),
    }
    first, told = known.get(file.name, ("", ""))
    if not told:
        return ""
    with file.open("rb") as lines:
        return told if lines.readline(200).decode(errors="replace").strip() == first else ""


def checked(file: Path, meta: Path | None = None) -> Checked:
    """What a file breaks.

    Args:
        file: a .csv.
        meta: its metadata, where they are not in the .meta.csv of the same name.
    """
    from csrating.tell.opendata import open_data_checked

    beside = meta or file.with_name(f"{file.name.removesuffix('.csv')}{META}")
    described = beside.read_bytes() if meta or beside.is_file() else None
    return open_data_checked(file.read_bytes(), described, name=file.name, meta_name=beside.name)


def folder_checked(folder: Path) -> tuple[list[Checked], list[str]]:
    """What each file of data in a folder breaks, and what was passed over, as sentences.

    Args:
        folder: its own files alone; folders in it are passed over too.

    Raises:
        StandardError: there is no file of data, or metadata without data.
    """
    files = sorted(folder.iterdir())
    tables = [path for path in files if path.is_file() and path.name.endswith(".csv") and not path.name.endswith(META)]
    data = [path for path in tables if not accompanies(path)]
    if not data:
        raise StandardError("the folder holds no .csv of data", where=str(folder), expected="files of open data, each with its .meta.csv")
    names = {path.name for path in data}
    alone = [path.name for path in files if path.name.endswith(META) and f"{path.name.removesuffix(META)}.csv" not in names]
    if alone:
        raise StandardError(
            "there are metadata without data", where=str(folder / alone[0]), expected=f"{alone[0].removesuffix(META)}.csv beside"
        )
    return [checked(path) for path in data], list(_passed_over(files, names))


def refuse_meta_of_folder(meta: Path | None, folder: Path) -> None:
    """Refuse one file of metadata for all the data of a folder.

    Raises:
        OutputError: one was named.
    """
    if meta is not None:
        raise OutputError("--meta is for one file, and this is a folder", where=str(folder), do="Leave it out, or name one file.")


def table_of(found: list[Checked]) -> pd.DataFrame:
    """The findings of several files as one table, with the name of the file first."""
    return pd.concat([one.table.assign(name=one.name)[["name", *one.table.columns]] for one in found], ignore_index=True)


def lines_of(found: Checked) -> list[str]:
    """What was found, as lines: what the standard insists on first."""
    lines = [shown(f"{found.name}: {found.rows:,} row{'' if found.rows == 1 else 's'} of data")]
    for heading, told in (("Broken rules:", found.broken), ("Advice:", found.advice)):
        lines += [heading, *(f"  {one.rule}: {one}" for one in told)] if told else []
    return lines if found.found else [*lines, "It keeps every rule of the open data standards."]


def passed_over(file: Path, why: str) -> str:
    """That a file was not checked, and why."""
    return shown(f"{file.name}: passed over, since it is no open data: {why}.")


def _passed_over(files: list[Path], data: set[str]) -> Iterator[str]:
    for path in files:
        why = "a folder" if path.is_dir() else accompanies(path) or "no .csv"
        if path.name not in data and not path.name.endswith(META):
            yield passed_over(path, why)
