"""What the back-test of today comes to, in sentences that stand wherever it is shown."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from csrating.rate.judged_backtest.agreeing import AUC, TAU
from csrating.rate.judged_backtest.chance import BAND, CONFIDENCE, DIFFERENCE, RIVAL, SHARE
from csrating.rate.judged_backtest.scores import BEFORE, LATEST
from csrating.schema import OVERALL

if TYPE_CHECKING:
    from csrating.rate.judged_backtest import JudgedBacktest

FEW_LINKS = (
    "Research has found few links between such figures and Ofsted's judgements, and deprivation the clearest of what there are (Wilkins "
    "and Antonopoulou, British Journal of Social Work 50, 2020, 850, and Journal of Children's Services 15, 2020, 45). Indicators and "
    "inspectors look at different things: little agreement is no fault of either, and much would not make a profile band a judgement."
)
NOTHING_TUNED = (
    "Nothing is tuned on these judgements: the width of in line, the points and the cuts are those of the framework of 2009, taken over "
    "before anything was set beside Ofsted's judgements, and none was changed after. No limit by an inspection is in the bands."
)
OUT_OF_TIME = (
    "Most of the latest figures end after the inspection, and a council may have changed because of it; figures before the inspection are "
    "those whose period had ended by its day, though some were published later. Similar areas are those of the framework at all times."
)
HOW_MEASURED = (
    "Tau, rho and kappa are 0 and AUC is 0.5 where scores say nothing; AUC is the probability that a council judged less than good has a "
    "lower score than one judged good or better, a tie counting half. Kappa takes the four bands for the four judgements, the best for the "
    "best, which nobody says they are; the rival's bands hold as many councils as ours."
)


def notes_of(found: JudgedBacktest) -> tuple[str, ...]:
    """What has to be known beside the numbers: how it was measured, what was left out, and what it is worth."""
    return (_drawn(found), HOW_MEASURED, OUT_OF_TIME, NOTHING_TUNED, FEW_LINKS, *([_left(found)] if len(found.left_out) else []))


def _drawn(found: JudgedBacktest) -> str:
    return (
        f"Intervals hold the middle {CONFIDENCE:.0f} % of {found.draws:,} samples of councils; p is the share of as many dealings of the "
        f"same judgements by chance that lie as far from chance, on either side (seed {found.seed}). The difference is that of "
        f"{SHARE} (for kappa, of the {BAND}) and {RIVAL}, in the same samples."
    )


def _left(found: JudgedBacktest) -> str:
    counts = found.left_out.groupby(["figures", "aspect", "why"], sort=False).size().rename("councils").reset_index()
    told = [f"{row['councils']} ({row['figures']} figures, {row['aspect']}: {row['why']})" for row in counts.to_dict("records")]
    return f"Councils left out: {'; '.join(told)}."


def summary_of(found: JudgedBacktest) -> str:
    """All of it in one line."""
    rows = found.of(LATEST, OVERALL)
    told = {(row["measure"], row["score"]): number_told(row) for row in rows.to_dict("records")}
    return (
        f"{SHARE.capitalize()} similar areas beside Ofsted's {OVERALL} of {rows['councils'].iloc[0]} councils: tau {told[TAU, SHARE]}, "
        f"AUC {told[AUC, SHARE]}; the {RIVAL} without similar areas: tau {told[TAU, RIVAL]}, AUC {told[AUC, RIVAL]}."
    )


def number_told(row: Mapping[Hashable, Any]) -> str:
    """A measure with its interval, in words that fit into a sentence.

    >>> number_told({"value": 0.123, "low": -0.02, "high": 0.3})
    '0.12 (-0.02 to 0.30)'
    """
    value, low, high = (figure_told(row[name]) for name in ("value", "low", "high"))
    return f"{value} ({low} to {high})"


def figure_told(value: float) -> str:
    """A measure to two decimals; none where it is blank.

    >>> figure_told(-0.004), figure_told(float("nan"))
    ('0.00', 'none')
    """
    return "none" if math.isnan(value) else f"{round(value, 2) + 0.0:.2f}"


def shown_measures(found: JudgedBacktest) -> pd.DataFrame:
    """The measures of overall effectiveness, one row each: figures, measure, score, councils, value with interval, p."""
    rows = found.measures[found.measures["aspect"] == OVERALL]
    rows = rows[(rows["figures"].isin([LATEST, BEFORE])) | (rows["score"] == DIFFERENCE) | (rows["score"] == SHARE)]
    return rows[["figures", "measure", "score", "councils", "value", "low", "high", "p"]].reset_index(drop=True)
