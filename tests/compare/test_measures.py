"""The measures of a table in one pass: against the loop that says the same, against LAIT's own figures, and by hand."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from csrating import read_file
from csrating.compare.measures import compare_measures
from csrating.compare.method import Method
from csrating.errors import EvidenceError, TableError
from csrating.reference import neighbour_table

LISTS = neighbour_table("2025")


def frame(rows):
    """FIGURES of rows of level, area, measure, period and value; None is suppressed."""
    made = pd.DataFrame(rows, columns=["level", "area", "measure", "period", "value"])
    made["value"] = made["value"].astype(float)
    made["status"] = np.where(made["value"].isna(), "suppressed", "reported")
    made["ref"] = [f"table.csv#table!C{row + 2}" for row in range(len(made))]
    return made.assign(breakdown="", area_name=made["area"])


def councils(values, *, measure="Good level of development", period="2024"):
    return [("council", area, measure, period, value) for area, value in values.items()]


NEAR = LISTS.loc[LISTS["council"] == "358", "neighbour"].tolist()


def row(table, council="358", period="2024"):
    found = table[(table["council"] == council) & (table["period"] == period)]
    assert len(found) == 1
    return found.iloc[0]


def test_a_council_against_its_neighbours_by_hand():
    values = {"358": 75.0} | dict(zip(NEAR, [60.0, 62, 64, 66, 68, 70, 72, 74, None, None], strict=True))
    rows = [*councils(values), ("England", "England", "Good level of development", "2024", 66.5)]
    found = row(compare_measures(frame(rows), polarity={"Good level of development": "high"}).table)
    assert (found["neighbours"], found["with_data"], found["of"], found["england"]) == (67.0, 8, 10, 66.5)
    assert (found["standing"], found["outside"], found["gap"]) == ("above", "higher", 8.0)
    spread = np.std([60, 62, 64, 66, 68, 70, 72, 74], ddof=1)
    assert found["to_edge"] == pytest.approx(8 - spread / 2)
    assert (found["without_one_low"], found["without_one_high"]) == (66.0, 68.0)
    assert (found["rank"], found["ranked"], found["band"]) == (1, 9, "A")
    assert (found["status"], found["ref"]) == ("reported", "table.csv#table!C2")


def test_who_has_no_figure_is_told_with_the_reason_in_its_cell():
    values = {"358": None} | dict.fromkeys(NEAR, 60.0)
    found = row(compare_measures(frame(councils(values)), polarity={}).table)
    assert (found["status"], found["ref"]) == ("suppressed", "table.csv#table!C2")
    found = row(compare_measures(frame(councils(dict.fromkeys(NEAR, 60.0) | {"201": 1.0})), polarity={}).table, council=NEAR[0])
    assert found["status"] == "reported"


def test_a_measure_without_polarity_is_higher_or_lower_and_has_no_rank():
    found = row(compare_measures(frame(councils({"358": 75.0} | dict.fromkeys(NEAR, 60.0))), polarity={}).table)
    assert (found["standing"], found["outside"], found["band"]) == ("not comparable", "higher", "")
    assert np.isnan(found["rank"])


def test_a_standing_that_depends_on_which_average_is_used_is_flagged():
    values = {"358": 62.0} | dict(zip(NEAR, [60.0] * 8 + [100.0, 100.0], strict=True))
    table = frame(councils(values))
    by_mean, by_median = (
        row(compare_measures(table, polarity={"Good level of development": "high"}, method=Method(average=average)).table)
        for average in ("mean", "median")
    )
    assert (by_mean["neighbours"], by_median["neighbours"]) == (68.0, 60.0)
    assert by_mean["average_matters"] == by_median["average_matters"] == (by_mean["standing"] != by_median["standing"])


def test_too_few_neighbours_have_no_standing_and_say_so():
    found = row(compare_measures(frame(councils({"358": 75.0} | dict.fromkeys(NEAR[:4], 60.0))), polarity={}).table)
    assert found["why"] == "the indicator has no polarity: neither high nor low is good"
    polarity = {"Good level of development": "high"}
    found = row(compare_measures(frame(councils({"358": 75.0} | dict.fromkeys(NEAR[:4], 60.0))), polarity=polarity).table)
    assert (found["standing"], found["why"]) == ("not comparable", "only 4 of 10 have data; at least 5 are needed")


def test_no_change_across_a_gap_or_a_break():
    rows = [one for period, value in (("2021", 5.0), ("2022", 6.0), ("2024", 9.0)) for one in councils({"358": value}, period=period)]
    table = compare_measures(frame(rows), polarity={"Good level of development": "low"}).table
    assert (row(table, period="2022")["change"], row(table, period="2022")["direction_of_travel"]) == (1.0, "worse")
    assert np.isnan(row(table)["change"])
    assert row(table)["why_no_change"] == "the period before is 2022, which is not the one just before 2024"
    broken = compare_measures(frame(rows), polarity={}, breaks={"Good level of development": "2022"}).table
    assert "the series breaks" in row(broken, period="2022")["why_no_change"]


def test_the_order_of_rows_changes_nothing():
    values = {"358": 75.0} | dict(zip(NEAR, np.arange(60.0, 70.0), strict=True))
    rows = frame([*councils(values), *councils(values, period="2023"), *councils(values, measure="Attainment 8")])
    straight = compare_measures(rows, polarity={"Attainment 8": "high"}).table
    shuffled = compare_measures(rows.sample(frac=1, random_state=1, ignore_index=True), polarity={"Attainment 8": "high"}).table
    keys = ["council", "measure", "period"]
    one, other = (table.astype(dict.fromkeys(keys, str)).sort_values(keys, ignore_index=True) for table in (straight, shuffled))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(
    ("work", "error", "found"),
    [
        (
            lambda: compare_measures(frame(councils({"358": 1.0}) * 2), polarity={}),
            TableError,
            "358 Good level of development 2024 is there",
        ),
        (lambda: compare_measures(frame([("England", "England", "A", "2024", 1.0)]), polarity={}), EvidenceError, "no figure of a council"),
        (lambda: compare_measures(frame(councils({"358": 1.0})), polarity={"A": "High"}), EvidenceError, "the polarity of 'A' is 'High'"),
    ],
)
def test_what_cannot_be_compared_is_refused(work, error, found):
    with pytest.raises(error, match=found):
        work()


@pytest.fixture(scope="module")
def lait(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The twelve measures of the oracle out of LAIT's long table, read by its layout; and the oracle."""
    oracle = pd.read_csv(shared / "peers/oracles/lait_rank_band_neighbour_mean_2025.csv", dtype={"la_code": str}, keep_default_na=False)
    whole = shared / "real/present_day/lait_bds_long.parquet"
    part = tmp_path_factory.mktemp("lait") / whole.name
    pq.write_table(pq.read_table(whole, filters=[("Short Desc", "in", oracle["measure"].unique().tolist())]), part)
    return read_file(part).figures, oracle


def test_the_figures_of_lait_come_out_again(lait, repository):
    """Values, and means of neighbours with how many of them had data, for all councils of today and all measures of the oracle."""
    figures, oracle = lait
    polarity = oracle.groupby("measure")["polarity"].first().str.lower().to_dict()
    table = compare_measures(figures, polarity=polarity).table.astype({"council": str, "measure": str, "period": str})
    oracle = oracle.assign(period=oracle["period"].str.replace(r" \((Rev|prov)\)", "", regex=True))
    both = oracle.merge(table, left_on=["measure", "la_code", "period"], right_on=["measure", "council", "period"], suffixes=("_lait", ""))
    numbers = {name: pd.to_numeric(both[name]) for name in ("value_lait", "rank_lait", "neighbour_mean", "neighbours_with_data")}
    assert len(both) == 12 * 153
    np.testing.assert_allclose(both["value"], numbers["value_lait"], rtol=0, atol=1e-9)
    np.testing.assert_allclose(both["neighbours"], numbers["neighbour_mean"], rtol=0, atol=1e-9)
    np.testing.assert_array_equal(both["with_data"], numbers["neighbours_with_data"])
    assert_ranks_of_councils_alone(both, numbers["rank_lait"])
    ranks = (both["rank"] != numbers["rank_lait"]) & numbers["rank_lait"].notna()
    quarters = both["band"].astype(str) != both["band_lait"].where(both["band_lait"] != "", both["band"].astype(str))
    page = (repository / "docs" / "data.md").read_text(encoding="utf-8")
    assert f"{ranks.sum():,} of {len(both):,} ranks and {quarters.sum()} quarters differ, and no mean of neighbours" in page


def assert_ranks_of_councils_alone(both, theirs):
    """The oracle ranks England and the regions among the councils; ours are the ranks that remain without those."""
    order = both.assign(theirs=theirs).groupby("measure")["theirs"].rank(method="min")
    np.testing.assert_array_equal(both["rank"], order)
    assert (both["rank"] < theirs).any()
