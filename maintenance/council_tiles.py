"""Carries the centroids of councils over into the register of tiles, and gives every council a tile of its own near its centroid.

It was run over the centroids of an area-proportional hexagon map, which are not part of the repository:
``python maintenance/council_tiles.py FOLDER``, where FOLDER holds ``reference``. Without FOLDER the tiles are given anew from the
centroids in the register. Two runs write the same bytes.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from csrating import reference

REGISTER = Path(__file__).resolve().parents[1] / "csrating" / "reference" / "council_tiles.csv"
SIDE = 2.4
"""The side of a tile, in the unit of the centroids: larger, and the map closes up; smaller, and it is truer."""


def carried_over(folder: Path) -> pd.DataFrame:
    """The centroids of the 152 councils: columns code, x, y (northwards), in the order of the register of councils."""
    source = pd.read_csv(folder / "reference" / "cartogram_centroids.csv").set_index("gss")[["x", "y"]]
    councils = reference.councils()
    gss = councils["gss_2009"].where(councils["gss_2009"].isin(source.index), councils["gss_now"])
    return pd.DataFrame({"code": councils["code"], "x": source.loc[gss, "x"].to_numpy(), "y": source.loc[gss, "y"].to_numpy()}).round(1)


def tiled(centroids: pd.DataFrame, *, side: float = SIDE) -> pd.DataFrame:
    """The centroids with the column and the row of each council's tile, rows from the north: the squared distances add up to the least.

    Args:
        centroids: columns code, x, y.
        side: of a tile.
    """
    east, north = centroids["x"].to_numpy() / side, -centroids["y"].to_numpy() / side
    columns, rows = (np.arange(np.floor(one.min()) - 1, np.ceil(one.max()) + 2) for one in (east, north))
    column, row = (grid.ravel() for grid in np.meshgrid(columns, rows))
    far = (east[:, None] - column) ** 2 + (north[:, None] - row) ** 2
    _, chosen = linear_sum_assignment(far)
    return centroids.assign(column=_from_nought(column[chosen]), row=_from_nought(row[chosen]))


def _from_nought(places: np.ndarray) -> np.ndarray:
    return (places - places.min()).astype(int)


def main(arguments: list[str]) -> None:
    """Write the register."""
    centroids = carried_over(Path(arguments[0])) if arguments else pd.read_csv(REGISTER, dtype={"code": str})[["code", "x", "y"]]
    tiled(centroids).to_csv(REGISTER, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)


if __name__ == "__main__":
    main(sys.argv[1:])
