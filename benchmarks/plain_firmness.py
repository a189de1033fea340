"""The plain ways to ask how firm a rating is and why: loops such as an analyst would write, by the rule of 2009 and of no other year.

The thresholds stand here as numbers, as they would in a script. Whoever compares sees to it that the answers are those of the package, so
that a framework with other numbers is noticed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from statistics import fmean

import pandas as pd

from csrating.compare.figures import is_share, scale_of
from csrating.rate import Ratings
from csrating.schema import GRADES, OVERALL

ROUNDING = 1e-9
"""What adding decimals in binary may leave over, so that a figure on an edge counts as on it."""

Settings = tuple[tuple[int, int, int, int], ...]
"""Settings by grade, worst to best, one entry for each setting type."""


def points_of_share(share: float) -> int:
    return 4 if share >= 80 else 3 if share >= 65 else 2 if share >= 50 else 1


@dataclass(frozen=True)
class Council:
    """What is known of a council besides the figures that are asked about: its place, settings' points, limits and neighbours' places."""

    code: str
    inspection: float
    priority_action: bool
    inadequate: bool
    near: tuple[int, ...]

    def rating(self, good: int, compared: int, *, inspection: float | None = None) -> int:
        """The rating with so many of the compared indicators in line or above, 0 where there are too few."""
        if compared < 5:
            return 0
        points = (2 * (self.inspection if inspection is None else inspection) + points_of_share(100 * good / compared)) / 3
        band = 1 + sum(points >= cut - ROUNDING for cut in (1.5, 2.5, 3.5))
        band = max(band - 1, 1) if self.priority_action else band
        return min(band, 1) if self.inadequate else band


def councils_of(ratings: Ratings) -> list[Council]:
    """The councils in the order of the ratings."""
    findings, lists = ratings.data.safeguarding, ratings.neighbour_table
    action = set(findings.loc[findings["finding"] == "area for priority action", "council"])
    inadequate = (findings["kind"] == "full inspection") & (findings["aspect"] == "safeguarding") & (findings["finding"] == "inadequate")
    poor = set(findings.loc[inadequate, "council"])
    place = {code: at for at, code in enumerate(ratings.table["council"])}
    near = {code: tuple(place[one] for one in some if one in place) for code, some in lists.groupby("council")["neighbour"]}
    points = ratings.table["inspection_points"]
    return [Council(code, one, code in action, code in poor, near.get(code, ())) for code, one in zip(place, points, strict=True)]


def ratings_by_draw(drawn: Sequence[Sequence[list[float]]], signs: Sequence[float], councils: Sequence[Council]) -> list[list[int]]:
    """The ratings of all councils in each draw, of which the figures are given: draws × indicators × councils, blank where none is."""
    found = []
    for figures in drawn:
        of_draw = []
        for own, council in enumerate(councils):
            good = compared = 0
            for values, sign in zip(figures, signs, strict=True):
                standing = in_line_or_above(values, own, council.near, sign)
                if standing is not None:
                    compared += 1
                    good += standing
            of_draw.append(council.rating(good, compared))
        found.append(of_draw)
    return found


def in_line_or_above(values: list[float], own: int, near: Sequence[int], sign: float) -> bool | None:
    """Whether a figure is no worse than half a standard deviation from its neighbours' mean; None where fewer than five have one."""
    value, others = values[own], [values[one] for one in near if not math.isnan(values[one])]
    if math.isnan(value) or len(others) < 5:
        return None
    mean = sum(others) / len(others)
    spread = math.sqrt(sum((other - mean) ** 2 for other in others) / (len(others) - 1))
    return sign * (value - mean) >= -0.5 * spread - ROUNDING * max(1.0, abs(value))


def fewest_changes(settings: Settings, clusters: Sequence[str], rows: pd.DataFrame, council: Council, *, up: bool) -> tuple[int, int]:
    """The fewest changes that move the rating, and their fewest cases: every way to make one, then two, then three, until one does.

    Args:
        settings: of the council.
        clusters: of the setting types.
        rows: its indicators, as :func:`cases_of` takes them.
        council: whose.
        up: the direction.
    """
    wanted = rows[rows["standing"].isin(["below"] if up else ["in line", "above"])]
    cases = sorted(some for some in (cases_of(row, up=up) for row in wanted.to_dict("records")) if some)
    good, compared = int(rows["standing"].isin(["in line", "above"]).sum()), int((rows["standing"] != "not comparable").sum())

    def rating(some: Settings, moved: int) -> int:
        return council.rating(good + (moved if up else -moved), compared, inspection=inspection_points(some, clusters))

    now, tried = rating(settings, 0), {(settings, 0)}
    for changes in count(1):
        tried = {one for some, moved in tried for one in _one_more(some, moved, most=len(cases), up=up)}
        enough = [moved for some, moved in tried if (rating(some, moved) > now if up else rating(some, moved) < now)]
        if enough:
            return changes, sum(cases[: min(enough)])
    raise AssertionError("counting does not end")


def _one_more(settings: Settings, moved: int, *, most: int, up: bool) -> Iterator[tuple[Settings, int]]:
    """With one more indicator moved, or one more setting regraded."""
    if moved < most:
        yield settings, moved + 1
    for place, row in enumerate(settings):
        for grade in range(3) if up else range(1, 4):
            if row[grade]:
                other = list(row)
                other[grade] -= 1
                other[grade + (1 if up else -1)] += 1
                yield (*settings[:place], tuple(other), *settings[place + 1 :]), moved


def inspection_points(settings: Settings, clusters: Sequence[str]) -> float:
    """The mean of the clusters' means of the rows' points."""
    points: dict[str, list[int]] = {}
    for row, cluster in zip(settings, clusters, strict=True):
        if sum(row):
            points.setdefault(cluster, []).append(row_points(row))
    return fmean(fmean(some) for some in points.values())


def row_points(row: tuple[int, int, int, int]) -> int:
    number = sum(row)
    if number == 1:
        return 1 + row.index(1)
    points = points_of_share(100 * (row[2] + row[3]) / number)
    return max(points - 1, 1) if number >= 5 and 100 * row[0] / number > 10 else points


def cases_of(row: dict[str, float | str], *, up: bool) -> int:
    """How many more or fewer cases put an indicator in line, or below, tried one by one; 0 where none do or its counts are not known."""
    x, n, scale, share = row["numerator"], row["denominator"], scale_of(row["unit"]), is_share(row["unit"])
    if not n > 0 or math.isnan(x + scale):
        return 0
    way = 1 if up == (row["polarity"] == "high") else -1
    for cases in count(1):
        numerator = x + way * cases
        if numerator < 0 or (share and numerator > n):
            return 0
        if below(scale * numerator / n, row) != up:
            return cases
    raise AssertionError("counting does not end")


def below(value: float, row: dict[str, float | str]) -> bool:
    """Whether a figure would be worse than in line, the neighbours being as they are."""
    rounding = ROUNDING * max(1.0, abs(value))
    return value < row["in_line_low"] - rounding if row["polarity"] == "high" else value > row["in_line_high"] + rounding


def cells_of(ratings: Ratings, inspections: pd.DataFrame, code: str, indicators: Sequence[str]) -> list[str]:
    """The cells that a rating rests on, by filtering the whole table for each leaf; what stands in them is not looked up.

    Args:
        ratings: whose tables.
        inspections: those that count.
        code: of the council.
        indicators: that count.
    """
    observations, lists = ratings.data.observations, ratings.neighbour_table
    periods = ratings.compared.drop_duplicates("indicator").set_index("indicator")["period"]
    areas, found = [code, *lists.loc[lists["council"] == code, "neighbour"]], []
    for indicator in indicators:
        for area in areas:
            one = (observations["area"] == area) & (observations["indicator"] == indicator)
            rows = observations[one & (observations["period"] == periods[indicator])]
            found += [ref for refs in rows["ref"] for ref in refs.split("; ") if ref]
    for kind in ratings.framework.cluster_of:
        for grade in GRADES:
            one = (inspections["council"] == code) & (inspections["setting_type"] == kind) & (inspections["aspect"] == OVERALL)
            found += inspections.loc[one & (inspections["grade"] == grade) & (inspections["settings"] > 0), "ref"].tolist()
    findings = ratings.data.safeguarding
    return [*found, *findings.loc[findings["council"] == code, "ref"]]
