"""What each sheet of the workbook of ratings holds, before any of it is a workbook."""

from __future__ import annotations

from csrating.rate import Ratings
from csrating.tell.sheets.form import SheetOf
from csrating.tell.sheets.front import contents_sheet, cover_sheet, notes_sheet, rules_sheet, sources_sheet
from csrating.tell.sheets.tables import indicators_sheet, profile_sheet, ratings_sheet, reasons_sheet


def sheets_of(ratings: Ratings) -> tuple[SheetOf, ...]:
    """The sheets in their order: cover, contents, notes, rules, ratings, profile, indicators, reasons, sources."""
    tables = (
        notes_sheet(ratings.framework),
        rules_sheet(ratings.framework),
        ratings_sheet(ratings),
        profile_sheet(ratings),
        indicators_sheet(ratings),
        reasons_sheet(ratings),
        sources_sheet(ratings),
    )
    return (cover_sheet(ratings), contents_sheet(tables), *tables)
