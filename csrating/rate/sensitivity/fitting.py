"""Which of the usual alternatives can be tried on the figures at hand: without settings or without counts some of them change nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csrating.rate.sensitivity.choices import Choices, usual_choices
from csrating.rate.sensitivity.ground import ground_of
from csrating.schema import InLine

if TYPE_CHECKING:
    from csrating.rate import Ratings

NO_SETTINGS = "other poolings and weights: no grades of settings were read, so that nothing hangs on them"
NO_COUNTS = "{}: no figure was published with its counts, from which alone an interval is worked out"


def fitting_choices(ratings: Ratings) -> Choices:
    """The usual alternatives but for those that cannot matter or cannot be worked out on these ratings.

    To try them all the same would only add combinations: ones that say again what others say, or that give nothing.

    Args:
        ratings: what :func:`csrating.rate` gave.

    Returns:
        the :class:`Choices`; ``left_out`` says what is not tried, and why.
    """
    usual, left_out = usual_choices(ratings.framework, vintage=ratings.vintage), []
    if not ground_of(ratings).has_settings:
        usual = replace(usual, pooling=usual.pooling[:1], weights=usual.weights[:1])
        left_out.append(NO_SETTINGS)
    without = [rule for rule in usual.rules[1:] if InLine(rule).needs_counts and not _has_counts(ratings)]
    if without:
        usual = replace(usual, rules=[rule for rule in usual.rules if rule not in without])
        left_out.append(NO_COUNTS.format(" and ".join(without)))
    return replace(usual, left_out=tuple(left_out))


def _has_counts(ratings: Ratings) -> bool:
    observations = ratings.data.observations
    return bool((observations["numerator"].notna() & observations["denominator"].notna()).any())
