"""Where the names of the baselines stand on the neighbour chart: each by its line, and none among the heads of the columns."""

from types import SimpleNamespace

import pytest

from csrating import reference
from csrating.schema import Standing
from csrating.tell.charts.neighbour_drawing import LABEL, RIGHT, Comparison, _named
from csrating.tell.charts.scale import Scale


def names(england, areas):
    """The ends of the names of England and of the mean, and how high they stand, on a scale from 0 to 100."""
    about = reference.indicator("79")
    against = Comparison(
        "Trafford", about, england, areas, (areas - 2, areas + 2), Standing.IN_LINE, SimpleNamespace(label="mean of similar areas")
    )
    found = {line.name: line for line in _named(against, Scale(0.0, 100.0, 2.75, RIGHT))}
    return [(line.middle - line.half, line.middle + line.half, line.above) for line in (found["england"], found["neighbours-mean"])]


@pytest.mark.parametrize(("england", "areas"), [(10, 99), (97, 99), (99, 97), (1, 3), (3, 1), (50, 50), (0, 100), (100, 0), (40, 60)])
def test_no_name_comes_among_the_heads_of_columns_or_lies_on_another_line(england, areas):
    scale = Scale(0.0, 100.0, 2.75, RIGHT)
    (left, right, height), (start, end, above) = names(england, areas)
    assert min(left, start) >= LABEL + 0.69
    assert max(right, end) <= RIGHT + 0.001
    lower, other = ((left, right), areas) if height < above else ((start, end), england)
    assert not lower[0] + 0.001 < scale.at(other) < lower[1] - 0.001
    assert height != above


def test_the_name_of_the_mean_is_the_lower_one_where_there_is_room():
    (_, _, england), (start, _, mean) = names(40, 45)
    assert mean < england
    assert start == pytest.approx(2.75 + 0.45 * (RIGHT - 2.75))
