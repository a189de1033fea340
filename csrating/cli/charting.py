"""The command ``chart``: one chart, by its kind, of one council or of all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width, wrapped
from csrating.cli.options import (
    RAW,
    ChartKind,
    CouncilOrNone,
    FrameworkName,
    Neighbours,
    OneIndicator,
    OutFile,
    PublishedOnly,
    Raw,
    known_council,
)
from csrating.cli.place import known_ending
from csrating.errors import CsratingError

if TYPE_CHECKING:
    from csrating.rate import Ratings
    from csrating.tell.charts.chart import Chart

ABOUT_ONE_INDICATOR = (ChartKind.NEIGHBOURS, ChartKind.TREND, ChartKind.DISTRIBUTION, ChartKind.FUNNEL)


def chart_command(
    kind: Annotated[ChartKind, typer.Argument(help="Which chart.", show_default=False)],
    council: CouncilOrNone = None,
    indicator: OneIndicator = None,
    out: OutFile = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    published_only: PublishedOnly = False,
) -> None:
    """Draw a chart. An .svg, .png or .pdf by the ending of --out; neighbours, trend, distribution and funnel take --indicator."""
    from csrating.cli.build import Choices, ratings_of

    code = _known_council(kind, council, framework)
    target = out or Path(f"{'-'.join(filter(None, [kind.value, code]))}.svg")
    ending = known_ending(target, what="a chart", known=("svg", "png", "pdf"))
    wanted = _known_indicator(kind, indicator)
    ratings = ratings_of(raw, Choices(framework, neighbours, published_only=published_only))
    drawn = _drawn(ratings, kind, code, wanted)
    replaced_file(target, getattr(drawn, ending)())
    for line in (drawn.title, *ratings.data.notes):
        print(wrapped(line, width=terminal_width()))
    print(f"wrote {target}")


def _known_council(kind: ChartKind, council: str | None, framework: str) -> str:
    """The council's code, which a chart of one council must have; blank where the map is to frame none.

    Raises:
        CsratingError: it is missing.
        UnknownCouncilError: no council is meant, or more than one.
    """
    if council is None and kind is not ChartKind.MAP:
        raise CsratingError(f"the {kind.value} chart is about one council", do=f"Name one, such as: csrating chart {kind.value} Trafford.")
    return known_council(council, framework) if council is not None else ""


def _known_indicator(kind: ChartKind, indicator: str | None) -> str | None:
    """The indicator's name, which a chart about one indicator must have and another must not.

    Raises:
        CsratingError: it is missing, or there is no room for it.
        ReferenceDataError: it is not in the register.
    """
    from csrating import reference

    if kind in ABOUT_ONE_INDICATOR and not indicator:
        raise CsratingError(f"the {kind.value} chart is about one indicator", do="Add, say, --indicator 148.")
    if kind not in ABOUT_ONE_INDICATOR and indicator:
        raise CsratingError(f"the {kind.value} chart is not about one indicator", do="Leave --indicator out, or draw the neighbours chart.")
    return reference.indicator(indicator).indicator if indicator else None


def _drawn(ratings: Ratings, kind: ChartKind, code: str, indicator: str | None) -> Chart:
    from csrating import tell

    if kind is ChartKind.MAP:
        return tell.cartogram(ratings, code or None)
    chart: Chart = getattr(tell, kind.value)(ratings, code, **({"indicator": indicator} if indicator else {}))
    return chart
