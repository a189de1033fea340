from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from csrating.errors import LayoutError, ReferenceDataError, UnknownCouncilError, ValueInCellError
from csrating.read.cells import Sheet
from csrating.read.layouts.reading import parse
from csrating.read.registered.observations import observations, taken_by
from csrating.read.tables.blocks import blocks
from csrating.read.tables.rows import Tidied

SHARES = """
title = "Shares"
[[table]]
name = "shares"
gives = "observations"
sheet = "S"
header = ["LA code", "Area"]
header_rows = 2
notes_begin = "(x|Source:) .*"
former = "divided in 2009"
[table.columns]
code = "LA code"
name = "Area"
[[table.figures]]
header = "(?P<period>[0-9/]+) / (?P<measure>Number|All|Rate)"
words = { Number = "numerator", All = "denominator", Rate = "value" }
[table.symbols]
"x" = "suppressed"
"-" = "not returned"
"" = "no row"
[table.periods]
ends = "03-31"
[[table.indicators]]
indicator = "NI 62"
scale = 100
decimals = 1
"""
TOP = [["A title"], ["LA code", "Area", "2008/092", "", ""], ["", "", "Number", "All", "Rate"]]


def tidied(*rows: list[Any], layout: str = SHARES, top: list[list[Any]] = TOP, taken: Any = None) -> Tidied:
    cells = np.full((len(top) + len(rows), max(len(row) for row in [*top, *rows])), "", dtype=object)
    for place, row in enumerate([*top, *rows]):
        cells[place, : len(row)] = row
    (block,) = blocks(Sheet("f.xlsx", "S", cells), parse(layout, name="small").tables)
    return observations(block, taken=taken or {})


def frame(found: Tidied) -> pd.DataFrame:
    return pd.concat([pd.DataFrame(part) for part in found.parts], ignore_index=True)


def test_value_counts_symbol_period_and_cell_of_each_row() -> None:
    found = frame(
        tidied(
            ["", "ENGLAND9", 900.0, 10000.0, 9.0],
            [],
            ["", "NORTH WEST", 90.0, 1000.0, 9.0],
            [351.0, "Bury ", 11.0, 100.0, 11.0],
            ["358", "Trafford", "x", 200.0, "x"],
            [352.0, "Manchester", "", "", ""],
            ["Source: made up", "", "", "", ""],
        )
    )
    assert found[["level", "area", "area_name"]].to_numpy().tolist() == [
        ["England", "England", "England"],
        ["region", "North West", "North West"],
        ["council", "351", "Bury"],
        ["council", "358", "Trafford"],
    ]
    bury, trafford = found.iloc[2], found.iloc[3]
    assert (bury["value"], bury["numerator"], bury["denominator"], bury["status"], bury["symbol"]) == (11.0, 11.0, 100.0, "reported", "")
    assert (bury["period"], bury["period_end"], bury["ref"], bury["derivation"]) == (
        "2008/09",
        pd.Timestamp(2009, 3, 31),
        "f.xlsx#S!E7",
        "as published",
    )
    assert np.isnan(trafford["value"])
    assert (trafford["status"], trafford["symbol"], trafford["denominator"]) == ("suppressed", "x", 200.0)


def test_every_row_and_cell_has_a_fate() -> None:
    found = tidied(
        [351.0, "Bury", 11.0, 100.0, 11.0],
        [358.0, "Trafford", "x", 200.0, "x"],
        [352.0, "Manchester", "", "", ""],
        [820.0, "Bedfordshire (Pre LGR 2009)", 5.0, 50.0, 10.0],
        [],
        ["x hidden"],
    )
    fates = pd.DataFrame([vars(fate) for fate in found.fates])
    assert fates.groupby("fate")[["rows", "cells"]].sum().T.to_dict("list") == {
        "blank": [1, 0],
        "explained": [1, 6],
        "heading": [2, 0],
        "kept": [3, 4],
        "note": [1, 0],
        "symbol": [0, 2],
    }


@pytest.mark.parametrize(
    ("row", "error", "found", "cell"),
    [
        ([351.0, "Bury", 11.0, 100.0, "eleven"], ValueInCellError, "'eleven' is neither a number nor a declared symbol", "E4"),
        ([351.0, "Bury", 11.0, 100.0, "1E01"], ValueInCellError, "'1E01' is neither", "E4"),
        ([351.0, "Bury", 11.0, 100.0, ""], ValueInCellError, "only some of the cells", "C4"),
        ([351.0, "Bury", 11.0, 100.0, 12.0], ValueInCellError, "do not make the published value", "E4"),
        ([351.0, "Bury", 101.0, 100.0, 101.0], ValueInCellError, "is more than its denominator", "E4"),
        ([351.0, "Buryy", 11.0, 100.0, 11.0], UnknownCouncilError, "'Buryy'", "B4"),
        ([358.0, "Bury", 11.0, 100.0, 11.0], UnknownCouncilError, "'Bury'", "B4"),
        (["", "Atlantis", 11.0, 100.0, 11.0], UnknownCouncilError, "'Atlantis'", "B4"),
        ([351.0, "Bury", 11.0, 100.0, 11.0, "aside"], LayoutError, "'aside' stands under no header", "F4"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(row: list[Any], error: type[Exception], found: str, cell: str) -> None:
    top = [[*line, *[""] * (6 - len(line))] for line in TOP]
    with pytest.raises(error, match=found) as caught:
        tidied(row, top=top)
    assert f"f.xlsx#S!{cell}" in str(caught.value)


def test_a_near_miss_is_never_guessed_at_but_suggested() -> None:
    with pytest.raises(UnknownCouncilError, match=r"Near it: .*Trafford \(358\)"):
        tidied(["", "Traford", 11.0, 100.0, 11.0])


def test_a_figure_under_the_notes_is_refused() -> None:
    with pytest.raises(LayoutError, match="a figure stands under the notes"):
        tidied([351.0, "Bury", 11.0, 100.0, 11.0], ["Source: here"], [358.0, "Trafford", 1.0, 100.0, 1.0])


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(LayoutError, match="there is no row under the header"):
        tidied(["Source: here"])


def test_a_former_council_needs_a_word_in_the_layout() -> None:
    row = [820.0, "Bedfordshire (Pre LGR 2009)", 5.0, 50.0, 10.0]
    with pytest.raises(LayoutError, match="was abolished before the councils of 2009"):
        tidied(row, layout=SHARES.replace('former = "divided in 2009"\n', ""))


def test_counts_to_the_nearest_five_may_differ_from_the_rate_by_what_that_explains() -> None:
    row = [351.0, "Bury", 10.0, 95.0, 12.4]  # 12 of 97
    with pytest.raises(ValueInCellError, match="do not make the published value"):
        tidied(row)
    assert len(frame(tidied(row, layout=SHARES.replace("decimals = 1", "decimals = 1\nrounded_to = 5")))) == 1


@given(st.integers(0, 4000), st.integers(1, 4000))
def test_a_rate_rounded_to_its_decimals_always_agrees_with_its_counts(numerator: int, denominator: int) -> None:
    numerator = min(numerator, denominator)
    found = frame(tidied([351.0, "Bury", float(numerator), float(denominator), round(100 * numerator / denominator, 1)]))
    assert found["value"].iloc[0] == pytest.approx(100 * numerator / denominator, abs=0.05 + 1e-9)


@given(st.integers(0, 400), st.integers(1, 400), st.sampled_from([-1, 1]), st.floats(0.06, 50))
def test_a_rate_that_is_further_off_never_passes(numerator: int, denominator: int, sign: int, error: float) -> None:
    numerator = min(numerator, denominator)
    with pytest.raises(ValueInCellError):
        tidied([351.0, "Bury", float(numerator), float(denominator), 100 * numerator / denominator + sign * error])


DERIVED = (
    SHARES.replace("words = { Number", 'words = { More = "more", Number')
    .replace("Number|All|Rate", "Number|More|All")
    .replace("scale = 100\ndecimals = 1", 'derivation = "share"\nnumerator = ["numerator", "more"]\nscale = 100')
)
DERIVED_TOP = [["A title"], ["LA code", "Area", "2009", "", ""], ["", "", "Number", "More", "All"]]


def test_a_share_of_several_counts_names_all_of_its_cells() -> None:
    found = frame(
        tidied(
            [351.0, "Bury", 10.0, 5.0, 60.0],
            [358.0, "Trafford", 10.0, "x", 60.0],
            [352.0, "Manchester", 0.0, 0.0, 0.0],
            layout=DERIVED,
            top=DERIVED_TOP,
        )
    )
    assert found["value"].tolist()[0] == 25.0
    assert found["numerator"].tolist()[0] == 15.0
    assert found["ref"].iloc[0] == "f.xlsx#S!C4; f.xlsx#S!D4; f.xlsx#S!E4"
    assert found["derivation"].iloc[0] == "100 x (numerator + more) / denominator"
    assert found["status"].tolist() == ["reported", "suppressed", "not applicable"]
    assert found["value"].isna().tolist() == [False, True, True]
    assert found["symbol"].tolist() == ["", "x", ""]


LONG = """
title = "A long table"
[[table]]
name = "long"
gives = "observations"
sheet = "S"
header = ["year", "level"]
unused = "not needed"
[table.columns]
period = "year"
level = "level"
region = "region"
code = "code"
name = "la"
group = "fsm"
[table.levels]
National = "England"
Regional = "region"
LA = "council"
[table.periods]
kind = "year"
ends = "08-31"
[[table.figures]]
header = "rate"
measure = "rate"
[[table.indicators]]
indicator = "NI 81"
derivation = "difference"
value = "rate"
where = { group = "no" }
less = { group = "yes" }
"""
LONG_TOP = [["year", "level", "region", "code", "la", "fsm", "rate"]]


def test_a_difference_pairs_rows_by_area_and_period() -> None:
    found = frame(
        tidied(
            ["2009", "National", "ALL", "ALL", "ALL", "no", "60.5"],
            ["2009", "National", "ALL", "ALL", "ALL", "yes", "40"],
            ["2010", "LA", "North West", "351", "Bury", "yes", "35"],
            ["2010", "LA", "North West", "351", "Bury", "no", "50"],
            ["2009", "Regional", "North West", "ALL", "ALL", "no", "50"],
            ["2009", "Regional", "North West", "ALL", "ALL", "yes", "40"],
            layout=LONG,
            top=LONG_TOP,
        )
    )
    assert found[["area", "period", "value"]].to_numpy().tolist() == [
        ["England", "2009", 20.5],
        ["351", "2010", 15.0],
        ["North West", "2009", 10.0],
    ]
    assert found["ref"].iloc[1] == "f.xlsx#S!G5; f.xlsx#S!G4"
    assert found["derivation"].iloc[0] == "rate: no less yes"


def test_a_difference_whose_rows_do_not_pair_up_is_refused() -> None:
    with pytest.raises(LayoutError, match="do not pair up"):
        tidied(
            ["2009", "LA", "North West", "351", "Bury", "no", "50"],
            ["2010", "LA", "North West", "351", "Bury", "yes", "35"],
            layout=LONG,
            top=LONG_TOP,
        )


def test_921_is_england_and_the_isle_of_wight_in_the_same_file() -> None:
    rows = [
        ["2009", level, "", "921", name, group, rate]
        for level, name in (("National", "England"), ("LA", "Isle of Wight"))
        for group, rate in (("no", "50"), ("yes", "40"))
    ]
    assert frame(tidied(*rows, layout=LONG, top=LONG_TOP))["area"].tolist() == ["England", "921"]


def test_an_undeclared_level_is_refused() -> None:
    with pytest.raises(LayoutError, match="the level 'Ward' is not known"):
        tidied(["2009", "Ward", "", "351", "Bury", "no", "50"], layout=LONG, top=LONG_TOP)


def test_an_indicator_that_is_not_in_the_register() -> None:
    with pytest.raises(ReferenceDataError, match="NI 999"):
        tidied([351.0, "Bury", 11.0, 100.0, 11.0], layout=SHARES.replace("NI 62", "NI 999"))


def test_a_period_of_another_kind() -> None:
    with pytest.raises(LayoutError, match="'2008/092' is a period of the kind 'two years'"):
        tidied([351.0, "Bury", 11.0, 100.0, 11.0], layout=SHARES.replace('ends = "03-31"', 'ends = "03-31"\nkind = "year"'))


def test_every_council_must_have_a_row_where_the_layout_says_so() -> None:
    layout = SHARES.replace("header_rows = 2", "header_rows = 2\nevery_council = true")
    with pytest.raises(LayoutError, match=r"NI 62 2008/092 has no row for City of London \(201\).* and 146 more; expected 152 councils"):
        tidied([351.0, "Bury", 11.0, 100.0, 11.0], layout=layout)


def test_what_a_published_table_holds_is_left_out_of_a_demonstration_one() -> None:
    rows = [[351.0, "Bury", 11.0, 100.0, 11.0], [358.0, "Trafford", 20.0, 200.0, 10.0]]
    published = tidied(rows[0])
    found = tidied(*rows, taken=taken_by([frame(published)]))
    assert frame(found)["area"].tolist() == ["358"]
    superseded = [fate for fate in found.fates if "published row" in fate.explanation]
    assert [fate.cells for fate in superseded] == [3]
