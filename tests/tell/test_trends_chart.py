"""What the small trend charts mean, read from what is drawn on them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from csrating import reference
from csrating.errors import EvidenceError, ReferenceDataError, UnknownCouncilError
from csrating.rate import Ratings
from csrating.tell import trend, trends
from csrating.tell.charts.paper import MARGIN
from csrating.tell.charts.trends_claims import became
from csrating.tell.charts.trends_drawing import BETWEEN, PANEL
from tests.tell.conftest import with_periods

AS_PUBLISHED = {"2004/05": 60.0, "2005/06": 70.0, "2007/08": None, "2008/09": 80.0}
NAMED = ["58", "99", "148", "71", "79", "114", "45", "147"]


@pytest.fixture(scope="module")
def several(made: Ratings) -> Ratings:
    return with_periods(made, AS_PUBLISHED)


def test_the_same_figures_as_in_the_large_chart(ratings):
    """The rows are laid out for all councils at once; the chart of one indicator asks for its own by another road."""
    for council in ("358", "201", "330", "420"):
        names = [name for name in ("NI 148", "NI 58", "NI 71", "NI 79", "NI 114") if _has(ratings, council, name)]
        drawn_here = trends(ratings, council, indicators=names).data
        for name in names:
            large = trend(ratings, council, indicator=name).data
            own = drawn_here[drawn_here["indicator"] == name].reset_index(drop=True)
            columns = [column for column in large.columns if column in own.columns]
            assert {"value", "england", "neighbours_low", "neighbours_high", "follows", "slot", "with_data", "standing"} <= set(columns)
            pd.testing.assert_frame_equal(own[columns], large[columns], check_dtype=False)


def _has(ratings, council, name):
    rows = ratings.comparisons
    return rows[(rows["council"] == council) & (rows["indicator"] == name)]["value"].notna().any()


def test_each_panel_has_its_line_with_gaps_marked(several, drawn):
    chart = trends(several, "Trafford", indicators=["79"])
    seen = drawn(chart)
    (own,) = seen.segments("value-line")  # 2004/05 to 2005/06; nothing leads over 2006/07 or to 2008/09 from a missing figure
    per_unit = (own[1] - own[3]) / 10
    assert per_unit > 0
    _, top, _, bottom = seen.boxes("range")[0]
    assert (bottom - top) / per_unit == pytest.approx(56 - 44, abs=0.1)  # the neighbours' figures, worked out in conftest
    assert len(seen.segments("england-line")) == 2
    assert seen.written.count("×") == 2  # in the panel and in the legend
    assert seen.written.count("–") == 2
    across = [seen.points("council")[0][0], seen.points("council")[1][0], seen.points("council-above")[0][0]]
    assert (across[2] - across[0]) / (across[1] - across[0]) == pytest.approx(4, abs=0.01)  # two empty slots between
    assert "no figure of Trafford in 2007/08" in chart.alt


def test_without_gaps_none_is_marked(made, drawn):
    seen = drawn(trends(with_periods(made, {"2007/08": 72.0, "2008/09": 61.0}), "Trafford", indicators=["79"]))
    assert not {"×", "–"} & set(seen.written)
    assert len(seen.segments("value-line")) == len(seen.segments("england-line")) == 1


def test_england_alone_in_a_period_is_a_short_stroke(made, drawn):
    (stroke,) = drawn(trends(made, "Trafford", indicators=["79"])).segments("england-line")
    assert stroke[1] == stroke[3]


def test_the_rated_figure_carries_its_standing(made, drawn):
    seen = drawn(trends(made, "Trafford", indicators=["79", "59", "62", "58"]))
    counts = {name: len(seen.points(f"council-{name}")) for name in ("above", "in-line", "below", "not-comparable")}
    assert counts == {"above": 1, "in-line": 1, "below": 1, "not-comparable": 1}
    assert seen.points("council") == []
    lefts = [MARGIN + place * (PANEL + BETWEEN) for place in range(4)]
    for (x, _), left in zip((seen.points(f"council-{name}")[0] for name in counts), lefts, strict=True):
        assert left < x < left + PANEL


@pytest.mark.parametrize(
    ("number", "values", "word"),
    [
        ("148", [26.2, 47.9], "better"),
        ("148", [47.9, 26.2], "worse"),
        ("62", [10.0, 12.0], "worse"),
        ("62", [12.0, 10.0], "better"),
        ("44", [12.0, 10.0], "down"),
        ("44", [10.0, 12.0], "up"),
        ("148", [26.2, 26.3], "no change"),
        ("148", [26.2], "one figure"),
        ("148", [np.nan], "no figure"),
    ],
)
def test_what_became_of_an_indicator(number, values, word):
    rows = [{"value": value, "follows": True} for value in values]
    assert became(rows, reference.indicator(number)) == word


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"2007/08": 61.0, "2008/09": 72.0}, "the one indicator became better"),
        ({"2007/08": 72.0, "2008/09": 61.0}, "the one indicator became worse"),
        ({"2007/08": None, "2008/09": 61.0}, "the one indicator has no two figures in a row"),
    ],
)
def test_the_title_tells_what_became_of_them(made, own, told):
    assert trends(with_periods(made, own), "Trafford", indicators=["79"]).title == f"Trafford: {told}"


def test_the_title_counts(several):
    chart = trends(several, "Trafford", indicators=["79", "148", "62"])
    assert chart.title == "Trafford: of the three indicators one became better and two have no two figures in a row"
    assert "60.0% to 70.0%: better (2004/05 to 2005/06)" in chart.alt
    assert chart.title in chart.alt


def test_the_weakest_are_chosen_where_none_is_named(ratings):
    chart = trends(ratings, "Trafford")
    near = ratings.compared[(ratings.compared["against"] == "neighbours") & (ratings.compared["council"] == "358")]
    weakest = near.assign(distance=near["gap"] / near["spread"]).query("standing != 'not comparable'").sort_values("distance")
    names = list(dict.fromkeys(chart.data["indicator"]))
    assert len(names) == 8
    assert names == [name for name in weakest["indicator"] if name in names]
    passed = [name for name in weakest["indicator"] if name not in names]
    beyond = weakest.set_index("indicator")["distance"]
    for name in passed:  # nearer to the similar areas, or without two figures in a row
        rows = ratings.comparisons[(ratings.comparisons["council"] == "358") & (ratings.comparisons["indicator"] == name)]
        figures = rows[rows["against"] == "neighbours"]["value"].notna().tolist()
        assert beyond[name] >= beyond[names[-1]] or not any(one and other for one, other in pairwise(figures))


def test_panels_are_in_the_order_asked_for_and_each_once(ratings):
    names = list(dict.fromkeys(trends(ratings, "358", indicators=["79", "NI 148", "79", "58"]).data["indicator"]))
    assert names == ["NI 79", "NI 148", "NI 58"]


def test_what_is_published_and_what_is_not(ratings, made, drawn):
    chart = trends(ratings, "Trafford", indicators=NAMED)
    assert "Demonstration data: not published figures (4 of 8 panels, marked *)" in drawn(chart).written
    assert {"NI 45 *", "NI 79"} <= set(drawn(chart).written)
    assert "Demonstration" not in trends(made, "Trafford", indicators=["79"]).alt
    assert trends(made, "Trafford", indicators=["62"]).alt.endswith("Demonstration data: not published figures.")


def test_texts_of_no_council_overlap(ratings, several, crowded, drawn):
    for code in ratings.table["council"]:
        assert crowded(trends(ratings, code)) == [], code
    assert drawn(trends(ratings, "Trafford", indicators=NAMED)).clashes() == []
    assert drawn(trends(several, "Trafford", indicators=["79", "62", "58"])).clashes() == []


def test_what_cannot_be_drawn_is_refused(made):
    with pytest.raises(EvidenceError, match="Trafford has no figures over the periods to draw"):
        trends(made, "Trafford", indicators=["61"])
    with pytest.raises(EvidenceError, match="Trafford has no figures over the periods to draw"):
        trends(made, "Trafford")  # one period alone: no indicator has two figures in a row
    with pytest.raises(EvidenceError, match=r"NI 75 .* has no figures in the data"):
        trends(made, "Trafford", indicators=["79", "75"])
    with pytest.raises(ReferenceDataError, match="no indicator '999'"):
        trends(made, "Trafford", indicators=["999"])
    with pytest.raises(UnknownCouncilError, match="Trafford"):
        trends(made, "Traford", indicators=["79"])


def test_the_quick_look_for_overlaps_sees_what_the_slow_one_sees(made, crowded, drawn):
    chart = trends(made, "Trafford", indicators=["79"])
    chart.paper.write(MARGIN, 0.4, "over the title", size=12)
    chart.paper.write(chart.paper.width - 0.1, 1.0, "off the sheet", size=12)
    assert [text for text in crowded(chart) if "over the title" in text] == [f"{chart.title} / over the title"]
    assert "off the sheet" in crowded(chart)
    assert {"off the sheet", f"{chart.title} / over the title"} <= set(drawn(chart).clashes())


def test_the_same_bytes_again(several):
    one, other = (trends(several, "358", indicators=["NI 79", "62"]) for _ in range(2))
    assert (one.svg(), one.png(dpi=40), one.pdf(), one.digest) == (other.svg(), other.png(dpi=40), other.pdf(), other.digest)
