"""Figures as publishers write them: a strict grammar for numbers, and symbols only where the layout declares them."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from csrating.read.cells import Cells, Held, constant, objects, stripped

_NUMBER = re.compile(r"[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?: ?%)?")
_WITH_EXPONENT = re.compile(r"[+-]?[0-9]\.[0-9]+[Ee][+-][0-9]{1,2}")
"""How spreadsheets write a small number as text: 6.6E-3, 4.7980000000000002E-2. Without point and sign, as 1E05, it may be a code."""


@dataclass(frozen=True, eq=False)
class Figures:
    """A grid of cells read as figures.

    ``number`` is NaN wherever a symbol stands; ``is_symbol`` says where; ``symbol`` holds it as stored ('' beside a number);
    ``unreadable`` marks what is neither.
    """

    number: NDArray[np.float64]
    symbol: Cells
    is_symbol: NDArray[np.bool_]
    unreadable: NDArray[np.bool_]

    def at(self, places: NDArray[np.intp]) -> Figures:
        """What stands at some places, in an array of their shape."""
        return Figures(self.number[places], self.symbol[places], self.is_symbol[places], self.unreadable[places])


def number(value: object, *, exponents: bool = False) -> float | None:
    r"""The number that a cell holds, or None where it holds anything else.

    Text is a number only in the form that publishers use: digits, thousands commas, a decimal point, a sign, a percentage sign; and, where
    ``exponents`` are allowed, in the form in which spreadsheets write a small number.

    >>> number("1,234"), number("\u22120.5"), number("45.6%"), number(3.0)
    (1234.0, -0.5, 45.6, 3.0)
    >>> number("4.7980000000000002E-2"), number("4.7980000000000002E-2", exponents=True)
    (None, 0.04798)
    >>> number("9" * 400) is None
    True
    >>> [number(text) for text in ("1E05", "inf", "NaN", "1_000", "12,34", "0,123", "\u0663", True, "")]
    [None, None, None, None, None, None, None, None, None]
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value) if math.isfinite(value) else None
    if not isinstance(value, str):
        return None
    text = value.strip().replace("\u2212", "-")
    if not _NUMBER.fullmatch(text):
        return float(text) if exponents and _WITH_EXPONENT.fullmatch(text) else None
    read = float(text.rstrip("% ").replace(",", ""))
    return read if math.isfinite(read) else None  # hundreds of digits


def figures(values: Cells, *, symbols: Collection[str], exponents: bool = False) -> Figures:
    """Every cell of a grid as a number or as one of the symbols.

    Args:
        values: cells as stored, of any shape.
        symbols: the symbols that the layout declares; '' among them allows empty cells.
        exponents: take 6.6E-3 for a number.
    """
    cells = values.ravel()
    # Most cells are numbers as they are stored; of the rest, each different value is looked at once.
    found = np.array([value if value.__class__ is float else math.nan for value in cells.tolist()], dtype=float)
    others = np.flatnonzero(~np.isfinite(found))
    rest = cells[others].tolist()
    read = {value: number(value, exponents=exponents) for value in set(rest)}
    numbers = {value: math.nan if one is None else one for value, one in read.items()}
    found[others] = [numbers[value] for value in rest]
    symbol, is_symbol, missing = constant("", len(cells)), np.zeros(len(cells), dtype=bool), np.isnan(found)
    texts = [stripped(value) for value in cells[missing].tolist()]
    symbol[missing], is_symbol[missing] = objects(texts), [text in symbols for text in texts]
    shape = values.shape
    return Figures(found.reshape(shape), symbol.reshape(shape), is_symbol.reshape(shape), (missing & ~is_symbol).reshape(shape))


def figures_held(cells: Held, *, symbols: Collection[str], exponents: bool = False) -> Figures:
    """The same of the different values of a column, each once."""
    return figures(cells.values, symbols=symbols, exponents=exponents)
