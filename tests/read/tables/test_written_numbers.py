from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from csrating.errors import LayoutError
from csrating.read.layouts.reading import parse
from csrating.read.layouts.vocabulary import BLANKS, BRACKETS, DECIMAL_COMMAS, POUNDS, WAYS
from csrating.read.tables.written_numbers import (
    is_decimal_comma,
    known_marks,
    looks_written,
    read_written,
    taken_apart,
)

WRITTEN = [
    ("£1,021", POUNDS, 1021.0),
    ("£ 988", POUNDS, 988.0),
    ("-£5", POUNDS, -5.0),
    ("£-5", POUNDS, -5.0),
    ("\u2212£1,021.50", POUNDS, -1021.5),
    ("(1,234)", BRACKETS, -1234.0),
    ("(0.5)", BRACKETS, -0.5),
    ("1 234", BLANKS, 1234.0),
    ("1\u00a0234\u00a0567", BLANKS, 1234567.0),
    ("0,123", DECIMAL_COMMAS, 0.123),
    ("-12,5", DECIMAL_COMMAS, -12.5),
    ("1.234,5", DECIMAL_COMMAS, 1234.5),
    ("1,250", DECIMAL_COMMAS, 1.25),
]


@pytest.mark.parametrize(("cell", "way", "value"), WRITTEN)
def test_a_number_is_read_in_the_way_that_is_named(cell: str, way: str, value: float) -> None:
    assert read_written(cell, ways=[way], marks=[]) == value


@pytest.mark.parametrize(("cell", "way", "value"), [one for one in WRITTEN if one[0] != "1,250"])
def test_and_in_no_other_way(cell: str, way: str, value: float) -> None:
    assert [read_written(cell, ways=[other], marks=[]) for other in WAYS if other != way] == [None] * (len(WAYS) - 1)


def test_ways_and_marks_may_stand_together_where_all_are_named() -> None:
    assert read_written("(£1,021) [r]", ways=[POUNDS, BRACKETS], marks=["[r]"]) == -1021.0
    assert read_written("(£1,021) [r]", ways=[POUNDS], marks=["[r]"]) is None
    assert read_written("(£1,021) [r]", ways=[POUNDS, BRACKETS], marks=[]) is None


NO_NUMBERS = [
    "(-5)",
    "-(5)",
    "--£5",
    "££5",
    "£(£5)",
    "(5",
    "5)",
    "£5%",
    "£",
    "()",
    "1 23",
    "12 34",
    "01 234",
    "1 2345",
    "£1.2m",
    "0161 496 0000",
]


@pytest.mark.parametrize("cell", NO_NUMBERS)
def test_what_is_half_written_is_no_number_in_any_way(cell: str) -> None:
    assert read_written(cell, ways=[POUNDS, BRACKETS, BLANKS], marks=[]) is None


@pytest.mark.parametrize("cell", ["1.23", "0.123", "1,2,3", "12,", ",5", "0.123,4"])
def test_a_point_is_no_decimal_sign_where_commas_are(cell: str) -> None:
    assert read_written(cell, ways=[DECIMAL_COMMAS], marks=[]) is None


@pytest.mark.parametrize(
    ("cell", "marks"),
    [
        ("12.3r", {"r": "revised"}),
        ("12.3 (r)", {"(r)": "revised"}),
        ("12.3p", {"p": "provisional"}),
        ("12.3 [p]", {"[p]": "provisional"}),
        ("12% [e]", {"[e]": "estimated"}),
        ("10 [note 1]", {"[note 1]": "note 1"}),
        ("10 [note 1, note 12]", {"[note 1, note 12]": "note 1, note 12"}),
        ("10 [p] [note 3]", {"[note 3]": "note 3", "[p]": "provisional"}),
        ("12.3q", {}),
        ("12.3 [z]", {}),
        ("r", {}),
    ],
)
def test_the_marks_that_statistics_use_are_known(cell: str, marks: dict[str, str]) -> None:
    assert known_marks(cell) == marks


@pytest.mark.parametrize(("cell", "is_one"), [("12,5", True), ("0,123", True), ("1.234,5", True), ("1,250", False), ("12.5", False)])
def test_only_what_cannot_be_thousands_tells_of_a_decimal_comma(cell: str, is_one: bool) -> None:
    assert is_decimal_comma(cell) is is_one


@pytest.mark.parametrize("cell", ["5*", "5 *", "£1.2m", "12 [z]", "1.2 million", "12.3 (q)"])
def test_a_number_with_something_unclear_is_seen_and_not_read(cell: str) -> None:
    assert looks_written(cell)
    assert taken_apart(cell, marks=known_marks(cell)) is None


@pytest.mark.parametrize("cell", ["2010 (r)", "2011p", "2012 [note 1]", "2012*", "1A", "3b", "Bury (12)", "(r)", "M1 2AB", "5+", "16-17"])
def test_years_with_a_mark_codes_and_words_are_no_numbers(cell: str) -> None:
    assert not looks_written(cell)


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False))
def test_what_accounts_write_is_read_back(value: float) -> None:
    rounded = float(f"{value:.2f}")
    text = f"(£{-rounded:,.2f})" if rounded < 0 else f"£{rounded:,.2f}"
    assert read_written(text, ways=[POUNDS, BRACKETS], marks=[]) == rounded


LAYOUT = """
title = "T"
[[table]]
name = "t"
gives = "figures"
sheet = "T"
header = ["LA"]
area_names = ["LA"]
[[table.figures]]
header = "Spend"
measure = "spending"
"""


def test_a_layout_names_ways_and_marks() -> None:
    figure = parse(LAYOUT + 'written = ["pounds"]\nmarks = { "r" = "revised" }\n', name="t").tables[0].figures[0]
    assert (figure.written, figure.marks) == (("pounds",), {"r": "revised"})


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('written = ["dollars"]', "way of writing numbers 'dollars' is not known"),
        ('written = "pounds"', "'written' is not a list"),
        ('marks = { "" = "revised" }', "'' is no mark"),
        ('marks = { "1" = "note 1" }', "'1' is no mark"),
        ('marks = { "r" = "" }', "'r' is no mark"),
    ],
)
def test_a_layout_with_other_words_is_refused(words: str, told: str) -> None:
    with pytest.raises(LayoutError, match=told):
        parse(f"{LAYOUT}{words}\n", name="t")


def test_a_layout_of_a_registered_table_may_not_name_them() -> None:
    registered = LAYOUT.replace('gives = "figures"', 'gives = "observations"') + 'written = ["pounds"]\n'
    with pytest.raises(LayoutError, match="are for tables that give figures"):
        parse(registered, name="t")


def test_a_point_parts_thousands_where_commas_are_decimal() -> None:
    assert [read_written(cell, ways=[DECIMAL_COMMAS], marks=[]) for cell in ("1.234", "12.345.678", "1.234,5")] == [
        1234,
        12_345_678,
        1234.5,
    ]
