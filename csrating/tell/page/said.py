"""What a page says in sentences: the letter's own where there is one, and today what the profile rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from csrating.rate import CouncilRating
from csrating.schema import ILACS_ASPECTS, Standing
from csrating.tell.blocks import Bullets, Paragraph
from csrating.tell.charts.records import records
from csrating.tell.charts.wording import day
from csrating.tell.grammar import counted, settled
from csrating.tell.letter import Letter


@dataclass(frozen=True)
class Said:
    """The sentences of a page: a notice, what the council's evidence says, what it rests on, and Ofsted's judgements of today as rows."""

    notice: str
    narrative: tuple[Any, ...]
    coverage: tuple[str, ...]
    findings: tuple[dict[str, str], ...] = ()


def said_of(letter: Letter) -> Said:
    """What a letter says, for the page of the same council."""
    notice = " ".join(block.text for block in letter.blocks if isinstance(block, Paragraph) and block.tone == "notice")
    coverage = tuple(point.text for block in letter.blocks if isinstance(block, Bullets) for point in block.points)
    return Said(notice, tuple(letter.narrative), coverage)


def said_today(own: CouncilRating) -> Said:
    """What a profile of today rests on, and Ofsted's most recent judgements on the council."""
    return Said("", (), tuple(_rests_on(own)), tuple(_findings(own)))


def _rests_on(own: CouncilRating) -> list[str]:
    rows = own.profile.loc[own.profile["kind"] == "indicator", ["value", "standing_neighbours", "newest"]]
    missing, blank = rows["value"].isna(), rows["standing_neighbours"] == str(Standing.NOT_COMPARABLE)
    ends = rows.loc[~missing, "newest"]
    told = ["All figures are published; none is made up, and none that is missing is taken to be in line."]
    if len(ends):
        told.append(f"The figures are of periods that ended from {day(ends.min())} to {day(ends.max())}, each indicator's latest.")
    if missing.any():
        told.append(settled(f"{counted(int(missing.sum()), 'indicator has', 'indicators have')} no figure of this council."))
    if (blank & ~missing).any():
        number = counted(int((blank & ~missing).sum()), "indicator has", "indicators have")
        told.append(settled(f"{number} a figure that cannot be compared, because too few similar areas have one."))
    told.append("The figures come without the numbers of children behind them, so that how far chance could have moved them is not known.")
    return told


def _findings(own: CouncilRating) -> list[dict[str, str]]:
    order = {aspect: place for place, aspect in enumerate(ILACS_ASPECTS)}
    rows = sorted(records(own.safeguarding), key=lambda row: order.get(row["aspect"], len(order)))
    return [
        {
            "aspect": str(row["aspect"]),
            "finding": str(row["finding"]),
            "held_on": "day not known" if row["held_on"] is pd.NaT else day(row["held_on"]),
            "ref": str(row["ref"]),
        }
        for row in rows
    ]
