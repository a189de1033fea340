"""How often each council would have each rating: drawn from counts, by the comparison that was rated, and the same with the same seed."""

from dataclasses import replace

import numpy as np
import pytest

import csrating as cs
from csrating.compare.draws import drawn_counts
from csrating.compare.method import Method, method_of
from csrating.errors import EvidenceError
from csrating.rate.footing import footing_of
from csrating.rate.probability import _Comparer, columns_of, probabilities

WORDS = ["performs excellently", "performs well", "performs adequately", "performs poorly", "not given"]


@pytest.fixture(scope="module")
def found(ratings):
    return probabilities(ratings, draws=400)


@pytest.fixture(scope="module")
def columns(ratings):
    return list(columns_of(ratings, footing_of(ratings).indicators))


def test_probabilities_add_up_and_that_of_the_rating_is_told(found):
    table = found.table
    assert len(table) == 152
    assert table[WORDS].sum(axis=1).to_numpy() == pytest.approx(np.ones(152))
    given = table.apply(lambda row: row[row["label"]] if isinstance(row["label"], str) else row["not given"], axis=1)
    assert given.tolist() == table["as_given"].tolist()
    assert 0.8 < table["as_given"].mean() < 1
    assert (table["as_given"] < 0.7).sum() > 3  # some ratings are far from firm


def test_the_same_seed_gives_the_same_and_another_nearly(ratings, found):
    again, other = probabilities(ratings, draws=400), probabilities(ratings, draws=400, seed=1)
    assert again.table.equals(found.table)
    assert not other.table.equals(found.table)
    assert np.abs(other.table[WORDS].to_numpy() - found.table[WORDS].to_numpy()).max() < 0.16  # 4.5 standard errors of 400 draws


def test_figures_without_counts_are_held_fixed_and_named(found, columns):
    table = found.held_fixed.set_index("indicator")
    assert "NI 58" in table.index  # a score
    assert table.loc["NI 58", "why"] == "no denominator is published"
    assert table.loc["NI 58", "councils"] == table.loc["NI 58", "with_data"]
    score = next(column for column in columns if column.indicator == "NI 58")
    drawn = score.drawn(50, seed=1)
    assert np.array_equal(drawn, np.repeat(score.figures.value, 50, axis=1), equal_nan=True)
    assert (found.table["drawn"] + found.table["held_fixed"] > 60).any()


def test_without_counts_nothing_varies(ratings):
    bare = ratings.data.observations.assign(numerator=np.nan, denominator=np.nan)
    data = replace(ratings.data, observations=bare)
    fixed = probabilities(cs.rate(data, cs.compare(data)), draws=100).table
    assert set(np.unique(fixed[WORDS].to_numpy())) <= {0.0, 1.0}
    assert (fixed["as_given"] == 1).all()
    assert (fixed["drawn"] == 0).all()


def test_figures_that_are_not_drawn_stand_as_they_were_rated(ratings, columns):
    """Each indicator through the sums over neighbours, with the published figures in place of drawn ones."""
    footing = footing_of(ratings)
    compare = _Comparer(method_of(ratings.framework), ratings.neighbour_table, footing.codes)
    for place, column in enumerate(columns):
        good, can = (found[:, 0] for found in compare.in_line_or_above(column, column.figures.value))
        assert can.tolist() == np.isfinite(footing.standings[:, place]).tolist()
        assert good.tolist() == (footing.standings[:, place] == 1).tolist()


@pytest.mark.parametrize("rule", ["standard deviations", "relative tolerance"])
def test_sums_over_neighbours_give_what_the_comparison_itself_gives(ratings, columns, rule):
    compare = _Comparer(Method(rule=rule), ratings.neighbour_table, footing_of(ratings).codes)
    for column in columns[::9]:
        values = column.drawn(40, seed=3)
        for fast, slow in zip(compare._by_moments(column, values), compare._by_all(column, values), strict=True):
            assert np.array_equal(np.broadcast_to(fast, values.shape), slow)


def test_one_draw_is_what_the_whole_road_gives_for_those_figures(ratings, columns):
    """The drawn figures are written into the observations, and read, compared and rated again."""
    footing, observations = footing_of(ratings), ratings.data.observations.copy()
    compare = _Comparer(method_of(ratings.framework), ratings.neighbour_table, footing.codes)
    periods = ratings.compared.drop_duplicates("indicator").set_index("indicator")["period"]
    good, compared = np.zeros(152), np.zeros(152)
    for column in columns:
        values = column.drawn(100, seed=5)[:, :1]
        is_good, can = compare.in_line_or_above(column, values)
        good, compared = good + is_good[:, 0], compared + can[:, 0]
        rows = (observations["indicator"] == column.indicator) & (observations["period"] == periods[column.indicator])
        of_council = dict(zip(footing.codes, values[:, 0], strict=True))
        new = observations.loc[rows, "area"].map(of_council)
        observations.loc[new.index[new.notna()], ["value", "numerator", "denominator"]] = np.column_stack(
            [new[new.notna()], np.full((new.notna().sum(), 2), np.nan)]
        )
    data = replace(ratings.data, observations=observations)
    again = cs.rate(data, cs.compare(data)).table["rating"].fillna(0).astype(int)
    points = footing.rule.combined_points(footing.inspection_points, footing.rule.indicator_points(good, compared))
    assert footing.rated(points).tolist() == again.tolist()
    assert footing.rated(points).tolist() != footing.ratings.tolist()


def test_drawn_counts_have_the_law_of_counts():
    x, n = np.array([12.0, 0.0, 30_000.0, 45.0]), np.array([40.0, 20.0, 60_000.0, 10_000.0])
    share = np.array([True, True, True, False])
    drawn = drawn_counts(x, n, share=share, number=20_000, random=np.random.default_rng(1))
    expected = [40 * 12.5 / 41, 20 * 0.5 / 21, 60_000 * 30_000.5 / 60_001, 45.5]
    variance = [expected[0] * (1 - 12.5 / 41), expected[1] * (1 - 0.5 / 21), expected[2] * (1 - 30_000.5 / 60_001), 45.5]
    assert drawn.mean(axis=1) == pytest.approx(expected, rel=0.05)
    assert drawn.var(axis=1) == pytest.approx(variance, rel=0.06)
    assert (drawn == np.rint(drawn)).all()
    assert ((drawn >= 0) & (drawn[:3] <= n[:3, None]).all()).all()


def test_too_few_draws_are_refused(ratings):
    with pytest.raises(EvidenceError, match="99 draws are asked for; expected at least 100"):
        probabilities(ratings, draws=99)
