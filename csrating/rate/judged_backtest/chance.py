"""How sure the agreement is: intervals from councils drawn anew, and how often judgements dealt out by chance would agree as much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from csrating.rate.judged_backtest.agreeing import BY_CHANCE, dealt, kappas, ordered, rank_measures
from csrating.rate.judged_backtest.judged import LESS_THAN_GOOD, WORST_FIRST
from csrating.rate.rule import Numbers

BAND, SHARE, RIVAL, DIFFERENCE = "profile band", "share in line or above", "mean percentile", "difference"
"""What is set beside the judgements: the band and the share behind it, the rival, and how far the share (for kappa the band) is ahead."""

CONFIDENCE = 95.0
ALMOST = 1e-12
"""Measures that differ by less are equal: it is what is left over from dividing in binary."""

Samples = dict[tuple[str, str], Numbers]


def measured(councils: pd.DataFrame, *, draws: int, seed: int) -> pd.DataFrame:
    """Every measure of every score.

    Args:
        councils: one row for each: judgement (in words), band (its number), share, percentile and rival_band.
        draws: how many samples of councils, and how many dealings of judgements.
        seed: of the random numbers.

    Returns:
        councils (how many), measure, score, value, low and high (percentiles of the draws of councils), by_chance, p (the share of dealings
        that lie as far from chance as the value does, the value itself counted among them; blank for a difference).
    """
    number, places = len(councils), councils["judgement"].map(WORST_FIRST.index).to_numpy(dtype=np.int64)
    random = np.random.default_rng(seed)
    times = random.multinomial(number, np.full(number, 1 / number), size=draws)
    dealings = random.permuted(np.tile(places, (draws, 1)), axis=1)
    value = _samples(councils, dealt(places, grades=len(WORST_FIRST)))
    drawn = _samples(councils, dealt(places, grades=len(WORST_FIRST), times=times))
    chance = _samples(councils, dealt(dealings, grades=len(WORST_FIRST)))
    rows = [_row(key, float(value[key][0]), drawn[key], chance[key]) for key in value]
    return pd.DataFrame(rows).assign(councils=number)[["councils", "measure", "score", "value", "low", "high", "by_chance", "p"]]


def _row(key: tuple[str, str], value: float, drawn: Numbers, chance: Numbers) -> dict[str, Any]:
    measure, score = key
    compares = score == DIFFERENCE
    by_chance = 0.0 if compares else BY_CHANCE[measure]
    low, high = between(drawn)
    p = np.nan if compares else as_far(value, chance, by_chance=by_chance)
    return {"measure": measure, "score": score, "value": value, "low": low, "high": high, "by_chance": by_chance, "p": p}


def between(drawn: Numbers) -> tuple[float, float]:
    """Between which values the middle 95 per cent of the draws lie; blank ones, as of councils with one judgement, are left out."""
    there = drawn[np.isfinite(drawn)]
    if not len(there):
        return np.nan, np.nan
    tail = (100.0 - CONFIDENCE) / 2
    low, high = np.percentile(there, [tail, 100.0 - tail])
    return float(low), float(high)


def as_far(value: float, chance: Numbers, *, by_chance: float) -> float:
    """How often chance lies as far away, on either side, as the value does.

    >>> as_far(0.5, np.array([0.1, -0.5, 0.2]), by_chance=0.0)
    0.5
    """
    if not np.isfinite(value):
        return np.nan
    far = np.abs(chance - by_chance) >= abs(value - by_chance) - ALMOST
    return float((1 + far.sum()) / (1 + len(chance)))


def _samples(councils: pd.DataFrame, samples: Numbers) -> Samples:
    """Each measure of each score in each sample, and how far ours is ahead of the rival."""
    found = dict(_by_score(councils, samples))
    every: Samples = {}
    for measure in dict.fromkeys(measure for measure, _ in found):
        every |= {key: values for key, values in found.items() if key[0] == measure}
        ours = SHARE if (measure, SHARE) in found else BAND
        every[measure, DIFFERENCE] = found[measure, ours] - found[measure, RIVAL]
    return every


def _by_score(councils: pd.DataFrame, samples: Numbers) -> Iterator[tuple[tuple[str, str], Numbers]]:
    for score, column in ((BAND, "band"), (SHARE, "share"), (RIVAL, "percentile")):
        found = rank_measures(ordered(councils[column]), samples, less_than_good=len(LESS_THAN_GOOD))
        yield from (((measure, score), values) for measure, values in found.items())
    for score, column in ((BAND, "band"), (RIVAL, "rival_band")):
        found = kappas(councils[column].to_numpy(dtype=np.int64) - 1, samples)
        yield from (((measure, score), values) for measure, values in found.items())
