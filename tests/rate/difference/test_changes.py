"""What changed between two evidences, found cell by cell in tables made by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from csrating.rate.difference.changes import data_changes, judgement_changes, neighbour_changes
from csrating.rate.judgements import Judgement
from csrating.schema import OBSERVATIONS, Rating


def figure(value, *, area="358", status="reported", numerator=None, denominator=None, ref="a.xlsx#NI 148!C7", indicator="NI 148"):
    cells = ["council", area, "Trafford", indicator, "2008/09", pd.Timestamp("2009-03-31"), value, numerator, denominator, status]
    return dict(zip(OBSERVATIONS.names, [*cells, "", "per cent", "", "published", "a", ref], strict=True))


@pytest.fixture
def evidence(make):
    """Data from rows of figures, inspections and findings."""

    def evidence(figures=(), inspections=(), findings=()):
        observations = pd.DataFrame(list(figures), columns=OBSERVATIONS.names)
        observations = observations.astype({"value": "float64", "numerator": "float64", "denominator": "float64"})
        made = make.data(inspections, findings)
        inspected = made.inspections.astype({"inspected_on": "datetime64[s]", "settings": "int64"})
        held = made.safeguarding.astype({"held_on": "datetime64[s]"})
        return SimpleNamespace(observations=observations, inspections=inspected, safeguarding=held)

    return evidence


def told(found):
    return found[["what", "council", "subject", "before", "after"]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (figure(75.0), figure(71.0), ["75", "71"]),
        (figure(75.0, numerator=75, denominator=100), figure(76.0, numerator=76, denominator=100), ["75 (75 of 100)", "76 (76 of 100)"]),
        (figure(75.0), figure(None, status="suppressed"), ["75", "suppressed"]),
        (figure(0.1 + 0.2), figure(0.25), ["0.3", "0.25"]),
    ],
)
def test_a_figure_that_changed_is_told_with_both_values(evidence, before, after, words):
    found = data_changes(evidence([before]), evidence([after]))
    assert told(found) == [["figure", "358", "NI 148 in 2008/09", *words]]


def test_counts_that_changed_beside_a_figure_are_told_as_such(evidence):
    """The cell that is named is that of the figure, which did not change."""
    before, after = (figure(75.0, numerator=75, denominator=denominator) for denominator in (100, 101))
    found = data_changes(evidence([before]), evidence([after]))
    assert told(found) == [["counts", "358", "NI 148 in 2008/09", "75 (75 of 100)", "75 (75 of 101)"]]


def test_a_figure_of_one_run_alone(evidence):
    found = data_changes(evidence([figure(75.0)]), evidence([figure(75.0), figure(8.0, indicator="NI 112", ref="a.xlsx#NI 112!C7")]))
    assert told(found) == [["figure", "358", "NI 112 in 2008/09", "none", "8"]]
    assert found[["before_ref", "after_ref"]].to_numpy().tolist() == [["", "a.xlsx#NI 112!C7"]]


def test_a_figure_that_only_moved_is_the_same(evidence):
    assert data_changes(evidence([figure(75.0)]), evidence([figure(75.0, ref="b.xlsx#Sheet1!D9")])).empty


def test_two_blank_figures_are_the_same(evidence):
    blank = figure(None, status="not available")
    assert data_changes(evidence([blank]), evidence([blank])).empty


def test_a_regraded_setting_is_one_change(evidence, make):
    before, after = make.inspection("H1", "children's homes", "satisfactory"), make.inspection("H1", "children's homes", "good")
    found = data_changes(evidence(inspections=[before]), evidence(inspections=[after]))
    assert told(found) == [["grade", "358", f"H1 (children's homes), {before['aspect']}, 2009-03-02", "satisfactory", "good"]]


def test_counts_of_grades_are_told_together(evidence, make):
    rows = [make.inspection("G", "childminding", grade, settings=number, on=None) for grade, number in (("good", 7), ("outstanding", 1))]
    other = [{**rows[0], "settings": 8}, rows[1]]
    found = data_changes(evidence(inspections=rows), evidence(inspections=other))
    assert told(found)[0][3:] == ["7 good", "8 good"]


def test_a_setting_that_went_to_another_council(evidence, make):
    before, after = (make.inspection("H1", "children's homes", "good", council=council) for council in ("358", "356"))
    found = data_changes(evidence(inspections=[before]), evidence(inspections=[after]))
    assert told(found)[0][3:] == ["good, in Trafford", "good, in Stockport"]


def test_a_finding_of_one_run_alone(evidence, make):
    found = data_changes(evidence(), evidence(findings=[make.finding("unannounced inspection", "area for priority action")]))
    assert told(found) == [["finding", "358", "unannounced inspection", "none", "area for priority action"]]


def recorded(after, *, reason="Leadership", where="judgements, row 1"):
    return Judgement(Rating.WELL, after, reason, "A Director", "2009-12-09", where)


def test_a_recorded_judgement_is_told_whatever_row_it_stands_in():
    one = {"358": recorded(Rating.EXCELLENTLY), "203": recorded(Rating.ADEQUATELY)}
    other = {"358": recorded(Rating.EXCELLENTLY, where="judgements, row 7"), "203": recorded(Rating.ADEQUATELY, reason="Gaps")}
    found = judgement_changes(one, other)
    assert told(found) == [
        [
            *("recorded judgement", "203", "recorded judgement"),
            "from 3 to 2, by A Director on 2009-12-09: Leadership",
            "from 3 to 2, by A Director on 2009-12-09: Gaps",
        ]
    ]
    assert told(judgement_changes({}, {"358": one["358"]}))[0][3] == "none"


def neighbours(*codes):
    return pd.DataFrame({"council": "358", "position": range(1, len(codes) + 1), "neighbour": codes})


def test_who_came_and_who_went():
    found = neighbour_changes(neighbours("356", "334"), neighbours("356", "343"), ["358"])
    assert found[["council", "before", "after"]].to_numpy().tolist() == [["358", "Solihull", "Sefton"]]


def test_neighbours_in_another_order_are_the_same():
    assert neighbour_changes(neighbours("356", "334"), neighbours("334", "356"), ["358"]).empty


def test_neighbours_of_a_council_that_is_not_rated_are_no_change():
    assert neighbour_changes(neighbours("356", "334"), neighbours("356", "343"), ["359"]).empty
