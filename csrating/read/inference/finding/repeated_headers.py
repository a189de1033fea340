"""Tables whose header stands again further down, as at the top of each page or over each region: they are one table that goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from csrating.read.cells import Sheet, Turned
from csrating.read.inference.finding.areas import Areas
from csrating.read.inference.finding.tables import Extent
from csrating.read.tables.named_areas import by_name

_CONTINUED = re.compile(r"[\s,:\-\u2013(\[]*(?:cont(?:\.|inued|'d|d)?|page \d+(?: of \d+)?)[)\].]*$", re.IGNORECASE)


def one_table(sheet: Sheet, found: Areas, parts: Sequence[Extent]) -> list[Extent]:
    """The tables of a sheet, each with all parts that stand under the same header again.

    The header must say the same word for word in each column, in one row, and between the parts nothing may stand but the title again, with
    or without '(continued)', or the name of a region: any other line may say that it is another table.
    """
    tables: list[Extent] = []
    for part in parts:
        before = tables[-1] if tables else None
        if before is not None and _goes_on(sheet, found, before, part):
            tables[-1] = replace(before, last=part.last)
        else:
            tables.append(part)
    return tables


def header_again(sheet: Sheet, found: Areas, extent: Extent) -> str:
    """The word over the names of areas, where the header of a table stands in it again; '' where it does not."""
    word = _word(sheet, found, extent)
    again = word and any(sheet.text(row, found.names[0]) == word for row in range(extent.first, extent.last))
    return word if again else ""


def _word(sheet: Sheet, found: Areas, extent: Extent) -> str:
    return sheet.text(extent.first - 1, found.names[0]) if found.names and extent.first > extent.top else ""


def _goes_on(sheet: Sheet, found: Areas, before: Extent, part: Extent) -> bool:
    if isinstance(sheet, Turned) or before.first - before.top != 1 or part.first - part.top != 1 or not _word(sheet, found, before):
        return False
    if _texts(sheet, before.top) != _texts(sheet, part.top) or _named(sheet, found, before) & _named(sheet, found, part):
        return False
    titles = {_title(text) for row in range(before.above, before.top) for text in _texts(sheet, row) if text}
    between = [text for row in range(before.last, part.top) for text in _texts(sheet, row) if text]
    return all(by_name(text) is not None or _title(text) in titles for text in between)


def _named(sheet: Sheet, found: Areas, part: Extent) -> set[str]:
    """The areas that a part of a table is about: another part about one of them is about another thing."""
    return {sheet.text(row, found.names[0]) for row in range(part.first, part.last) if found.is_row[row]}


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [sheet.text(row, column) for column in range(sheet.cells.shape[1])]


def _title(text: str) -> str:
    """A title without what says that it goes on."""
    return _CONTINUED.sub("", text).casefold()
