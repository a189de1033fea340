"""Confidence intervals: what a figure could have been by chance alone, for shares, counts and rates, means, and differences of shares.

Each function takes numbers or arrays that broadcast against each other, gives blanks where one of its figures is blank, and refuses
what no count can be. Shares run from 0 to 1; whoever prints per cent multiplies by the scale of the unit.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, gammaincinv, ndtri, stdtrit

from csrating.errors import EvidenceError

Numbers: TypeAlias = NDArray[np.float64]

USUAL = 0.95
STRICT = 0.998
"""The two levels that English public bodies print: 95 per cent, and the 99.8 per cent of control limits."""

FEW = 10
"""Counts below this are too few for Byar's approximation."""


class Interval(NamedTuple):
    """The lower and the upper end of each interval; blank where there is none."""

    lower: Numbers
    upper: Numbers


def deviate(confidence: float) -> float:
    """How many standard errors lie either side of a figure at that confidence.

    Raises:
        EvidenceError: the confidence is not between 0 and 1.

    >>> round(deviate(0.95), 4)
    1.96
    """
    if not 0 < confidence < 1:
        raise EvidenceError(f"the confidence is {confidence:g}", expected="a number between 0 and 1, such as 0.95")
    return float(ndtri(0.5 + confidence / 2))


def wilson(numerator: ArrayLike, denominator: ArrayLike, *, confidence: float = USUAL) -> Interval:
    """Wilson's score interval of a share.

    Args:
        numerator, denominator: counts, such as 12 of 40.
        confidence: between 0 and 1.

    Raises:
        EvidenceError: a count is negative, or a numerator exceeds its denominator.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209; recommended by Newcombe, Stat. Med. 17 (1998) 857.

    >>> [round(float(end), 3) for end in wilson(12, 40)]
    [0.181, 0.454]
    """
    x, n = _part_of_whole(numerator, denominator)
    z = deviate(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = 2 * x + z**2
        half = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
        return Interval(_within_0_and_1((middle - half) / (2 * (n + z**2))), _within_0_and_1((middle + half) / (2 * (n + z**2))))


def exact_share(numerator: ArrayLike, denominator: ArrayLike, *, confidence: float = USUAL) -> Interval:
    """The exact interval of a share, from the beta distribution.

    Args:
        numerator, denominator: counts, such as 12 of 40.
        confidence: between 0 and 1.

    Raises:
        EvidenceError: a count is negative, or a numerator exceeds its denominator.

    Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404.

    >>> [round(float(end), 3) for end in exact_share(0, 20)]
    [0.0, 0.168]
    """
    x, n = _part_of_whole(numerator, denominator)
    tail = _tail(confidence)
    with np.errstate(invalid="ignore"):
        lower = np.where(x == 0, 0.0, betaincinv(np.maximum(x, 1), n - x + 1, tail))
        upper = np.where(x == n, 1.0, betaincinv(x + 1, np.maximum(n - x, 1), 1 - tail))
    return Interval(np.where(_usable(x, n), lower, np.nan), np.where(_usable(x, n), upper, np.nan))


def byar(count: ArrayLike, *, confidence: float = USUAL) -> Interval:
    """Byar's approximate interval of a count; for a rate, divide both ends by the population.

    Args:
        count: how often something happened.
        confidence: between 0 and 1.

    Raises:
        EvidenceError: a count is negative.

    Source: N. E. Breslow and N. E. Day, Statistical Methods in Cancer Research II (1987) 69.

    >>> [round(float(end), 2) for end in byar(10)]
    [4.79, 18.39]
    """
    x = _counts(count)
    z = deviate(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
        upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * np.sqrt(x + 1))) ** 3
    return Interval(np.where(x == 0, 0.0, np.maximum(lower, 0.0)), upper)


def exact_count(count: ArrayLike, *, confidence: float = USUAL) -> Interval:
    """The exact interval of a count that follows Poisson's law; for a rate, divide both ends by the population.

    Args:
        count: how often something happened.
        confidence: between 0 and 1.

    Raises:
        EvidenceError: a count is negative.

    Source: F. Garwood, Biometrika 28 (1936) 437.

    >>> [round(float(end), 3) for end in exact_count(0)]
    [0.0, 3.689]
    """
    x = _counts(count)
    tail = _tail(confidence)
    lower = np.where(x == 0, 0.0, gammaincinv(np.maximum(x, 1), tail))
    return Interval(np.where(np.isnan(x), np.nan, lower), gammaincinv(x + 1, 1 - tail))


def of_count(count: ArrayLike, *, confidence: float = USUAL) -> Interval:
    """The interval of a count as English public health prints it: exact below ten, and Byar's from there on.

    Args:
        count: how often something happened.
        confidence: between 0 and 1.

    Raises:
        EvidenceError: a count is negative.

    >>> [round(float(end), 2) for end in of_count([9, 10]).upper]
    [17.08, 18.39]
    """
    x = _counts(count)
    exact, approximate = exact_count(x, confidence=confidence), byar(x, confidence=confidence)
    return Interval(*(np.where(x < FEW, one, other) for one, other in zip(exact, approximate, strict=True)))


def student(mean: ArrayLike, spread: ArrayLike, number: ArrayLike, *, confidence: float = USUAL) -> Interval:
    """Student's interval of a mean; none where fewer than two figures make it.

    Args:
        mean: of the figures.
        spread: their standard deviation, with n - 1.
        number: how many they are.
        confidence: between 0 and 1.

    Source: Student, Biometrika 6 (1908) 1.

    >>> [round(float(end), 2) for end in student(10.0, 2.0, 10)]
    [8.57, 11.43]
    """
    centre, deviation, n = np.broadcast_arrays(*(np.asarray(given, dtype=float) for given in (mean, spread, number)))
    several = n >= 2
    with np.errstate(divide="ignore", invalid="ignore"):
        half = stdtrit(np.where(several, n - 1, 1), 0.5 + _checked(confidence) / 2) * deviation / np.sqrt(n)
    half = np.where(several, half, np.nan)
    return Interval(centre - half, centre + half)


def newcombe(
    numerator: ArrayLike, denominator: ArrayLike, other_numerator: ArrayLike, other_denominator: ArrayLike, *, confidence: float = USUAL
) -> Interval:
    """Newcombe's interval of the difference of two independent shares, so that the uncertainty of the baseline counts as well.

    Args:
        numerator, denominator: counts of the council.
        other_numerator, other_denominator: counts of those with which it is compared, without the council itself.
        confidence: between 0 and 1.

    Raises:
        EvidenceError: a count is negative, or a numerator exceeds its denominator.

    Source: R. G. Newcombe, Stat. Med. 17 (1998) 873, method 10.

    >>> [round(float(end), 4) for end in newcombe(56, 70, 48, 80)]
    [0.0524, 0.3339]
    """
    x, n = _part_of_whole(numerator, denominator)
    y, m = _part_of_whole(other_numerator, other_denominator)
    own, other = wilson(x, n, confidence=confidence), wilson(y, m, confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, against = x / n, y / m
    difference = share - against
    return Interval(
        difference - np.hypot(share - own.lower, other.upper - against),
        difference + np.hypot(own.upper - share, against - other.lower),
    )


def rates_apart(
    count: ArrayLike, population: ArrayLike, other_count: ArrayLike, other_population: ArrayLike, *, confidence: float = USUAL
) -> Interval:
    """The interval of the difference of two independent rates, put together from the intervals of both as Newcombe's is.

    Args:
        count, population: of the council; a rate may exceed one.
        other_count, other_population: of those with which it is compared, without the council itself.
        confidence: between 0 and 1.

    Raises:
        EvidenceError: a count is negative.

    Source: G. Y. Zou and A. Donner, Stat. Med. 27 (2008) 1693, on the ends of :func:`of_count`.

    >>> [round(1000 * float(end), 2) for end in rates_apart(30, 10_000, 100, 50_000)]
    [-0.07, 2.34]
    """
    x, y = _counts(count), _counts(other_count)
    n, m = (
        np.where(np.asarray(given, dtype=float) > 0, np.asarray(given, dtype=float), np.nan) for given in (population, other_population)
    )
    own, other = of_count(x, confidence=confidence), of_count(y, confidence=confidence)
    apart = x / n - y / m
    return Interval(
        apart - np.hypot((x - own.lower) / n, (other.upper - y) / m),
        apart + np.hypot((own.upper - x) / n, (y - other.lower) / m),
    )


def _checked(confidence: float) -> float:
    deviate(confidence)
    return confidence


def _tail(confidence: float) -> float:
    return (1 - _checked(confidence)) / 2


def _within_0_and_1(ends: Numbers) -> Numbers:
    """The ends without what is left over from adding decimals in binary."""
    return np.clip(ends, 0.0, 1.0)


def _usable(x: Numbers, n: Numbers) -> NDArray[np.bool_]:
    usable: NDArray[np.bool_] = np.isfinite(x) & np.isfinite(n) & (n > 0)
    return usable


def _counts(given: ArrayLike) -> Numbers:
    counts = np.asarray(given, dtype=float)
    if (counts < 0).any():
        raise EvidenceError(f"a count is {np.min(counts[counts < 0]):g}", expected="nought or more")
    return counts


def _part_of_whole(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Numbers, Numbers]:
    """Both counts as arrays of one shape; a denominator of nought makes both blank, for nothing is a share of nothing."""
    x, n = np.broadcast_arrays(_counts(numerator), _counts(denominator))
    more = x > n
    if more.any():
        raise EvidenceError(f"{x[more][0]:g} of {n[more][0]:g} is more than all", expected="a numerator within its denominator")
    none = ~_usable(x, n)
    return np.where(none, np.nan, x), np.where(none, np.nan, n)
