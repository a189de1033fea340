"""The workbook on paper: what a page of it looks like."""

import io

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from csrating import tell

USABLE_INCHES = {8: 16.54 - 0.6, 9: 11.69 - 0.6}
INCHES_A_CHARACTER = 7 / 96
POINTS = 12


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(io.BytesIO(tell.workbook(made)))


def test_every_sheet_is_landscape_and_no_column_spills(book):
    for page in book:
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert range_boundaries(page.print_area.split("!")[1].replace("$", "")) == (1, 1, page.max_column, page.max_row)


def test_the_text_is_seven_points_or_more(book):
    for page in book:
        width = sum(column.width for column in page.column_dimensions.values()) * INCHES_A_CHARACTER
        size = POINTS * min(1, USABLE_INCHES[page.page_setup.paperSize] / width)
        assert size >= 7, (page.title, size)


def test_every_page_repeats_the_warning_and_the_headings_and_has_its_number(book):
    for page in book:
        assert page.oddFooter.left.text == "&A"
        assert page.oddFooter.right.text == "Page &P of &N"
        if page.tables:
            (marked,) = page.tables.values()
            assert page.print_title_rows == f"$1:${range_boundaries(marked.ref)[1]}"
        else:
            assert page.title == "Cover"
