"""Profile bands of today set against Ofsted's judgements on the same councils: do comparisons with similar areas agree with inspectors?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from csrating.compare.asked.card import card, plain
from csrating.errors import EvidenceError
from csrating.rate.entry import ratings_given, seed_given
from csrating.rate.judged_backtest.chance import measured
from csrating.rate.judged_backtest.judged import GRADE_OF, WORDS, WORST_FIRST, judged, of_aspect
from csrating.rate.judged_backtest.scores import AFTER, BEFORE, LATEST, WHICH, candidates, chosen, in_as_many_bands, is_scored, scored
from csrating.rate.judged_backtest.told import notes_of, shown_measures, summary_of
from csrating.reference.frameworks import Framework
from csrating.schema import ILACS_ASPECTS, OVERALL, ProfileBand

if TYPE_CHECKING:
    from csrating.rate import Ratings

__all__ = ["AFTER", "BEFORE", "LATEST", "JudgedBacktest", "backtest_today", "draws_given"]

NO_JUDGEMENT, TOO_FEW = "no judgement is published", "too few indicators can be compared"
FEWEST_DRAWS = 100


@dataclass(frozen=True, eq=False, repr=False)
class JudgedBacktest:
    """Profile bands and the simplest rival beside Ofsted's judgements.

    ``table`` has one row for each council and choice of figures: figures (latest, before the inspection, after the inspection), council,
    name, judgement, inspected_on, compared (how many indicators), share (per cent in line with or above similar areas), band, percentile
    (the rival: the mean over indicators), rival_band. ``confusion`` counts the latest: judgement, band, councils, every pair.
    ``measures`` has one row for each figures, aspect that was judged, measure and score: councils, value, low and high, by_chance, p; see
    :func:`csrating.rate.judged_backtest.chance.measured`. ``left_out`` are the councils that could not be set beside: figures, aspect,
    council, name, why.
    """

    table: pd.DataFrame
    confusion: pd.DataFrame
    measures: pd.DataFrame
    left_out: pd.DataFrame
    framework: Framework
    draws: int
    seed: int

    @property
    def crossed(self) -> pd.DataFrame:
        """The confusion table as a square: judgements down, bands across, the best first."""
        square = self.confusion.pivot(index="judgement", columns="band", values="councils")
        return square.loc[list(reversed(WORST_FIRST)), [str(band) for band in reversed(ProfileBand)]]

    def of(self, figures: str = LATEST, aspect: str = OVERALL) -> pd.DataFrame:
        """The measures by one choice of figures and of one aspect: measure, score, value, low, high, by_chance, p.

        Raises:
            EvidenceError: nothing was set beside of that.
        """
        rows = self.measures[(self.measures["figures"] == figures) & (self.measures["aspect"] == aspect)]
        if rows.empty:
            expected = f"figures {', '.join(WHICH)} for {OVERALL}; the latest figures for {', '.join(ILACS_ASPECTS[1:])}"
            raise EvidenceError(f"nothing was measured of {aspect!r} by figures {figures!r}", expected=expected)
        return rows.drop(columns=["figures", "aspect"]).reset_index(drop=True)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the agreement is worth, a sentence or two each."""
        return notes_of(self)

    @property
    def summary(self) -> str:
        """All of it in one line."""
        return summary_of(self)

    def __repr__(self) -> str:
        return plain(self.summary, self._tables, self.notes)

    def _repr_html_(self) -> str:
        return card(self.summary, self._tables, self.notes)

    @property
    def _tables(self) -> dict[str, pd.DataFrame]:
        crossed = self.crossed.rename_axis(columns=None).reset_index()
        return {"Judgements down, bands across, councils": crossed, "Agreement": shown_measures(self)}


def backtest_today(ratings: Ratings, judgements: pd.DataFrame | None = None, *, draws: int = 2000, seed: int = 2025) -> JudgedBacktest:
    """Bands from figures alone, before any limit, beside the most recent judgement on each council.

    Args:
        ratings: what :func:`csrating.rate` gave on today's figures.
        judgements: JUDGEMENTS of Ofsted's file of outcomes, as ``csrating.read_file(...).judgements`` gives them; those that were read
            beside the figures where they are left out.
        draws: how many samples of councils the intervals rest on, and how many dealings of judgements the p-values.
        seed: of the random numbers; the same seed gives the same numbers.

    Returns:
        the :class:`JudgedBacktest`. A council without a judgement, or with too few indicators for a band, is left out and told.

    Raises:
        TableError: something else was given than ratings or judgements.
        EvidenceError: the ratings are not of today, there are no judgements, or the draws or the seed are no whole number.
    """
    ratings_given(ratings)
    seed_given(seed)
    draws_given(draws)
    _of_today(ratings)
    every = judged(ratings.data.safeguarding if judgements is None else judgements)
    rows, rules = candidates(ratings), ratings.framework
    cut_off = pd.Timestamp(rules.value("indicators.cut_off"))
    days = of_aspect(every)["inspected_on"]
    scores = {which: scored(chosen(rows, which, inspected_on=days, cut_off=cut_off), rules) for which in WHICH}
    beside = {(which, OVERALL): _beside(ratings, scores[which], of_aspect(every)) for which in WHICH}
    beside |= {
        (LATEST, aspect): _beside(ratings, scores[LATEST], of_aspect(every, aspect)) for aspect in ILACS_ASPECTS if aspect != OVERALL
    }
    kept = {key: _banded(table) for key, table in beside.items()}
    if kept[LATEST, OVERALL].empty:
        raise EvidenceError("no council has both a judgement and a band", expected="judgements on the councils that are rated")
    measures = pd.concat(
        [measured(table, draws=draws, seed=seed).assign(figures=key[0], aspect=key[1]) for key, table in kept.items() if len(table)],
        ignore_index=True,
    )
    table = pd.concat([kept[which, OVERALL].assign(figures=which) for which in WHICH], ignore_index=True)
    left = pd.concat([_left_out(table).assign(figures=key[0], aspect=key[1]) for key, table in beside.items()], ignore_index=True)
    first, last = ["figures", "council", "name"], ["compared", "share", "band", "percentile", "rival_band"]
    in_words = table.assign(**{name: _in_words(table[name]) for name in ("band", "rival_band")})
    return JudgedBacktest(
        table=in_words[[*first, "judgement", "inspected_on", *last]],
        confusion=_confusion(in_words[in_words["figures"] == LATEST]),
        measures=measures[["figures", "aspect", *measures.columns.drop(["figures", "aspect"])]],
        left_out=left[["figures", "aspect", "council", "name", "why"]],
        framework=rules,
        draws=draws,
        seed=seed,
    )


def draws_given(draws: Any) -> None:
    """Refuse what is no number of draws.

    Raises:
        EvidenceError: it is no whole number, or too few for an interval.
    """
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < FEWEST_DRAWS:
        raise EvidenceError(f"the number of draws is {draws!r}", expected=f"a whole number from {FEWEST_DRAWS} on")


def _of_today(ratings: Ratings) -> None:
    if not ratings.framework.is_of_today:
        found = f"the ratings are by framework {ratings.framework.name}, which is not of today"
        do = "For 2009 to 2011 call csrating.rate.backtest.backtest."
        raise EvidenceError(found, expected="a framework of today, such as 2025", do=do)


def _beside(ratings: Ratings, scores: pd.DataFrame, judgements: pd.DataFrame) -> pd.DataFrame:
    """Every council of the register with its score and its judgement, each blank where there is none."""
    return ratings.table[["council", "name"]].join(scores, on="council").join(judgements, on="council")


def _banded(table: pd.DataFrame) -> pd.DataFrame:
    """The councils with both, with the rival's bands."""
    there = table[table["judgement"].notna() & table["band"].notna()]
    there = there[is_scored(there)]
    return there.assign(
        band=there["band"].astype("int64"),
        compared=there["compared"].astype("int64"),
        rival_band=in_as_many_bands(there["percentile"], there["band"].astype("int64")),
    ).reset_index(drop=True)


def _left_out(table: pd.DataFrame) -> pd.DataFrame:
    unjudged = table["judgement"].isna()
    unscored = table["band"].isna() | ~is_scored(table)
    return table.assign(why=np.where(unjudged, NO_JUDGEMENT, TOO_FEW))[unjudged | unscored][["council", "name", "why"]]


def _in_words(numbers: pd.Series) -> pd.Series:
    return numbers.map({band.number: str(band) for band in ProfileBand}).astype("str")


def _confusion(table: pd.DataFrame) -> pd.DataFrame:
    pairs = table.groupby(["judgement", "band"]).size()
    words = ([WORDS[GRADE_OF[band]] for band in reversed(ProfileBand)], [str(band) for band in reversed(ProfileBand)])
    every = pd.MultiIndex.from_product(words, names=["judgement", "band"])
    return pairs.reindex(every, fill_value=0).rename("councils").reset_index()
