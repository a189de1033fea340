"""The period of each column and of each row of a table that nobody has described, in all the ways in which tables state it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from csrating.read import Answers, read_file
from tests.read.inference.grids import read_again, text, workbook

COUNCILS = ("Barnsley", "Bury", "Camden", "Kent", "Leeds", "Trafford")
Said = list[tuple[str, str, str]]


def wide(*headers: Sequence[Any], title: str = "Number of referrals") -> list[list[Any]]:
    """A table with a column for each header, under a title."""
    body = [[name, *(100 * row + column for column in range(len(headers[0])))] for row, name in enumerate(COUNCILS, start=1)]
    heads = [["LA" if line == headers[-1] else "", *line] for line in headers]
    return [[title], *heads, *body]


def long(header: str, *periods: Any) -> list[list[Any]]:
    """A table with a row for each council and period."""
    rows = [[name, period, 100 * row + place] for row, name in enumerate(COUNCILS) for place, period in enumerate(periods)]
    return [["LA", header, "Rate"], *rows]


def read(path: Path, **answers: Any) -> Said:
    """Measure, period and its last day ('' where that is not known) of the first council, from left to right or from the top down.

    The layout that is proposed for the file must give the same.
    """
    reading = read_file(path, answers=Answers(**answers))
    figures = reading.figures
    again = read_again(path.parent, reading, path).figures
    assert again.drop(columns="basis").equals(figures.drop(columns="basis"))
    first = figures[figures["area_name"] == "Barnsley"]
    ends = ["" if end is None or end != end else f"{end:%Y-%m-%d}" for end in first["period_end"]]
    return list(zip(first["measure"], first["period"], ends, strict=True))


def asked(path: Path, **answers: Any) -> list[str]:
    """What is asked of a table of which nothing is given."""
    reading = read_file(path, answers=Answers(**answers))
    assert reading.figures.empty
    return [one.asks for one in reading.questions]


@pytest.mark.parametrize(
    ("headers", "periods"),
    [
        (("Jul 08 - Jun 09", "Oct 08 - Sep 09"), {"Jul 2008 to Jun 2009": "2009-06-30", "Oct 2008 to Sep 2009": "2009-09-30"}),
        (("Oct 2010 to Sep 2011", "Apr 2010 to Mar 2011"), {"Oct 2010 to Sep 2011": "2011-09-30", "2010/11": ""}),
        (("Year to Jun 2010", "Year to Jun 2011"), {"Jul 2009 to Jun 2010": "2010-06-30", "Jul 2010 to Jun 2011": "2011-06-30"}),
        (("Year to Mar 2010", "Year to Dec 2010"), {"2009/10": "", "2010": ""}),
        (("Year to Mar 2009", "Year to Mar 2010"), {"2009": "", "2010": ""}),
        (("Q1 2010/11", "2010-11 Q4"), {"2010/11 Q1": "2010-06-30", "2010/11 Q4": "2011-03-31"}),
        (("Q1 2010", "Q2 2010"), {"2010 Q1": "2010-03-31", "2010 Q2": "2010-06-30"}),
        (("March 09", "March 10"), {"March 2009": "2009-03-31", "March 2010": "2010-03-31"}),
        (("09/10", "10/11"), {"2009/10": "", "2010/11": ""}),
        (("2001-03", "2002-04"), {"2001 to 2003": "", "2002 to 2004": ""}),
        (("2010-11", "2010-12", "2011-01"), {"November 2010": "2010-11-30", "December 2010": "2010-12-31", "January 2011": "2011-01-31"}),
        (("31/03/2010", "30/06/2010"), {"2010-03-31": "2010-03-31", "2010-06-30": "2010-06-30"}),
    ],
)
def test_a_header_that_is_only_a_period(tmp_path: Path, headers: tuple[str, ...], periods: dict[str, str]) -> None:
    said = read(text(tmp_path / "a.csv", wide(headers)))
    assert said == [("Number of referrals", period, end) for period, end in periods.items()]


def test_headers_that_are_dates_of_a_workbook(tmp_path: Path) -> None:
    rows = wide([datetime(2010, 3, 31), datetime(2010, 6, 30)])
    assert read(workbook(tmp_path / "a.xlsx", rows)) == [
        ("Number of referrals", "2010-03-31", "2010-03-31"),
        ("Number of referrals", "2010-06-30", "2010-06-30"),
    ]


def test_days_beside_other_words_are_their_years_unless_two_are_of_one_year(tmp_path: Path) -> None:
    apart = wide(("31/03/2010", "31/03/2011"), ("Number", "Number"))
    assert [period for _, period, _ in read(text(tmp_path / "a.csv", apart))] == ["2010", "2011"]
    of_one_year = wide(("31/03/2010", "30/06/2010"), ("Number", "Number"))
    assert [period for _, period, _ in read(text(tmp_path / "b.csv", of_one_year))] == ["2010-03-31", "2010-06-30"]


@pytest.mark.parametrize(
    ("title", "headers", "periods"),
    [
        ("Referrals by quarter, 2010/11", ("Q1", "Q2", "Q3", "Q4"), ("2010/11 Q1", "2010/11 Q2", "2010/11 Q3", "2010/11 Q4")),
        ("Referrals by quarter, 2010", ("Q1", "Q2"), ("2010 Q1", "2010 Q2")),
        ("Referrals by month, 2010/11", ("Apr", "May", "Mar"), ("April 2010", "May 2010", "March 2011")),
        ("Referrals by month, 2010/11", ("Sep", "Apr"), ("September 2010", "April 2011")),
        ("Referrals by month, 2010", ("Jan", "Feb"), ("January 2010", "February 2010")),
        ("Referrals by quarter, year ending 31 March 2010", ("Q1", "Q4"), ("2009/10 Q1", "2009/10 Q4")),
    ],
)
def test_a_quarter_or_a_month_under_a_year(tmp_path: Path, title: str, headers: tuple[str, ...], periods: tuple[str, ...]) -> None:
    said = read(text(tmp_path / "a.csv", wide(headers, title=title)))
    assert [(measure, period) for measure, period, _ in said] == [(title.split(",")[0], period) for period in periods]


def test_a_quarter_in_the_header_between_a_year_and_a_measure(tmp_path: Path) -> None:
    rows = wide(("2010/11", "2010/11"), ("Q1", "Q2"), ("Number", "Number"), title="Referrals")
    assert [one[:2] for one in read(text(tmp_path / "a.csv", rows))] == [("Number", "2010/11 Q1"), ("Number", "2010/11 Q2")]


@pytest.mark.parametrize(
    ("title", "headers"),
    [
        ("Survey of parents, 2010", ("Q4", "Q5")),
        ("Referrals, 2010", ("Q1", "Total")),
        ("Referrals by month, 2010/11", ("Jan", "May")),
        ("Referrals by quarter, year ending 31 August 2010", ("Q1", "Q2")),
    ],
)
def test_what_may_be_no_part_of_the_year_stays_what_is_measured(tmp_path: Path, title: str, headers: tuple[str, ...]) -> None:
    year = "2010/11" if "/" in title else "2010"
    assert [one[:2] for one in read(text(tmp_path / "a.csv", wide(headers, title=title)))] == [(header, year) for header in headers]


def test_a_price_base_is_no_period(tmp_path: Path) -> None:
    rows = wide(("Total", "Per head"), title="Spend on children (2009-10 prices)")
    assert asked(text(tmp_path / "a.csv", rows)) == ["which period the figures are about"]
    beside = wide(("Spend (2005 prices) 2010", "Spend 2010"), title="Spend")
    assert [one[:2] for one in read(text(tmp_path / "b.csv", beside))] == [("Spend (2005 prices)", "2010"), ("Spend", "2010")]


def test_years_of_two_figures_are_ages_where_ages_are_spoken_of(tmp_path: Path) -> None:
    assert "which period the figures are about" in asked(text(tmp_path / "a.csv", wide(("09/10", "10/11"), title="Pupils by age")))


def test_a_span_of_a_change_is_no_period_of_a_figure(tmp_path: Path) -> None:
    rows = wide(("Change 2001-03", "Number"), title="Referrals in 2003")
    assert [one[:2] for one in read(text(tmp_path / "a.csv", rows))] == [("Change 2001-03", "2003"), ("Number", "2003")]


def test_what_may_be_three_years_or_december_is_asked(tmp_path: Path) -> None:
    assert "which period '2010-12' is about" in asked(text(tmp_path / "a.csv", wide(("2010-11", "2010-12"))))
    pooled = read(text(tmp_path / "b.csv", wide(("2009-11", "2010-12"))))
    assert [period for _, period, _ in pooled] == ["2009 to 2011", "2010 to 2012"]


def test_pooled_years_may_be_given_by_the_reader(tmp_path: Path) -> None:
    rows = wide(("First", "Second"))
    said = read(text(tmp_path / "a.csv", rows), periods={"First$": "2001-03", "Second$": "2002-04"})
    assert [period for _, period, _ in said] == ["2001 to 2003", "2002 to 2004"]


@pytest.mark.parametrize(
    ("header", "cells", "periods"),
    [
        ("Month", ("01/04/2010", "01/05/2010"), {"2010-04-01": "2010-04-01", "2010-05-01": "2010-05-01"}),
        ("Year ending", ("31/03/2010", "30/06/2010"), {"2010-03-31": "2010-03-31", "2010-06-30": "2010-06-30"}),
        (
            "Period",
            ("2010-04", "2010-05", "2010-11"),
            {"April 2010": "2010-04-30", "May 2010": "2010-05-31", "November 2010": "2010-11-30"},
        ),
        ("Period", ("201004", "201005"), {"April 2010": "2010-04-30", "May 2010": "2010-05-31"}),
        ("Month", ("201011", "201112"), {"November 2010": "2010-11-30", "December 2011": "2011-12-31"}),
        ("Year", ("09/10", "10/11"), {"2009/10": "", "2010/11": ""}),
        ("Quarter", ("2010/11 Q1", "2010/11 Q2"), {"2010/11 Q1": "2010-06-30", "2010/11 Q2": "2010-09-30"}),
        ("Period", ("2001-03", "2002-04"), {"2001 to 2003": "", "2002 to 2004": ""}),
    ],
)
def test_a_column_that_the_reader_names(tmp_path: Path, header: str, cells: tuple[str, ...], periods: dict[str, str]) -> None:
    said = read(text(tmp_path / "a.csv", long(header, *cells)), period_column=header)
    assert said == [("Rate", period, end) for period, end in periods.items()]


def test_a_column_of_dates_of_a_workbook(tmp_path: Path) -> None:
    rows = long("To", datetime(2010, 3, 31), datetime(2011, 3, 31))
    said = read(workbook(tmp_path / "a.xlsx", rows), period_column="To")
    assert said == [("Rate", "2010-03-31", "2010-03-31"), ("Rate", "2011-03-31", "2011-03-31")]


def test_a_column_named_as_that_of_periods_that_says_none_is_asked_about(tmp_path: Path) -> None:
    for cells in (("03/04/2010", "03/31/2010"), ("north", "south")):
        questions = asked(text(tmp_path / "a.csv", long("Month", *cells)), period_column="Month")
        assert questions[0] == f"which periods the column 'Month' says, as {cells[0]!r} is none"
