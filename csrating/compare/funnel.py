"""Funnel plots: how far from the average of all councils a figure may lie by chance, given how many children stand behind it.

Councils differ for more reasons than chance, so that plain limits mostly find too many outside (over-dispersion): the spread among councils
beyond chance is estimated, and the limits widened by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import pdtrik

from csrating.compare.intervals import STRICT, USUAL, Interval, Numbers, deviate
from csrating.errors import EvidenceError

Words: TypeAlias = NDArray[np.object_]
Kind = Literal["share", "rate"]

WINSORISED = 0.1
"""How many at either end are drawn in before the spread is measured, so that outliers do not hide themselves."""

LEAST = 10
"""With fewer councils the spread among them is not estimated."""

VERDICTS = ("far below", "below", "within", "above", "far above")
"""Outside the limits of 99.8 per cent, outside those of 95, within, and so on the other side."""


def average(numerator: ArrayLike, denominator: ArrayLike) -> float:
    """The share or rate of all councils taken together: the sum of their numerators over that of their denominators.

    >>> average([1, 2], [10, 20])
    0.1
    """
    x, n = _counts(numerator, denominator)
    return float(np.nansum(x) / np.nansum(n)) if np.nansum(n) > 0 else float("nan")


def limits(level: float, denominator: ArrayLike, *, kind: Kind = "share", confidence: float = USUAL, tau: float = 0.0) -> Interval:
    """Between which figures those of councils of that size lie by chance.

    Args:
        level: the average, as a share from 0 to 1 or a rate for each of the denominator.
        denominator: how many stand behind a figure.
        kind: 'share' by the normal limits of a binomial; 'rate' by Poisson's law, exactly.
        confidence: between 0 and 1.
        tau: the standard deviation among councils beyond chance, which widens the limits.

    Source: D. J. Spiegelhalter, Stat. Med. 24 (2005) 1185.

    >>> [round(float(end), 4) for end in limits(0.63, 40)]
    [0.4804, 0.7796]
    """
    n = np.where(np.asarray(denominator, dtype=float) > 0, np.asarray(denominator, dtype=float), np.nan)
    z = deviate(confidence)
    if kind == "share":
        half = z * np.hypot(_error(level, n, kind), tau)
        return Interval(np.maximum(level - half, 0.0), np.minimum(level + half, 1.0))
    tail, expected = (1 - confidence) / 2, level * n
    lower = np.maximum(pdtrik(tail, expected), 0.0) / n
    upper = (pdtrik(1 - tail, expected) + 1) / n
    return Interval(
        np.maximum(level - np.hypot(level - np.nan_to_num(lower), z * tau), 0.0) if tau else np.nan_to_num(lower),
        level + np.hypot(upper - level, z * tau) if tau else upper,
    )


def _error(level: float, denominator: Numbers, kind: Kind) -> Numbers:
    """The standard error of a figure about the average, by chance alone."""
    variance = level * (1 - level) if kind == "share" else level
    return np.asarray(np.sqrt(variance / denominator))


@dataclass(frozen=True)
class Funnel:
    """A funnel plot in numbers, one for each council; figures, limits and errors are shares from 0 to 1, or rates.

    ``phi`` is how many times the variance among councils exceeds that of chance, after drawing in the outermost; ``tau`` the standard
    deviation among councils beyond chance. ``verdict`` is that of the plain limits, ``allowed`` that of those widened by ``tau``.
    """

    kind: Kind
    level: float
    value: Numbers
    denominator: Numbers
    z: Numbers
    phi: float
    tau: float
    usual: Interval
    strict: Interval
    widened_usual: Interval
    widened_strict: Interval
    verdict: Words
    allowed: Words

    @property
    def is_overdispersed(self) -> bool:
        """Whether councils differ by more than chance alone would make them."""
        return self.tau > 0

    @property
    def said(self) -> str:
        """Whether the limits of chance can be taken at their word, as a sentence."""
        councils = int(np.isfinite(self.value).sum())
        if np.isnan(self.phi) and councils >= LEAST:
            return f"All {councils} councils have the same figure, none or all: they do not differ."
        if np.isnan(self.phi):
            return f"Only {councils} councils have counts: how far they differ beyond chance is not estimated."
        if not self.is_overdispersed:
            return f"{councils} councils differ no more than by chance (phi {self.phi:.2f})."
        plain, widened = (int((~np.isin(found, ("", "within"))).sum()) for found in (self.verdict, self.allowed))
        return (
            f"Taken together, {councils} councils differ more than by chance (phi {self.phi:.2f}): {plain} of them lie outside the plain "
            f"limits of 95 per cent, and {widened} outside those that allow for it."
        )


def funnel(numerator: ArrayLike, denominator: ArrayLike, *, kind: Kind = "share") -> Funnel:
    """The funnel of some councils about their own average, plain and allowing for over-dispersion.

    Args:
        numerator, denominator: counts, one for each council; one with a blank or nothing to count has no verdict and adds nothing.
        kind: 'share' where the numerator is part of the denominator, else 'rate'.

    Raises:
        EvidenceError: a count is negative, or more than all.

    Sources: D. J. Spiegelhalter, Stat. Med. 24 (2005) 1185; Qual. Saf. Health Care 14 (2005) 347 (winsorised phi, additive random effects).
    """
    x, n = _counts(numerator, denominator)
    if kind == "share" and (x > n).any():
        raise EvidenceError(f"{x[x > n][0]:g} of {n[x > n][0]:g} is more than all", expected="a numerator within its denominator")
    level = average(x, n)
    value = x / n
    error = _error(level, n, kind)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (value - level) / error
    phi, tau = overdispersion(z, error)
    plain = [limits(level, n, kind=kind, confidence=confidence) for confidence in (USUAL, STRICT)]
    widened = [limits(level, n, kind=kind, confidence=confidence, tau=tau) for confidence in (USUAL, STRICT)]
    found = [verdicts(value, *some) for some in (plain, widened)]
    return Funnel(kind, level, value, n, z, phi, tau, plain[0], plain[1], widened[0], widened[1], found[0], found[1])


def verdicts(value: Numbers, usual: Interval, strict: Interval) -> Words:
    """On which side of the limits each figure lies; '' where there is none. A figure on a limit is within it.

    >>> near, far = Interval(np.array([0.4]), np.array([0.6])), Interval(np.array([0.3]), np.array([0.7]))
    >>> verdicts(np.array([0.65]), near, far).tolist()
    ['above']
    """
    found = np.full(value.shape, VERDICTS[2], dtype=object)
    for side, name, outer in (("lower", VERDICTS[1], VERDICTS[0]), ("upper", VERDICTS[3], VERDICTS[4])):
        beyond = np.less if side == "lower" else np.greater
        found[beyond(value, getattr(usual, side))] = name
        found[beyond(value, getattr(strict, side))] = outer
    found[~np.isfinite(value)] = ""
    return found


def overdispersion(z: ArrayLike, error: ArrayLike) -> tuple[float, float]:
    """How far councils differ beyond chance.

    Args:
        z: how many standard errors each lies from the average; blanks are left out.
        error: those standard errors.

    Returns:
        phi, the mean square of z after the outermost tenth on either side is drawn in; and tau, the standard deviation of additive random
        effects by the method of moments, 0 where phi is no more than chance explains. Both are blank and 0 with fewer than ten councils.
    """
    given, errors = np.asarray(z, dtype=float), np.asarray(error, dtype=float)
    known = np.isfinite(given) & np.isfinite(errors) & (errors > 0)
    number = int(known.sum())
    if number < LEAST:
        return float("nan"), 0.0
    drawn_in = np.clip(given[known], *np.quantile(given[known], [WINSORISED, 1 - WINSORISED]))
    phi = float(np.mean(drawn_in**2))
    weight = 1 / errors[known] ** 2
    excess = number * phi - (number - 1)
    below = weight.sum() - (weight**2).sum() / weight.sum()
    return phi, float(np.sqrt(excess / below)) if excess > 0 and below > 0 else 0.0


def _counts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Numbers, Numbers]:
    """Both counts; both blank where one of them is, or where there was nothing to count."""
    x, n = np.broadcast_arrays(np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float))
    if (x < 0).any() or (n < 0).any():
        raise EvidenceError("a count is negative", expected="nought or more")
    known = np.isfinite(x) & np.isfinite(n) & (n > 0)
    return np.where(known, x, np.nan), np.where(known, n, np.nan)
