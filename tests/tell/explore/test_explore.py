"""What ``cs.explore`` gives where there is nothing to choose by, and how it is called."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from base64 import b64decode
from html.parser import HTMLParser

import pandas as pd
import pytest

import csrating as cs
from csrating.rate import Ratings
from csrating.read.data import Data
from csrating.tell.explore.card import Card, page, table
from csrating.tell.explore.explorer import NO_NOTEBOOK, NOT_INSTALLED


class Seen(HTMLParser):
    """The tags of a page, with what they hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all_of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def data(made: Ratings) -> Data:
    return made.data


def test_the_line_names_the_variable_of_whoever_asks(made: Ratings) -> None:
    figures, asked = dataclasses.replace(made.data), cs.compare(made.data, "Bury")
    assert cs.explore(figures, indicator="79").line == 'cs.tell.neighbours(figures, "Trafford", indicator="NI 79", period="2008/09")'
    assert cs.explore(made, indicator="79").line.startswith("cs.tell.neighbours(made, ")
    assert cs.explore(asked, indicator="79").line.startswith('cs.tell.neighbours(asked, "Bury", ')


def test_what_has_no_name_goes_by_a_usual_one(made: Ratings) -> None:
    assert "(data, " in cs.explore(dataclasses.replace(made.data), indicator="79").line
    assert "(ratings, " in cs.explore(dataclasses.replace(made), indicator="79").line
    assert "(compared, " in cs.explore(cs.compare(made.data, "Bury"), indicator="79").line


def test_a_choice_in_code_changes_chart_table_and_line(data: Data) -> None:
    explored = cs.explore(data, indicator="79")
    title, rows, line = explored.chart.title, len(explored.table), explored.line
    assert explored.choose(council="Bury", chart="distribution", against="region") is explored
    assert explored.chart.title != title
    assert (len(explored.table), rows) == (152, 11)
    assert explored.line != line
    assert 'against="region"' in explored.line


def test_a_mistake_in_code_is_an_error_and_changes_nothing(data: Data) -> None:
    explored = cs.explore(data, indicator="79")
    before = explored.choice
    with pytest.raises(cs.CsratingError, match="Near it: Trafford"):
        explored.choose(council="Traford")
    assert explored.choice == before


def test_a_move_to_another_period_is_said_once(in_two_periods: Data) -> None:
    explored = cs.explore(in_two_periods, indicator="79", period="2007/08")
    assert "moved to its latest period, 2008/09" in repr(explored.choose(indicator="148"))
    assert "moved" not in repr(explored.choose(council="Bury"))


def test_a_period_asked_for_comes_back_with_the_next_indicator_that_has_it(in_two_periods: Data) -> None:
    explored = cs.explore(in_two_periods, indicator="79", period="2007/08")
    assert explored.choose(indicator="148").choice.period == "2008/09"
    assert explored.choose(indicator="79").choice.period == "2007/08"
    assert "moved" not in repr(explored)


class TestCard:
    def test_the_card_holds_chart_words_rows_and_line(self, data: Data) -> None:
        shown = cs.explore(data, indicator="148").shown
        seen = Seen(Card(shown)._repr_html_())
        (image,) = seen.all_of("img")
        assert image["alt"] == shown.chart.alt
        assert b64decode(image["src"].partition("base64,")[2]) == shown.chart.svg()
        said = "".join(seen.texts)
        for part in (shown.said, shown.cell, shown.line, shown.notice, "The rows behind it (11)"):
            assert part in said
        assert len(seen.all_of("tr")) == 12
        assert all(head["scope"] == "col" for head in seen.all_of("th"))

    def test_the_text_holds_the_same(self, data: Data) -> None:
        shown = cs.explore(data, indicator="148").shown
        text = repr(Card(shown))
        for part in (shown.chart.title, shown.said, shown.cell, shown.line, shown.notice, "Stockport"):
            assert part in text

    def test_the_same_choice_gives_the_same_bytes(self, data: Data) -> None:
        one, other = (cs.explore(data, indicator="79").card._repr_html_() for _ in range(2))
        assert one == other

    def test_a_long_table_says_in_text_how_much_more_there_is(self, data: Data) -> None:
        assert "And 140 more rows, in .table." in repr(cs.explore(data, indicator="79", chart="distribution").card)
        assert "more rows" not in repr(cs.explore(data, indicator="79").card)

    def test_names_that_are_code_are_shown_as_they_are(self, data: Data) -> None:
        shown = cs.explore(data, indicator="79").shown
        hostile = dataclasses.replace(shown, said="<script>x</script>", table=shown.table.assign(council="<b>&"))
        seen = Seen(page(hostile))
        assert not seen.all_of("script")
        assert not seen.all_of("b")
        assert "<script>x</script>" in "".join(seen.texts)

    def test_a_missing_figure_is_a_dash_and_none_is_rounded_away(self) -> None:
        told = "".join(Seen(table(pd.DataFrame({"a": [1234.567, float("nan"), 2.0], "b": ["x", None, "y"]}))).texts)
        assert told == "ab1,234.6x––2.0y"


class TestWithoutWidgets:
    @pytest.fixture
    def blocked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """No ipywidgets: to import it fails, as where it is not installed."""
        for name in [name for name in sys.modules if name.partition(".")[0] == "ipywidgets" or name == "csrating.tell.explore.widgets"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "ipywidgets", None)

    def test_one_sentence_says_what_to_install_and_the_card_is_shown(self, blocked: None, data: Data) -> None:
        explored = cs.explore(data, indicator="148")
        bundle = explored._repr_mimebundle_()
        assert set(bundle) == {"text/plain", "text/html"}
        said = "".join(Seen(bundle["text/html"]).texts)
        assert said.count('pip install "csrating[notebooks]"') == 1
        assert explored.line in said
        assert bundle["text/plain"].startswith(NOT_INSTALLED)
        assert repr(explored) == bundle["text/plain"]

    def test_choosing_in_code_works_all_the_same(self, blocked: None, data: Data) -> None:
        explored = cs.explore(data, indicator="148")
        assert "Bury" in explored.choose(council="Bury").chart.title

    def test_asking_for_the_widgets_themselves_fails_as_python_does(self, blocked: None, data: Data) -> None:
        with pytest.raises(ImportError, match="ipywidgets"):
            _ = cs.explore(data, indicator="148").widget


def test_outside_a_notebook_it_says_so_and_shows_the_card(data: Data) -> None:
    pytest.importorskip("ipywidgets", reason="ipywidgets is not installed here: it comes with the extra `notebooks`")
    explored = cs.explore(data, indicator="148")
    assert repr(explored).startswith(NO_NOTEBOOK)
    assert set(explored._repr_mimebundle_()) == {"text/plain", "text/html"}


def test_neither_the_package_nor_exploring_loads_the_widgets() -> None:
    code = "import sys, csrating as cs; cs.explore; print([name for name in ('ipywidgets', 'IPython') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
