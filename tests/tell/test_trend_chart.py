"""What the trend chart means, read from what is drawn on it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csrating.errors import EvidenceError, ReferenceDataError
from csrating.rate import Ratings
from csrating.tell import trend
from csrating.tell.charts.scale import Scale, spread
from csrating.tell.charts.trend_rows import last_run
from tests.tell.conftest import with_periods

AS_PUBLISHED = {"2004/05": 60.0, "2005/06": 70.0, "2007/08": None, "2008/09": 80.0}
"""Trafford's NI 79 in periods of which 2006/07 is not in the data; all others' figures stay as they are in 2008/09."""


@pytest.fixture(scope="module")
def several(made: Ratings) -> Ratings:
    return with_periods(made, AS_PUBLISHED)


def test_lines_join_consecutive_figures_and_nothing_else(several, drawn):
    chart = trend(several, "Trafford", indicator="79")
    seen = drawn(chart)
    (own,) = seen.segments("value-line")
    assert (own[0], own[2]) == tuple(x for x, _ in seen.points("council-in-line") + seen.points("council-above"))[:2]
    assert len(seen.segments("england-line")) == 2  # not over 2006/07, which is not in the data
    assert len(seen.points("england")) == 4
    assert sum(len(seen.points(f"council-{name}")) for name in ("above", "in-line", "below", "not-comparable")) == 3


def test_a_missing_period_keeps_its_place_and_a_missing_figure_is_said(several, drawn):
    chart = trend(several, "Trafford", indicator="79")
    seen = drawn(chart)
    assert chart.data["slot"].tolist() == [0, 1, 3, 4]
    assert chart.data["follows"].tolist() == [False, True, False, True]
    assert {"no data", "no figure", "suppressed"} <= set(seen.written)
    lefts = [seen.place_of(period)[0] for period in ("2004/05", "2005/06", "no data", "2007/08", "2008/09")]
    assert np.diff(lefts) == pytest.approx(np.diff(lefts)[0])
    assert "No figure of Trafford: 2007/08 (suppressed)." in chart.caption


def test_higher_figures_lie_higher_and_bars_run_from_lowest_to_highest(several, drawn):
    chart = trend(several, "Trafford", indicator="79")
    seen = drawn(chart)
    (start,) = seen.segments("value-line")
    per_unit = (start[1] - start[3]) / 10  # from 60 up to 70
    assert per_unit > 0
    _, top, _, bottom = seen.boxes("range")[0]
    assert (bottom - top) / per_unit == pytest.approx(56 - 44, abs=0.05)  # the neighbours' figures, worked out in conftest
    assert chart.data[["neighbours_low", "neighbours_high"]].to_numpy().tolist() == [[44.0, 56.0]] * 4
    assert len(seen.boxes("range")) == 4


def test_the_title_tells_the_latest_unbroken_run_alone(several):
    assert (
        trend(several, "Trafford", indicator="79").title
        == "Level 2 by age 19: Trafford rose from 60.0% to 70.0%, 2004/05 to 2005/06: better"
    )
    subtitle = trend(several, "Trafford", indicator="79").alt
    assert "England had 50.0% at both ends" in subtitle


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"2007/08": 72.0, "2008/09": 61.0}, "fell from 72.0% to 61.0%, 2007/08 to 2008/09: worse"),
        ({"2007/08": 72.01, "2008/09": 72.0}, "had 72.0% at both ends, 2007/08 to 2008/09"),
        ({"2007/08": None, "2008/09": 61.0}, "has one figure, 61.0% in 2008/09"),
        ({"2005/06": 60.0, "2007/08": None, "2008/09": 61.0}, "has 61.0% in 2008/09 and no two consecutive figures"),
    ],
)
def test_titles(made, own, told):
    assert trend(with_periods(made, own), "Trafford", indicator="79").title == f"Level 2 by age 19: Trafford {told}"


def test_a_break_in_the_series_breaks_the_run():
    rows = pd.DataFrame({"value": [1.0, 2.0, 3.0, 4.0], "follows": [False, True, False, True]})
    assert last_run(rows)["value"].tolist() == [3.0, 4.0]
    assert last_run(rows.assign(follows=False))["value"].tolist() == [4.0]
    assert last_run(rows.assign(value=[1.0, 2.0, np.nan, 4.0]))["value"].tolist() == [1.0, 2.0]


def test_whether_a_change_is_more_than_chance_is_said_or_said_to_be_untested(made, several):
    assert "is not tested" in trend(several, "Trafford", indicator="79").caption
    five = {f"{2003 + year}/{4 + year:02d}": 50.0 + 4 * year for year in range(1, 6)}
    caption = trend(with_periods(made, five), "Trafford", indicator="79").caption
    assert "Over the last five periods, beyond chance: increasing." in caption


@pytest.mark.parametrize(("number", "top", "bottom"), [("79", "↑ better", "↓ worse"), ("62", "↑ worse", "↓ better")])
def test_which_way_is_better_is_said_in_words(made, drawn, number, top, bottom):
    seen = drawn(trend(made, "Trafford", indicator=number))
    assert seen.place_of(top)[1] < seen.place_of(bottom)[1]


def test_without_polarity_nothing_is_better(made, drawn):
    assert not any("better" in text for text in drawn(trend(made, "Trafford", indicator="44")).written)


def test_texts_do_not_overlap(made, several, drawn):
    for chart in (
        trend(several, "Trafford", indicator="79"),
        *(trend(made, "Trafford", indicator=one) for one in ("148", "62", "58", "44")),
    ):
        assert drawn(chart).clashes() == []


def test_what_is_published_and_what_is_not(made):
    assert trend(made, "Trafford", indicator="62").alt.endswith("Demonstration data: not published figures.")
    assert "Demonstration" not in trend(made, "Trafford", indicator="79").alt


def test_the_same_bytes_again(several):
    one, other = (trend(several, "358", indicator="NI 79") for _ in range(2))
    assert (one.svg(), one.png(dpi=40), one.pdf(), one.digest) == (other.svg(), other.png(dpi=40), other.pdf(), other.digest)


def test_what_cannot_be_drawn_is_refused(made):
    with pytest.raises(EvidenceError, match="Trafford has no figure of NI 61"):
        trend(made, "Trafford", indicator="61")
    with pytest.raises(EvidenceError, match=r"NI 75 .* has no figures for a period that ended by 2009-09-30"):
        trend(made, "Trafford", indicator="75")
    with pytest.raises(ReferenceDataError, match="no indicator '999'"):
        trend(made, "Trafford", indicator="999")


def test_labels_keep_their_order_and_distance():
    assert spread([2.0, 1.0], apart=0.3, low=0.0, high=4.0) == [2.0, 1.0]
    found = spread([4.0, 3.9, 0.0, 0.1], apart=0.5, low=0.0, high=4.0)
    assert found == pytest.approx([4.0, 3.5, 0.0, 0.5])


def test_a_scale_goes_either_way():
    assert Scale(0.0, 10.0, 5.0, 1.0).at(10.0) == 1.0
    assert Scale(10.0, 0.0, 5.0, 1.0).ticks() == Scale(0.0, 10.0, 5.0, 1.0).ticks()
