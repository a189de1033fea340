"""The commands that ask how firm the ratings are, on the files of the repository."""

from functools import cache

import pytest

from csrating.cli.build import ratings_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rated_once():
    """The road up to the ratings, taken only once for the same choices."""
    return cache(ratings_of)


@pytest.fixture
def run(command_line, monkeypatch, rated_once):
    """The command line, which rates by the same choices only once."""
    monkeypatch.setattr("csrating.cli.build.ratings_of", rated_once)
    return command_line


@pytest.mark.parametrize("command", ["bounds", "sensitivity"])
def test_a_misspelt_council_is_told_before_anything_slow(run, command):
    code, out, error = run(command, "Traford")
    assert (code, out) == (2, "")
    assert "Trafford" in error


def test_the_bounds_of_a_council_and_the_counts_of_all(run):
    code, out, _ = run("bounds", "358")
    assert code == 0
    assert out.startswith("Trafford: performs well (3) by the figures that are there.\n")
    assert "of 152 councils." in out
    assert "A, our assumption: Ofsted did not publish it" in out


def test_the_bounds_of_all_councils_are_listed(run):
    assert len(run("bounds")[1].split("\n\n")[1].splitlines()) == 153


def test_the_backtest_says_first_what_it_is_worth(run):
    code, out, _ = run("backtest")
    assert code == 0
    assert "means nothing" in out.splitlines()[0]
    assert "it gives what was published for 14 of 14 councils" in out
    assert "performs excellently         10 " in out


def test_a_year_without_published_ratings_is_told(run):
    code, out, error = run("backtest", "--year", "2012")
    assert (code, out) == (2, "")
    assert "no annual ratings of 2012 were published; expected one of: 2009, 2010, 2011" in error


def test_the_sensitivity_of_a_council_with_marks_and_settings(run):
    code, out, _ = run("sensitivity", "Greenwich", "--draws", "64")
    assert code == 0
    first, one, combinations, at_once, notes = out.strip().split("\n\n")
    assert first == "Greenwich: performs well (3) by framework 2009."
    assert "A     from 0.364051 to 10" in one
    assert combinations.startswith("By 72 of 144 combinations of alternatives it keeps its rating: performs well by 72")
    assert "In line by relative tolerance: within 5 per cent of the figure compared with; at least 5 with data." in combinations
    assert "(draws 64, seed 2009)" in at_once
    assert "A our assumption: Ofsted did not publish it" in notes
    assert run("sensitivity", "Greenwich", "--draws", "64")[1] == out


def test_the_rules_asked_for_are_tried_beside_the_framework_s_own(run):
    out = run("sensitivity", "Trafford", "--draws", "64", "--rule", "quartiles", "--rule", "interval 99.8")[1]
    assert "of 108 combinations" in out
    assert "In line by interval 99.8: " in out
    assert "In line by standard deviations" in out
    assert "In line by relative tolerance" not in out


def test_an_unknown_rule_is_refused_with_the_known_ones(run):
    code, out, error = run("sensitivity", "Trafford", "--rule", "quartile")
    assert (code, out) == (2, "")
    assert "'quartile' is no rule for in line; expected one of: standard deviations, relative tolerance, quartiles" in error


def test_a_council_without_a_rating_is_told_that_nothing_changes_it(run):
    out = run("sensitivity", "Trafford", "--draws", "64", "--published-only")[1]
    assert out.startswith("Trafford: no rating by framework 2009.\n")
    assert "No choice changes it." in out
    assert "rests on published figures" in out
