"""What is no data or no whole table of comparisons is refused in one sentence, before anything is rated."""

from types import SimpleNamespace

import pandas as pd
import pytest

from csrating.errors import EvidenceError, TableError
from csrating.rate import rate
from csrating.schema import COMPARISONS


@pytest.fixture
def comparisons(make):
    return make.comparisons_of(("in line",) * 10)


@pytest.fixture
def data(make):
    return make.data(
        make.settings_of("primary schools", good=7, satisfactory=3), [make.finding("full inspection", "good", aspect="safeguarding")]
    )


@pytest.mark.parametrize("given", [None, 7, "data/raw", [], pd.DataFrame({"council": ["358"]})])
def test_what_is_no_data_is_refused(given, comparisons):
    with pytest.raises(TableError, match=r"the data are .*; expected what csrating\.read gives"):
        rate(given, comparisons)


@pytest.mark.parametrize("given", [None, 7, "comparisons.csv", []])
def test_what_is_no_table_of_comparisons_is_refused(data, given):
    with pytest.raises(TableError, match=r"the comparisons are .*; expected a DataFrame\. Pass what csrating\.compare\(data\) gave"):
        rate(data, given)


def test_arguments_the_wrong_way_round_are_refused(data, comparisons):
    with pytest.raises(TableError, match=r"the comparisons stand where the data belong; expected rate\(data, comparisons\)"):
        rate(comparisons, data)


@pytest.mark.parametrize("column", COMPARISONS.names)
def test_a_missing_column_is_named(data, comparisons, column):
    with pytest.raises(TableError, match=f"column '{column}' is missing"):
        rate(data, comparisons.drop(columns=column))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"standing": "abvoe"}, "standing 'abvoe' is not one of: below, in line, above, not comparable"),
        ({"against": "neighbors"}, "against 'neighbors' is not one of"),
        ({"polarity": "good"}, "polarity 'good' is not one of"),
        ({"gap": float("inf")}, "gap inf is not a finite number"),
        ({"value": "a"}, "the column 'value' of the table comparisons holds 'a'; expected numbers"),
        ({"value": True}, "holds 'True'; expected numbers"),
        ({"with_data": "x"}, "the column 'with_data' of the table comparisons holds 'x'; expected whole numbers"),
        ({"period_end": "2009-03-31"}, "holds '2009-03-31'; expected dates. Pass the table as it was made"),
        ({"council": 358}, "the column 'council' of the table comparisons holds '358'; expected text"),
        ({"council": "999"}, "the table comparisons holds the council '999'; expected the department code"),
        ({"indicator": "NI 999"}, "the table comparisons holds the indicator 'NI 999'; expected an indicator of the register"),
        ({"extra": 1}, "column 'extra' is unexpected"),
    ],
)
def test_a_damaged_column_is_refused(data, comparisons, changes, message):
    with pytest.raises(TableError, match=message):
        rate(data, comparisons.drop_duplicates(["indicator", "against"]).iloc[:3].assign(**changes))


def test_a_column_twice_is_refused(data, comparisons):
    with pytest.raises(TableError, match="has the column 'ref' twice"):
        rate(data, pd.concat([comparisons, comparisons["ref"]], axis=1))


def test_rows_that_stand_twice_are_refused(data, comparisons):
    with pytest.raises(TableError, match=r"council 358, indicator NI .*against England"):
        rate(data, pd.concat([comparisons, comparisons.iloc[:1]]))


def test_no_comparisons_are_refused(data, comparisons):
    with pytest.raises(EvidenceError, match="there are no comparisons to rate"):
        rate(data, comparisons.iloc[:0])


@pytest.mark.parametrize("against", ["England", "region", "neighbours"])
def test_comparisons_without_a_baseline_are_refused(data, comparisons, against):
    with pytest.raises(EvidenceError, match=f"is not compared with {against}, nor are 9 more figures"):
        rate(data, comparisons[comparisons["against"] != against])
    lacking = comparisons.drop(comparisons.index[comparisons["against"] == against][4])
    with pytest.raises(EvidenceError, match=rf"council 358, NI \w+ in 2008/09 is not compared with {against}; expected"):
        rate(data, lacking)


def test_comparisons_that_mix_neighbour_tables_are_refused(data, comparisons):
    first = comparisons.index[comparisons["against"] == "neighbours"][0]
    mixed = comparisons.assign(vintage=comparisons["vintage"].mask(comparisons.index == first, "2021"))
    with pytest.raises(EvidenceError, match="mix the neighbours of 2021 and pre-2019"):
        rate(data, mixed)


@pytest.mark.parametrize(
    ("table", "column", "value", "message"),
    [
        ("inspections", "council", "999", "the table inspections holds the council '999'"),
        ("inspections", "grade", "god", "grade 'god' is not one of: inadequate"),
        ("inspections", "aspect", "overall", "aspect 'overall' is not one of"),
        ("inspections", "settings", "one", "the column 'settings' of the table inspections holds 'one'; expected whole numbers"),
        ("inspections", "inspected_on", "2009-03-02", "holds '2009-03-02'; expected dates"),
        ("safeguarding", "council", "999", "the table safeguarding holds the council '999'"),
        ("safeguarding", "kind", "inspection", "kind 'inspection' is not one of"),
    ],
)
def test_data_that_were_changed_since_they_were_read_are_refused(data, comparisons, table, column, value, message):
    """An unknown council would otherwise be counted as the last one of the register."""
    setattr(data, table, getattr(data, table).iloc[:1].assign(**{column: value}))
    with pytest.raises(TableError, match=message):
        rate(data, comparisons)


def test_a_table_that_is_not_there_is_refused(data, comparisons):
    with pytest.raises(TableError, match="the table safeguarding is None; expected a DataFrame"):
        rate(SimpleNamespace(inspections=data.inspections, safeguarding=None), comparisons)


def test_nothing_within_the_cut_offs_is_no_rating(make, comparisons):
    ratings = rate(make.data(), comparisons.assign(period_end=pd.Timestamp("2020-03-31")))
    assert set(ratings.table["status"]) == {"not given"}
    assert ratings.profile.empty


def test_inputs_are_not_changed(data, comparisons):
    before = comparisons.copy(), data.inspections.copy(), data.safeguarding.copy()
    rate(data, comparisons)
    for frame, copy in zip((comparisons, data.inspections, data.safeguarding), before, strict=True):
        pd.testing.assert_frame_equal(frame, copy)
