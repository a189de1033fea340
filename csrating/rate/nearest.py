"""How few indicators, brought into line with similar areas or falling below them, would give each council another rating."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from csrating.rate.footing import Counts, Footing
from csrating.rate.rule import NOT_GIVEN, Mask, Numbers


class Nearest(NamedTuple):
    """For each council of a footing the fewest indicators more, and the fewest fewer, in line or above that make another rating.

    Blank where no number of them does, or where there is no rating.
    """

    more: Numbers
    fewer: Numbers

    @property
    def either(self) -> Numbers:
        """The fewest of the two."""
        return np.fmin(self.more, self.fewer)


def nearest_of(footing: Footing) -> Nearest:
    """How near each council lies to another rating, in indicators.

    All else stays as it is: how many indicators are compared, the settings, the limits and the judgements. An indicator that comes into
    line was below similar areas, and one that falls below them was in line with or above them.

    Args:
        footing: what :func:`csrating.rate.footing.footing_of` gave.
    """
    good, compared = footing.good, footing.compared
    steps = np.arange(1, len(footing.indicators) + 1, dtype=np.int64)[:, None]
    return Nearest(
        _fewest(footing, good + steps, good + steps <= compared, steps),
        _fewest(footing, good - steps, good >= steps, steps),
    )


def _fewest(footing: Footing, good: Counts, there: Mask, steps: Counts) -> Numbers:
    """The first of the steps that is there and makes another rating."""
    points = footing.rule.indicator_points(np.clip(good, 0, footing.compared), footing.compared)
    rated = footing.rated(footing.rule.combined_points(footing.inspection_points, points))
    given = (rated != NOT_GIVEN) & (footing.ratings != NOT_GIVEN)
    other = there & given & (rated != footing.ratings)
    return np.asarray(np.where(other.any(axis=0), steps[np.argmax(other, axis=0), 0], np.nan))
