"""What each sheet of the workbook of ratings holds, before any of it is a workbook."""

from __future__ import annotations

from csrating.rate import Ratings
from csrating.tell.sheets.form import SheetOf
from csrating.tell.sheets.front import contents_sheet, cover_sheet, notes_sheet, rules_sheet, sources_sheet
from csrating.tell.sheets.tables import indicators_sheet, profile_sheet, ratings_sheet, reasons_sheet
from csrating.tell.sheets.today import bands_sheet, with_settings


def sheets_of(ratings: Ratings) -> tuple[SheetOf, ...]:
    """The sheets in their order: cover, contents, notes, rules, ratings, profile, indicators, reasons, sources.

    Of profile bands the sheet of the profile is left out where no grades of settings were read.
    """
    is_of_today = ratings.framework.is_of_today
    tables = (
        notes_sheet(ratings),
        rules_sheet(ratings.framework),
        bands_sheet(ratings) if is_of_today else ratings_sheet(ratings),
        *([profile_sheet(ratings)] if with_settings(ratings) or not is_of_today else []),
        indicators_sheet(ratings),
        reasons_sheet(ratings),
        sources_sheet(ratings),
    )
    return (cover_sheet(ratings), contents_sheet(tables), *tables)
