"""Does a sheet hold figures of councils? Of one that a layout says nothing of, it has to be told."""

from __future__ import annotations

from csrating.read.cells import Sheet
from csrating.read.inference.answers import NO_ANSWERS
from csrating.read.inference.finding.across import councils_across
from csrating.read.inference.finding.areas import areas
from csrating.read.inference.finding.tables import extents
from csrating.read.inference.told import columns_told


def holds_figures_of_councils(sheet: Sheet) -> bool:
    """Whether figures stand beside or under the councils that a sheet names."""
    if not sheet.cells.size:
        return False
    columns = columns_told(sheet, NO_ANSWERS)
    found = areas(columns)
    return bool(found and extents(sheet, columns, found)) or bool(councils_across(sheet))
