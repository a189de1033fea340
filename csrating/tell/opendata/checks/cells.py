"""The rules of filters and figures: what may stand in their cells, and that each row is about something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from csrating.tell.opendata.checks.rules import Broken, broken, broken_rows
from csrating.tell.opendata.standard import FILTER, INDICATOR, NULLS, OBSOLETE_SYMBOLS, REQUIRED_COLUMNS, SYMBOLS, TIME_AND_PLACE, TOTAL

_NUMBER = r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_WIDER = "k"
_SAYS_DEFAULTS = {"col_name", "filter_default"}
_BREAKDOWNS = re.compile(
    r"(?:^|_)(?:fe)?male(?:s)?(?:_|$)|(?:^|_)(?:boys|girls|asian|black|white|chinese|indian|mixed_race|british)(?:_|$)"
)


def columns_of(meta: pd.DataFrame | None, table: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The filters, with the columns that group them, and the indicators of a table.

    Args:
        meta: its metadata; where there are none, or not the columns that say so, a column of numbers and symbols is an indicator and any
            other a filter.
        table: the data.

    >>> columns_of(None, pd.DataFrame({"time_period": ["2009"], "sex": ["Total"], "pupil_count": ["low"]}))
    (['sex'], ['pupil_count'])
    """
    if meta is not None and {"col_name", "col_type"} <= set(meta.columns):
        groups = meta["filter_grouping_column"].tolist() if "filter_grouping_column" in meta else []
        named = [*meta.loc[meta["col_type"] == FILTER, "col_name"], *groups]
        indicators = [name for name in meta.loc[meta["col_type"] == INDICATOR, "col_name"] if name in table]
        return [name for name in dict.fromkeys(named) if name in table], list(dict.fromkeys(indicators))
    others = [name for name in table.columns if name not in TIME_AND_PLACE]
    indicators = [name for name in others if _looks_like_figures(table[name])]
    return [name for name in others if name not in indicators], indicators


def _looks_like_figures(cells: pd.Series[str]) -> bool:
    """Whether most texts are numbers, however they are written, or all are symbols."""
    texts = pd.Series(cells.unique(), dtype="str")
    others = texts[~texts.isin([*SYMBOLS, *OBSOLETE_SYMBOLS, *NULLS, _WIDER])]
    if others.empty:
        return bool(texts.isin([*SYMBOLS, *OBSOLETE_SYMBOLS, _WIDER]).any())
    return bool(others.str.replace("[ ,£%]", "", regex=True).str.fullmatch(_NUMBER).mean() > 0.5)


def cell_rules(table: pd.DataFrame, meta: pd.DataFrame | None) -> Iterator[Broken]:
    """What is wrong with the filters and figures of a table.

    >>> table = pd.DataFrame({"sex": ["Total", "Male"], "pupil_count": ["1,234", "~"]})
    >>> sorted(one.rule for one in cell_rules(table, None))
    ['not a number', 'obsolete symbol']
    """
    filters, indicators = columns_of(meta, table)
    defaults = dict(zip(meta["col_name"], meta["filter_default"], strict=True)) if meta is not None and set(meta) >= _SAYS_DEFAULTS else {}
    for name in filters:
        yield from _filter_rules(table[name], name, defaults.get(name) or TOTAL)
    for name in indicators:
        yield from _figure_rules(table[name], name)
    guessed = meta is None and not set(REQUIRED_COLUMNS).issubset(table.columns)
    # A year or a code in a column of another name looks like a figure: then only rows that are the same throughout are told.
    yield from _repeated(table, filters, [] if guessed else indicators)


def _filter_rules(cells: pd.Series[str], name: str, default: str) -> Iterator[Broken]:
    yield from broken_rows("filter left blank", "data", name, cells, cells.str.strip() == "")
    yield from broken_rows("space around filter", "data", name, cells, (cells != cells.str.strip()) & (cells.str.strip() != ""))
    items = cells.unique()
    if len(items) > 1 and default not in items:
        yield broken("filter without total", "data", name, found=[str(item) for item in items])


def _figure_rules(cells: pd.Series[str], name: str) -> Iterator[Broken]:
    left = cells[~cells.str.fullmatch(_NUMBER) & ~cells.isin(list(SYMBOLS))].reindex(cells.index)
    blank, obsolete, wider = left.isin(list(NULLS)), left.isin(list(OBSOLETE_SYMBOLS)), left == _WIDER
    other = left.notna() & ~blank & ~obsolete & ~wider
    yield from broken_rows("figure left blank", "data", name, cells, blank)
    yield from broken_rows("not a number", "data", name, cells, other)
    yield from broken_rows("obsolete symbol", "data", name, cells, obsolete)
    yield from broken_rows("symbol of the wider list", "data", name, cells, wider)
    if _BREAKDOWNS.search(name.lower()):
        yield broken("breakdown in a column name", "data", name, found=[name])


def _repeated(table: pd.DataFrame, filters: list[str], indicators: list[str]) -> Iterator[Broken]:
    """Rows of the same time, place and filters; a column that is neither in the metadata nor a figure tells rows apart too."""
    key = [name for name in table.columns if name not in indicators]
    again = table.duplicated(key, keep=False) if key else pd.Series(False, index=table.index)
    if again.any():
        named = [name for name in ("time_period", "geographic_level", "region_name", "la_name", *filters) if name in table]
        cells = table.loc[again, named or key[:1]]
        told = pd.Series([" ".join(filter(None, row)) for row in cells.to_numpy()], index=cells.index, dtype="str")
        yield from broken_rows("row about the same", "data", "", told.reindex(table.index, fill_value=""), again)
