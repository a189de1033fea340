"""The parameters of the demonstration set: TOML and CSV registers, every number a plausible choice unless a comment names a source."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

_HERE = Path(__file__).parent


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def choices(name: str) -> dict[str, Any]:
    """The choices of one register, fresh each time.

    Args:
        name: "demonstration", "settings" or "trafford".

    >>> choices("demonstration")["gaps"]["least_numerator"]
    6
    """
    return tomllib.loads(_text(f"{name}.toml"))


def indicator_choices() -> pd.DataFrame:
    """One row per indicator of the demonstration set: what kind of figure it is, its level, spread, denominators and gaps in England.

    >>> indicator_choices().set_index("indicator").loc["NI 148", "denominator"]
    np.float64(5500.0)
    """
    return pd.read_csv(_HERE / "indicators.csv", keep_default_na=False, na_values={"per": [""], "denominator": [""]})


def spellings() -> dict[str, list[str]]:
    """The other spellings that the demonstration files use, by council code; each is one seen in published files.

    >>> spellings()["876"]
    ['Halton UA']
    """
    table = pd.read_csv(_HERE / "spellings.csv", dtype=str)
    return {str(code): list(rows["spelling"]) for code, rows in table.groupby("code", sort=True)}
