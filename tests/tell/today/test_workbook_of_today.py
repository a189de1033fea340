"""The workbook of today: profile bands of ours, measures under our headings, and no sheet or column that would be empty."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

import csrating as cs
from csrating.rate import Ratings
from csrating.schema import INSPECTIONS, OVERALL, check
from csrating.tell import workbook

OF_2009 = re.compile(
    r"\bratings?\b|performs |excellently|satisfactory\b(?! stands)|Every Child Matters outcome$|did not publish|not all published"
)


def book_of(ratings: Ratings) -> Workbook:
    return load_workbook(BytesIO(workbook(ratings)))


def cells(book: Workbook, *, without: tuple[str, ...] = ()) -> list[str]:
    return [
        str(value)
        for sheet in book
        if sheet.title not in without
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]


def headings(book: Workbook, name: str) -> list[str]:
    [table] = book[name].tables.values()
    return [column.name for column in table.tableColumns]


@pytest.fixture(scope="module")
def book(today: Ratings) -> Workbook:
    return book_of(today)


@pytest.fixture(scope="module")
def graded(today: Ratings) -> Ratings:
    """The same with one children's home of Dorset that requires improvement."""
    row = {
        "council": "838",
        "setting": "home",
        "setting_type": "children's homes",
        "run_by": "council",
        "inspected_on": pd.Timestamp("2025-01-15"),
        "aspect": OVERALL,
        "grade": "satisfactory",
        "settings": 1,
        "origin": "published",
        "source": "made",
        "ref": "made.xlsx#S!A1",
    }
    rows = pd.DataFrame([row])[INSPECTIONS.names]
    rows["inspected_on"] = rows["inspected_on"].astype("datetime64[s]")
    data = replace(today.data, inspections=check(INSPECTIONS, rows))
    return cs.rate(data, cs.compare(data))


def test_no_cell_speaks_of_ratings_or_in_the_words_of_2009(book):
    told = [cell for cell in cells(book) if OF_2009.search(cell)]
    assert [cell for cell in told if "In ratings.csv the columns rating and label hold it" not in cell] == []


def test_a_workbook_of_2009_does_speak_so(repository):
    data = cs.read(repository / "data" / "raw", published_only=True)
    assert any(OF_2009.search(cell) for cell in cells(book_of(cs.rate(data, cs.compare(data)))))


def test_the_sheets_are_of_bands_and_measures_and_none_is_empty(book):
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Rules", "Profile bands", "Measures", "Reasons", "Sources"]
    assert all(sheet.max_row > 4 for sheet in book)
    assert "No grades of settings were read, so that no sheet holds any; the profile bands rest on measures alone." in cells(book)
    found = headings(book, "Profile bands")
    for absent in ("Settings inspected (number)", "Good or better (%)", "Borderline between", "Judgement applied", "Inspection (points)"):
        assert absent not in found
    assert {"Profile band (4 best)", "Why no profile band", "Undecided: could be (profile band)"} <= set(found)
    assert {"Measure", "Heading (our choice)"} <= set(headings(book, "Measures"))


def test_the_bands_are_those_of_the_frame_and_the_sparse_one_is_undecided(book, today):
    rows = list(book["Profile bands"].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == "Council code")
    table = pd.DataFrame(rows[start + 1 :], columns=rows[start]).set_index("Council code")
    assert table["Profile band (4 best)"].tolist() == today.table["rating"].tolist()
    assert table.loc["201", "Undecided: could be (profile band)"] == "1 to 4"
    assert set(table["Undecided: could be (profile band)"].drop("201")) == {"no"}


def test_where_grades_were_read_the_profile_is_there_and_says_requires_improvement(graded):
    book = book_of(graded)
    assert "Profile" in book.sheetnames
    found = headings(book, "Profile")
    assert "Requires improvement (number)" in found
    assert not [name for name in found if "atisfactory" in name]
    assert "Settings inspected (number)" in headings(book, "Profile bands")
    assert not [cell for cell in cells(book) if cell.startswith("No grades of settings")]


def test_rules_and_marks_are_told_in_the_words_of_today(book):
    rows = {row[0]: row for row in book["Rules"].iter_rows(values_only=True)}
    assert rows["scale, profile band 4"][1].startswith("Band 4")
    assert rows["standing.width"][3] == "our choice: nobody publishes a profile of today"
    assert rows["points.single_setting"][1] == "outstanding 4, good 3, requires improvement 2, inadequate 1"


def test_it_is_dated_by_the_day_by_which_figures_count(book):
    assert f"{book.properties.created:%Y-%m-%d}" == "2025-12-31"
