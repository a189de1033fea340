"""What holds of every kind of chart: the same bytes again in each form, figures, words for who cannot see it, and no text too small."""

from __future__ import annotations

import pytest

from csrating import tell
from csrating.tell.charts.strokes import Text
from tests.tell.conftest import with_periods

KINDS = ["spine", "grades", "rug", "cartogram", "sensitivity", "trends", "neighbours", "trend", "distribution", "funnel"]
ABOUT_ONE_INDICATOR = {"neighbours", "trend", "distribution", "funnel"}
SMALLEST = 7.0


@pytest.fixture(scope="module")
def several(made):
    return with_periods(made, {"2004/05": 60.0, "2005/06": 70.0, "2007/08": None, "2008/09": 80.0})


def draw(ratings, kind):
    options = {"indicator": "148"} if kind in ABOUT_ONE_INDICATOR else {}
    return getattr(tell, kind)(ratings, "Trafford", **options, **({"indicators": ["79", "62"]} if kind == "trends" else {}))


@pytest.fixture(scope="module", params=KINDS)
def pair(request, several):
    return draw(several, request.param), draw(several, request.param)


def test_no_kind_is_left_out():
    drawn = {name for name in tell.__all__ if tell._HOME.get(name) == "csrating.tell.charts"}
    assert drawn == set(KINDS)


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_the_same_bytes_again(pair, form):
    one, other = pair
    first = getattr(one, form)()
    assert first == getattr(other, form)()
    assert first.startswith({"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[form])
    assert not any(word in first for word in (b"CreationDate", b"Matplotlib v", b"matplotlib.org"))


def test_the_figures_are_there_and_their_digest_is_the_same_again(pair):
    one, other = pair
    assert len(one.data)
    assert one.digest == other.digest
    assert not one.data.duplicated().any()


def test_a_chart_has_a_title_a_caption_and_words_for_who_cannot_see_it(pair):
    chart, _ = pair
    assert chart.title
    assert chart.caption.endswith((".", "%"))
    assert chart.title in chart.alt
    assert chart.figure.axes


def test_no_text_is_too_small_and_none_is_cut(pair):
    chart, _ = pair
    texts = [stroke for stroke in chart.paper.strokes if isinstance(stroke, Text)]
    assert min(text.size for text in texts) >= SMALLEST
    assert not [text.text for text in texts if len(text.text) > 1 and text.text.endswith("…") and not text.text.endswith(" …")]


def test_no_texts_overlap(pair, crowded):
    assert crowded(pair[0]) == []
