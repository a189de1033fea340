"""Published tables with their rows and columns exchanged: each figure is the same, and is called by the cell where it then stands."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from csrating.read import Answers, read_file

FILES = {
    "KS2_Attainment_2007-2011_LA.csv": Answers(),
    "OC2_2011.csv": Answers(period="2011"),
    "SFR21_2011_ADP.csv": Answers(period="2011"),
    "SFR27_2010_Ceased.csv": Answers(),
}


@pytest.mark.parametrize("file", FILES)
def test_a_published_table_turned_says_the_same(shared: Path, tmp_path: Path, file: str) -> None:
    published = shared / "real" / "nis_era" / file
    rows = list(csv.reader(published.read_text(encoding="utf-8-sig").splitlines()))
    with (tmp_path / file).open("w", encoding="utf-8", newline="") as turned:
        csv.writer(turned).writerows(zip(*rows, strict=True))
    down, across = (read_file(path, infer=True, answers=FILES[file]) for path in (published, tmp_path / file))
    assert across.questions == ()
    assert across.layout.tables[0].across
    assert across.report.accounts["balances"].all()
    said = [column for column in down.figures if column != "ref"]
    order = ["area", "level", "measure", "breakdown", "period"]
    one, other = (read.figures.sort_values(order, ignore_index=True) for read in (down, across))
    pd.testing.assert_frame_equal(one[said], other[said])
    places = [read["ref"].str.extract(r"!([A-Z]+)(\d+)$") for read in (one, other)]
    assert (places[0][1].astype(int) == places[1][0].map(_column)).all()
    assert (places[0][0].map(_column) == places[1][1].astype(int)).all()


def _column(letters: str) -> int:
    """The number of a column from its letters, the first being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
