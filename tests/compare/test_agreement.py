"""A value that contradicts the counts beside it is refused; what rounding explains is not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from csrating.compare.agreement import refuse_disagreement
from csrating.errors import TableError

SCALES = {"NI 148": ("per cent", 100.0, 0), "NI 43": ("per cent", 100.0, 1), "NI 111": ("per 100,000 aged 10 to 17", 100_000.0, 0)}


def observations(rows, *, indicator="NI 148"):
    """One row of OBSERVATIONS for each value, numerator and denominator."""
    unit = SCALES[indicator][0]
    return pd.DataFrame(
        {
            "level": "council",
            "area": [str(300 + place) for place in range(len(rows))],
            "area_name": "Trafford",
            "indicator": indicator,
            "period": "2009",
            "value": [float(row[0]) for row in rows],
            "numerator": [float(row[1]) for row in rows],
            "denominator": [float(row[2]) for row in rows],
            "status": "reported",
            "unit": unit,
            "source": "test",
            "ref": [f"test.csv#test!B{place + 2}" for place in range(len(rows))],
        }
    )


def rounded(some, whole, *, decimals):
    """Half up, as published figures are."""
    return np.floor(some / whole * 10**decimals + 0.5) / 10**decimals


def test_an_edited_value_is_refused_with_its_cell():
    with pytest.raises(TableError) as refusal:
        refuse_disagreement(observations([(48, 15, 31), (99, 15, 31), (65, 20, 31)]))
    assert str(refusal.value) == (
        "test.csv#test!B3: the value 99 of NI 148 of Trafford in 2009 contradicts the counts beside it (15 of 31); "
        "expected 48.3871, but for rounding. Change the value and its counts together, or leave the counts blank."
    )


def test_how_many_more_is_said():
    with pytest.raises(TableError, match=r"\(15 of 31\), and so do 2 more;"):
        refuse_disagreement(observations([(99, 15, 31), (98, 15, 31), (97, 15, 31), (48, 15, 31)]))


@pytest.mark.parametrize("column", ["numerator", "denominator"])
def test_an_edited_count_is_refused_too(column):
    table = observations([(48, 15, 31), (65, 20, 31)])
    with pytest.raises(TableError, match="B2: the value 48"):
        refuse_disagreement(table.assign(**{column: table[column].where(table["area"] != "300", 22.0)}))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"numerator": np.nan}, "no counts"),
        ({"denominator": np.nan}, "no counts"),
        ({"denominator": 0.0}, "nothing to divide by"),
        ({"value": np.nan}, "no value"),
        ({"status": "banded"}, "no figure"),
        ({"unit": "score"}, "no scale"),
    ],
)
def test_what_cannot_be_compared_is_left_alone(changes, why):
    refuse_disagreement(observations([(99, 15, 31)]).assign(**changes))
    with pytest.raises(TableError):
        refuse_disagreement(observations([(99, 15, 31)]))


counts = st.integers(1, 4000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@pytest.mark.parametrize("indicator", SCALES)
@settings(max_examples=40)
@given(rows=st.lists(counts, min_size=1, max_size=12))
def test_a_figure_rounded_as_published_is_never_refused(indicator, rows):
    _, scale, decimals = SCALES[indicator]
    refuse_disagreement(
        observations([(rounded(scale * some, whole, decimals=decimals), some, whole) for some, whole in rows], indicator=indicator)
    )


@pytest.mark.parametrize("multiple", [5, 10])
@settings(max_examples=40)
@given(rows=st.lists(counts.filter(lambda pair: pair[1] >= 40), min_size=1, max_size=12))
def test_counts_that_were_rounded_for_publication_are_never_refused(multiple, rows):
    """The share is of the counts as they were; what stands beside it was rounded to fives or tens."""
    table = [
        (rounded(100 * some, whole, decimals=1), multiple * np.floor(some / multiple + 0.5), multiple * np.floor(whole / multiple + 0.5))
        for some, whole in rows
    ]
    refuse_disagreement(observations(table, indicator="NI 43"))


@settings(max_examples=40)
@given(rows=st.lists(st.tuples(st.integers(1, 99), st.just(100)), min_size=1, max_size=12), places=st.integers(0, 11))
def test_a_series_published_to_fewer_decimals_than_the_register_says_is_not_refused(rows, places):
    """NI 43 has one decimal in the register; a file that gives whole numbers throughout is taken at that."""
    refuse_disagreement(observations([(rounded(1000 * some, 10 * 103, decimals=0), some, 103) for some, _ in rows], indicator="NI 43"))


@settings(max_examples=40)
@given(rows=st.lists(counts.filter(lambda pair: pair[1] > 100), min_size=2, max_size=12), off=st.floats(3, 40))
def test_a_value_three_points_off_is_always_refused(rows, off):
    values = [(rounded(100 * some, whole, decimals=0), some + 1 / 3, whole + 1 / 3) for some, whole in rows]  # counts that are no multiple
    values[0] = (values[0][0] + off, *values[0][1:])
    with pytest.raises(TableError, match="B2: "):
        refuse_disagreement(observations(values))
