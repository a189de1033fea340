"""What a sheet of the workbook is: a title, lines, and at most one table, before any of it is a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from csrating.schema import Origin, Status

SUPPRESSED, MISSING, NOT_APPLICABLE = "[c]", "[x]", "[z]"
SYMBOLS = {
    SUPPRESSED: "The figure was suppressed by its publisher, because small numbers could identify someone.",
    MISSING: "There is no figure: it was not available, not returned, or there is nothing to work it out from.",
    NOT_APPLICABLE: "Not applicable.",
}
SYMBOL_OF = {str(Status.SUPPRESSED): SUPPRESSED, str(Status.NOT_APPLICABLE): NOT_APPLICABLE}
DEMONSTRATION = "DEMONSTRATION DATA: figures whose origin is not “published” were made up to show the method. Nobody published them."

Tone = Literal["", "warning", "heading"]


@dataclass(frozen=True)
class Line:
    """A line above a table: its text, whether it warns or heads the lines below it, and the sheet that it leads to, if to any."""

    text: str
    tone: Tone = ""
    leads_to: str = ""


@dataclass(frozen=True)
class Field:
    """One column of a table.

    Its cells are text or numbers, none blank; ``width`` is in characters; ``leads`` says that each cell names the sheet that it leads to.
    """

    heading: str
    cells: list[Any]
    width: float = 12
    decimals: int | list[int] = 0
    wrapped: bool = False
    leads: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it holds text throughout, rather than numbers with symbols among them."""
        return all(isinstance(cell, str) for cell in self.cells)


@dataclass(frozen=True)
class SheetOf:
    """One sheet: its name, the lines above its table, and the columns of the table, of which the cover has none."""

    name: str
    title: str
    about: tuple[Line, ...]
    fields: tuple[Field, ...] = ()

    @property
    def width(self) -> float:
        """How wide its columns are together, in characters."""
        return sum(field.width for field in self.fields)

    @property
    def rows(self) -> int:
        """The number of rows in the table, without its headings."""
        return len(self.fields[0].cells) if self.fields else 0

    @property
    def heading_row(self) -> int:
        """The row of the headings, beneath the title and the lines; on a sheet without a table the row after its last."""
        return len(self.about) + 2

    @property
    def last_row(self) -> int:
        """The last row that holds anything."""
        return self.heading_row + self.rows if self.fields else self.heading_row - 1

    @property
    def links(self) -> tuple[tuple[int, int, str], ...]:
        """The row and column of each cell that leads to another sheet, with the name of that sheet."""
        lines = [(row, 1, line.leads_to) for row, line in enumerate(self.about, 2) if line.leads_to]
        leading = [(column, field) for column, field in enumerate(self.fields, 1) if field.leads]
        cells = [(row, column, name) for column, field in leading for row, name in enumerate(field.cells, self.heading_row + 1)]
        return (*lines, *cells)


def table_sheet(name: str, title: str, fields: tuple[Field, ...], *, warned: bool = False, about: tuple[str, ...] = ()) -> SheetOf:
    """A sheet with a table: above it the warning where there is one, what the sheet holds, and the way to the contents."""
    held = f"This sheet holds one table, {table_name(name)}, of {len(fields[0].cells):,} rows and {len(fields)} columns."
    lines = (
        *([Line(DEMONSTRATION, "warning")] if warned else []),
        Line(f"{held} Symbols in square brackets are explained on the sheet Notes."),
        *map(Line, about),
        Line("Go to the sheet Contents", leads_to="Contents"),
    )
    return SheetOf(name, title, lines, fields)


def table_name(sheet: str) -> str:
    """What the table of a sheet is called.

    >>> table_name("Ratings"), table_name("Profile bands")
    ('table_of_ratings', 'table_of_profile_bands')
    """
    return f"table_of_{sheet.lower().replace(' ', '_')}"


def made_up(origin: pd.Series[str]) -> bool:
    """Whether any of it rests on demonstration data."""
    return bool((origin != str(Origin.PUBLISHED)).any())


def text(values: Iterable[Any], *, blank: str = NOT_APPLICABLE) -> list[Any]:
    """The values as text, with a symbol or a word where there is none."""
    return [blank if value is None or value == "" or pd.isna(value) else str(value) for value in values]


def numbers(values: Iterable[Any], *, blank: str | Iterable[str] = MISSING) -> list[Any]:
    """The values as numbers, unrounded, with a symbol where there is none."""
    found = list(values)
    symbols = [blank] * len(found) if isinstance(blank, str) else blank
    return [symbol if pd.isna(value) else float(value) for value, symbol in zip(found, symbols, strict=True)]


def dates(values: pd.Series) -> list[Any]:
    """The dates as text, year first, with a symbol where there is none."""
    return [MISSING if pd.isna(value) else f"{value:%Y-%m-%d}" for value in values]
