"""The tables of a web page as sheets, as in a page that was saved under the name of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from csrating.errors import SourceError
from csrating.read.cells.encodings import decoded
from csrating.read.cells.limits import MOST_COLUMNS, Limits, refuse_sparse
from csrating.read.cells.raised import Runs, without_raised
from csrating.read.cells.sheet import Range, Sheet, grid

# What the HTML standard allows.
_MOST_COLUMNS_SPANNED = 1_000
_MOST_ROWS_SPANNED = 65_534
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CELLS = re.compile("<(?:tr|td|th)\\b", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li"})
_BREAK = "\x1e"  # no text that was decoded holds it
_UNSEEN = frozenset({"script", "style"})


@dataclass(frozen=True)
class Page:
    """The tables of a web page, how the page was encoded, and what the reader should know of it."""

    sheets: tuple[Sheet, ...]
    encoding: str
    notes: tuple[str, ...]


def html_page(file: str, content: bytes, *, encoding: str | None, limits: Limits) -> Page:
    """Each table of a web page with more than one row as a sheet of text, called after its caption or 'Table 1', 'Table 2'.

    A cell that spans rows or columns is kept as a merged range: its text stands in its first cell. Tables that hold tables are there to
    lay the page out, and are left out. Nothing is fetched and no entity is expanded but the characters that HTML names.

    Raises:
        SourceError: the page is too large, not of one encoding, or none of its tables has more than one row.
    """
    if len(content) > limits.html_bytes:
        raise SourceError(f"the web page has {len(content):,} bytes", where=file, expected=f"at most {limits.html_bytes:,}")
    page = decoded(file, content, encoding=encoding)
    written = len(_CELLS.findall(page.text))
    if written > limits.html_cells:
        raise SourceError(f"the web page has {written:,} rows and cells", where=file, expected=f"at most {limits.html_cells:,}")
    tables = [table for table in _tables(page.text) if table.find(".//table") is None]
    sheets = [_sheet(file, table, f"Table {number}", limits) for number, table in enumerate(tables, 1)]
    made = [sheet for sheet in sheets if len(sheet.cells) > 1]
    if not made:
        raise SourceError("the web page holds no table with more than one row", where=file, do="Fetch the file again.")
    return Page(_with_names_of_their_own(made), page.encoding, page.notes)


def _tables(text: str) -> Iterator[Any]:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = etree.fromstring(text.encode("utf-8"), parser)
    return iter(()) if root is None else root.iter("table")


def _with_names_of_their_own(sheets: list[Sheet]) -> tuple[Sheet, ...]:
    names = [sheet.name for sheet in sheets]
    return tuple(
        sheet if names.count(sheet.name) == 1 else replace(sheet, name=f"{sheet.name} ({place})") for place, sheet in enumerate(sheets, 1)
    )


@dataclass(eq=False)
class _Table:
    """What has been come by of one table; ``covered`` says up to which row a cell from above reaches into each column."""

    where: str
    rows: int
    texts: list[list[str]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    raised: dict[tuple[int, int], str] = field(default_factory=dict)
    covered: dict[int, int] = field(default_factory=dict)


def _sheet(file: str, element: Any, name: str, limits: Limits) -> Sheet:
    caption = element.find("caption")
    name = (_words(_runs(caption)) if caption is not None else "") or name
    rows = list(element.iter("tr"))
    table = _Table(f"{file}#{name}", len(rows))
    for place, row in enumerate(rows):
        table.texts.append(_row(row, place, table))
    width = max(map(len, table.texts), default=0)
    refuse_sparse(table.where, len(rows), width, sum(map(len, table.texts)), most=limits.cells)
    return Sheet(file, name, grid(table.texts), merged=tuple(table.merged), raised=table.raised)


def _row(row: Any, place: int, table: _Table) -> list[str]:
    texts: list[str] = []
    for cell in row.iterchildren("td", "th"):
        while table.covered.get(len(texts), -1) >= place:
            texts.append("")
        wide = _span(cell, "colspan", _MOST_COLUMNS_SPANNED, table.where)
        deep = min(_span(cell, "rowspan", _MOST_ROWS_SPANNED, table.where) or table.rows, table.rows - place)
        left, right, bottom = len(texts), len(texts) + max(wide, 1) - 1, place + deep - 1
        runs = _runs(cell)
        plain = without_raised(runs)
        if plain is not None:
            table.raised[place, left] = _words([(plain, False)])
        texts += [_words(runs)] + [""] * (right - left)
        if len(texts) > MOST_COLUMNS:
            raise SourceError("a row of the table has more than 16,384 cells", where=table.where)
        if bottom > place:
            table.covered.update((column, bottom) for column in range(left, right + 1))
        if bottom > place or right > left:
            table.merged.append((place, left, bottom, right))
    return texts


def _span(cell: Any, name: str, most: int, where: str) -> int:
    """How many rows or columns a cell spans; nought rows are all that follow."""
    said = (cell.get(name) or "1").strip()
    if not re.fullmatch("[0-9]{1,9}", said):
        return 1
    if int(said) > most:
        raise SourceError(f"a cell has {name}={said}", where=where, expected=f"at most {most:,}")
    return int(said)


def _runs(cell: Any) -> Runs:
    """What a cell says piece by piece, each with whether it is raised: a mark for itself where the page breaks the line."""
    from lxml import etree

    runs: list[tuple[str, bool]] = []
    height = 0
    for event, node in etree.iterwalk(cell, events=("start", "end")):
        height += (node.tag == "sup") * (1 if event == "start" else -1)
        if event == "end":
            runs += [(node.tail, height > 0)] if node is not cell and node.tail else []
            continue
        if node.tag in _BREAKS and runs:
            runs.append((_BREAK, False))
        if node.text and node.tag not in _UNSEEN:
            runs.append((node.text, height > 0))
    return runs


def _words(runs: Runs) -> str:
    """The words: blanks run together as a browser shows them."""
    words = _BLANKS.sub(" ", "".join(text for text, _ in runs))
    return re.sub(f" *{_BREAK}[ {_BREAK}]*", "\n", words).strip()
