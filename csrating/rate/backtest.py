"""The ratings made here set against what was published: how many councils have each, the councils that pages name, and the known limits."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from csrating.errors import EvidenceError
from csrating.rate.entry import ratings_given
from csrating.rate.footing import footing_of
from csrating.rate.rule import NOT_GIVEN, Numbers, RatingNumbers, Rule
from csrating.reference.frameworks import Framework
from csrating.reference.published import known_limits, published_rating_counts, published_ratings
from csrating.schema import Origin, Rating

if TYPE_CHECKING:
    from csrating.rate import Ratings

NO_RATING = "no rating"
"""What stands where a rating was withheld or could not be given."""

BEST_FIRST = tuple(str(rating) for rating in reversed(Rating))
MEANS_NOTHING = (
    "These ratings rest on demonstration data, which nobody published: that they agree with Ofsted's means nothing, and so does that "
    "they do not."
)
NO_SAMPLE = "The councils that pages name are no sample of all: the best and the worst are named more often than those between."


@dataclass(frozen=True)
class Agreement:
    """How far the ratings of the named councils agree.

    ``named`` councils are named by published pages, ``rated`` of them have a rating here; ``same`` have the same one, ``within_one`` one at
    most a grade apart. ``linear`` and ``quadratic`` are Cohen's kappa with these weights, blank where there is nothing to agree by chance.
    """

    named: int
    rated: int
    same: int
    within_one: int
    linear: float
    quadratic: float

    @property
    def share(self) -> float:
        """The share of those rated that have the same rating, in per cent; blank where none is rated."""
        return 100.0 * self.same / self.rated if self.rated else math.nan


@dataclass(frozen=True, eq=False)
class Backtest:
    """The ratings of a year set against what was published of it.

    ``distribution`` has one row for each rating, and one for none: rating, published (how many of 152 councils), ours; published_before and
    ours_before, the same before unannounced inspections cut any, which for the published ones is inferred by undoing the known cases and
    blank where none are known; source. ``named`` has one row for each council that pages name: council, name, published and ours in
    words, same, limited (whether a finding that limits a rating was read of it here as well), source, origin. ``confusion`` counts these:
    published, ours, councils, every pair of words. ``limits`` is the limiting step tried on every known case of any year; see
    :func:`limits_checked`.
    """

    year: int
    distribution: pd.DataFrame
    named: pd.DataFrame
    confusion: pd.DataFrame
    agreement: Agreement
    limits: pd.DataFrame
    framework: Framework

    @property
    def said(self) -> str:
        """What the agreement is worth, in a sentence or two."""
        rests = self.named.loc[self.named["ours"] != NO_RATING, "origin"]
        limited = int((self.named["limited"] & (self.named["ours"] != NO_RATING)).sum())
        put_in = f"Of {limited} of them the finding that limited the rating was read here too, which puts some of the agreement in."
        return " ".join([*([MEANS_NOTHING] if (rests != str(Origin.PUBLISHED)).any() else []), NO_SAMPLE, *([put_in] if limited else [])])


def backtest(ratings: Ratings, *, year: int | None = None) -> Backtest:
    """The ratings made here against the published ones of a year.

    Args:
        ratings: what :func:`csrating.rate` gave.
        year: 2009, 2010 or 2011; the one with which the name of the framework begins where left out.

    Raises:
        TableError: something else was given than ratings.
        EvidenceError: no annual ratings of that year were published, the framework's name begins with no year, or it is one of today.
    """
    ratings_given(ratings)
    wanted = year_published(ratings.framework, year)
    counts = published_rating_counts()
    named = _named(ratings, wanted)
    confusion = _confusion(named)
    return Backtest(
        year=wanted,
        distribution=_distribution(ratings, counts[counts["year"] == wanted]),
        named=named,
        confusion=confusion,
        agreement=_agreement(named, confusion),
        limits=limits_checked(ratings.framework),
        framework=ratings.framework,
    )


def year_published(framework: Framework, year: int | None = None) -> int:
    """The year with whose published ratings those by a framework are to be compared.

    Args:
        framework: whose name begins with the year where none is given.
        year: which one.

    Raises:
        EvidenceError: no annual ratings of that year were published, or the framework's name begins with no year.

    >>> from csrating.reference.frameworks import framework
    >>> year_published(framework("2010")), year_published(framework("2010"), 2009)
    (2010, 2009)
    """
    if framework.is_of_today:
        found = f"framework {framework.name} gives profile bands, beside which no ratings were published"
        raise EvidenceError(found, do="Leave the year out, to set them beside Ofsted's judgements on the same councils.")
    wanted = _year(framework) if year is None else year
    known = sorted(set(published_rating_counts()["year"]))
    if wanted not in known:
        raise EvidenceError(f"no annual ratings of {wanted} were published", expected=f"one of: {', '.join(map(str, known))}")
    return wanted


def weighted_kappa(counts: ArrayLike, *, power: int) -> float:
    """Cohen's weighted kappa of a square table: 1 where all agree, 0 where they agree as much as chance would have it.

    ``1 - sum(w o) / sum(w e)``, where o is the table, e what its margins give by chance, and w how many steps apart the two words are: as
    it is for ``power`` 1 (linear), squared for 2 (quadratic), and 1 for any difference for 0.

    Args:
        counts: how many have the first word by the one and the second by the other, both in the same order.
        power: of the steps apart.

    Returns:
        the kappa; blank where chance alone would make no difference, as where all have one word.

    Source: J. Cohen, Psychological Bulletin 70 (1968) 213.

    >>> round(weighted_kappa([[20, 5], [10, 15]], power=1), 2)
    0.4
    """
    return float(weighted_kappas(counts, power=power))


def weighted_kappas(counts: ArrayLike, *, power: int) -> Numbers:
    """The same of many tables at once, whose words run along the last two axes: see :func:`weighted_kappa`."""
    observed = np.asarray(counts, dtype=float)
    apart = np.abs(np.subtract.outer(np.arange(observed.shape[-1]), np.arange(observed.shape[-1])))
    weights = np.where(apart > 0, apart.astype(float) ** power, 0.0)
    total = observed.sum(axis=(-1, -2))
    margins = observed.sum(axis=-1)[..., :, None] * observed.sum(axis=-2)[..., None, :]
    by_chance = np.asarray((weights * margins).sum(axis=(-1, -2)))
    found = total * (weights * observed).sum(axis=(-1, -2))
    return np.asarray(1.0 - np.divide(found, by_chance, out=np.full(by_chance.shape, np.nan), where=by_chance > 0))


def limits_checked(framework: Framework) -> pd.DataFrame:
    """The limiting step of a framework tried on every case of 2009 to 2011 that is known.

    Args:
        framework: whose rules ``limits.*``.

    Returns:
        one row per case: year, council, name, councils (how many it is about), finding, before (blank where unknown: then every rating is
        tried), published, ours, agrees, evidence (S where a page states the case, I where it is inferred), source.
    """
    rule = Rule(framework)
    return pd.DataFrame([_limit_checked(rule, case) for case in known_limits().to_dict("records")])


def _limit_checked(rule: Rule, case: dict[Hashable, Any]) -> dict[str, Any]:
    before = [Rating(case["before"])] if case["before"] else list(Rating)
    found = {limit: _is(case, rule.framework.value(f"limits.{limit}")) for limit in ("priority_action", "full_inspection_inadequate")}
    after = rule.limited(
        [rating.number for rating in before], priority_action=found["priority_action"], inadequate=found["full_inspection_inadequate"]
    )
    ours = [str(Rating.from_number(number)) for number in sorted({int(number) for number in after}, reverse=True)]
    return {
        **{name: case[name] for name in ("year", "council", "name", "councils")},
        "finding": f"{case['kind']}, {case['aspect']}: {case['finding']}",
        "before": case["before"],
        "published": case["after"],
        "ours": " or ".join(ours),
        "agrees": ours == [case["after"]],
        "evidence": case["evidence"],
        "source": case["source"],
    }


def _is(case: dict[Hashable, Any], wanted: dict[str, Any]) -> bool:
    """Whether the finding of a case is one that the limit is about."""
    return all(case[key] == wanted[key] for key in ("kind", "aspect", "finding") if key in wanted)


def _year(framework: Framework) -> int:
    found = re.match(r"\d{4}\b", framework.name)
    if not found:
        raise EvidenceError(
            f"the name of the framework, {framework.name!r}, begins with no year",
            expected="a year whose ratings were published",
            do="Say which year is meant: backtest(ratings, year=2009).",
        )
    return int(found[0])


def _distribution(ratings: Ratings, published: pd.DataFrame) -> pd.DataFrame:
    footing = footing_of(ratings)
    uncut = replace(footing, priority_action=np.zeros_like(footing.priority_action))
    counts = published.set_index("rating")["councils"].rename(index={"withheld": NO_RATING})
    words = [*BEST_FIRST, NO_RATING]
    return pd.DataFrame(
        {
            "rating": words,
            "published": counts.reindex(words).to_numpy(),
            "ours": _counted(footing.ratings),
            "published_before": _before(counts.reindex(words), int(published["year"].iloc[0])),
            "ours_before": _counted(uncut.ratings),
            "source": published["source"].iloc[0],
        }
    )


def _counted(numbers: RatingNumbers) -> list[int]:
    return [int((numbers == number).sum()) for number in (4, 3, 2, 1, NOT_GIVEN)]


def _before(counts: pd.Series[int], year: int) -> list[float]:
    """The published counts with the cuts by unannounced inspections undone, for years of which all are known."""
    cases = known_limits()
    cut = cases[(cases["year"] == year) & (cases["kind"] == "unannounced inspection") & (cases["before"] != "")]
    if cut.empty:
        return [math.nan] * len(counts)
    undone = counts.astype(float)
    for before, after, councils in cut[["before", "after", "councils"]].to_numpy():
        undone[before] += councils
        undone[after] -= councils
    return undone.tolist()


def _named(ratings: Ratings, year: int) -> pd.DataFrame:
    pages = published_ratings()
    pages = pages[(pages["assessment"] == "annual rating") & (pages["year"] == year)]
    footing = footing_of(ratings)
    every = ratings.table.assign(limited=footing.priority_action | footing.inadequate)
    table = every.set_index("council").loc[pages["council"]].reset_index()
    ours = table["label"].astype(object).where(table["label"].notna(), NO_RATING)
    published = pages["rating"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "council": table["council"],
            "name": table["name"],
            "published": published,
            "ours": ours,
            "same": ours == published,
            "limited": table["limited"],
            "source": pages["source"].to_numpy(dtype=object),
            "origin": table["origin"],
        }
    )


def _confusion(named: pd.DataFrame) -> pd.DataFrame:
    pairs = named.groupby(["published", "ours"]).size()
    every = pd.MultiIndex.from_product([BEST_FIRST, [*BEST_FIRST, NO_RATING]], names=["published", "ours"])
    return pairs.reindex(every, fill_value=0).rename("councils").reset_index()


def _agreement(named: pd.DataFrame, confusion: pd.DataFrame) -> Agreement:
    square = np.array(list(_square(confusion)))
    apart = np.abs(np.subtract.outer(np.arange(len(square)), np.arange(len(square))))
    return Agreement(
        named=len(named),
        rated=int(square.sum()),
        same=int(square[apart == 0].sum()),
        within_one=int(square[apart <= 1].sum()),
        linear=weighted_kappa(square, power=1),
        quadratic=weighted_kappa(square, power=2),
    )


def _square(confusion: pd.DataFrame) -> Iterator[list[int]]:
    """The counts of those rated, row by row."""
    councils = confusion.set_index(["published", "ours"])["councils"]
    for published in BEST_FIRST:
        yield [int(councils[(published, ours)]) for ours in BEST_FIRST]
