"""A report as JSON."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from csrating.read.doctor.report import Report


def as_dict(report: Report) -> dict[str, Any]:
    """The report as lists and dictionaries: whether it balances, summary, findings, and each table as a list of records."""
    return {
        "name": report.name,
        "how": report.how,
        "balances": report.balances,
        "open_questions": report.open_questions,
        "held_back": report.held_back,
        "figures_read": report.figures_read,
        "summary": {line.label: line.text for line in report.summary},
        "findings": _records(report.findings.drop(columns="order")),
        **{name: _records(table) for name, table in report.tables.items()},
    }


def as_json(report: Report) -> str:
    """The report as a text of JSON that is the same for the same file."""
    return json.dumps(as_dict(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): _plain(value) for name, value in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    """A value as JSON has it; what is blank or no number is null."""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if value is pd.NaT or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value.item() if hasattr(value, "item") else value
