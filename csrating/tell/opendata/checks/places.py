"""The rules of place: levels, the columns that each needs, and codes and names that agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from csrating import reference
from csrating.tell.opendata.checks.rules import Broken, broken, broken_rows
from csrating.tell.opendata.standard import (
    COLUMNS_OF_LEVEL,
    COUNCIL_COLUMNS,
    COUNTRIES,
    COUNTRY_COLUMNS,
    LEVEL,
    LOCAL_AUTHORITY,
    NO_CODE,
    PLACE_COLUMNS,
    REGION_COLUMNS,
    TIME_COLUMNS,
    TOTALS,
    UNKNOWN_CODE,
    UNKNOWN_NAME,
    WITHIN_COUNCIL,
    WITHOUT_REGION,
)

AGREE, SPELLING = "codes and names agree", "spelling of a name"
_MAY_BE_BLANK = "new_la_code"
_FORMS = {"region_code": "E1[23][0-9]{6}", "new_la_code": "E(?:06|08|09|10)[0-9]{6}", "old_la_code": "[0-9]{3}"}
_NAME_OF = {"country_code": "country_name", "region_code": "region_name", "new_la_code": "la_name", "old_la_code": "la_name"}
_OTHER_CODE = {"new_la_code": "old_la_code", "old_la_code": "new_la_code"}


def place_rules(table: pd.DataFrame) -> Iterator[Broken]:
    """What is wrong with the places of a table.

    >>> row = {"geographic_level": "Regional", "country_code": "E92000001", "country_name": "England"}
    >>> [f"{one.rule}: {one.column}" for one in place_rules(pd.DataFrame([row]))]
    ['columns of the level: region_code', 'columns of the level: region_name']
    """
    yield from _totals(table)
    yield from _country(table)
    for code in _NAME_OF:
        if code in table:
            yield from _code_rules(table, code)
    yield from _agreement(table)
    if LEVEL in table:
        levels = table[LEVEL]
        yield from broken_rows("geographic level", "data", LEVEL, levels, ~levels.isin(list(COLUMNS_OF_LEVEL)))
        yield from _of_levels(table)


def _totals(table: pd.DataFrame) -> Iterator[Broken]:
    for name in (*TIME_COLUMNS, LEVEL, *PLACE_COLUMNS):
        if name in table:
            yield from broken_rows("total in time or place", "data", name, table[name], table[name].isin(list(TOTALS)))


def _country(table: pd.DataFrame) -> Iterator[Broken]:
    code, name = COUNTRY_COLUMNS
    if code in table and name in table:
        right = table[code].map(COUNTRIES) == table[name]
        other = table[code].isin([UNKNOWN_CODE, NO_CODE]) & (table[name] != "")
        yield from broken_rows("country", "data", code, table[code] + " " + table[name], ~(right | other))


def _of_levels(table: pd.DataFrame) -> Iterator[Broken]:
    levels = table[LEVEL]
    for level, columns in COLUMNS_OF_LEVEL.items():
        here = levels == level
        for name in columns if here.any() else ():
            if name not in table:
                yield broken("columns of the level", "data", name, found=[level])
            elif name != _MAY_BE_BLANK:
                yield from broken_rows("place left blank", "data", name, table[name], here & (table[name] == ""))
    for names, blank in ((REGION_COLUMNS, levels.isin(list(WITHOUT_REGION))), (COUNCIL_COLUMNS, ~levels.isin(list(WITHIN_COUNCIL)))):
        for name in names:
            if name in table:
                yield from broken_rows("place too fine", "data", name, table[name], blank & (table[name] != ""))
    councils = levels == LOCAL_AUTHORITY
    for name in REGION_COLUMNS:
        if name in table:
            yield from broken_rows("region of a council", "data", name, table[name], councils & (table[name] == ""))
        elif councils.any():
            yield broken("region of a council", "data", name)


def _code_rules(table: pd.DataFrame, code: str) -> Iterator[Broken]:
    codes, name = table[code], _NAME_OF[code]
    none = codes.isin(["", UNKNOWN_CODE, NO_CODE])
    if code in _FORMS:
        yield from broken_rows("form of a code", "data", code, codes, ~none & ~codes.str.fullmatch(_FORMS[code]))
    if name not in table:
        return
    unknown = (codes == UNKNOWN_CODE) & (table[name] != UNKNOWN_NAME)
    if code in _OTHER_CODE and _OTHER_CODE[code] in table:  # some councils that ended have one code alone
        unknown &= table[_OTHER_CODE[code]].isin(["", UNKNOWN_CODE])
    nameless = (table[name] == UNKNOWN_NAME) & ~codes.isin([UNKNOWN_CODE, ""])
    yield from broken_rows("unknown place", "data", code, codes + " " + table[name], unknown | nameless)
    several = table[~none].groupby(codes)[name].nunique()
    shared = codes.isin(list(several[several > 1].index))
    yield from broken_rows("code of two places", "data", code, codes + " " + table[name], shared)


def _agreement(table: pd.DataFrame) -> Iterator[Broken]:
    """Codes beside names: of one place, and in the standard's spelling."""
    if all(name in table for name in REGION_COLUMNS):
        yield from _told(table, REGION_COLUMNS, _region_fault)
    if all(name in table for name in COUNCIL_COLUMNS):
        yield from _told(table, COUNCIL_COLUMNS, _council_fault)


def _told(table: pd.DataFrame, columns: tuple[str, ...], fault: Callable[..., str]) -> Iterator[Broken]:
    """The rules that the codes and names of rows break; each different row is looked up once."""
    rows = list(zip(*(table[name] for name in columns), strict=True))
    known = {row: fault(*row) for row in dict.fromkeys(rows)}
    faults = pd.Series([known[row] for row in rows], index=table.index, dtype="str")
    cells = pd.Series([" ".join(filter(None, row)) for row in rows], index=table.index, dtype="str")
    for rule in (AGREE, SPELLING):
        yield from broken_rows(rule, "data", columns[-1], cells, faults == rule)


def _region_fault(code: str, name: str) -> str:
    region = next((region for region, known in reference.region_codes().items() if known == code), None)
    right = reference.standard_names()["region", region] if region else name
    if name in (right, ""):
        return ""
    found = reference.place("", name, level="region")
    return SPELLING if isinstance(found, reference.Place) and found.name == region else AGREE


def _council_fault(old: str, new: str, name: str) -> str:
    """Which rule the codes and the name of a council break, as far as they are known; of what is not known nothing is said."""
    if {old, new} & {UNKNOWN_CODE, NO_CODE} or not (old or new) or not name:
        return ""
    places = [reference.place(code, name, level="council") for code in (old, new) if code]
    if any(isinstance(one, reference.NoPlace) and one.reason == "disagree" for one in places):
        return AGREE
    codes = {one.code for one in places if isinstance(one, reference.Place)}
    if len(codes) > 1:
        return AGREE
    right = reference.standard_names().get(("council", next(iter(codes), "")), name)
    return "" if name == right else SPELLING
