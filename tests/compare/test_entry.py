"""What is no data, or was changed into something else since it was read, is refused before it is compared."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from csrating.compare import compare
from csrating.errors import ReferenceDataError, TableError
from csrating.schema import OBSERVATIONS


def observations(**changes):
    row = dict.fromkeys(OBSERVATIONS.names, "") | {
        "level": "council",
        "area": "358",
        "indicator": "NI 148",
        "period": "2009",
        "period_end": pd.Timestamp("2009-03-31"),
        "value": 55.0,
        "numerator": np.nan,
        "denominator": np.nan,
        "status": "reported",
        "unit": "per cent",
        "origin": "published",
        "ref": "test.csv#test!B2",
    }
    return pd.DataFrame([row | changes])


def compared(table, **options):
    return compare(SimpleNamespace(observations=table), **options)


@pytest.mark.parametrize("given", [None, 7, "data/raw", [], observations()])
def test_what_is_no_data_is_refused(given):
    with pytest.raises(TableError, match=r"the data are .*; expected what csrating\.read gives"):
        compare(given)


@pytest.mark.parametrize("column", OBSERVATIONS.names)
def test_a_missing_column_is_named(column):
    with pytest.raises(TableError, match=f"column '{column}' is missing"):
        compared(observations().drop(columns=column))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"area": "999"}, r"test\.csv#test!B2: the table observations holds the council '999'"),
        ({"indicator": "NI 999"}, r"test\.csv#test!B2: the table observations holds the indicator 'NI 999'"),
        ({"status": "published"}, "status 'published' is not one of"),
        ({"value": "55"}, "the column 'value' of the table observations holds '55'; expected numbers"),
        ({"period_end": "2009-03-31"}, "expected dates"),
        (
            {"value": 99.0, "numerator": 15.0, "denominator": 31.0},
            r"the value 99 of NI 148 .* contradicts the counts beside it \(15 of 31\)",
        ),
    ],
)
def test_observations_that_were_changed_are_refused(changes, message):
    with pytest.raises(TableError, match=message):
        compared(observations(**changes))


def test_a_row_that_stands_twice_is_refused():
    with pytest.raises(TableError, match="area 358, level council, indicator NI 148"):
        compared(pd.concat([observations(), observations(value=56.0)]))


@pytest.mark.parametrize("vintage", ["", "2019", 5])
def test_a_blank_names_no_neighbour_table(vintage):
    with pytest.raises(ReferenceDataError, match="there is no neighbour table of vintage"):
        compared(observations(), neighbour_table=vintage)
    assert set(compared(observations(), neighbour_table=None)["vintage"]) == {"pre-2019", ""}
