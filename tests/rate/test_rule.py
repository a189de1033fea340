"""The rule as arithmetic over arrays: the same as the road gives, monotone, and the same for one council as for many."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from csrating.rate.footing import footing_of
from csrating.rate.rule import NOT_GIVEN, Rule
from csrating.reference.frameworks import framework
from csrating.schema import GRADES

RULE = Rule(framework("2009"))
KINDS = len(RULE.setting_types)

grades = st.lists(st.lists(st.integers(0, 12), min_size=4, max_size=4), min_size=KINDS, max_size=KINDS).map(np.array)


def counts(**of):
    """Grades of some setting types (with blanks for underscores), all others being absent."""
    found = np.zeros((KINDS, len(GRADES)), dtype=int)
    for kind, own in of.items():
        found[RULE.setting_types.index(kind.replace("_", " "))] = [own.get(grade, 0) for grade in GRADES]
    return found


def test_rows_by_hand():
    """7 of 10 good or better: 3; the same with 2 of 10 inadequate: 2; a single outstanding one: 4; 2 of 4 with one inadequate: 2."""
    found = RULE.row_points(
        counts(
            primary_schools={"good": 7, "satisfactory": 3},
            secondary_schools={"good": 7, "satisfactory": 1, "inadequate": 2},
            fostering_service={"outstanding": 1},
            special_schools={"good": 2, "satisfactory": 1, "inadequate": 1},
        )
    )
    by_name = dict(zip(RULE.setting_types, found.tolist(), strict=True))
    assert [by_name[kind] for kind in ("primary schools", "secondary schools", "fostering service", "special schools")] == [3, 2, 4, 2]
    assert np.isnan(by_name["childminding"])


def test_clusters_and_points_by_hand():
    """Schools (3 + 2) / 2 = 2.5 and social care 4: inspection 3.25; 8 of 10 indicators: 4; (2 x 3.25 + 4) / 3 = 3.5, which is the cut."""
    settings = counts(
        primary_schools={"good": 7, "satisfactory": 3},
        secondary_schools={"good": 5, "satisfactory": 5},
        fostering_service={"outstanding": 1},
    )
    assert float(RULE.inspection_points(settings)) == 3.25
    combined = RULE.combined_points(RULE.inspection_points(settings), RULE.indicator_points(8, 10))
    assert (float(combined), int(RULE.bands(combined))) == (3.5, 4)
    assert RULE.bands(combined - 1e-6) == 3
    assert np.isnan(RULE.inspection_points(counts(primary_schools={"good": 3})))  # one cluster alone carries no rating
    assert np.isnan(RULE.indicator_points(4, 4))
    assert RULE.bands(np.nan) == NOT_GIVEN


@pytest.mark.parametrize(
    ("before", "priority", "inadequate", "after"),
    [(4, 1, 0, 3), (3, 1, 0, 2), (2, 1, 0, 1), (1, 1, 0, 1), (3, 0, 1, 1), (4, 1, 1, 1), (3, 0, 0, 3)],
)
def test_limits(before, priority, inadequate, after):
    assert RULE.limited(before, priority_action=bool(priority), inadequate=bool(inadequate)) == after


@given(grades, st.integers(0, KINDS - 1), st.integers(0, 2))
def test_a_setting_that_is_judged_better_never_lowers_the_points(settings, kind, grade):
    better = settings.copy()
    if better[kind, grade]:
        better[kind, grade] -= 1
        better[kind, grade + 1] += 1
    before, after = RULE.inspection_points(settings), RULE.inspection_points(better)
    assert np.isnan(before) == np.isnan(after)
    assert np.isnan(before) or after >= before - 1e-12


@given(st.integers(0, 76), st.integers(0, 76), st.floats(1, 4), st.booleans(), st.booleans())
def test_an_indicator_more_never_lowers_the_rating(good, compared, inspection, priority, inadequate):
    one, more = (RULE.indicator_points(min(number, compared), compared) for number in (good, good + 1))
    limits = {"priority_action": priority, "inadequate": inadequate}
    before, after = (RULE.limited(RULE.bands(RULE.combined_points(inspection, points)), **limits) for points in (one, more))
    assert after >= before


@given(st.lists(grades, min_size=2, max_size=4))
def test_many_councils_are_rated_as_each_alone(several):
    assert RULE.inspection_points(np.stack(several)) == pytest.approx([float(RULE.inspection_points(one)) for one in several], nan_ok=True)


def test_the_arrays_give_what_the_road_gave(ratings):
    footing = footing_of(ratings)
    table = ratings.table
    assert footing.ratings.tolist() == table["rating"].fillna(0).astype(int).tolist()
    for name, points in (
        ("combined_points", footing.combined_points),
        ("inspection_points", footing.inspection_points),
        ("nis_points", footing.indicator_points),
    ):
        assert points == pytest.approx(table[name].to_numpy(dtype=float), abs=1e-12, nan_ok=True)
    assert footing.compared.tolist() == table["indicators_compared"].tolist()
    assert footing.only([3, 1]).ratings.tolist() == [footing.ratings[3], footing.ratings[1]]
