"""Strokes written as SVG say and show what the same strokes do as a figure."""

import math
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from matplotlib.markers import MarkerStyle

from csrating.tell.charts.figure import figure
from csrating.tell.charts.strokes import Boxes, Lines, Mark, Points, Text
from csrating.tell.charts.svg import svg

HOSTILE = "<b>&\"'$x$ =1+1"
STROKES = [
    Text(1.0, 0.5, HOSTILE, 8, "#3D3D3D", True, "right"),
    Points([(2.0, 1.0), (3.0, 1.0)], Mark("D", "#12436D", "#FFFFFF", 50), "neighbours"),
    Lines([((0.0, 1.0), (4.0, 1.0))], "#6F6F6F", 1.0, "dashed", "rule"),
    Boxes([(0.5, 0.25, 1.5, 0.75)], "#E6E6E6", "#6F6F6F", 0.8, "band"),
]


def drawn(strokes=STROKES):
    return ElementTree.fromstring(svg(strokes, width=4, height=2, title="A & B", alt="<none>"))


def local(element):
    return element.tag.rpartition("}")[2]


def numbers(path):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]


def test_the_words_are_there_as_words():
    root = drawn()
    assert root.find("{*}title").text == "A & B"
    assert root.find("{*}desc").text == "<none>"
    text = root.find("{*}text")
    assert text.text == HOSTILE
    assert (text.get("x"), text.get("y"), text.get("text-anchor"), text.get("font-weight")) == ("72", "36", "end", "bold")


def test_boxes_lie_under_lines_and_lines_under_text_and_points():
    assert [local(element) for element in drawn()][2:] == ["rect", "path", "path", "text", "path"]
    assert [path.get("class") for path in drawn().findall("{*}path")] == ["band", "rule", "neighbours"]


def test_a_box_is_where_it_was_put():
    assert drawn().find("{*}path").get("d") == "M36 18H108V54H36Z"


@pytest.mark.parametrize("shape", ["^", "v", "s", "D"])
def test_marks_have_the_size_that_matplotlib_gives_them(shape):
    """A marker of area s is its unit path times the square root of s; SVG counts y downwards."""
    mark = Mark(shape, "#12436D", "#FFFFFF", 50)
    found = np.array(numbers(drawn([Points([(1.0, 1.0)], mark, "mark")]).find("{*}path").get("d"))).reshape(-1, 2) - 72
    style = MarkerStyle(shape)
    unit = style.get_transform().transform_path(style.get_path()).vertices[: len(found)]
    expected = unit * math.sqrt(50) * [1, -1]
    assert len(found) == len(expected)
    for corner in found:
        assert np.abs(expected - corner).max(axis=1).min() < 0.02


def test_a_round_mark_is_as_wide_as_the_square_root_of_its_area():
    path = drawn([Points([(1.0, 1.0)], Mark("o", "#12436D", "#FFFFFF", 64), "mark")]).find("{*}path").get("d")
    assert path.startswith("M68 72a4 4 0 1 0 8 0")


def test_the_figure_has_the_same_strokes():
    made = figure(STROKES, width=4, height=2)
    axes = made.axes[0]
    assert [text.get_text() for text in axes.texts] == [HOSTILE]
    assert {collection.get_gid() for collection in axes.collections} == {"neighbours", "rule", "band"}
    assert made.get_size_inches().tolist() == [4, 2]


def test_a_line_may_go_on_over_many_places():
    (path,) = drawn([Lines([((0.0, 1.0), (1.0, 1.0), (2.0, 0.5))], "#6F6F6F", 1.0, "solid", "curve")]).findall("{*}path")
    assert path.get("d") == "M0 72L72 72L144 36"
