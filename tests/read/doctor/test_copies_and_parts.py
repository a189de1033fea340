"""What is found by holding figures against each other: copies, parts above their wholes, empty columns, England away from every mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from csrating.read import Reading
from csrating.read.doctor import Report

ReadingOf = Callable[..., Reading]
Rows = list[list[Any]]
COUNT_2012, SHARE_2012, COUNT_2013, SHARE_2013 = 2, 3, 4, 5
KIND = "the same again"


def told(report: Report, kind: str) -> list[tuple[str, str]]:
    """Severity and cell of the findings of one kind."""
    own = report.findings[report.findings["kind"] == kind]
    return [(severity, where.rpartition("!")[2]) for severity, where in zip(own["severity"], own["where"], strict=True)]


def test_a_period_that_was_copied_into_the_next_is_looked_at(rows: Rows, reading_of: ReadingOf) -> None:
    for row in rows[1:]:
        row[COUNT_2013] = row[COUNT_2012]
    report = reading_of(rows).report
    assert told(report, KIND) == [("look", "E3")]
    assert report.findings["what"].str.contains("152 of 152 councils have the same figure as in 2012").any()


@pytest.mark.parametrize("changed", ["half of them", "small numbers"])
def test_figures_that_may_well_stand_still_are_no_copy(rows: Rows, reading_of: ReadingOf, changed: str) -> None:
    for place, row in enumerate(rows[2:]):
        if changed == "small numbers":
            row[COUNT_2012] = row[COUNT_2013] = place % 25
        elif place % 2:
            row[COUNT_2013] = row[COUNT_2012]
    assert told(reading_of(rows).report, KIND) == []


def test_a_row_that_was_copied_to_other_councils_is_looked_at(rows: Rows, reading_of: ReadingOf) -> None:
    for row in rows[31:35]:
        row[2:] = [1234, 61.3, 1240, 62.7]
    report = reading_of(rows).report
    assert told(report, KIND) == [("look", "C33")]
    assert "4 councils have the same 4 figures, such as 1,234, 61.3, 1,240" in str(report)


def test_rows_of_small_or_steady_numbers_may_be_the_same(rows: Rows, reading_of: ReadingOf) -> None:
    for place, row in enumerate(rows[2:]):
        row[2:] = [place % 6, 50 + place % 4, place % 6, 50 + place % 4]
    assert told(reading_of(rows).report, KIND) == []


def parted(rows: Rows, *, swapped: bool = False, part: str = "Number of children of whom girls") -> Rows:
    """A table of a count and of a part of it, for one year."""
    header = ["LA code", "LA name", "Number of children 2012", f"{part} 2012"]
    body = [[*row[:2], row[COUNT_2012], row[COUNT_2012] // 2] for row in rows[1:]]
    return [header, *([*row[:2], row[3], row[2]] if swapped else row for row in body)]


def test_a_part_that_is_more_than_its_whole_is_looked_at(rows: Rows, reading_of: ReadingOf) -> None:
    assert told(reading_of(parted(rows)).report, "parts and wholes") == []
    swapped = reading_of(parted(rows, swapped=True)).report
    assert [severity for severity, _ in told(swapped, "parts and wholes")] == ["look"]
    assert "Look whether the two headers are in each other's place." in str(swapped)
    some = parted(rows)
    for row in some[2:12]:
        row[3] = row[2] + 1
    assert "in 10 of 153 rows" in str(reading_of(some).report)
    assert "Look which of them is wrong." in str(reading_of(some).report)


def test_something_else_that_is_counted_may_be_more(rows: Rows, reading_of: ReadingOf) -> None:
    for part in ("Number of children: days lost", "Number of children's places"):
        assert told(reading_of(parted(rows, swapped=True, part=part)).report, "parts and wholes") == []


def test_a_column_without_figures_among_others_is_looked_at(rows: Rows, reading_of: ReadingOf) -> None:
    kind = "column without figures"
    assert told(reading_of(rows).report, kind) == []
    for row in rows[1:]:
        row[COUNT_2012] = ""
    report = reading_of(rows).report
    assert told(report, kind) == [("look", "C1")]
    assert report.balances
    assert "nothing stands under 'Number of children 2012'" in str(report)


def test_an_empty_column_beside_the_figures_is_no_column_of_figures(rows: Rows, reading_of: ReadingOf) -> None:
    rows = [[*row, "Notes" if place == 0 else ""] for place, row in enumerate(rows)]
    assert told(reading_of(rows).report, "column without figures") == []


def test_england_far_from_every_mean_of_its_councils_is_looked_at(rows: Rows, reading_of: ReadingOf) -> None:
    rows[1][SHARE_2012] += 14
    report = reading_of(rows).report
    assert told(report, "totals") == [("look", "D2")]
    assert "Percentage achieving (2012): England is 84, and the councils make" in str(report)
    rows[1][SHARE_2012] -= 11
    assert told(reading_of(rows).report, "totals") == []
