"""What a header says beside a period: two years and the change between them, last year, marks of revision, words without a subject."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from csrating.read import Answers, Reading, read_file

from .grids import COUNCILS, asked, read_again, text, workbook


def reading(folder: Path, headers: Sequence[str], *, title: str = "", answers: Answers | None = None) -> Reading:
    """A table with these headers over its figures, read."""
    rows = [["Council", *headers], *([name, *range(place + 1, place + 1 + len(headers))] for place, name in enumerate(COUNCILS))]
    path = text(folder / "t.csv", [*([[title, *("" for _ in headers)]] if title else []), *rows])
    return read_file(path, answers=answers or Answers())


def said(read: Reading) -> list[tuple[str, str]]:
    """The measure and the period of each column."""
    assert not read.questions
    return list(read.figures[["measure", "period"]].drop_duplicates().itertuples(index=False, name=None))


def told(read: Reading) -> list[str]:
    return [one.what for one in read.assumptions]


SINGLE, SCHOOL = ["Good 2012", "Good 2013"], ["Good 2011-12", "Good 2012-13"]


@pytest.mark.parametrize(
    ("beside", "change", "period"),
    [
        (SINGLE, "Change in good 2012 to 2013", "2013"),
        (SINGLE, "Change 2012-13", "2013"),
        (SINGLE, "Improvement 2012 - 2013", "2013"),
        (SINGLE, "Difference 2012-13", "2013"),
        (["Good 2009", "Good 2013"], "Change 2009 to 2013", "2013"),
        (["Good 2012/13", "Good 2013/14"], "Change 2012/13 to 2013/14", "2013/14"),
        ([], "Change in good 2012 to 2013", "2013"),
    ],
)
def test_a_change_between_two_years_keeps_its_words_and_is_about_the_later(
    tmp_path: Path, beside: list[str], change: str, period: str
) -> None:
    read = reading(tmp_path, [*beside, change])
    assert said(read)[-1] == (change, period)
    assert f"{change!r} is about {period}" in told(read)
    again = read_again(tmp_path, read, tmp_path / "t.csv")
    assert again.figures.drop(columns="basis").equals(read.figures.drop(columns="basis"))


@pytest.mark.parametrize("header", ["Change 2012-13", "Difference 2012-13", "Good 2012/13"])
def test_among_school_years_two_years_are_one(tmp_path: Path, header: str) -> None:
    assert said(reading(tmp_path, [*SCHOOL[:1], header]))[-1][1] == "2012/13"


def test_a_change_that_may_be_of_one_school_year_is_asked_about(tmp_path: Path) -> None:
    assert asked(reading(tmp_path, ["Change 2012-13"])) == [("which period the figures are about", "A1")]


def test_an_average_of_two_years_beside_them_is_about_both(tmp_path: Path) -> None:
    read = reading(tmp_path, [*SINGLE, "Average 2012-2013"])
    assert said(read)[-1] == ("Average", "2012 to 2013")
    assert read_again(tmp_path, read, tmp_path / "t.csv").figures["period"].tolist() == read.figures["period"].tolist()
    assert said(reading(tmp_path, ["Average points 2012-13"])) == [("Average points", "2012/13")]


def test_what_a_change_starts_from_is_not_its_period(tmp_path: Path) -> None:
    assert said(reading(tmp_path, ["Rate", "Change from 2012/13"], title="Children in need 2013/14")) == [
        ("Rate", "2013/14"),
        ("Change from 2012/13", "2013/14"),
    ]
    assert said(reading(tmp_path, ["Data from 2012/13"])) == [("Data", "2012/13")]


@pytest.mark.parametrize("header", ["Rate last year", "Last year", "Previous value", "Prior year rate", "Referrals 2 years ago"])
def test_figures_of_an_earlier_year_have_not_that_of_the_title(tmp_path: Path, header: str) -> None:
    title = "Children in need 2013/14"
    read = reading(tmp_path, ["Rate", header], title=title)
    assert asked(read) == [(f"which period {header!r} is about, as it is an earlier one than that of the table", "C2")]
    answered = reading(tmp_path, ["Rate", header], title=title, answers=Answers(periods={f"^{header}$": "2012/13"}))
    assert said(answered) == [("Rate", "2013/14"), (header, "2012/13")]
    assert said(reading(tmp_path, ["Rate", header], title=title, answers=Answers(left_out=(header,)))) == [("Rate", "2013/14")]


@pytest.mark.parametrize(
    "header", ["This year", "Latest value", "Change from last year", "Referrals in the last year", "% better than last year"]
)
def test_this_year_and_what_is_compared_with_last_year_have_that_of_the_title(tmp_path: Path, header: str) -> None:
    assert said(reading(tmp_path, ["Rate", header], title="Children in need 2013/14"))[1] == (header, "2013/14")


def test_beside_a_column_of_periods_figures_of_last_year_can_only_be_left_out(tmp_path: Path) -> None:
    rows = [
        ["Year", "Council", "Rate", "Rate last year"],
        *([2012, name, 1, 2] for name in COUNCILS),
        *([2013, name, 1, 2] for name in COUNCILS),
    ]
    read = read_file(text(tmp_path / "t.csv", rows))
    assert [one.options for one in read.questions] == [("--leave-out 'Rate last year'",)]
    assert set(read_file(tmp_path / "t.csv", answers=Answers(left_out=("Rate last year",))).figures["period"]) == {"2012", "2013"}


@pytest.mark.parametrize(
    ("headers", "mark"),
    [
        (["2010-11 R", "2011-12 P"], "'2011-12 P' is 2011/12, provisional"),
        (["2010-11", "2011-12P"], "'2011-12P' is 2011/12, provisional"),
        (["2010-11 rev", "2011-12 prov."], "'2010-11 rev' is 2010/11, revised"),
        (["AY 2010/11", "AY 2011/12"], "'AY 2010/11' is 2010/11, academic year"),
        (["2010/11 FY", "2011/12 FY"], "'2010/11 FY' is 2010/11, financial year"),
    ],
)
def test_a_mark_beside_a_period_is_told_and_is_no_measure(tmp_path: Path, headers: list[str], mark: str) -> None:
    read = reading(tmp_path, headers, title="Homeless young people")
    assert said(read) == [("Homeless young people", "2010/11"), ("Homeless young people", "2011/12")]
    assert mark in told(read)


def test_the_kind_of_year_may_stand_in_a_row_of_its_own(tmp_path: Path) -> None:
    rows = [
        ["Homeless", "", ""],
        ["Council", "Financial year", "Financial year"],
        ["", "2010-11", "2011-12"],
        *([name, 1, 2] for name in COUNCILS),
    ]
    assert said(read_file(workbook(tmp_path / "t.xlsx", rows))) == [("Homeless", "2010/11"), ("Homeless", "2011/12")]


def test_marks_tell_two_columns_of_one_period_apart(tmp_path: Path) -> None:
    read = reading(tmp_path, ["Births 2011 P", "Births 2011 R"])
    assert said(read) == [("Births", "2011")]
    assert set(read.figures["breakdown"]) == {"provisional", "revised"}


def test_words_without_a_subject_beside_a_period_have_that_of_the_title(tmp_path: Path) -> None:
    read = reading(tmp_path, ["2011 number", "2011 rate"], title="Permanent exclusions")
    assert said(read) == [("Permanent exclusions / number", "2011"), ("Permanent exclusions / rate", "2011")]
    assert "'2011 number' is of what the lines above the table name" in told(read)
    assert said(reading(tmp_path, ["2010-11 outturn", "2011-12 budget"], title="Net spending"))[1] == ("Net spending / budget", "2011/12")


def test_words_with_a_subject_beside_a_period_stand_alone(tmp_path: Path) -> None:
    assert said(reading(tmp_path, ["2011 adoptions", "2012 adoptions"], title="Children")) == [("adoptions", "2011"), ("adoptions", "2012")]


def test_a_period_and_a_doubt_about_a_header_are_asked_at_once(tmp_path: Path) -> None:
    read = reading(tmp_path, ["2012", "2013", "% change"], title="Number looked after")
    assert asked(read) == [
        ("which period '% change' is about", "A2"),
        ("whether the header '2012' lacks words, as another says '% change' (t!D2)", "B2"),
    ]
    assert read.questions[1].confirmed == "'2012' is the whole header"
    answers = Answers(period="2013", confirmed=("t!B2",))
    assert said(reading(tmp_path, ["2012", "2013", "% change"], title="Number looked after", answers=answers))[-1] == ("% change", "2013")
