"""Small profiles made by hand: a council's settings, its comparisons, and what was found about it."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating import reference
from csrating.schema import INSPECTIONS, OVERALL, SAFEGUARDING


def inspection(setting, setting_type, grade, *, council="358", run_by="council", on="2009-03-02", aspect=OVERALL, settings=1):
    """One row of INSPECTIONS."""
    return {
        "setting": setting,
        "setting_type": setting_type,
        "council": council,
        "run_by": run_by,
        "inspected_on": pd.NaT if on is None else pd.Timestamp(on),
        "aspect": aspect,
        "grade": grade,
        "settings": settings,
        "origin": "demonstration",
        "source": "test",
        "ref": f"test.csv#test!{setting}",
    }


def settings_of(setting_type, *, council="358", **grades):
    """Rows of INSPECTIONS for a whole type: ``settings_of("primary schools", good=6, satisfactory=4)``."""
    return [
        inspection(f"{council}-{setting_type}-{grade}-{place}", setting_type, grade, council=council)
        for grade, number in grades.items()
        for place in range(number)
    ]


def finding(kind, finding_, *, council="358", aspect=""):
    """One row of SAFEGUARDING."""
    return dict(
        zip(SAFEGUARDING.names, [council, kind, pd.NaT, aspect, finding_, "S", "published", "test", "test.csv#test!E5"], strict=True)
    )


def comparisons_of(standings, *, council="358"):
    """COMPARISONS in which the council has these standings against similar areas, indicator by indicator, in the register's order."""
    names = reference.indicators().query("in_shares == 'yes' and data_2009 == 'yes'")["indicator"]
    rows = []
    for indicator, standing in zip(names, standings, strict=False):
        for against in ("England", "region", "neighbours"):
            rows.append(
                {
                    "council": council,
                    "name": "Trafford",
                    "indicator": indicator,
                    "period": "2008/09",
                    "period_end": pd.Timestamp("2009-03-31"),
                    "against": against,
                    "baseline_area": against,
                    "method": "mean of neighbours with data" if against == "neighbours" else "published row",
                    "rule": "within 0.5 standard deviations of the councils compared; at least 5 with data",
                    "value": 50.0,
                    "status": "reported",
                    "baseline": 50.0,
                    "gap": 0.0,
                    "spread": 1.0,
                    "in_line_low": 49.5,
                    "in_line_high": 50.5,
                    "standing": standing,
                    "verdict": {"above": "better", "below": "worse", "in line": "in line"}.get(standing, "not compared"),
                    "direction": "equal",
                    "outside": "in line",
                    "to_edge": 1.0,
                    "without_one_low": np.nan,
                    "without_one_high": np.nan,
                    "average_matters": False,
                    "with_data": 10,
                    "of": 10,
                    "median": 50.0,
                    "pooled": np.nan,
                    "why": "",
                    "polarity": "high",
                    "unit": "per cent",
                    "vintage": "pre-2019" if against == "neighbours" else "",
                    "origin": "published",
                    "ref": "test.csv#test!B2",
                    "baseline_ref": "",
                }
            )
    return pd.DataFrame(rows)


@pytest.fixture(scope="session")
def make():
    """The makers above, and ``data`` which puts rows together as :func:`csrating.read` would."""

    def data(inspections=(), findings=()):
        return SimpleNamespace(
            inspections=pd.DataFrame(list(inspections), columns=INSPECTIONS.names),
            safeguarding=pd.DataFrame(list(findings), columns=SAFEGUARDING.names),
        )

    return SimpleNamespace(inspection=inspection, settings_of=settings_of, finding=finding, comparisons_of=comparisons_of, data=data)


@pytest.fixture(scope="session")
def ratings(repository):
    """The 152 ratings of the repository's own raw files by framework 2009, made once."""
    data = cs.read(repository / "data" / "raw")
    return cs.rate(data, cs.compare(data))


@pytest.fixture(scope="session")
def real(repository, ratings):
    """The ratings of all councils by the files of the repository, and those by the published ones among them alone."""
    data = cs.read(repository / "data" / "raw", published_only=True)
    return SimpleNamespace(ratings=ratings, published=cs.rate(data, cs.compare(data)))
