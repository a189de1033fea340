"""Re-create the annual rating of council children's services: read, compare, rate, tell.

>>> import csrating as cs
>>> cs.council("Trafford").code
'358'
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from csrating import reference, tell
    from csrating.compare import compare
    from csrating.compare.changed_standings import changed_standings
    from csrating.compare.measures import compare_measures
    from csrating.compare.method import Method
    from csrating.compare.neighbour_tables import compare_neighbour_tables
    from csrating.compare.own_neighbours import characteristics_of, own_neighbours
    from csrating.errors import CsratingError
    from csrating.rate import rate
    from csrating.rate.bounds import bounds
    from csrating.rate.difference import difference
    from csrating.rate.explain import explain
    from csrating.rate.judged_backtest import backtest_today
    from csrating.rate.probability import probabilities
    from csrating.rate.tipping import tipping_points
    from csrating.read import Answers, Data, Reading, read, read_file
    from csrating.read.large_extracts import SettingCounts, count_settings
    from csrating.reference import council, councils, indicator, indicators
    from csrating.reference.frameworks import framework
    from csrating.tell.explore import explore

__version__ = "0.1.0"

__all__ = [
    "Answers",
    "CsratingError",
    "Data",
    "Method",
    "Reading",
    "SettingCounts",
    "backtest_today",
    "bounds",
    "changed_standings",
    "characteristics_of",
    "compare",
    "compare_measures",
    "compare_neighbour_tables",
    "council",
    "councils",
    "count_settings",
    "difference",
    "explain",
    "explore",
    "framework",
    "indicator",
    "indicators",
    "own_neighbours",
    "probabilities",
    "rate",
    "read",
    "read_file",
    "reference",
    "tell",
    "tipping_points",
]

_HOME = {
    "Answers": "csrating.read",
    "CsratingError": "csrating.errors",
    "Data": "csrating.read",
    "Method": "csrating.compare.method",
    "Reading": "csrating.read",
    "SettingCounts": "csrating.read.large_extracts",
    "backtest_today": "csrating.rate.judged_backtest",
    "bounds": "csrating.rate.bounds",
    "changed_standings": "csrating.compare.changed_standings",
    "characteristics_of": "csrating.compare.own_neighbours",
    "compare": "csrating.compare",
    "compare_measures": "csrating.compare.measures",
    "compare_neighbour_tables": "csrating.compare.neighbour_tables",
    "council": "csrating.reference",
    "councils": "csrating.reference",
    "count_settings": "csrating.read.large_extracts",
    "difference": "csrating.rate.difference",
    "explain": "csrating.rate.explain",
    "explore": "csrating.tell.explore",
    "framework": "csrating.reference.frameworks",
    "indicator": "csrating.reference",
    "indicators": "csrating.reference",
    "own_neighbours": "csrating.compare.own_neighbours",
    "probabilities": "csrating.rate.probability",
    "rate": "csrating.rate",
    "read": "csrating.read",
    "read_file": "csrating.read",
    "tipping_points": "csrating.rate.tipping",
}
"""Where each name lives: it is imported when it is first asked for, so that ``import csrating`` stays quick."""


class _Package(ModuleType):
    """The package, in which the functions ``read``, ``compare`` and ``rate`` keep their names when the rooms called so are imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name in ("reference", "tell"):
        return import_module(f"csrating.{name}")
    if name not in _HOME:
        raise AttributeError(f"module 'csrating' has no attribute {name!r}")
    found = getattr(import_module(_HOME[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
