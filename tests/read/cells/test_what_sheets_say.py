from __future__ import annotations

import io
from types import ModuleType

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings, strategies as st
from openpyxl.styles import Font

from csrating.read.cells import Sheet, open_table_file
from csrating.read.cells.cell_tags import cell_tags
from csrating.read.cells.parsed_tags import parsed_cell_tags
from csrating.read.cells.raised import without_raised


def saved(book: openpyxl.Workbook) -> Sheet:
    stream = io.BytesIO()
    book.save(stream)
    return open_table_file("f.xlsx", stream.getvalue()).sheets[0]


def test_error_cells_and_formulas_without_a_value_are_told_from_empty_ones(files: ModuleType) -> None:
    cells = (
        '<c r="A1" t="e"><v>#VALUE!</v></c>',
        '<c r="B1"><f>1+1</f></c>',
        '<c r="C1"><f>1+1</f><v>2</v></c>',
        '<c r="D1" t="str"><f>IF(1,"","")</f><v></v></c>',
        '<c r="E1" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="F1"><f t="shared" si="0"/><v></v></c>',
        '<c r="G1" s="3"/>',
        files.cell("H1"),
    )
    (sheet,) = open_table_file("f.xlsx", files.xlsx(files.row(1, *cells))).sheets
    missing = "a formula without a stored value"
    assert sheet.flagged == {(0, 0): "#VALUE!", (0, 1): missing, (0, 4): "#DIV/0!", (0, 5): missing}
    assert sheet.cells.tolist() == [["", "", 2.0, "", "", "", "", 1.0]]


def test_a_flagged_cell_is_always_on_the_grid(files: ModuleType) -> None:
    (sheet,) = open_table_file("f.xlsx", files.xlsx(files.row(1, files.cell("A1")) + files.row(3, '<c r="C3"><f>1</f></c>'))).sheets
    assert sheet.cells.shape == (3, 3)
    assert sheet.cells[2, 2] == ""
    assert list(sheet.flagged) == [(2, 2)]


def test_number_formats_and_fonts_say_what_is_a_percentage_and_what_is_struck_through() -> None:
    book = openpyxl.Workbook()
    page = book.active
    for place, form in enumerate(["General", "0%", "0.00%", "0.0%", '0.0"%"', "0\\%", "0.0_%", "#,##0.0"], 1):
        page.cell(2, place, 0.83).number_format = form
    page["B3"] = "gone"
    page["B3"].font = Font(strike=True)
    sheet = saved(book)
    assert np.argwhere(sheet.percent).tolist() == [[1, 1], [1, 2], [1, 3]]
    assert np.argwhere(sheet.struck).tolist() == [[2, 1]]


def test_hidden_rows_and_columns_and_merged_ranges_as_far_as_the_cells_reach() -> None:
    book = openpyxl.Workbook()
    page = book.active
    page["A1"], page["D9"], page["E8"] = "title", 1, 2
    page.merge_cells("A1:C2")
    page.merge_cells("D9:Z9")
    page.merge_cells("A20:B21")
    page.row_dimensions[4].hidden = True
    page.column_dimensions["B"].hidden = True
    sheet = saved(book)
    assert sheet.merged == ((0, 0, 1, 2), (8, 3, 8, 4))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {1})


@pytest.mark.parametrize("shared", [True, False])
def test_raised_characters_are_told_from_the_text_before_them(files: ModuleType, shared: bool) -> None:
    runs = '<r><t xml:space="preserve">2010 &amp; </t></r><r><t>on</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6</t></r>'
    inline = files.row(1, f'<c r="A1" t="inlineStr"><is>{runs}</is></c>', '<c r="B1" t="inlineStr"><is><t>plain</t></is></c>')
    texts = f'<sst xmlns="{files.MAIN}" uniqueCount="2"><si><t>plain</t></si><si>{runs}</si></sst>'
    by_number = files.row(1, '<c r="A1" t="s"><v>1</v></c>', '<c r="B1" t="s"><v>0</v></c>')
    content = files.xlsx(by_number, sharedStrings_xml=texts) if shared else files.xlsx(inline)
    (sheet,) = open_table_file("f.xlsx", content).sheets
    assert sheet.cells.tolist() == [["2010 & on6", "plain"]]
    assert sheet.raised == {(0, 0): "2010 & on"}


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        (["Level 4", "^5 ", "in English"], "Level 4 in English"),
        (["Level 4", "^ 5", "in English"], "Level 4 in English"),
        (["Level 4", "^5", " in English"], "Level 4 in English"),
        (["Level 4 ", "^5 ", "in English"], "Level 4 in English"),
        (["Level 4", "^5", "in English"], "Level 4 in English"),
        (["needs", "^ ", "(SEN)"], "needs (SEN)"),
        (["due to", "^9", ":"], "due to:"),
        (["months", "^1", ", by", "^2"], "months, by"),
        (["4", "^1", "5"], "4 5"),
        (["2010", "^6, 7"], "2010"),
        (["^1 ", "Includes those"], "Includes those"),
        (["Total", "^\n", "number"], "Total\nnumber"),
        (["ENGLAND", "^2", "^,", "^3"], "ENGLAND"),
        (["no", "ne"], None),
    ],
)
def test_what_is_read_of_a_text_once_its_raised_characters_are_taken_out(runs: list[str], read: str | None) -> None:
    assert without_raised([(run.removeprefix("^"), run.startswith("^")) for run in runs]) == read


def test_a_text_that_only_holds_the_word_superscript_keeps_it(files: ModuleType) -> None:
    texts = f'<sst xmlns="{files.MAIN}" uniqueCount="1"><si><t>superscript</t></si></sst>'
    (sheet,) = open_table_file("f.xlsx", files.xlsx(files.row(1, '<c r="A1" t="s"><v>0</v></c>'), sharedStrings_xml=texts)).sheets
    assert (sheet.cells.tolist(), sheet.raised) == ([["superscript"]], {})


def test_a_number_format_of_a_rule_is_none_of_a_cell(files: ModuleType) -> None:
    cells = '<cellXfs><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs>'
    rules = '<dxfs><dxf><numFmt numFmtId="14" formatCode="0.0%"/></dxf></dxfs>'
    styles = f'<styleSheet xmlns="{files.MAIN}"><numFmts><numFmt numFmtId="165" formatCode="0.0%"/></numFmts>{cells}{rules}</styleSheet>'
    body = files.row(1, '<c r="A1" s="0"><v>0.83</v></c>', '<c r="B1" s="1"><v>0.83</v></c>')
    (sheet,) = open_table_file("f.xlsx", files.xlsx(body, styles_xml=styles)).sheets
    assert np.argwhere(sheet.percent).tolist() == [[0, 1]]


def test_what_the_cells_of_an_open_document_say(files: ModuleType) -> None:
    about = 'office:value-type="string" office:string-value="" calcext:value-type="error"'
    error = f"<table:table-cell {about}><text:p>#DIV/0!</text:p></table:table-cell>"
    rows = files.ods_row(files.ods_gap(), files.ods_cell(0.5, kind="percentage", times=2)) + files.ods_row(
        error, '<table:table-cell table:formula="of:=1"/>', '<table:table-cell office:value-type="float" office:value="3"/>'
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    (sheet,) = open_table_file("f.ods", files.ods(columns + rows)).sheets
    assert sheet.cells.tolist() == [["", 0.5, 0.5], ["", "", 3.0]]
    assert np.argwhere(sheet.percent).tolist() == [[0, 1], [0, 2]]
    assert sheet.flagged == {(1, 0): "#DIV/0!", (1, 1): "a formula without a stored value"}
    assert sheet.hidden_columns == {1}


def test_raised_characters_of_an_open_document_are_told_from_the_text_around_them(files: ModuleType) -> None:
    def style(name: str, position: str) -> str:
        return (
            f'<style:style style:name="{name}" style:family="text"><style:text-properties style:text-position="{position}"/></style:style>'
        )

    def span(name: str, text: str) -> str:
        return f'<text:span text:style-name="{name}">{text}</text:span>'

    inside = [
        f"<text:p>2010{span('T1', '6')}</text:p>",
        f"<text:p>Level 4{span('T2', '5 ')}in <text:s/>{span('T4', 'the')}</text:p>",
        f"<text:p>a &amp; b{span('T1', '1')}</text:p><text:p>c</text:p>",
        f"<office:annotation><text:p>{span('T1', 'x')} note</text:p></office:annotation><text:p>d{span('T1', '2')}</text:p>",
        f"<text:p>CO{span('T3', '2')}</text:p>",
    ]
    styles = style("T1", "super 58%") + style("T2", "33% 58%") + style("T3", "sub 58%") + style("T4", "0% 100%")
    cells = [f'<table:table-cell office:value-type="string">{words}</table:table-cell>' for words in inside]
    (sheet,) = open_table_file("f.ods", files.ods(files.ods_row(files.ods_gap(2), *cells), styles=styles)).sheets
    assert sheet.cells[0, 2:].tolist() == ["20106", "Level 45 in  the", "a & b1\nc", "d2", "CO2"]
    assert sheet.raised == {(0, 2): "2010", (0, 3): "Level 4 in  the", (0, 4): "a & b\nc", (0, 5): "d"}


def test_sheets_keep_their_own_marks_whatever_the_order_of_the_parts(files: ModuleType) -> None:
    flagged = files.row(1, '<c r="A1" t="e"><v>#N/A</v></c>')
    parts = files.parts_of_xlsx(files.row(1, files.cell("A1")), flagged)
    turned = dict(reversed(list(parts.items())))
    for one in (parts, turned):
        first, second = open_table_file("f.xlsx", files.zipped(one)).sheets
        assert (first.flagged, second.flagged) == ({}, {(0, 0): "#N/A"})


def test_a_chart_sheet_is_no_sheet_of_cells() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.create_chartsheet("chart")
    book.create_sheet("last")["B2"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    assert [sheet.name for sheet in open_table_file("f.xlsx", stream.getvalue()).sheets] == ["Sheet", "last"]


INSIDES = st.sampled_from(
    ["", "<v>1</v>", "<v>12</v>", "<f>A1</f>", "<f>A1</f><v>3</v>", "<f>A1</f><v></v>", '<f t="shared"/><v>1</v>', "<v/>"]
)
ATTRIBUTES = st.lists(
    st.sampled_from([' s="5"', ' s="123456"', ' t="s"', ' t="str"', ' t="e"', ' t="n"', ' cm="1"']),
    max_size=3,
    unique_by=lambda one: one[:3],
).map("".join)
CELL = st.tuples(st.integers(0, 16383), ATTRIBUTES, INSIDES)


@settings(max_examples=40)
@given(
    st.dictionaries(st.integers(1, 1048576), st.tuples(st.booleans(), st.lists(CELL, max_size=4, unique_by=lambda one: one[0])), max_size=4)
)
def test_cells_read_off_the_bytes_are_those_that_a_parser_finds(rows: dict[int, tuple[bool, list[tuple[int, str, str]]]]) -> None:
    body = ""
    for number, (hidden, cells) in sorted(rows.items()):
        body += f'<row r="{number}"' + (' hidden="1">' if hidden else ">")
        for column, attributes, inside in sorted(cells):
            start = f'<c r="{openpyxl.utils.get_column_letter(column + 1)}{number}"{attributes}'
            body += f"{start}>{inside}</c>" if inside else f"{start}/>"
        body += "</row>"
    quick = cell_tags(body.encode())
    parsed = parsed_cell_tags(f"<worksheet><sheetData>{body}</sheetData></worksheet>".encode())
    assert quick is not None
    for name in ("row", "column", "style", "type", "shared", "unvalued", "rows", "hidden_rows"):
        assert getattr(quick, name).tolist() == getattr(parsed, name).tolist(), name


def test_a_number_of_an_open_document_that_is_shown_and_not_stored_is_flagged(files: ModuleType) -> None:
    cells = (
        files.ods_cell(5),
        '<table:table-cell office:value-type="float"><text:p>5</text:p></table:table-cell>',
        '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>',
        '<table:table-cell office:value-type="date" office:date-value="2009-03-05"/>',
        '<table:table-cell table:formula="of:=1+1"/>',
    )
    (sheet,) = open_table_file("f.ods", files.ods(files.ods_row(*cells))).sheets
    assert sheet.flagged == {(0, 1): "a number that is shown and not stored", (0, 4): "a formula without a stored value"}
