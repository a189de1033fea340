"""The rows behind a chart as a table to read: what is drawn, each with its cell."""

from __future__ import annotations

import pandas as pd

from csrating.tell.charts import Chart
from csrating.tell.explore.choice import Kind

_FIGURE = {"value": "figure", "numerator": "count", "denominator": "of"}
_BEHIND = {"status": "status", "ref": "cell"}
_COLUMNS = {
    "neighbours": {"name": "council", **_FIGURE, "lower": "95% from", "upper": "95% to", **_BEHIND},
    "distribution": {"rank": "rank", "name": "council", **_FIGURE, **_BEHIND},
    "trend": {
        **{"period": "period", "value": "figure", "england": "England", "neighbours": "compared with", "neighbours_low": "lowest of them"},
        **{"neighbours_high": "highest of them", "with_data": "with data", "of": "of", "standing": "standing", **_BEHIND},
    },
    "funnel": {
        **{"name": "council", **_FIGURE, "average": "all together", "wide_low95": "95% from", "wide_high95": "95% to"},
        **{"allowed": "for its size", "ref": "cell"},
    },
    "spine": {
        **{"indicator": "indicator", "short": "subject", "period": "period", "value": "figure", "england": "England"},
        **{"neighbours": "similar areas", "with_data": "with data", "of": "of", "standing": "standing", **_BEHIND},
    },
    "rug": {
        **{"indicator": "indicator", "short": "subject", "name": "council", "period": "period", "value": "figure"},
        **{"neighbours": "similar areas", "standing": "standing", **_BEHIND},
    },
}
"""The columns of each kind of chart that are shown, and what they are called there."""


def table_of(kind: Kind, chart: Chart) -> pd.DataFrame:
    """The rows of a chart as they are shown beside it: a row for each row of its ``data``, in the same order.

    Args:
        kind: of the chart.
        chart: that was drawn.
    """
    columns = _COLUMNS[kind.name]
    return chart.data[list(columns)].rename(columns=columns)
