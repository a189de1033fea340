"""Each check finds what is wrong, where it is, and nothing in a table that is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csrating.read import Reading
from csrating.read.doctor import Report

ReadingOf = Callable[..., Reading]
Rows = list[list[Any]]
COUNT_2012, SHARE_2012, COUNT_2013, SHARE_2013 = 2, 3, 4, 5


def row_of(rows: Rows, name: str) -> int:
    return next(place for place, row in enumerate(rows) if row[1] == name)


def told(report: Report, kind: str) -> list[tuple[str, str]]:
    """Severity and cell of the findings of one kind."""
    own = report.findings[report.findings["kind"] == kind]
    return [(severity, where.rpartition("!")[2]) for severity, where in zip(own["severity"], own["where"], strict=True)]


def spoilt(rows: Rows, name: str, column: int, value: Any) -> str:
    """Put a value into the row of a council; gives the name of the cell."""
    row = row_of(rows, name)
    rows[row][column] = value
    return f"{'ABCDEF'[column]}{row + 1}"


def test_a_table_that_is_right_has_no_findings(rows: Rows, reading_of: ReadingOf) -> None:
    report = reading_of(rows).report
    assert report.findings.empty
    assert report.balances
    assert report.verdict == "none"


UNITS = {
    "a share among percentages": (SHARE_2013, 0.83, "look"),
    "more than a hundred per cent": (SHARE_2013, 104, "look"),
    "less than none": (COUNT_2013, -5, "wrong"),
    "less than nought per cent": (SHARE_2013, -5, "look"),
    "a part of a child": (COUNT_2013, 900.5, "look"),
}


@pytest.mark.parametrize(("column", "value", "severity"), UNITS.values(), ids=UNITS)
def test_a_unit_that_looks_wrong_is_found_in_its_cell(rows: Rows, reading_of: ReadingOf, column: int, value: float, severity: str) -> None:
    cell = spoilt(rows, "Camden", column, value)
    assert told(reading_of(rows).report, "units") == [(severity, cell)]


def test_small_percentages_are_not_taken_for_shares(rows: Rows, reading_of: ReadingOf) -> None:
    for row in rows[1:]:
        row[SHARE_2012] = row[SHARE_2013] = row[SHARE_2012] / 1000
    assert told(reading_of(rows).report, "units") == []


def test_a_gap_may_be_negative_and_a_change_more_than_a_hundred(rows: Rows, reading_of: ReadingOf) -> None:
    rows[0][SHARE_2013] = "Percentage change 2013"
    spoilt(rows, "Camden", SHARE_2013, -20)
    spoilt(rows, "Kent", SHARE_2013, 140)
    assert told(reading_of(rows).report, "units") == []


def test_a_column_of_shares_headed_percentage_is_wrong_beside_one_of_percentages(rows: Rows, reading_of: ReadingOf) -> None:
    for row in rows[1:]:
        row[SHARE_2013] = row[SHARE_2013] / 100
    found = told(reading_of(rows).report, "units")
    assert found == [("wrong", "F2")]


def test_a_lone_column_of_shares_headed_percentage_is_looked_at(rows: Rows, reading_of: ReadingOf) -> None:
    rows = [row[:4] for row in rows]
    for row in rows[1:]:
        row[SHARE_2012] = row[SHARE_2012] / 100
    assert told(reading_of(rows).report, "units") == [("look", "D2")]


def test_a_column_of_noughts_is_found_where_other_periods_have_figures(rows: Rows, reading_of: ReadingOf) -> None:
    for row in rows[2:]:
        row[COUNT_2013] = 0
    found = reading_of(rows).report.findings
    assert found.loc[found["kind"] == "units", "what"].str.contains("0 for all councils in 2013").tolist() == [True]
    for value in ("x", 1):
        spoilt(rows, "Kent", COUNT_2013, value)
        assert told(reading_of(rows).report, "units") == []


@pytest.mark.parametrize(("factor", "shown"), [(10, 10.0), (100, 100.0), (0.1, 0.1), (0.01, 0.01)])
def test_a_misplaced_decimal_point_is_found(rows: Rows, reading_of: ReadingOf, factor: float, shown: float) -> None:
    row = row_of(rows, "Camden")
    cell = spoilt(rows, "Camden", SHARE_2013, rows[row][SHARE_2012] * factor)
    report = reading_of(rows).report
    assert ("look", cell) in told(report, "decimal point")
    assert report.changes["factor"].tolist() == [shown]


def test_a_change_that_is_like_the_others_is_not_odd(rows: Rows, reading_of: ReadingOf) -> None:
    """When all figures become ten times as large, the unit has changed, and no point is misplaced."""
    for row in rows[1:]:
        row[SHARE_2012] = row[SHARE_2013] / 10
    assert reading_of(rows).report.changes.empty


def test_a_figure_far_from_the_period_before_is_found(rows: Rows, reading_of: ReadingOf) -> None:
    cell = spoilt(rows, "Kent", SHARE_2013, 20)
    report = reading_of(rows).report
    assert told(report, "far from the period before") == [("look", cell)]
    assert report.changes[["area_name", "before"]].to_numpy().tolist() == [["Kent", "2012"]]
    assert abs(report.changes["distance"].iloc[0]) > 10


def test_a_figure_that_is_odd_for_one_period_is_told_once(rows: Rows, reading_of: ReadingOf) -> None:
    rows = [[*row[:3], row[2], row[2]] for row in rows]
    rows[0][2:] = [f"Number of children {year}" for year in (2011, 2012, 2013)]
    row = row_of(rows, "Kent")
    rows[row][3] = rows[row][2] * 10
    assert reading_of(rows).report.changes["where"].str.endswith(f"!D{row + 1}").tolist() == [True]


def test_too_few_councils_say_nothing_of_what_is_usual(rows: Rows, reading_of: ReadingOf) -> None:
    few = [rows[0], *rows[2:12]]
    few[5][SHARE_2013] = 99
    assert reading_of(few).report.changes.empty


def test_against_the_last_release(rows: Rows, reading_of: ReadingOf) -> None:
    """A table of one year is compared with the release before: a jump from its latest year, and what it says otherwise of its own."""
    last = reading_of([row[:4] for row in rows], file="last.csv")
    now = [[*row[:2], *row[4:]] for row in rows]
    row = row_of(now, "Kent")
    now[row][3] = 20
    reading = reading_of(now, file="now.csv")
    assert reading.report.changes.empty
    against = reading.report_against(last)
    assert against.changes[["area_name", "before", "where_before"]].to_numpy().tolist() == [["Kent", "2012", f"last.csv#last!D{row + 1}"]]
    assert against.findings["what"].str.contains("2 of 2 measures and breakdowns are in last.csv too").any()


def test_what_was_revised_is_told(rows: Rows, reading_of: ReadingOf) -> None:
    last = reading_of(rows)
    cell = spoilt(rows, "Kent", COUNT_2012, rows[row_of(rows, "Kent")][COUNT_2012] + 3)
    report = reading_of(rows).report_against(last)
    assert report.revisions["where"].str.rpartition("!")[2].tolist() == [cell]
    assert (report.revisions["value"] - report.revisions["value_before"]).tolist() == [3]
    assert last.report_against(last).revisions.empty


def test_a_row_about_nobody_without_figures_is_a_note(rows: Rows, reading_of: ReadingOf) -> None:
    rows.insert(40, ["", "Quite another place", "", "", "", ""])
    assert "look" not in dict(told(reading_of(rows).report, "names left out"))


def test_a_column_of_nothing_but_noughts_is_looked_at(rows: Rows, reading_of: ReadingOf) -> None:
    for row in rows[1:]:
        row[COUNT_2013] = 0
    report = reading_of(rows).report
    assert ("look", "E1") in told(report, "assumed")
    assert "0 means not available under 'Number of children 2013'" in str(report)


def test_the_line_for_whoever_reads_the_file(rows: Rows, reading_of: ReadingOf) -> None:
    assert reading_of(rows).report.line == ""
    cell = spoilt(rows, "Kent", SHARE_2013, 104)
    line = reading_of(rows).report.line
    assert line.startswith("to look at: ")
    assert f"104 per cent: Kent, Percentage achieving (2013) [table!{cell}]" in line
    assert line.endswith("csrating doctor table.csv tells all")


@pytest.mark.parametrize("factor", [10, 0.1, 100])
def test_a_revision_by_about_ten_times_is_looked_at(rows: Rows, reading_of: ReadingOf, factor: float) -> None:
    last = reading_of(rows)
    row = row_of(rows, "Kent")
    cell = spoilt(rows, "Kent", COUNT_2012, round(rows[row][COUNT_2012] * factor))
    report = reading_of(rows).report_against(last)
    assert ("look", cell) in told(report, "decimal point")
    assert told(last.report_against(last), "decimal point") == []


def test_a_revision_far_beyond_the_others_is_looked_at_and_small_ones_are_not(rows: Rows, reading_of: ReadingOf) -> None:
    last = reading_of(rows)
    for row in rows[2:40]:
        row[SHARE_2012] += 1
    assert told(reading_of(rows).report_against(last), "far from the last release") == []
    cell = spoilt(rows, "Kent", SHARE_2012, 20)
    report = reading_of(rows).report_against(last)
    assert told(report, "far from the last release") == [("look", cell)]
    assert [severity for severity, _ in told(report, "revised")] == ["note"]


def test_a_release_in_another_unit_is_told_once(rows: Rows, reading_of: ReadingOf) -> None:
    last = reading_of(rows)
    for row in rows[1:]:
        row[COUNT_2012], row[COUNT_2013] = row[COUNT_2012] * 100, row[COUNT_2013] * 100
    report = reading_of(rows).report_against(last)
    assert [severity for severity, _ in told(report, "decimal point")] == ["look", "look"]
    assert told(report, "far from the last release") == []


def test_names_that_are_unknown_or_misspelt(rows: Rows, reading_of: ReadingOf) -> None:
    misspelt = row_of(rows, "Trafford")
    rows[misspelt][0], rows[misspelt][1] = "", "Traford"
    rows.append(["", "Nowhereshire", 5, 50, 5, 50])
    rows.append(["", "Quite another place", 5, 50, 5, 50])
    report = reading_of(rows).report
    last = len(rows)
    assert told(report, "names left out") == [("look", f"B{last - 1}"), ("look", f"B{last}")]
    assert report.names.loc[report.names["kind"] == "area left out", "figures"].tolist() == [4, 4]
    assert told(report, "names") == [("look", f"B{misspelt + 1}")]
    near = dict(zip(report.names["found"], report.names["near"], strict=True))
    assert near["'Nowhereshire' is no area that is known"] == "Herefordshire (884)"
    assert report.balances


def with_repeat(reading: Reading, *, value: float) -> Reading:
    """The same reading with its last figure given once more, of another sheet on which the same table stands."""
    again = reading.figures.tail(1).assign(ref="table.csv#again!F9", value=value)
    return replace(
        reading, figures=pd.concat([reading.figures, again], ignore_index=True), tables=np.append(reading.tables, reading.tables[-1])
    )


def test_two_figures_about_the_same_thing(rows: Rows, reading_of: ReadingOf) -> None:
    reading = reading_of(rows)
    assert reading.report.repeats.empty
    alike = with_repeat(reading, value=reading.figures["value"].iloc[-1]).report
    assert told(alike, "repeats") == [("look", "F9")]
    other = with_repeat(reading, value=3.0).report
    assert told(other, "repeats") == [("wrong", "F9")]
    assert other.repeats["first_where"].tolist() == [f"table.csv#table!F{len(rows)}"]


def verdicts(report: Report, over: str = "councils") -> dict[tuple[str, str], tuple[str, str]]:
    own = report.totals[report.totals["over"] == over]
    keys, said = zip(own["measure"], own["period"], strict=True), zip(own["method"], own["verdict"], strict=True)
    return dict(zip(keys, said, strict=True))


def test_counts_add_up_and_shares_are_not_checked(rows: Rows, reading_of: ReadingOf) -> None:
    found = verdicts(reading_of(rows).report)
    assert found["Number of children", "2013"] == ("sum", "agrees")
    assert found["Percentage achieving", "2013"] == ("between", "not checked")


@pytest.mark.parametrize("off", [100, -100])
def test_an_england_row_that_is_not_the_sum_is_found(rows: Rows, reading_of: ReadingOf, off: int) -> None:
    rows[1][COUNT_2013] += 20 * off
    report = reading_of(rows).report
    assert verdicts(report)["Number of children", "2013"] == ("sum", "differs")
    assert told(report, "totals") == [("look", "E2")]
    assert report.totals.loc[report.totals["verdict"] == "differs", "difference"].tolist() == [-20 * off]


def test_a_sum_that_differs_by_a_trifle_is_a_note(rows: Rows, reading_of: ReadingOf) -> None:
    rows[1][COUNT_2013] += 1
    assert told(reading_of(rows).report, "totals") == [("note", "E2")]


def rounded(rows: Rows, step: int) -> Rows:
    return [
        [step * round(value / step) if place in (COUNT_2012, COUNT_2013) else value for place, value in enumerate(row)] for row in rows[1:]
    ]


def test_rounding_is_allowed_for_and_nothing_more(rows: Rows, reading_of: ReadingOf) -> None:
    """Of 152 figures rounded to 5 the sum may be off by 4 x 5 x sqrt(152 / 12) = 71.2, and England, rounded to 10, by 5."""
    table = [rows[0], *rounded(rows, 5)]
    table[1][COUNT_2013] = 10 * round(rows[1][COUNT_2013] / 10)
    report = reading_of(table).report
    assert verdicts(report)["Number of children", "2013"] == ("sum", "agrees")
    tolerance = report.totals.loc[(report.totals["period"] == "2013") & (report.totals["method"] == "sum"), "tolerance"].iloc[0]
    assert tolerance == pytest.approx(71.18 + 5, abs=0.01)
    table[1][COUNT_2013] += 200
    assert verdicts(reading_of(table).report)["Number of children", "2013"] == ("sum", "differs")


def test_suppressed_councils_leave_the_sum_open_unless_it_is_too_large(rows: Rows, reading_of: ReadingOf) -> None:
    spoilt(rows, "Camden", COUNT_2013, "x")
    report = reading_of(rows).report
    assert verdicts(report)["Number of children", "2013"] == ("sum", "not checked")
    assert report.totals.loc[report.totals["period"] == "2013", "without_figure"].tolist() == [1, 0]
    spoilt(rows, "Kent", COUNT_2013, 9000)
    assert verdicts(reading_of(rows).report)["Number of children", "2013"] == ("sum", "differs")


def without_the_smallest(rows: Rows) -> Rows:
    return [row for row in rows if row[1] not in ("City of London", "Isles of Scilly")]


@pytest.mark.parametrize(("off", "severity"), [(0, None), (60, None), (1000, "look"), (-1000, "look"), (400_000, "look")])
def test_the_sum_of_some_bounds_england(rows: Rows, reading_of: ReadingOf, off: int, severity: str | None) -> None:
    """Of the two smallest 510 are assumed at most: twice as many per child as in Rutland, which has most, for 1,310 children."""
    rows = without_the_smallest(rows)
    rows[1][COUNT_2012] = sum(row[COUNT_2012] for row in rows[2:])
    rows[1][COUNT_2013] = sum(row[COUNT_2013] for row in rows[2:]) + off
    report = reading_of(rows).report
    assert told(report, "totals") == ([(severity, "E2")] if severity else [])
    said = report.totals.loc[report.totals["period"] == "2013", "why"].iloc[0]
    assert ("(City of London and Isles of Scilly)" in said) == (off >= 1000)


def test_where_all_regions_have_a_figure_they_are_held_against_england_and_not_what_is_assumed(rows: Rows, reading_of: ReadingOf) -> None:
    regions = ["North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands", "East of England", "South East"]
    table = [
        ["Area", "Number of children 2013"],
        ["England", 200_000],
        *([row[1], row[COUNT_2013]] for row in without_the_smallest(rows)[2:]),
    ]
    assert told(reading_of(table).report, "totals") == [("look", "B2")]
    table += [[name, 20_000] for name in [*regions, "South West"]] + [["London", 40_000]]
    report = reading_of(table).report
    assert report.totals["verdict"].tolist() == ["not checked", "agrees"]
    assert told(report, "totals") == []


def test_where_large_councils_have_no_figure_the_sum_may_be_far_too_small(rows: Rows, reading_of: ReadingOf) -> None:
    spoilt(rows, "Kent", COUNT_2013, "x")
    spoilt(rows, "Essex", COUNT_2013, "x")
    rows[1][COUNT_2013] += 1000
    assert told(reading_of(rows).report, "totals") == []
    rows[1][COUNT_2013] *= 2
    assert told(reading_of(rows).report, "totals") == [("look", "E2")]


@pytest.mark.parametrize(("england", "severity"), [(70, None), (99, "look"), (30, "look")])
def test_an_england_share_outside_its_councils_is_found_without_the_smallest(
    rows: Rows, reading_of: ReadingOf, england: int, severity: str | None
) -> None:
    """A council of 900 children moves no share of England; where a quarter of the councils have no figure, England may lie outside."""
    rows = without_the_smallest(rows)
    rows[1][COUNT_2012], rows[1][COUNT_2013] = "x", "x"
    rows[1][SHARE_2013] = england
    assert told(reading_of(rows).report, "totals") == ([(severity, "F2")] if severity else [])
    for row in rows[2:42]:
        row[SHARE_2013] = "x"
    assert told(reading_of(rows).report, "totals") == []


def test_a_score_is_held_against_the_mean(rows: Rows, reading_of: ReadingOf) -> None:
    rows[0][SHARE_2013] = "Average score 2013"
    values = [row[SHARE_2013] for row in rows[2:]]
    rows[1][SHARE_2013] = sum(values) / len(values)
    assert verdicts(reading_of(rows).report)["Average score", "2013"] == ("mean", "agrees")
    rows[1][SHARE_2013] = max(values)
    assert verdicts(reading_of(rows).report)["Average score", "2013"] == ("mean", "differs")


def test_an_england_share_outside_all_councils_is_found(rows: Rows, reading_of: ReadingOf) -> None:
    rows[1][SHARE_2013] = 99
    report = reading_of(rows).report
    assert verdicts(report)["Percentage achieving", "2013"] == ("between", "differs")


def test_inner_and_outer_london_are_not_counted_beside_london(rows: Rows, reading_of: ReadingOf) -> None:
    regions = ["North East", "North West", "Yorkshire and the Humber", "East Midlands", "West Midlands", "East of England", "South East"]
    parts = [[name, 1000] for name in [*regions, "South West"]]
    table = [
        ["Area", "Number of children 2013"],
        ["England", 10000],
        *parts,
        ["London", 2000],
        ["Inner London", 800],
        ["Outer London", 1200],
    ]
    table += [[row[1], 10] for row in rows[2:]]
    assert verdicts(reading_of(table).report, "regions")["Number of children", "2013"] == ("sum", "agrees")
    table[10] = ["South East ", 2000] if table[10][0] == "nothing" else table[10]
    without = [row for row in table if row[0] != "London"]
    assert verdicts(reading_of(without).report, "regions")["Number of children", "2013"] == ("sum", "agrees")
    table[1][1] = 12000
    assert verdicts(reading_of(table).report, "regions")["Number of children", "2013"] == ("sum", "differs")


def test_the_contracts_are_kept_by_every_table_of_a_report(rows: Rows, reading_of: ReadingOf) -> None:
    from csrating.read.doctor import contracts
    from csrating.schema import check

    spoilt(rows, "Kent", SHARE_2013, 5)
    report = reading_of(rows).report
    named = {name.upper(): table for name, table in {**report.tables, "findings": report.findings}.items() if name != "fates"}
    for name, table in named.items():
        pd.testing.assert_frame_equal(check(getattr(contracts, name), table), table)
