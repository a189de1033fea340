"""The best and the worst rating: against every combination of standings, on real files, and where nothing could limit a rating."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from csrating.compare import compare
from csrating.rate import bounds as room, rate
from csrating.rate.bounds import bounds, reachable_counts, reachable_points
from csrating.rate.footing import Footing
from csrating.rate.possible import Possible
from csrating.rate.rule import Rule
from csrating.reference.frameworks import framework
from csrating.reference.frameworks.changed import with_value

NUMBER = 6
SETS = [some for some in product([True, False], repeat=3) if any(some)]
"""Good, below and not comparable: each may be possible or not, but not none of them."""


def possible_of(sets):
    """One council, with these possibilities in each indicator."""
    good, below, none = np.array(sets)[None].transpose(2, 0, 1)
    shape = good.shape
    names = tuple(str(place) for place in range(shape[1]))
    return Possible(names, good, below, none, np.zeros(shape, dtype=bool), np.zeros(shape, dtype=int), np.ones(shape, dtype=bool))


def combinations(sets):
    """Every (good, compared) that the possibilities give, by trying all."""
    choices = [[step for step, can in zip([(1, 1), (0, 1), (0, 0)], some, strict=True) if can] for some in sets]
    return {tuple(map(sum, zip(*chosen, strict=True))) for chosen in product(*choices)}


def made_sets():
    random = np.random.default_rng(2009)
    return [[SETS[place] for place in random.integers(0, len(SETS), size=NUMBER)] for _ in range(40)]


@pytest.mark.parametrize("sets", made_sets())
def test_the_counts_that_can_be_reached_are_those_that_trying_all_combinations_gives(sets):
    found = {(int(good), int(compared)) for compared, good in np.argwhere(reachable_counts(possible_of(sets))[0])}
    assert found == combinations(sets)


def footing_of_one(judged_from=0, judged=0, *, cut=False, poor=False):
    """Three points for the settings of a council, with or without a judgement and findings."""
    rules = with_value(framework("2009"), "combined.least_indicators", 3)
    rule = Rule(rules)
    grades = np.zeros((1, len(rule.setting_types), 4), dtype=int)
    grades[0, [0, 4], 2] = 1
    flag = np.array
    return Footing(
        codes=("358",),
        indicators=(),
        grades=grades,
        standings=np.zeros((1, 0)),
        priority_action=flag([cut]),
        inadequate=flag([poor]),
        judged=flag([judged], dtype=np.int8),
        judged_from=flag([judged_from], dtype=np.int8),
        withheld=flag([False]),
        rule=rule,
    )


FOOTINGS = [footing_of_one(), footing_of_one(3, 4), footing_of_one(3, 2), footing_of_one(cut=True), footing_of_one(poor=True)]


@pytest.mark.parametrize("footing", FOOTINGS)
@pytest.mark.parametrize("sets", made_sets()[:20])
def test_best_and_worst_are_those_of_all_combinations(sets, footing):
    rule = footing.rule
    every = [
        int(footing.rated(rule.combined_points(footing.inspection_points, rule.indicator_points(good, compared)))[0])
        for good, compared in combinations(sets)
    ]
    given = [number for number in every if number] or [0]
    best, worst = room._extremes(footing, reachable_points(possible_of(sets), footing), findings_known=True)
    assert (best[0], worst[0]) == (max(given), min(given))


def test_the_worst_of_a_council_of_which_no_judgement_was_read_is_what_an_inadequate_one_would_make_of_it():
    reachable = reachable_points(possible_of([(True, False, False)] * NUMBER), footing_of_one())
    known, poor = footing_of_one(), footing_of_one(poor=True)
    unknown = replace(known, not_judged=np.array([True]))
    best, worst = room._extremes(unknown, reachable, findings_known=True)
    assert best == room._extremes(known, reachable, findings_known=True)[0]
    assert worst == room._extremes(poor, reachable, findings_known=True)[1]
    assert worst < room._extremes(known, reachable, findings_known=True)[1]


def test_a_council_whose_settings_carry_no_rating_has_no_bounds():
    footing = replace(footing_of_one(), grades=np.zeros_like(footing_of_one().grades))
    best, worst = room._extremes(footing, reachable_points(possible_of([(True, True, True)] * 6), footing), findings_known=True)
    assert (best[0], worst[0]) == (0, 0)


@pytest.mark.slow
def test_the_rating_of_every_council_lies_within_its_bounds(real):
    found = bounds(real.ratings)
    table = found.table
    assert len(table) == 152
    assert ((table["worst"] <= table["rating"]) & (table["rating"] <= table["best"])).all()
    assert (table["decided"] == (table["worst"] == table["best"])).all()
    assert 0 < found.decided < 152
    assert table.loc[table["decided"], "label"].tolist() == table.loc[table["decided"], "best_label"].tolist()
    assert (table["good_least"] <= table["good_most"]).all()
    assert (table["compared"] <= table["compared_most"]).all()
    assert table["exact"].all()
    assert found.in_line == "within 0.5 standard deviations of the councils compared; at least 5 with data"


@pytest.mark.slow
def test_published_figures_alone_leave_everything_open_and_say_why(real):
    found = bounds(real.published)
    assert found.decided == 0
    assert found.table[["best", "worst", "best_label", "worst_label"]].isna().all(axis=None)
    assert set(found.table["why"]) == {room.NO_SETTINGS}
    assert (found.table["missing_own"] > 60).any()


@pytest.mark.slow
def test_a_withheld_rating_has_no_bounds_and_says_what_it_waits_for(real):
    first = real.ratings.table.index == 0
    table = real.ratings.table.assign(
        status=real.ratings.table["status"].mask(first, "withheld"),
        why=real.ratings.table["why"].mask(first, "a full inspection of safeguarding is pending"),
        rating=real.ratings.table["rating"].mask(first),
        label=real.ratings.table["label"].mask(first),
    )
    row = bounds(replace(real.ratings, table=table)).table.iloc[0]
    assert np.isnan(row["best"])
    assert not row["decided"]
    assert row["why"] == "the rating is withheld: a full inspection of safeguarding is pending"


@pytest.mark.slow
def test_blanking_figures_widens_the_bounds_and_they_still_hold_the_rating(real):
    """The figures that were blanked are among those that are possible, so that the bounds must hold what they gave."""
    observations = real.ratings.data.observations
    random = np.random.default_rng(2009)
    blanked = (random.random(len(observations)) < 0.05) & (observations["level"] == "council").to_numpy()
    status = observations["status"].mask(blanked & (observations["status"] == "reported").to_numpy(), "suppressed")
    counts = {name: observations[name].mask(blanked) for name in ("value", "numerator", "denominator")}
    fewer = replace(real.ratings.data, observations=observations.assign(status=status, **counts))
    every, some = bounds(real.ratings).table, bounds(rate(fewer, compare(fewer))).table
    assert ((some["worst"] <= every["worst"]) & (every["best"] <= some["best"])).all()
    assert some["decided"].sum() < every["decided"].sum()


@pytest.mark.slow
def test_where_no_findings_were_read_the_worst_is_poor(real):
    data = replace(real.ratings.data, safeguarding=real.ratings.data.safeguarding.iloc[:0])
    without = replace(real.ratings, data=data)
    found, known = bounds(without), bounds(real.ratings)
    assert not found.safeguarding_read
    assert set(found.table["worst_label"]) == {"performs poorly"}
    assert (found.table["best"] >= known.table["best"]).all()
