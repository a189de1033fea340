"""Tables as bytes: plain, the same each time, and harmless in a spreadsheet."""

import io

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from csrating.cli.tables import csv_bytes, parquet_bytes

FRAME = pd.DataFrame(
    {
        "council": ["358", "201"],
        "name": ['Trafford, "the"', "City of London"],
        "held_on": pd.to_datetime(["2009-03-31", None]),
        "value": [0.1 + 0.2, None],
        "settings": [2.0, None],
    }
)


def test_a_table_as_csv():
    rows = [
        "council,name,held_on,value,settings",
        '"358","Trafford, ""the""","2009-03-31",0.30000000000000004,2',
        '"201","City of London",,,',
        "",
    ]
    assert csv_bytes(FRAME) == "\n".join(rows).encode()


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A1", "+44", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_text_acts_as_a_formula(text):
    read = pd.read_csv(io.BytesIO(csv_bytes(pd.DataFrame({"name": [text], "value": [-2.5]}))), keep_default_na=False, lineterminator="\n")
    assert read["name"].iloc[0].startswith("'")
    assert read["value"].iloc[0] == -2.5


def test_symbols_as_published_stay():
    assert csv_bytes(pd.DataFrame({"symbol": ["-", "x", "."]})) == b'symbol\n"-"\n"x"\n"."\n'


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_come_back_as_they_were(values):
    written = csv_bytes(pd.DataFrame({"value": values})).decode().splitlines()
    assert [float(number) for number in written[1:]] == values


def test_parquet_is_the_same_each_time_and_keeps_the_text():
    text = FRAME.assign(name=["=1+1", "-"])
    assert parquet_bytes(text) == parquet_bytes(text.copy())
    assert pd.read_parquet(io.BytesIO(parquet_bytes(text)))["name"].tolist() == ["=1+1", "-"]
