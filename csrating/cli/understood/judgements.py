"""What is told of judgements of inspections."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from csrating.cli.understood.words import Told, areas, cell, counted, several
from csrating.schema import GRADES, NOT_JUDGED, OTHER_SCALE, OVERALL

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNCILS = ("council", "later", "former")
HEADINGS = ("area", "setting", "inspected on", "judgement", "said", "grade", "cell")
LONGEST = "judgement"


def told(judgements: pd.DataFrame) -> Told:
    """The areas, settings, days and judgements, and how often each grade was given, in the words of the file and on the one scale."""
    return [(label, text) for label, text in _lines(judgements) if text]


def rows(judgements: pd.DataFrame) -> list[list[str]]:
    """The judgements as rows of text under HEADINGS."""
    return [
        [
            row["area_name"],
            _setting(row),
            "-" if pd.isna(row["inspected_on"]) else row["inspected_on"].date().isoformat(),
            row["judgement"],
            row["said"],
            row["grade"] or row["status"],
            cell(row["ref"]),
        ]
        for row in judgements.to_dict("records")
    ]


def _lines(judgements: pd.DataFrame) -> Iterator[tuple[str, str]]:
    yield "areas", areas(judgements)
    yield "settings", _settings(judgements)
    yield "provision", _provision(judgements)
    yield "events", several([text for text in dict.fromkeys(judgements["event"]) if text])
    yield "inspected", _days(judgements["inspected_on"])
    yield "judged", several(list(dict.fromkeys(judgements["judgement"])))
    of_councils = judgements[judgements["level"].isin(_COUNCILS)]  # England and regions count the same settings again
    overall = of_councils[of_councils["judgement"].str.casefold() == OVERALL]
    if len(overall) < len(of_councils):
        yield "overall", _grades(overall)
    yield "grades", _grades(of_councils)


def _setting(row: Mapping[Hashable, Any]) -> str:
    return str(row["setting"] or row["provision"] or "the council")


def _settings(judgements: pd.DataFrame) -> str:
    named = judgements.loc[judgements["setting"] != "", "setting"].nunique()
    return f"{named:,}" if named else ""


def _provision(judgements: pd.DataFrame) -> str:
    """The settings by their types on the register, and the types that are not on it."""
    each = judgements.drop_duplicates("setting") if (judgements["setting"] != "").all() else judgements
    known, strange = each[each["setting_type"] != ""], each[(each["setting_type"] == "") & (each["provision"] != "")]
    others = several(list(dict.fromkeys(strange["provision"])))
    return "; ".join(filter(None, (counted(known["setting_type"]), f"not in the profile of 2009: {others}" if others else "")))


def _days(days: pd.Series) -> str:
    given = days.dropna()
    if given.empty:
        return ""
    without = f"; {int(days.isna().sum()):,} without a day" if days.isna().any() else ""
    return f"{given.min().date().isoformat()} to {given.max().date().isoformat()}{without}"


def _grades(judgements: pd.DataFrame) -> str:
    """How often each grade was given, with the words for it that are not its own: 640 satisfactory (Adequate, Requires improvement)."""
    number = judgements["settings"].fillna(1)
    texts = []
    for grade in reversed(GRADES):
        given = judgements["grade"] == grade
        others = [word for word in dict.fromkeys(judgements.loc[given, "said"]) if word.casefold() != grade and not word.isdigit()]
        if given.any():
            texts.append(f"{int(number[given].sum()):,} {grade}{f' ({several(others)})' if others else ''}")
    for status in (OTHER_SCALE, NOT_JUDGED):
        chosen = judgements["status"] == status
        said = ", ".join(map(repr, dict.fromkeys(judgements.loc[chosen, "said"])))
        texts += [f"{int(number[chosen].sum()):,} {status} ({said})"] if chosen.any() else []
    return ", ".join(texts)
