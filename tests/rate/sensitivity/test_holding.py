"""The values over which a rating holds: by hand on a small council, and on real files from both sides of every switch."""

from dataclasses import replace

import numpy as np
import pytest

from csrating.compare import compare
from csrating.compare.method import method_of
from csrating.rate import rate
from csrating.rate.footing import Footing
from csrating.rate.rule import Rule
from csrating.rate.sensitivity import holding
from csrating.rate.sensitivity.ground import Ground, Zones, ground_of
from csrating.rate.sensitivity.holding import pieces_of
from csrating.rate.sensitivity.thresholds import WEIGHTS, thresholds_of
from csrating.reference.frameworks import framework
from csrating.reference.frameworks.changed import with_value

RULES = framework("2009")
COUNCILS = ("Trafford", "Greenwich", "City of London", "Salford", "Warrington")


def ground_by_hand(*, judged=0, judged_from=0, schools=(1, 2, 7, 0)):
    """Primary schools 7 of 10 good, one of them inadequate; children's homes 2 of 3: 3 points each. Indicators: 4 of 9 in line, 1 point.

    The figures lie 1 to 9 tenths of a spread below what they are compared with.
    """
    rule = Rule(RULES)
    grades = np.zeros((1, len(rule.setting_types), 4), dtype=int)
    grades[0, rule.setting_types.index("primary schools")] = schools
    grades[0, rule.setting_types.index("children's homes")] = [0, 1, 2, 0]
    baseline, spread = np.full((1, 9), 50.0), np.full((1, 9), 10.0)
    value = baseline - np.arange(1.0, 10.0)[None, :] - 0.5
    method = method_of(RULES)
    with_data = np.array([[10.0] * 6 + [6.0] * 3])
    zones = Zones(value, baseline, baseline - 5, baseline + 5, spread, with_data, np.ones(9), method)
    footing = Footing(
        codes=("358",),
        indicators=tuple("abcdefghi"),
        grades=grades,
        standings=zones.standings(width=method.reach, least=method.least),
        priority_action=np.array([False]),
        inadequate=np.array([False]),
        judged=np.array([judged], dtype=np.int8),
        judged_from=np.array([judged_from], dtype=np.int8),
        withheld=np.array([False]),
        rule=rule,
    )
    return Ground(footing, zones)


def told(parts):
    return [
        f"{'[' if part.low_included else '('}{part.low:g},{part.high:g}{']' if part.high_included else ')'}{part.number}" for part in parts
    ]


def by_hand(name, **options):
    ground = ground_by_hand(**options)
    return told(pieces_of(ground, next(one for one in thresholds_of(RULES, judged=True) if one.name == name)))


def test_the_council_by_hand_performs_adequately():
    """4 of 9 figures are within half a spread: 44.4 per cent make 1 point; (2 x 3 + 1) / 3 is 2.33."""
    footing = ground_by_hand().footing
    assert (footing.good[0], footing.combined_points[0], footing.ratings[0]) == (4, pytest.approx(7 / 3), 2)


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        # The fifth figure is 5.5 below: five of nine are then in line and make 2 points, 2.67 in all.
        ("standing.width", ["(0,0.55)2", "[0.55,10]3"]),
        # 7/3 points reach 3 where the cut is no higher.
        ("combined.band_cuts, 3 from", ["(1.5,2.33333]3", "(2.33333,3.5)2"]),
        ("combined.band_cuts, 4 from", ["(2.5,4]2"]),
        ("combined.band_cuts, 2 from", ["[1,2.33333]2", "(2.33333,2.5)1"]),
        # (r x 3 + 1) / (r + 1) is 1.5 at 1/3 and 2.5 at 3.
        (WEIGHTS, ["(0,0.333333)1", "[0.333333,3)2", "[3,1000]3"]),
        # 4/9 are enough for 2 points where the step begins there.
        ("points.share_in_line_or_above, 2 points", ["(0,44.4444]3", "(44.4444,65)2"]),
        # Homes (66.7) and schools (70) fall to 2 points; (2 x 2.5 + 1) / 3 = 2, and then 5/3: still adequate.
        ("points.share_good_or_better, 3 points", ["(50,80)2"]),
        # Both at 4 points: (2 x 4 + 1) / 3 = 3; one of them: 2.67.
        ("points.share_good_or_better, 4 points", ["(65,70]3", "(70,100]2"]),
        # One in ten of ten is inadequate: docked below 10, 2.5 points of settings, 2 in all.
        ("points.inadequate_share", ["[0,100]2"]),
        ("combined.least_clusters", ["[1,2]2", "[3,4]0"]),
        ("combined.least_indicators", ["[1,9]2", "[10,10000]0"]),
        # Of 6 with ten similar areas each 4 are in line: 66.7, 3 points, 3 in all.
        ("neighbours.least_with_data", ["[2,6]2", "[7,10]3", "[11,152]0"]),
    ],
)
def test_every_switch_by_hand(name, pieces):
    assert by_hand(name) == pieces


def test_the_borderline_range_matters_to_a_judgement():
    """7/3 lie 1/6 below the cut at 2.5: the judgement to 3 holds where the range is at least that wide."""
    assert by_hand("combined.borderline", judged_from=2, judged=3) == ["[0,0.166667)2", "[0.166667,0.5)3"]
    assert "combined.borderline" not in {one.name for one in thresholds_of(RULES, judged=False)}


def test_a_judgement_moves_the_switches_of_the_cuts():
    """It holds while the band is 2 and the points lie within a quarter of a cut: of 2.5833 down to 2.0833 for the middle one."""
    assert by_hand("combined.band_cuts, 3 from", judged_from=2, judged=3) == ["(1.5,2.58333]3", "(2.58333,3.5)2"]


def test_without_settings_no_rule_on_their_points_switches_anything_and_the_others_do():
    """Each is tried all the same, at its ends and between: the one piece that is told without trying is what trying gives."""
    rules = with_value(framework("2025"), "combined.least_indicators", 5)
    by_hand = ground_by_hand()
    grades = np.zeros((1, len(Rule(rules).setting_types), 4), dtype=int)
    ground = replace(by_hand, footing=replace(by_hand.footing, rule=Rule(rules), grades=grades))
    passed_over = [one for one in thresholds_of(rules, judged=False) if not ground.hangs_on(one.rule)]
    assert {one.rule for one in passed_over} >= {"points.share_good_or_better", "points.single_setting", "points.inadequate_share"}
    for one in passed_over:
        [piece] = pieces_of(ground, one)
        assert (piece.low, piece.high, piece.low_included, piece.high_included) == (
            one.span.low,
            one.span.high,
            one.span.has_low,
            one.span.has_high,
        )
        tried = [one.span.low, one.value, (one.span.low + one.span.high) / 2, one.span.high]
        assert set(one.rated(ground, tried)) == {piece.number}
        assert piece.number > 0
    assert any(len(pieces_of(ground, one)) > 1 for one in thresholds_of(rules, judged=False))


@pytest.fixture(scope="module")
def ground(real):
    return ground_of(real.ratings)


@pytest.fixture(scope="module")
def held(real):
    return {name: holding(real.ratings, name) for name in COUNCILS}


@pytest.mark.parametrize(
    ("name", "options", "pieces"),
    [
        # (2 p + 1) / 3 points: 2.5 at 3.25.
        ("points.share_good_or_better, points from 65 %", {}, ["(2,3.25)2", "[3.25,4)3"]),
        # Two of ten are inadequate: schools earn p - 1, homes p: 2 p / 3 points, 1.5 at 2.25 and 2.5 at 3.75.
        ("points.share_good_or_better, points from 65 %", {"schools": (2, 1, 7, 0)}, ["(2,2.25)1", "[2.25,3.75)2", "[3.75,4)3"]),
        # (6 + p) / 3 points: 2.5 at 1.5.
        ("points.share_in_line_or_above, points from 0 %", {}, ["[1,1.5)2", "[1.5,2)3"]),
        ("points.share_in_line_or_above, points from 80 %", {}, ["(3,4]2"]),
        # One school alone: the mean of p and of the 3 points of homes makes (p + 4) / 3 points: 2.5 at 3.5.
        ("points.single_setting, outstanding", {"schools": (0, 0, 0, 1)}, ["[3,3.5)2", "[3.5,4]3"]),
        ("points.single_setting, inadequate", {"schools": (0, 0, 0, 1)}, ["[1,2]3"]),
    ],
)
def test_points_that_are_earned_by_hand(name, options, pieces):
    assert by_hand(name, **options) == pieces


def around(piece_row, whole):
    """A value just inside and one just outside each end of a piece."""
    for end, included, out in (("from", "from_included", -1), ("to", "to_included", 1)):
        step = 1.0 if whole else 1e-6
        inside = piece_row[end] if piece_row[included] else piece_row[end] - out * step
        outside = piece_row[end] + out * step if piece_row[included] else piece_row[end]
        yield inside, outside


@pytest.mark.slow
@pytest.mark.parametrize("council", COUNCILS)
def test_every_switch_on_real_files_from_both_sides(ground, held, council):
    found = held[council]
    code = found.table["council"].iloc[0]
    one = ground.only([ground.footing.codes.index(code)])
    checked = 0
    for threshold in thresholds_of(RULES, judged=False):
        pieces = found.pieces[found.pieces["threshold"] == threshold.name].to_dict("records")
        for piece in pieces:
            for inside, outside in around(piece, threshold.span.whole):
                if not (piece["from"] <= inside <= piece["to"]):
                    continue  # a piece that is narrower than the step
                expected = 0 if np.isnan(piece["rating"]) else piece["rating"]
                assert one.rated(threshold.changed(RULES, inside))[0] == expected
                if threshold.span.low < outside < threshold.span.high:
                    assert one.rated(threshold.changed(RULES, outside))[0] != expected
                    checked += 1
    assert checked >= 4


@pytest.mark.slow
@pytest.mark.parametrize("council", COUNCILS[:3])
def test_a_grid_of_values_agrees_with_the_pieces(ground, held, council):
    found = held[council]
    one = ground.only([ground.footing.codes.index(found.table["council"].iloc[0])])
    for threshold in thresholds_of(RULES, judged=False):
        span, pieces = threshold.span, found.pieces[found.pieces["threshold"] == threshold.name]
        high = min(span.high, 200)
        grid = np.arange(span.low, high + 1) if span.whole else np.linspace(span.low, high, 60)[1:-1]
        for value in grid:
            above = (pieces["from"] < value) | ((pieces["from"] == value) & pieces["from_included"])
            below = (pieces["to"] > value) | ((pieces["to"] == value) & pieces["to_included"])
            (rating,) = pieces.loc[above & below, "rating"].fillna(0)
            assert one.rated(threshold.changed(RULES, float(value)))[0] == rating


@pytest.mark.slow
def test_the_pieces_cover_all_that_is_allowed_without_gap_or_overlap(held):
    for found in held.values():
        for name, pieces in found.pieces.groupby("threshold"):
            row = found.table[found.table["threshold"] == name].iloc[0]
            assert (pieces["from"].iloc[0], pieces["to"].iloc[-1]) == (row["allowed_from"], row["allowed_to"])
            for (_, one), (_, other) in zip(pieces.iloc[:-1].iterrows(), pieces.iloc[1:].iterrows(), strict=True):
                whole = other["from"] == one["to"] + 1 and one["to_included"] and other["from_included"]
                assert whole or (one["to"] == other["from"] and one["to_included"] != other["from_included"])
                assert one["label"] != other["label"]


@pytest.mark.slow
def test_each_row_says_its_rating_its_mark_and_what_is_beyond(real, held):
    table = held["Greenwich"].table
    assert set(table["label"]) == {real.ratings.council("Greenwich").row["label"]}
    assert table["evidence"].tolist() == [RULES.rule(name).evidence for name in table["rule"]]
    assert ((table["below"] == "") & (table["above"] == "")).equals(table["to_switch"].isna())
    width = table.set_index("threshold").loc["standing.width"]
    assert (width["value"], width["below"], width["above"]) == (0.5, "performs adequately", "")


@pytest.mark.slow
def test_the_zones_give_the_standings_that_were_rated(real, ground):
    method = method_of(RULES)
    for least in (2, 5, 8):
        again = ground.zones.standings(width=method.reach + 1e-13, least=least)
        as_rated = ground.zones.standings(width=method.reach, least=least)
        assert np.array_equal(again, as_rated, equal_nan=True)
    assert np.array_equal(ground.zones.standings(width=method.reach, least=5), ground.footing.standings, equal_nan=True)


@pytest.mark.slow
def test_a_council_without_a_rating_is_told_so(real):
    table = holding(real.published, "Trafford").table
    assert set(table["label"]) == {"no rating"}
    assert table["to_switch"].isna().all()


@pytest.mark.slow
def test_a_limited_council_holds_wherever_the_limit_does(real):
    """Warrington performs poorly by a limit: no threshold of the bands matters to it."""
    table = holding(replace(real.ratings), "Warrington").table
    assert table.loc[table["rule"] == "combined.band_cuts", "switches"].sum() == 0


@pytest.mark.slow
@pytest.mark.parametrize("changes", [{"standing.width": 0.3, "neighbours.least_with_data": 8}, {"neighbours.least_with_data": 3}])
def test_moving_thresholds_is_what_the_whole_road_gives_by_such_a_framework(real, ground, changes):
    mine = RULES
    for name, value in {**changes, "points.inadequate_share": 5}.items():
        mine = with_value(mine, name, value)
    whole = rate(real.ratings.data, compare(real.ratings.data, framework=mine), framework=mine)
    assert ground.rated(mine).tolist() == whole.table["rating"].fillna(0).tolist()
    assert ground.rated(mine).tolist() != ground.footing.ratings.tolist()
