"""Every raw file of the demonstration set as bytes, with the register that lists them; writing them is the command line's business."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from csrating.demonstration import indicator_sheets, setting_sheets
from csrating.demonstration.parameters import choices
from csrating.demonstration.truth import Demonstration
from csrating.demonstration.workbooks import csv_bytes, workbook_bytes


@dataclass(frozen=True)
class _Entry:
    """One file and how the register names it."""

    id: str
    file: str
    title: str
    layout: str


_ENTRIES = {
    entry.id: entry
    for entry in (
        _Entry("demonstration-being-healthy", "indicators-being-healthy.xlsx", "Indicators: being healthy", "demonstration-being-healthy"),
        _Entry("demonstration-staying-safe", "indicators-staying-safe.xlsx", "Indicators: staying safe", "demonstration-staying-safe"),
        _Entry(
            "demonstration-enjoying-achieving",
            "indicators-enjoying-achieving.xlsx",
            "Indicators: enjoying and achieving",
            "demonstration-enjoying-achieving",
        ),
        _Entry(
            "demonstration-positive-contribution",
            "indicators-positive-contribution.csv",
            "Indicators: making a positive contribution",
            "demonstration-positive-contribution",
        ),
        _Entry(
            "demonstration-economic-wellbeing",
            "indicators-economic-wellbeing.xlsx",
            "Indicators: achieving economic well-being",
            "demonstration-economic-wellbeing",
        ),
        _Entry("demonstration-schools", "schools-2009.xlsx", "Inspections of schools, sixth forms and colleges", "demonstration-schools"),
        _Entry("demonstration-social-care", "social-care-2009.csv", "Inspections of children's social care", "demonstration-social-care"),
        _Entry("demonstration-early-years", "early-years-2009.xlsx", "Early years provision by judgement", "demonstration-early-years"),
        _Entry(
            "demonstration-council-evidence",
            "council-evidence-2009.xlsx",
            "Safeguarding inspections and serious case reviews",
            "safeguarding-findings",
        ),
    )
}


def files(demonstration: Demonstration) -> dict[str, bytes]:
    """Every raw file of the set and its register, ``sources.toml``: name to bytes, the same whenever the set is the same.

    Args:
        demonstration: as :func:`csrating.demonstration.generate` gives it.
    """
    books = {
        "demonstration-being-healthy": indicator_sheets.being_healthy,
        "demonstration-staying-safe": indicator_sheets.staying_safe,
        "demonstration-enjoying-achieving": indicator_sheets.enjoying_and_achieving,
        "demonstration-economic-wellbeing": indicator_sheets.economic_wellbeing,
        "demonstration-schools": setting_sheets.schools,
        "demonstration-early-years": setting_sheets.early_years,
        "demonstration-council-evidence": setting_sheets.council_evidence,
    }
    lists = {
        "demonstration-positive-contribution": indicator_sheets.positive_contribution,
        "demonstration-social-care": setting_sheets.social_care,
    }
    content = {name: workbook_bytes(_ENTRIES[name].title, _about(demonstration), make(demonstration)) for name, make in books.items()}
    content |= {name: csv_bytes(make(demonstration), encoding="cp1252") for name, make in lists.items()}
    named = {entry.file: content[name] for name, entry in _ENTRIES.items()}
    return {**named, "sources.toml": _register(named)}


_SHAPED = (
    "Trafford alone is shaped: to what Ofsted's letter of 9 December 2009 says of it.",
    "No other council is shaped to anything that is known about it.",
)


def _about(demonstration: Demonstration) -> list[str]:
    chosen = choices("demonstration")["files"]
    return [
        indicator_sheets.NOTICE,
        f"Made by the {chosen['publisher']} from the seed {demonstration.seed}.",
        "No figure in this workbook describes a real council, school or service.",
        "National levels follow published national figures; councils, neighbours, small numbers and gaps are plausible choices.",
        *_SHAPED,
        f"Dated {chosen['published_on']:%d/%m/%Y}, as such figures would have been. Licence: {chosen['licence']}.",
    ]


def _register(named: dict[str, bytes]) -> bytes:
    chosen = choices("demonstration")["files"]
    lines = [
        "# Files of the demonstration set, written by `csrating demonstration`; the figures in them were published by nobody.",
        *(f"# {line}" for line in _SHAPED),
        "",
    ]
    for entry in _ENTRIES.values():
        lines += [
            "[[source]]",
            f'id = "{entry.id}"',
            f'file = "{entry.file}"',
            f'title = "{entry.title} (demonstration figures)"',
            f'publisher = "{chosen["publisher"]}"',
            f"published_on = {chosen['published_on'].isoformat()}",
            'address = ""',
            f'licence = "{chosen["licence"]}"',
            f'sha256 = "{hashlib.sha256(named[entry.file]).hexdigest()}"',
            'origin = "demonstration"',
            f'layout = "{entry.layout}"',
            "",
        ]
    return "\n".join(lines).encode()
