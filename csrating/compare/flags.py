"""False flags: how many councils or indicators would be called above or below by chance alone, and which stand after allowing for that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from csrating.compare.intervals import USUAL, Numbers, deviate
from csrating.errors import EvidenceError


@dataclass(frozen=True)
class ByChance:
    """How many flags chance alone gives: of ``tests`` so many are ``expected``, and hardly more than ``most``; ``found`` are there."""

    tests: int
    found: int
    expected: float
    most: int
    confidence: float

    @property
    def said(self) -> str:
        """The arithmetic as a sentence.

        >>> by_chance(tests=80, found=5).said
        'Of 80 comparisons 5 are flagged at 95 per cent; chance alone would flag about 4, and in one case of twenty more than 7.'
        """
        level = f"{100 * self.confidence:g} per cent"
        return (
            f"Of {self.tests:,} comparisons {self.found:,} are flagged at {level}; chance alone would flag about {self.expected:.3g}, "
            f"and in one case of twenty more than {self.most:,}."
        )


def by_chance(*, tests: int, found: int, confidence: float = USUAL) -> ByChance:
    """How many of so many comparisons would be flagged if no council differed from what it is compared with.

    Args:
        tests: comparisons that were made.
        found: how many of them were flagged.
        confidence: at which each was made, between 0 and 1.

    Returns:
        ``most`` is what chance exceeds in one case of twenty, were the comparisons independent of each other; as indicators of one council
        hang together, more are possible.

    Raises:
        EvidenceError: fewer tests than flags.
    """
    from scipy.stats import binom

    deviate(confidence)
    if not 0 <= found <= tests:
        raise EvidenceError(f"{found} of {tests} comparisons are flagged", expected="no more than were made")
    wrong = 1 - confidence
    return ByChance(tests, found, tests * wrong, int(binom.ppf(0.95, tests, wrong)), confidence)


def apart(
    numerator: ArrayLike, denominator: ArrayLike, other_numerator: ArrayLike, other_denominator: ArrayLike, *, share: ArrayLike = True
) -> Numbers:
    """How many standard errors two figures lie apart, if both were drawn from what they are together (a score test).

    Args:
        numerator, denominator: counts of the council.
        other_numerator, other_denominator: counts of those with which it is compared, without the council itself.
        share: where the numerator is part of the denominator; else a rate, by Poisson's law.

    Returns:
        positive where the council is higher; 0 where both are none or both are all; blank where counts are.

    Source: the pooled test of two proportions, as in A. Agresti, Categorical Data Analysis (2013) 3.2.

    >>> round(float(apart(56, 70, 48, 80)), 3)
    2.65
    """
    x, n, y, m = (np.asarray(given, dtype=float) for given in (numerator, denominator, other_numerator, other_denominator))
    with np.errstate(divide="ignore", invalid="ignore"):
        together = (x + y) / (n + m)
        variance = np.where(share, together * (1 - together), together) * (1 / n + 1 / m)
        apart_by = np.where(variance > 0, (x / n - y / m) / np.sqrt(variance), 0.0)
        return np.asarray(np.where(np.isfinite(together) & (n > 0) & (m > 0), apart_by, np.nan))


def two_sided(z: ArrayLike) -> Numbers:
    """The probability of lying at least so many standard errors from the baseline, on either side, by chance.

    >>> two_sided([0.0, 1.959963984540054]).round(4).tolist()
    [1.0, 0.05]
    """
    from scipy.special import ndtr

    return np.asarray(2 * ndtr(-np.abs(np.asarray(z, dtype=float))))


def adjusted(probability: ArrayLike) -> Numbers:
    """The probabilities adjusted for how many there are, by Benjamini and Hochberg: below 0.05, one flag of twenty is expected to be false.

    Args:
        probability: of each comparison, in any shape; blanks stay blank and do not count.

    Source: Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289.

    >>> adjusted([0.01, 0.02, 0.03, 0.5]).round(3).tolist()
    [0.04, 0.04, 0.04, 0.5]
    """
    from scipy.stats import false_discovery_control

    given = np.asarray(probability, dtype=float)
    known: NDArray[np.bool_] = np.isfinite(given)
    found = np.full(given.shape, np.nan)
    if known.any():
        found[known] = false_discovery_control(given[known])
    return found
