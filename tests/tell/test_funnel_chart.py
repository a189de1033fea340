"""What the funnel chart means, read from what is drawn on it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csrating.compare import compare
from csrating.compare.funnel import funnel as funnel_of
from csrating.errors import EvidenceError, ReferenceDataError
from csrating.tell import funnel
from csrating.tell.charts.funnel_drawing import MARKS, OWN


def changed(made, indicator, **counts):
    """The same ratings with other counts for some councils, of one indicator: c358=(numerator, denominator)."""
    observations = made.data.observations.copy()
    for code, (above, below) in counts.items():
        at = (observations["area"] == code[1:]) & (observations["indicator"] == indicator)
        observations.loc[at, ["value", "numerator", "denominator"]] = [100 * above / below, above, below]
    data = dataclasses.replace(made.data, observations=observations)
    return dataclasses.replace(made, data=data, comparisons=compare(data))


@pytest.fixture(scope="module")
def sizes(made):
    """NI 148 with councils of several sizes; all others have 10,000 children, from 40 to 60 per cent."""
    return changed(made, "NI 148", c202=(50, 100), c203=(500, 1000), c204=(990, 1000), c205=(20, 1000))


def test_every_council_with_counts_is_one_mark_by_its_verdict(sizes, drawn):
    chart = funnel(sizes, "Trafford", indicator="148")
    seen = drawn(chart)
    others = chart.data[chart.data["council"] != "358"]["allowed"].value_counts().to_dict()
    assert {verdict: len(seen.points(verdict.replace(" ", "-"))) for verdict in others} == others
    assert len(seen.points("council")) == 1
    assert others["far above"] == others["far below"] == 1


def test_the_legend_tells_of_the_marks_that_are_drawn_and_of_no_others(sizes, made, drawn):
    written = drawn(funnel(sizes, "Trafford", indicator="148")).written
    assert {"above those of 99.8%", "below those of 99.8%", "within the limits"} <= set(written)
    alike = drawn(funnel(made, "Trafford", indicator="148"))
    told = {
        "above those of 99.8%": "far-above",
        "below those of 99.8%": "far-below",
        "above those of 95%": "above",
        "below those of 95%": "below",
    }
    assert {text for text, mark in told.items() if alike.points(mark)} == {text for text in told if text in alike.written} != set(told)


def test_what_differs_is_told_by_shape_and_fill(sizes):
    looks = [(mark.shape, mark.fill) for mark in (*MARKS.values(), OWN)]
    assert len(set(looks)) == len(looks)


def test_higher_figures_lie_higher_and_larger_councils_further_right(sizes, drawn):
    seen = drawn(funnel(sizes, "Trafford", indicator="148"))
    (own,), (high,), (low,) = (seen.points(name) for name in ("council", "far-above", "far-below"))  # of 13, 1,000 and 1,000 children
    assert own[0] < high[0] == low[0]
    assert high[1] < own[1] < low[1]


def test_limits_are_those_of_the_funnel_and_narrow_to_the_right(sizes, drawn):
    chart = funnel(sizes, "Trafford", indicator="148")
    rows = chart.data
    by_hand = funnel_of(rows["numerator"], rows["denominator"])
    for column, interval in (("95", by_hand.widened_usual), ("998", by_hand.widened_strict)):
        assert rows[f"wide_low{column}"].tolist() == pytest.approx(100 * interval.lower)
        assert rows[f"wide_high{column}"].tolist() == pytest.approx(100 * interval.upper)
    (curve,) = (lines.get_segments()[0] for lines in drawn(chart)._named("wide-high95"))
    assert (np.diff(curve[:, 1]) >= -1e-9).all()  # y downwards: the upper limit falls
    (average,) = (lines.get_segments()[0] for lines in drawn(chart)._named("average"))
    assert np.ptp(average[:, 1]) == 0


def test_curves_for_any_size_are_those_of_the_councils(sizes):
    from csrating import reference
    from csrating.tell.charts.observed import observed

    asked = observed(sizes).about(reference.indicator("148"))
    limits = list(asked.funnel_at([1.0]).columns)
    assert asked.funnel_at(asked.funnel["denominator"]).equals(asked.funnel[limits])


@pytest.mark.parametrize(
    ("counts", "finding"),
    [
        ((8, 13), "Trafford is within the limits for its size (95%)"),
        ((990, 1000), "Trafford is above the limits for its size (99.8%)"),
        ((20, 1000), "Trafford is below the limits for its size (99.8%)"),
    ],
)
def test_the_title_says_where_the_council_lies(made, counts, finding):
    assert funnel(changed(made, "NI 148", c358=counts), "Trafford", indicator="148").title.endswith(finding)


def test_a_council_without_a_figure_is_told_and_not_drawn(made, drawn):
    chart = funnel(made, "Trafford", indicator="61")
    assert chart.title.endswith("the figure for Trafford is suppressed")
    assert drawn(chart).points("council") == []
    assert "151 of 152 councils have a figure with its counts; of the others 1 suppressed." in chart.caption


def test_who_is_outside_is_named(sizes, drawn):
    chart = funnel(sizes, "Trafford", indicator="148")
    assert "Above those of 99.8%: Hackney. Below those of 99.8%: Hammersmith and Fulham." in chart.caption
    assert {"Trafford", "Hackney", "Hammersmith and Fulham"} <= set(drawn(chart).written)
    assert "differ more than by chance" in chart.caption


def test_where_counts_are_not_published_it_is_refused(made):
    with pytest.raises(EvidenceError, match=r"the counts of NI 58 in 2008/09 are not published"):
        funnel(made, "Trafford", indicator="58")
    with pytest.raises(EvidenceError, match=r"NI 75 .* has no figures for a period that ended by 2009-09-30"):
        funnel(made, "Trafford", indicator="75")
    with pytest.raises(ReferenceDataError, match="no indicator '999'"):
        funnel(made, "Trafford", indicator="999")


def test_texts_do_not_overlap(made, sizes, drawn):
    for ratings, number in ((sizes, "148"), (made, "148"), (made, "79"), (made, "62"), (made, "61"), (made, "72")):
        assert drawn(funnel(ratings, "Trafford", indicator=number)).clashes() == [], number


def test_demonstration_figures_are_named(made):
    assert funnel(made, "Trafford", indicator="62").alt.endswith("Demonstration data: not published figures.")
    assert "Demonstration" not in funnel(made, "Trafford", indicator="79").alt


def test_the_same_bytes_again(sizes):
    one, other = (funnel(sizes, "358", indicator="NI 148") for _ in range(2))
    assert (one.svg(), one.png(dpi=40), one.digest) == (other.svg(), other.png(dpi=40), other.digest)
