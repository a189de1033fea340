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
from csrating.read.cells.sheet import Range, Sheet, column_letters, grid

# What the HTML standard allows.
_MOST_COLUMNS_SPANNED = 1_000
_MOST_ROWS_SPANNED = 65_534
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_CELLS = re.compile("<(?:tr|td|th)\\b", re.IGNORECASE)
_BREAKS = frozenset({"br", "p", "div", "li"})
_BREAK = "\x1e"  # no text that was decoded holds it
_UNSEEN = frozenset({"script", "style"})
_STRUCK = frozenset({"del", "s", "strike"})
_GONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|text-decoration[^;]*line-through", re.IGNORECASE)
_NO_DISPLAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_NOT_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
_EDGES = re.compile(r"<(/?)(table|body|html)\b", re.IGNORECASE)
_MOST_TOLD = 5
_LONGEST_CAPTION = 200


@dataclass(frozen=True)
class Page:
    """The tables of a web page, how the page was encoded, and what the reader should know of it."""

    sheets: tuple[Sheet, ...]
    encoding: str
    notes: tuple[str, ...]


def html_page(file: str, content: bytes, *, encoding: str | None, limits: Limits) -> Page:
    """Each table of a web page with more than one row as a sheet of text, called after its caption or 'Table 1', 'Table 2'.

    A cell that spans rows or columns is kept as a merged range: its text stands in its first cell. Tables that hold tables are there to
    lay the page out, and are left out. So are words that are struck out or hidden, and the notes say in which cells. Nothing is fetched
    and no entity is expanded but the characters that HTML names.

    Raises:
        SourceError: the page is too large, not of one encoding, cut off within a table, or none of its tables has more than one row.
    """
    if len(content) > limits.html_bytes:
        raise SourceError(f"the web page has {len(content):,} bytes", where=file, expected=f"at most {limits.html_bytes:,}")
    page = decoded(file, content, encoding=encoding)
    written = len(_CELLS.findall(page.text))
    if written > limits.html_cells:
        raise SourceError(f"the web page has {written:,} rows and cells", where=file, expected=f"at most {limits.html_cells:,}")
    unclosed = _unclosed(file, page.text)
    tables = [table for table in _tables(page.text) if table.find(".//table") is None]
    sheets = [_sheet(file, table, f"Table {number}", limits) for number, table in enumerate(tables, 1)]
    made = [(sheet, gone) for sheet, gone in sheets if len(sheet.cells) > 1]
    if not made:
        raise SourceError("the web page holds no table with more than one row", where=file, do="Fetch the file again.")
    named = _with_names_of_their_own([sheet for sheet, _ in made])
    gone = (_told(sheet, gone) for sheet, (_, gone) in zip(named, made, strict=True) if gone)
    return Page(named, page.encoding, (*page.notes, *unclosed, *gone))


def _unclosed(file: str, text: str) -> tuple[str, ...]:
    """What to know of a page with a table that is never closed, which is refused where the page has no end either: it is cut off."""
    depth, ended = 0, False
    for closing, name in _EDGES.findall(_NOT_TAGS.sub("", text)):
        if name.lower() == "table":
            depth = max(0, depth + (-1 if closing else 1))
        ended |= bool(closing) and name.lower() != "table"
    if not depth:
        return ()
    if not ended:
        raise SourceError("the web page ends within a table: it is cut off", where=file, expected="</table>", do="Fetch the file again.")
    return ("a table of the web page is never closed; it may lack rows",)


def _told(sheet: Sheet, gone: list[tuple[int, int]]) -> str:
    cells = [f"{column_letters(column)}{row + 1}" for row, column in gone[:_MOST_TOLD]]
    more = f" and {len(gone) - _MOST_TOLD:,} more" if len(gone) > _MOST_TOLD else ""
    return f"words that are struck out or hidden are left out of {sheet.name}!{', '.join(cells)}{more}"


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
    gone: list[tuple[int, int]] = field(default_factory=list)
    covered: dict[int, int] = field(default_factory=dict)


def _sheet(file: str, element: Any, name: str, limits: Limits) -> tuple[Sheet, list[tuple[int, int]]]:
    """A table as a sheet, and the cells of which words are left out."""
    caption = element.find("caption")
    said = " ".join(_words(_runs(caption)[0]).split()) if caption is not None else ""
    name = said[:_LONGEST_CAPTION] or name
    rows = list(element.iter("tr"))
    table = _Table(f"{file}#{name}", len(rows))
    width = filled = 0
    for place, row in enumerate(rows):
        table.texts.append(_row(row, place, table))
        width, filled = max(width, len(table.texts[-1])), filled + len(row)
        refuse_sparse(table.where, place + 1, width, filled, most=limits.cells)
    hidden = frozenset(place for place, row in enumerate(rows) if _NO_DISPLAY.search(row.get("style") or ""))
    return Sheet(file, name, grid(table.texts), merged=tuple(table.merged), raised=table.raised, hidden_rows=hidden), table.gone


def _row(row: Any, place: int, table: _Table) -> list[str]:
    texts: list[str] = []
    for cell in row.iterchildren("td", "th"):
        while table.covered.get(len(texts), -1) >= place:
            texts.append("")
        wide = _span(cell, "colspan", _MOST_COLUMNS_SPANNED, table.where)
        deep = min(_span(cell, "rowspan", _MOST_ROWS_SPANNED, table.where) or table.rows, table.rows - place)
        left, right, bottom = len(texts), len(texts) + max(wide, 1) - 1, place + deep - 1
        runs, gone = _runs(cell)
        table.gone += [(place, left)] if gone else []
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


def _runs(cell: Any) -> tuple[Runs, bool]:
    """What a cell says piece by piece, each with whether it is raised: a mark for itself where the page breaks the line.

    Words that are struck out or hidden are left out; second, whether there are any.
    """
    from lxml import etree

    runs: list[tuple[str, bool]] = []
    height = unseen = 0
    left_out = False
    for event, node in etree.iterwalk(cell, events=("start", "end")):
        way = 1 if event == "start" else -1
        height += (node.tag == "sup") * way
        unseen += _is_gone(node) * way
        if node.tag in _BREAKS and runs and event == "start":
            runs.append((_BREAK, False))
        words = node.text if event == "start" else node.tail if node is not cell else None
        if words and (event == "end" or node.tag not in _UNSEEN):
            left_out |= unseen > 0 and bool(words.strip())
            runs += [] if unseen else [(words, height > 0)]
    return runs, left_out


def _is_gone(node: Any) -> bool:
    """Whether a page shows nothing of an element, or shows it struck out."""
    return node.tag in _STRUCK or node.get("hidden") is not None or bool(_GONE.search(node.get("style") or ""))


def _words(runs: Runs) -> str:
    """The words: blanks run together as a browser shows them."""
    words = _BLANKS.sub(" ", "".join(text for text, _ in runs))
    return re.sub(f" *{_BREAK}[ {_BREAK}]*", "\n", words).strip()
