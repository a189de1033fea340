"""The bounds of ratings as a user reads them."""

import pandas as pd
import pytest

from csrating.cli.bounded import bounds_told
from csrating.rate.bounds import Bounds
from csrating.reference.frameworks import framework


def row(code, name, rating, worst, best, **others):
    words = {1: "performs poorly", 2: "performs adequately", 3: "performs well", 4: "performs excellently"}
    return {
        "council": code,
        "name": name,
        "rating": rating,
        "label": words.get(rating),
        "best": best,
        "best_label": words.get(best),
        "worst": worst,
        "worst_label": words.get(worst),
        "decided": best == worst,
        "missing_own": 7,
        "missing_neighbours": 8,
        "good_least": 49,
        "good_most": 64,
        "compared": 69,
        "compared_most": 76,
        "exact": True,
        "why": "",
        "origin": "mixed",
    } | others


@pytest.fixture
def found():
    blank = float("nan")
    rows = [
        row("358", "Trafford", 3, 2, 3),
        row("202", "Camden", 3, 3, 3),
        row("201", "City of London", blank, blank, blank, why="no settings", decided=False),
    ]
    return Bounds(pd.DataFrame(rows), framework("2009"), "within 0.5 standard deviations", True)


def test_one_council_and_the_counts_of_all(found):
    own, every, notes = bounds_told(found, "358").split("\n\n")
    assert own.splitlines() == [
        "Trafford: performs well (3) by the figures that are there.",
        "Whatever the missing figures are: at worst performs adequately (2), at best performs well (3): undecided.",
        "It is compared in 69 indicators and could be in 76; in line with or above similar areas it is in 49 at least and 64 at most.",
        "Open are 15 indicators: 7 because its own figure is missing, 8 because only figures of similar areas are.",
    ]
    assert every.splitlines() == [
        "Decided whatever the missing figures are: 1 of 3 councils.",
        "Without bounds: 1; no settings.",
        "   1  performs well (3)",
        "   1  performs adequately (2) to performs well (3)",
    ]
    assert "within 0.5 standard deviations (A, our assumption: Ofsted did not publish it)" in notes
    assert "demonstration figures, which nobody published" in notes


def test_a_council_without_bounds_says_why(found):
    assert bounds_told(found, "201").startswith("City of London: no rating, and there are no bounds: no settings.\n")


def test_all_councils_have_a_line_each(found):
    table = bounds_told(found, None).split("\n\n")[1]
    assert table.splitlines()[1].split("  ")[0] == "Trafford"
    assert len(table.splitlines()) == 4


def test_unread_findings_are_told(found):
    unread = Bounds(found.table, found.framework, found.in_line, False)
    assert "No safeguarding findings were read" in bounds_told(unread, "358")
    assert "No safeguarding findings" not in bounds_told(found, "358")
