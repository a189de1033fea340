"""Shares, allotments and thresholds that the rest of the set stands on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from csrating.demonstration.chance import allotted, quota_grades, shifted_shares, stream
from csrating.demonstration.release import rounded


@given(total=st.integers(0, 5000), weights=st.lists(st.floats(0.01, 1000), min_size=1, max_size=40))
def test_nothing_is_lost_in_sharing_out(total: int, weights: list[float]) -> None:
    exact = total * np.array(weights) / np.sum(weights)
    shared_out = allotted(total, np.array(weights))
    assert shared_out.sum() == total
    assert (np.abs(shared_out - exact) < 1).all()


def test_quota_holds_the_shares() -> None:
    latent = stream(1, "test").normal(size=10_000)
    grades = quota_grades(latent, latent, [10, 40, 45, 5])
    assert [int((grades == place).sum()) for place in range(4)] == pytest.approx([1000, 4000, 4500, 500], abs=2)
    assert latent[grades == 0].min() > latent[grades == 1].max()


def test_shifted_shares_hold_on_average_and_order_councils() -> None:
    shift = stream(2, "test").normal(size=200_000)
    shares = shifted_shares([10, 55, 31, 4], shift, 0.3)
    assert shares.sum(axis=1) == pytest.approx(1)
    assert 100 * shares.mean(axis=0) == pytest.approx([10, 55, 31, 4], abs=0.2)
    better, worse = shifted_shares([10, 55, 31, 4], np.array([1.0, -1.0]), 0.3)
    assert better[0] > worse[0]
    assert better[3] < worse[3]


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(0.5, 0, 1), (1.5, 0, 2), (66.65, 1, 66.7), (66.649, 1, 66.6), (-0.25, 1, -0.2)]
)
def test_halves_are_rounded_up(value: float, decimals: int, expected: float) -> None:
    assert rounded(np.array([value]), np.array([decimals]))[0] == pytest.approx(expected, abs=1e-12)


def test_streams_differ_by_subject_and_seed() -> None:
    drawn = {tuple(stream(*key).integers(1_000_000, size=3)) for key in [(1, "a"), (1, "b"), (2, "a"), (1, "a", "b")]}
    assert len(drawn) == 4
