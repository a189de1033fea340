"""Grades of settings from the published lists of providers: with their cells, by councils of today, everything else accounted for."""

from __future__ import annotations

import csv
import re

import pandas as pd
import pytest

import csrating as cs
from csrating import read
from csrating.cli.sentences import build_told
from csrating.read.present_day import ENDED, NO_ROW, OTHER_JUDGEMENT
from csrating.reference import edition

TODAY = edition("2025")
COLUMNS = {
    "2015": {"top": 1, "kind": "Provision type", "council": "Local authority", "grade": "Overall effectiveness", "day": "Inspection Date"},
    "2016": {"top": 2, "kind": "Provision type", "council": "Local authority", "grade": "Overall effectiveness", "day": "Inspection date"},
}
GONE = {"Dorset", "Poole", "Bournemouth", "Cumbria", "Northamptonshire"}
HOMES = {"children's home", "secure children's home"}


def file_of(year):
    return f"social_care_providers_at_31_march_{year}.csv"


@pytest.fixture(params=["2015", "2016"])
def both(request, shared, tmp_path, long_table):
    """The data of a download with the list of a year, and the rows of children's homes as Python's own reader gives them, by line."""
    folder = long_table()
    path = shared / "real/ofsted" / file_of(request.param)
    (folder / path.name).symlink_to(path)
    about = COLUMNS[request.param]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    header = lines[about["top"] - 1]
    places = {what: header.index(about[what]) for what in ("kind", "council", "grade", "day")} | {"urn": header.index("URN")}
    rows = [
        {what: line[at] for what, at in places.items()} | {"line": number}
        for number, line in enumerate(lines[about["top"] :], start=about["top"] + 1)
        if line[places["kind"]].casefold() in HOMES
    ]
    return read(folder), pd.DataFrame(rows), request.param


def test_each_home_of_a_council_that_stands_is_there_with_its_grade_and_cell(both):
    data, rows, year = both
    found = data.inspections
    assert set(found["council"]) <= set(TODAY.codes)
    theirs = rows[~rows["council"].isin(GONE)].set_index("urn")
    assert len(found) == len(theirs) == found["setting"].nunique() == {"2015": 1807, "2016": 1842}[year]
    grade = theirs.loc[found["setting"], "grade"].str.lower().replace({"adequate": "satisfactory", "requires improvement": "satisfactory"})
    assert grade.tolist() == found["grade"].astype(str).tolist()
    assert pd.to_datetime(theirs.loc[found["setting"], "day"], dayfirst=True).tolist() == found["inspected_on"].tolist()
    assert [int(ref.rpartition("!")[2].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for ref in found["ref"]] == theirs.loc[
        found["setting"], "line"
    ].tolist()
    assert found["ref"].str.startswith(f"{file_of(year)}#").all()
    assert set(found["origin"]) == {"published"}
    assert set(found["aspect"]) == {"overall effectiveness"}


def test_what_does_not_count_is_accounted_for(both):
    data, rows, year = both
    fates = data.fates[data.fates["source"] == file_of(year)]
    judged = fates[fates["fate"].isin(["kept", "symbol"]) | fates["explanation"].isin([ENDED, NO_ROW, OTHER_JUDGEMENT])]
    alone = cs.read_file(data.sources[-1].path)
    assert judged["cells"].sum() == len(alone.judgements)
    assert fates["filled"].sum() == alone.fates["filled"].sum()
    assert fates[fates["fate"] == "kept"]["cells"].sum() == len(data.inspections)
    gone = rows[rows["council"].isin(GONE)]
    (note,) = data.notes
    assert note.endswith(
        f"; {alone.judgements.query('area_name in @GONE')['setting'].nunique()} of councils that no longer stand are left out."
    )
    assert 0 < len(gone) < 100


def test_how_old_the_grades_are_is_told_by_their_days(both):
    data, rows, year = both
    (note,) = data.notes
    days = pd.to_datetime(rows.loc[~rows["council"].isin(GONE), "day"], dayfirst=True)
    first, last = (f"{day.day} {day:%B %Y}" for day in (days.min(), days.max()))
    assert note.startswith(f"Grades of {len(days):,} settings were read from {file_of(year)}, inspected from {first} to {last};")
    assert last == {"2015": "27 March 2015", "2016": "30 March 2016"}[year]


def test_without_a_list_there_are_no_inspections(long_table):
    data = read(long_table())
    assert data.inspections.empty
    assert data.notes == ()


@pytest.fixture
def rated_with(shared, tmp_path):
    """The profile bands of today with the list of 2016, each day in it so many years later."""

    def rated(years):
        for name in ("present_day/lait_bds_long.parquet", "ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods"):
            (tmp_path / name.rpartition("/")[2]).symlink_to(shared / "real" / name)
        text = (shared / "real/ofsted" / file_of("2016")).read_text(encoding="utf-8-sig")
        later = re.sub(r"\b(\d\d/\d\d/)(20\d\d)\b", lambda day: f"{day[1]}{int(day[2]) + years}", text)
        (tmp_path / file_of("2016")).write_text(later.replace("29/02/2025", "28/02/2025"), encoding="utf-8-sig")
        data = read(tmp_path)
        return data, cs.rate(data, cs.compare(data))

    return rated


@pytest.mark.slow
def test_a_profile_band_rests_on_grades_of_the_last_years_and_on_figures_alone_where_a_council_has_none(rated_with):
    data, ratings = rated_with(9)
    kent = ratings.council("Kent").reasons.set_index("step")["text"]
    own = data.inspections[data.inspections["council"] == "886"]
    own = own[own["inspected_on"] >= "2022-03-31"]["grade"]
    good = own.isin(["good", "outstanding"]).sum()
    assert len(own) > 50
    assert "None of these grades counts" not in build_told(ratings)
    assert kent["row"].startswith(f"children's homes: {good} of {len(own)} good or better")
    assert kent["combined"].startswith("combined: 1 part inspection")
    assert "since no grades of settings were read" in ratings.council("City of London").reasons.set_index("step")["text"]["combined"]


@pytest.mark.slow
def test_grades_that_are_older_count_for_nothing_and_are_told(rated_with):
    data, ratings = rated_with(0)
    assert len(data.inspections) == 1842
    kent = ratings.council("Kent").reasons
    assert "row" not in set(kent["step"])
    assert kent["text"].str.contains("68 settings last inspected more than 3 years before the cut-off").any()
    assert (ratings.profile["kind"] == "indicator").all()
    assert build_told(ratings).endswith("None of these grades counts: framework 2025 counts inspections of the last 3 years.")
