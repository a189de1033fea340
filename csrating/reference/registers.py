"""Opens the registers of facts that lie beside this module."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd


def register(name: str) -> pd.DataFrame:
    """A register of facts, every column as text, a blank cell as the empty text.

    Args:
        name: the file's path inside ``csrating/reference``, such as ``"neighbours/2021.csv"``.

    >>> register("regions.csv").loc[0, "name"]
    'England'
    """
    with files("csrating.reference").joinpath(name).open(encoding="utf-8") as stream:
        return pd.read_csv(stream, dtype=str, keep_default_na=False)


def records(name: str) -> list[dict[str, str]]:
    """The rows of a register, each as its column names and texts.

    >>> records("regions.csv")[0]["gss"]
    'E92000001'
    """
    return [{str(column): str(text) for column, text in row.items()} for row in register(name).to_dict("records")]
