"""Shares of variance over a full factorial: of made functions whose shares are known by hand."""

import numpy as np
import pytest

from csrating.rate.sensitivity.variance import factorial_shares


def test_an_additive_function_by_hand():
    """Effects of -1 and 1, of -2 and 2, and of -3, 0 and 3: variances 1, 4 and 6, of 11, and no interaction."""
    one, two, three = np.array([-1.0, 1.0]), np.array([-2.0, 2.0]), np.array([-3.0, 0.0, 3.0])
    values = one[:, None, None] + two[None, :, None] + three[None, None, :]
    shares = factorial_shares(values, choices=3)
    assert shares.variance == pytest.approx(11)
    assert shares.first == pytest.approx(np.array([1, 4, 6]) / 11)
    assert shares.total == pytest.approx(shares.first)


def test_a_product_is_all_interaction():
    """x y over -1 and 1: neither moves the mean alone, either moves it with the other."""
    values = np.multiply.outer([-1.0, 1.0], [-1.0, 1.0])
    shares = factorial_shares(values, choices=2)
    assert shares.first.tolist() == [0, 0]
    assert shares.total.tolist() == [1, 1]


def test_each_council_has_shares_of_its_own_and_blank_ones_where_nothing_differs():
    moved = np.array([[0.0, 0.0], [1.0, 1.0]])
    still = np.ones((2, 2))
    shares = factorial_shares(np.stack([moved, still], axis=-1), choices=2)
    assert shares.first[:, 0].tolist() == [1, 0]
    assert np.isnan(shares.first[:, 1]).all()
    assert np.isnan(shares.total[:, 1]).all()


def test_first_is_never_more_than_total_and_the_first_never_add_to_more_than_all():
    values = np.random.default_rng(2009).integers(0, 2, size=(4, 2, 3, 3, 50)).astype(float)
    shares = factorial_shares(values, choices=4)
    assert (shares.first <= shares.total + 1e-12).all()
    assert (shares.first.sum(axis=0) <= 1 + 1e-12).all()
    assert (shares.total.sum(axis=0) >= 1 - 1e-12).all()


def test_one_choice_alone_makes_all_of_it():
    shares = factorial_shares(np.array([0.0, 1.0, 5.0]), choices=1)
    assert (shares.first.tolist(), shares.total.tolist()) == ([1], [1])
