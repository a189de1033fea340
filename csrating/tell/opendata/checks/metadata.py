"""The rules of metadata: what each row says of a column, and that it is a column of the data."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csrating.tell.opendata.checks.opened import Opened
from csrating.tell.opendata.checks.rules import Broken, broken, broken_rows
from csrating.tell.opendata.standard import FILTER, INDICATOR, META_COLUMNS, OPTIONAL_META_COLUMNS, TIME_AND_PLACE, UNITS

_OF_INDICATORS = ("indicator_grouping", "indicator_unit", "indicator_dp")
_OF_FILTERS = ("filter_hint", "filter_grouping_column", "filter_default")


def meta_rules(meta: Opened, table: pd.DataFrame) -> Iterator[Broken]:
    """What is wrong with the metadata of a table.

    Args:
        meta: the metadata.
        table: the data.
    """
    missing = [name for name in META_COLUMNS if name not in meta.names]
    for name in missing:
        yield broken("columns of metadata", "meta", name)
    for name in meta.names:
        if name not in (*META_COLUMNS, *OPTIONAL_META_COLUMNS):
            yield broken("columns of metadata", "meta", name, found=[name])
    if not missing:
        yield from _rows(meta.table)
        yield from _beside_data(meta.table, table)


def _rows(meta: pd.DataFrame) -> Iterator[Broken]:
    names, kinds, labels = meta["col_name"], meta["col_type"], meta["label"]
    yield from broken_rows("type of column", "meta", "col_type", kinds, ~kinds.isin([FILTER, INDICATOR]))
    yield from broken_rows("label", "meta", "label", labels, labels.str.strip() == "")
    yield from broken_rows("label given twice", "meta", "label", labels, labels.duplicated(keep=False) & (labels.str.strip() != ""))
    yield from broken_rows("column described twice", "meta", "col_name", names, names.duplicated(keep=False))
    yield from broken_rows("time or place in metadata", "meta", "col_name", names, names.isin(list(TIME_AND_PLACE)))
    groups = set(meta["filter_grouping_column"]) - {""}
    yield from broken_rows("group described", "meta", "col_name", names, names.isin(list(groups)))
    yield from broken_rows("unit", "meta", "indicator_unit", meta["indicator_unit"], ~meta["indicator_unit"].isin(UNITS))
    decimals = meta["indicator_dp"]
    yield from broken_rows("decimals", "meta", "indicator_dp", decimals, ~decimals.str.fullmatch("[0-9]*"))
    for kind, columns in ((FILTER, _OF_INDICATORS), (INDICATOR, _OF_FILTERS)):
        for name in columns:
            if name in meta:
                yield from broken_rows("cell of the other type", "meta", name, meta[name], (kinds == kind) & (meta[name] != ""))


def _beside_data(meta: pd.DataFrame, table: pd.DataFrame) -> Iterator[Broken]:
    names, groups = meta["col_name"], meta["filter_grouping_column"]
    yield from broken_rows("column not in data", "meta", "col_name", names, ~names.isin(list(table.columns)))
    absent = (groups != "") & ~groups.isin(list(table.columns))
    yield from broken_rows("column not in data", "meta", "filter_grouping_column", groups, absent)
    described = {*names, *groups, *TIME_AND_PLACE}
    for name in table.columns:
        if name not in described and table[name].nunique() > 1:
            yield broken("column without metadata", "data", str(name), found=[str(item) for item in table[name].unique()])
    for name, kind, group in zip(names, meta["col_type"], groups, strict=True):
        if kind != FILTER or name not in table:
            continue
        items = table[name].nunique()
        if items == 1 and len(table) > 1:
            yield broken("filter of one item", "data", name, found=[str(table[name].iloc[0])])
        if group in table and table[group].nunique() > items:
            yield broken("group finer than filter", "data", group, found=[f"{table[group].nunique()} items over {items} of {name}"])
