"""Figures of more than one period, so that a choice of period can become impossible."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from csrating.rate import Ratings
from csrating.read.data import Data


@pytest.fixture(scope="session")
def in_two_periods(made: Ratings) -> Data:
    """The small figures, with those of NI 79 in the year before as well, where Trafford's is 75 in place of 80."""
    observations = made.data.observations
    before = observations[observations["indicator"] == "NI 79"]
    own = before["area"] == "358"
    before = before.assign(
        period="2007/08",
        period_end=pd.Timestamp("2008-03-31").as_unit("s"),
        value=before["value"].mask(own, 75.0),
        numerator=before["numerator"].mask(own, 7_500.0),
        ref=before["ref"].str.replace("NI 79", "earlier"),
    )
    return dataclasses.replace(made.data, observations=pd.concat([observations, before], ignore_index=True))
