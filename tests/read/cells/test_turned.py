"""A sheet with rows turned into columns: every cell is still there, once, and is called what it is called in the file."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from csrating.read.cells import Band, Sheet, Turned, turned
from csrating.read.cells.sheet import grid

ROWS = [["Title"], [], ["Year", "Bury", "Leeds"], [2010.0, 1.0, 2.0], ["", 3.0, 4.0], ["Note"]]


def sheet(**said: object) -> Sheet:
    return Sheet("a.xlsx", "T", grid(ROWS), **said)  # type: ignore[arg-type]


def test_a_band_is_turned_and_the_lines_around_it_stand_as_before() -> None:
    made = turned(sheet(), [Band(2, 5)])
    assert made.cells.tolist() == [
        ["Title", "", ""],
        ["", "", ""],
        ["Year", 2010.0, ""],
        ["Bury", 1.0, 3.0],
        ["Leeds", 2.0, 4.0],
        ["Note", "", ""],
    ]
    assert made.band_of.tolist() == [-1, -1, 0, 0, 0, -1]
    assert [made.ref(0, 0), made.ref(3, 2), made.ref(5, 0)] == ["a.xlsx#T!A1", "a.xlsx#T!B5", "a.xlsx#T!A6"]
    assert made.refs([2, 4], 1).tolist() == ["a.xlsx#T!A4", "a.xlsx#T!C4"]


def test_what_the_file_says_of_cells_goes_with_them() -> None:
    percent = (np.array([3, 5]), np.array([1, 0]))
    struck = (np.array([4]), np.array([2]))
    merged = ((3, 0, 4, 0), (0, 0, 0, 2), (1, 0, 2, 1))
    made = turned(
        sheet(merged=merged, flagged={(4, 1): "#N/A"}, raised={(2, 2): "Leeds"}, percent_at=percent, struck_at=struck), [Band(2, 5)]
    )
    assert made.merged == ((2, 1, 2, 2), (0, 0, 0, 2)), "what is merged over the edge of a band is merged no more"
    assert (made.flagged, made.raised) == ({(3, 2): "#N/A"}, {(4, 0): "Leeds"})
    assert np.argwhere(made.percent).tolist() == [[3, 1], [5, 0]]
    assert np.argwhere(made.struck).tolist() == [[4, 2]]


@st.composite
def _sheets_with_bands(draw: st.DrawFn) -> tuple[Sheet, list[Band]]:
    height, width = draw(st.integers(1, 12)), draw(st.integers(1, 6))
    cells = grid([[f"{row}.{column}" for column in range(width)] for row in range(height)])
    edges = sorted(draw(st.sets(st.integers(0, height), max_size=6)))
    return Sheet("a.xlsx", "T", cells), [Band(first, last) for first, last in zip(edges[::2], edges[1::2], strict=False)]


@given(_sheets_with_bands())
def test_every_cell_is_there_once_under_its_own_name(made: tuple[Sheet, list[Band]]) -> None:
    before, bands = made
    after = turned(before, bands)
    filled = [(int(row), int(column)) for row, column in np.argwhere(after.cells != "")]
    assert len(filled) == before.cells.size
    for place in filled:
        row, column = map(int, after.cells[place].split("."))
        assert after.ref(*place) == before.ref(row, column)
        assert after.refs([place[0]], place[1]).tolist() == [before.ref(row, column)]


@given(_sheets_with_bands())
def test_within_a_band_neighbours_change_their_direction(made: tuple[Sheet, list[Band]]) -> None:
    before, bands = made
    after = turned(before, bands)
    for row in range(len(after.cells)):
        texts = [text for text in after.cells[row] if text]
        along = {text.split(".")[0 if after.band_of[row] < 0 else 1] for text in texts}
        assert len(along) == 1
        assert int(texts[0].split(".")[0]) == (after.file_row[row] if after.band_of[row] < 0 else bands[after.band_of[row]].first)


def test_no_band_leaves_a_sheet_as_it_is() -> None:
    made = turned(sheet(), [])
    assert isinstance(made, Turned)
    assert made.cells.tolist() == sheet().cells.tolist()


@pytest.mark.parametrize("place", [(0, 0), (3, 2)])
def test_a_turned_sheet_changes_nothing_of_the_first(place: tuple[int, int]) -> None:
    before = sheet()
    turned(before, [Band(2, 5)]).cells[place] = "changed"
    assert before.cells.tolist() == sheet().cells.tolist()
