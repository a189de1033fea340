"""The workbook by the rules for whole publications: its sheets, links, typeface, properties, provenance and warning, read from its bytes.

Each rule stands beside a damage that it must catch; the tables have rules of their own in test_workbook_tables.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

FRONT = ["Cover", "Contents", "Notes"]
PROVENANCE = ["Title", "Publisher", "Published on", "Licence", "Origin", "File", "Address", "sha256"]
CODES = re.compile(r"(&[APN]|Page|of|\s)*")

Rule = Callable[[Workbook], list[str]]
Damage = Callable[[Workbook], None]


def written(book: Workbook) -> Iterator[Cell]:
    """Every cell that holds something."""
    return (cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None)


def heading_row(page: Worksheet) -> int:
    """The row of the headings; on a sheet without a table the row after its last."""
    return min((range_boundaries(table.ref)[1] for table in page.tables.values()), default=page.max_row + 1)


def links(page: Worksheet) -> list[Cell]:
    """The cells that lead elsewhere."""
    return [cell for row in page.iter_rows() for cell in row if cell.hyperlink is not None]


def columns(page: Worksheet) -> dict[str, list[object]]:
    (table,) = page.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    return {str(heading): list(cells) for heading, *cells in page.iter_cols(left, right, top, bottom, values_only=True)}


def cover_contents_and_notes_come_first(book: Workbook) -> list[str]:
    return [] if book.sheetnames[:3] == FRONT else book.sheetnames


def contents_name_lead_to_and_count_every_sheet_after_them(book: Workbook) -> list[str]:
    page, told = book["Contents"], columns(book["Contents"])
    after = book.worksheets[2:]
    ways = [(cell.value, cell.hyperlink.location) for cell in links(page)]
    right = (
        told["Sheet"] == [sheet.title for sheet in after]
        and told["What it holds"] == [sheet["A1"].value for sheet in after]
        and told["Rows (number)"] == [sheet.max_row - heading_row(sheet) for sheet in after]
        and ways == [(sheet.title, f"'{sheet.title}'!A1") for sheet in after]
    )
    return [] if right else ["Contents"]


def every_sheet_leads_back_to_the_contents(book: Workbook) -> list[str]:
    others = [page for page in book.worksheets if page.title != "Contents"]
    return [page.title for page in others if "'Contents'!A1" not in [cell.hyperlink.location for cell in links(page)]]


def links_lead_to_a_sheet_and_say_which(book: Workbook) -> list[str]:
    found = []
    for page in book.worksheets:
        for cell in links(page):
            name = str(cell.hyperlink.location).removesuffix("!A1").strip("'")
            if name not in book.sheetnames or name not in str(cell.value) or cell.hyperlink.target:
                found.append(f"{page.title}!{cell.coordinate}")
    return found


def sheets_are_named_for_what_they_hold(book: Workbook) -> list[str]:
    return [name for name in book.sheetnames if re.fullmatch(r"(Sheet|Table)?\s*\d*", name) or len(name) > 20]


def no_sheet_is_blank(book: Workbook) -> list[str]:
    return [page.title for page in book.worksheets if page.max_row < 3]


def titles_stand_in_a1_as_headings_no_two_alike(book: Workbook) -> list[str]:
    titles = [page["A1"].value for page in book.worksheets]
    return [page.title for page in book.worksheets if page["A1"].style != "Heading 1" or titles.count(page["A1"].value) != 1]


def lines_stand_in_the_first_column_without_a_gap(book: Workbook) -> list[str]:
    found = []
    for page in book.worksheets:
        above = list(page.iter_rows(1, heading_row(page) - 1, values_only=True))
        if any(not row[0] or any(row[1:]) for row in above):
            found.append(page.title)
    return found


def a_sheet_says_how_many_tables_it_has_and_where_the_notes_are(book: Workbook) -> list[str]:
    found = []
    for page in book.worksheets[1:]:
        lines = [str(page.cell(row, 1).value) for row in range(2, heading_row(page))]
        (table,) = page.tables.values()
        told = (
            f"This sheet holds one table, {table.displayName}, of {page.max_row - heading_row(page):,} rows and {page.max_column} columns."
        )
        notes = page.title == "Contents" or any("explained on the sheet Notes" in line for line in lines)
        if not (any(line.startswith(told) for line in lines) and notes):
            found.append(page.title)
    return found


def text_is_twelve_points_and_without_serifs(book: Workbook) -> list[str]:
    return [cell.coordinate for cell in written(book) if cell.font.name != "Arial" or cell.font.size < 12]


def no_cell_is_filled(book: Workbook) -> list[str]:
    stripes = [page.title for page in book for table in page.tables.values() if table.tableStyleInfo.showRowStripes]
    return stripes + [cell.coordinate for cell in written(book) if cell.fill.fill_type is not None]


def colour_never_tells_alone(book: Workbook) -> list[str]:
    return [cell.coordinate for cell in written(book) if _colour(cell) and not (cell.font.bold or cell.font.underline)]


def colours_stand_out_from_white(book: Workbook) -> list[str]:
    return [cell.coordinate for cell in written(book) if 1.05 / (_luminance(_colour(cell) or "000000") + 0.05) < 4.5]


def _colour(cell: Cell) -> str:
    """Six figures of red, green and blue; blank where the colour is the program's own."""
    colour = cell.font.color
    return colour.rgb[-6:] if colour is not None and isinstance(colour.rgb, str) and colour.type == "rgb" else ""


def _luminance(colour: str) -> float:
    """Relative luminance by the Web Content Accessibility Guidelines 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def heads_and_feet_of_pages_hold_only_what_cells_say(book: Workbook) -> list[str]:
    parts = [
        (page, part.text or "")
        for page in book.worksheets
        for edge in (page.oddHeader, page.oddFooter, page.evenHeader, page.evenFooter, page.firstHeader, page.firstFooter)
        for part in (edge.left, edge.center, edge.right)
    ]
    return [page.title for page, text in parts if not CODES.fullmatch(text)]


def the_document_has_a_title_and_a_language(book: Workbook) -> list[str]:
    properties = book.properties
    kept = {"title": properties.title == book["Cover"]["A1"].value, "language": properties.language == "en-GB"}
    return [name for name, held in kept.items() if not held]


def it_opens_at_the_first_cell_of_the_cover(book: Workbook) -> list[str]:
    away = [page.title for page in book.worksheets if any((one.activeCell or "A1") != "A1" for one in page.sheet_view.selection)]
    return away + ([] if book.active is book.worksheets[0] else [book.active.title])


def provenance_names_every_file_that_a_cell_is_traced_to(book: Workbook) -> list[str]:
    sources = columns(book["Sources"])
    if list(sources) != PROVENANCE:
        return ["columns"]
    cells = {str(cell) for page in book.worksheets[2:] for cell in columns(page).get("Source cell", [])}
    files = {file for cell in cells for file in re.findall(r"([\w.-]+)#", cell)}
    unproved = [str(one) for one in sources["sha256"] if not re.fullmatch("[0-9a-f]{64}", str(one))]
    return unproved + sorted(files - set(map(str, sources["File"])))


def what_rests_on_demonstration_figures_says_so(book: Workbook) -> list[str]:
    found = []
    for page in book.worksheets[3:]:
        made_up = page.title != "Sources" and set(columns(page).get("Origin", [])) - {"published"}
        lines = [page.cell(row, 1) for row in range(2, heading_row(page))]
        if made_up and not any(str(line.value).startswith("DEMONSTRATION DATA") and line.font.bold for line in lines):
            found.append(page.title)
    cover = [str(row[0]) for row in book["Cover"].iter_rows(values_only=True)]
    return found + (["Cover"] if not any(line.startswith("DEMONSTRATION DATA") for line in cover) else [])


def change(sheet: str, cell: str, **what: object) -> Damage:
    """A damage that sets something of one cell."""

    def damage(book: Workbook) -> None:
        for name, value in what.items():
            setattr(book[sheet][cell], name, value)

    return damage


def lead_nowhere(book: Workbook) -> None:
    links(book["Cover"])[0].hyperlink.location = "'Index'!A1"


def lead_out(book: Workbook) -> None:
    links(book["Cover"])[0].hyperlink = "https://example.org/contents"


def forget_a_way(book: Workbook) -> None:
    links(book["Contents"])[2].hyperlink = None


def forget_the_way_back(book: Workbook) -> None:
    links(book["Reasons"])[0].hyperlink = None


def add_a_blank_sheet(book: Workbook) -> None:
    book.create_sheet("Spare")


def put_notes_last(book: Workbook) -> None:
    book.move_sheet("Notes", 6)


def call_it_sheet_1(book: Workbook) -> None:
    book["Reasons"].title = "Sheet1"


def stripe(book: Workbook) -> None:
    book["Ratings"].tables["table_of_ratings"].tableStyleInfo.showRowStripes = True


def warn_at_the_head_of_the_page(book: Workbook) -> None:
    book["Ratings"].oddHeader.left.text = "Provisional"


def take_the_language_away(book: Workbook) -> None:
    book.properties.language = None


def take_the_title_away(book: Workbook) -> None:
    book.properties.title = None


def leave_the_cursor_below(book: Workbook) -> None:
    book["Cover"].sheet_view.selection[0].activeCell = "B7"


def open_elsewhere(book: Workbook) -> None:
    book.active = 3


def shorten_a_sum(book: Workbook) -> None:
    book["Sources"].cell(book["Sources"].max_row, 8).value = "ab12"


def forget_a_file(book: Workbook) -> None:
    book["Sources"].cell(book["Sources"].max_row, 6).value = "another.xlsx"


def leave_the_warning_out(book: Workbook) -> None:
    book["Profile"]["A2"].value = "Figures"


RULES: list[tuple[Rule, Damage]] = [
    (cover_contents_and_notes_come_first, put_notes_last),
    (contents_name_lead_to_and_count_every_sheet_after_them, forget_a_way),
    (contents_name_lead_to_and_count_every_sheet_after_them, add_a_blank_sheet),
    (contents_name_lead_to_and_count_every_sheet_after_them, change("Contents", "C4", value=7)),
    (every_sheet_leads_back_to_the_contents, forget_the_way_back),
    (links_lead_to_a_sheet_and_say_which, lead_nowhere),
    (links_lead_to_a_sheet_and_say_which, lead_out),
    (links_lead_to_a_sheet_and_say_which, change("Ratings", "A4", value="Click here")),
    (sheets_are_named_for_what_they_hold, call_it_sheet_1),
    (no_sheet_is_blank, add_a_blank_sheet),
    (titles_stand_in_a1_as_headings_no_two_alike, change("Ratings", "A1", style="Normal")),
    (titles_stand_in_a1_as_headings_no_two_alike, change("Ratings", "A1", value="Symbols and words")),
    (lines_stand_in_the_first_column_without_a_gap, change("Cover", "A4", value=None)),
    (lines_stand_in_the_first_column_without_a_gap, change("Ratings", "C2", value="Provisional")),
    (a_sheet_says_how_many_tables_it_has_and_where_the_notes_are, change("Notes", "A2", value="Symbols")),
    (text_is_twelve_points_and_without_serifs, change("Ratings", "B9", font=Font(name="Arial", size=9))),
    (text_is_twelve_points_and_without_serifs, change("Ratings", "B9", font=Font(name="Times New Roman", size=12))),
    (no_cell_is_filled, change("Ratings", "B9", fill=PatternFill("solid", fgColor="FFC000"))),
    (no_cell_is_filled, stripe),
    (colour_never_tells_alone, change("Ratings", "B9", font=Font(name="Arial", size=12, color="C00000"))),
    (colours_stand_out_from_white, change("Ratings", "B9", font=Font(name="Arial", size=12, color="999999"))),
    (heads_and_feet_of_pages_hold_only_what_cells_say, warn_at_the_head_of_the_page),
    (the_document_has_a_title_and_a_language, take_the_language_away),
    (the_document_has_a_title_and_a_language, take_the_title_away),
    (it_opens_at_the_first_cell_of_the_cover, leave_the_cursor_below),
    (it_opens_at_the_first_cell_of_the_cover, open_elsewhere),
    (provenance_names_every_file_that_a_cell_is_traced_to, shorten_a_sum),
    (provenance_names_every_file_that_a_cell_is_traced_to, change("Sources", "A4", value="Name")),
    (provenance_names_every_file_that_a_cell_is_traced_to, forget_a_file),
    (what_rests_on_demonstration_figures_says_so, leave_the_warning_out),
    (what_rests_on_demonstration_figures_says_so, change("Cover", "A2", value="Figures")),
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
