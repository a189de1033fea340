"""The sheets of figures: ratings, profile, indicators and reasons."""

from __future__ import annotations

import pandas as pd

from csrating.compare.method import method_of
from csrating.rate import Ratings
from csrating.schema import GRADES, OVERALL, Grade
from csrating.tell.sheets.form import MISSING, NOT_APPLICABLE, SYMBOL_OF, Field, SheetOf, dates, made_up, numbers, table_sheet, text
from csrating.tell.sheets.today import IMPROVEMENT, MEASURES, heading_told, registered


def _council(frame: pd.DataFrame) -> tuple[Field, Field]:
    return Field("Council code", list(frame["council"]), 9), Field("Council", list(frame["name"]), 25)


def ratings_sheet(ratings: Ratings) -> SheetOf:
    """The rating of each council, what it rests on, and how much of the evidence there is."""
    table = ratings.table
    fields = (
        *_council(table),
        Field("Rating (4 best)", numbers(table["rating"]), 7),
        Field("Label", text(table["label"], blank=MISSING), 18),
        Field("Data band", text(table["data_band"], blank=MISSING), 18),
        Field("Borderline between", text(table["borderline"], blank="none"), 11),
        Field("Limits applied", text(table["limits"], blank="none"), 40, wrapped=True),
        Field("Judgement applied", text(table["judgement"], blank="none"), 20, wrapped=True),
        Field("Status", text(table["status"]), 10),
        Field("Why no rating", text(table["why"]), 22, wrapped=True),
        Field("Combined (points)", numbers(table["combined_points"]), 11, 2),
        Field("Inspection (points)", numbers(table["inspection_points"]), 11, 2),
        Field("Indicators (points)", numbers(table["nis_points"]), 11, 2),
        Field("Settings inspected (number)", numbers(table["settings"]), 11),
        Field("Good or better (%)", numbers(table["pooled_share_good_or_better"]), 11, 1),
        Field("Indicators compared (number)", numbers(table["indicators_compared"]), 11),
        Field("Indicators expected (number)", numbers(table["indicators_expected"]), 11),
        Field("Coverage (%)", numbers(table["coverage"]), 13, 1),
        Field("In line or above (%)", numbers(table["share_in_line_or_above"]), 11, 1),
        Field("Neighbour table", text(table["vintage"]), 11),
        Field("Origin", text(table["origin"]), 13),
    )
    return table_sheet("Ratings", "The rating of each council", fields, warned=made_up(table["origin"]))


def profile_sheet(ratings: Ratings) -> SheetOf:
    """The grades of each council's services and settings by type, beside England and similar areas."""
    profile = ratings.profile
    rows = profile[(profile["kind"] == "setting type") & (profile["column"] == OVERALL)]
    fields = (
        *_council(rows),
        Field("Cluster", text(rows["cluster"]), 11),
        Field("Type of setting", text(rows["row"]), 30),
        Field("Settings inspected (number)", numbers(rows["settings"]), 11),
        *(Field(f"{_grade(grade, ratings).capitalize()} (number)", numbers(rows[grade]), 12) for grade in reversed(GRADES)),
        Field("Good or better (%)", numbers(rows["share_good_or_better"]), 11, 1),
        Field("Inadequate (%)", numbers(rows["share_inadequate"]), 11, 1),
        Field("England good or better (%)", numbers(rows["england"]), 12, 1),
        Field("Similar areas good or better (%)", numbers(rows["neighbours"]), 12, 1),
        Field("Similar areas with any (number)", numbers(rows["with_data"]), 10),
        Field("Similar areas (number)", numbers(rows["of"]), 9),
        Field("Against England", text(rows["standing_england"]), 13),
        Field("Against similar areas", text(rows["standing_neighbours"]), 13),
        Field("Oldest inspection", dates(rows["oldest"]), 12),
        Field("Newest inspection", dates(rows["newest"]), 12),
        Field("Origin", text(rows["origin"]), 13),
        Field("Source cell", text(rows["ref"]), 44, wrapped=True),
    )
    title = "Overall effectiveness of services and settings: latest grades by type"
    return table_sheet("Profile", title, fields, warned=made_up(rows["origin"]))


def _grade(grade: str, ratings: Ratings) -> str:
    """What a grade was called in the years of the framework."""
    return IMPROVEMENT if ratings.framework.is_of_today and grade == str(Grade.SATISFACTORY) else grade


def indicators_sheet(ratings: Ratings) -> SheetOf:
    """Each council's indicators in their rated period, beside England and similar areas."""
    compared = ratings.compared
    near = compared[compared["against"] == "neighbours"]
    nation = compared[compared["against"] == "England"][["council", "indicator", "baseline", "standing", "method"]]
    rows = near.merge(nation, on=["council", "indicator"], how="left", suffixes=("", "_england"), validate="one_to_one")
    rows = rows.merge(registered(ratings.framework), on="indicator", how="left")
    is_of_today = ratings.framework.is_of_today
    decimals, average = [int(places) for places in rows["decimals"]], method_of(ratings.framework).averaged.noun
    fields = (
        *_council(rows),
        Field("Measure" if is_of_today else "Indicator", text(rows["indicator"]), 26 if is_of_today else 10),
        Field("Subject", text(rows["short"]), 35),
        heading_told(rows) if is_of_today else Field("Every Child Matters outcome", text(rows["ecm_outcome"]), 27),
        Field("Period", text(rows["period"]), 9),
        Field("Unit", text(rows["unit"]), 20, wrapped=True),
        Field("Council's figure (unit)", numbers(rows["value"], blank=rows["status"].map(SYMBOL_OF).fillna(MISSING)), 9, decimals),
        Field("Status of the figure", text(rows["status"]), 13),
        Field("England (unit)", numbers(rows["baseline_england"]), 9, decimals),
        Field("England from", text(rows["method_england"]), 14, wrapped=True),
        Field(f"Similar areas, {average} (unit)", numbers(rows["baseline"]), 9, decimals),
        Field("Similar areas with a figure (number)", numbers(rows["with_data"]), 9),
        Field("Similar areas (number)", numbers(rows["of"]), 8),
        Field("Against England", text(rows["standing_england"]), 14),
        Field("Against similar areas", text(rows["standing"]), 14),
        Field("Why not comparable", text(rows["why"]), 22, wrapped=True),
        Field("Origin", text(rows["origin"]), 13),
        Field("Source cell", text(rows["ref"]), 42, wrapped=True),
    )
    if is_of_today:
        return table_sheet(MEASURES, "Measures in the period that counts, against England and similar areas", fields)
    title = "Indicators in their rated period, against England and similar areas"
    return table_sheet("Indicators", title, fields, warned=made_up(rows["origin"]))


def reasons_sheet(ratings: Ratings) -> SheetOf:
    """The steps of each rating, with their points, rules and cells."""
    reasons, result = ratings.reasons, ratings.framework.result
    names = ratings.table.set_index("council")["name"]
    fields = (
        *_council(reasons.assign(name=reasons["council"].map(names))),
        Field("Step number", numbers(reasons["order"]), 8),
        Field("Step", text(reasons["step"].replace("rating", result)), 14),
        Field("What was found", text(reasons["text"]), 80, wrapped=True),
        Field("Result (points)", numbers(reasons["points"], blank=NOT_APPLICABLE), 9, 2),
        Field("Rule", text(reasons["rule"]), 32),
        Field("Mark", text(reasons["evidence"]), 8),
        Field("Origin", text(reasons["origin"]), 13),
        Field("Source cell", text(reasons["ref"]), 44, wrapped=True),
    )
    return table_sheet("Reasons", f"How each {result} came about, step by step", fields, warned=made_up(reasons["origin"]))
