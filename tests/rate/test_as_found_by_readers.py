"""What fresh readers found wrong or could not follow in explanations, probabilities and bounds, each as they found it."""

from types import SimpleNamespace

import pandas as pd
import pytest

import csrating as cs
from csrating.cli.probability import probability_told
from csrating.errors import CsratingError, EvidenceError, TableError
from csrating.rate.backtest import backtest
from csrating.rate.bounds import bounds
from csrating.rate.explain.tree import BESIDE
from csrating.rate.footing import footing_of
from csrating.rate.points import row_points
from csrating.rate.probability import probabilities
from csrating.rate.sensitivity import alternatives, holding, sampled
from csrating.reference.frameworks import framework, framework_names


@pytest.fixture(scope="module")
def drawn(ratings):
    return probabilities(ratings, draws=100)


def rated(make, *rows, **options):
    return cs.rate(make.data([row for some in rows for row in some]), make.comparisons_of(["in line"] * 10), **options)


def test_no_point_is_said_to_be_lost_where_none_was(make):
    """6 of 14 good, 5 inadequate: the share earns the fewest points there are, and nothing is taken off them."""
    few = make.settings_of("secondary schools", good=6, satisfactory=3, inadequate=5)
    more = make.settings_of("primary schools", good=7, satisfactory=1, inadequate=2)
    reasons = rated(make, few, more).reasons.query("council == '358' and step == 'row'").reset_index()
    assert reasons["points"].tolist() == [2, 1]
    assert reasons["text"].str.endswith(", which costs a point").tolist() == [True, False]
    assert reasons["rule"].tolist() == ["points.inadequate_share", "points.share_good_or_better"]


def test_wherever_a_point_is_lost_it_is_by_the_rule_that_is_named(ratings):
    rows = row_points(ratings.profile, ratings.framework)
    assert (rows.loc[rows["docked"], "rule"] == "points.inadequate_share").all()
    assert (rows.loc[rows["docked"], "points"] < 4).all()
    assert 0 < rows["docked"].sum() < 100


def test_a_rating_that_a_judgement_made_carries_its_rule_its_day_and_its_row(make):
    table = pd.DataFrame(
        [["358", 3, 4, "Leadership", "A Director", "2009-12-09"]], columns=["council", "from", "to", "reason", "who", "when"]
    )
    good = [make.settings_of("primary schools", good=7, satisfactory=3), make.settings_of("children's homes", good=2, satisfactory=1)]
    reasons = rated(make, *good, judgements=table).reasons.query("council == '358'").set_index("step")
    assert reasons.loc["rating", ["rule", "evidence", "text"]].tolist() == ["combined.borderline", "A", "rating: performs excellently (4)"]
    assert reasons.loc["judgement", "text"] == "judgement: from 3 to 4, by A Director on 2009-12-09: Leadership (judgements, row 1)"


@pytest.mark.parametrize(
    ("name", "rule", "mark"),
    [
        ("Plymouth", "combined.band_cuts", "A"),
        ("Warrington", "limits.full_inspection_inadequate", "I"),
        ("Trafford", "combined.band_cuts", "A"),
    ],
)
def test_the_top_line_carries_the_mark_of_the_weakest_that_the_rating_rests_on(ratings, name, rule, mark):
    """A cut by one grade leaves the band below it, which is ours; a rating of 1 by an inspection stands whatever the band."""
    root = cs.explain(ratings, name).root
    assert (root.rule, root.evidence) == (rule, mark)


def test_what_is_not_comparable_names_the_rule_that_says_so(ratings):
    near = ratings.compared[(ratings.compared["against"] == "neighbours") & (ratings.compared["standing"] == "not comparable")]
    few = near[near["value"].notna() & near["why"].str.startswith("only ")].iloc[0]
    step = cs.explain(ratings, few["council"]).about(few["indicator"]).root
    assert (step.rule, step.evidence) == ("neighbours.least_with_data", "A")
    none = near[near["value"].isna() & near["indicator"].isin(footing_of(ratings).indicators)].iloc[0]
    step = cs.explain(ratings, none["council"]).about(none["indicator"]).root
    assert (step.rule, step.evidence) == ("", "")


def test_the_neighbour_table_is_named(ratings):
    assert any(
        line.endswith(", by the neighbour table pre-2019  [A: points.share_in_line_or_above]")
        for line in cs.explain(ratings, "Trafford").lines()
    )


def test_a_reader_sees_that_limits_were_looked_at(ratings):
    part = cs.explain(ratings, "Trafford").about("limits")
    assert part.root.text == "no limit: 1 finding on safeguarding limits nothing"
    assert part.root.parts[0].text.startswith("serious case review, evaluation: adequate (2009-03-18; source: ")
    assert part.root.parts[0].cells[0].stored == "adequate"
    assert (part.root.rule, part.root.evidence) == ("limits.full_inspection_inadequate", "I")
    limited = cs.explain(ratings, "Plymouth").about("limits")
    assert limited.is_demonstration  # the rating before it is
    assert limited.root.what == "limit"
    assert "day not known; source: Findings of 2009 on safeguarding" in limited.root.parts[0].text


@pytest.mark.parametrize("shape", ["text", "page"])
def test_each_file_is_told_with_its_folder_its_origin_and_its_sha256(ratings, shape):
    found = cs.explain(ratings, "Trafford").about("148")
    told = repr(found) if shape == "text" else found.page()
    files = {cell.file: cell.sha256 for cell in found.root.all_cells}
    assert files
    for file, total in files.items():
        assert f"{file} (" in told
        assert total in told
    assert {f"{source.path.parent.name}/{source.file}" for source in found.files} == {
        f"{source.path.parent.name}/{source.file}" for source in ratings.data.sources if source.file in files
    }


def test_all_rules_that_a_rating_rests_on_are_listed(ratings):
    """All but what only says how things are told, and what only another year has."""
    told = {rule.name for rule in cs.explain(ratings, "Trafford").rules}
    unneeded = {"combined.borderline", "judgement.permitted", "limits.observed_at_most", "status.withheld_when_pending"}
    assert {name for name in ratings.framework.rules if not name.startswith(("proportions.", "scale."))} - told == unneeded


def test_the_rules_named_beside_others_are_rules():
    known = {rule for name in framework_names() for rule in framework(name).rules}
    assert {rule for name, others in BESIDE.items() for rule in (name, *others)} <= known


def test_no_figure_looks_as_if_it_lay_on_an_edge_on_which_it_does_not_lie(ratings):
    step = cs.explain(ratings, "Trafford").about("61").root
    assert "81.00 against 77.80" in step.text
    assert "in line from 74.57 to 81.03" in step.text
    assert step.parts[-1].text.endswith("; their standard deviation is 6.458")


def test_those_drawn_and_those_fixed_are_the_indicators_compared(ratings, drawn):
    table = drawn.table
    assert (table["drawn"] + table["held_fixed"]).tolist() == ratings.table["indicators_compared"].tolist()
    assert table["fixed"].str.split(", ").str.len().where(table["held_fixed"] > 0, 0).tolist() == table["held_fixed"].tolist()


def test_the_law_that_is_drawn_from_is_told(ratings, drawn):
    assert "(x + 1/2) of (n + 1)" in probability_told(drawn, ratings, "358")


def test_without_ratings_none_is_said_to_be_firm(real):
    told = probability_told(probabilities(real.published, draws=100), real.published, "")
    assert "none of the 152 councils has a rating" in told
    assert "least" not in told
    assert "0 of" not in told


def test_grades_that_were_not_read_are_not_blamed(real):
    assert bounds(real.published).table["why"].str.contains("grades that were not read are not bounded").all()


@pytest.mark.parametrize(
    "ask", [bounds, backtest, probabilities, cs.tipping_points, alternatives, holding, sampled, lambda given: cs.explain(given, "358")]
)
@pytest.mark.parametrize("given", [None, 7, "ratings", SimpleNamespace(observations=1)])
def test_whatever_is_no_ratings_is_refused_in_one_sentence(ask, given):
    with pytest.raises(TableError, match=r"the ratings are .*; expected what csrating\.rate gives\. Call csrating\.rate"):
        ask(given)


@pytest.mark.parametrize("seed", [-1, "x", 2.5, None, True])
def test_whatever_is_no_seed_is_refused(ratings, seed):
    for ask in (probabilities, sampled):
        with pytest.raises(EvidenceError, match="expected a whole number from nought on"):
            ask(ratings, seed=seed)


@pytest.mark.parametrize("text", [None, 5, "", "ratings"])
def test_whatever_a_rating_does_not_rest_on_is_refused_with_what_it_does(ratings, text):
    with pytest.raises(CsratingError, match=r"rests on nothing called .*; expected an indicator such as 148, or one of: limits, "):
        cs.explain(ratings, "Trafford").about(text)


@pytest.mark.parametrize("step", ["rating", "data band", "combined", "inspection", "indicators", "Borderline"])
def test_every_step_that_is_printed_can_be_asked_for(ratings, step):
    assert cs.explain(ratings, "Greenwich").about(step).root.what == step.casefold()
