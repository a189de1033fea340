"""Means of neighbours worked from the published file itself: NI 79 to 82 of three councils, and NI 71 against its England row."""

import csv

import pytest

import csrating as cs

ALL, ELIGIBLE, OTHERS = "ALL", "Eligible for FSM", "Not eligible for FSM"
BY_HAND = {
    "NI 79": lambda rows: float(rows[ALL]["l2_by19_rate"]),
    "NI 80": lambda rows: float(rows[ALL]["l3_by19_rate"]),
    "NI 81": lambda rows: float(rows[OTHERS]["l3_by19_rate"]) - float(rows[ELIGIBLE]["l3_by19_rate"]),
    "NI 82": lambda rows: float(rows[ELIGIBLE]["l2_by19_rate"]),
}
"""What each indicator is of the rows of a council: the gap is that of those eligible for free school meals from the others."""

NEIGHBOURS = {
    "358": ("334", "919", "305", "356", "867", "823", "816", "937", "850", "895"),
    "302": ("315", "314", "870", "312", "319", "317", "313", "826", "305", "307"),
    "351": ("381", "888", "808", "356", "343", "877", "891", "886", "334", "841"),
}
"""Of Trafford, Barnet and Bury, in the table of before 2019."""


@pytest.fixture(scope="module")
def data(repository):
    return cs.read(repository / "data" / "raw")


@pytest.fixture(scope="module")
def published(repository):
    """The rows of 2009 by council and eligibility, as the csv module reads them."""
    with (repository / "data/raw/published/attainment-at-19.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["cohort_19_in"] == "2009"]
    return {code: {row["fsm"]: row for row in rows if row["la_code_3"] == code} for code in {row["la_code_3"] for row in rows}}


@pytest.mark.parametrize("council", NEIGHBOURS)
@pytest.mark.parametrize("indicator", BY_HAND)
def test_the_mean_of_the_neighbours_worked_by_hand(data, published, council, indicator):
    table = cs.compare(data, council).table
    row = table[(table["indicator"] == indicator) & (table["period"] == "2009") & (table["against"] == "neighbours")].iloc[0]
    figures = [BY_HAND[indicator](published[code]) for code in NEIGHBOURS[council]]
    assert row["baseline"] == pytest.approx(sum(figures) / 10, abs=1e-9)
    assert row["value"] == pytest.approx(BY_HAND[indicator](published[council]), abs=1e-9)
    assert (row["with_data"], row["of"]) == (10, 10)


def test_the_mean_of_the_councils_is_englands_figure_in_each_quarter_of_ni_71(data):
    """The published England row of NI 71 is the plain mean of its councils, to its one decimal."""
    observations = data.observations[data.observations["indicator"] == "NI 71"]
    england = observations[observations["level"] == "England"].set_index("period")["value"]
    councils = observations[observations["level"] == "council"].groupby("period")["value"].mean()
    assert len(england) > 5
    assert (councils.reindex(england.index) - england).abs().max() <= 0.05 + 1e-9
