"""The performance profile: setting types and indicators by Every Child Matters outcome, each with counts, shares and standing."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from csrating import reference
from csrating.compare.figures import NO_ROW
from csrating.compare.groups import neighbour_rows
from csrating.compare.standing import verdict
from csrating.compare.zones import within_deviations
from csrating.rate.settings import GradeCounts, evidence_of
from csrating.reference.frameworks import Framework
from csrating.schema import ASPECTS, GRADES, PROFILE, Standing

KEYS = ["council", "row", "column"]


def setting_profile(counts: GradeCounts, inspections: pd.DataFrame, *, framework: Framework, neighbour_table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the profile for setting types: PROFILE, leaving out the types and judgements that a council lacks.

    Args:
        counts: grades by council, setting type and aspect.
        inspections: the counted inspections that they came from.
        framework: the width of "in line" and the least number of neighbours.
        neighbour_table: columns council, position and neighbour.
    """
    share = counts.share_good_or_better
    england_share = np.broadcast_to(counts.england.share_good_or_better, share.shape)
    rows = neighbour_rows(counts.councils, neighbour_table)
    near = _average(share, rows)
    listed = np.broadcast_to((rows != NO_ROW).sum(axis=1)[:, None, None], share.shape)
    everyone = _average(share, np.arange(len(counts.councils))[None, :])
    council, setting_type, aspect = np.nonzero(counts.settings > 0)
    cell = (council, setting_type, aspect)
    nation = (np.zeros_like(council), setting_type, aspect)
    columns = {
        "council": np.array(counts.councils, dtype=object)[council],
        "kind": "setting type",
        "row": np.array(counts.setting_types, dtype=object)[setting_type],
        "column": np.array(ASPECTS, dtype=object)[aspect],
        "settings": counts.settings[cell],
        **{grade: counts.counts[..., place][cell] for place, grade in enumerate(GRADES)},
        "share_good_or_better": share[cell],
        "share_inadequate": counts.share_inadequate[cell],
        "value": share[cell],
        "england": england_share[cell],
        "neighbours": near[0][cell],
        "with_data": near[2][cell],
        "of": listed[cell],
        "standing_england": _standing(
            share[cell], england_share[cell], everyone[1][nation], everyone[2][nation], everyone[2][nation], framework
        ),
        "standing_neighbours": _standing(share[cell], near[0][cell], near[1][cell], near[2][cell], listed[cell], framework),
    }
    profile = pd.DataFrame(columns).assign(cluster=lambda found: found["row"].map(framework.cluster_of))
    evidence = evidence_of(inspections).reset_index().rename(columns={"setting_type": "row", "aspect": "column"})
    return _named(profile.merge(evidence, on=KEYS, how="left", validate="one_to_one"))


def _average(share: NDArray[np.float64], rows: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """The mean and standard deviation (n - 1) over the councils listed in each row that have settings, and how many they are."""
    padded = np.concatenate([share, np.full((1, *share.shape[1:]), np.nan)])
    members = padded[rows]
    has = np.isfinite(members)
    count = has.sum(axis=1)
    total = np.where(has, members, 0.0).sum(axis=1)
    mean = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    squares = np.where(has, (members - mean[:, None]) ** 2, 0.0).sum(axis=1)
    spread = np.sqrt(np.divide(squares, count - 1, out=np.full(total.shape, np.nan), where=count > 1))
    return mean, spread, count


def _standing(
    value: NDArray[np.float64],
    baseline: NDArray[np.float64],
    spread: NDArray[np.float64],
    with_data: NDArray[np.int64],
    of: NDArray[np.int64],
    framework: Framework,
) -> NDArray[np.object_]:
    width, least = framework.value("standing.width"), framework.value("neighbours.least_with_data")
    zone = within_deviations(baseline, spread, width=width)
    return verdict(value, baseline, zone, with_data, of, sign=np.ones(1), least=least).standing


def indicator_profile(compared: pd.DataFrame) -> pd.DataFrame:
    """The rows of the profile for indicators: PROFILE, each under its Every Child Matters outcome.

    Args:
        compared: COMPARISONS of the rated periods, all baselines.
    """
    near = compared[compared["against"] == "neighbours"].set_index(["council", "indicator"])
    nation = compared[compared["against"] == "England"].set_index(["council", "indicator"])
    outcome = reference.indicators().set_index("indicator")["ecm_outcome"]
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
    names = reference.councils().set_index("code")["name"]
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
