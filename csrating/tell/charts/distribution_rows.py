"""The rows of the distribution chart: every council's figure of one indicator, with who is the council and who is near it."""

from __future__ import annotations

import pandas as pd

from csrating.tell.charts.ground import Ground
from csrating.tell.charts.neighbour_rows import neighbour_rows

OTHER = -1
"""The position of a council that is neither the one asked about nor a neighbour of it."""

_COLUMNS = [
    *("position", "council", "name", "indicator", "period", "value", "status", "numerator", "denominator", "rank", "ranked"),
    *("origin", "ref"),
]


def distribution_rows(ground: Ground) -> pd.DataFrame:
    """Every council in one period: the one asked about (position 0), its neighbours from the nearest (1), then the others.

    Args:
        ground: the council, the indicator, the period, and with whom it is compared.

    Returns:
        columns position (-1 for the others, which are in the order of the register), council, name, indicator, period, value, status, its
        counts where published, rank of ranked (1 the best; blank without polarity), origin, ref. A neighbour that began after the
        year rated is there too, without a figure.
    """
    asked, near = ground.asked, neighbour_rows(ground).sort_values("position")
    every = asked.table.assign(indicator=asked.indicator, period=asked.period)
    first = near[["position", "council", "name", "status", "origin", "ref"]].merge(
        every.drop(columns=["name", "status", "origin", "ref"]), on="council", how="left", validate="one_to_one"
    )
    others = every[~every["council"].isin(near["council"])].assign(position=OTHER)
    rows = pd.concat([first[_COLUMNS], others[_COLUMNS]], ignore_index=True)
    return rows.fillna({"indicator": asked.indicator, "period": asked.period})
