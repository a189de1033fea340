from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from csrating.read.cells import objects
from csrating.read.tables.numbers import figures, number


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1,234", 1234.0),
        ("44,370", 44370.0),
        ("12,345,678", 12345678.0),
        ("45.6", 45.6),
        ("9.3699999999999992", 9.37),
        (" 12 ", 12.0),
        ("\u00a012\u00a0", 12.0),
        ("\u22120.5", -0.5),
        ("-3", -3.0),
        ("+2.3", 2.3),
        ("83%", 83.0),
        ("83.5 %", 83.5),
        (0.0, 0.0),
        (7, 7.0),
    ],
)
def test_a_number_in_the_forms_that_publishers_use(cell: object, expected: float) -> None:
    assert number(cell) == expected


NO_NUMBERS = ["", " ", "x", "-", ".", "..", "1E05", "1e5", "inf", "-inf", "NaN", "nan", "1_000", "12,34", "1,2345", "1.", ".5", "1 350"]
NO_NUMBERS += ["0,123", "-0,123", "012,345", "000,123", "1,23,456", "1234,567", "£5", "(5)", "12.3 [p]"]
NO_NUMBERS += ["\u0663", "\uff11", "\u00b2", "0x1", "--1", "5%%", "45.6r", "<90"]


@pytest.mark.parametrize("cell", [*NO_NUMBERS, True, False, None, math.inf, math.nan])
def test_anything_else_is_no_number(cell: object) -> None:
    assert number(cell) is None


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9))
def test_what_is_written_out_is_read_back(value: float) -> None:
    assert number(f"{value:,.4f}") == float(f"{value:.4f}")


@given(st.text(max_size=8))
def test_text_is_a_number_only_where_it_is_written_in_ascii_digits(text: str) -> None:
    read = number(text)
    assert read is None or (math.isfinite(read) and any(character in "0123456789" for character in text))


def test_figures_tell_numbers_symbols_and_the_unreadable_apart() -> None:
    cells: np.ndarray[Any, Any] = objects([3.0, "x", " x ", "", "abc", "1,000"]).reshape(3, 2)
    read = figures(cells, symbols=("x", ""))
    assert read.is_symbol.tolist() == [[False, True], [True, True], [False, False]]
    assert read.unreadable.tolist() == [[False, False], [False, False], [True, False]]
    assert read.symbol.tolist() == [["", "x"], ["x", ""], ["abc", ""]]
    assert np.array_equal(read.number, [[3, np.nan], [np.nan, np.nan], [np.nan, 1000]], equal_nan=True)


def test_an_empty_cell_is_unreadable_unless_it_is_declared() -> None:
    assert figures(objects([""]), symbols=("x",)).unreadable.tolist() == [True]
