"""One indicator compared: all councils by rank with its interval, quarters as they are printed, the funnel, and what chance would flag."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from csrating import reference
from csrating.compare.asked.card import MADE_UP, card, plain
from csrating.compare.asked.chance import Flags, flags, tested
from csrating.compare.asked.every_period import EveryPeriod
from csrating.compare.bands import Printed, printed
from csrating.compare.baselines import neighbours
from csrating.compare.figures import Figures, figures, origin_of, series_of
from csrating.compare.funnel import Funnel, Kind, funnel, limits
from csrating.compare.intervals import STRICT, USUAL, Interval
from csrating.compare.method import is_kind
from csrating.compare.ranks import DRAWS, Sampled, rank_intervals
from csrating.compare.shrinkage import shrunk
from csrating.compare.table import Terms, sign_of
from csrating.compare.uncertainty import are_counted
from csrating.errors import EvidenceError
from csrating.schema import Against, Level, Origin

SEED = 2009
_SHOWN = 5
_NEAR = ["council", "baseline", "gap", "standing", "verdict", "to_edge", "with_data", "of", "average_matters", "why", "rule", "vintage"]


@dataclass(frozen=True, eq=False)
class ComparedIndicator:
    """All councils in one indicator and period, as :func:`csrating.compare` gives them for an indicator.

    ``figures`` are those of all periods of the indicator, council by council; ``terms`` the method and the neighbours; ``every`` what was
    worked out already when another period was asked about.
    """

    indicator: str
    period: str
    observations: pd.DataFrame
    figures: Figures
    terms: Terms
    every: EveryPeriod | None = None

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of the indicator in the data, the earliest first."""
        return tuple(self.figures.series["period"])

    def at(self, period: str) -> ComparedIndicator:
        """The same indicator in another period.

        Raises:
            EvidenceError: the data hold no figures of it in that period.
        """
        if period not in self.periods:
            found = f"there are no figures of {self.indicator} in {period!r}"
            raise EvidenceError(found, expected=f"one of: {', '.join(self.periods)}")
        return replace(self, period=period, every=self._every)

    @property
    def comparisons(self) -> pd.DataFrame:
        """Its rows of COMPARISONS: every council, period and baseline."""
        return self._every.comparisons

    @property
    def positions(self) -> pd.DataFrame:
        """Where each figure lies among all councils, council by council and period by period."""
        return self._every.positions

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every council in that period, in the order of the register.

        Columns council, name, value with its counts, interval (95 and 99.8 per cent) and the method of that, rank of ranked, band and the
        figure needed for the next, change, direction_of_travel and trend; against the similar areas baseline, gap, standing, verdict,
        to_edge, with_data, of, average_matters, why, rule and vintage; status, origin and ref.
        """
        every, rows = self._every.positions, self.comparisons
        own = every[every["period"] == self.period]
        near = rows[(rows["against"] == str(Against.NEIGHBOURS)) & (rows["period"] == self.period)]
        cells = ["status", "origin", "ref"]
        return own.merge(near[[*_NEAR, *cells]], on="council", validate="one_to_one").reset_index(drop=True)

    def ranking(self, *, seed: int = SEED, draws: int = DRAWS) -> pd.DataFrame:
        """The councils by rank, each with the ranks between which it lies at 95 per cent, for all that chance did to the figures.

        Args:
            seed: of the random numbers; the same seed gives the same ranks.
            draws: how often what may stand behind all figures is drawn.

        Returns:
            rows of :attr:`table` with a rank, the best first, with ``rank_low`` (better) and ``rank_high`` (worse), and
            ``held_fixed`` where nothing was drawn because the counts are not published; see :func:`csrating.compare.ranks.rank_intervals`.

        Raises:
            EvidenceError: neither high nor low is good, so that there are no ranks; or there are fewer than 100 draws.
        """
        sign = self._sign()
        if np.isnan(sign):
            raise EvidenceError(f"{self.indicator} has no polarity: neither high nor low is good, so there are no ranks")
        for name, number in (("seed", seed), ("draws", draws)):
            if not is_kind(number, Integral) or number < 0:
                raise EvidenceError(f"{name} is {number!r}", expected="a whole number, nought or more")
        sampled = self._sampled
        ends = self._usual_ranks if (seed, draws) == (SEED, DRAWS) else rank_intervals(sampled, sign=sign, seed=seed, draws=draws)
        told = self.table.assign(rank_low=ends.lower, rank_high=ends.upper, held_fixed=sampled.held_fixed)
        told = told[told["rank"].notna()].sort_values(["rank", "council"], kind="stable")
        first = ["rank", "ranked", "rank_low", "rank_high", "held_fixed", "council", "name", "value", "lower", "upper", "interval", "band"]
        near = ["standing", "with_data", "of", "rule", "vintage"]
        return told[[*first, "needed", *near, "status", "origin", "ref"]].reset_index(drop=True)

    @property
    def _sampled(self) -> Sampled:
        """What is drawn from to say how firm a rank is."""
        value, scale = self._column[0], float(self.figures.scale[self._place])
        return Sampled(value, *self._known_counts, np.full(len(value), np.nan), scale, shares=self._kind == "share")

    @cached_property
    def _usual_ranks(self) -> Interval:
        """The ranks of the usual draws, which charts ask for council by council."""
        return rank_intervals(self._sampled, sign=self._sign(), seed=SEED, draws=DRAWS)

    @cached_property
    def bands(self) -> tuple[Printed, ...]:
        """The quarters A to D as they are printed, with how many councils are in each.

        Raises:
            EvidenceError: neither high nor low is good.
        """
        if np.isnan(self._sign()):
            raise EvidenceError(f"{self.indicator} has no polarity: neither high nor low is good, so there are no quarters")
        return printed(self._column[0], sign=self._sign(), decimals=reference.indicator(self.indicator).decimals)

    @cached_property
    def funnel(self) -> pd.DataFrame:
        """How far each council lies from all councils together, given how many children stand behind its figure.

        Returns:
            one row for each council with counts: council, name, value, numerator, denominator, average; the limits by chance alone
            (``low95`` to ``high998``) and the ``verdict`` by them; those that allow for how far councils differ beyond chance
            (``wide_low95`` to ``wide_high998``) and the verdict ``allowed``; ``estimate``, drawn towards the average, and the share
            ``own_weight`` of it that is the council's own. All figures in the unit of the indicator. What it says of over-dispersion is
            :attr:`funnel_said`.

        Raises:
            EvidenceError: the counts are not published.
        """
        found, drawn = self._funnel, self._shrunk
        scale = self.figures.scale[self._place]
        told = self.table[["council", "name", "value", "numerator", "denominator"]].assign(
            **self._limits(found.denominator),
            verdict=found.verdict,
            allowed=found.allowed,
            estimate=scale * drawn[0],
            own_weight=drawn[1],
        )
        known = pd.DataFrame(told[found.verdict != ""])
        return known.assign(origin=self._origin).reset_index(drop=True)

    def funnel_at(self, denominator: ArrayLike) -> pd.DataFrame:
        """The limits of :attr:`funnel` for councils of any size, to draw its curves.

        Args:
            denominator: how many children, more than none.

        Returns:
            columns denominator, average, and the limits as in :attr:`funnel`.

        Raises:
            EvidenceError: the counts are not published.
        """
        given = np.asarray(denominator, dtype=float)
        return pd.DataFrame({"denominator": given} | self._limits(given))

    def _limits(self, denominator: np.ndarray) -> dict[str, Any]:
        """The average and the limits by chance alone and allowing for over-dispersion, in the unit of the indicator."""
        found, scale = self._funnel, self.figures.scale[self._place]
        ends: dict[str, Any] = {"average": scale * found.level}
        for prefix, tau in (("", 0.0), ("wide_", found.tau)):
            for level, confidence in (("95", USUAL), ("998", STRICT)):
                interval = limits(found.level, denominator, kind=found.kind, confidence=confidence, tau=tau)
                ends |= {f"{prefix}low{level}": scale * interval.lower, f"{prefix}high{level}": scale * interval.upper}
        return ends

    @property
    def funnel_said(self) -> str:
        """Whether councils differ more than by chance, as a sentence; see :attr:`funnel`."""
        return self._funnel.said

    @cached_property
    def flags(self) -> Flags:
        """Which councils differ from their similar areas by more than chance, and how many chance alone would flag."""
        z = tested(self.figures, neighbours(self.figures, self.terms.counted_lists), least=self.terms.method.least)[:, self._place]
        told = ["council", "name", "value", "baseline", "gap", "standing", "with_data", "of", "origin"]
        return flags(self.table.assign(z=z)[self.table["value"].notna()], told=told)

    @cached_property
    def _funnel(self) -> Funnel:
        x, n, kind = self._counts()
        return funnel(x, n, kind=kind)

    @cached_property
    def _shrunk(self) -> tuple[np.ndarray, np.ndarray]:
        x, n, kind = self._counts()
        found = shrunk(x, n, kind=kind)
        return found.estimate, found.weight

    def _counts(self) -> tuple[np.ndarray, np.ndarray, Kind]:
        """The counts of the councils that have them, and whether they make shares."""
        x, n = self._known_counts
        if np.isfinite(x).sum() < 2:
            raise EvidenceError(f"the counts of {self.indicator} in {self.period} are not published", do="Ask for its ranking instead.")
        return x, n, self._kind

    @property
    def _known_counts(self) -> tuple[np.ndarray, np.ndarray]:
        """The counts behind each figure; both blank where they make no interval."""
        known = np.logical_or(*are_counted(self.figures))[:, self._place]
        _, x, n = self._column
        return np.where(known, x, np.nan), np.where(known, n, np.nan)

    @property
    def _kind(self) -> Kind:
        """Whether its figures are shares: of a unit of shares, and nowhere more than all."""
        is_rate = are_counted(self.figures)[1][:, self._place]
        return "share" if self.figures.in_shares[self._place] and not is_rate.any() else "rate"

    @cached_property
    def _every(self) -> EveryPeriod:
        return self.every or EveryPeriod(self.indicator, self.observations, self.figures, self.terms)

    def _sign(self) -> float:
        return float(sign_of(self.figures.series)[self._place])

    @property
    def _place(self) -> int:
        return self.periods.index(self.period)

    @property
    def _column(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        at = self._place
        return self.figures.value[:, at], self.figures.numerator[:, at], self.figures.denominator[:, at]

    @property
    def _origin(self) -> str:
        return str(origin_of(self.observations, self.figures.series)[self._place])

    def _summary(self) -> str:
        found = reference.indicator(self.indicator)
        known = int(self.table["value"].notna().sum())
        return f"{self.indicator}, {found.short}, {self.period}: {known} of {len(self.table)} councils have a figure"

    def _best_and_worst(self) -> dict[str, pd.DataFrame]:
        shown = ["rank", "name", "value", "lower", "upper", "band", "standing"]
        by_rank = self.table[self.table["rank"].notna()].sort_values(["rank", "council"], kind="stable")[shown]
        return {"Best": by_rank.head(_SHOWN), "Worst": by_rank.tail(_SHOWN)}

    def _notes(self) -> list[str]:
        known = bool(np.logical_or(*are_counted(self.figures))[:, self._place].sum() > 1)
        said = self.funnel_said if known else "The counts are not published: nobody can say what is chance."
        near = f"Standing: against the {self.terms.method.averaged.noun} of the statistical neighbours ({self.terms.vintage_told})."
        said = f"{near} In line: {self.terms.method.told}. Lower and upper: 95 per cent. {said}"
        return [said] if self._origin == str(Origin.PUBLISHED) else [said, MADE_UP]

    def __repr__(self) -> str:
        return plain(f"{self._summary()}.", self._best_and_worst(), self._notes())

    def _repr_html_(self) -> str:
        return card(f"{self._summary()}.", self._best_and_worst(), self._notes())


def compared_indicator(name: str, *, observations: pd.DataFrame, terms: Terms) -> ComparedIndicator:
    """The view of one indicator, in the latest period in which a council has a figure.

    Args:
        name: such as 'NI 148' or '148'.
        observations: OBSERVATIONS, checked.
        terms: the method and the neighbours.

    Raises:
        ReferenceDataError: the indicator is not in the register.
        EvidenceError: no council has a figure of it.
    """
    indicator = reference.indicator(name).indicator
    own = observations[observations["indicator"] == indicator]
    series = series_of(own)
    found = figures(own, level=Level.COUNCIL, areas=terms.edition.codes, series=series)
    known = np.flatnonzero(np.isfinite(found.value).any(axis=0))
    if not len(known):
        raise EvidenceError(f"no council has a figure of {indicator}", do="Read a folder that holds some.")
    return ComparedIndicator(indicator, str(series["period"].iloc[known[-1]]), own.reset_index(drop=True), found, terms)
