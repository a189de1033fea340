"""The workbook of ratings, read back by programs that did not write it."""

from __future__ import annotations

import dataclasses
import io
import math
import zipfile

import openpyxl
import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from csrating import tell
from csrating.rate import Ratings
from csrating.tell.sheets import sheets_of
from csrating.tell.sheets.xml import safe_text

GRADES = ("Outstanding", "Good", "Satisfactory", "Inadequate")
HOSTILE = "=1+1<b>&\"'$x$"


def read_back(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def table(page: Worksheet) -> pd.DataFrame:
    """The one marked-up table of a sheet, as it stands there."""
    (marked,) = page.tables.values()
    left, top, right, bottom = range_boundaries(marked.ref)
    rows = list(page.iter_rows(top, bottom, left, right, values_only=True))
    return pd.DataFrame(rows[1:], columns=list(rows[0]))


@pytest.fixture(scope="module")
def content(made: Ratings) -> bytes:
    return tell.workbook(made)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return read_back(content)


def test_the_sheets_are_those_that_the_contents_list(book: Workbook) -> None:
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Rules", "Ratings", "Profile", "Indicators", "Reasons", "Sources"]
    contents = table(book["Contents"])
    assert list(contents["Sheet"]) == book.sheetnames[2:]
    assert [len(table(book[name])) for name in contents["Sheet"]] == list(contents["Rows (number)"])


def test_ratings_are_the_figures_of_the_frame(book: Workbook, made: Ratings) -> None:
    found = table(book["Ratings"]).set_index("Council code")
    frame = made.table.set_index("council")
    assert list(found.index) == list(frame.index)
    assert len(found) == 152
    own = found.loc["358"]
    assert (own["Rating (4 best)"], own["Label"], own["Borderline between"]) == (3, "performs well", "none")
    assert own["Limits applied"] == frame.loc["358", "limits"]
    assert own["Combined (points)"] == frame.loc["358", "combined_points"]
    without = frame[frame["rating"].isna()].index
    assert len(without) == 151
    assert set(found.loc[without, "Rating (4 best)"]) == {"[x]"}
    assert set(found.loc[without, "Why no rating"]) == set(frame.loc[without, "why"])


def test_indicators_are_the_figures_of_the_frame_and_a_symbol_where_there_is_none(book: Workbook, made: Ratings) -> None:
    found = table(book["Indicators"])
    near = made.compared[made.compared["against"] == "neighbours"].reset_index(drop=True)
    assert len(found) == len(near) == 1520
    numbers = pd.to_numeric(found["Council's figure (unit)"], errors="coerce")
    assert numbers.equals(near["value"].astype(float).rename("Council's figure (unit)"))
    assert list(found["Source cell"]) == list(near["ref"])
    rows = found.set_index(["Council code", "Indicator"])
    assert rows.loc[("358", "NI 61"), "Council's figure (unit)"] == "[c]"
    assert (
        rows.loc[("334", "NI 148"), "Similar areas with a figure (number)"]
        == near[(near["council"] == "334") & (near["indicator"] == "NI 148")]["with_data"].item()
    )
    assert rows.loc[("816", "NI 58"), "Council's figure (unit)"] == "[x]"
    assert rows.loc[("358", "NI 58"), "Why not comparable"] == "only 3 of 10 have data; at least 5 are needed"
    assert rows.loc[("358", "NI 79"), "Why not comparable"] == "[z]"


def test_figures_are_shown_with_the_decimals_of_their_indicator(book: Workbook) -> None:
    page = book["Indicators"]
    headings = {cell.value: cell.column for cell in page[range_boundaries(page.tables["table_of_indicators"].ref)[1]]}
    form = {
        page.cell(row, headings["Indicator"]).value: page.cell(row, headings["Council's figure (unit)"]).number_format
        for row in range(page.max_row - 9, page.max_row + 1)
    }
    assert (form["NI 148"], form["NI 79"]) == ("#,##0", "#,##0.0")


def test_profile_and_reasons_are_those_of_the_frames(book: Workbook, made: Ratings) -> None:
    profile = table(book["Profile"])
    primary = profile[(profile["Council code"] == "358") & (profile["Type of setting"] == "primary schools")].iloc[0]
    assert list(primary[["Settings inspected (number)", *(f"{grade} (number)" for grade in GRADES)]]) == [3, 1, 1, 1, 0]
    assert primary["Oldest inspection"] == "2008-05-14"
    reasons = table(book["Reasons"])
    assert list(reasons["What was found"]) == list(made.reasons["text"])
    assert set(reasons["Mark"]) <= {"S", "I", "A"}


def test_every_rule_stands_with_its_value_mark_and_why(book: Workbook, made: Ratings) -> None:
    rules = table(book["Rules"]).set_index("Rule")
    assert set(made.framework.rules) <= set(rules.index)
    assert rules.loc["combined.band_cuts", "Value"] == "3.5, 2.5, 1.5"
    assert rules.loc["limits.priority_action", "Mark"] == "S"
    assert rules.loc["standing.width", "What the mark says"] == "our assumption: Ofsted did not publish it"
    assert rules.loc["proportion word: a majority", "Value"] == "more than 50 per cent"


def test_the_symbols_that_are_used_are_explained(book: Workbook) -> None:
    explained = set(table(book["Notes"])["Symbol or word"])
    used = {
        value
        for page in book
        for row in page.iter_rows(values_only=True)
        for value in row
        if isinstance(value, str) and value.startswith("[")
    }
    assert used == {"[c]", "[x]", "[z]"}
    assert used <= explained


def test_sheets_that_rest_on_demonstration_data_say_so_and_others_do_not(book: Workbook, made: Ratings) -> None:
    def warned(page: Worksheet) -> bool:
        return any(str(row[0]).startswith("DEMONSTRATION DATA") for row in page.iter_rows(max_row=4, values_only=True))

    assert {page.title for page in book if warned(page)} == {"Cover", "Ratings", "Profile", "Indicators", "Reasons"}
    published = {name: getattr(made, name).assign(origin="published") for name in ("table", "profile", "compared", "reasons")}
    assert not any(warned(page) for page in read_back(tell.workbook(dataclasses.replace(made, **published))))


def test_text_that_would_run_has_an_apostrophe_and_negative_numbers_have_none(made: Ratings) -> None:
    renamed = made.table.assign(name=made.table["name"].replace("Trafford", HOSTILE), combined_points=-1.5)
    found = table(read_back(tell.workbook(dataclasses.replace(made, table=renamed)))["Ratings"]).set_index("Council code")
    assert found.loc["358", "Council"] == f"'{HOSTILE}"
    assert found.loc["334", "Council"] == "Solihull"
    assert set(found["Combined (points)"]) == {-1.5}


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na"])
def test_every_sign_that_starts_a_formula_is_defused(text: str) -> None:
    assert safe_text(text) == f"'{text}"
    assert safe_text(f"a{text}") == f"a{text}"


def test_another_reader_finds_the_same_cells(content: bytes, book: Workbook) -> None:
    other = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert other.sheet_names == book.sheetnames
    for page in book:
        theirs = other.get_sheet_by_name(page.title).to_python(skip_empty_area=False)
        ours = [["" if value is None else value for value in row] for row in page.iter_rows(values_only=True)]
        assert theirs == ours


def test_the_same_bytes_again_without_any_clock(made: Ratings, content: bytes) -> None:
    assert tell.workbook(made) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
    assert read_back(content).properties.modified.isoformat() == "2009-12-09T00:00:00"


def test_numbers_are_kept_unrounded(made: Ratings) -> None:
    ratings = next(sheet for sheet in sheets_of(made) if sheet.name == "Ratings")
    points = next(field for field in ratings.fields if field.heading == "Combined (points)")
    known = [value for value in points.cells if not isinstance(value, str)]
    assert known == [value for value in made.table["combined_points"] if not math.isnan(value)]
