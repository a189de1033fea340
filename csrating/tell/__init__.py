"""Tell what the ratings say: letters, charts, workbooks and open data, all from the same figures.

Letters are at hand at once, and openpyxl is imported when a workbook is made. What draws is imported when it is first asked for, so that a
letter never waits for matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from csrating.tell.claims import Claim, Claims, claims_of
from csrating.tell.letter import Letter, letter
from csrating.tell.workbook import workbook

if TYPE_CHECKING:
    from csrating.tell.charts import grades, neighbours, spine
    from csrating.tell.opendata import open_data, open_data_checked

__all__ = [
    "Claim",
    "Claims",
    "Letter",
    "claims_of",
    "grades",
    "letter",
    "neighbours",
    "open_data",
    "open_data_checked",
    "spine",
    "workbook",
]

_HOME = {
    "grades": "csrating.tell.charts",
    "neighbours": "csrating.tell.charts",
    "open_data": "csrating.tell.opendata",
    "open_data_checked": "csrating.tell.opendata",
    "spine": "csrating.tell.charts",
}
"""Where each of these names lives."""


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'csrating.tell' has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
