"""Every combination of alternatives, and all thresholds at once: what is really used, and that both reproduce."""

import numpy as np
import pytest

from csrating.compare import Method, compare
from csrating.compare.method import method_of
from csrating.errors import EvidenceError, ReferenceDataError
from csrating.rate import rate
from csrating.rate.footing import footing_of
from csrating.rate.sensitivity import Choices, alternatives, sampled, usual_choices
from csrating.rate.sensitivity.grid import standings_by
from csrating.reference.frameworks import framework
from csrating.reference.frameworks.changed import with_value
from csrating.reference.neighbours import SUPPLIED

RULES = framework("2009")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"rules": ("quartile",)}, "'quartile' is no rule for in line; expected one of: standard deviations, relative tolerance"),
        ({"rules": ()}, "the rules to try are \\(\\); expected a list of at least one"),
        ({"rules": "quartiles"}, "the rules to try are 'quartiles'; expected a list"),
        ({"rules": ("quartiles", "quartiles")}, "among the rules to try 'quartiles' stands twice"),
        ({"neighbours": ("pre-2019", "pre-2019")}, "among the neighbours to try 'pre-2019' stands twice"),
        ({"pooling": ("clustered",)}, "'clustered' is no pooling; expected one of: clusters, pooled"),
        ({"weights": ((1.0, 0.0),)}, "the weights are \\(1.0, 0.0\\); expected those of inspection and of indicators, above 0"),
        ({"cuts": ((3.5, 1.5, 2.5),)}, "the cuts are .*; expected three numbers from 4 down to 1"),
        ({"cuts": ((3.5, 2.5),)}, "the cuts are .*; expected three numbers"),
    ],
)
def test_what_is_not_known_is_refused(given, message):
    with pytest.raises(EvidenceError, match=message):
        Choices(**given)


def test_the_framework_s_own_choices_are_among_those_tried_and_stand_first():
    mine = with_value(with_value(RULES, "combined.inspection_weight", 5), "standing.rule", "median distance")
    mine = with_value(mine, "neighbours.average", "median")
    found = usual_choices(mine)
    assert (found.rules[0], found.weights[0], found.cuts[0]) == ("median distance", (5.0, 1.0), (3.5, 2.5, 1.5))
    assert len(found.rules) == 5
    assert len(found.weights) == 4
    doubled = with_value(with_value(RULES, "combined.inspection_weight", 4), "combined.nis_weight", 2)
    assert usual_choices(doubled).weights == ((4.0, 2.0), (1.0, 1.0), (3.0, 1.0))


@pytest.mark.slow
@pytest.mark.parametrize("rule", ["standard deviations", "relative tolerance", "quartiles", "interval 95", "difference 95"])
def test_the_standings_by_another_rule_are_those_that_comparing_by_it_gives(real, rule):
    footing = footing_of(real.ratings)
    method = method_of(RULES) if rule == "standard deviations" else Method(rule=rule)
    found = standings_by(real.ratings, footing.indicators, method, real.ratings.neighbour_table)
    table = compare(real.ratings.data, method=method)
    near = table[(table["against"] == "neighbours")].merge(real.ratings.compared[["indicator", "period"]].drop_duplicates())
    expected = near.pivot(index="council", columns="indicator", values="standing")
    expected = expected.reindex(index=list(footing.codes), columns=list(footing.indicators))
    known = expected.replace({"above": "1", "in line": "1", "below": "0", "not comparable": "nan"}).astype(float)
    assert np.array_equal(found, known.to_numpy(), equal_nan=True)


@pytest.mark.slow
def test_a_combination_is_what_rating_by_such_a_framework_gives(real):
    """Another rule, neighbour table, pooling, weights and cuts, all at once, down the whole road."""
    found = alternatives(real.ratings)
    mine = RULES
    changes = {
        "standing.rule": "relative tolerance",
        "standing.width": 0.05,
        "combined.pooling": "pooled",
        "combined.inspection_weight": 3,
        "combined.band_cuts": [3.25, 2.25, 1.25],
    }
    for name, value in changes.items():
        mine = with_value(mine, name, value)
    near = {"framework": mine, "neighbour_table": "2021"}
    whole = rate(real.ratings.data, compare(real.ratings.data, **near), **near)
    of_these = "rule == 'relative tolerance' and neighbours == '2021' and pooling == 'pooled' and weights == '3:1'"
    run = found.runs.query(f"{of_these} and cuts == '3.25, 2.25, 1.25'")
    assert run["council"].tolist() == whole.table["council"].tolist()
    assert run["label"].tolist() == whole.table["label"].tolist()


@pytest.mark.slow
def test_every_combination_is_tried_and_counted(real):
    found = alternatives(real.ratings)
    assert found.combinations == 4 * 2 * 2 * 3 * 3
    assert len(found.runs) == 144 * 152
    words = ["performs excellently", "performs well", "performs adequately", "performs poorly", "no rating"]
    assert (found.table[words].sum(axis=1) == 144).all()
    given = dict(zip(found.table["council"], found.table["label"], strict=True))
    kept = found.runs[found.runs["label"] == found.runs["council"].map(given)].groupby("council").size()
    assert found.table.set_index("council")["kept"].to_dict() == kept.to_dict()
    of_the_framework = "rule == 'standard deviations' and neighbours == 'pre-2019' and pooling == 'clusters' and weights == '2:1'"
    as_rated = found.runs.query(f"{of_the_framework} and cuts == '3.5, 2.5, 1.5'")
    assert as_rated["label"].tolist() == found.table["label"].tolist()
    still = found.table["kept"] == 144
    assert set(found.table.loc[still, "matters_most"]) == {"nothing changes it"}
    assert still.any()


@pytest.mark.slow
def test_the_settings_say_what_was_really_used(real):
    choices = Choices(rules=("interval 95", "median distance"), pooling=("pooled",), weights=((1.0, 1.0),))
    found = alternatives(real.ratings, "Trafford", choices=choices)
    assert found.combinations == 2
    used = found.settings.set_index(["choice", "alternative"])["used"]
    assert used["rule", "median distance"].startswith("within 0.5 median absolute deviations of the median")
    assert used["rule", "interval 95"].endswith("at least 5 with data")
    assert not found.settings.loc[~found.settings["choice"].isin(["cuts", "neighbours"]), "own"].any()
    assert set(found.settings["evidence"]) == {"A"}
    assert found.table["name"].tolist() == ["Trafford"]
    assert found.effects["choice"].tolist() == ["rule", "neighbours", "pooling", "weights", "cuts"]
    assert (found.effects.loc[found.effects["choice"].isin(["pooling", "weights", "cuts"]), "total"].fillna(0) == 0).all()


def test_a_neighbour_table_that_is_not_known_is_refused():
    with pytest.raises(ReferenceDataError, match=r"there is no neighbour table of vintage '2007'; expected one of: pre-2019, 2021, 2025"):
        Choices(neighbours=("2007",))


def test_the_neighbour_tables_that_list_all_152_councils_are_tried_after_the_one_used():
    assert usual_choices(RULES).neighbours == ("pre-2019", "2021")
    assert usual_choices(RULES, vintage="2025").neighbours == ("2025", "pre-2019", "2021")


@pytest.mark.slow
def test_ratings_by_another_neighbour_table_are_set_against_their_own(real):
    data, near = real.ratings.data, real.ratings.neighbour_table[["council", "position", "neighbour"]]
    supplied = rate(data, compare(data, neighbour_table=near), neighbour_table=near)
    found = alternatives(supplied, "Trafford", choices=Choices(rules=("standard deviations",), neighbours=(SUPPLIED, "2021")))
    assert found.settings.query("choice == 'neighbours'")["own"].tolist() == [True, False]
    with pytest.raises(EvidenceError, match="made without a neighbour table of the user's"):
        alternatives(real.ratings, choices=Choices(neighbours=(SUPPLIED,)))


@pytest.mark.slow
def test_sampling_reproduces_with_its_seed_and_says_it(real):
    one, again = (sampled(real.ratings, "Greenwich", draws=64, seed=7) for _ in range(2))
    other = sampled(real.ratings, "Greenwich", draws=64, seed=8)
    assert one.table.equals(again.table)
    assert not one.table.equals(other.table)
    assert (one.draws, one.seed, one.ratings_made) == (64, 7, 64 * (len(one.table) + 2))
    assert (one.table["moved_from"] < one.table["moved_to"]).all()


@pytest.mark.slow
def test_sampling_finds_what_one_at_a_time_finds(real):
    """The width and the cut between 3 and 2 matter most to Greenwich, the cut of 4 cannot; where nothing changes a rating there is none."""
    table = sampled(real.ratings, "Greenwich", draws=256).table.set_index("threshold")
    assert set(table["total"].nlargest(2).index) == {"combined.band_cuts, 3 from", "standing.width"}
    assert table.loc["combined.band_cuts, 4 from", "total"] == 0
    assert 0 < table["kept_share"].iloc[0] < 100
    assert sampled(real.published, "Trafford", draws=64).table[["first", "total"]].isna().all(axis=None)


@pytest.mark.slow
@pytest.mark.parametrize("draws", [0, 32, 100])
def test_draws_that_the_method_cannot_use_are_refused(real, draws):
    with pytest.raises(EvidenceError, match="expected a power of two from 64, such as 256"):
        sampled(real.ratings, "Greenwich", draws=draws)
