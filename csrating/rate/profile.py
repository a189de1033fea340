"""The performance profile: setting types and indicators by Every Child Matters outcome, each with counts, shares and standing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.compare.baselines import Baseline, england, neighbours
from csrating.compare.figures import NO_ROW, Figures
from csrating.compare.method import Method, method_of
from csrating.compare.rules import baseline_by, judged
from csrating.rate.settings import GradeCounts, evidence_of
from csrating.reference.frameworks import Framework
from csrating.reference.standing_councils import councils_of_any_time
from csrating.schema import ASPECTS, GRADES, PROFILE, Standing

KEYS = ["council", "row", "column"]


def setting_profile(counts: GradeCounts, inspections: pd.DataFrame, *, framework: Framework, neighbour_table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the profile for setting types: PROFILE, leaving out the types and judgements that a council lacks.

    Args:
        counts: grades by council, setting type and aspect.
        inspections: the counted inspections that they came from.
        framework: what is in line, and the least number of neighbours.
        neighbour_table: columns council, position and neighbour.
    """
    ours, nation = _shares(counts, counts.councils), _shares(counts.england, ("England",))
    method = method_of(framework)
    against_england = baseline_by(method, ours, england(ours, nation))
    near = baseline_by(method, ours, neighbours(ours, neighbour_table, average=method.averaged))

    def of(values: NDArray[Any]) -> NDArray[Any]:
        return values.reshape(counts.settings.shape)[cell]

    cell = np.nonzero(counts.settings > 0)
    council, setting_type, aspect = cell
    columns = {
        "council": np.array(counts.councils, dtype=object)[council],
        "kind": "setting type",
        "row": np.array(counts.setting_types, dtype=object)[setting_type],
        "column": np.array(ASPECTS, dtype=object)[aspect],
        "settings": counts.settings[cell],
        **{grade: counts.counts[..., place][cell] for place, grade in enumerate(GRADES)},
        "share_good_or_better": of(ours.value),
        "share_inadequate": counts.share_inadequate[cell],
        "value": of(ours.value),
        "england": of(against_england.level),
        "neighbours": of(near.level),
        "with_data": of(near.with_data),
        "of": of(near.of),
        "standing_england": of(_standing(method, ours, against_england)),
        "standing_neighbours": of(_standing(method, ours, near)),
    }
    profile = pd.DataFrame(columns).assign(cluster=lambda found: found["row"].map(framework.cluster_of))
    evidence = evidence_of(inspections).reset_index().rename(columns={"setting_type": "row", "aspect": "column"})
    return _named(profile.merge(evidence, on=KEYS, how="left", validate="one_to_one"))


def _shares(counts: GradeCounts, areas: tuple[str, ...]) -> Figures:
    """The shares good or better as figures to compare: each setting type and aspect is a series."""
    shape = (len(areas), -1)
    series = pd.DataFrame({"unit": ["per cent"] * (len(counts.setting_types) * len(ASPECTS))})
    good, settings = counts.good_or_better.reshape(shape), counts.settings.reshape(shape)
    value = counts.share_good_or_better.reshape(shape)
    return Figures(areas, series, value, good.astype(float), settings.astype(float), np.full(value.shape, NO_ROW, dtype=np.int64))


def _standing(method: Method, ours: Figures, baseline: Baseline) -> NDArray[np.object_]:
    return judged(method, ours, baseline, sign=np.ones(1)).standing


def indicator_profile(compared: pd.DataFrame) -> pd.DataFrame:
    """The rows of the profile for indicators: PROFILE, each under its Every Child Matters outcome.

    Args:
        compared: COMPARISONS of the rated periods, all baselines.
    """
    near = compared[compared["against"] == "neighbours"].set_index(["council", "indicator"])
    nation = compared[compared["against"] == "England"].set_index(["council", "indicator"])
    outcome = reference.every_indicator().set_index("indicator")["ecm_outcome"]
    profile = pd.DataFrame(
        {
            "kind": "indicator",
            "value": near["value"],
            "england": nation["baseline"],
            "neighbours": near["baseline"],
            "with_data": near["with_data"],
            "of": near["of"],
            "standing_england": nation["standing"],
            "standing_neighbours": near["standing"],
            "newest": near["period_end"],
            "oldest": near["period_end"],
            "origin": near["origin"],
            "ref": near["ref"],
        }
    ).reset_index()
    profile = profile.rename(columns={"indicator": "row"})
    return _named(profile.assign(cluster="indicators", column=profile["row"].map(outcome)))


def _named(profile: pd.DataFrame) -> pd.DataFrame:
    """The profile with every column of its contract and the councils' names."""
    names = councils_of_any_time().set_index("code")["name"]
    return profile.assign(name=profile["council"].map(names)).reindex(columns=PROFILE.names)


def typical_grade(row: pd.Series) -> str:
    """The grade that most settings of a profile row hold; the better of two that tie.

    >>> import pandas as pd
    >>> typical_grade(pd.Series({"inadequate": 0, "satisfactory": 2, "good": 2, "outstanding": 1}))
    'good'
    """
    return max(GRADES, key=lambda grade: (row[grade], GRADES.index(grade)))


def in_line_or_above(standing: pd.Series) -> pd.Series:
    """Which standings are in line or above; those that are not comparable are blank, so that they stay out of every share."""
    known = standing.isin([str(Standing.IN_LINE), str(Standing.ABOVE)]).astype("boolean")
    return known.mask(standing == str(Standing.NOT_COMPARABLE))
