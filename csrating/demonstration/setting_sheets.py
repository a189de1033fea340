"""The files about settings and about councils themselves: extracts and counts as an inspectorate would let them out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating.demonstration.grades import BEST_FIRST
from csrating.demonstration.grids import Grid, Row, run_of, written_names
from csrating.demonstration.indicator_sheets import NOTICE
from csrating.demonstration.parameters import choices
from csrating.demonstration.truth import Demonstration
from csrating.schema import ASPECTS

_OUTCOME_HEADS = ["Being healthy", "Staying safe", "Enjoying and achieving", "Positive contribution", "Economic well-being"]
_SECTORS = {"council": "Local authority", "private": "Private", "voluntary": "Voluntary", "health": "Health"}


def _named(demonstration: Demonstration, codes: pd.Series[str], subject: str) -> list[str]:
    """Names as typed in one file: usually the plain one, now and then as another file would have it."""
    plain = demonstration.councils.set_index("code")["name"]
    other = pd.Series(written_names(demonstration.councils, seed=demonstration.seed, subject=subject))
    odd = np.arange(len(codes)) % 7 == 3
    return list(np.where(odd, codes.map(other), codes.map(plain)))


def schools(demonstration: Demonstration) -> list[Grid]:
    """The setting-level workbook of schools and colleges: four lines of prose, Excel dates, grades as numbers."""
    table = demonstration.schools
    written = {name: chosen["written"] for name, chosen in choices("settings")["schools"].items()}
    number = {grade: place for place, grade in enumerate(BEST_FIRST, start=1)} | {"": None}
    columns = [
        table["setting"].astype(int).tolist(),
        table["name"].tolist(),
        table["council"].astype(int).tolist(),
        _named(demonstration, table["council"], "schools"),
        table["setting_type"].map(written).tolist(),
        [day.to_pydatetime() for day in table["inspected_on"]],
        *([number[grade] for grade in table[aspect]] for aspect in ASPECTS),
    ]
    prose: list[Row] = [
        ["Inspections of schools, sixth forms and colleges"],
        [NOTICE],
        ["Inspection judgements: 1 outstanding, 2 good, 3 satisfactory, 4 inadequate. Blank: the framework made no such judgement."],
        ["All inspections from September 2005 to November 2009; a setting has a row for each inspection."],
    ]
    about: Row = ["URN", "School", "LA code", "Local authority", "Type of setting", "Inspection date"]
    header: Row = [*about, "Overall effectiveness", *_OUTCOME_HEADS]
    return [Grid("Schools", [*prose, header, *map(list, zip(*columns, strict=True))], (), (5,))]


def social_care(demonstration: Demonstration) -> list[Row]:
    """The rows of the setting-level csv of social care: prose, dates as dd/mm/yyyy, grades as the words of each service."""
    table = demonstration.social_care
    chosen = choices("settings")["social_care"]
    word = {name: {"satisfactory": row["satisfactory"]} for name, row in chosen.items()}
    graded = [
        [word[kind].get(grade, grade.capitalize()) for kind, grade in zip(table["setting_type"], table[aspect], strict=True)]
        for aspect in ASPECTS
    ]
    columns = [
        table["setting"].tolist(),
        [chosen[kind]["written"] for kind in table["setting_type"]],
        _named(demonstration, table["council"], "social care"),
        table["run_by"].map(_SECTORS).tolist(),
        table["inspected_on"].dt.strftime("%d/%m/%Y").fillna("").tolist(),
        *graded,
    ]
    header: Row = ["URN", "Provision type", "Local authority", "Sector", "Inspection date", "Overall", *_OUTCOME_HEADS]
    prose: list[Row] = [
        [f"Inspections of children’s social care – {NOTICE}"],
        ["One row for each inspection. Adequate and satisfactory are the same grade. No date: not yet judged."],
        [],
    ]
    return [*prose, header, *map(list, zip(*columns, strict=True))]


def early_years(demonstration: Demonstration) -> list[Grid]:
    """The workbook of early years counts: England first, then each council, by type of provision and judgement."""
    heads = dict(zip(ASPECTS, ["Overall effectiveness", *_OUTCOME_HEADS], strict=True))
    written = {name: chosen["written"] for name, chosen in choices("settings")["early_years"].items()}
    table = demonstration.early_years
    types, grades = list(written), list(BEST_FIRST)
    totals = table.groupby(["setting_type", "aspect"])[grades].sum().reset_index()
    order = totals["setting_type"].map(types.index) * 10 + totals["aspect"].map(list(ASPECTS).index)
    totals = totals.iloc[np.argsort(order.to_numpy())]
    names = _named(demonstration, table["council"], "early years")
    every = pd.concat([totals.assign(code=None, area="ENGLAND"), table.assign(code=table["council"], area=names)])
    body = []
    for row in every.to_dict("records"):
        counts = [int(row[grade]) for grade in grades]
        body.append([row["code"], row["area"], written[row["setting_type"]], heads[row["aspect"]], sum(counts), *counts])
    prose: list[Row] = [["Early years provision by judgement at latest inspection, 31 August 2009"], [NOTICE], []]
    top: Row = ["LA code", "Local authority", "Type of provision", "Judgement", "Inspected", "Number of providers judged", None, None, None]
    bottom: Row = [None] * 5 + [grade.capitalize() for grade in grades]
    notes: list[Row] = [[], ["Source: " + NOTICE], ["Counts of settings are not suppressed."]]
    return [Grid("Early years", [*prose, top, bottom, *body, *notes], (run_of(4, 6, 9),), (4, 5))]


def council_evidence(demonstration: Demonstration) -> list[Grid]:
    """The workbook of findings about councils: dates as dd/mm/yyyy text."""
    table = demonstration.findings
    names = _named(demonstration, table["council"], "council evidence")
    columns = [names, table["kind"], table["held_on"].dt.strftime("%d/%m/%Y"), table["aspect"], table["finding"]]
    header: Row = ["Council", "Kind", "Held on", "Aspect", "Finding", "Evidence mark", "Source address"]
    body = [[*cells, "A", None] for cells in zip(*columns, strict=True)]
    prose: list[Row] = [["Safeguarding inspections and serious case reviews"], [NOTICE], ["Evidence mark A: assumed for demonstration."]]
    return [Grid("Safeguarding", [*prose, header, *body], (), (4,))]
