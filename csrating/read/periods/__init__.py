"""Periods: every form in which a year, a quarter, a day or a span of years is written, as one label and the day on which it ends.

``period`` reads a cell that is nothing but a period, and refuses all else; ``find_period`` finds one inside a header, a title or a label;
``periods_among`` and ``days_among`` read what only others beside it make a period;
``identified_period`` reads the two columns of Explore Education Statistics.
"""

from csrating.read.periods.among import days_among, periods_among, speaks_of_time
from csrating.read.periods.finding import LONGEST, Found, find_period, find_periods, stated_at
from csrating.read.periods.identified import identified_period
from csrating.read.periods.kinds import (
    FIRST_YEAR,
    LAST_YEAR,
    Kind,
    Period,
    a_day,
    a_financial_quarter,
    a_month,
    a_quarter,
    month_and_day,
    month_number,
    two_years,
)
from csrating.read.periods.spans import periods_of_span
from csrating.read.periods.strict import period

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "LONGEST",
    "Found",
    "Kind",
    "Period",
    "a_day",
    "a_financial_quarter",
    "a_month",
    "a_quarter",
    "days_among",
    "find_period",
    "find_periods",
    "identified_period",
    "month_and_day",
    "month_number",
    "period",
    "periods_among",
    "periods_of_span",
    "speaks_of_time",
    "stated_at",
    "two_years",
]
