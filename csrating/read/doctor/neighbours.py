"""Lists of neighbours: councils with fewer than the others, and closeness that grows again."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csrating.read.doctor.findings import Finding
from csrating.read.doctor.subject import Subject
from csrating.schema import CLOSENESS


def lines(subject: Subject) -> Iterator[tuple[str, str]]:
    """What a summary says of the neighbours."""
    listed = subject.neighbours
    if not listed.empty:
        each = listed.groupby(["level", "area"]).size()
        yield "neighbours", f"{len(listed):,} of {len(each)} councils, mostly {int(each.mode().iloc[0])} of each"


def findings(subject: Subject) -> Iterator[Finding]:
    """Councils that have fewer neighbours than most, and neighbours said to be closer than one before them."""
    listed = subject.neighbours
    if not listed.empty:
        yield from _too_few(listed)
        yield from _closer_again(listed)


def _too_few(listed: pd.DataFrame) -> Iterator[Finding]:
    each = listed.groupby(["level", "area"], sort=False).agg(number=("ref", "size"), name=("area_name", "first"), where=("ref", "first"))
    usual = int(each["number"].mode().iloc[0])
    for row in each[each["number"] < usual].to_dict("records"):
        has = f"{row['number']} neighbour{'' if row['number'] == 1 else 's'}"
        yield Finding("look", "neighbours", f"{row['name']} has {has} where most have {usual}", row["where"])


def _closer_again(listed: pd.DataFrame) -> Iterator[Finding]:
    told = listed[listed["closeness"] != ""].sort_values(["level", "area", "position"], kind="stable")
    distance = told["closeness"].map(CLOSENESS.index)
    before = distance.groupby([told["level"], told["area"]]).shift()
    for row in told[distance < before].to_dict("records"):
        what = f"neighbour {row['position']} of {row['area_name']} is said to be {row['closeness']}, closer than the one before it"
        yield Finding("look", "neighbours", what, row["ref"])
