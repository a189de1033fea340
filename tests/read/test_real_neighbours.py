"""The published lists of statistical neighbours, read by their layout and by inference, against the registers that were made of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from csrating.read import Reading, read_file
from csrating.reference import neighbour_table, neighbour_table_from
from csrating.schema import NEIGHBOUR_LISTS, check

VINTAGES = {"2021": "sn_april_2021.xlsx", "2025": "sn_may_2025.xlsx"}
LEFT_OUT = {"2021": [], "2025": ["835", "836", "837", "909", "928"]}
"""Councils at the foot of a sheet that its register leaves out: they had ended, and stand there with their neighbours of before."""


@pytest.fixture(params=["by layout", "by inference"])
def infer(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "by inference")


def reading(shared: Path, vintage: str, *, infer: bool) -> Reading:
    return read_file(shared / "real" / "present_day" / VINTAGES[vintage], infer=infer)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_sheet_says_what_the_register_says(shared: Path, vintage: str, infer: bool) -> None:
    read = reading(shared, vintage, infer=infer)
    assert read.questions == ()
    assert read.figures.empty
    check(NEIGHBOUR_LISTS, read.neighbours)
    table = neighbour_table_from(read.neighbours)
    pd.testing.assert_frame_equal(
        table[~table["council"].isin(LEFT_OUT[vintage])].reset_index(drop=True), neighbour_table(vintage), check_dtype=False
    )


@pytest.mark.parametrize("vintage", VINTAGES)
def test_layout_and_inference_agree_cell_by_cell(shared: Path, vintage: str) -> None:
    one, other = (reading(shared, vintage, infer=infer).neighbours.drop(columns="basis") for infer in (False, True))
    assert one.equals(other)


@pytest.mark.parametrize(("vintage", "neighbours"), [("2021", 1560), ("2025", 1580)])
def test_every_row_and_cell_is_accounted_for(shared: Path, vintage: str, neighbours: int, infer: bool) -> None:
    account = reading(shared, vintage, infer=infer).report.accounts.iloc[0]
    assert account[["rows", "rows_told", "kept", "figures", "balances"]].tolist() == [164, 164, neighbours, neighbours, True]


def test_dashes_in_place_of_neighbours_are_told(shared: Path, infer: bool) -> None:
    read = reading(shared, "2021", infer=infer)
    told = [(one.found, one.where.rpartition("!")[2]) for one in read.remarks if one.kind == "no neighbours"]
    assert told == [
        ("no neighbour of Cumberland is given", "F156"),
        ("no neighbour of Westmorland and Furness is given", "F157"),
    ]
    assert "'-' in place of a neighbour: not available" in read.fates["explanation"].tolist()


def test_the_foot_of_the_later_sheet_repeats_the_earlier_list(shared: Path, infer: bool) -> None:
    later, earlier = (neighbour_table_from(reading(shared, vintage, infer=infer).neighbours) for vintage in ("2025", "2021"))
    ended = LEFT_OUT["2025"]
    foot, before = (table[table["council"].isin(ended)].reset_index(drop=True) for table in (later, earlier))
    assert foot.equals(before)
