"""Measures of a table that was read, as characteristics."""

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.errors import EvidenceError, TableError

COLUMNS = ["level", "area", "measure", "breakdown", "period", "value", "status"]
FIGURES = pd.DataFrame(
    [
        ("council", "358", "poverty", "", "2024/25", 12.0, "reported"),
        ("council", "358", "poverty", "", "2023/24", 99.0, "reported"),
        ("council", "356", "poverty", "", "2024/25", 14.0, "suppressed"),
        ("later", "838", "poverty", "", "2024/25", 13.0, "reported"),
        ("England", "England", "poverty", "", "2024/25", 20.0, "reported"),
        ("council", "358", "meals", "", "2009", 5.0, "reported"),
        ("council", "356", "meals", "", "2009", 6.0, "reported"),
        ("council", "835", "meals", "", "2009", np.nan, "not available"),
        ("council", "358", "grades", "girls", "2024", 1.0, "reported"),
        ("council", "358", "grades", "boys", "2024", 2.0, "reported"),
    ],
    columns=COLUMNS,
)


def test_the_latest_of_each_measure_by_its_own_name():
    found = cs.characteristics_of(FIGURES, {"child poverty": "poverty", "meals": "meals"})
    assert found.columns.to_list() == ["council", "child poverty", "meals"]
    assert found["council"].to_list() == ["356", "358", "838"]
    np.testing.assert_array_equal(found["child poverty"], [np.nan, 12, 13])
    np.testing.assert_array_equal(found["meals"], [6, 5, np.nan])
    assert found.attrs["periods"] == {"child poverty": "2024/25", "meals": "2009"}


def test_another_period_where_it_is_asked_for():
    assert cs.characteristics_of(FIGURES, ["poverty"], period="2023/24").to_numpy().tolist() == [["358", 99.0]]


@pytest.mark.parametrize(
    ("figures", "measures", "period", "says"),
    [
        (FIGURES, ["income"], None, "no council has a figure of 'income'"),
        (FIGURES, ["poverty"], "2009", "no council has a figure of 'poverty' in '2009'; expected one of: 2023/24, 2024/25"),
        (FIGURES, ["grades"], None, "'grades' has several figures of a council; its breakdowns: boys, girls"),
        (FIGURES, "poverty", None, "no list of measures is given"),
        (FIGURES, [], None, "no list of measures is given"),
        (FIGURES.drop(columns="level"), ["poverty"], None, "expected the figures of a file that csrating.read_file has read"),
    ],
)
def test_what_is_no_characteristic_is_refused(figures, measures, period, says):
    with pytest.raises((EvidenceError, TableError), match=says):
        cs.characteristics_of(figures, measures, period=period)
