"""Any table file as grids of cells that know their addresses: looked at before it is opened, and no formula or macro is ever run."""

from __future__ import annotations

from csrating.read.cells.kinds import Kind
from csrating.read.cells.limits import Limits
from csrating.read.cells.opening import Opened, content_of, open_table_file, sheets
from csrating.read.cells.sheet import Cells, Held, Mask, Sheet, column_letters, constant, empty, held, numbered, objects, stripped
from csrating.read.cells.turned import UPRIGHT, Band, Turned, turned

__all__ = [
    "UPRIGHT",
    "Band",
    "Cells",
    "Held",
    "Kind",
    "Limits",
    "Mask",
    "Opened",
    "Sheet",
    "Turned",
    "column_letters",
    "constant",
    "content_of",
    "empty",
    "held",
    "numbered",
    "objects",
    "open_table_file",
    "sheets",
    "stripped",
    "turned",
]
