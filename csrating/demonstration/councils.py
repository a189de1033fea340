"""The councils that demonstration figures are made for, and the latent quality that makes neighbours resemble each other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from csrating import reference
from csrating.demonstration.chance import Numbers, standardised, stream
from csrating.demonstration.parameters import choices

REGIONS = (
    "North East",
    "North West",
    "Yorkshire and the Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
)
"""The nine regions in their usual order."""


def demonstration_councils() -> pd.DataFrame:
    """The 152 councils in code order: code, name, region (one of nine), type, population.

    >>> demonstration_councils().set_index("code").loc["358", ["name", "region"]].tolist()
    ['Trafford', 'North West']
    """
    table = reference.councils().sort_values("code").reset_index(drop=True)
    region = table["region"].astype(str).replace({"Inner London": "London", "Outer London": "London"})
    return pd.DataFrame(
        {
            "code": table["code"].astype(str),
            "name": table["name"].astype(str),
            "region": region,
            "type": table["type"].astype(str),
            "population": table["population_0_17"].astype(float),
        }
    )


def neighbour_positions(councils: pd.DataFrame) -> npt.NDArray[np.int64]:
    """For each council the ten positions, in the same table, of its statistical neighbours (vintage pre-2019)."""
    place = {code: position for position, code in enumerate(councils["code"])}
    table = reference.neighbour_table("pre-2019").sort_values(["council", "position"])
    lists = table.groupby("council")["neighbour"].agg(list)
    return np.array([[place[str(neighbour)] for neighbour in lists.loc[code]] for code in councils["code"]])


def alike(values: Numbers, neighbours: npt.NDArray[np.int64], *, rounds: int) -> Numbers:
    """The values moved towards the mean of each council's neighbours, so many times, and standardised."""
    towards = choices("demonstration")["circumstances"]["towards_neighbours"]
    for _ in range(rounds):
        values = (1 - towards) * values + towards * values[neighbours].mean(axis=1)
    return standardised(values)


def _circumstances(councils: pd.DataFrame, neighbours: npt.NDArray[np.int64], *, seed: int) -> Numbers:
    """How well off a council's children are: region and type, made like its neighbours'."""
    chosen = choices("demonstration")["circumstances"]
    base = councils["region"].map(chosen["region"]) + councils["type"].map(chosen["type"])
    values = standardised(base.to_numpy(float)) + chosen["noise"] * stream(seed, "circumstances").normal(size=len(councils))
    return alike(values, neighbours, rounds=chosen["rounds"])


def latent_quality(councils: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """What cannot be seen and drives what can: one row per council, standardised, higher is better.

    Args:
        councils: as :func:`demonstration_councils` gives them.
        seed: of the demonstration set.

    Returns:
        code, circumstances, and one column per field of service (care, schools, early, youth, health); the fields share a common part.
    """
    chosen = choices("demonstration")["quality"]
    chance = stream(seed, "quality")
    common = chance.normal(size=len(councils))
    table = pd.DataFrame({"code": councils["code"], "circumstances": _circumstances(councils, neighbour_positions(councils), seed=seed)})
    for field in chosen["fields"]:
        own = chance.normal(size=len(councils))
        table[field] = standardised(chosen["common"] * common + np.sqrt(1 - chosen["common"] ** 2) * own)
    return table
