"""Areas as the standard writes them: a geographic level, with the codes and names of country, region and council."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from csrating.reference import council, region_codes, standard_names
from csrating.schema import Level
from csrating.tell.opendata.standard import COLUMNS_OF_COUNCILS, ENGLAND, LOCAL_AUTHORITY, NATIONAL, REGIONAL, TIME_COLUMNS

_COLUMNS = COLUMNS_OF_COUNCILS[len(TIME_COLUMNS) :]


def standard_places(levels: Iterable[str], areas: Iterable[str]) -> pd.DataFrame:
    """The columns of place of many rows.

    Args:
        levels: England, region or council, one for each row.
        areas: "England", the name of the region, or the department's code of the council.

    Returns:
        One row for each, with ``geographic_level``, ``country_code``, ``country_name``, ``region_code``, ``region_name``, ``old_la_code``,
        ``new_la_code`` (that of 2009) and ``la_name``, all text. A council has the columns of its region too; what does not apply is blank.

    >>> standard_places(["council"], ["358"]).iloc[0].tolist()[3:]
    ['E12000002', 'North West', '358', 'E08000009', 'Trafford']
    """
    pairs = list(zip(map(str, levels), areas, strict=True))
    known = {pair: _place(*pair) for pair in dict.fromkeys(pairs)}
    return pd.DataFrame([known[pair] for pair in pairs], columns=list(_COLUMNS), dtype="str")


def _place(level: str, area: str) -> tuple[str, ...]:
    if level == Level.ENGLAND:
        return (NATIONAL, *ENGLAND, "", "", "", "", "")
    if level == Level.REGION:
        return (REGIONAL, *ENGLAND, region_codes()[area], standard_names()["region", area], "", "", "")
    found = council(area)
    region = (region_codes()[found.region], standard_names()["region", found.region])
    return (LOCAL_AUTHORITY, *ENGLAND, *region, found.code, found.gss, standard_names()["council", found.code])
