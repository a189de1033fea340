"""Files of the repository, damaged one way at a time: each gives one sentence with its file, sheet and cell, and never a figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from csrating.errors import CsratingError, LayoutError, SourceError, TableError, UnknownCouncilError, ValueInCellError
from csrating.read import read

RUNAWAYS, EXCLUSIONS = ("runaways-ni-071.xlsx", "NI 71"), ("permanent-exclusions-ni-114.xlsx", "NI 114")
SCORES = ("emotional-health-ni-058.xlsx", "NI 58")
FINDINGS = ("safeguarding-findings-2009.xlsx", "Findings")


def set_cell(address: str, value: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet[address] = value

    return change


def copy_row(row: int, to: int) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(to)
        for column in range(1, sheet.max_column + 1):
            sheet.cell(to, column).value = sheet.cell(row, column).value

    return change


def delete_row(row: int) -> Callable[[Worksheet], None]:
    return lambda sheet: sheet.delete_rows(row)


def delete_column(column: int) -> Callable[[Worksheet], None]:
    return lambda sheet: sheet.delete_cols(column)


def rename(title: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        sheet.title = title

    return change


def test_the_files_are_read_where_nothing_is_changed(with_workbook: Callable[..., Path]) -> None:
    assert len(read(with_workbook(*RUNAWAYS, lambda sheet: None)).observations) == 162 * 7


@pytest.mark.parametrize(
    ("file", "change", "error", "where", "found"),
    [
        (RUNAWAYS, set_cell("B5", "Authority"), LayoutError, "#NI 71!A5", "lacks 'Area'; the row holds 'LA code', 'Authority'"),
        (RUNAWAYS, set_cell("A5", "Code"), LayoutError, "#NI 71!A5", "lacks 'LA code'"),
        (RUNAWAYS, set_cell("C11", "8 (provisional)"), ValueInCellError, "#NI 71!C11", "'8 (provisional)' is neither a number nor"),
        (RUNAWAYS, set_cell("C11", None), ValueInCellError, "#NI 71!C11", "'' is neither a number nor"),
        (RUNAWAYS, set_cell("C11", "NaN"), ValueInCellError, "#NI 71!C11", "'NaN' is neither a number nor"),
        (RUNAWAYS, set_cell("B11", "Gatehead"), UnknownCouncilError, "#NI 71!B11", "Gateshead (390)"),
        (RUNAWAYS, set_cell("A11", 391), UnknownCouncilError, "#NI 71!B11", "code '391' is Newcastle upon Tyne"),
        (RUNAWAYS, copy_row(11, 12), TableError, "", "#NI 71!C11, runaways-ni-071.xlsx#NI 71!C12"),
        (RUNAWAYS, delete_row(11), LayoutError, "#NI 71!A5", "has no row for Gateshead (390)"),
        (RUNAWAYS, set_cell("I5", "Oct-Dec 2008"), LayoutError, "#NI 71!I5", "two columns hold 'value' of the same period"),
        (RUNAWAYS, set_cell("I5", "Fourth quarter"), LayoutError, "#NI 71!A5", "columns that its layout does not know"),
        (RUNAWAYS, set_cell("C7", "Total"), LayoutError, "#NI 71!A5", "'Oct-Dec 2008 / Score (0 low to 15 high) / Total'"),
        (RUNAWAYS, set_cell("AT20", 5), LayoutError, "#NI 71!AT20", "stands under no header"),
        (RUNAWAYS, set_cell("C181", 5), LayoutError, "#NI 71!C181", "a figure stands under the notes"),
        (RUNAWAYS, rename("Sheet1"), LayoutError, "", "the sheets are 'About', 'Sheet1'"),
        (RUNAWAYS, copy_row(5, 180), LayoutError, "#NI 71", "2 rows hold the header"),
        (EXCLUSIONS, set_cell("C10", 430), ValueInCellError, "#NI 114!D10", "do not make the published value"),
        (EXCLUSIONS, set_cell("C10", 43000), ValueInCellError, "#NI 114!D10", "is more than its denominator"),
        (EXCLUSIONS, set_cell("D10", None), ValueInCellError, "#NI 114!C10", "only some of the cells"),
        (EXCLUSIONS, set_cell("D10", "1.5E-1"), ValueInCellError, "#NI 114!D10", "'1.5E-1' is neither a number nor"),
        (EXCLUSIONS, set_cell("A10", "North East Lincoln"), UnknownCouncilError, "#NI 114!A10", "North East Lincolnshire (812)"),
        (RUNAWAYS, set_cell("C11", 99), ValueInCellError, "#NI 71!C11", "NI 71 cannot be 99; expected 0 to 15 (score)"),
        (RUNAWAYS, set_cell("C11", -3), ValueInCellError, "#NI 71!C11", "NI 71 cannot be -3"),
        (RUNAWAYS, set_cell("C8", 7.5), ValueInCellError, "#NI 71!C8", "NI 71 of England is 7.5, and the mean of its councils is 7.4"),
        (EXCLUSIONS, delete_column(3), LayoutError, "#NI 114!A5", "NI 114 has no column of 'numerator' in 2006/07"),
        (SCORES, set_cell("B12", 41), ValueInCellError, "#NI 58!B12", "NI 58 cannot be 41"),
        (FINDINGS, set_cell("E4", "area for priority acton"), ValueInCellError, "#Findings!E4", "is not a known finding"),
        (FINDINGS, set_cell("D12", "safegarding"), ValueInCellError, "#Findings!D12", "is not a known aspect"),
        (FINDINGS, set_cell("F4", "Z"), ValueInCellError, "#Findings!F4", "is not a known evidence"),
        (SCORES, set_cell("B5", "Latest"), LayoutError, "#NI 58!A5", "lacks '2011'"),
        (SCORES, set_cell("D5", "2011"), LayoutError, "#NI 58!D5", "two columns hold 'value' of the same period"),
        (SCORES, copy_row(8, 182), LayoutError, "#NI 58!B182", "a figure stands under the notes"),
    ],
)
def test_a_damaged_workbook(
    with_workbook: Callable[..., Path],
    file: tuple[str, str],
    change: Callable[[Worksheet], None],
    error: type[CsratingError],
    where: str,
    found: str,
) -> None:
    folder = with_workbook(*file, change)
    with pytest.raises(error) as caught:
        read(folder)
    assert found in str(caught.value)
    if where:
        assert f"{file[0]}{where}" in caught.value.where


@pytest.mark.parametrize(
    ("file", "old", "new", "encoding", "error", "found"),
    [
        ("attainment-at-19.csv", ",la_name,", ",authority,", "utf-8-sig", LayoutError, "no column is headed 'la_name' (name)"),
        ("attainment-at-19.csv", "46176", "46176.5", "utf-8-sig", ValueInCellError, "attainment-at-19.csv#attainment-at-19!K11"),
        ("attainment-at-19.csv", "46176", "46 176", "utf-8-sig", ValueInCellError, "'46 176' is neither a number nor"),
        ("looked-after-children-2011.csv", "REGION,A", "REGION,B", "cp1252", UnknownCouncilError, "!C5: code 'B' is North West"),
        ("looked-after-children-2011.csv", "LA,202,Camden", "LA,203,Greenwich", "cp1252", LayoutError, "has no row for Camden (202)"),
        ("looked-after-children-2011.csv", "Adopted in the year", "Adopted", "cp1252", LayoutError, "does not know: 'Adopted'"),
        ("looked-after-children-2011.csv", "Year ending 31 March 2011", "Year 2011", "cp1252", LayoutError, "no lines above the header"),
    ],
)
def test_a_damaged_csv(
    with_text: Callable[..., Path], file: str, old: str, new: str, encoding: str, error: type[CsratingError], found: str
) -> None:
    folder = with_text(file, old, new, encoding=encoding)
    with pytest.raises(error) as caught:
        read(folder)
    assert found in str(caught.value)
    assert file in str(caught.value)


@pytest.mark.parametrize("share", [0.3, 0.999])
def test_a_truncated_workbook_is_refused_even_where_it_is_registered_so(raw, data_raw: Path, share: float) -> None:
    content = (data_raw / "published" / "runaways-ni-071.xlsx").read_bytes()
    raw.add("runaways-ni-071.xlsx", content[: int(len(content) * share)], layout="runaways")
    with pytest.raises(SourceError, match=r"runaways-ni-071\.xlsx: the workbook cannot be opened"):
        read(raw.path)


def test_a_layout_that_does_not_exist(raw, data_raw: Path) -> None:
    raw.add("runaways-ni-071.xlsx", (data_raw / "published" / "runaways-ni-071.xlsx").read_bytes(), layout="runaway")
    with pytest.raises(LayoutError, match="there is no layout 'runaway'"):
        read(raw.path)


def test_a_sheet_of_which_the_layout_says_nothing(with_workbook: Callable[..., Path]) -> None:
    def add_sheet(sheet: Worksheet) -> None:
        sheet.parent.create_sheet("NI 72")

    with pytest.raises(LayoutError, match="NI 72: the layout says nothing about this sheet"):
        read(with_workbook(*RUNAWAYS, add_sheet))


def test_a_table_on_a_hidden_sheet_is_never_used(with_workbook: Callable[..., Path]) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.sheet_state = "hidden"

    with pytest.raises(LayoutError, match="NI 71: the sheet is hidden"):
        read(with_workbook(*RUNAWAYS, hide))


def test_two_publications_of_one_figure_are_never_merged_silently(raw, data_raw: Path) -> None:
    content = (data_raw / "published" / "emotional-health-ni-058.xlsx").read_bytes()
    raw.add("one.xlsx", content, layout="emotional-health")
    raw.add("two.xlsx", content, layout="emotional-health")
    with pytest.raises(TableError, match=r"one\.xlsx#NI 58!B8, two\.xlsx#NI 58!B8"):
        read(raw.path)
