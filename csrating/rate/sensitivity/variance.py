"""How much of what differs between alternatives each choice makes: shares of variance, exact where every combination was tried."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from csrating.rate.rule import Numbers


class Shares(NamedTuple):
    """Of each choice, the share of the variance that it makes by itself (first order), and with the others (total order).

    Blank where nothing differs. ``variance`` is the whole of it.
    """

    first: Numbers
    total: Numbers
    variance: Numbers


def factorial_shares(values: Numbers, *, choices: int) -> Shares:
    """The shares of variance over a full factorial, in which every combination of choices counts alike.

    First order: the variance of the means over all other choices. Total order: the mean of the variances while all other choices are fixed.
    Both over the variance of all combinations. Nothing is sampled, so nothing is estimated.

    Args:
        values: one axis for each choice, and then any others, such as councils.
        choices: how many of the axes are choices.

    Returns:
        the :class:`Shares`: choices × the other axes; the variance has the other axes alone.

    Source: I. M. Sobol', Mathematics and Computers in Simulation 55 (2001) 271; A. Saltelli and others, Global Sensitivity Analysis (2008).

    >>> shares = factorial_shares(np.array([[0.0, 1.0], [3.0, 4.0]]), choices=2)
    >>> shares.first.tolist(), shares.total.tolist()
    ([0.9, 0.1], [0.9, 0.1])
    """
    axes = tuple(range(choices))
    variance = np.asarray(values.var(axis=axes))
    first = [values.mean(axis=tuple(other for other in axes if other != axis)).var(axis=0) for axis in axes]
    total = [values.var(axis=axis).mean(axis=tuple(range(choices - 1))) if choices > 1 else values.var(axis=axis) for axis in axes]
    return Shares(_over(np.array(first), variance), _over(np.array(total), variance), variance)


def _over(parts: Numbers, whole: Numbers) -> Numbers:
    return np.asarray(np.divide(parts, whole, out=np.full(parts.shape, np.nan), where=np.broadcast_to(whole > 0, parts.shape)))
