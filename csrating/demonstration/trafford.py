"""Trafford as the Ofsted letter of 9 December 2009 describes it: each claim of the letter, and the figures that are set so that it holds.

The letter gives no figures, so these are demonstration figures like the rest; they are chosen, not drawn. No other council is shaped to
anything that is known about it. Claims are numbered as in the register of the letter's claims:

====== ===========================================================================================================================
claim  what is set
====== ===========================================================================================================================
1      nothing: the rating follows from the rest
2      grades of all settings together (:func:`shape_settings`, :func:`shape_early_years`): a majority good or better
3-6    grades of primary and secondary schools
7      both nursery schools, one outstanding and one good
8, 9   grades of childminding (good is the commonest) and of childcare (most satisfactory)
10-13  grades of the fostering and adoption services, private fostering arrangements, and the council's own children's homes
14, 15 staying safe, enjoying and achieving: each setting good or better, but for private fostering and the pupil referral unit
16     one serious case review (:func:`review`)
17     the other indicators, moved together until a large majority of all are in line or above (:func:`shape_figures`)
18     staying safe indicators raised to in line, NI 62 and NI 63 lowered
19     nothing: it is the union of claims 20 to 22
20     NI 105 placed between neighbours: a wider gap than five of them
21, 22 NI 43 and NI 148, worse than the neighbours' mean and than England
====== ===========================================================================================================================
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from csrating import reference
from csrating.demonstration.chance import stream
from csrating.demonstration.grades import BEST_FIRST
from csrating.demonstration.parameters import choices, indicator_choices
from csrating.demonstration.release import released
from csrating.schema import OVERALL

_IN_LINE = 0.5  # half a standard deviation of the neighbours, the default rule of the 2009 framework


def fixed_numbers() -> dict[str, dict[str, int]]:
    """How many settings of each type Trafford must have for its claims: setting type, then council code, to a number.

    >>> fixed_numbers()["nursery schools"]
    {'358': 2}
    """
    chosen = choices("trafford")
    grades = {**chosen["schools"], **chosen["social_care"], **chosen["early_years"]}
    return {setting_type: {chosen["council"]: sum(counts)} for setting_type, counts in grades.items()}


def shape_settings(inspections: pd.DataFrame, *, cut_off: Any, seed: int) -> pd.DataFrame:
    """The inspections with Trafford's latest grades before the cut-off set (claims 2 to 7, 10 to 15).

    Args:
        inspections: as :func:`csrating.demonstration.schools.school_inspections` gives them.
        cut_off: the last day that counts.
        seed: of the demonstration set.
    """
    chosen = choices("trafford")
    shaped = inspections.copy()
    mine = shaped[(shaped["council"] == chosen["council"]) & (shaped["inspected_on"] <= pd.Timestamp(cut_off))]
    latest = mine.sort_values("inspected_on", kind="stable").groupby("setting").tail(1).sort_values("setting")
    for setting_type, counts in {**chosen["schools"], **chosen["social_care"]}.items():
        rows = latest.index[latest["setting_type"] == setting_type]
        if len(rows):
            order = stream(seed, "trafford", setting_type).permutation(len(rows))
            shaped.loc[rows[order], OVERALL] = np.repeat(BEST_FIRST, counts)
    for aspect, exceptions in chosen["good_or_better"].items():
        shaped.loc[latest.index, aspect] = _lifted(shaped.loc[latest.index], aspect, exceptions)
    return shaped


def _lifted(rows: pd.DataFrame, aspect: str, exceptions: dict[str, str]) -> pd.Series[str]:
    """The judgements with those below good lifted to good, and the types that the letter excepts at their own grade; blanks stay blank."""
    lifted = rows[aspect].replace({"satisfactory": "good", "inadequate": "good"})
    excepted = rows["setting_type"].map(exceptions)
    return lifted.where(excepted.isna(), excepted)


def shape_early_years(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts with Trafford's childminding and childcare set (claims 2, 8, 9, 14, 15)."""
    chosen = choices("trafford")
    shaped = counts.copy()
    grades = list(BEST_FIRST)
    mine = shaped["council"] == chosen["council"]
    for setting_type, numbers in chosen["early_years"].items():
        rows = mine & (shaped["setting_type"] == setting_type)
        shaped.loc[rows & (shaped["aspect"] == OVERALL), grades] = numbers
    lifted = mine & shaped["aspect"].isin(list(chosen["good_or_better"]))
    shaped.loc[lifted, "good"] = shaped.loc[lifted, ["good", "satisfactory", "inadequate"]].sum(axis=1)
    shaped.loc[lifted, ["satisfactory", "inadequate"]] = 0
    return shaped


def review() -> pd.DataFrame:
    """Trafford's one serious case review (claim 16), as a row of findings."""
    chosen = choices("trafford")
    finding = {"held_on": pd.Timestamp(chosen["review"]["held_on"]), "aspect": "evaluation", "finding": chosen["review"]["finding"]}
    return pd.DataFrame([{"council": chosen["council"], "kind": "serious case review", **finding}])


def shape_figures(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures with Trafford's own moved to where the letter puts them (claims 17 to 22).

    Every period moves by as much as the last one, so that the trend stays as it was drawn.

    Args:
        figures: as :func:`csrating.demonstration.indicators.council_figures` gives them.
    """
    chosen = choices("trafford")
    claimed = {*chosen["standing"]["below"], chosen["standing"]["wider_gap"]}
    mine = figures["council"] == chosen["council"]
    figures = figures.assign(gap=figures["gap"].mask(mine & figures["indicator"].isin(claimed), ""))
    standing = _standings(figures, chosen["council"])
    target = _claimed_distances(standing, chosen["standing"])
    target = target.fillna(_others(standing[target.isna()], chosen))
    wanted = standing["mean"] + standing["polarity"] * target * standing["sd"]
    wanted = _beyond_england(wanted, standing, chosen["standing"])
    wanted[chosen["standing"]["wider_gap"]] = _between_neighbours(figures, chosen)
    return _moved(figures, mine, wanted, standing)


def _standings(figures: pd.DataFrame, council: str) -> pd.DataFrame:
    """Each indicator in its last period: Trafford's value, its neighbours' mean and spread, all councils' spread, and the distance."""
    table = reference.neighbour_table("pre-2019")
    neighbours = set(table.loc[table["council"] == council, "neighbour"].astype(str))
    last = figures[figures["period_end"] == figures.groupby("indicator")["period_end"].transform("max")]
    seen = released(last)
    own = last[last["council"] == council].set_index("indicator")
    near = seen[seen["council"].isin(neighbours)].groupby("indicator")["value"]
    everyone = last[last["gap"] == ""].groupby("indicator")["value"]
    register = reference.indicators().set_index("indicator")
    of_neighbours = {"mean": near.mean(), "sd": near.std(ddof=1), "with_data": near.count()}
    standing = pd.DataFrame({"value": own["value"], "gap": own["gap"], **of_neighbours})
    standing = standing.assign(
        england=everyone.mean(),
        spread=everyone.std(ddof=1),
        polarity=register["polarity"].map({"high": 1, "low": -1}),
        outcome=register["ecm_outcome"],
    )
    return standing.assign(distance=standing["polarity"] * (standing["value"] - standing["mean"]) / standing["sd"])


def _claimed_distances(standing: pd.DataFrame, chosen: dict[str, Any]) -> pd.Series[float]:
    """How far from the neighbours' mean the claims put an indicator; blank where no claim speaks of it."""
    safe = standing["distance"].clip(lower=chosen["least_in_staying_safe"]).where(standing["outcome"] == "staying safe")
    safe[chosen["below"]] = chosen["distance_below"]
    safe[chosen["wider_gap"]] = 0.0
    return safe


def _others(standing: pd.DataFrame, chosen: dict[str, Any]) -> pd.Series[float]:
    """The distances of all other indicators, moved together until a large majority of all is in line or above (claim 17)."""
    comparable = standing[(standing["gap"] == "") & (standing["with_data"] >= 5) & (standing["sd"] > 0)]
    claimed_below = len(chosen["standing"]["below"])
    every = len(indicator_choices()) - (len(standing) - len(comparable)) + chosen["large_majority"]["published_in_line_or_above"]
    below = round((1 - chosen["large_majority"]["share"]) * every) - claimed_below
    ranked = np.sort(comparable["distance"].to_numpy(float))
    move = -_IN_LINE - float(ranked[below - 1] + ranked[below]) / 2
    return standing["distance"].add(move)


def _beyond_england(wanted: pd.Series[float], standing: pd.DataFrame, chosen: dict[str, Any]) -> pd.Series[float]:
    """The values wanted, made worse where they would not also be worse than England by a clear distance (claims 21 and 22)."""
    names = chosen["also_below_england"]
    polarity = standing["polarity"]
    limit = standing["england"] - polarity * chosen["distance_below_england"] * standing["spread"]
    worse = polarity * np.minimum(polarity * wanted, polarity * limit)
    return wanted.where(~wanted.index.isin(names), worse)


def _between_neighbours(figures: pd.DataFrame, chosen: dict[str, Any]) -> float:
    """A gap wider than a given number of neighbours' gaps and narrower than the others' (claim 20)."""
    name, number = chosen["standing"]["wider_gap"], chosen["standing"]["wider_than"]
    table = reference.neighbour_table("pre-2019")
    neighbours = set(table.loc[table["council"] == chosen["council"], "neighbour"].astype(str))
    rows = figures[(figures["indicator"] == name) & figures["council"].isin(neighbours)]
    seen = released(rows[rows["period_end"] == rows["period_end"].max()])["value"].dropna().sort_values().to_numpy(float)
    return float((seen[number - 1] + seen[number]) / 2)


def _moved(figures: pd.DataFrame, mine: pd.Series[bool], wanted: pd.Series[float], standing: pd.DataFrame) -> pd.DataFrame:
    """The figures with Trafford's values moved, and its numerators made to agree with them."""
    rows = figures[mine]
    per = rows["indicator"].map(indicator_choices().set_index("indicator")["per"])
    value = rows["value"] + rows["indicator"].map(wanted - standing["value"])
    exact = (value * rows["denominator"] / per).clip(lower=0)
    exact = exact.where(per != 100, np.minimum(exact, rows["denominator"]))
    # Whole cases are rounded away from the edge of the claim: worse where the letter says worse, better elsewhere.
    worse = rows["indicator"].isin(choices("trafford")["standing"]["below"])
    upwards = (rows["indicator"].map(standing["polarity"]) > 0) != worse
    numerator = np.where(upwards, np.ceil(exact), np.floor(exact))
    numerator = np.where(per == 100, np.minimum(numerator, rows["denominator"]), numerator)
    counted = per.notna() & (rows["denominator"] > 0)
    value = value.where(~counted, per * numerator / rows["denominator"])
    shaped = figures.copy()
    shaped.loc[rows.index, "value"] = value
    shaped.loc[rows.index, "numerator"] = pd.Series(numerator, index=rows.index).where(counted, rows["numerator"])
    return shaped
