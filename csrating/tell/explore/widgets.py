"""The choice as widgets, for JupyterLab and whatever else shows ipywidgets: each with a label, all to be reached by keyboard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import ipywidgets

from csrating.tell.explore.card import notes, page
from csrating.tell.explore.choice import Choice, kind_named
from csrating.tell.explore.options import Options
from csrating.tell.explore.shown import Shown

PAUSE = 0.06
"""So many seconds without another change are waited for, so that holding down an arrow key draws once."""

_LIST = "Alt and the arrow down open the list; page up and page down go through it"
_BEGINS = {"description_width": "6.5rem"}


@dataclass(eq=False)
class View:
    """Widgets for a choice, and under them what is shown of it.

    Args:
        options: what can be chosen.
        choice: to begin with.
        choose: called with what changed, by keyword; it gives the choice that comes of it.
        show: draws what was chosen.
    """

    options: Options
    choice: Choice
    choose: Callable[..., Choice]
    show: Callable[[], Shown]
    drawn: int = 0
    _waits: asyncio.TimerHandle | None = field(default=None, init=False)
    _quiet: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        style, wide, narrow = _BEGINS, {"width": "auto", "flex": "1 1 24rem", "max_width": "42rem"}, {"width": "18rem"}
        kinds = [(kind.label, kind.name) for kind in self.options.kinds]
        indicators = [(label, indicator) for indicator, label in self.options.indicators.items()]
        self.council = ipywidgets.Combobox(
            options=self.options.councils,
            ensure_option=False,
            continuous_update=False,
            description="Council",
            placeholder="any code or spelling",
            tooltip="Any code or spelling of a council; Enter to choose it",
            layout=narrow,
            style=style,
        )
        self.indicator = ipywidgets.Dropdown(options=indicators, description="Indicator", tooltip=_LIST, layout=wide, style=style)
        self.against = ipywidgets.Dropdown(options=self.options.comparators, description="Compared with", layout=narrow, style=style)
        self.period = ipywidgets.Dropdown(description="Period", layout={"width": "13rem"}, style=style)
        self.chart = ipywidgets.Dropdown(options=kinds, description="Chart", layout={"width": "17rem"}, style=style)
        self.said, self.page = ipywidgets.HTML(), ipywidgets.HTML()
        self._follow()
        for name, control in self.controls.items():
            control.observe(self._on_change(name), names="value")
        controls = ipywidgets.HBox(list(self.controls.values()), layout={"flex_flow": "row wrap", "grid_gap": "0.2rem 0.8rem"})
        self.box = ipywidgets.VBox([controls, self.said, self.page])
        self.draw()

    @property
    def controls(self) -> dict[str, Any]:
        """The widgets to choose by, in the order in which the keyboard reaches them."""
        return {
            "council": self.council,
            "indicator": self.indicator,
            "against": self.against,
            "period": self.period,
            "chart": self.chart,
        }

    def follow(self, choice: Choice) -> None:
        """Take over a choice that was made in code."""
        self.choice = choice
        self._follow()
        self._soon()

    def draw(self) -> None:
        """Show what is chosen now."""
        self._waits = None
        shown = self.show()
        self.drawn += 1
        self.said.value, self.page.value = notes(shown), page(shown)

    def _on_change(self, name: str) -> Callable[[dict[str, Any]], None]:
        def changed(change: dict[str, Any]) -> None:
            if not self._quiet:
                self._changed(name, change["new"])

        return changed

    def _changed(self, name: str, value: str) -> None:
        self.choice = self.choose(**{name: value})
        self._follow()
        self._soon()

    def _follow(self) -> None:
        """Set every widget to the choice, the periods to those of the indicator."""
        with self._quietly():
            self.council.value, self.indicator.value = self.choice.name, self.choice.indicator
            periods = self.options.periods_told(self.choice.indicator)
            if tuple(self.period.options) != periods:
                self.period.options = periods
            self.period.value, self.against.value = self.choice.period, self.choice.against
            self.chart.value = kind_named(self.choice.kind).name

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def _soon(self) -> None:
        """Draw once nothing more changes; at once where nobody waits for anything, as in a script."""
        if self._waits is not None:
            self._waits.cancel()
        try:
            self._waits = asyncio.get_running_loop().call_later(PAUSE, self.draw)
        except RuntimeError:
            self.draw()
