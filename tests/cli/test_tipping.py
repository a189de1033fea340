"""The command ``tipping`` as a user meets it."""

import pandas as pd
import pytest

from csrating.cli.tipping import council_told
from csrating.rate.tipping import CouncilTipping
from csrating.reference.frameworks import framework


@pytest.fixture
def tipping(run):
    """The command ``tipping``."""
    return lambda *arguments: run("tipping", *arguments)


def test_a_council_is_told_both_ways_with_marks_and_origin(tipping):
    code, out, _ = tipping("Trafford")
    assert code == 0
    summary, passages, notes = out.split("\n\n")
    assert summary == "Trafford (358): performs well (3), with 2.83 points."
    assert "Up to performs excellently (4): at least 3.5 points (A)\n  Fewest changes: " in passages
    assert "Down to performs adequately (2): less than 2.5 points (A)\n  Fewest changes: " in passages
    assert "NI 148 (Care leavers in education or work): 4 more of 31" in passages
    assert "A, our assumption: Ofsted did not publish it: points.share_good_or_better" in notes
    assert "Some of these figures are demonstration figures, published by nobody." in notes


def test_those_of_all_councils_go_to_a_csv(tipping, tmp_path):
    target = tmp_path / "tipping.csv"
    assert tipping("--out", target) == (0, f"wrote {target}\n", "")
    table = pd.read_csv(target, dtype={"council": "str"})
    assert (table["council"].nunique(), len(table)) == (152, 912)
    assert table.query("name == 'Warrington'")["why"].str.contains("highest|lowest|while its limit stands").all()


def test_a_council_without_a_rating_says_why_once(tipping):
    code, out, _ = tipping("Trafford", "--published-only")
    assert code == 0
    assert out == (
        "Trafford (358): no rating is given: the data hold no inspection findings on settings, "
        "and at least 2 of the 4 clusters of settings are needed.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "csrating: no council is named. Name one, or write those of all councils with --out tipping.csv."),
        (["--out", "tipping.xlsx"], "tipping.xlsx: tipping points cannot be written as .xlsx; expected .csv."),
        (["--out", "tipping"], "tipping points cannot be written as a file without an ending; expected .csv."),
        (["Traford"], "Trafford"),
        (["Trafford", "--framework", "1999"], "there is no framework '1999'"),
        ([""], "it is blank"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tipping, arguments, message):
    code, out, error = tipping(*arguments)
    assert (code, out) == (2, "")
    assert message in error
    assert error.count("\n") == 1


def test_a_line_that_does_not_fit_goes_on_further_in():
    """A page forty columns wide: a change that is longer goes on two further in than it began."""
    row = {
        "from_rating": 3.0,
        "to_rating": 4.0,
        "points_before": 2.75,
        "points_after": 3.5,
        "needed": "at least 3.5 points (A)",
        "changes": 1.0,
        "settings": 1.0,
        "indicators": 0.0,
        "cases": 0.0,
        "text": "x",
        "why": "",
        "without_counts": 0.0,
        "limits": "",
        "judgement": "",
        "origin": "published",
    }
    kinds = ("settings", "indicators", "smallest")
    table = pd.DataFrame([row | {"direction": direction, "kind": kind} for direction in ("up", "down") for kind in kinds])
    change = {"direction": "up", "kind": "smallest", "text": "one childcare setting on domestic premises from satisfactory to good"}
    found = CouncilTipping("358", "Trafford", table, pd.DataFrame([change]), framework("2009"))
    lines = council_told(found, width=40).splitlines()
    assert max(map(len, lines)) <= 40
    at = lines.index("    one childcare setting on domestic")
    assert lines[at + 1] == "      premises from satisfactory to good"
