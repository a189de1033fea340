"""The councils of any time since 2009, each with its region and its type: those of 2009, and those that began later."""

from __future__ import annotations

from functools import cache

import pandas as pd

from csrating.reference.councils import councils
from csrating.reference.registers import register


@cache
def _all() -> pd.DataFrame:
    of_2009 = councils()[["code", "name", "region", "type"]].assign(began_on="")
    other = register("other_councils.csv")
    later = other[other["when"] == "later"]
    region_of = of_2009.set_index("code")["region"]
    made = pd.DataFrame(
        {
            "code": later["code"],
            "name": later["name"],
            "region": later["councils_of_2009"].str.split().str[0].map(region_of),
            "type": "unitary authority",
            "began_on": later["ended_or_began_on"],
        }
    )
    return pd.concat([of_2009, made], ignore_index=True)


def councils_of_any_time() -> pd.DataFrame:
    """Every council that has stood since 2009.

    Returns:
        one row per council: ``code``, ``name``, ``region``, ``type``, and ``began_on`` for those that began later.

    >>> councils_of_any_time().query("code == '839'")[["region", "began_on"]].to_numpy().tolist()
    [['South West', '2019-04-01']]
    """
    return _all().copy()
