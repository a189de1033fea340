"""The demonstration set, made once for all tests, and its files."""

from __future__ import annotations

import pandas as pd
import pytest

from csrating import demonstration as demonstrations
from csrating.demonstration import Demonstration


@pytest.fixture(scope="session")
def demonstration() -> Demonstration:
    """The set of the usual seed."""
    return demonstrations.generate(seed=2009)


@pytest.fixture(scope="session")
def counts(demonstration: Demonstration) -> pd.DataFrame:
    """Latest grades before the cut-off, counted."""
    return demonstrations.inspection_counts(demonstration)


@pytest.fixture(scope="session")
def raw_files(demonstration: Demonstration) -> dict[str, bytes]:
    """Every file of the set."""
    return demonstrations.files(demonstration)
