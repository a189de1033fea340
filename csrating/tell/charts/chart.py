"""What every chart is: a figure with the numbers in it, the words around it, and the same bytes each time it is saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd

from csrating.tell.charts.paper import Paper
from csrating.tell.charts.svg import svg
from csrating.tell.claims import Claims

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, eq=False, repr=False)
class Chart:
    """A chart and what it says.

    Args:
        paper: the drawing.
        data: the plotted numbers, one row per row of the chart, each with the cell it came from.
        title: the finding, in a sentence that claims no more than the figures do.
        caption: measure, sources, period, how many, and which rules are ours.
        alt: the same for a reader who cannot see it.
        claims: what the figures say; title and alternative text are made from these and from nothing else.
    """

    paper: Paper
    data: pd.DataFrame
    title: str
    caption: str
    alt: str
    claims: Claims

    @cached_property
    def figure(self) -> Figure:
        """The drawing as a matplotlib figure, made when it is first asked for."""
        # What draws with matplotlib is imported here and below, so that a build, which writes nothing but SVG, never waits for it.
        from csrating.tell.charts.figure import figure

        return figure(self.paper.strokes, width=self.paper.width, height=self.paper.height)

    @property
    def digest(self) -> str:
        """Twelve figures that change when a plotted number or word does (sha256 of the data as csv, nine significant figures)."""
        text = self.data.to_csv(index=False, float_format="%.9g", lineterminator="\n")
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def svg(self) -> bytes:
        """The chart as SVG with its title and description, text as text; the same bytes for the same data."""
        return self._svg

    @cached_property
    def _svg(self) -> bytes:
        """Made once: a page and a file take the same one."""
        return svg(self.paper.strokes, width=self.paper.width, height=self.paper.height, title=self.title, alt=self.alt)

    def png(self, *, dpi: int = 150) -> bytes:
        """The chart as PNG, ``dpi`` dots to the inch; the same bytes for the same data."""
        return self._saved("png", dpi=dpi, metadata={"Software": None, "Title": self.title, "Description": self.alt})

    def pdf(self) -> bytes:
        """The chart as PDF; the same bytes for the same data."""
        return self._saved("pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None, "Title": self.title})

    def _saved(self, form: str, *, metadata: dict[str, str | None], dpi: int = 72) -> bytes:
        from csrating.tell.charts.figure import drawing

        stream = BytesIO()
        with drawing():
            self.figure.savefig(stream, format=form, dpi=dpi, metadata=metadata)
        return stream.getvalue()

    def _repr_png_(self) -> bytes:
        return self.png(dpi=100)

    def __repr__(self) -> str:
        return f"Chart({self.title!r}, {len(self.data)} rows, digest {self.digest})"
