"""A council's comparisons as a user reads them."""

import pandas as pd
import pytest

from csrating.cli.compared import all_indicators, one_indicator
from csrating.reference.frameworks import framework

MARK = "our assumption"


def comparison(against, value, baseline, gap, standing, **others):
    area = {"England": "England", "region": "North West", "neighbours": "statistical neighbours"}[against]
    return {
        "council": "358",
        "name": "Trafford",
        "indicator": "NI 148",
        "period": "2009",
        "period_end": pd.Timestamp("2009-03-31"),
        "against": against,
        "baseline_area": area,
        "method": "mean of neighbours with data" if against == "neighbours" else "published row",
        "rule": "within 0.5 standard deviations of the councils compared; at least 5 with data",
        "value": value,
        "baseline": baseline,
        "gap": gap,
        "standing": standing,
        "to_edge": float("nan") if standing == "not comparable" else 1.25,
        "outside": "" if standing == "not comparable" else "in line",
        "with_data": 8,
        "of": 10,
        "average_matters": False,
        "why": "",
        "polarity": "high",
        "unit": "per cent",
        "vintage": "pre-2019" if against == "neighbours" else "",
        "origin": "demonstration",
        "ref": "file.xlsx#NI 148!K212",
        "baseline_ref": "file.xlsx#NI 148!K178" if against != "neighbours" else "",
    } | others


@pytest.fixture
def rows():
    """One indicator in two periods, the later first and the baselines in no order."""
    blank = float("nan")
    early = {"period": "2008", "period_end": pd.Timestamp("2008-03-31"), "ref": "", "baseline_ref": "", "origin": "published"}
    none = {**early, "why": "the council has no figure"}
    return pd.DataFrame(
        [
            comparison("neighbours", 48.0, 64.25, -16.25, "below"),
            comparison("England", 48.0, 47.96, 0.04, "in line", method="pooled counts of councils (computed)"),
            comparison("region", 48.0, 40.0, 8.0, "above"),
            *(comparison(against, blank, 61.0, blank, "not comparable", **none) for against in ("region", "England", "neighbours")),
        ]
    )


def test_one_indicator_says_what_the_numbers_are(rows):
    about, table, notes = one_indicator(rows, mark=MARK).split("\n\n")
    assert about.splitlines()[:3] == [
        "NI 148: Care leavers in education, employment or training",
        "Unit: per cent; more is better.",
        "Trafford (358), against England, its region (North West), similar areas.",
    ]
    assert "table pre-2019" in about
    assert "In line: within 0.5 standard deviations of the councils compared; at least 5 with data (our assumption)" in about
    assert "A positive gap is better" in about
    assert "Origin: p published; d demonstration, published by nobody." in about
    assert table.splitlines() == [
        "period  against        council  baseline    gap  standing  to edge  with data  origin",
        "2008    England              -      61.0      -  -               -    8 of 10  p",
        "2008    region               -      61.0      -  -               -    8 of 10  p",
        "2008    similar areas        -      61.0      -  -               -    8 of 10  p",
        "2009    England             48      48.0    0.0  in line       1.2    8 of 10  d",
        "2009    region              48      40.0   +8.0  above         1.2    8 of 10  d",
        "2009    similar areas       48      64.2  -16.2  below         1.2    8 of 10  d",
    ]
    assert notes.splitlines() == [
        "No standing: 2008: the council has no figure.",
        "Computed here, not published: 2009 England: pooled counts of councils.",
    ]


def test_cells_are_listed_only_when_asked_for(rows):
    assert "#" not in one_indicator(rows, mark=MARK)
    listed = one_indicator(rows, mark=MARK, cells=True).split("Cells:\n")[1].splitlines()
    assert listed == ["  2009: file.xlsx#NI 148!K212", "  2009 England: file.xlsx#NI 148!K178", "  2009 region: file.xlsx#NI 148!K178"]


def near(*pairs):
    return pd.DataFrame([comparison("neighbours", 1.0, 2.0, -1.0, "below") | {"indicator": indicator} | rest for indicator, rest in pairs])


def test_all_indicators_have_their_subject_and_the_blanks_their_reason():
    few = {"standing": "not comparable", "why": "only 4 of 10 have data; at least 5 are needed"}
    told = all_indicators(near(("NI 19", {}), ("NI 148", few), ("NI 58", few)), framework=framework("2009"), mark=MARK)
    _, table, notes = told.split("\n\n")
    assert table.splitlines()[0].split() == ["NI", "subject", "period", "council", "similar", "gap", "standing", "of", "10", "origin"]
    assert "Re-offending by young offenders" in table
    assert notes == "No standing: NI 148, NI 58: only 4 of 10 have data; at least 5 are needed."


def test_a_standing_that_hangs_on_the_average_is_told(rows):
    hangs = {"average_matters": True}
    told = all_indicators(near(("NI 19", {}), ("NI 148", hangs)), framework=framework("2009"), mark=MARK)
    assert "Another average: NI 148: by another of mean, median and pooled figure the standing would be another." in told
    assert "Another average: 2009:" in one_indicator(rows.assign(average_matters=rows["period"] == "2009"), mark=MARK)


@pytest.mark.parametrize("width", [80, 100, 120])
def test_it_fits_the_terminal(rows, width):
    rules = framework("2009")
    for told in (
        one_indicator(rows, mark=MARK, width=width),
        all_indicators(near(("NI 101", {})), framework=rules, mark=MARK, width=width),
    ):
        assert max(map(len, told.splitlines())) <= width


@pytest.mark.parametrize(("polarity", "words"), [("low", "less is better"), ("none", "so there is no standing")])
def test_which_way_is_better(rows, polarity, words):
    assert words in one_indicator(rows.assign(polarity=polarity), mark=MARK).splitlines()[1]
