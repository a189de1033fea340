"""The commands that ask how firm the ratings are, on the files of the repository."""

import sys
from functools import cache

import pytest

from csrating.cli import main
from csrating.cli.build import ratings_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rated_once():
    """The road up to the ratings, taken only once for the same choices."""
    return cache(ratings_of)


@pytest.fixture
def run(monkeypatch, capsys, repository, rated_once):
    """Run the command line from the root of the repository; gives the exit code, the output and the errors."""
    monkeypatch.chdir(repository)
    monkeypatch.setattr("csrating.cli.build.ratings_of", rated_once)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["csrating", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.mark.parametrize("command", ["bounds"])
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
