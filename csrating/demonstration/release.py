"""Figures as a publisher would release them: rounded, small numbers hidden, regions and England added up before anything was hidden."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating import reference
from csrating.demonstration.chance import Numbers
from csrating.demonstration.councils import REGIONS
from csrating.demonstration.parameters import choices, indicator_choices
from csrating.schema import Level, Status

STATUS_OF_SYMBOL = {
    "": Status.REPORTED,
    "x": Status.SUPPRESSED,
    "c": Status.SUPPRESSED,
    "-": Status.NOT_RETURNED,
    "..": Status.NOT_AVAILABLE,
    ".": Status.NOT_APPLICABLE,
}
"""What each symbol of the demonstration files means."""


def rounded(values: Numbers, decimals: Numbers) -> Numbers:
    """Values rounded half up, each to its own number of decimals.

    >>> rounded(np.array([2.5, 66.65, -0.25]), np.array([0, 1, 1]))
    array([ 3. , 66.7, -0.2])
    """
    scale = 10.0**decimals
    # A thousandth of a millionth of the last place puts back what binary fractions lose: 66.65 is stored a little below itself.
    return np.asarray(np.floor(values * scale + 0.5 + 1e-9) / scale, dtype=np.float64)


def decimals_of(indicators: pd.Series[str]) -> Numbers:
    """How many decimals each figure is released with: the register's, and one where schools are shown as a share of all schools."""
    register = reference.indicators().set_index("indicator")
    decimals = register["decimals"].astype(int).mask(register["unit"] == "schools", 1)
    return np.asarray(indicators.map(decimals), dtype=np.float64)


def released(figures: pd.DataFrame) -> pd.DataFrame:
    """Council figures with the symbol, status and rounded value that are released.

    Args:
        figures: as :func:`csrating.demonstration.indicators.council_figures` gives them.

    Returns:
        The same rows; ``value`` is blank where a symbol stands; counts are true even where they are hidden, blank where none came.
    """
    symbol = _symbols(figures)
    value = rounded(figures["value"].to_numpy(float), decimals_of(figures["indicator"]))
    value = np.where(symbol == "", value, np.nan)
    status = pd.Series(symbol, index=figures.index).map({key: str(word) for key, word in STATUS_OF_SYMBOL.items()})
    counts = {column: figures[column].mask(figures["gap"] != "") for column in ("numerator", "denominator")}
    return figures.assign(**counts, value=value, symbol=symbol, status=status).drop(columns="gap")


def _symbols(figures: pd.DataFrame) -> np.ndarray:
    chosen = choices("demonstration")["gaps"]
    hides = figures["indicator"].map(indicator_choices().set_index("indicator")["suppressed"]) == "small"
    outcome = figures["indicator"].map(reference.indicators().set_index("indicator")["ecm_outcome"])
    few_cases = figures["numerator"].between(1, chosen["least_numerator"] - 1)
    small = few_cases | figures["denominator"].between(1, chosen["least_denominator"] - 1)
    hidden = np.where(outcome == "enjoying and achieving", "c", "x")
    nobody = figures["denominator"] == 0
    symbol = np.where(nobody, ".", np.where(hides & small, hidden, ""))
    return np.where(figures["gap"] != "", figures["gap"], symbol)


def area_figures(figures: pd.DataFrame, councils: pd.DataFrame) -> pd.DataFrame:
    """England and the nine regions: counts added up over the councils that returned them, released scores and gaps averaged.

    Args:
        figures: council figures before anything is hidden, with ``gap``.
        councils: code and region.

    Returns:
        level, area, area_name, indicator, period, period_end, numerator, denominator, value, symbol, status.
    """
    returned = figures[figures["gap"] == ""]
    value = rounded(returned["value"].to_numpy(float), decimals_of(returned["indicator"]))
    placed = returned.assign(value=value, region=returned["council"].map(councils.set_index("code")["region"]))
    england = _added(placed.assign(area="England"), figures, ["England"]).assign(level=str(Level.ENGLAND))
    regions = _added(placed.assign(area=placed["region"]), figures, list(REGIONS)).assign(level=str(Level.REGION))
    both = pd.concat([england, regions], ignore_index=True)
    value = rounded(both["value"].to_numpy(float), decimals_of(both["indicator"]))
    symbol = np.where(np.isnan(value), "..", "")
    status = np.where(symbol == "", str(Status.REPORTED), str(Status.NOT_AVAILABLE))
    return both.assign(area_name=both["area"], value=value, symbol=symbol, status=status)


def _added(placed: pd.DataFrame, figures: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    keys = ["indicator", "period", "period_end"]
    grid = figures[keys].drop_duplicates().merge(pd.DataFrame({"area": areas}), how="cross")
    groups = placed.groupby(["area", *keys], sort=False)
    sums = groups.agg(numerator=("numerator", "sum"), denominator=("denominator", "sum"), mean=("value", "mean")).reset_index()
    table = grid.merge(sums, on=["area", *keys], how="left", validate="one_to_one")
    per = table["indicator"].map(indicator_choices().set_index("indicator")["per"])
    counted = table["denominator"] > 0
    value = np.where(per.notna(), per * table["numerator"] / table["denominator"].where(counted), table["mean"])
    blank = per.isna() | ~counted
    counts = {column: table[column].mask(blank) for column in ("numerator", "denominator")}
    return table.assign(value=value, **counts).drop(columns="mean")
