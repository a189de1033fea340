"""The files of indicators, row by row from a few observations, and what holds whatever the observations are."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from csrating import reference
from csrating.schema import OBSERVATIONS, check
from csrating.tell.opendata import open_data_checked
from csrating.tell.opendata.indicators import ENDS_EARLIER, indicator_files, measured_in

BASE = {
    "level": "council",
    "area": "358",
    "area_name": "Trafford",
    "indicator": "NI 148",
    "period": "2008/09",
    "period_end": "2009-03-31",
    "value": 61.5,
    "numerator": 8.0,
    "denominator": 13.0,
    "status": "reported",
    "symbol": "",
    "unit": "per cent",
    "derivation": "",
    "origin": "published",
    "source": "made",
    "ref": "made.csv#made!C2",
}
NONE = {"value": math.nan, "numerator": math.nan, "denominator": math.nan}


def observed(*rows: dict) -> pd.DataFrame:
    frame = pd.DataFrame([BASE | row for row in rows])[OBSERVATIONS.names]
    return check(OBSERVATIONS, frame.assign(period_end=pd.to_datetime(frame["period_end"]).astype("datetime64[s]")))


def test_one_row_of_a_council_a_region_and_england_by_hand() -> None:
    (file,), left_out = indicator_files(
        observed(
            {},
            {"level": "England", "area": "England", "value": 70.25, "numerator": math.nan, "denominator": math.nan},
            {"level": "region", "area": "Yorkshire and the Humber", "value": 69.0, "numerator": 69, "denominator": 100},
            {"area": "801", "value": 50.0, "numerator": 1, "denominator": 2},
        )
    )
    assert left_out.empty
    assert file.stem == "indicators_financial_year"
    assert file.outputs()["indicators_financial_year.csv"].decode() == (
        "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,"
        "ecm_outcome,national_indicator,origin,figure_percent,numerator_count,denominator_count\n"
        "200809,Financial year,National,E92000001,England,,,,,,"
        "Achieving economic well-being,NI 148: Care leavers in education or work (per cent),Published,70.25,x,x\n"
        "200809,Financial year,Regional,E92000001,England,E12000003,Yorkshire and The Humber,,,,"
        "Achieving economic well-being,NI 148: Care leavers in education or work (per cent),Published,69,69,100\n"
        "200809,Financial year,Local authority,E92000001,England,E12000002,North West,358,E08000009,Trafford,"
        "Achieving economic well-being,NI 148: Care leavers in education or work (per cent),Published,61.5,8,13\n"
        '200809,Financial year,Local authority,E92000001,England,E12000009,South West,801,E06000023,"Bristol, City of",'
        "Achieving economic well-being,NI 148: Care leavers in education or work (per cent),Published,50,1,2\n"
    )
    assert file.outputs()["indicators_financial_year.meta.csv"].decode() == (
        "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n"
        "figure_percent,Indicator,Percentage,,%,0,,\n"
        "numerator_count,Indicator,Numerator,,,0,,\n"
        "denominator_count,Indicator,Denominator,,,0,,\n"
    )


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ({"status": "suppressed", **NONE}, ["c", "c", "c"]),
        ({"status": "suppressed", **NONE, "denominator": 40}, ["c", "c", "40"]),
        ({"status": "not applicable", **NONE}, ["z", "z", "z"]),
        ({"status": "not available", **NONE}, ["x", "x", "x"]),
        ({"status": "not returned", **NONE}, ["x", "x", "x"]),
        ({"status": "banded", **NONE}, ["x", "x", "x"]),
        ({"value": 0.0, "numerator": 0, "denominator": 900}, ["0", "0", "900"]),
        ({"value": 0.0, "numerator": 1, "denominator": 90_000}, ["low", "1", "90000"]),
        ({"value": 0.0, "numerator": math.nan}, ["0", "x", "13"]),
        ({"value": 1e-7}, ["0.0000001", "8", "13"]),
        ({"value": -2.5}, ["-2.5", "8", "13"]),
    ],
)
def test_a_status_becomes_the_symbol_of_the_standard(row: dict, cells: list[str]) -> None:
    (file,), _ = indicator_files(observed(row))
    assert file.data.iloc[0, -3:].tolist() == cells


def test_each_unit_has_its_column_and_is_not_applicable_in_the_others() -> None:
    (file,), _ = indicator_files(observed({}, {"indicator": "NI 81", "value": 12.0, "unit": "percentage points"}))
    named = file.data.set_index("national_indicator")[["figure_percent", "figure_percentage_points"]]
    assert named.loc["NI 148: Care leavers in education or work (per cent)"].tolist() == ["61.5", "z"]
    assert named.loc["NI 81: Level 3 by 19: FSM gap (percentage points)"].tolist() == ["z", "12"]
    meta = file.meta.set_index("col_name")
    assert meta.loc[["figure_percent", "figure_percentage_points"], "indicator_unit"].tolist() == ["%", "pp"]
    assert meta.loc["national_indicator", ["col_type", "filter_grouping_column"]].tolist() == ["Filter", "ecm_outcome"]
    assert "ecm_outcome" not in meta.index


def test_times_of_different_kinds_are_in_different_files() -> None:
    files, _ = indicator_files(observed({}, {"period": "2008 Q4", "period_end": "2008-12-31"}, {"period_end": "2009-08-31", "area": "359"}))
    assert [file.stem for file in files] == ["indicators_academic_year", "indicators_financial_quarter", "indicators_financial_year"]
    assert all(len(file.data) == 1 for file in files)


def test_several_years_together_say_where_they_begin() -> None:
    (file,), _ = indicator_files(observed({"period": "2007 to 2009", "period_end": "2009-12-31"}))
    row = file.data.iloc[0]
    assert (row["time_period"], row["national_indicator"]) == ("2009", "NI 148: Care leavers in education or work (per cent, since 2007)")


def test_a_file_with_a_figure_that_nobody_published_says_so_in_its_name_and_its_labels() -> None:
    (file,), _ = indicator_files(observed({}, {"area": "359", "origin": "demonstration"}))
    assert file.stem == "indicators_financial_year_demonstration"
    assert file.made_up
    assert file.data["origin"].tolist() == ["Published", "Demonstration"]
    assert file.meta.set_index("col_name").loc["figure_percent", "label"] == "Percentage (with demonstration figures)"
    assert "origin" in set(file.meta["col_name"])


def test_what_cannot_be_written_is_left_out_with_the_reason() -> None:
    rows = observed(
        {"period": "2009", "period_end": "2009-03-31", "value": 1.0},
        {"period": "2009-09-30", "period_end": "2009-09-30", "value": 2.0},
        {"period": "second return", "value": 3.0},
    )
    (file,), left_out = indicator_files(rows)
    assert file.data["figure_percent"].tolist() == ["2"]
    assert left_out[["value", "why"]].to_numpy().tolist() == [
        [1.0, ENDS_EARLIER],
        [3.0, "the standard has no time period for second return"],
    ]


def test_without_observations_there_is_no_file() -> None:
    files, left_out = indicator_files(observed({}).iloc[:0])
    assert files == ()
    assert left_out.empty


def test_every_unit_of_the_register_has_a_column_of_its_own_kind() -> None:
    units = set(reference.indicators()["unit"])
    assert {unit for unit in units if measured_in(unit).unit == "%"} == {
        "per cent",
        "per cent of schools",
        "per cent change since 1998",
        "per cent reduction",
    }
    assert measured_in("").name == "figure_value"


figures = st.floats(-1e6, 1e6, allow_nan=False)
councils = st.sampled_from(list(reference.councils()["code"]))
periods = st.sampled_from(
    [("2008/09", "2009-03-31"), ("2008/09", "2009-08-31"), ("2009", "2009-12-31"), ("2009 Q1", "2009-03-31"), ("?", "2009-01-01")]
)
statuses = st.sampled_from(["reported", "suppressed", "not available", "not applicable", "not returned", "banded"])
indicators = st.sampled_from([(row.indicator, row.unit) for row in reference.indicators().itertuples()])


@st.composite
def any_observations(draw: st.DrawFn) -> pd.DataFrame:
    keys = draw(st.lists(st.tuples(councils, indicators, periods), min_size=1, max_size=8, unique=True))
    rows = []
    for area, (indicator, unit), (period, ends_on) in keys:
        status, value = draw(statuses), draw(figures)
        numbers = {"value": value, "numerator": draw(figures), "denominator": abs(value)} if status == "reported" else NONE
        about = {"area": area, "indicator": indicator, "unit": unit, "period": period, "period_end": ends_on, "status": status}
        rows.append(about | numbers | {"origin": draw(st.sampled_from(["published", "demonstration"]))})
    return observed(*pd.DataFrame(rows).drop_duplicates(["area", "indicator", "period"]).to_dict("records"))


@settings(max_examples=12)
@given(any_observations())
def test_every_observation_is_in_a_file_or_explained_and_every_file_keeps_the_rules(observations: pd.DataFrame) -> None:
    files, left_out = indicator_files(observations)
    assert sum(len(file.data) for file in files) + len(left_out) == len(observations)
    for file in files:
        outputs = file.outputs()
        data, meta = outputs[f"{file.stem}.csv"], outputs[f"{file.stem}.meta.csv"]
        assert not open_data_checked(data, meta, name=f"{file.stem}.csv", meta_name=f"{file.stem}.meta.csv").broken


@settings(max_examples=25)
@given(any_observations())
def test_the_figures_that_are_written_are_those_that_were_read_to_the_last_digit(observations: pd.DataFrame) -> None:
    files, left_out = indicator_files(observations)
    written = [
        float(cell)
        for file in files
        for one in file.measurements
        if one.name.startswith("figure")
        for cell in file.data[one.name]
        if cell not in ("z", "x", "c", "low")
    ]
    read = observations[(observations["status"] == "reported") & (observations["period"] != "?")]
    read = read[~((read["value"] == 0) & (read["numerator"] > 0))]
    assert sorted(written) == sorted(read["value"])
    assert set(left_out["period"]) <= {"?"}
