"""A csv of a user's own as a table of text, and the neighbour table that such a file holds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from csrating import reference
from csrating.errors import ReferenceDataError, TableError

ENDING = ".csv"


def text_of_csv(path: str | Path, *, what: str) -> pd.DataFrame:
    """The table of a csv in UTF-8, all of it as text: the first row names the columns, blank rows do not count.

    Args:
        path: the file.
        what: it holds, such as "characteristics".

    Raises:
        TableError: the file is missing, empty or no csv, or a row has more or fewer cells than the headings.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
    except OSError as error:
        raise TableError(f"the {what} cannot be read ({error.strerror})", where=str(path)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError("the file is not csv in UTF-8", where=str(path), do="Save it as “CSV UTF-8” and try again.") from error
    held = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not held:
        raise TableError("the file is empty", where=str(path), expected=f"a table of {what} with a row of headings")
    (_, header), *others = held
    for number, cells in others:
        if len(cells) != len(header):
            expected = f"{len(header)}, and quotation marks around a cell with a comma in it"
            raise TableError(f"the row has {len(cells)} cells", where=f"{path}, row {number}", expected=expected)
    return pd.DataFrame([cells for _, cells in others], columns=header, dtype="str")


def is_csv(name: str) -> bool:
    """Whether a text names a csv, and not a vintage."""
    return name.lower().endswith(ENDING)


def neighbour_table_of_csv(path: str | Path) -> pd.DataFrame:
    """The neighbour table of a csv with the columns council, position, neighbour and, where known, closeness and distance.

    Raises:
        TableError: the file is no csv.
        ReferenceDataError: it is no table of neighbours; the message names the file.
    """
    table = text_of_csv(path, what="neighbours")
    try:
        return reference.neighbour_table_from(table)
    except ReferenceDataError as error:
        raise ReferenceDataError(error.found, where=str(path), expected=error.expected, do=error.do) from error
