"""Findings about councils themselves: unannounced and full inspections of safeguarding, and evaluations of serious case reviews."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from csrating.demonstration.chance import stream, weekdays_between
from csrating.demonstration.parameters import choices

COLUMNS = ("council", "kind", "held_on", "aspect", "finding")
NO_PRIORITY = "no area for priority action"


def council_findings(councils: pd.DataFrame, quality: pd.DataFrame, *, without: list[str], seed: int) -> pd.DataFrame:
    """Findings that limit nobody: never an area for priority action, never a full inspection that found a service inadequate.

    Nothing is made up about a council on which a finding was published in 2009, nor about the two smallest.

    Args:
        councils: code and population.
        quality: as :func:`csrating.demonstration.councils.latent_quality` gives it.
        without: codes of councils whose findings are set elsewhere.
        seed: of the demonstration set.

    Returns:
        council, kind, held_on, aspect, finding.
    """
    chosen = choices("settings")["evidence"]
    left_out = [*chosen["published_findings"], *choices("demonstration")["gaps"]["smallest"], *without]
    free = councils[~councils["code"].isin(left_out)]
    parts = [_unannounced(free, chosen, seed=seed), _full(free, quality, chosen, seed=seed), _reviews(free, chosen, seed=seed)]
    found = pd.concat(parts, ignore_index=True)
    return found.sort_values(["council", "kind", "held_on", "aspect"], kind="stable").reset_index(drop=True)[list(COLUMNS)]


def _unannounced(free: pd.DataFrame, chosen: dict[str, Any], *, seed: int) -> pd.DataFrame:
    chance = stream(seed, "unannounced inspections")
    codes = chance.choice(free["code"].to_numpy(str), size=chosen["unannounced"], replace=False)
    days = weekdays_between(chance, chosen["unannounced_from"], chosen["unannounced_to"], len(codes))
    aspect = "contact, referral and assessment"
    return pd.DataFrame({"council": codes, "kind": "unannounced inspection", "held_on": days, "aspect": aspect, "finding": NO_PRIORITY})


def _full(free: pd.DataFrame, quality: pd.DataFrame, chosen: dict[str, Any], *, seed: int) -> pd.DataFrame:
    """Two findings for each council inspected; the better the council's social care, the better the word."""
    chance = stream(seed, "full inspections")
    codes = chance.choice(free["code"].to_numpy(str), size=chosen["full"], replace=False)
    days = weekdays_between(chance, chosen["full_from"], chosen["full_to"], len(codes))
    words = np.repeat(list(chosen["full_findings"]), list(chosen["full_findings"].values()))
    care = quality.set_index("code")["care"]
    parts = []
    for aspect in ("safeguarding", "looked-after children"):
        seen = care.loc[list(codes)].to_numpy(float) + chance.normal(size=len(codes))
        finding = words[np.argsort(np.argsort(-seen, kind="stable"), kind="stable")]
        parts.append(pd.DataFrame({"council": codes, "kind": "full inspection", "held_on": days, "aspect": aspect, "finding": finding}))
    return pd.concat(parts, ignore_index=True)


def _reviews(free: pd.DataFrame, chosen: dict[str, Any], *, seed: int) -> pd.DataFrame:
    chance = stream(seed, "serious case reviews")
    expected = chosen["reviews_mean"] * (free["population"] / free["population"].mean()) ** 0.5
    numbers = np.minimum(chance.poisson(expected.to_numpy(float)), chosen["reviews_most"])
    codes = np.repeat(free["code"].to_numpy(str), numbers)
    days = weekdays_between(chance, chosen["reviews_from"], chosen["reviews_to"], len(codes))
    shares = np.array(list(chosen["review_findings"].values()), dtype=float)
    finding = chance.choice(list(chosen["review_findings"]), size=len(codes), p=shares / shares.sum())
    return pd.DataFrame({"council": codes, "kind": "serious case review", "held_on": days, "aspect": "evaluation", "finding": finding})
