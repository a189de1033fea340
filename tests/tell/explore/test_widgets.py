"""The widgets, used in this process: their values are set as a hand would, and what they show is read."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import csrating as cs
from csrating.rate import Ratings
from csrating.read.data import Data
from csrating.tell.explore import Explorer
from csrating.tell.explore.card import page

pytest.importorskip("ipywidgets", reason="ipywidgets is not installed here: it comes with the extra `notebooks`")

from csrating.tell.explore.widgets import PAUSE, View


@pytest.fixture
def explored(in_two_periods: Data) -> Explorer:
    return cs.explore(in_two_periods, indicator="79", period="2007/08")


@pytest.fixture
def view(explored: Explorer) -> View:
    assert explored.widget is explored._view.box
    return explored._view


def test_the_widgets_begin_with_the_choice_and_show_it(explored: Explorer, view: View) -> None:
    assert {name: control.value for name, control in view.controls.items()} == {
        "council": "Trafford",
        "indicator": "NI 79",
        "against": "similar areas",
        "period": "2007/08",
        "chart": "neighbours",
    }
    assert view.page.value == page(explored.shown)
    assert view.drawn == 1


def test_every_widget_has_a_label_and_stands_in_the_order_of_the_keyboard(view: View) -> None:
    labels = [control.description for control in view.controls.values()]
    assert labels == ["Council", "Indicator", "Compared with", "Period", "Chart"]
    assert list(view.box.children[0].children) == list(view.controls.values())


def test_the_rated_period_is_marked_where_there_are_ratings_and_nowhere_else(made: Ratings, view: View) -> None:
    assert [told for told, _ in cs.explore(made).model.options.periods_told("NI 79")] == ["2008/09 (rated)"]
    assert [told for told, _ in view.period.options] == ["2008/09", "2007/08"]


def test_what_can_be_chosen_is_what_the_figures_hold(explored: Explorer, view: View) -> None:
    assert len(view.council.options) == 152
    assert [value for _, value in view.indicator.options] == list(explored.model.options.indicators)
    assert [period for _, period in view.period.options] == ["2008/09", "2007/08"]
    assert view.against.options == ("similar areas", "England", "region", "council type")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("council", "Bury", '"Bury"'),
        ("council", "st. helens", '"St Helens"'),
        ("council", "351", '"Bury"'),
        ("against", "region", 'against="region"'),
        ("period", "2008/09", 'period="2008/09"'),
        ("chart", "trend", "cs.tell.trend("),
        ("indicator", "NI 148", 'indicator="NI 148"'),
    ],
)
def test_a_change_by_hand_is_followed_by_chart_rows_and_line(explored: Explorer, view: View, name: str, value: str, told: str) -> None:
    before = view.page.value
    view.controls[name].value = value
    assert told in explored.line
    assert view.page.value == page(explored.shown) != before
    assert view.drawn == 2
    assert view.council.value == explored.choice.name


def test_a_period_that_the_indicator_has_not_moves_and_says_so(explored: Explorer, view: View) -> None:
    view.indicator.value = "NI 148"
    assert view.period.value == "2008/09"
    assert [period for _, period in view.period.options] == ["2008/09"]
    assert "NI 148 has no figures in 2007/08: moved to its latest period, 2008/09." in view.said.value
    view.council.value = "Bury"
    assert "moved" not in view.said.value


def test_a_council_that_nobody_knows_is_said_and_the_choice_stays(explored: Explorer, view: View) -> None:
    view.council.value = "Traford"
    assert "No council of 2009 is known as" in view.said.value
    assert "Near it: Trafford (358)" in view.said.value
    assert 'role="status"' in view.said.value
    assert view.council.value == "Trafford"
    assert explored.choice.council == "358"
    assert view.page.value == page(explored.shown)


def test_a_choice_in_code_moves_the_widgets(explored: Explorer, view: View) -> None:
    explored.choose(council="Bury", chart="funnel", period="2008/09")
    assert (view.council.value, view.chart.value, view.period.value) == ("Bury", "funnel", "2008/09")
    assert view.page.value == page(explored.shown)
    assert view.drawn == 2


def test_a_chart_that_cannot_be_drawn_leaves_the_widgets_as_they_were_set(view: View) -> None:
    view.against.value = "England"
    assert "too many to be drawn one by one" in view.said.value
    assert view.chart.value == "neighbours"
    view.against.value = "region"
    assert "too many" not in view.said.value


async def _hurried(view: View, values: list[str]) -> tuple[int, Any]:
    for value in values:
        view.indicator.value = value
    at_once = view.drawn
    await asyncio.sleep(5 * PAUSE)
    return at_once, view.drawn


def test_many_changes_in_a_hurry_are_drawn_once(explored: Explorer, view: View) -> None:
    at_once, after = asyncio.run(_hurried(view, ["NI 55", "NI 58", "NI 59", "NI 62", "NI 148"]))
    assert (at_once, after) == (1, 2)
    assert view.page.value == page(explored.shown)
    assert 'indicator="NI 148"' in explored.line


def test_in_a_notebook_it_shows_widgets_and_a_card_for_whoever_cannot(monkeypatch: pytest.MonkeyPatch, explored: Explorer) -> None:
    from csrating.tell.explore import explorer

    monkeypatch.setattr(explorer, "in_notebook", lambda: True)
    bundle = explored._repr_mimebundle_()
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == explored.widget.model_id
    assert explorer.NO_FRONT_END in bundle["text/html"]
    assert explored.line.replace('"', "&quot;") in bundle["text/html"]
