"""The rules of the open data standards that a file is checked against, and what breaking one is told as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from csrating.errors import brief

Part = Literal["data", "meta"]
_ROWS_NAMED, _FOUND_NAMED = 5, 3


@dataclass(frozen=True)
class Rule:
    """One rule: what it asks, and whether the standard insists ("must") or recommends ("should")."""

    name: str
    asks: str
    must: bool = True


_ADVISED = False
RULES = {
    rule.name: rule
    for rule in (
        Rule("encoding", "the file is UTF-8"),
        Rule("csv", "the file is comma-separated values, with every quotation mark closed"),
        Rule("rectangle", "every row has as many cells as there are column names, and none is empty"),
        Rule("file name", "a file name is lower-case letters, digits, underscores and hyphens, and ends in .csv"),
        Rule("year in file name", "a file name names no year, so that it can be used again", _ADVISED),
        Rule("metadata file", "beside the data is a file of the same name that ends in .meta.csv"),
        Rule("required columns", "the data have time_period, time_identifier, geographic_level, country_code and country_name"),
        Rule("column named twice", "no two columns have the same name"),
        Rule("column name", "a column name has no spaces and no special characters"),
        Rule("snake case", "a column name is lower-case words with underscores between, and does not start with a digit", _ADVISED),
        Rule("length of column name", "a column name has at most 35 characters", _ADVISED),
        Rule("time period", "a time period is four digits, or six"),
        Rule("consecutive years", "six digits are two years that follow each other, such as 200809"),
        Rule("time identifier", "a time identifier is one of the standard's, such as Financial year or Academic year"),
        Rule("digits of time", "calendar and reporting years, months and weeks have four digits; other times have six"),
        Rule("mixed times", "all times of a file are of one kind"),
        Rule("geographic level", "a geographic level is one of the standard's, such as National, Regional or Local authority"),
        Rule("country", "every row has the code and the name of a country, such as E92000001 and England"),
        Rule("columns of the level", "the data have the columns that their geographic levels need"),
        Rule("place left blank", "a row fills the columns of its own geographic level; new_la_code alone may be blank"),
        Rule("place too fine", "a row leaves the columns of finer levels than its own blank"),
        Rule("region of a council", "a row of a council has its region too", _ADVISED),
        Rule(
            "form of a code",
            "region_code is E12 or E13, new_la_code E06, E08, E09 or E10, each with six digits; old_la_code is three digits",
        ),
        Rule("unknown place", "a place that is not known has the code x and the name Not available"),
        Rule("code of two places", "no two places have the same code"),
        Rule("codes and names agree", "the codes and the names of a row are those of one place"),
        Rule("spelling of a name", "councils and regions are spelt as the standard does, such as Bristol, City of"),
        Rule("total in time or place", "Total and All stand in filters, never in columns of time or place"),
        Rule("column without metadata", "each column that is not of time or place, and has more than one value, is in the metadata"),
        Rule("filter left blank", "no cell of a filter is blank"),
        Rule("space around filter", "no item of a filter begins or ends with a space"),
        Rule("filter of one item", "a filter with one item alone is not in the metadata", _ADVISED),
        Rule(
            "filter without total",
            "a filter has an item Total where its items add up to one, or the item that filter_default names",
            _ADVISED,
        ),
        Rule("group finer than filter", "the column that groups a filter has no more items than the filter"),
        Rule("row about the same", "no two rows have the same time, place and filters"),
        Rule("figure left blank", "no cell of an indicator is blank, NULL or NA"),
        Rule("obsolete symbol", "in place of a figure stands z, x, c, low or u, without brackets"),
        Rule("not a number", "a figure is a plain number, without commas, units or words"),
        Rule("symbol of the wider list", "small figures are low; k is a symbol of the wider government list", _ADVISED),
        Rule("breakdown in a column name", "a breakdown such as sex or ethnicity is a filter, not a part of an indicator's name", _ADVISED),
        Rule("columns of metadata", "the metadata have the eight columns of the standard, and at most filter_default beside"),
        Rule("type of column", "col_type is Filter or Indicator"),
        Rule("label", "every label is filled in"),
        Rule("label given twice", "no two columns have the same label"),
        Rule("column described twice", "no column has two rows in the metadata"),
        Rule("column not in data", "every col_name and filter_grouping_column is a column of the data"),
        Rule("time or place in metadata", "columns of time and place are not in the metadata"),
        Rule("unit", "indicator_unit is blank, %, pp, £, £m or numberstring"),
        Rule("decimals", "indicator_dp is blank or a whole number"),
        Rule("cell of the other type", "a filter leaves the cells of indicators blank, and an indicator those of filters"),
        Rule("group described", "a column that groups a filter has no row of its own in the metadata"),
    )
}


@dataclass(frozen=True)
class Broken:
    """One rule that is broken in one column.

    Args:
        rule: its name.
        part: data or meta.
        column: where it is broken; blank where that is no one column.
        rows: the rows, as a spreadsheet counts them: the column names are row 1. None where no row is to blame.
        found: what stands there, each different text once.
    """

    rule: str
    part: Part
    column: str
    rows: tuple[int, ...]
    found: tuple[str, ...]

    @property
    def must(self) -> bool:
        """Whether the standard insists on it; what it recommends alone is advice."""
        return RULES[self.rule].must

    def __str__(self) -> str:
        where = " ".join(filter(None, [self.part, self.column and f"column {brief(self.column, most=60)}", self._rows_told()]))
        named = [repr(brief(text, most=60)) if text else "a blank" for text in self.found[:_FOUND_NAMED]]
        more = f" and {len(self.found) - _FOUND_NAMED:,} more" if len(self.found) > _FOUND_NAMED else ""
        return f"{where}: found {', '.join(named) or 'none'}{more}; {RULES[self.rule].asks}."

    def _rows_told(self) -> str:
        if not self.rows:
            return ""
        more = f" and {len(self.rows) - _ROWS_NAMED:,} more" if len(self.rows) > _ROWS_NAMED else ""
        return f"row{'s' if len(self.rows) > 1 else ''} {', '.join(map(str, self.rows[:_ROWS_NAMED]))}{more}"


def broken(rule: str, part: Part, column: str = "", *, found: Sequence[str] = ()) -> Broken:
    """A rule that no single row breaks.

    >>> print(broken("required columns", "data", "country_name"))
    data column country_name: found none; the data have time_period, time_identifier, geographic_level, country_code and country_name.
    """
    return Broken(RULES[rule].name, part, column, (), tuple(found))


def broken_rows(rule: str, part: Part, column: str, cells: pd.Series[str], wrong: pd.Series[bool]) -> Iterator[Broken]:
    """A rule that some rows break; nothing where none does.

    Args:
        rule, part, column: as in :class:`Broken`.
        cells: what to tell of each row.
        wrong: which rows break it.

    >>> cells = pd.Series(["2009", "200"])
    >>> [str(one) for one in broken_rows("time period", "data", "time_period", cells, cells.str.len() == 3)]
    ["data column time_period row 3: found '200'; a time period is four digits, or six."]
    """
    places = np.flatnonzero(wrong.to_numpy(dtype=bool))
    if len(places):
        different = tuple(dict.fromkeys(cells.iloc[places].tolist()))
        yield Broken(RULES[rule].name, part, column, tuple(int(place) + 2 for place in places), different)
