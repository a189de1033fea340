"""The whole raw folder: contracts, the fate of every row and cell, and the demonstration set read back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from csrating import demonstration
from csrating.errors import SourceError
from csrating.read import Data, read
from csrating.read.registered.runs import runs_of
from csrating.schema import ASPECTS, GRADES, INSPECTIONS, OBSERVATIONS, SAFEGUARDING


@pytest.fixture(scope="module")
def truth() -> demonstration.Demonstration:
    return demonstration.generate()


def test_columns_are_those_of_the_contracts(everything: Data) -> None:
    assert list(everything.observations) == OBSERVATIONS.names
    assert list(everything.inspections) == INSPECTIONS.names
    assert list(everything.safeguarding) == SAFEGUARDING.names


def test_the_demonstration_figures_are_read_back_value_for_value(everything: Data, truth: demonstration.Demonstration) -> None:
    keys = ["level", "area", "indicator", "period"]
    rows = everything.observations.query("origin == 'demonstration'").set_index(keys).sort_index()
    published = everything.observations.query("origin == 'published'").set_index(keys).index
    expected = truth.indicators.set_index(keys).sort_index()
    expected = expected[~expected.index.isin(published)]
    assert rows.index.tolist() == expected.index.tolist()
    for column in ("value", "status", "symbol", "period_end"):
        assert_same(rows[column], expected[column])
    reported = (rows["status"] == "reported").to_numpy()
    for column in ("numerator", "denominator"):
        assert_same(rows.loc[reported, column], expected.loc[reported, column])


def assert_same(found: pd.Series, expected: pd.Series) -> None:
    pd.testing.assert_series_equal(found, expected, check_dtype=False, check_exact=True, check_index=False, obj=str(found.name))


@pytest.mark.parametrize("part", ["schools", "social_care"])
def test_the_demonstration_inspections_are_read_back_one_by_one(everything: Data, truth: demonstration.Demonstration, part: str) -> None:
    keys = ["setting", "inspected_on", "setting_type", "council", "run_by"]
    wide = getattr(truth, part).copy()
    wide["setting"] = wide["setting"].astype(str)
    expected = wide.melt(keys, list(ASPECTS), var_name="aspect", value_name="grade")
    expected = expected[expected["grade"] != ""].sort_values(["setting", "inspected_on", "aspect"], ignore_index=True)
    rows = everything.inspections[everything.inspections["source"] == f"demonstration-{part.replace('_', '-')}"]
    rows = rows.sort_values(["setting", "inspected_on", "aspect"], ignore_index=True)
    assert len(rows) == len(expected)
    for column in (*keys, "aspect", "grade"):
        assert rows[column].tolist() == expected[column].tolist()
    assert (rows["settings"] == 1).all()


def test_the_demonstration_counts_are_read_back(everything: Data, truth: demonstration.Demonstration) -> None:
    rows = everything.inspections[everything.inspections["source"] == "demonstration-early-years"]
    found = rows.set_index(["council", "setting_type", "aspect", "grade"])["settings"].sort_index()
    expected = truth.early_years.set_index(["council", "setting_type", "aspect"])[list(GRADES)].stack().sort_index()
    assert found.to_dict() == expected.to_dict()


def test_the_demonstration_findings_are_read_back(everything: Data, truth: demonstration.Demonstration) -> None:
    columns = ["council", "kind", "held_on", "aspect", "finding"]
    rows = everything.safeguarding.query("origin == 'demonstration'")[columns]
    order = {"by": columns, "ignore_index": True}
    expected = truth.findings[columns].assign(held_on=pd.to_datetime(truth.findings["held_on"]))
    assert rows.sort_values(**order).astype(str).to_numpy().tolist() == expected.sort_values(**order).astype(str).to_numpy().tolist()


def test_every_row_of_every_sheet_has_a_fate(everything: Data) -> None:
    told = everything.fates.groupby(["source", "sheet"])["rows"].sum()
    workbooks = [source for source in everything.sources if source.path.suffix == ".xlsx"]
    for source in workbooks:
        book = openpyxl.load_workbook(source.path, read_only=True)
        assert told[source.id].to_dict() == {sheet.title: sheet.max_row for sheet in book.worksheets}
        book.close()
    assert told["attainment-at-19"].sum() == 3361
    assert told["looked-after-children-2011"].sum() == 166
    assert told["demonstration-social-care"].sum() == 3137
    assert told["demonstration-positive-contribution"].sum() == 165
    assert len(workbooks) + 4 == len(everything.sources)


def test_cells_kept_are_those_behind_the_observations(everything: Data) -> None:
    kept = everything.fates.query("fate == 'kept'").groupby("source")["cells"].sum()
    inspections = everything.inspections.groupby("source").size()
    for source in ("demonstration-schools", "demonstration-social-care", "demonstration-early-years"):
        assert kept[source] == inspections[source]
    runaways = everything.observations.query("source == 'runaways-ni-071'")
    fates = everything.fates.query("source == 'runaways-ni-071'").groupby("fate")["cells"].sum()
    assert fates["kept"] == runaways["value"].notna().sum()
    assert fates["symbol"] == runaways["value"].isna().sum()
    assert fates.sum() == 162 * 42


def test_what_is_explained_says_why(everything: Data) -> None:
    explained = everything.fates[everything.fates["fate"].isin(["explained", "symbol"])]
    assert (explained["explanation"] != "").all()


def test_each_reference_is_of_one_cell_and_one_figure(everything: Data) -> None:
    refs = everything.inspections["ref"]
    assert refs.is_unique
    assert everything.observations.query("derivation == 'as published'")["ref"].is_unique


@pytest.mark.parametrize("jobs", [1, 3])
def test_reading_again_by_one_process_or_several_gives_the_same(everything: Data, data_raw: Path, jobs: int) -> None:
    again = read(data_raw, jobs=jobs)
    for table in ("observations", "inspections", "safeguarding", "fates"):
        pd.testing.assert_frame_equal(getattr(again, table), getattr(everything, table))
    assert again.sources == everything.sources
    assert [(source, sheet.place) for source, sheet in again.sheets] == [(source, sheet.place) for source, sheet in everything.sheets]
    assert all((one.cells == other.cells).all() for (_, one), (_, other) in zip(again.sheets, everything.sheets, strict=True))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_the_first_file_with_a_fault_is_told_whichever_is_read_first(raw, data_raw: Path, jobs: int) -> None:
    whole = (data_raw / "published" / "emotional-health-ni-058.xlsx").read_bytes()
    for place, content in enumerate((whole, b"not a workbook", *[b"nor this"] * 4)):
        raw.add(f"{place}.xlsx", content, layout="emotional-health")
    with pytest.raises(SourceError, match=r"^1\.xlsx: "):
        read(raw.path, jobs=jobs)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9), st.integers(1, 6))
def test_files_are_shared_out_in_their_order_and_none_is_lost(sizes: list[int], most: int) -> None:
    runs = runs_of(list(range(len(sizes))), sizes, most)
    assert [one for run in runs for one in run] == list(range(len(sizes)))
    assert len(runs) <= most
    if sum(sizes):
        assert max(sum(sizes[one] for one in run) for run in runs) <= sum(sizes) / most + max(sizes)


def test_a_published_row_goes_before_a_demonstration_one(raw, data_raw: Path) -> None:
    content = (data_raw / "published" / "emotional-health-ni-058.xlsx").read_bytes()
    raw.add("one.xlsx", content, layout="emotional-health")
    raw.add("two.xlsx", content, layout="emotional-health", origin="demonstration")
    data = read(raw.path)
    assert set(data.observations["origin"]) == {"published"}
    fates = data.fates[(data.fates["source"] == "two") & (data.fates["cells"] > 0)]
    assert fates[["fate", "explanation"]].to_numpy().tolist() == [
        ["explained", "a published row for the same area, indicator and period is used instead"]
    ]
    assert fates["cells"].sum() == data.fates.query("source == 'one'")["cells"].sum()


def test_a_folder_without_published_files_where_they_are_asked_for(data_raw: Path) -> None:
    with pytest.raises(SourceError, match="nothing there is published"):
        read(data_raw / "demonstration", published_only=True)
