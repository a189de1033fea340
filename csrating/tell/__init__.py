"""Tell what the ratings say: letters, charts, workbooks and open data, all from the same figures.

Letters are at hand at once, and openpyxl is imported when a workbook is made. What draws is imported when it is first asked for, so that a
letter never waits for matplotlib.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from csrating.tell.claims import Claim, Claims, claims_of
from csrating.tell.letter import Letter, letter
from csrating.tell.letter_check import LetterCheck, letter_check
from csrating.tell.workbook import workbook

if TYPE_CHECKING:
    from csrating.tell.charts import cartogram, distribution, funnel, grades, neighbours, rug, sensitivity, spine, trend, trends
    from csrating.tell.letter_charts import letter_charts
    from csrating.tell.opendata import open_data, open_data_checked
    from csrating.tell.page import council_page, index_page

__all__ = [
    "Claim",
    "Claims",
    "Letter",
    "LetterCheck",
    "cartogram",
    "claims_of",
    "council_page",
    "distribution",
    "funnel",
    "grades",
    "index_page",
    "letter",
    "letter_charts",
    "letter_check",
    "neighbours",
    "open_data",
    "open_data_checked",
    "rug",
    "sensitivity",
    "spine",
    "trend",
    "trends",
    "workbook",
]

_HOME = {
    "cartogram": "csrating.tell.charts",
    "council_page": "csrating.tell.page",
    "distribution": "csrating.tell.charts",
    "funnel": "csrating.tell.charts",
    "grades": "csrating.tell.charts",
    "index_page": "csrating.tell.page",
    "letter_charts": "csrating.tell.letter_charts",
    "neighbours": "csrating.tell.charts",
    "open_data": "csrating.tell.opendata",
    "open_data_checked": "csrating.tell.opendata",
    "rug": "csrating.tell.charts",
    "sensitivity": "csrating.tell.charts",
    "spine": "csrating.tell.charts",
    "trend": "csrating.tell.charts",
    "trends": "csrating.tell.charts",
}
"""Where each of these names lives."""


def __getattr__(name: str) -> Any:
    if name == "charts":
        return import_module("csrating.tell.charts")
    if name not in _HOME:
        raise AttributeError(f"module 'csrating.tell' has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
