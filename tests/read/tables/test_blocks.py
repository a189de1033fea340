from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from csrating.errors import LayoutError
from csrating.read.cells import Sheet
from csrating.read.layouts.reading import Figure, LeftOut, Table
from csrating.read.tables.blocks import blocks, header_words
from csrating.read.tables.columns import columns


def sheet_of(*rows: list[Any]) -> Sheet:
    width = max(len(row) for row in rows)
    cells = np.full((len(rows), width), "", dtype=object)
    for place, row in enumerate(rows):
        cells[place, : len(row)] = row
    return Sheet("f.xlsx", "S", cells)


def table_of(**other: Any) -> Table:
    given = {"name": "one", "gives": "observations", "sheet": "S", "header": ("Area", "2009"), "columns": {"name": "Area"}}
    given["figures"] = (Figure("(?P<period>[0-9]{4})[0-9]?", "value"),)
    return Table(**(given | other))


def test_merged_headings_stand_over_each_of_their_columns() -> None:
    rows = sheet_of(
        ["LA code", "Area", "2009", "", "", "", "20102", "", ""],
        ["", "", "Score", "Criteria", "", "", "Score", "Criteria", ""],
        ["", "", "Overall", "First", "Second", "", "Overall", "First", "Second"],
    ).cells
    assert header_words(rows) == {
        0: "LA code",
        1: "Area",
        2: "2009 / Score / Overall",
        3: "2009 / Criteria / First",
        4: "2009 / Criteria / Second",
        6: "20102 / Score / Overall",
        7: "20102 / Criteria / First",
        8: "20102 / Criteria / Second",
    }


def test_a_heading_does_not_reach_past_a_spacer_or_under_a_new_heading_above() -> None:
    rows = sheet_of(["A", "", "", "", "B"], ["x", "y", "", "z", ""]).cells
    assert header_words(rows) == {0: "A / x", 1: "A / y", 3: "z", 4: "B"}


@pytest.mark.parametrize("years", [("Boys", "Girls"), ("2009", "2010")])
def test_a_merged_heading_reaches_no_further_than_it_is_merged(years: tuple[str, str]) -> None:
    rows = sheet_of(["", years[0], "", years[1], "", ""], ["LA", "Number", "Rate", "Number", "Rate", "All pupils"]).cells
    words = header_words(rows, merged=[(0, 1, 2), (0, 3, 4)])
    assert (words[4], words[5]) == (f"{years[1]} / Rate", "All pupils")


def test_a_heading_that_is_merged_one_short_goes_on_over_what_stands_under_the_other() -> None:
    """As over the last column of table LA3 of the outcomes of 2013."""
    rows = sheet_of(["", "2009", "", "", "2010", "", ""], ["LA", "Number", "Rate", "Rank", "Number", "Rate", "Rank"]).cells
    assert header_words(rows, merged=[(0, 1, 3), (0, 4, 5)])[6] == "2010 / Rank"
    assert header_words(rows, merged=[(0, 1, 2), (0, 4, 6)])[3] == "2009 / Rank"
    twice = sheet_of(["", "2009", "", "2010", "", ""], ["LA", "Number", "Rate", "Number", "Rate", "Rate"]).cells
    assert header_words(twice, merged=[(0, 1, 2), (0, 3, 4)])[5] == "Rate"


def test_a_table_is_found_wherever_it_stands() -> None:
    table = table_of()
    small = [["Area", "2009"], ["Bury", 1.0]]
    (plain,) = blocks(sheet_of(*small), [table])
    (moved,) = blocks(sheet_of(["A title"], [], ["", "", "Area ", "2009"], ["", "", "Bury", 1.0]), [table])
    assert (plain.top, plain.first, plain.last) == (0, 1, 2)
    assert (moved.top, moved.first, moved.last) == (2, 3, 4)
    assert [columns(block).roles["name"] for block in (plain, moved)] == [0, 2]


def test_a_header_with_a_number_for_a_year() -> None:
    (block,) = blocks(sheet_of(["Area", 2009.0], ["Bury", 1.0]), [table_of()])
    assert columns(block).figures[0].period == "2009"


def test_a_renamed_column_is_told_with_what_the_row_holds() -> None:
    with pytest.raises(LayoutError, match="lacks 'Area'; the row holds 'Authority', '2009'") as caught:
        blocks(sheet_of(["A title"], ["Authority", "2009"], ["Bury", 1.0]), [table_of()])
    assert caught.value.where == "f.xlsx#S!A2"


def test_a_header_that_is_nowhere() -> None:
    with pytest.raises(LayoutError, match="no row holds the header 'Area' and '2009'"):
        blocks(sheet_of(["A title"], ["Bury", 1.0]), [table_of()])


def test_a_header_that_is_there_twice_is_refused_with_both_places() -> None:
    twice = sheet_of(["Area", "2009"], ["Bury", 1.0], ["Area", "2009"], ["Bury", 2.0])
    with pytest.raises(LayoutError, match=r"2 rows hold the header .* f\.xlsx#S!A1, f\.xlsx#S!A3; expected exactly one"):
        blocks(twice, [table_of()])


def test_a_table_that_repeats_takes_what_holds_for_it_from_its_own_title() -> None:
    table = table_of(repeats=True, title="(?P<indicator>NI [0-9]+) .*", lines=("Unit: (?P<unit>.*)",))
    sheet = sheet_of(
        ["NI 58 One"], ["Unit: score"], ["Area", "2009"], ["Bury", 1.0], ["NI 71 Two"], ["Unit: points"], ["Area", "2009"], ["Bury", 2.0]
    )
    first, second = blocks(sheet, [table])
    assert (first.said, first.last) == ({"indicator": "NI 58", "unit": "score"}, 4)
    assert (second.said, second.start) == ({"indicator": "NI 71", "unit": "points"}, 4)


def test_a_table_without_its_own_title_does_not_borrow_that_of_another() -> None:
    table = table_of(repeats=True, title="(?P<indicator>NI [0-9]+) .*")
    sheet = sheet_of(["NI 58 One"], ["Area", "2009"], ["Bury", 1.0], [""], ["Area", "2009"], ["Bury", 2.0])
    with pytest.raises(LayoutError, match="has no title") as caught:
        blocks(sheet, [table])
    assert caught.value.where == "f.xlsx#S!A5"


def test_a_title_that_contradicts_the_name_of_its_sheet() -> None:
    table = table_of(sheet="(?P<indicator>NI [0-9]+)", title="(?P<indicator>NI [0-9]+) .*")
    cells = sheet_of(["NI 58 One"], ["Area", "2009"], ["Bury", 1.0]).cells
    assert blocks(Sheet("f.xlsx", "NI 58", cells), [table])[0].said == {"indicator": "NI 58"}
    with pytest.raises(LayoutError, match="said to be about 'NI 71' and about 'NI 58'"):
        blocks(Sheet("f.xlsx", "NI 71", cells), [table])


def test_a_line_that_is_missing_or_there_twice() -> None:
    table = table_of(lines=("Unit: (?P<unit>.*)",))
    with pytest.raises(LayoutError, match="no lines above the header"):
        blocks(sheet_of(["Area", "2009"], ["Bury", 1.0]), [table])
    with pytest.raises(LayoutError, match="2 lines above the header"):
        blocks(sheet_of(["Unit: score"], ["Unit: points"], ["Area", "2009"], ["Bury", 1.0]), [table])


def test_a_column_that_the_layout_does_not_know() -> None:
    sheet = sheet_of(["Area", "2009", "Remarks"], ["Bury", 1.0, "none"])
    (block,) = blocks(sheet, [table_of()])
    with pytest.raises(LayoutError, match=r"does not know: 'Remarks' \(f\.xlsx#S!C1\)"):
        columns(block)
    (known,) = blocks(sheet, [table_of(left_out_columns=(LeftOut("Remarks", "words"),))])
    assert columns(known).left_out == {2: "words"}


def test_two_columns_for_one_role() -> None:
    (block,) = blocks(sheet_of(["Area", "Area", "2009"], ["Bury", "Bury", 1.0]), [table_of()])
    with pytest.raises(LayoutError, match="2 columns are headed 'Area'"):
        columns(block)


def test_a_merged_heading_takes_a_column_more_only_where_its_words_are_missing_there_and_no_total_of_all() -> None:
    def over_last(last: str) -> str:
        rows = [["", "Boys", "", "", "Girls", "", ""], ["LA", "Number", "Rate", last, "Number", "Rate", last]]
        cells = np.array(rows, dtype=object)
        return header_words(cells, merged=[(0, 1, 3), (0, 4, 5)])[6]

    assert over_last("Rank") == "Girls / Rank"
    assert over_last("Total") == "Total"
    assert over_last("All pupils") == "All pupils"
