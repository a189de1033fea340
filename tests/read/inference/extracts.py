"""Extracts of inspections as publishers set them out, built by code: no setting in them exists."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from csrating.read import Reading, read_file

Row = list[Any]

COUNCILS = ("Barnsley", "Bury", "Camden", "Kent", "Leeds", "Trafford")
TOWNS = ("Leeds", "Bolton", "Luton", "Medway", "Bradford", "Salford")
"""Where the settings lie by their addresses: none of them in the council of that name."""
COUNTIES = ("Lancashire", "Essex", "Kent", "Surrey", "Devon", "Cumbria")

PROVIDER_HEADER = [
    "Web link", "URN", "Provision type", "Registration status", "Name", "Town", "County", "Government Office Region", "Local authority",
    "Sector", "Places", "Linked education URN", "Event type", "Inspection date", "Event number", "Overall effectiveness",
    "Quality of care", "Leadership and management",
]  # fmt: skip
KINDS = ("Children's home", "Independent Fostering Agency", "Children's Home", "Secure children's home", "Boarding School", "Lighthouse")
SECTORS = ("Private", "Local authority", "Local Authority", "Voluntary", "Health authority", "Academy")
DAYS = ("27/03/2015", "05/02/2014", "13/11/2013", "02/01/2015", "30/09/2014", "08/08/2012")
OVERALL = ("Good", "Adequate", "Outstanding", "Inadequate", "Requires improvement", "Satisfactory")
CARE = ("Good", "", "Not judged", "Requires Improvement", "OUTSTANDING", "Good ")
LEADERS = ("Requires improvement to be good", "Good", "Good", "Inadequate", "Adequate", "")


def provider_rows() -> list[Row]:
    """Six settings, one in each of six councils."""
    return [
        [
            "Webpage", f"SC00000{place}", KINDS[place], "Active", f"Setting {place}", TOWNS[place], COUNTIES[place], "South East", council,
            SECTORS[place], str(place + 1), str(140_000 + place), "Full inspection", DAYS[place], str(900_000 + place), OVERALL[place],
            CARE[place], LEADERS[place],
        ]
        for place, council in enumerate(COUNCILS)
    ]  # fmt: skip


def providers() -> list[Row]:
    """A list of social care providers with one header row, and empty rows at its end."""
    return [PROVIDER_HEADER, *provider_rows(), [""] * len(PROVIDER_HEADER), [""] * len(PROVIDER_HEADER)]


SCHOOL_HEADER = [
    "Web link", "URN", "LAESTAB", "School name", "Ofsted phase", "Type of education", "School open date", "Region", "Local authority",
    "Parliamentary constituency", "Postcode", "The income deprivation affecting children index (IDACI) quintile",
    "Number of monitoring inspections since last full inspection", "Date of latest short inspection", "Inspection number",
    "Inspection type", "Inspection type grouping", "Inspection start date", "Inspection end date", "Publication date",
    "URN at time of latest full inspection", "Overall effectiveness", "Category of concern", "Quality of education",
    "Safeguarding is effective?", "Sixth form provision (where applicable)", "Previous inspection start date",
    "Previous full inspection overall effectiveness", "Previous quality of education",
]  # fmt: skip
PHASES = ("Primary", "Secondary", "Special", "Nursery", "PRU", "All-through")


def schools() -> list[Row]:
    """Management information on schools: a line above the header, grades as numbers, NULL where there is nothing."""
    rows = [
        [
            "Webpage", str(100_000 + place), f"35{place}2001", f"School {place}", PHASES[place], "Community School", "NULL", "London",
            council, TOWNS[place], "AB1 2CD", str(place % 5 + 1), str(place % 3), "01/03/2019", str(700_000 + place), "S5 Inspection",
            "Schools - S5", f"1{place}/06/2021", f"1{place + 1}/06/2021", f"1{place}/07/2021", str(100_000 + place), str(place % 4 + 1),
            "NULL", str(4 - place % 4), "Yes", "9" if place else "2", "01/02/2017", "4", "4",
        ]
        for place, council in enumerate(COUNCILS)
    ]  # fmt: skip
    rows[5][17:20] = ["NULL", "NULL", "NULL"]
    rows[5][21], rows[5][23], rows[5][25] = "NULL", "NULL", "NULL"
    return [["State-funded schools: inspections as at 31 August 2021"], SCHOOL_HEADER, *rows]


EARLY_YEARS_HEADER = [
    ["Local authority", "Type of provision", "Number inspected", "Number of providers", "", "", "", "Percentage of providers", "", "", ""],
    ["", "", "", *["Outstanding", "Good", "Satisfactory", "Inadequate"] * 2],
]


def early_years() -> list[Row]:
    """Counts of early years providers by grade, and the same as percentages, one row for each council and type of provision."""
    rows = []
    for place, council in enumerate(COUNCILS):
        for kind in ("Childminding", "Childcare on non-domestic premises"):
            counts = [place + 1, 10 + place, 5 + len(kind) % 3, 2]
            whole = sum(counts)
            rows.append([council, kind, whole, *counts, *(round(100 * count / whole) for count in counts)])
    return [["Overall effectiveness of early years provision as at 31 August 2009"], *EARLY_YEARS_HEADER, *rows]


def written(path: Path, rows: Sequence[Row], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """The rows as a csv file, each as long as the longest."""
    width = max(map(len, rows))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([*row, *[""] * (width - len(row))] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def saved(path: Path, *sheets: tuple[str, Sequence[Row]]) -> Path:
    """The sheets as a workbook."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def without(rows: Sequence[Row], *headers: str, header: int = 0) -> list[Row]:
    """The rows without the columns under these headers, which stand in the row ``header``."""
    places = [rows[header].index(name) for name in headers]
    return [[value for place, value in enumerate(row) if place not in places] for row in rows]


def renamed(rows: Sequence[Row], old: str, new: str, *, header: int = 0) -> list[Row]:
    """The rows with another header over one of the columns."""
    changed = [list(row) for row in rows]
    changed[header][changed[header].index(old)] = new
    return changed


def said(judgements: pd.DataFrame, *names: str) -> list[tuple[Any, ...]]:
    """What judgements say, whatever the file that they stand in looks like."""
    columns = names or ("area", "setting", "setting_type", "run_by", "event", "inspected_on", "judgement", "said", "grade", "status")
    plain = judgements[list(columns)].astype(str)
    return sorted(plain.itertuples(index=False, name=None))


def reading(tmp_path: Path, rows: list[Row], **options: Any) -> Reading:
    """What is understood of the rows as a csv file."""
    return read_file(written(tmp_path / "extract.csv", rows), infer=True, **options)


def asked(read: Reading) -> list[str]:
    """What is asked, once it is sure that nothing is given of the table."""
    assert read.judgements.empty
    assert read.figures.empty
    return [one.asks for one in read.questions]


def changed(rows: list[Row], header: str, change: Callable[[int, Any], Any]) -> list[Row]:
    """The rows with another value in one column of each setting."""
    place = rows[0].index(header)
    settings = [[*row[:place], change(number, row[place]), *row[place + 1 :]] if any(row) else row for number, row in enumerate(rows[1:])]
    return [rows[0], *settings]


def day(text: str) -> datetime:
    """The day of a text such as 27/03/2015."""
    return datetime.strptime(text, "%d/%m/%Y")
