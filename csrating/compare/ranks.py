"""Ranks among councils: 1 is best, ties share the better rank, who has no figure has no rank; and how firm a rank is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from csrating.compare.draws import figures_behind
from csrating.compare.intervals import USUAL, Interval, Numbers, deviate
from csrating.errors import EvidenceError

DRAWS = 10_000


def ranks(values: ArrayLike, *, sign: ArrayLike = 1.0) -> Numbers:
    """The rank of each figure among those above and below it: 1 is best, ties share the better rank, and the next rank is left out.

    Args:
        values: councils × anything, unrounded: who ranks rounded figures makes ties that are none.
        sign: 1 where high is good, -1 where low is good, blank where neither is; broadcast over the columns.

    Returns:
        an array of the same shape; blank where there is no figure or no polarity.

    >>> ranks([4.0, 7.0, 7.0, np.nan, 1.0]).tolist()
    [3.0, 1.0, 1.0, nan, 4.0]
    """
    lower_is_better = -np.asarray(sign, dtype=float) * np.asarray(values, dtype=float)
    order = np.argsort(lower_is_better, axis=0, kind="stable")
    ordered = np.take_along_axis(lower_is_better, order, axis=0)
    places = np.arange(1.0, len(ordered) + 1).reshape(-1, *[1] * (ordered.ndim - 1))
    is_first = np.ones(ordered.shape, dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    shared = np.maximum.accumulate(np.where(is_first, places, 0.0), axis=0)
    found = np.empty(ordered.shape)
    np.put_along_axis(found, order, np.where(np.isnan(ordered), np.nan, shared), axis=0)
    return found


def ranked(values: ArrayLike, *, sign: ArrayLike = 1.0) -> NDArray[np.int64]:
    """How many have a rank, column by column: the "of 152" that belongs to each rank."""
    known: NDArray[np.int64] = np.isfinite(np.asarray(sign, dtype=float) * np.asarray(values, dtype=float)).sum(axis=0)
    return known


@dataclass(frozen=True)
class Sampled:
    """Figures with their sampling error: what may stand behind a share or a rate is drawn from its counts, behind others from the error.

    ``value``, ``error`` (a standard error), ``numerator`` and ``denominator`` are one for each council, blank where unknown. A figure with
    neither counts nor error is held fixed: nobody knows how far it could have been another. ``scale`` is what a numerator over its
    denominator is multiplied by, and ``shares`` says whether that is a part of a whole.
    """

    value: Numbers
    numerator: Numbers
    denominator: Numbers
    error: Numbers
    scale: float = 100.0
    shares: bool = True

    @property
    def held_fixed(self) -> NDArray[np.bool_]:
        """Which figures are there but do not vary, because their counts were not published."""
        fixed: NDArray[np.bool_] = np.isfinite(self.value) & ~self._counted & ~np.isfinite(self.error)
        return fixed

    @property
    def _counted(self) -> NDArray[np.bool_]:
        counted: NDArray[np.bool_] = np.isfinite(self.numerator) & np.isfinite(self.denominator) & (self.denominator > 0)
        return counted

    def draws(self, number: int, random: np.random.Generator) -> Numbers:
        """What may stand behind the figures, councils × draws; see :func:`csrating.compare.draws.figures_behind`."""
        counted = self._counted
        drawn = np.repeat(self.value[:, None].astype(float), number, axis=1)
        x, n = self.numerator[counted], self.denominator[counted]
        drawn[counted] = self.scale * figures_behind(x, n, kind="share" if self.shares else "rate", number=number, random=random)
        varying = ~counted & np.isfinite(self.error)
        drawn[varying] += self.error[varying, None] * random.standard_normal((int(varying.sum()), number))
        return drawn


def rank_intervals(sampled: Sampled, *, sign: float, seed: int, draws: int = DRAWS, confidence: float = USUAL) -> Interval:
    """The ranks between which each council lies, by drawing what may stand behind all figures and ranking that each time.

    Args:
        sampled: the figures and their sampling error.
        sign: 1 where high is good, -1 where low is good.
        seed: of the random numbers; the same seed gives the same ranks.
        draws: how often.
        confidence: between 0 and 1.

    Returns:
        the lower (better) and upper (worse) rank of each council; blank where it has no figure. As many of a hundred true ranks lie within
        as the confidence says; the rank of the figure itself always does, also where it is shared or chance alone may have made it best.

    Raises:
        EvidenceError: there are fewer than 100 draws.

    Source: H. Goldstein and D. J. Spiegelhalter, J. R. Stat. Soc. A 159 (1996) 385.
    """
    if draws < 100:
        raise EvidenceError(f"{draws} draws are asked for", expected="at least 100, of which a share can be told")
    deviate(confidence)
    drawn = ranks(sampled.draws(draws, np.random.default_rng(seed)), sign=sign)
    ends = np.full((2, len(drawn)), np.nan)
    known = np.isfinite(drawn[:, 0])
    tail = (1 - confidence) / 2
    ends[:, known] = np.quantile(drawn[known], [tail, 1 - tail], axis=1, method="inverted_cdf")
    own = ranks(sampled.value, sign=sign)
    return Interval(np.fmin(ends[0], own), np.fmax(ends[1], own))
