"""One file of open data: a csv in the standard's form, and the .meta.csv that says what its columns are."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import numpy as np
import pandas as pd

from csrating.schema import Column, Contract, check
from csrating.tell.opendata.standard import (
    COLUMNS_OF_COUNCILS,
    FILTER,
    INDICATOR,
    KIND_OF_IDENTIFIER,
    LOCAL_AUTHORITY,
    META_COLUMNS,
    NATIONAL,
    REGIONAL,
)

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
DEMONSTRATION_SUFFIX = "_demonstration"
"""Ends the name of a file in which some figure was not published by anybody."""


def marked(label: str, *, made_up: bool) -> str:
    """The label of a column of figures, which says so where some in it were made up.

    >>> marked("Percentage", made_up=True)
    'Percentage (with demonstration figures)'
    """
    return f"{label} (with demonstration figures)" if made_up else label


@dataclass(frozen=True)
class Filter:
    """A column by which rows are told apart: its name, its label, a hint for whoever chooses, and the column that groups its items."""

    name: str
    label: str
    hint: str = ""
    group: str = ""


@dataclass(frozen=True)
class Measurement:
    """A column of figures: its name, its label, its unit as the standard writes it (blank for a plain number), and the decimals to show."""

    name: str
    label: str
    unit: str = ""
    decimals: int = 0
    grouping: str = ""


@dataclass(frozen=True, eq=False)
class DataFile:
    """A file of open data.

    Args:
        stem: the name without its ending; the same for both files.
        data: the rows, every cell text.
        filters, measurements: what its columns are, beside those of time and place.
    """

    stem: str
    data: pd.DataFrame
    filters: tuple[Filter, ...]
    measurements: tuple[Measurement, ...]

    @property
    def made_up(self) -> bool:
        """Whether some figure in it was not published by anybody."""
        return self.stem.endswith(DEMONSTRATION_SUFFIX)

    @property
    def meta(self) -> pd.DataFrame:
        """The rows of the .meta.csv: a filter that has one item alone, or that only groups another, has none, as the standard asks."""
        grouping = {one.group for one in self.filters}
        rows = [
            [one.name, FILTER, one.label, "", "", "", one.hint, one.group]
            for one in self.filters
            if one.name not in grouping and self.data[one.name].nunique() > 1
        ]
        rows += [[one.name, INDICATOR, one.label, one.grouping, one.unit, str(one.decimals), "", ""] for one in self.measurements]
        return pd.DataFrame(rows, columns=list(META_COLUMNS), dtype="str")

    def outputs(self) -> dict[str, bytes]:
        """Both files by their names: UTF-8, commas, lines that end in a line feed; the same bytes for the same rows."""
        return {f"{self.stem}.csv": csv_text(self.data), f"{self.stem}.meta.csv": csv_text(self.meta)}


def data_file(stem: str, data: pd.DataFrame, filters: tuple[Filter, ...], measurements: tuple[Measurement, ...]) -> DataFile:
    """A file of open data, once its table has been found right and put in order.

    Args:
        stem: the name without its ending.
        data: the columns of time and place, of the filters and of the measurements, all text, in any order.
        filters, measurements: what the columns are.

    Returns:
        The file, its rows by time, then England, regions and councils by their codes, then filters.

    Raises:
        TableError: a column is missing or unexpected, or two rows are about the same thing.
    """
    key = [*COLUMNS_OF_COUNCILS, *(one.name for one in filters)]
    words = {"time_identifier": tuple(KIND_OF_IDENTIFIER), "geographic_level": (NATIONAL, REGIONAL, LOCAL_AUTHORITY)}
    columns = [Column(name, "text", words=words.get(name, ())) for name in [*key, *(one.name for one in measurements)]]
    table = check(Contract(stem, tuple(key), tuple(columns)), data)
    levels = table["geographic_level"].map({NATIONAL: 0, REGIONAL: 1, LOCAL_AUTHORITY: 2})
    order = ["time_period", "time_identifier", "_level", "region_code", "old_la_code", *(one.name for one in filters)]
    by_level = table.assign(_level=levels)
    by_level.loc[levels == 2, "region_code"] = ""  # councils stand in the order of their codes, not region by region
    return DataFile(stem, table.loc[by_level.sort_values(order, kind="stable").index].reset_index(drop=True), filters, measurements)


def csv_text(table: pd.DataFrame) -> bytes:
    r"""A table of texts as csv, quoted only where a text needs it; what a spreadsheet would run as a formula has an apostrophe before it.

    >>> csv_text(pd.DataFrame({"la_name": ["Bristol, City of"], "figure_percent": ["-1.5"]}))
    b'la_name,figure_percent\n"Bristol, City of",-1.5\n'
    """
    stream = io.StringIO()
    cells = (_harmless(table[name]).tolist() for name in table.columns)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(zip(*cells, strict=True))
    return stream.getvalue().encode()


def _harmless(cells: pd.Series[str]) -> pd.Series[str]:
    """The texts of a column, made safe; numbers that begin with a sign stay as they are."""
    risky = cells.str.startswith(_FORMULA_SIGNS)
    if not risky.any():
        return cells
    return cells.where(~risky | cells.str.fullmatch("-[0-9.]+"), "'" + cells)


def written(values: pd.Series[float], *, blank: pd.Series[str] | str) -> pd.Series[str]:
    """Numbers as text, unrounded and without exponents, with a symbol where there is none.

    >>> written(pd.Series([61.50, None, 1e-7, 8.0]), blank="x").tolist()
    ['61.5', 'x', '0.0000001', '8']
    """
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    different, places = np.unique(numbers, return_inverse=True)
    texts = np.array([np.format_float_positional(one, trim="-") for one in different], dtype=object)
    told = pd.Series(texts[places] if len(numbers) else [], index=values.index, dtype="str")
    return told.where(~np.isnan(numbers), blank)
