"""A report as HTML, for a notebook: the summary and the findings, and all tables behind them to unfold."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from csrating.read.doctor.contracts import SEVERITIES

if TYPE_CHECKING:
    from csrating.read.doctor.report import Report

_MOST_ROWS = 200
"""A notebook keeps what it shows: longer tables are cut, and the report itself has them whole."""


_SECTIONS: dict[str, dict[str, Any]] = {
    "wrong": {"name": "Wrong", "mark": "\N{MULTIPLICATION X}", "colour": "#801650", "open": True},
    "look": {"name": "To look at", "mark": "?", "colour": "#F46A25", "open": True},
    "note": {"name": "Notes", "mark": "\N{BULLET}", "colour": "#3D3D3D", "open": False},
}
"""The heading of each severity; the mark tells it without the colour."""


def page(report: Report) -> str:
    """The report as a piece of HTML; whatever a file says is escaped."""
    sections = [{**_SECTIONS[one], "table": _rows(_of(report, one), ["kind", "what", "where", "do"])} for one in SEVERITIES]
    tables = [(name, _rows(table, list(table.columns))) for name, table in report.tables.items()]
    return _template().render(
        report=report,
        sections=[section for section in sections if section["table"]["count"]],
        tables=[table for table in tables if table[1]["count"]],
    )


def _of(report: Report, severity: str) -> pd.DataFrame:
    return report.findings[report.findings["severity"] == severity]


def _rows(table: pd.DataFrame, columns: list[str]) -> dict[str, Any]:
    shown = table[columns].head(_MOST_ROWS)
    rows = [[_text(value) for value in row] for row in shown.itertuples(index=False, name=None)]
    return {"headings": columns, "rows": rows, "count": len(table), "left": len(table) - len(shown)}


def _text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if pd.isna(value):
        return ""
    return f"{value:,.6g}" if isinstance(value, float) else str(value)


@cache
def _template() -> Template:
    loader = PackageLoader("csrating.read.doctor", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).get_template(
        "report.html.j2"
    )
