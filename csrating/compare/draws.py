"""Drawn at random: counts as they might have come out by chance, and the shares or rates that may stand behind counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from csrating.compare.funnel import Kind
from csrating.compare.intervals import Numbers
from csrating.compare.shrinkage import prior

MANY = 400.0
"""With a variance above this, the law of a count cannot be told from the normal one rounded to whole numbers, which is drawn faster."""

FAR = 20
"""So many standard deviations from its mean, and so many events more, no count is drawn in the age of the world."""

STRONGEST = 1e12
"""Where councils differ by chance alone, each is drawn as if so many children stood at the average: alike, and in no order."""


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
    from scipy.stats import binom, poisson  # here, since its import takes a second, which who compares and tells need not wait for

    chance = np.where(share, (numerator + 0.5) / (denominator + 1), np.nan)
    expected = np.where(share, denominator * chance, numerator + 0.5)
    variance = np.where(share, expected * (1 - chance), expected)
    drawn = np.empty((len(numerator), number))
    many = variance > MANY
    most = np.where(share, denominator, np.inf)
    for row in np.flatnonzero(many):
        near = np.rint(expected[row] + np.sqrt(variance[row]) * random.standard_normal(number))
        drawn[row] = np.clip(near, 0.0, most[row])
    reach = FAR * np.sqrt(variance) + FAR
    for row in np.flatnonzero(~many):
        counts = np.arange(max(0.0, np.floor(expected[row] - reach[row])), min(most[row], np.ceil(expected[row] + reach[row])) + 1)
        chances = binom.pmf(counts, denominator[row], chance[row]) if share[row] else poisson.pmf(counts, expected[row])
        drawn[row] = _dealt(counts, chances, number=number, random=random)
    return drawn


def _dealt(counts: Numbers, chances: Numbers, *, number: int, random: np.random.Generator) -> Numbers:
    """Draws of counts by their chances: how often each comes up is drawn at once, and then their order.

    That is the same law as drawing one after the other, in a third of the time.
    """
    often = random.multinomial(number, chances / chances.sum())
    dealt = np.repeat(counts, often)
    random.shuffle(dealt)
    return dealt


def figures_behind(numerator: Numbers, denominator: Numbers, *, kind: Kind, number: int, random: np.random.Generator) -> Numbers:
    """Shares or rates that may stand behind the counts of some councils, one row for each: empirical Bayes.

    A figure alone holds chance already. Drawn about the figures the councils would lie further apart than they do, and those whom chance
    favoured would stay ahead; so each is drawn from its own counts and from how councils differ beyond chance, taken together.

    Args:
        numerator, denominator: counts, one for each council, without blanks.
        kind: 'share' where the numerator is part of the denominator, else 'rate'.
        number: of draws.
        random: where from.

    Returns:
        councils × draws; a share by the law of Beta, a rate by that of Gamma.

    Source: H. Goldstein and D. J. Spiegelhalter, J. R. Stat. Soc. A 159 (1996) 385, with the estimator of :func:`shrinkage.prior`.

    >>> behind = figures_behind(np.array([2.0, 60]), np.array([4.0, 100]), kind="share", number=999, random=np.random.default_rng(1))
    >>> behind.shape, behind.mean(axis=1).round(1).tolist()
    ((2, 999), [0.6, 0.6])
    """
    events, others = _before(numerator, denominator, kind=kind)
    shape = (len(numerator), number)
    if kind == "share":
        return random.beta((numerator + events)[:, None], (denominator - numerator + others)[:, None], size=shape)
    return random.gamma((numerator + events)[:, None], size=shape) / (denominator + events + others)[:, None]


def _before(numerator: Numbers, denominator: Numbers, *, kind: Kind) -> tuple[float, float]:
    """As if so many had been counted, and so many not, before the council's own were; Jeffreys' halves where councils tell nothing."""
    found = prior(numerator, denominator, kind=kind) if len(numerator) > 1 else None
    if found is None or found.strength == 0:
        return (0.5, 0.5) if kind == "share" else (0.5, -0.5)
    strength = min(found.strength, STRONGEST)
    return found.level * strength, (1 - found.level) * strength
