"""Counts drawn anew, as they might have come out by chance: shares by the binomial law, rates by Poisson's."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csrating.compare.intervals import Numbers

MANY = 400.0
"""With a variance above this, the law of a count cannot be told from the normal one rounded to whole numbers, which is drawn faster."""


def drawn_counts(
    numerator: Numbers, denominator: Numbers, *, share: NDArray[np.bool_], number: int, random: np.random.Generator
) -> Numbers:
    """Numerators as they might have come out, one row for each figure.

    A share is drawn about (x + 1/2) / (n + 1), so that none of 20 is not taken for certain (Jeffreys' prior mean), and a rate about
    x + 1/2 events.

    Args:
        numerator, denominator: counts, one for each figure, without blanks.
        share: which figures are part of their denominator; the others are rates, whose numerator may be more.
        number: of draws.
        random: where from.

    Returns:
        figures × draws.

    >>> drawn = drawn_counts(np.array([12.0]), np.array([40.0]), share=np.array([True]), number=1000, random=np.random.default_rng(1))
    >>> drawn.shape, bool(abs(drawn.mean() - 12.2) < 0.5)
    ((1, 1000), True)
    """
    chance = np.where(share, (numerator + 0.5) / (denominator + 1), np.nan)
    expected = np.where(share, denominator * chance, numerator + 0.5)
    variance = np.where(share, expected * (1 - chance), expected)
    drawn = np.empty((len(numerator), number))
    many = variance > MANY
    for row in np.flatnonzero(many):
        drawn[row] = random.standard_normal(number)
    np.multiply(drawn, np.sqrt(variance)[:, None], out=drawn, where=many[:, None])
    np.rint(drawn + expected[:, None], out=drawn, where=many[:, None])
    most = np.where(share, denominator, np.inf)
    np.clip(drawn, 0.0, most[:, None], out=drawn, where=many[:, None])
    for row in np.flatnonzero(~many & share):
        drawn[row] = random.binomial(int(denominator[row]), chance[row], size=number)
    for row in np.flatnonzero(~many & ~share):
        drawn[row] = random.poisson(expected[row], size=number)
    return drawn
