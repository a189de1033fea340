"""What is read from the published files against figures that the publications state of themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csrating.read import Data, read


@pytest.fixture(scope="module")
def published(data_raw: Path) -> Data:
    return read(data_raw, published_only=True)


def of_councils(data: Data, indicator: str, period: str) -> pd.DataFrame:
    rows = data.observations
    return rows[(rows["level"] == "council") & (rows["indicator"] == indicator) & (rows["period"] == period)]


def one(data: Data, area: str, indicator: str, period: str, *, level: str = "council") -> pd.Series:
    rows = data.observations
    (place,) = rows.index[(rows["level"] == level) & (rows["area"] == area) & (rows["indicator"] == indicator) & (rows["period"] == period)]
    return rows.loc[place]


RUNAWAYS = {
    "2008 Q4": (121, 7.4),
    "2009 Q1": (146, 8.0),
    "2009 Q2": (152, 8.7),
    "2009 Q3": (147, 9.4),
    "2009 Q4": (150, 9.9),
    "2010 Q1": (142, 10.5),
    "2010 Q2": (112, 11.1),
}


@pytest.mark.parametrize("quarter", RUNAWAYS)
def test_ni_71_has_the_returns_that_its_notes_state_and_their_mean_is_the_england_row(published: Data, quarter: str) -> None:
    returns, england = RUNAWAYS[quarter]
    councils = of_councils(published, "NI 71", quarter)
    assert len(councils) == 152
    assert int(councils["value"].notna().sum()) == returns
    assert (councils["status"] == "not returned").sum() == 152 - returns
    assert one(published, "England", "NI 71", quarter, level="England")["value"] == england
    assert councils["value"].mean() == pytest.approx(england, abs=0.05)


@pytest.mark.parametrize(
    ("indicator", "period", "with_value"),
    [(indicator, str(year), 150) for indicator in ("NI 79", "NI 80", "NI 81", "NI 82") for year in range(2005, 2012)]
    + [("NI 58", "2011", 147), ("NI 58", "2012", 144), ("NI 58", "2013", 145)]
    + [("NI 62", "2011", 148), ("NI 147", "2011", 149), ("NI 148", "2011", 24)]
    + [("NI 114", "2006/07", 146), ("NI 114", "2007/08", 146), ("NI 114", "2008/09", 146), ("NI 114", "2009/10", 149)],
)
def test_how_many_councils_have_a_value(published: Data, indicator: str, period: str, with_value: int) -> None:
    assert int(of_councils(published, indicator, period)["value"].notna().sum()) == with_value


@pytest.mark.parametrize(
    ("indicator", "period", "usable"),
    [("NI 99", str(year), usable) for year, usable in zip(range(2007, 2012), (84, 87, 84, 65, 82), strict=True)]
    + [("NI 100", str(year), usable) for year, usable in zip(range(2007, 2012), (81, 80, 84, 67, 78), strict=True)]
    + [("NI 101", str(year), usable) for year, usable in zip(range(2007, 2012), (41, 47, 37, 47, 44), strict=True)]
    + [("NI 61", "2011", 128)],
)
def test_how_many_councils_have_both_counts(published: Data, indicator: str, period: str, usable: int) -> None:
    councils = of_councils(published, indicator, period)
    both = councils["numerator"].notna() & councils["denominator"].notna()
    assert int(both.sum()) == usable
    nobody = both & (councils["denominator"] == 0)
    assert (councils.loc[nobody, "status"] == "not applicable").all()
    assert (councils.loc[both & ~nobody, "value"].notna()).all()
    assert councils.loc[~both, "value"].isna().all()


@pytest.mark.parametrize(
    ("council", "indicator", "period", "value"),
    [
        ("358", "NI 71", "2009 Q1", 6),
        ("358", "NI 71", "2009 Q2", 8),
        ("390", "NI 71", "2009 Q1", 9),
        ("816", "NI 79", "2011", 83.28926494),
        ("816", "NI 82", "2011", 48.76033058),
        ("816", "NI 81", "2011", 60.73446328 - 25.61983471),
        ("203", "NI 99", "2009", 100 * 7 / 20),
        ("202", "NI 61", "2011", 100 * 6 / 7),
        ("202", "NI 62", "2011", 100 * 30 / 276),
        ("202", "NI 147", "2011", 100 * 29 / 30),
        ("208", "NI 147", "2011", 100 * 65 / 70),
        ("938", "NI 148", "2011", 100 * (6 + 22 + 16) / 94),
        ("390", "NI 114", "2008/09", 0.08),
        ("841", "NI 58", "2012", 15.1),
    ],
)
def test_figures_read_by_eye_from_the_publications(published: Data, council: str, indicator: str, period: str, value: float) -> None:
    assert one(published, council, indicator, period)["value"] == pytest.approx(value, abs=1e-8)


def test_each_figure_leads_back_to_its_cell(published: Data) -> None:
    assert one(published, "390", "NI 71", "2009 Q1")["ref"] == "runaways-ni-071.xlsx#NI 71!I11"
    assert one(published, "841", "NI 58", "2012")["ref"] == "emotional-health-ni-058.xlsx#NI 58!D11"
    file = "looked-after-children-2011.csv#looked-after-children-2011"
    assert one(published, "938", "NI 148", "2011")["ref"] == "; ".join(f"{file}!{letter}166" for letter in "EFGD")


def test_old_councils_are_set_aside_and_their_successors_kept(published: Data) -> None:
    assert not set(published.observations["area"]) & {"820", "875"}
    assert of_councils(published, "NI 114", "2007/08")["area"].nunique() == 148
    successors = of_councils(published, "NI 114", "2008/09").set_index("area").loc[["822", "823", "895", "896"]]
    assert (successors["status"] == "not applicable").all()
    assert (successors["symbol"] == ".").all()


def test_suppressed_figures_stay_suppressed(published: Data) -> None:
    for council in ("372", "857"):
        row = one(published, council, "NI 114", "2008/09")
        assert (row["status"], row["symbol"]) == ("suppressed", "x")
        assert np.isnan(row["value"])


def test_regions_are_the_nine_and_the_two_halves_of_london(published: Data) -> None:
    regions = published.observations.query("level == 'region'").groupby("indicator")["area"].agg(set)
    assert regions["NI 147"] == regions["NI 99"]
    assert {"London", "Inner London", "Outer London", "Yorkshire and the Humber"} < regions["NI 147"]
    assert len(regions["NI 147"]) == 11


def test_the_nine_limits_of_2009(published: Data) -> None:
    findings = published.safeguarding
    cut = findings[findings["finding"] == "area for priority action"]
    assert set(cut["council"]) == {"381", "340", "891", "874", "879", "317", "355"}
    full = findings[(findings["kind"] == "full inspection") & (findings["aspect"] == "safeguarding")]
    assert dict(zip(full["council"], full["finding"], strict=True)) == {"877": "inadequate", "908": "inadequate"}
    assert findings["held_on"].isna().all()


def test_nothing_but_published_files_where_they_alone_are_asked_for(published: Data) -> None:
    assert {str(source.origin) for source in published.sources} == {"published"}
    assert set(published.observations["origin"]) == {"published"}
    assert published.inspections.empty


def test_one_file_alone(data_raw: Path) -> None:
    data = read(data_raw / "published" / "runaways-ni-071.xlsx")
    assert data.observations["indicator"].unique().tolist() == ["NI 71"]
    assert "1 published and 0 demonstration" in repr(data)
