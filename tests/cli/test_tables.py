"""Tables as bytes: plain, the same each time, and harmless in a spreadsheet."""

import io

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from csrating.cli.tables import csv_bytes, parquet_bytes, table_of_csv, typed
from csrating.errors import TableError
from csrating.schema import Column, Contract

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


EVERY_KIND = Contract(
    "every kind",
    ("name",),
    (
        Column("name", "text"),
        Column("on", "date", blank=True),
        Column("value", "number", blank=True),
        Column("settings", "count"),
        Column("rating", "count", blank=True),
        Column("label", "word", blank=True, words=("good", "outstanding")),
        Column("matters", "flag"),
    ),
)

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")).map(lambda text: text.lstrip("'")),
            "on": st.one_of(st.none(), st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("2100-01-01").date())),
            "value": st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
            "settings": st.integers(0, 2**40),
            "rating": st.one_of(st.none(), st.integers(1, 4)),
            "label": st.sampled_from([None, "good", "outstanding"]),
            "matters": st.booleans(),
        }
    ),
    min_size=1,
    unique_by=lambda row: row["name"],
)


@pytest.mark.parametrize("write", ["csv", "parquet"])
@given(rows=ROWS)
def test_what_was_written_is_read_again_cell_for_cell(write, rows):
    frame = pd.DataFrame(rows, columns=EVERY_KIND.names).astype(
        {"name": "str", "value": "float64", "rating": "Int64", "label": "str", "settings": "int64"}
    )
    frame["on"] = pd.to_datetime(frame["on"]).astype("datetime64[s]")
    if write == "csv":
        read = table_of_csv(csv_bytes(frame), EVERY_KIND)
    else:
        read = typed(pd.read_parquet(io.BytesIO(parquet_bytes(frame))), EVERY_KIND)
    pd.testing.assert_frame_equal(read, frame)


def test_a_table_that_breaks_its_contract_is_refused():
    with pytest.raises(TableError, match="label 'poor' is not one of: good, outstanding"):
        table_of_csv(b"name,on,value,settings,rating,label,matters\na,,1,2,,poor,true\n", EVERY_KIND)
