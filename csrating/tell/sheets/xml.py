"""The rows and links of a sheet as SpreadsheetML: cells as text or numbers, never as formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from csrating.tell.sheets.form import Field, SheetOf

_RUN = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767
LINE, BETWEEN = 15.5, 2
"""The height of a line of text, and what is added between rows, in points."""


def safe_text(text: str) -> str:
    r"""Text that no spreadsheet program runs or chokes on: with an apostrophe before a sign that would start a formula.

    >>> safe_text("=1+1"), safe_text("[x]"), safe_text("a\x00b")
    ("'=1+1", '[x]', 'a\ufffdb')
    """
    clean = _NOT_XML.sub("\ufffd", text)
    return (f"'{clean}" if clean.startswith(_RUN) else clean)[:_LONGEST]


@cache
def column_letter(place: int) -> str:
    """The letters of a column, the first being 1.

    >>> column_letter(1), column_letter(26), column_letter(27), column_letter(702)
    ('A', 'Z', 'AA', 'ZZ')
    """
    before, last = divmod(place - 1, 26)
    return (column_letter(before) if before else "") + chr(65 + last)


@dataclass(frozen=True)
class Styles:
    """The numbers of the cell styles: of text, wrapped text, a link, a symbol among numbers, and numbers by their decimals."""

    text: int
    wrapped: int
    link: int
    symbol: int
    decimals: tuple[int, ...]

    def of_number(self, decimals: int) -> int:
        """The style of a number with so many decimals, or the most that there is a style for."""
        return self.decimals[min(decimals, len(self.decimals) - 1)]


def rows_xml(fields: tuple[Field, ...], *, first_row: int, styles: Styles) -> str:
    """The rows of a table, its headings not among them.

    Args:
        fields: the columns.
        first_row: the number of the first row.
        styles: the cell styles of the workbook that the rows go into.
    """
    columns = [_cells(field, column_letter(place), styles) for place, field in enumerate(fields, 1)]
    bodies = ["".join(start + str(row) + rest for start, rest in cells) for row, cells in enumerate(zip(*columns, strict=True), first_row)]
    rows = enumerate(zip(_heights(fields), bodies, strict=True), first_row)
    return "".join(f'<row r="{row}"{height}>{body}</row>' for row, (height, body) in rows)


def _heights(fields: tuple[Field, ...]) -> list[str]:
    """The height of each row, where wrapped text needs more than one line: programs that only show a sheet do not work it out."""
    lines = [1] * len(fields[0].cells)
    for field in fields:
        if field.wrapped:
            lines = [max(most, ceil(len(str(cell)) / (1.15 * field.width))) for most, cell in zip(lines, field.cells, strict=True)]
    return [f' ht="{LINE * count + BETWEEN:g}" customHeight="1"' if count > 1 else "" for count in lines]


def _cells(field: Field, letter: str, styles: Styles) -> list[tuple[str, str]]:
    """Each cell of a column in two parts, between which the number of its row belongs."""
    start = f'<c r="{letter}'
    decimals = field.decimals if isinstance(field.decimals, list) else [field.decimals] * len(field.cells)
    style = _text_style(field, styles)

    @cache
    def text(value: str) -> str:
        return f'" t="inlineStr" s="{style}"><is><t xml:space="preserve">{escape(safe_text(value))}</t></is></c>'

    def cell(value: Any, places: int) -> str:
        return text(value) if isinstance(value, str) else f'" s="{styles.of_number(places)}"><v>{value!r}</v></c>'

    return [(start, cell(value, places)) for value, places in zip(field.cells, decimals, strict=True)]


def _text_style(field: Field, styles: Styles) -> int:
    if field.leads:
        return styles.link
    if field.wrapped:
        return styles.wrapped
    return styles.text if field.is_text else styles.symbol


def links_xml(sheet: SheetOf) -> str:
    """The links of a sheet to others of the workbook; nothing where there are none."""
    links = "".join(_link(f"{column_letter(column)}{row}", name) for row, column, name in sheet.links)
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _link(cell: str, name: str) -> str:
    place, told = quoteattr(f"'{name}'!A1"), quoteattr(f"Go to the sheet {name}")
    return f'<hyperlink ref="{cell}" location={place} tooltip={told}/>'
