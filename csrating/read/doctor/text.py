"""A report as text: short first, then what was found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from csrating.errors import brief
from csrating.read.doctor.contracts import SEVERITIES
from csrating.read.doctor.limits import SHOWN

if TYPE_CHECKING:
    from csrating.read.doctor.report import Report

LABEL = 14
_MOST = 1_000
_HEADINGS = {"wrong": "WRONG", "look": "TO LOOK AT", "note": "NOTES"}


def lines(report: Report, *, everything: bool) -> list[str]:
    """The lines of a report, each as long as it comes; those of a summary begin with a label of fourteen letters."""
    told = [brief(f"{report.name}: {report.how}"), ""]
    told += [f"{line.label:<{LABEL}}{brief(line.text, most=_MOST)}" for line in report.summary]
    told.append(f"{'findings':<{LABEL}}{report.verdict}")
    for severity in SEVERITIES:
        own = report.findings[report.findings["severity"] == severity]
        if len(own):
            told += ["", f"{_HEADINGS[severity]} ({len(own):,})", *_findings(own, within=f"{report.name}#", everything=everything)]
    return told


def _findings(own: pd.DataFrame, *, within: str, everything: bool) -> Iterator[str]:
    for kind, some in own.groupby("kind", sort=False):
        shown = some if everything else some.head(SHOWN)
        said = ""
        for row in shown.to_dict("records"):
            do = "" if row["do"] == said else f" {row['do']}"
            said = row["do"]
            where = f" [{brief(row['where'].removeprefix(within))}]" if row["where"] else ""
            do = f".{brief(do, most=_MOST)}" if do.strip() else ""
            yield f"  {kind}: {brief(row['what'], most=_MOST)}{where}{do}"
        if len(some) > len(shown):
            yield f"  {kind}: and {len(some) - len(shown):,} more; --all shows them"
