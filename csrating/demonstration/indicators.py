"""Indicator figures of every council before anything is hidden: numerators, denominators and values that behave like returns."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from csrating import reference
from csrating.demonstration.chance import Numbers, standardised, stream
from csrating.demonstration.councils import alike, neighbour_positions
from csrating.demonstration.parameters import choices, indicator_choices

Row = dict[Hashable, Any]


def council_figures(councils: pd.DataFrame, quality: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Figures of each council, indicator and period, as a return would hold them.

    Args:
        councils: as :func:`csrating.demonstration.councils.demonstration_councils` gives them.
        quality: as :func:`csrating.demonstration.councils.latent_quality` gives it.
        seed: of the demonstration set.

    Returns:
        council, indicator, period, period_end, numerator, denominator (blank for scores and gaps), value (unrounded),
        gap: the symbol that stands in place of a figure which was never returned, else blank.
    """
    rows = indicator_choices().to_dict("records")
    years = choices("demonstration")["years"]
    parts = [_one_indicator(row, years[row["year"]]["periods"], councils, quality, seed=seed) for row in rows]
    return pd.concat(parts, ignore_index=True)


def _one_indicator(row: Row, periods: dict[str, Any], councils: pd.DataFrame, quality: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    chance = stream(seed, "indicator", row["indicator"])
    noise = choices("demonstration")["gaps"]["year_noise"]
    steady = _steady_standing(row, councils, quality, chance)
    expected = _expected_denominators(row, councils, quality, chance)
    parts = []
    for back, (period, ends) in enumerate(reversed(periods.items())):
        standing = steady * np.sqrt(1 - noise**2) + noise * chance.normal(size=len(councils))
        level = float(row["level"]) - back * float(row["trend"])
        denominator = _denominators(row, expected, chance)
        numerator, value = _drawn(row, level, standing, denominator, chance)
        part = {"council": councils["code"], "indicator": row["indicator"], "period": period, "period_end": pd.Timestamp(ends)}
        parts.append(pd.DataFrame({**part, "numerator": numerator, "denominator": denominator, "value": value, "gap": ""}))
    figures = pd.concat(parts[::-1], ignore_index=True)
    return _with_gaps(figures, row, councils, chance)


def _steady_standing(row: Row, councils: pd.DataFrame, quality: pd.DataFrame, chance: np.random.Generator) -> Numbers:
    """Where each council stands on one indicator over the years, in standard deviations, in the direction of the figure itself."""
    polarity = 1 if reference.indicator(str(row["indicator"])).polarity == "high" else -1
    by_circumstances, by_quality = float(row["circumstances"]), float(row["quality"])
    own = alike(chance.normal(size=len(quality)), neighbour_positions(councils), rounds=1)
    own = own * np.sqrt(max(0.0, 1 - by_circumstances**2 - by_quality**2))
    good = by_circumstances * quality["circumstances"].to_numpy() + by_quality * quality[str(row["domain"])].to_numpy() + own
    return polarity * standardised(good)


def _expected_denominators(row: Row, councils: pd.DataFrame, quality: pd.DataFrame, chance: np.random.Generator) -> Numbers:
    """How many children, cases or schools an indicator counts in each council in an ordinary year; blank where it counts nobody."""
    if row["kind"] in ("score", "gap"):
        return np.full(len(councils), np.nan)
    chosen = choices("demonstration")["gaps"]
    weights = councils["population"].to_numpy() * np.exp(chosen["number_noise"] * chance.normal(size=len(councils)))
    if row["follows"] == "need":
        weights = weights * np.exp(-chosen["need_slope"] * quality["circumstances"].to_numpy())
    return np.asarray(float(row["denominator"]) * weights / weights.sum())


def _denominators(row: Row, expected: Numbers, chance: np.random.Generator) -> Numbers:
    """The numbers of one year: cases come and go by chance, cohorts of children and schools hardly change."""
    if row["follows"] == "need":
        return chance.poisson(expected).astype(float)
    change = choices("demonstration")["gaps"]["cohort_noise"] * chance.normal(size=len(expected))
    return np.asarray(np.round(expected * np.exp(change)))


def _drawn(row: Row, level: float, standing: Numbers, denominator: Numbers, chance: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Numerators (blank for scores and gaps) and unrounded values of one year."""
    spread, blank = float(row["spread"]), np.full(len(standing), np.nan)
    if row["kind"] == "share":
        share = level / 100
        expected = expit(logit(share) + spread / 100 / (share * (1 - share)) * standing)
        numerator = chance.binomial(denominator.astype(int), expected).astype(float)
    elif row["kind"] == "rate":
        relative = spread / level
        expected = level / float(row["per"]) * np.exp(relative * standing - relative**2 / 2)
        numerator = chance.poisson(expected * denominator).astype(float)
    else:
        least, most = choices("demonstration")["bounds"].get(row["indicator"], (-100, 100))
        return blank, np.clip(level + spread * standing, least, most)
    return numerator, np.divide(float(row["per"]) * numerator, denominator, out=blank, where=denominator > 0)


def _with_gaps(figures: pd.DataFrame, row: Row, councils: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """The figures with the symbols of what was not returned, or could not be: heavier in some fields and in some councils."""
    chosen = choices("demonstration")["gaps"]
    symbol = chosen["symbol_care"] if row["domain"] in ("care", "youth") else chosen["symbol_other"]
    spread = chosen["spread_between_councils"]
    likely = float(row["gap_rate"]) * np.exp(spread * chance.normal(size=len(councils)) - spread**2 / 2)
    missing = chance.random(len(figures)) < np.tile(likely, figures["period"].nunique())
    smallest = figures["council"].isin(chosen["smallest"]).to_numpy()
    never = smallest & (row["smallest"] == "no")
    early = (row["year"] == "first") & (figures["period"] != figures["period"].iloc[-1]).to_numpy()
    gap = np.where(never, ".", np.where(early, "..", np.where(missing & ~smallest, symbol, "")))
    return figures.assign(gap=gap)
