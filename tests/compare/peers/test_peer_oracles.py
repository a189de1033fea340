"""Every figure that the peers' own code gave on the real files comes out again under the method named for that peer."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csrating.compare.intervals import STRICT, USUAL
from csrating.compare.peers import fingertips, lait

CLOSE = 1e-9
LEVELS = ((USUAL, "95_0"), (STRICT, "99_8"))
SIGN = {"High": 1.0, "Low": -1.0}


def oracle(shared: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(shared / "peers" / "oracles" / name, dtype={"la_code": str}, keep_default_na=False, na_values=[""])


@pytest.mark.parametrize(("confidence", "level"), LEVELS)
def test_the_intervals_of_shares_of_phe(shared, confidence, level):
    table = oracle(shared, "phe_ni79_2009.csv")
    assert len(table) == 150
    found = fingertips.proportion(table["num"], table["den"], confidence=confidence)
    np.testing.assert_allclose(found.lower, table[f"lower{level}cl"], rtol=0, atol=CLOSE)
    np.testing.assert_allclose(found.upper, table[f"upper{level}cl"], rtol=0, atol=CLOSE)


@pytest.mark.parametrize(("confidence", "level"), LEVELS)
def test_the_intervals_of_rates_of_phe(shared, confidence, level):
    table = oracle(shared, "phe_ni114_200809.csv")
    assert set(table["method"]) == {"Exact", "Byars"}
    found = fingertips.rate(table["num"], table["den"], multiplier=100, confidence=confidence)
    np.testing.assert_allclose(found.lower, table[f"lower{level}cl"], rtol=0, atol=CLOSE)
    np.testing.assert_allclose(found.upper, table[f"upper{level}cl"], rtol=0, atol=CLOSE)


def test_the_verdicts_of_the_funnel_of_phe(shared):
    table = oracle(shared, "phe_ni79_2009.csv")
    found = fingertips.funnel_significance(table["num"], table["den"])
    assert found.average == pytest.approx(table["average"][0], abs=CLOSE)
    assert found.verdict.tolist() == table["significance"].tolist()
    assert len(set(found.verdict)) == 5


def lait_table(shared: Path) -> pd.DataFrame:
    table = oracle(shared, "lait_rank_band_neighbour_mean_2025.csv")
    assert table["measure"].nunique() == 12
    return table


def test_the_ranks_quartiles_and_bands_of_lait(shared):
    for _, one in lait_table(shared).groupby("measure"):
        sign = SIGN[one["polarity"].iloc[0]]
        np.testing.assert_array_equal(lait.ranks(one["value"], sign=sign), one["rank"])
        np.testing.assert_allclose(lait.quartiles(one["value"]), one[["q25", "q50", "q75"]].iloc[0].astype(float), rtol=0, atol=CLOSE)
        assert lait.bands(one["value"], sign=sign).tolist() == one["band"].fillna("").tolist()
