"""Observations made by code, so that a test says which figures are compared and nothing else."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from csrating.compare import compare

TRAFFORD = "358"
FIVE = ("334", "919", "305", "356", "867")
"""Five of its neighbours of before 2019, the nearest first."""

SCALES = {
    "per cent": 100.0,
    "offences per 100 young offenders": 100.0,
    "per 1,000 aged 10 to 17": 1000.0,
    "per 100,000 aged 10 to 17": 100_000.0,
}


def observations(figures, *, indicator="NI 148", unit="per cent", level="council", period="2009", end="2009-03-31", symbol="c"):
    """One row for each area: a figure, a pair of counts of which it is made, or None where it is suppressed."""
    rows = []
    for place, (area, figure) in enumerate(figures.items()):
        x, n = figure if isinstance(figure, tuple) else (np.nan, np.nan)
        value = SCALES[unit] * x / n if isinstance(figure, tuple) else np.nan if figure is None else float(figure)
        rows.append(
            {
                "level": level,
                "area": area,
                "area_name": area,
                "indicator": indicator,
                "period": period,
                "period_end": pd.Timestamp(end),
                "value": value,
                "numerator": float(x),
                "denominator": float(n),
                "status": "suppressed" if np.isnan(value) else "reported",
                "symbol": symbol if np.isnan(value) else "",
                "unit": unit,
                "derivation": "as published",
                "origin": "published",
                "source": "test",
                "ref": f"test.csv#{indicator} {period}!B{place + 2}",
            }
        )
    return pd.DataFrame(rows)


def listed(neighbours=FIVE, *, council=TRAFFORD):
    """The neighbours of one council, the nearest first."""
    return pd.DataFrame({"council": council, "position": range(1, len(neighbours) + 1), "neighbour": list(neighbours)})


def compared(*tables, **options):
    """What :func:`csrating.compare` says of some observations."""
    return compare(SimpleNamespace(observations=pd.concat(tables, ignore_index=True)), **options)


def row_of(table, against="neighbours", *, council=TRAFFORD):
    """The one row of a council against a baseline."""
    found = table[(table["council"] == council) & (table["against"] == against)]
    assert len(found) == 1
    return found.iloc[0]


@pytest.fixture(scope="session")
def made():
    """The makers above."""
    return SimpleNamespace(observations=observations, listed=listed, compared=compared, row_of=row_of, trafford=TRAFFORD, five=FIVE)
