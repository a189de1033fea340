"""Periods as the open data standards write them, each kind by hand, and all that can be written kept apart."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from csrating.read.periods import a_financial_quarter, a_month, a_quarter, identified_period, two_years
from csrating.tell.opendata.checks.times import time_rules
from csrating.tell.opendata.times import Time, standard_time


@pytest.mark.parametrize(
    ("label", "ends_on", "expected"),
    [
        ("2009", "2009-12-31", ("2009", "Calendar year", "")),
        ("2009", "2009-03-31", ("2009", "Reporting year", "")),
        ("2011-03-31", "2011-03-31", ("2011", "Reporting year", "")),
        ("2008/09", "2009-03-31", ("200809", "Financial year", "")),
        ("2008/09", "2009-04-05", ("200809", "Tax year", "")),
        ("2008/09", "2009-07-31", ("200809", "Academic year", "")),
        ("2008/09", "2009-08-31", ("200809", "Academic year", "")),
        ("1999/00", "2000-08-31", ("199900", "Academic year", "")),
        ("2008/09", "2009-09-30", ("2009", "Reporting year", "")),
        ("2008 Q4", "2008-12-31", ("200809", "Financial year Q3", "")),
        ("2009 Q1", "2009-03-31", ("200809", "Financial year Q4", "")),
        ("2009 Q2", "2009-06-30", ("200910", "Financial year Q1", "")),
        ("2008/09 Q4", "2009-03-31", ("200809", "Financial year Q4", "")),
        ("March 2011", "2011-03-31", ("2011", "March", "")),
        ("2008/09 autumn term", "2008-12-31", ("200809", "Autumn term", "")),
        ("2008/09 autumn and spring term", "2009-04-30", ("200809", "Autumn and spring term", "")),
        ("Jul 2008 to Jun 2009", "2009-06-30", ("2009", "Reporting year", "")),
        ("Jan 2008 to Dec 2010", "2010-12-31", ("2010", "Calendar year", "2008")),
        ("Jul 2006 to Jun 2009", "2009-06-30", ("2009", "Reporting year", "2006")),
        ("2007 to 2009", "2009-12-31", ("2009", "Calendar year", "2007")),
        ("2006/07 to 2008/09", "2009-03-31", ("200809", "Financial year", "200607")),
    ],
)
def test_each_kind_of_period(label: str, ends_on: str, expected: tuple[str, str, str]) -> None:
    assert standard_time(label, date.fromisoformat(ends_on)) == Time(*expected)


def test_what_is_no_period_is_not_written() -> None:
    assert standard_time("at the time of the census", date(2009, 1, 15)) is None
    assert standard_time("2009 (second return)", date(2009, 12, 31)) is None


years = st.integers(1991, 2034)


@given(
    st.one_of(
        st.builds(a_quarter, years, st.integers(1, 4)),
        st.builds(a_financial_quarter, years, st.integers(1, 4)),
        st.builds(a_month, years, st.integers(1, 12)),
        st.builds(lambda year: two_years(year, date(year + 1, 8, 31)), years),
        st.builds(lambda year: two_years(year, date(year + 1, 3, 31)), years),
    )
)
def test_what_is_written_keeps_the_rules_and_is_read_back_as_the_period_that_it_was(period) -> None:
    written = standard_time(period.label, period.end(""))
    table = pd.DataFrame([[written.time_period, written.time_identifier]], columns=["time_period", "time_identifier"])
    assert not list(time_rules(table))
    assert identified_period(written.time_period, written.time_identifier).end("") == period.end("")
