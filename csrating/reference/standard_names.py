"""The names of areas in the spelling that the Department for Education's open data standards ask for."""

from __future__ import annotations

from functools import cache

from csrating.reference.councils import council_names
from csrating.reference.registers import records


@cache
def standard_names() -> dict[tuple[str, str], str]:
    """The names of the 152 councils and of England's regions as open data writes them, by level and code; a region's code is its name.

    >>> standard_names()["council", "801"], standard_names()["region", "Yorkshire and the Humber"]
    ('Bristol, City of', 'Yorkshire and The Humber')
    """
    names = {("council", code): name for code, name in council_names().items()}
    names |= {("region", row["name"]): row["name"] for row in records("regions.csv") if row["level"] == "region"}
    return names | {(row["level"], row["code"]): row["name"] for row in records("standard_names.csv")}


@cache
def region_codes() -> dict[str, str]:
    """The nine-character codes of the regions, by name.

    >>> region_codes()["North West"], region_codes()["Inner London"]
    ('E12000002', 'E13000001')
    """
    return {row["name"]: row["gss"] for row in records("regions.csv") if row["level"] == "region"}
