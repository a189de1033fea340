"""Every combination of what might have been chosen instead: how often each council keeps its rating, and which choice matters most."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.compare.baselines import neighbours
from csrating.compare.figures import Figures
from csrating.compare.method import Method, method_of
from csrating.compare.rules import baseline_by, judged
from csrating.compare.standing import SIGN
from csrating.errors import EvidenceError
from csrating.rate.backtest import NO_RATING
from csrating.rate.footing import Footing, footing_of
from csrating.rate.probability import columns_of
from csrating.rate.rule import NOT_GIVEN, Numbers, Rule
from csrating.rate.sensitivity.choices import NAMES, Choices, method_for, own_choice, told
from csrating.rate.sensitivity.fitting import fitting_choices
from csrating.rate.sensitivity.ground import named
from csrating.rate.sensitivity.variance import Shares, factorial_shares
from csrating.reference.frameworks import Framework
from csrating.reference.frameworks.changed import with_value
from csrating.reference.neighbours import SUPPLIED
from csrating.schema import Standing

if TYPE_CHECKING:
    from csrating.rate import Ratings

RULE_OF = {
    "rule": "standing.rule",
    "neighbours": "neighbours.vintage",
    "pooling": "combined.pooling",
    "weights": "combined.inspection_weight",
    "cuts": "combined.band_cuts",
}
"""The rule of the framework that each choice is about."""

NOTHING = "nothing changes it"
NOWHERE = np.array([], dtype=np.intp)


@dataclass(frozen=True, eq=False)
class Alternatives:
    """What the ratings would be by every combination of alternatives.

    ``table`` has one row for each council: council, name, rating and label as given; ``kept``, by how many of the ``combinations`` it has
    that rating, and ``kept_share`` in per cent; by how many it has each rating, by its words; ``matters_most``, the choice with the largest
    total share; origin. ``effects`` has one row for each council and choice: the ``first`` and ``total`` shares of the variance of whether
    the rating is kept, blank where it always or never is; ``overall`` the same for all councils together. Every combination counts alike
    and all were tried: the shares are exact over these alternatives, and say nothing of others. ``runs`` has every combination and council.
    ``settings`` is what was really tried: choice, alternative, used (in full), own (whether it is the framework's), rule, evidence;
    ``left_out`` says what was not, since on these figures it changes or gives nothing.
    """

    table: pd.DataFrame
    effects: pd.DataFrame
    overall: pd.DataFrame
    runs: pd.DataFrame
    settings: pd.DataFrame
    framework: Framework
    left_out: tuple[str, ...] = ()

    def runs_of(self, code: str) -> pd.DataFrame:
        """The runs of one council.

        Args:
            code: the council's department code.
        """
        return self.runs.take(self._places.get(code, NOWHERE))

    @cached_property
    def _places(self) -> dict[Any, Any]:
        """Where each council's runs are, found once."""
        return dict(self.runs.groupby("council", sort=False).indices)

    @property
    def combinations(self) -> int:
        """How many there are."""
        return int(self.table["combinations"].iloc[0])


def alternatives(ratings: Ratings, council: str | None = None, *, choices: Choices | None = None) -> Alternatives:
    """Rate by every combination of alternatives: the honest answer to an unpublished rule.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling of one council; all where left out.
        choices: what to try; :func:`csrating.rate.sensitivity.fitting.fitting_choices` where left out.

    Raises:
        UnknownCouncilError: no council is meant, or more than one.

    Returns:
        the :class:`Alternatives`. Judgements hold wherever the band that they start from and the borderline range still fit.
    """
    footing = footing_of(ratings)
    vintage = ratings.vintage
    tried = choices or fitting_choices(ratings)
    rows = list(range(len(footing.codes)))
    if council is not None:
        rows = [footing.codes.index(ratings.framework.edition.council(council).code)]
    numbers = _rated(ratings, footing, tried)[..., rows]
    table = ratings.table.iloc[rows].reset_index(drop=True)
    kept = numbers == footing.ratings[rows]
    shares = factorial_shares(kept.astype(float), choices=len(NAMES))
    return Alternatives(
        table=_table(table, numbers, kept, shares, ratings.framework),
        effects=_effects(table, shares),
        overall=_overall(shares),
        runs=_runs(table, numbers, tried, ratings.framework),
        settings=pd.DataFrame(_settings(tried, ratings.framework, vintage=vintage)),
        framework=ratings.framework,
        left_out=tried.left_out,
    )


def standings_by(ratings: Ratings, indicators: tuple[str, ...], method: Method, neighbour_table: pd.DataFrame) -> Numbers:
    """The standings of all councils by another method: councils × indicators, 1 in line or above, 0 below, blank where not comparable.

    Args:
        ratings: what :func:`csrating.rate` gave.
        indicators: those wanted, in order.
        method: how they are compared.
        neighbour_table: with whom; columns council, position and neighbour.
    """
    columns = list(columns_of(ratings, indicators))
    if not columns:
        return np.zeros((len(ratings.table), 0))
    ours = _together([column.figures for column in columns])
    sign = np.array([SIGN[word] for word in reference.every_indicator().set_index("indicator")["polarity"].reindex(list(indicators))])
    near = baseline_by(method, ours, neighbours(ours, neighbour_table, average=method.averaged))
    standing = judged(method, ours, near, sign=sign).standing
    return np.where(standing == str(Standing.NOT_COMPARABLE), np.nan, (standing != str(Standing.BELOW)).astype(float))


def _together(figures: list[Figures]) -> Figures:
    """The figures of several indicators side by side."""
    arrays = {name: np.hstack([getattr(one, name) for one in figures]) for name in ("value", "numerator", "denominator", "place")}
    return Figures(figures[0].areas, pd.concat([one.series for one in figures], ignore_index=True), **arrays)


def _rated(ratings: Ratings, footing: Footing, tried: Choices) -> NDArray[np.int8]:
    """The ratings by every combination: rules × neighbour tables × pooling × weights × cuts × councils."""
    found = np.zeros((*tried.shape, len(footing.codes)), dtype=np.int8)
    for at, near in np.ndindex(tried.shape[:2]):
        compared = replace(footing, standings=_standings(ratings, footing, tried.rules[at], tried.neighbours[near]))
        for of, by, to in np.ndindex(tried.shape[2:]):
            framework = _framework(ratings.framework, tried.pooling[of], tried.weights[by], tried.cuts[to])
            found[at, near, of, by, to] = replace(compared, rule=Rule(framework)).ratings
    return found


def _standings(ratings: Ratings, footing: Footing, rule: str, vintage: str) -> Numbers:
    """The standings by a rule and a neighbour table: those of the ratings where both are theirs."""
    method, own = method_for(rule, ratings.framework), ratings.vintage
    if vintage == own and method == method_of(ratings.framework):
        return footing.standings
    if vintage == SUPPLIED and own != SUPPLIED:
        raise EvidenceError("the ratings were made without a neighbour table of the user's", expected=f"a vintage, such as {own}")
    table = ratings.neighbour_table if vintage == own else reference.neighbour_table(vintage)
    return standings_by(ratings, footing.indicators, method, table)


def _framework(framework: Framework, pooling: str, weights: tuple[float, float], cuts: tuple[float, ...]) -> Framework:
    changes = {
        "combined.pooling": pooling,
        "combined.inspection_weight": weights[0],
        "combined.nis_weight": weights[1],
        "combined.band_cuts": list(cuts),
    }
    for name, value in changes.items():
        framework = with_value(framework, name, value)
    return framework


def _table(table: pd.DataFrame, numbers: NDArray[np.int8], kept: NDArray[np.bool_], shares: Shares, framework: Framework) -> pd.DataFrame:
    axes = tuple(range(len(NAMES)))
    number = math.prod(kept.shape[: len(NAMES)])
    words = (*map(str, framework.outcomes), NO_RATING)
    counts = {word: (numbers == place).sum(axis=axes) for word, place in zip(words, (4, 3, 2, 1, NOT_GIVEN), strict=True)}
    most = np.array(NAMES, dtype=object)[np.argmax(np.nan_to_num(shares.total), axis=0)]
    return table[["council", "name", "rating", "label"]].assign(
        kept=kept.sum(axis=axes),
        combinations=number,
        kept_share=100.0 * kept.sum(axis=axes) / number,
        **counts,
        matters_most=np.where(shares.variance > 0, most, NOTHING),
        origin=table["origin"],
    )


def _effects(table: pd.DataFrame, shares: Shares) -> pd.DataFrame:
    councils = len(table)
    return pd.DataFrame(
        {
            "council": np.repeat(table["council"].to_numpy(dtype=object), len(NAMES)),
            "choice": np.tile(np.array(NAMES, dtype=object), councils),
            "first": shares.first.T.ravel(),
            "total": shares.total.T.ravel(),
        }
    )


def _overall(shares: Shares) -> pd.DataFrame:
    """The shares of all councils together: each weighs as its variance does."""
    whole = float(shares.variance.sum())
    parts = {
        name: np.nansum(part * shares.variance, axis=1) / whole if whole else np.full(len(NAMES), np.nan)
        for name, part in (("first", shares.first), ("total", shares.total))
    }
    return pd.DataFrame({"choice": NAMES, **parts})


def _runs(table: pd.DataFrame, numbers: NDArray[np.int8], tried: Choices, framework: Framework) -> pd.DataFrame:
    words = [[told(name, one) for one in some] for name, some in tried.by_name.items()]
    every = pd.MultiIndex.from_product([*words, table["council"].tolist()], names=[*NAMES, "council"])
    found = every.to_frame(index=False)
    flat = numbers.ravel()
    return found.assign(rating=np.where(flat == NOT_GIVEN, np.nan, flat), label=named(flat, framework))


def _settings(tried: Choices, framework: Framework, *, vintage: str) -> Iterator[dict[str, Any]]:
    own = own_choice(framework, vintage=vintage)
    for name, some in tried.by_name.items():
        rule = framework.rule(RULE_OF[name])
        for one in some:
            yield {
                "choice": name,
                "alternative": told(name, one),
                "used": method_for(one, framework).told if name == "rule" else told(name, one),
                "own": one == own[name],
                "rule": rule.name,
                "evidence": rule.evidence if one == own[name] else "A",
            }
