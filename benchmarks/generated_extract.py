"""A setting-level extract of any number of rows, with the shape of a real one: seeded, and written file by file in bounded memory.

A row is what one inspection of one setting found under one aspect. The settings lie in the 152 councils as children do, nearly half of
them are childminders, and each is inspected four times from 2000 to 2012, so that some inspections are later than any cut-off of 2009.
The rows stand in the order in which inspections are published, so that those of one setting lie far apart.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

from csrating import reference
from csrating.reference.registers import records
from csrating.schema import ASPECTS

ROUNDS, _DAYS_OF_A_ROUND = 4, 3 * 365
INSPECTIONS_TO_A_FILE = 250_000
REPEATED = 0.002
"""So many inspections stand there twice, the second time with grades of their own: no extract is without them."""
GRADES = ("Outstanding", "Good", "Satisfactory", "Inadequate")
SHARES_OF_GRADES = (0.13, 0.52, 0.30, 0.05)
SHARES_OF_TYPES = {
    "Childminder": 0.48,
    "Childcare - non-domestic": 0.22,
    "Childcare - domestic": 0.01,
    "Nursery school": 0.005,
    "Primary school": 0.14,
    "Secondary school": 0.03,
    "Special school": 0.01,
    "Pupil referral unit": 0.005,
    "Children's home": 0.02,
    "Independent school": 0.02,
}
"""The other words of the register share what is left."""
_FIRST_DAY = date(2000, 9, 1).toordinal() - date(1970, 1, 1).toordinal()


def write_extract(folder: Path, rows: int, *, seed: int = 2009) -> None:
    """Write an extract of about so many rows as parquet files into a folder."""
    chance = np.random.default_rng(seed)
    settings = rows // (ROUNDS * len(ASPECTS))
    council, kind = _councils_of(settings, chance), _types_of(settings, chance)
    file = 0
    for turn in range(ROUNDS):
        order = chance.permutation(settings)
        for begins in range(0, settings, INSPECTIONS_TO_A_FILE):
            some = order[begins : begins + INSPECTIONS_TO_A_FILE]
            again = some[chance.random(len(some)) < REPEATED]
            which = np.concatenate([some, again])
            on = _FIRST_DAY + _DAYS_OF_A_ROUND * turn + which * 7919 % _DAYS_OF_A_ROUND
            parquet.write_table(_table(which, on, council, kind, chance), folder / f"extract-{file:03}.parquet")
            file += 1


def _councils_of(settings: int, chance: np.random.Generator) -> NDArray[np.int16]:
    """A council for each setting, by how many children live there."""
    children = reference.councils()["population_0_17"].to_numpy(dtype=float)
    return chance.choice(len(children), size=settings, p=children / children.sum()).astype(np.int16)


def _words_of_types() -> list[str]:
    return [row["published"] for row in records("provision_types.csv")]


def _types_of(settings: int, chance: np.random.Generator) -> NDArray[np.int16]:
    """A published type of provision for each setting; some are no row of the profile."""
    words = _words_of_types()
    rest = (1 - sum(SHARES_OF_TYPES.values())) / (len(words) - len(SHARES_OF_TYPES))
    share = np.array([SHARES_OF_TYPES.get(word, rest) for word in words])
    return chance.choice(len(words), size=settings, p=share / share.sum()).astype(np.int16)


def _table(
    which: NDArray[np.int64], on: NDArray[np.int64], council: NDArray[np.int16], kind: NDArray[np.int16], chance: np.random.Generator
) -> pa.Table:
    aspects = len(ASPECTS)
    names = pa.array([f"EY{number:08}" for number in which.tolist()])
    rows = np.repeat(np.arange(len(which)), aspects)
    grade = chance.choice(len(GRADES), size=len(rows), p=SHARES_OF_GRADES)
    return pa.table(
        {
            "council": _worded(council[which][rows], reference.councils()["code"].tolist()),
            "setting": names.take(pa.array(rows)),
            "setting_type": _worded(kind[which][rows], _words_of_types()),
            "aspect": _worded(np.tile(np.arange(aspects), len(which)), list(ASPECTS)),
            "grade": _worded(grade, list(GRADES)),
            "inspected_on": pa.array(on[rows].astype(np.int32), type=pa.int32()).cast(pa.date32()),
        }
    )


def _worded(places: NDArray[np.integer], words: list[str]) -> pa.Array:
    return pa.array(words).take(pa.array(places))
