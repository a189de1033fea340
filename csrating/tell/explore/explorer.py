"""What ``cs.explore`` gives: the choice, what is shown of it, and the widgets where there are some."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from typing import Any

import pandas as pd

from csrating.errors import CsratingError
from csrating.tell.charts import Chart
from csrating.tell.explore.card import Card
from csrating.tell.explore.choice import Choice
from csrating.tell.explore.model import Model
from csrating.tell.explore.shown import Shown
from csrating.tell.grammar import capital

NOT_INSTALLED = 'There is nothing to choose by, because ipywidgets is not installed: pip install "csrating[notebooks]", then start again.'
NO_NOTEBOOK = "There is nothing to choose by, because widgets need a notebook: open one in JupyterLab, or call .choose(council=...) here."
NO_FRONT_END = "If there is nothing to choose by above, widgets are not shown here: open this notebook in JupyterLab and run it."


class Explorer:
    """A choice of council, indicator, comparator, period and chart, and what is shown of it.

    In a notebook it shows itself as widgets; anywhere else, and where ipywidgets is not installed, as a card that says so.

    Args:
        model: what can be chosen and shown.
        choice: to begin with.
    """

    def __init__(self, model: Model, choice: Choice) -> None:
        self.model = model
        self.choice = choice
        self._notes: tuple[str, ...] = ()
        self._wished = choice.period

    def choose(
        self,
        *,
        council: str | None = None,
        indicator: str | None = None,
        against: str | None = None,
        period: str | None = None,
        chart: str | None = None,
    ) -> Explorer:
        """Choose something else, as by hand; what is left out stays as it is.

        Args:
            council: any code or spelling.
            indicator: a number or title.
            against: "similar areas", "England", "region", "council type" or a group of the method.
            period: one in which a council has a figure; the latest where the indicator has none in the period chosen before.
            chart: neighbours, distribution, trend or funnel; of ratings also spine or rug.

        Raises:
            CsratingError: what is asked for is unknown or cannot be chosen.
        """
        self._change(council=council, indicator=indicator, against=against, period=period, chart=chart)
        if "_view" in self.__dict__:
            self._view.follow(self.choice)
        return self

    @property
    def shown(self) -> Shown:
        """All that is shown of the choice."""
        return self.model.shown(self.choice).noting(*self._notes)

    @property
    def chart(self) -> Chart:
        """The chart."""
        return self.shown.chart

    @property
    def table(self) -> pd.DataFrame:
        """The rows behind the chart."""
        return self.shown.table

    @property
    def line(self) -> str:
        """The line of code that gives the chart without choosing by hand."""
        return self.shown.line

    @property
    def card(self) -> Card:
        """What is shown, without anything to choose by."""
        return Card(self.shown)

    @property
    def widget(self) -> Any:
        """The widgets, and under them what is shown.

        Raises:
            ModuleNotFoundError: ipywidgets is not installed.
        """
        return self._view.box

    @cached_property
    def _view(self) -> Any:
        from csrating.tell.explore.widgets import View

        return View(self.model.options, self.choice, choose=self._chosen, show=lambda: self.shown)

    def _change(self, **changes: str | None) -> None:
        """Take over a change. Another indicator is looked for in the period last asked for, whatever the ones between had."""
        wished = replace(self.choice, period=self._wished) if changes.get("indicator") else self.choice
        self.choice, self._notes = self.model.changed(wished, **changes)
        self._wished = changes.get("period") or self._wished

    def _chosen(self, **changes: str) -> Choice:
        """The choice after a change by hand: a mistake is said where the chart is, and the choice stays."""
        try:
            self._change(**changes)
        except CsratingError as why:
            self._notes = (capital(str(why)),)
        return self.choice

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        if not has_widgets() or not in_notebook():
            card = Card(self.shown, NO_NOTEBOOK if has_widgets() else NOT_INSTALLED)
            return {"text/plain": repr(card), "text/html": card._repr_html_()}
        card = Card(self.shown, NO_FRONT_END)
        view = self.widget._repr_mimebundle_()["application/vnd.jupyter.widget-view+json"]
        return {"text/plain": repr(card), "text/html": card._repr_html_(), "application/vnd.jupyter.widget-view+json": view}

    def __repr__(self) -> str:
        return repr(Card(self.shown, NO_NOTEBOOK if has_widgets() else NOT_INSTALLED))


def has_widgets() -> bool:
    """Whether ipywidgets is installed."""
    try:
        import_module("ipywidgets")
    except ImportError:
        return False
    return True


def in_notebook() -> bool:
    """Whether this runs in a kernel, to which something may be connected that shows widgets."""
    shell = sys.modules.get("IPython")
    found = shell.get_ipython() if shell else None
    return getattr(found, "kernel", None) is not None
