"""The workbook by the rules for tables of the Analysis Function's checklist of accessible spreadsheets, read from its bytes by openpyxl.

Each rule stands beside a damage that it must catch. https://analysisfunction.civilservice.gov.uk/policy-store/making-spreadsheets-accessible-a-brief-checklist-of-the-basics/
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

SYMBOL = re.compile(r"\[[a-z]+\]")
LONGEST_LINE = 1.15 / 1.2
"""Characters of Arial at 12 points to a unit of width: text is narrower than digits, and larger than the typeface that widths go by."""

Rule = Callable[[Workbook], list[str]]
Damage = Callable[[Workbook], None]


def tabled(book: Workbook) -> Iterator[tuple[Worksheet, Table, list[list[Cell]]]]:
    """Each sheet that has a marked-up table, with the table and its rows of cells, the headings first."""
    for page in book:
        for table in page.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            yield page, table, [list(row) for row in page.iter_rows(top, bottom, left, right)]


def column_called(page: Worksheet, start: str) -> list[Cell]:
    """The column whose heading starts so, its heading first."""
    (table,) = page.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    (column,) = [list(cells) for cells in page.iter_cols(left, right, top, bottom) if str(cells[0].value).startswith(start)]
    return column


def one_table_to_each_sheet_but_the_cover(book: Workbook) -> list[str]:
    return [page.title for page in book.worksheets if len(page.tables) != (0 if page is book.worksheets[0] else 1)]


def tables_are_named_for_what_they_hold(book: Workbook) -> list[str]:
    return [table.displayName for page, table, _ in tabled(book) if table.displayName != f"table_of_{page.title.lower()}"]


def no_cell_is_merged(book: Workbook) -> list[str]:
    return [str(area) for page in book for area in page.merged_cells.ranges]


def no_cell_of_a_table_is_blank(book: Workbook) -> list[str]:
    return [
        cell.coordinate for _, _, rows in tabled(book) for row in rows for cell in row if cell.value is None or not str(cell.value).strip()
    ]


def one_tagged_row_of_headings_no_two_alike(book: Workbook) -> list[str]:
    found = []
    for page, table, rows in tabled(book):
        headings = [cell.value for cell in rows[0]]
        tagged = table.headerRowCount == 1 and headings == [column.name for column in table.tableColumns]
        if not tagged or len({str(heading).casefold() for heading in headings}) < len(headings):
            found.append(page.title)
    return found


def text_is_wrapped_where_it_is_longer_than_its_column(book: Workbook) -> list[str]:
    return [
        f"{page.title}!{cell.coordinate}"
        for page, _, rows in tabled(book)
        for row in rows[1:]
        for cell in row
        if isinstance(cell.value, str) and not cell.alignment.wrap_text and len(cell.value) > LONGEST_LINE * _width(cell)
    ]


def _width(cell: Cell) -> float:
    return float(cell.parent.column_dimensions[get_column_letter(cell.column)].width)


def wrapped_rows_are_high_enough(book: Workbook) -> list[str]:
    """Programs that only show a workbook do not work out how high a row must be."""
    found = []
    for page, _, rows in tabled(book):
        for row in rows:
            lines = max(
                -(-len(str(cell.value)) // (1.1 * LONGEST_LINE * _width(cell)))
                for cell in row
                if cell.alignment.wrap_text or cell is row[0]
            )
            high = page.row_dimensions[row[0].row].height or page.sheet_format.defaultRowHeight
            if high < 15 * lines:
                found.append(f"{page.title}!{row[0].row}")
    return found


def no_filter_button_lies_on_a_heading(book: Workbook) -> list[str]:
    return [page.title for page, table, _ in tabled(book) if table.autoFilter is not None or page.auto_filter.ref]


def headings_are_frozen(book: Workbook) -> list[str]:
    """The checklist advises against frozen panes; the people who asked for this workbook want the headings in sight."""
    return [page.title for page, table, rows in tabled(book) if _frozen_row(page) != range_boundaries(table.ref)[1] + 1]


def _frozen_row(page: Worksheet) -> int:
    return int(re.sub("[A-Z]", "", page.freeze_panes)) if page.freeze_panes else 0


def nothing_is_hidden(book: Workbook) -> list[str]:
    sheets = [page.title for page in book.worksheets if page.sheet_state != "visible"]
    kept = [(page, kind) for page in book.worksheets for kind in (page.row_dimensions, page.column_dimensions)]
    return sheets + [f"{page.title} {place}" for page, dimensions in kept for place, one in dimensions.items() if one.hidden]


def no_mark_sends_to_a_footnote(book: Workbook) -> list[str]:
    cells = [cell for page in book for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    return [cell.coordinate for cell in cells if re.search(r"[\u00b9\u00b2\u00b3\u2070-\u2079\u2020\u2021]|\w\*+$", cell.value)]


def every_symbol_is_explained(book: Workbook) -> list[str]:
    explained = {cell.value for cell in column_called(book["Notes"], "Symbol")}
    return [
        str(cell.value) for _, _, rows in tabled(book) for row in rows for cell in row if _is_symbol(cell) and cell.value not in explained
    ]


def _is_symbol(cell: Cell) -> bool:
    return isinstance(cell.value, str) and SYMBOL.fullmatch(cell.value) is not None


def numbers_are_numbers_on_the_right_with_a_format(book: Workbook) -> list[str]:
    found = []
    for page, _, rows in tabled(book):
        for heading, *cells in zip(*rows, strict=True):
            if any(cell.data_type == "n" for cell in cells):
                amiss = [cell for cell in cells if not (_is_symbol(cell) or cell.data_type == "n") or cell.alignment.horizontal != "right"]
                plain = [cell for cell in cells if cell.data_type == "n" and not cell.number_format.startswith("#,##0")]
                found += [f"{page.title}!{heading.value}"] if amiss or plain else []
    return found


def headings_of_numbers_name_their_unit(book: Workbook) -> list[str]:
    named = re.compile(r"\((%|number|points|4 best|unit)\)$|\bnumber$")
    return [
        f"{page.title}!{heading.value}"
        for page, _, rows in tabled(book)
        for heading, *cells in zip(*rows, strict=True)
        if any(cell.data_type == "n" for cell in cells)
        and not (named.search(heading.value) and ("(unit)" not in heading.value or "Unit" in [cell.value for cell in rows[0]]))
    ]


def no_cell_is_a_formula(book: Workbook) -> list[str]:
    return [cell.coordinate for page in book for row in page.iter_rows() for cell in row if cell.data_type not in ("s", "n")]


def tables_start_in_the_first_column_and_nothing_stands_below_or_beside(book: Workbook) -> list[str]:
    return [
        page.title
        for page, table, _ in tabled(book)
        if range_boundaries(table.ref)[::2] != (1, page.max_column) or _end(table) != page.max_row
    ]


def _end(table: Table) -> int:
    return int(range_boundaries(table.ref)[3])


def no_picture_or_chart(book: Workbook) -> list[str]:
    return [page.title for page in book.worksheets if page._images or page._charts]


def hide_a_row(book: Workbook) -> None:
    book["Ratings"].row_dimensions[9].hidden = True


def hide_a_sheet(book: Workbook) -> None:
    book["Rules"].sheet_state = "hidden"


def freeze_elsewhere(book: Workbook) -> None:
    book["Rules"].freeze_panes = "A2"


def take_the_filters_on(book: Workbook) -> None:
    book["Notes"].auto_filter.ref = "A4:B9"


def rename_the_table(book: Workbook) -> None:
    book["Ratings"].tables["table_of_ratings"].displayName = "Table1"


def unmark_the_table(book: Workbook) -> None:
    del book["Ratings"].tables["table_of_ratings"]


def mark_a_second_table(book: Workbook) -> None:
    book["Cover"].add_table(Table(displayName="second", ref="A1:A3"))


def put(sheet: str, column: str, value: object, *, row: int = 1) -> Damage:
    """A damage that puts a value into a row of a column, 0 being its heading."""

    def damage(book: Workbook) -> None:
        column_called(book[sheet], column)[row].value = value

    return damage


def set_(sheet: str, column: str, **what: object) -> Damage:
    """A damage that sets something of the first cell of a column."""

    def damage(book: Workbook) -> None:
        for name, value in what.items():
            setattr(column_called(book[sheet], column)[1], name, value)

    return damage


def merge(book: Workbook) -> None:
    book["Ratings"].merge_cells("A9:B9")


def flatten_a_row(book: Workbook) -> None:
    long = next(cell for cell in column_called(book["Reasons"], "What") if len(str(cell.value)) > 120)
    book["Reasons"].row_dimensions[long.row].height = 15


def unwrap(book: Workbook) -> None:
    for cell in column_called(book["Reasons"], "What"):
        cell.alignment = Alignment(wrap_text=False)


def write_below(book: Workbook) -> None:
    book["Notes"].cell(book["Notes"].max_row + 2, 1, "Source: see above")


def draw(book: Workbook) -> None:
    book["Cover"].add_chart(BarChart(), "F2")


RULES: list[tuple[Rule, Damage]] = [
    (one_table_to_each_sheet_but_the_cover, unmark_the_table),
    (one_table_to_each_sheet_but_the_cover, mark_a_second_table),
    (tables_are_named_for_what_they_hold, rename_the_table),
    (no_cell_is_merged, merge),
    (no_cell_of_a_table_is_blank, put("Ratings", "Limits", None)),
    (no_cell_of_a_table_is_blank, put("Reasons", "Rule", " ")),
    (one_tagged_row_of_headings_no_two_alike, put("Ratings", "Label", "Data band", row=0)),
    (text_is_wrapped_where_it_is_longer_than_its_column, unwrap),
    (wrapped_rows_are_high_enough, flatten_a_row),
    (no_filter_button_lies_on_a_heading, take_the_filters_on),
    (headings_are_frozen, freeze_elsewhere),
    (nothing_is_hidden, hide_a_row),
    (nothing_is_hidden, hide_a_sheet),
    (no_mark_sends_to_a_footnote, put("Ratings", "Label", "performs well\u00b9")),
    (no_mark_sends_to_a_footnote, put("Notes", "Symbol", "rating*")),
    (every_symbol_is_explained, put("Ratings", "Combined", "[p]")),
    (numbers_are_numbers_on_the_right_with_a_format, put("Ratings", "Combined", "3.5")),
    (numbers_are_numbers_on_the_right_with_a_format, set_("Profile", "Settings", alignment=Alignment(horizontal="left"))),
    (numbers_are_numbers_on_the_right_with_a_format, set_("Profile", "Settings", number_format="General")),
    (headings_of_numbers_name_their_unit, put("Ratings", "Coverage", "Coverage", row=0)),
    (headings_of_numbers_name_their_unit, put("Indicators", "Unit", "Measure", row=0)),
    (no_cell_is_a_formula, put("Ratings", "Combined", "=1+1")),
    (tables_start_in_the_first_column_and_nothing_stands_below_or_beside, write_below),
    (no_picture_or_chart, draw),
]


def saved(book: Workbook) -> Workbook:
    stream = io.BytesIO()
    book.save(stream)
    return openpyxl.load_workbook(stream)


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _ in RULES), ids=lambda rule: rule.__name__)
def test_the_workbook_keeps_the_rule(workbook_of_some: Workbook, rule: Rule) -> None:
    assert rule(workbook_of_some) == []


@pytest.mark.parametrize(("rule", "damage"), RULES, ids=lambda part: part.__name__)
def test_a_workbook_that_breaks_the_rule_is_caught(workbook_of_few: bytes, rule: Rule, damage: Damage) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of_few))
    assert rule(book) == []
    damage(book)
    assert rule(saved(book)) != []
