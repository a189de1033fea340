"""Periods inside headers, titles and labels; what looks like a period and is none; spans; a time period with its identifier."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from python_calamine import CalamineWorkbook

from csrating.errors import ValueInCellError
from csrating.read.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    days_among,
    find_period,
    find_periods,
    identified_period,
    period,
    periods_among,
    periods_of_span,
)


@pytest.mark.parametrize(
    ("text", "label", "kind", "rest"),
    [
        ("2009", "2009", "year", ""),
        ("2009.0", "2009", "year", ""),
        ("20106", "2010", "year", ""),
        ("2010³", "2010", "year", ""),
        ("200809", "2008/09", "two years", ""),
        ("201011", "2010/11", "two years", ""),
        ("2008-09", "2008/09", "two years", ""),
        ("2008/09 ", "2008/09", "two years", ""),
        ("2008/2009", "2008/09", "two years", ""),
        ("2008\u201309", "2008/09", "two years", ""),
        ("2011 to 2012", "2011/12", "two years", ""),
        ("2016-17 (OT)", "2016/17", "two years", ""),
        ("2018 (Rev)", "2018", "year", ""),
        ("2009 (5 terms)3", "2009", "year", ""),
        ("2014\n(2014 methodology)", "2014", "year", ""),
        ("2014\n(2014 methodology4)", "2014", "year", ""),
        ("2015 - 2015 methodology4", "2015", "year", ""),
        ("2014-16", "2014 to 2016", "span", ""),
        ("2013/14-15/16", "2013/14 to 2015/16", "span", ""),
        ("2006-07 to 2009-10", "2006/07 to 2009/10", "span", ""),
        ("200607 to 200910", "2006/07 to 2009/10", "span", ""),
        ("Years: 2009-20132", "2009 to 2013", "span", ""),
        ("Years: 2011 - 2015", "2011 to 2015", "span", ""),
        ("Years: 2011 - 2012", "2011 to 2012", "span", ""),
        ("Year: 2013", "2013", "year", ""),
        ("Oct-Dec 2008", "2008 Q4", "quarter", ""),
        ("October to December 2008", "2008 Q4", "quarter", ""),
        ("Q4 2008", "2008 Q4", "quarter", ""),
        ("Returns 2008Q4", "2008 Q4", "quarter", "Returns"),
        ("outturn_0809", "2008/09", "two years", "outturn"),
        ("StartTotal_2010", "2010", "year", "StartTotal"),
        ("CLA_2011", "2011", "year", "CLA"),
        ("CLA_stp2011", "2011", "year", "CLA_stp"),
        ("Mid2009Pop0-17", "2009", "year", "Pop0-17"),
        ("CLA_Mar2011", "March 2011", "month", "CLA"),
        ("March 2011", "March 2011", "month", ""),
        ("Apr-24", "April 2024", "month", ""),
        ("Apr 21 - Mar 22", "2021/22", "two years", ""),
        ("Jan-99 to Dec-99", "1999", "year", ""),
        ("Number achieving Level 4 in English and Maths 2007", "2007", "year", "Number achieving Level 4 in English and Maths"),
        ("5+ A*-C at KS4 aged 16 in 2009", "2009", "year", "5+ A*-C at KS4 aged 16"),
        ("Children looked after at 31 March 2011", "31 March 2011", "day", "Children looked after"),
        ("as at 31 March 2015", "31 March 2015", "day", ""),
        ("31/03/2015", "31 March 2015", "day", ""),
        ("2015-03-31 00:00:00", "31 March 2015", "day", ""),
        ("Attainment (2010)", "2010", "year", "Attainment"),
        ("Autumn term 2010/11", "2010/11", "two years", "Autumn term"),
        ("Jul 08 - Jun 09", "Jul 2008 to Jun 2009", "months", ""),
        ("Jul 2008 to Jun 2009", "Jul 2008 to Jun 2009", "months", ""),
        ("Oct 2010 - Sep 2011", "Oct 2010 to Sep 2011", "months", ""),
        ("1 July 2008 to 30 June 2009", "Jul 2008 to Jun 2009", "months", ""),
        ("Jul 2008 to Jun 2010", "Jul 2008 to Jun 2010", "months", ""),
        ("Year to Jun 2010", "Jul 2009 to Jun 2010", "months", ""),
        ("12 months to September 2010", "Oct 2009 to Sep 2010", "months", ""),
        ("Year ending 30 June 2010", "Jul 2009 to Jun 2010", "months", ""),
        ("Year to Mar 2010", "2010", "year", ""),
        ("Year ending 5 April 2010", "2010", "year", ""),
        ("Apr 08 - Mar 09", "2008/09", "two years", ""),
        ("Sep 08 - Aug 09", "2008/09", "two years", ""),
        ("Spend 2010 (2005 prices)", "2010", "year", "Spend (2005 prices)"),
        ("House prices 2010", "2010", "year", "House prices"),
        ("Q1 2010/11", "2010/11 Q1", "quarter of two years", ""),
        ("2009/10 Q1", "2009/10 Q1", "quarter of two years", ""),
        ("2010-11 Q4", "2010/11 Q4", "quarter of two years", ""),
        ("Referrals, quarter 2 2010-2011", "2010/11 Q2", "quarter of two years", "Referrals"),
        ("March 09", "March 2009", "month", ""),
        ("Mar 2009", "March 2009", "month", ""),
        ("Y2009", "2009", "year", ""),
        ("2001-03", "2001 to 2003", "span", ""),
        ("2006-08 (pooled)", "2006 to 2008", "span", ""),
        ("visits (between 1 April 2024 and 31 March 2025)", "2024/25", "two years", "visits"),
        ("in-year inspection activity 2024-25", "2024/25", "two years", "in-year inspection activity"),
    ],
)
def test_a_period_in_every_form(text: str, label: str, kind: str, rest: str) -> None:
    found = find_period(text)
    assert found is not None
    assert (found.period.label, found.period.kind, found.rest) == (label, kind, rest)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Year ending 31 March 2011", date(2011, 3, 31)),
        ("Years ending 31 March 2011 to 2015", date(2015, 3, 31)),
        ("as at 31 March 2015", date(2015, 3, 31)),
        ("CLA_Mar2011", date(2011, 3, 31)),
        ("February 2012", date(2012, 2, 29)),
        ("April 2008 to March 2009", date(2009, 3, 31)),
        ("1 September 2008 - 31 August 2009", date(2009, 8, 31)),
        ("January to December 2010", date(2010, 12, 31)),
        ("2008 Q4", date(2008, 12, 31)),
        ("2008/09 Q3", date(2008, 12, 31)),
        ("Q4 2008/09", date(2009, 3, 31)),
        ("Jul 08 - Jun 09", date(2009, 6, 30)),
        ("12 months to February 2012", date(2012, 2, 29)),
        ("March 09", date(2009, 3, 31)),
    ],
)
def test_the_end_is_known_where_it_is_stated(text: str, end: date) -> None:
    found = find_period(text)
    assert found is not None
    assert found.period.end("01-01") == end


@pytest.mark.parametrize(
    "text",
    [
        "aged 16 over",
        "0-17",
        "5-16",
        "1234",
        "2,010",
        "12,010",
        "0.2010",
        "2010%",
        "£2010",
        "E06000012",
        "E12000009",
        "A*-C",
        "5+",
        "KS2",
        "NI 71",
        "Level 2",
        "Overall_1",
        "CLA_10to15",
        "t_l2basics_95",
        "SC037454",
        "SN2010",
        "2009s",
        "1889",
        "2099",
        "19890",
        "",
        "15/16 year olds",
        "SFR 11/2016",
        "SFR27/2010",
        "Children Act 2004",
        "Crime and Disorder Act 1998",
        "since 2010",
        "Prior to 2012",
        "before 1 January 2023",
        "From 1 January 2023, a new judgement",
        "(from 2016)",
        "2012 onwards",
        "© Crown copyright 2025",
        "https://a.example/20141124/2015",
        "Q1 2008/10",
        "Q1-Q3 2008/09",
        "2008/09 Q1 to Q2",
        "Q1 to Q2 2008",
        "Year ending 15 June 2010",
        "Number (2005 prices)",
        "Spend on children (2009-10 prices)",
        "at 2009-10 prices",
        "constant 2010 prices",
        "2015/16 prices",
        "09/10",
        "March 99 98",
        "SY2009",
        "FY2009",
        "2008/10",
        "2010-03",
        "September 2008 to July 2009",
        "31 February 2010",
        "2010 compared with 2011",
        "2009, 2010 and 2011",
    ],
)
def test_what_is_no_period_or_more_than_one(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("2025 (prov)", ("provisional",)),
        ("2018 (Rev)", ("revised",)),
        ("2020 (Final)", ("final",)),
        ("20106", ("footnote 6 left off",)),
        ("2009 (5 terms)3", ("5 terms", "footnote 3 left off")),
        ("Table 3: 2012/13 revised", ("revised",)),
        ("2014-15", ("2014-15 is read as the one year 2014/15",)),
        ("2014-16", ("2014-16 may be one figure for all of 2014 to 2016",)),
        ("Mid-2009", ("mid-year",)),
        ("2009", ()),
    ],
)
def test_what_was_left_off_or_can_be_read_in_two_ways_is_told(text: str, notes: tuple[str, ...]) -> None:
    found = find_period(text)
    assert found is not None
    assert found.notes == notes


def test_several_periods_are_all_given_and_none_is_chosen() -> None:
    text = "change from 2009/10 to 2010 Q2"
    assert [found.period.label for found in find_periods(text)] == ["2009/10", "2010 Q2"]
    assert find_period(text) is None
    same = find_period("2013: aged 4 and above in 2013")
    assert same is not None
    assert same.rest == "aged 4 and above"


def test_a_span_is_made_of_its_periods_each_with_its_end() -> None:
    found = find_period("Years ending 31 March 2011 to 2013")
    assert found is not None
    assert [(one.label, one.ends_on) for one in periods_of_span(found.period)] == [
        ("2011", date(2011, 3, 31)),
        ("2012", date(2012, 3, 31)),
        ("2013", date(2013, 3, 31)),
    ]
    pooled = find_period("2013/14-15/16")
    assert pooled is not None
    assert [one.label for one in periods_of_span(pooled.period)] == ["2013/14", "2014/15", "2015/16"]
    assert [one.label for one in periods_of_span(period("2009"))] == ["2009"]


def test_the_label_of_a_day_or_a_month_is_its_year() -> None:
    for text in ("as at 31 March 2011", "CLA_Mar2011"):
        found = find_period(text)
        assert found is not None
        assert (found.label, found.kind) == ("2011", "year")
        assert period(found.label).label == "2011"


FORMS = {
    "{a}": "{a}",
    "{a}.0": "{a}",
    "Rate {a}": "{a}",
    "CLA_{a}": "{a}",
    "{a} (prov)": "{a}",
    "{a}7": "{a}",
    "Year: {a}": "{a}",
    "{a}/{bb}": "{a}/{bb}",
    "{a}-{bb}": "{a}/{bb}",
    "{a}/{b}": "{a}/{bb}",
    "{a}{bb}": "{a}/{bb}",
    "Rate {a}/{bb} (Rev)": "{a}/{bb}",
    "Years: {a}-{c}": "{a} to {c}",
    "{a} to {c}": "{a} to {c}",
    "{a}/{bb}-{bb}/{cc}": "{a}/{bb} to {b}/{cc}",
    "Jan-Mar {a}": "{a} Q1",
    "at 31 March {a}": "31 March {a}",
    "year ending 31 March {a}": "{a}",
}


@given(st.integers(FIRST_YEAR, LAST_YEAR - 2), st.sampled_from(sorted(FORMS)))
def test_any_year_in_any_form_gets_its_label(year: int, form: str) -> None:
    years = {"a": year, "b": year + 1, "c": year + 2, "bb": f"{(year + 1) % 100:02d}", "cc": f"{(year + 2) % 100:02d}"}
    found = find_period(form.format(**years))
    assert found is not None
    assert found.period.label == FORMS[form].format(**years)


@given(st.text(alphabet="0123456789/-., ()to_", max_size=24))
def test_digits_never_give_a_year_outside_the_range(text: str) -> None:
    for found in find_periods(text):
        assert FIRST_YEAR <= found.period.year <= LAST_YEAR
        assert not found.period.first or FIRST_YEAR <= found.period.first < found.period.year


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_keeps_its_words(text: str) -> None:
    for found in find_periods(text):
        assert set(found.rest) <= set(text) | {" "}


@pytest.mark.parametrize(
    ("time_period", "identifier", "label", "end"),
    [
        ("202425", "Academic year", "2024/25", date(2025, 8, 31)),
        ("202425", "Financial year", "2024/25", date(2025, 3, 31)),
        ("199900", "Tax year", "1999/00", date(2000, 4, 5)),
        ("2024", "Calendar year", "2024", date(2024, 12, 31)),
        ("2025", "Reporting year", "2025", None),
        ("200809", "Financial year Q1", "2008/09 Q1", date(2008, 6, 30)),
        ("200809", "Financial year Q4", "2008/09 Q4", date(2009, 3, 31)),
        ("2024", "Calendar year Q2", "2024 Q2", date(2024, 6, 30)),
        ("2024", "March", "March 2024", date(2024, 3, 31)),
        ("202425", "Autumn term", "2024/25 autumn term", None),
    ],
)
def test_a_time_period_with_its_identifier(time_period: str, identifier: str, label: str, end: date | None) -> None:
    found = identified_period(time_period, identifier)
    assert found.label == label
    assert end is None or found.end("01-01") == end


@pytest.mark.parametrize(
    ("time_period", "identifier"),
    [
        ("2024", "Academic year"),
        ("202425", "Calendar year"),
        ("202426", "Academic year"),
        ("2024", "Week 12"),
        ("24", "Calendar year"),
        ("1889", "Calendar year"),
        ("202425", "Academic year Q1"),
        ("2024", ""),
    ],
)
def test_a_time_period_that_does_not_fit_its_identifier_is_refused(time_period: str, identifier: str) -> None:
    with pytest.raises(ValueInCellError, match=re.escape(repr(time_period))) as caught:
        identified_period(time_period, identifier, where="f.csv!A2")
    assert caught.value.where == "f.csv!A2"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [("Table LA2", "2009 to 2013"), ("Table LA7", "2011 to 2013"), ("Table LA8", "2013"), ("Table LA9", "2009 to 2012")],
)
def test_the_titles_of_a_published_workbook_state_its_years(shared: Path, sheet: str, expected: str) -> None:
    book = CalamineWorkbook.from_path(str(shared / "real/nis_era/SFR50_2013_LATablesA.xlsx"))
    lines = [str(row[0]) for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)[:4]]
    stated = [found for line in lines if (found := find_period(line))]
    assert [found.period.label for found in stated] == [expected]


@pytest.mark.parametrize("text", ["Jul 08 - Jun 09", "2010/11 Q1", "Q4 2010/11", "March 09", "2001-03", "Apr 2008 to Mar 2009", "Y2009"])
def test_the_label_of_a_period_is_read_as_that_period_again(text: str) -> None:
    first = find_period(text)
    assert first is not None
    again = find_period(first.period.label)
    assert again is not None
    assert (again.period.label, again.period.kind, again.rest) == (first.period.label, first.period.kind, "")


@pytest.mark.parametrize(
    ("texts", "header", "labels"),
    [
        (("2010-04",), "Reported", {"2010-04": "April 2010"}),
        (("2010-10", "2010-11", "2011-01"), "", {"2010-10": "October 2010", "2010-11": "November 2010", "2011-01": "January 2011"}),
        (("2001-03",), "Month", {"2001-03": "March 2001"}),
        (("201004", "201011"), "Period", {"201004": "April 2010", "201011": "November 2010"}),
        (("09/10", "10/11"), "Year", {"09/10": "2009/10", "10/11": "2010/11"}),
        (("99/00",), "", {"99/00": "1999/00"}),
    ],
)
def test_what_stands_beside_it_makes_a_period(texts: tuple[str, ...], header: str, labels: dict[str, str]) -> None:
    assert periods_among(texts, header=header) == labels


@pytest.mark.parametrize(
    ("texts", "header"),
    [
        (("2010-11", "2011-12"), "Period"),
        (("2001-03", "2002-04"), "Period"),
        (("2010-04", "2010-13"), "Month"),
        (("201004",), "Spend"),
        (("200910", "201011"), "Period"),
        (("09/10", "10/12"), "Year"),
        (("10/11", "11/12"), "Age"),
        (("10/11", "11/12"), "Year group"),
    ],
)
def test_nothing_beside_it_makes_a_period_of_what_may_be_another_thing(texts: tuple[str, ...], header: str) -> None:
    assert periods_among(texts, header=header) == {}


def test_days_are_none_where_the_month_may_stand_first() -> None:
    assert days_among(["31/03/2010", "2010-06-30", "2010"]) == {"31/03/2010": "2010-03-31", "2010-06-30": "2010-06-30"}
    assert days_among(["03/04/2010", "03/31/2010"]) == {}


def test_a_text_longer_than_a_page_states_no_period_and_takes_no_time() -> None:
    assert find_period(f"{'x' * 1_900} 2009/10") is not None
    began = time.process_time()
    assert [find_periods(unit * 4_000) for unit in ("2009/10 ", "N ", "year ending ")] == [(), (), ()]
    assert len(find_periods("2009/10 " * 250)) == 1
    assert time.process_time() - began < 2


def test_a_number_below_nought_keeps_its_sign_beside_a_period() -> None:
    found = find_period("-2+3 per cent 2009")
    assert found is not None
    assert found.rest == "-2+3 per cent"
    assert [one.rest for one in map(find_period, ("- CLA 2009", "2009 - CLA", "2009-10")) if one] == ["CLA", "CLA", ""]
