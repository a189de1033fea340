"""The most recent judgements on councils themselves, as findings on safeguarding, and the councils on which there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csrating.errors import SourceError
from csrating.read.present_day.left_out import EARLIER, ENDED
from csrating.read.reading import Reading
from csrating.reference import Edition
from csrating.schema import SAFEGUARDING, Origin

OVERALL = "overall effectiveness"
_MOST_NAMED = 20
ASPECTS = {
    "Overall effectiveness": OVERALL,
    "The impact of leaders on social work practice with children and families": "leaders",
    "The experiences and progress of children who need help and protection": "help and protection",
    "The experiences and progress of children in care": "children in care",
    "The experiences and progress of care leavers": "care leavers",
}
"""What Ofsted's columns judge, in the words of the tables."""


def findings_of(reading: Reading, today: Edition) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """SAFEGUARDING: the most recent inspection of each council; and the judgements that are left out, by why.

    Raises:
        SourceError: the file gives no finding on any council: it was renamed within, or is of something else.
    """
    every = reading.judgements
    latest, stands = every["event"] == "", every["area"].isin(today.codes)
    rows = every[latest & stands & (every["grade"] != "")]
    if rows.empty:
        raise _nothing_found(reading)
    findings = pd.DataFrame(
        {
            "council": rows["area"],
            "kind": "ILACS inspection",
            "held_on": rows["inspected_on"].astype("datetime64[s]"),
            "aspect": rows["judgement"].map(ASPECTS),
            "finding": rows["grade"].replace("satisfactory", "requires improvement"),
            "evidence": "S",
            "origin": str(Origin.PUBLISHED),
            "source": reading.file,
            "ref": rows["ref"],
        }
    )
    left = {EARLIER: every[~latest], ENDED: every[latest & ~stands]}
    return findings.sort_values("council", kind="stable").reset_index(drop=True), left


def no_findings() -> pd.DataFrame:
    """SAFEGUARDING where no file of judgements is given."""
    return pd.DataFrame(columns=SAFEGUARDING.names).astype({"held_on": "datetime64[s]"})


def _nothing_found(reading: Reading) -> SourceError:
    table = reading.layout.tables[0]
    sheets = ", ".join(repr(sheet.name) for sheet in reading.opened.sheets)
    there = any(table in reading.layout.tables_of(sheet.name) for sheet in reading.opened.sheets)
    looked = "a grade of a council that stands" if there else f"a sheet like {table.sheet!r}"
    return SourceError(
        f"no judgement on any council comes out of it; its sheets are {sheets}",
        where=reading.file,
        expected=f"{looked}, in which the {table.name} stand",
        do="Download the file again, or take it out of the folder: then no judgement limits a profile band, and every output says so.",
    )


def without_judgement(findings: pd.DataFrame, today: Edition, *, file: str) -> Iterator[str]:
    """The sentence that names the councils whose overall effectiveness is not in the file, so that no limit of theirs is known."""
    judged = set(findings.loc[findings["aspect"] == OVERALL, "council"])
    names = [str(name) for code, name in today.councils()[["code", "name"]].to_numpy() if code not in judged]
    if names:
        have = "council has" if len(names) == 1 else "councils have"
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        yield (
            f"{len(names)} {have} no judgement of {OVERALL} in {file}, so whether a profile band of theirs is to be limited is unknown: "
            f"{', '.join(names[:_MOST_NAMED])}{more}."
        )
