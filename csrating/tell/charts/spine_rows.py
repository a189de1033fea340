"""The rows of the spine chart: each indicator on a scale of its own, centred on England, with better to the right."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from csrating.errors import EvidenceError, ReferenceDataError
from csrating.rate import Ratings
from csrating.reference import Edition
from csrating.schema import ECM_OUTCOMES

QUARTERS = {"lowest": 0.0, "lower_quartile": 0.25, "upper_quartile": 0.75, "highest": 1.0}
PLACED = ("value", "neighbours", *QUARTERS)
_DETAILS = ["indicator", "short", "ecm_outcome", "polarity", "unit", "decimals"]
_FROM_NEAR = ["period", "value", "status", "neighbours", "with_data", "of", "standing", "why", "vintage", "origin", "ref"]
_FROM_NATION = {"baseline": "england", "method": "england_method", "baseline_ref": "england_ref"}
_COLUMNS = [
    *_DETAILS,
    *("period", "value", "status", "england", "england_method", "neighbours", "with_data", "of", "standing", "why", "councils"),
    *QUARTERS,
    *(f"at_{name}" for name in PLACED),
    *("vintage", "origin", "ref", "england_ref"),
]


def outcome_named(text: str) -> str:
    """The Every Child Matters outcome of that name, in any case.

    Raises:
        ReferenceDataError: there is none; the message lists the five.
    """
    wanted = " ".join(text.lower().split())
    if wanted not in ECM_OUTCOMES:
        raise ReferenceDataError(f"there is no Every Child Matters outcome {text!r}", expected=f"one of: {', '.join(ECM_OUTCOMES)}")
    return wanted


def spine_rows(ratings: Ratings, code: str, *, ecm_outcome: str | None = None) -> pd.DataFrame:
    """One row per indicator that counts towards the shares and has figures in its rated period.

    Args:
        ratings: the ratings of all councils.
        code: the council's department code.
        ecm_outcome: only this outcome.

    Returns:
        the rows in the order of the outcomes and then of the register. ``lowest`` to ``highest`` are quantiles (type 7) over the
        ``councils`` councils with a figure; ``at_`` columns are places from -1 to 1: 0 is England, 1 the longer side of the spread,
        positive is better.

    Raises:
        ReferenceDataError: the outcome is unknown.
        EvidenceError: no indicator has figures.
    """
    rows = _rows_of_all(ratings)
    rows = rows[rows["council"] == code]
    if ecm_outcome:
        rows = rows[rows["ecm_outcome"] == outcome_named(ecm_outcome)]
    if rows.empty:
        under = f" under {ecm_outcome}" if ecm_outcome else ""
        do = "Read a folder that holds indicator figures of that time."
        raise EvidenceError(f"no indicator{under} has figures in the rated period", do=do)
    return rows[_COLUMNS].reset_index(drop=True)


@lru_cache(maxsize=2)
def _rows_of_all(ratings: Ratings) -> pd.DataFrame:
    """The rows of every council, worked out together, since 152 charts ask for them."""
    near = ratings.compared[ratings.compared["against"] == "neighbours"].rename(columns={"baseline": "neighbours"})
    rows = _national(ratings).merge(near[["council", "indicator", *_FROM_NEAR]], on="indicator", validate="one_to_many")
    return _placed(rows)


def _national(ratings: Ratings) -> pd.DataFrame:
    """What is the same in every council's chart: the indicators, their England figures and the spread of the councils."""
    nation = ratings.compared[ratings.compared["against"] == "England"]
    england = nation.drop_duplicates("indicator").rename(columns=_FROM_NATION)
    shown, nations = shown_indicators(ratings.framework.edition), england[["indicator", *_FROM_NATION.values()]]
    rows = shown.merge(nations, on="indicator", validate="one_to_one")
    return rows.merge(_spread(nation), on="indicator", validate="one_to_one")


def shown_indicators(edition: Edition) -> pd.DataFrame:
    """The indicators that count towards the shares, in the order of the outcomes and then of the register."""
    register = edition.indicators()
    counts = register[register["in_shares"] == "yes"]
    rank = counts["ecm_outcome"].map({outcome: place for place, outcome in enumerate(ECM_OUTCOMES)})
    return counts.assign(rank=rank).sort_values("rank", kind="stable")[_DETAILS]


def _spread(nation: pd.DataFrame) -> pd.DataFrame:
    """The quantiles over all councils with a figure: columns indicator, councils, and those of ``QUARTERS``."""
    values = nation.groupby("indicator", sort=False)["value"]
    quantiles = values.quantile(np.array(list(QUARTERS.values()))).unstack()
    quantiles.columns = pd.Index(QUARTERS)
    return quantiles.assign(councils=values.count()).reset_index()


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the ``at_`` columns: the signed distance from England over the longer side; 0 where the councils do not differ."""
    centre = rows["england"].to_numpy(dtype=float)
    sign = np.where(rows["polarity"] == "low", -1.0, 1.0)
    furthest = np.maximum(rows["highest"].to_numpy(dtype=float) - centre, centre - rows["lowest"].to_numpy(dtype=float))
    scale = np.where(furthest > 0, furthest, 1.0)
    places = {f"at_{name}": sign * (rows[name].to_numpy(dtype=float) - centre) / scale + 0.0 for name in PLACED}
    return rows.assign(**places)
