from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from csrating.read.judgements.written_days import could_be_month_first, is_counted, written_day

FIFTH = date(2015, 3, 5)


@pytest.mark.parametrize(
    "cell",
    [
        FIFTH,
        datetime(2015, 3, 5),
        datetime(2015, 3, 5, 14, 30),
        "05/03/2015",
        " 5/3/2015 ",
        "05/03/15",
        "5/3/15",
        "05-03-2015",
        "05.03.2015",
        "05/03/2015 00:00",
        "05/03/2015 00:00:00",
        "2015-03-05",
        "2015-03-05 00:00:00",
        "2015-03-05T09:15:00Z",
        "5 March 2015",
        "5th March 2015",
        "Thursday 5 March 2015",
        "Thu, 05 Mar 2015",
        "05-Mar-15",
        "5-MAR-2015",
        "05 Mar 15",
        42068.0,
        42068.5,
        "42068",
    ],
)
def test_the_fifth_of_march_however_it_is_written(cell: object) -> None:
    assert written_day(cell) == FIFTH


@pytest.mark.parametrize(
    "cell",
    [
        "03/27/2015",
        "31/02/2015",
        "2015-27-03",
        "5 Mars 2015",
        "March 2015",
        "2015",
        2015.0,
        12.0,
        "05/03/0215",
        "05/03-2015",
        "15-03-05",
        "",
        "NULL",
        "Inspected 5 March 2015",
        "5 March 2015 to 6 March 2015",
        "\u0665/\u0663/\u0662\u0660\u0661\u0665",
        True,
        "900000",
        900000.0,
    ],
)
def test_what_is_no_day(cell: object) -> None:
    assert written_day(cell) is None


def test_years_of_two_digits_are_those_around_now() -> None:
    assert [written_day(f"01/02/{year}") for year in ("99", "00", "15", "69")] == [
        date(1999, 2, 1), date(2000, 2, 1), date(2015, 2, 1), date(2069, 2, 1),
    ]  # fmt: skip


@given(st.dates(date(1950, 1, 1), date(2069, 12, 31)))
def test_a_day_comes_back_from_every_form(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)
    forms = [f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%Y-%m-%dT%H:%M:%S}", f"{day.day} {day:%B %Y}", f"{day:%d-%b-%Y}", serial]
    assert {written_day(form) for form in forms} == {day}


@given(st.dates(date(1950, 1, 1), date(2069, 12, 31)))
def test_no_day_is_ever_read_month_first(day: date) -> None:
    american = f"{day:%m/%d/%Y}"
    assert (written_day(american) == day) == (day.day == day.month)
    assert could_be_month_first(american) == (day.day <= 12 and day.day != day.month)


def test_only_plausible_numbers_count_days() -> None:
    assert [is_counted(cell) for cell in (42068.0, "42068", 100123.0, 358.0, "SC042068")] == [True, True, False, False, False]
