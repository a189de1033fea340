from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from csrating.errors import ValueInCellError
from csrating.read.periods import month_and_day, period


@pytest.mark.parametrize(
    ("text", "label", "end"),
    [
        ("2009", "2009", date(2009, 8, 31)),
        ("20092", "2009", date(2009, 8, 31)),
        ("20132", "2013", date(2013, 8, 31)),
        ("201012", "2010", date(2010, 8, 31)),
        ("200809", "2008/09", date(2009, 8, 31)),
        ("2008-09", "2008/09", date(2009, 8, 31)),
        ("2008/09", "2008/09", date(2009, 8, 31)),
        ("2008\u201309", "2008/09", date(2009, 8, 31)),
        ("2008/092", "2008/09", date(2009, 8, 31)),
        ("2008/2009", "2008/09", date(2009, 8, 31)),
        ("1999/00", "1999/00", date(2000, 8, 31)),
        ("Oct-Dec 2008", "2008 Q4", date(2008, 12, 31)),
        ("October to December 2008", "2008 Q4", date(2008, 12, 31)),
        ("Apr-Jun 2010", "2010 Q2", date(2010, 6, 30)),
        ("2009 Q3", "2009 Q3", date(2009, 9, 30)),
    ],
)
def test_every_form_of_a_period(text: str, label: str, end: date) -> None:
    found = period(text)
    assert (found.label, found.end("08-31")) == (label, end)


@pytest.mark.parametrize(
    "text", ["", "09", "2008/10", "2008-2010", "1889", "2099", "Nov-Jan 2008", "2009 Q5", "2008 (Rev)", "\u0662\u0660\u0660\u0669"]
)
def test_what_is_no_period_is_refused_with_its_cell(text: str) -> None:
    with pytest.raises(ValueInCellError, match="is not a period") as caught:
        period(text, where="f.xlsx#S!C5")
    assert caught.value.where == "f.xlsx#S!C5"


@given(st.integers(1990, 2034), st.sampled_from(["/", "-", "\u2013", ""]), st.sampled_from(["", "2", "9"]))
def test_two_years_follow_each_other_and_lose_their_footnote(first: int, between: str, footnote: str) -> None:
    note = footnote if between else ""
    assert period(f"{first}{between}{(first + 1) % 100:02d}{note}").label == f"{first}/{(first + 1) % 100:02d}"


def test_a_month_that_is_none() -> None:
    assert month_and_day("5", "March") == "03-05"
    with pytest.raises(ValueInCellError, match="not a month"):
        month_and_day("5", "Mars")
