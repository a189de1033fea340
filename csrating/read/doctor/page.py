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


def page(report: Report) -> str:
    """The report as a piece of HTML; whatever a file says is escaped."""
    words = {"wrong": "Wrong", "look": "To look at", "note": "Notes"}
    sections = [(words[severity], _rows(_of(report, severity), ["kind", "what", "where", "do"])) for severity in SEVERITIES]
    tables = [(name, _rows(table, list(table.columns))) for name, table in report.tables.items()]
    return _template().render(
        report=report,
        sections=[section for section in sections if section[1]["count"]],
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
