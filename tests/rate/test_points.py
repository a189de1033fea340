"""Points, bands and the borderline range: every step of the default model, worked by hand."""

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from csrating.rate.points import band, borderline, cluster_points, indicator_shares, pooled_share, row_points
from csrating.reference.frameworks import framework

RULES = framework("2009")


def profile_row(row="primary schools", cluster="schools", council="358", **grades):
    held = {"inadequate": 0, "satisfactory": 0, "good": 0, "outstanding": 0} | grades
    total = sum(held.values())
    return held | {
        "council": council,
        "kind": "setting type",
        "cluster": cluster,
        "row": row,
        "column": "overall effectiveness",
        "settings": total,
        "share_good_or_better": 100 * (held["good"] + held["outstanding"]) / total,
        "share_inadequate": 100 * held["inadequate"] / total,
    }


def points_of(**grades):
    return row_points(pd.DataFrame([profile_row(**grades)]), RULES)["points"].iloc[0]


@pytest.mark.parametrize(
    ("grades", "points"),
    [
        ({"good": 80, "satisfactory": 20}, 4),
        ({"good": 79, "satisfactory": 21}, 3),
        ({"outstanding": 65, "satisfactory": 35}, 3),
        ({"good": 64, "satisfactory": 36}, 2),
        ({"good": 50, "satisfactory": 50}, 2),
        ({"good": 49, "satisfactory": 51}, 1),
        ({"good": 90, "inadequate": 10}, 4),
        ({"good": 89, "inadequate": 11}, 3),
        ({"good": 3, "inadequate": 1}, 3),
        ({"good": 1, "inadequate": 4}, 1),
        ({"outstanding": 1}, 4),
        ({"good": 1}, 3),
        ({"satisfactory": 1}, 2),
        ({"inadequate": 1}, 1),
    ],
)
def test_row_points(grades, points):
    assert points_of(**grades) == points


def test_a_cluster_is_the_mean_of_its_rows_however_many_settings_they_have():
    rows = row_points(
        pd.DataFrame(
            [
                profile_row(good=100),
                profile_row(row="special schools", satisfactory=1),
                profile_row(row="childminding", cluster="early years", good=1),
            ]
        ),
        RULES,
    )
    found = cluster_points(rows).set_index("cluster")
    assert found.loc["schools", ["points", "rows"]].tolist() == [3.0, 2]
    assert found.loc["early years", "points"] == 3.0


def test_the_pooled_share_is_over_all_settings():
    rows = pd.DataFrame([profile_row(good=9, satisfactory=1), profile_row(row="childminding", cluster="early years", satisfactory=10)])
    assert pooled_share(rows).loc["358"].tolist() == [20.0, 45.0]


def test_what_is_not_comparable_stays_out_of_the_share():
    standings = ["above", "in line", "below", "not comparable", "in line"]
    names = ["NI 19", "NI 43", "NI 45", "NI 46", "NI 44"]
    rows = pd.DataFrame({"council": "358", "kind": "indicator", "row": names, "standing_neighbours": standings})
    found = indicator_shares(rows, {"NI 19", "NI 43", "NI 45", "NI 46"}).loc["358"]
    assert found["compared"] == 3
    assert found["share"] == pytest.approx(200 / 3)


@pytest.mark.parametrize(("points", "number"), [(4.0, 4), (3.5, 4), (3.4999, 3), (2.5, 3), (2.4999, 2), (1.5, 2), (1.4999, 1), (1.0, 1)])
def test_a_cut_belongs_to_the_band_above_it(points, number):
    assert band(points, RULES).number == number


@pytest.mark.parametrize(
    ("points", "numbers"), [(3.76, []), (3.75, [3, 4]), (3.25, [3, 4]), (3.24, []), (2.74, [2, 3]), (2.0, []), (1.3, [1, 2])]
)
def test_within_a_quarter_point_of_a_cut_is_borderline(points, numbers):
    assert [rating.number for rating in borderline(points, RULES)] == numbers


held = st.fixed_dictionaries({grade: st.integers(0, 12) for grade in ("inadequate", "satisfactory", "good", "outstanding")})


@given(
    held.filter(lambda grades: grades["inadequate"] + grades["satisfactory"] > 0), st.sampled_from(["satisfactory", "good", "outstanding"])
)
def test_a_better_grade_never_costs_a_point(grades, better):
    worse = "inadequate" if grades["inadequate"] else "satisfactory"
    if worse == better:
        return
    improved = grades | {worse: grades[worse] - 1, better: grades[better] + 1}
    assert points_of(**improved) >= points_of(**grades)
