"""The Department for Education's open data standards, as far as files of councils need them: columns, times, places, symbols and units.

Source: "Open Data Standards" in the Department's guide for analysts, and the lists of allowed values of its data screener.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass

TIME_COLUMNS = ("time_period", "time_identifier")
LEVEL = "geographic_level"
COUNTRY_COLUMNS = ("country_code", "country_name")
REGION_COLUMNS = ("region_code", "region_name")
COUNCIL_COLUMNS = ("old_la_code", "new_la_code", "la_name")
REQUIRED_COLUMNS = (*TIME_COLUMNS, LEVEL, *COUNTRY_COLUMNS)
COLUMNS_OF_COUNCILS = (*REQUIRED_COLUMNS, *REGION_COLUMNS, *COUNCIL_COLUMNS)
"""The columns of time and place of a file with rows for England, regions and councils, in their usual order."""

NATIONAL, REGIONAL, LOCAL_AUTHORITY = "National", "Regional", "Local authority"
COLUMNS_OF_LEVEL: dict[str, tuple[str, ...]] = {
    NATIONAL: (),
    REGIONAL: REGION_COLUMNS,
    LOCAL_AUTHORITY: COUNCIL_COLUMNS,
    "RSC region": ("rsc_region_lead_name",),
    "Parliamentary constituency": ("pcon_code", "pcon_name"),
    "Local authority district": ("lad_code", "lad_name"),
    "Local skills improvement plan area": ("lsip_code", "lsip_name"),
    "Local enterprise partnership": ("local_enterprise_partnership_code", "local_enterprise_partnership_name"),
    "English devolved area": ("english_devolved_area_code", "english_devolved_area_name"),
    "Opportunity area": ("opportunity_area_code", "opportunity_area_name"),
    "Ward": ("ward_code", "ward_name"),
    "MAT": ("trust_id", "trust_name"),
    "Sponsor": ("sponsor_id", "sponsor_name"),
    "School": ("school_urn", "school_laestab", "school_name"),
    "Provider": ("provider_ukprn", "provider_name"),
    "Police force area": ("police_force_area_code", "police_force_area_name"),
    "Institution": (),
    "Planning area": (),
}
"""Each geographic level with the columns that its rows must fill, beside those of the country."""

PLACE_COLUMNS = tuple(dict.fromkeys((*COUNTRY_COLUMNS, *(name for names in COLUMNS_OF_LEVEL.values() for name in names))))
TIME_AND_PLACE = frozenset((*TIME_COLUMNS, LEVEL, *PLACE_COLUMNS))

WITHOUT_REGION = frozenset({NATIONAL, "RSC region", "MAT", "Sponsor"})
"""The levels whose rows leave the columns of the region blank: no single region holds them."""
WITHIN_COUNCIL = frozenset(
    {
        LOCAL_AUTHORITY,
        "Parliamentary constituency",
        "Local authority district",
        "Ward",
        "School",
        "Provider",
        "Institution",
        "Planning area",
        "Police force area",
    }
)
"""The levels whose rows may fill the columns of a council."""

COUNTRIES = {
    "E92000001": "England",
    "W92000004": "Wales",
    "S92000003": "Scotland",
    "N92000002": "Northern Ireland",
    "K02000001": "United Kingdom",
    "K03000001": "Great Britain",
    "K04000001": "England and Wales",
}
ENGLAND = ("E92000001", "England")
UNKNOWN_CODE, UNKNOWN_NAME = "x", "Not available"
NO_CODE = "z"
"""The code of a place that is none of the standard's, such as "Outside of England"."""


@dataclass(frozen=True)
class KindOfTime:
    """Times that may stand together in one file.

    Args:
        name: what a file of such times is called.
        identifiers: what may stand in ``time_identifier``.
        digits: how many digits ``time_period`` has: four for one year, six for two that follow each other.
    """

    name: str
    identifiers: tuple[str, ...]
    digits: int


KINDS_OF_TIME = (
    KindOfTime("calendar_year", ("Calendar year",), 4),
    KindOfTime("reporting_year", ("Reporting year",), 4),
    KindOfTime("academic_year", ("Academic year",), 6),
    KindOfTime("financial_year", ("Financial year",), 6),
    KindOfTime("financial_quarter", tuple(f"Financial year Q{quarter}" for quarter in range(1, 5)), 6),
    KindOfTime("financial_half", ("Part 1 (April to September)", "Part 2 (October to March)"), 6),
    KindOfTime("tax_year", ("Tax year",), 6),
    KindOfTime("term", ("Autumn term", "Spring term", "Summer term"), 6),
    KindOfTime("autumn_and_spring_term", ("Autumn and spring term",), 6),
    KindOfTime("month", tuple(calendar.month_name[1:]), 4),
    KindOfTime("week", tuple(f"Week {week}" for week in range(1, 53)), 4),
)
KIND_OF_IDENTIFIER = {identifier: kind for kind in KINDS_OF_TIME for identifier in kind.identifiers}

NOT_APPLICABLE, NOT_AVAILABLE, CONFIDENTIAL, ROUNDS_TO_ZERO, LOW_RELIABILITY = "z", "x", "c", "low", "u"
SYMBOLS = {
    NOT_APPLICABLE: "not applicable",
    NOT_AVAILABLE: "not available",
    CONFIDENTIAL: "confidential: suppressed by the publisher",
    ROUNDS_TO_ZERO: "rounds to 0, but is not 0",
    LOW_RELIABILITY: "of low reliability",
}
"""What stands in place of a figure, without brackets."""
OBSOLETE_SYMBOLS = frozenset({":", "~", "*", "-", "–", ".", "..", "N/A", "n/a", "#N/A", "[c]", "[x]", "[z]", "[low]", "[u]", "[k]"})
"""What published tables and older files write instead, brackets among them."""
NULLS = frozenset({"", "NULL", "null", "NA", "NaN", "nan", "None"})

META_COLUMNS = (
    "col_name",
    "col_type",
    "label",
    "indicator_grouping",
    "indicator_unit",
    "indicator_dp",
    "filter_hint",
    "filter_grouping_column",
)
OPTIONAL_META_COLUMNS = ("filter_default",)
FILTER, INDICATOR = "Filter", "Indicator"
UNITS = ("", "%", "pp", "£", "£m", "numberstring")
TOTAL = "Total"
TOTALS = frozenset({"Total", "total", "All", "all"})
