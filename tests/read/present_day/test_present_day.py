"""Today's files as they are downloaded: figures with their cells and days, judgements, and what became of everything else."""

from __future__ import annotations

import shutil
from datetime import date

import pandas as pd
import pytest

from csrating import read
from csrating.errors import CsratingError, LayoutError, SourceError
from csrating.read.present_day import ENDED, NO_AVERAGE, NOT_COUNTED, downloaded, end_of
from csrating.reference import edition

TODAY = edition("2025")
SOME = TODAY.councils()[["code", "name"]].head(25).to_numpy().tolist()
NAMES = ["Short Desc", "Data item", "Years", "LA and Regions", "Values", "LA Number", "Region"]
ROWS = [
    ("TotAbs", "Absence", "2024", "Trafford", "6.1", 358.0, "North West"),
    ("TotAbs", "Absence", "2025", "Trafford", "6.4000000000000004", 358.0, "North West"),
    ("TotAbs", "Absence", "2025", "Dorset", "-", 838.0, "South West"),
    ("TotAbs", "Absence", "2019", "Dorset (Pre LG)", "5.0", 835.0, "South West"),
    ("TotAbs", "Absence", "2025", "England", "6.9", 970.0, "NA"),
    ("TotAbs", "Absence", "2025", "North West", "7.1", 981.0, "NA"),
    ("InfMort", "Deaths", "2023", "Trafford", "3", 358.0, "North West"),
    ("PriFSM", "Meals", "2025", "Trafford", "15", 358.0, "North West"),
]

OF_ROW = 3
"""The cells of a row under the headers of figures and of columns that are left out."""


@pytest.fixture
def folder(tmp_path):
    pd.DataFrame(ROWS, columns=NAMES).to_parquet(tmp_path / "lait_bds_long.parquet")
    return tmp_path


def test_figures_keep_their_cells_and_get_the_days_of_their_years(folder):
    found = read(folder).observations.set_index(["indicator", "area", "period"])
    assert len(found) == 6
    own = found.loc[("TotAbs", "358", "2025")]
    assert (own["value"], own["unit"], own["origin"], own["status"]) == (6.4, "per cent", "published", "reported")
    assert (str(own["period_end"].date()), own["ref"]) == ("2025-08-31", "lait_bds_long.parquet#lait_bds_long!E3")
    assert str(found.loc[("InfMort", "358", "2023"), "period_end"].date()) == "2023-12-31"
    blank = found.loc[("TotAbs", "838", "2025")]
    assert (blank["level"], blank["status"], pd.isna(blank["value"])) == ("council", "not available", True)
    assert found.xs("TotAbs")["level"].value_counts().to_dict() == {"council": 3, "England": 1, "region": 1}


def test_what_is_left_out_is_accounted_for(folder):
    fates = read(folder).fates
    left = fates[fates["explanation"].isin([NOT_COUNTED, ENDED])]
    assert left[["explanation", "rows", "cells"]].to_numpy().tolist() == [[NOT_COUNTED, 1, OF_ROW], [ENDED, 0, 1]]
    assert left[left["explanation"] == NOT_COUNTED]["filled"].tolist() == [len(NAMES)]
    kept = fates[fates["fate"].isin(["kept", "symbol"])]
    assert (kept["cells"].sum(), kept["rows"].sum()) == (6, len(ROWS) - 1)


def test_a_measure_that_does_not_count_stops_nothing_whatever_its_rows_hold(folder):
    """Nobody rests on it; the same words in a row of a measure that counts are refused with their cell."""
    strange = ("PriFSM", "Meals", "2025", "Atlantis", "many", 999.0, "NA")
    pd.DataFrame([*ROWS, strange], columns=NAMES).to_parquet(folder / "lait_bds_long.parquet")
    assert len(read(folder).observations) == 6
    pd.DataFrame([*ROWS, ("TotAbs", *strange[1:])], columns=NAMES).to_parquet(folder / "lait_bds_long.parquet")
    with pytest.raises(CsratingError, match=r"#lait_bds_long!\w10: .*(Atlantis|many)"):
        read(folder)


def test_a_table_of_other_measures_alone_says_that_none_counts(folder):
    pd.DataFrame([ROWS[-1]], columns=NAMES).to_parquet(folder / "lait_bds_long.parquet")
    with pytest.raises(LayoutError, match=r"no row that is not left out under the header .* none of those that count"):
        read(folder)


@pytest.mark.parametrize(
    ("period", "year", "day"),
    [
        ("2025", "academic", date(2025, 8, 31)),
        ("2025", "financial", date(2025, 3, 31)),
        ("2025", "calendar", date(2025, 12, 31)),
        ("2025", "January", date(2025, 1, 31)),
        ("2025", "to September", date(2025, 9, 30)),
        ("2023/24", "academic", date(2024, 8, 31)),
        ("1999/00", "financial", date(2000, 3, 31)),
        ("2014 to 2016", "calendar", date(2016, 12, 31)),
        ("2013/14 to 2015/16", "financial", date(2016, 3, 31)),
    ],
)
def test_the_last_day_of_a_period(period, year, day):
    assert end_of(period, year) == day


def test_a_folder_without_the_long_table_says_what_is_missing(shared, tmp_path):
    shutil.copy(shared / "real/ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods", tmp_path)
    with pytest.raises(SourceError, match=r"nor the long table .* is there; .* a file lait_bds_long\.parquet"):
        read(tmp_path)


def test_two_files_of_one_kind_are_refused(folder):
    (folder / "older").mkdir()
    shutil.copy(folder / "lait_bds_long.parquet", folder / "older")
    with pytest.raises(SourceError, match="two files are of one kind"):
        read(folder)


def test_another_vintage_than_was_tested_is_told(folder):
    (source,) = read(folder).sources
    assert source.title.endswith("(another vintage than was tested)")


# ---- the files themselves ----


def path_of(shared):
    return shared / "real/present_day/lait_bds_long.parquet"


@pytest.fixture(scope="module")
def today(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("today")
    for name in ("present_day/lait_bds_long.parquet", "ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"):
        (folder / name.rpartition("/")[2]).symlink_to(shared / "real" / name)
    return read(folder)


def test_every_figure_of_a_measure_that_counts_is_that_of_the_file(today, shared):
    theirs = pd.read_parquet(path_of(shared))
    for indicator, name in (("TotAbs", "Trafford"), ("LACStable_2016on", "Dorset"), ("RTA", "Kent")):
        own = theirs[(theirs["Short Desc"] == indicator) & (theirs["LA and Regions"] == name) & (theirs["Values"] != "-")]
        ours = today.observations
        ours = ours[(ours["indicator"] == indicator) & (ours["area_name"] == name) & ours["value"].notna()]
        assert sorted(ours["value"]) == pytest.approx(sorted(own["Values"].astype(float)))
        rows = ours["ref"].str.extract(r"!E(\d+)$")[0].astype(int) - 2
        assert (theirs.iloc[rows]["Values"].astype(float).to_numpy() == ours["value"].to_numpy()).all()


def test_the_tested_vintage_is_known_by_its_sum(today):
    assert [source.title.endswith("tested)") for source in today.sources] == [False, False]


def test_every_cell_of_the_long_table_is_accounted_for(today, shared):
    fates = today.fates[(today.fates["sheet"] == "lait_bds_long")]
    figures = fates[fates["fate"].isin(["kept", "symbol"]) | fates["explanation"].isin([ENDED, NO_AVERAGE])]
    whole_rows = fates[fates["explanation"].isin([NOT_COUNTED, "a measure without a year"])]
    assert figures["cells"].sum() + whole_rows["rows"].sum() == 641_070
    assert (fates["rows"].sum(), whole_rows["rows"].tolist()) == (641_071, [170, 527_000])
    assert fates["filled"].sum() == pd.read_parquet(path_of(shared)).notna().sum().sum() + len(NAMES)
    assert len(today.observations) == fates[fates["fate"].isin(["kept", "symbol"])]["cells"].sum()


def test_the_judgements_are_the_most_recent_of_each_council(today):
    overall = today.safeguarding[today.safeguarding["aspect"] == "overall effectiveness"]
    assert overall["council"].is_unique
    assert set(overall["council"]) <= set(TODAY.codes)
    assert overall["finding"].value_counts().to_dict()["inadequate"] == 19
    own = overall.set_index("council").loc["301"]
    assert (own["finding"], str(own["held_on"].date())) == ("requires improvement", "2023-07-10")


def test_a_row_of_england_that_no_average_could_be_is_left_out_and_told(today):
    """In this vintage England's rows of first-time entrants hold how many there were."""
    rows = today.observations[today.observations["indicator"] == "FirstYJS"]
    assert set(rows["level"]) == {"council", "region"}
    assert int(today.fates.loc[today.fates["explanation"] == NO_AVERAGE, "cells"].sum()) == 9
    others = today.observations[(today.observations["level"] == "England") & (today.observations["period"] == "2024")]
    assert len(others) > 50


def test_england_among_the_councils_is_kept(tmp_path):
    rows = [("TotAbs", "", "2025", name, str(5 + place / 10), float(code), "") for place, (code, name) in enumerate(SOME)]
    for england, kept in (("6.0", 1), ("60", 0), ("1", 0)):
        told = [*rows, ("TotAbs", "", "2025", "England", england, 970.0, "NA")]
        pd.DataFrame(told, columns=NAMES).to_parquet(tmp_path / "lait_bds_long.parquet")
        assert (read(tmp_path).observations["level"] == "England").sum() == kept


# ---- where they are ----


def test_the_folder_of_todays_files_is_the_nearest_or_the_one_that_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("CSRATING_TODAY", raising=False)
    (tmp_path / "data" / "today").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert downloaded() == tmp_path / "data" / "today"
    monkeypatch.setenv("CSRATING_TODAY", str(tmp_path / "notebooks"))
    assert downloaded() == tmp_path / "notebooks"


def test_without_a_folder_of_todays_files_it_is_said_where_they_belong(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CSRATING_TODAY", str(tmp_path / "nowhere"))
    with pytest.raises(SourceError, match=r"nowhere: there is no folder of today's files; expected data/today.*CSRATING_TODAY"):
        downloaded()
