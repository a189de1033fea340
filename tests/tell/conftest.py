"""Small ratings with figures that can be worked out by hand, made by the rooms themselves."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from io import BytesIO
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from openpyxl import Workbook, load_workbook

from csrating import reference
from csrating.compare import compare
from csrating.rate import Ratings, rate
from csrating.read import read
from csrating.read.data import Data
from csrating.read.registered.sources import Source
from csrating.schema import INSPECTIONS, OBSERVATIONS, OVERALL, SAFEGUARDING, Origin, check
from csrating.tell import Letter, letter, workbook
from csrating.tell.charts import Chart
from csrating.tell.charts.paper import text_width
from csrating.tell.charts.strokes import Text
from csrating.tell.claims.evidence import View, background_of, view

TRAFFORD = "358"
NEAR = ("334", "919", "305", "356", "867", "823", "816", "937", "850", "895")
"""Trafford's statistical neighbours of the table before 2019, nearest first."""


def _figures(indicator: str) -> tuple[dict[str, float], float]:
    """Each council's figure and England's. Councils that are not named here run evenly from 40 to 60."""
    codes = list(reference.councils()["code"])
    even = dict(zip(codes, np.linspace(40, 60, len(codes)).round(2), strict=True))
    near = dict(zip(NEAR, (44.0, 46, 48, 50, 50, 50, 50, 52, 54, 56), strict=True))
    own = {"NI 79": 80.0, "NI 59": 50.0, "NI 62": 70.0, "NI 63": 70.0, "NI 44": 55.0, "NI 58": 45.0, "NI 55": 45.0}
    if indicator == "NI 72":
        return dict.fromkeys(codes, 50.0), 50.0
    return {**even, **near, TRAFFORD: own.get(indicator, 61.5)}, 50.0


def _missing(indicator: str) -> dict[str, str]:
    """Councils without a figure, and why."""
    return {
        "NI 61": {TRAFFORD: "suppressed"},
        "NI 58": dict.fromkeys(NEAR[3:], "not returned"),
        "NI 148": {NEAR[1]: "suppressed", NEAR[8]: "not available"},
    }.get(indicator, {})


INDICATORS = ("NI 44", "NI 55", "NI 58", "NI 59", "NI 61", "NI 62", "NI 63", "NI 72", "NI 79", "NI 148")


def _observations() -> pd.DataFrame:
    names = reference.councils().set_index("code")["name"]
    rows = []
    for indicator in INDICATORS:
        values, england = _figures(indicator)
        unit = reference.indicator(indicator).unit
        origin = "published" if indicator == "NI 79" else "demonstration"
        base = {"indicator": indicator, "period": "2008/09", "period_end": "2009-03-31", "unit": unit, "derivation": "", "origin": origin}
        for place, (code, value) in enumerate(values.items()):
            status = _missing(indicator).get(code, "reported")
            counts = (8.0, 13.0) if code == TRAFFORD and indicator == "NI 148" else (round(100 * value), 10_000.0)
            has = status == "reported"
            shares = unit == "per cent" and has
            rows.append(
                base
                | {"level": "council", "area": code, "area_name": names[code], "value": value if has else np.nan}
                | {"numerator": counts[0] if shares else np.nan, "denominator": counts[1] if shares else np.nan}
                | {"status": status, "symbol": "" if has else "x", "source": origin, "ref": f"{origin}.xlsx#{indicator}!C{place + 5}"}
            )
        nation = {
            "level": "England",
            "area": "England",
            "area_name": "England",
            "value": england,
            "numerator": np.nan,
            "denominator": np.nan,
        }
        rows.append(base | nation | {"status": "reported", "symbol": "", "source": origin, "ref": f"{origin}.xlsx#{indicator}!C4"})
    frame = pd.DataFrame(rows)[OBSERVATIONS.names]
    return check(OBSERVATIONS, frame.assign(period_end=pd.to_datetime(frame["period_end"]).astype("datetime64[s]")))


def _inspections() -> pd.DataFrame:
    told = [
        *(
            ("childmind", "childminding", grade, settings)
            for grade, settings in (("outstanding", 10), ("good", 20), ("satisfactory", 9), ("inadequate", 1))
        ),
        *((f"primary {grade}", "primary schools", grade, 1) for grade in ("outstanding", "good", "satisfactory")),
        *((f"nursery {grade}", "nursery schools", grade, 1) for grade in ("outstanding", "inadequate")),
        ("adoption", "adoption service", "good", 1),
    ]
    rows = [
        *((TRAFFORD, *row) for row in told),
        *((code, f"{code} {grade}", "primary schools", grade, 1) for code in NEAR[:6] for grade in ("good", "satisfactory")),
    ]
    frame = pd.DataFrame(rows, columns=["council", "setting", "setting_type", "grade", "settings"])
    dates = frame["setting_type"].map({"primary schools": "2008-05-14", "nursery schools": "2007-02-01", "adoption service": "2009-01-20"})
    frame = frame.assign(inspected_on=pd.to_datetime(dates).astype("datetime64[s]"), run_by="council", aspect=OVERALL)
    places = [f"inspections.xlsx#Settings!C{place + 5}" for place in range(len(frame))]
    return check(INSPECTIONS, frame.assign(origin="demonstration", source="inspections", ref=places)[INSPECTIONS.names])


def _source(name: str, origin: Origin) -> Source:
    return Source(
        name, Path(f"{name}.xlsx"), f"Figures {name}", f"Publisher of {name}", "2009-12-01", "", "OGL v3.0", "ab" * 32, origin, "made"
    )


def with_periods(made: Ratings, own: dict[str, float | None], *, indicator: str = "NI 79") -> Ratings:
    """The same ratings with the indicator's figures of 2008/09 in each of the periods, and the council's own as given."""
    observations = made.data.observations
    one = observations[observations["indicator"] == indicator]
    tables = [observations[observations["indicator"] != indicator]]
    for period, value in own.items():
        end = pd.Timestamp(f"20{period[-2:]}-03-31").as_unit("s")
        rows = one.assign(period=period, period_end=end, ref=one["ref"].str.replace("#", f"#{period[:4]} "))
        at = rows["area"] == "358"
        counts = np.nan if value is None else value * 100
        rows = rows.assign(value=rows["value"].mask(at, value), numerator=rows["numerator"].mask(at, counts))
        if value is None:
            blank = {"status": "suppressed", "symbol": "x"}
            rows = rows.assign(denominator=rows["denominator"].mask(at), **{name: rows[name].mask(at, to) for name, to in blank.items()})
        tables.append(rows)
    data = dataclasses.replace(made.data, observations=pd.concat(tables, ignore_index=True))
    return dataclasses.replace(made, data=data, comparisons=compare(data))


class Drawn:
    """What is drawn on a chart, read back from its figure; in inches, to a thousandth."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.axes = chart.figure.axes[0]
        self.written = [text.get_text() for text in self.axes.texts]

    def points(self, name: str) -> list[tuple[float, float]]:
        return [tuple(np.round(place, 3).tolist()) for marks in self._named(name) for place in marks.get_offsets()]

    def segments(self, name: str) -> list[tuple[float, float, float, float]]:
        return [tuple(np.round(part, 3).ravel().tolist()) for lines in self._named(name) for part in lines.get_segments()]

    def boxes(self, name: str) -> list[tuple[float, float, float, float]]:
        """Left, top, right and bottom."""
        corners = [path.vertices for box in self._named(name) for path in box.get_paths()]
        return [(*found.min(axis=0).round(3).tolist(), *found.max(axis=0).round(3).tolist()) for found in corners]

    def place_of(self, text: str) -> tuple[float, float]:
        (found,) = [one for one in self.axes.texts if one.get_text() == text]
        return found.get_position()

    def clashes(self) -> list[str]:
        """Texts that overlap or leave the sheet, and marks and boxes that leave it."""
        renderer = FigureCanvasAgg(self.chart.figure).get_renderer()
        extents = [(text.get_text(), text.get_window_extent(renderer)) for text in self.axes.texts]
        sheet = self.chart.figure.bbox
        found = [text for text, one in extents if one.x0 < sheet.x0 or one.x1 > sheet.x1 or one.y0 < sheet.y0 or one.y1 > sheet.y1]
        for (text, one), (other, two) in combinations(extents, 2):
            if min(one.x1, two.x1) - max(one.x0, two.x0) > 0 and min(one.y1, two.y1) - max(one.y0, two.y0) > 1.5:
                found.append(f"{text} / {other}")
        return found

    def _named(self, name: str) -> list[object]:
        return [artist for artist in self.axes.get_children() if artist.get_gid() == name]


def crowded_on(chart: Chart) -> list[str]:
    """The same of texts alone, from how wide their letters are: quick enough for every council."""
    found, placed = [], []
    for stroke in chart.paper.strokes:
        if not isinstance(stroke, Text) or not stroke.text.strip():
            continue
        wide = text_width(stroke.text, size=stroke.size, bold=stroke.bold)
        left = stroke.x - {"left": 0.0, "center": 0.5, "right": 1.0}[stroke.align] * wide
        box = (left, stroke.baseline - 0.74 * stroke.size / 72, left + wide, stroke.baseline + 0.2 * stroke.size / 72)
        if box[0] < 0 or box[1] < 0 or box[2] > chart.paper.width + 0.001 or box[3] > chart.paper.height:
            found.append(stroke.text)
        for other, text in placed:
            if min(box[2], other[2]) - max(box[0], other[0]) > 0.005 and min(box[3], other[3]) - max(box[1], other[1]) > 0.02:
                found.append(f"{text} / {stroke.text}")
        placed.append((box, stroke.text))
    return found


@pytest.fixture(scope="session")
def crowded() -> Callable[[Chart], list[str]]:
    """Texts of a chart that overlap or leave the sheet."""
    return crowded_on


@pytest.fixture(scope="session")
def drawn() -> type[Drawn]:
    """Reads a chart back from what is drawn on it."""
    return Drawn


@pytest.fixture(scope="session")
def made() -> Ratings:
    """Ratings on ten indicators of all councils and on a few settings, small enough to be worked out by hand."""
    safeguarding = check(SAFEGUARDING, pd.DataFrame(columns=SAFEGUARDING.names).astype({"held_on": "datetime64[s]"}))
    sources = (
        _source("published", Origin.PUBLISHED),
        _source("demonstration", Origin.DEMONSTRATION),
        _source("inspections", Origin.DEMONSTRATION),
    )
    data = Data(_observations(), _inspections(), safeguarding, sources, pd.DataFrame())
    return rate(data, compare(data))


@pytest.fixture(scope="session")
def ratings(repository: Path) -> Ratings:
    """The ratings on the figures of data/raw."""
    data = read(repository / "data" / "raw")
    return rate(data, compare(data))


def _of(ratings: Ratings, councils: list[str]) -> Ratings:
    parts = {name: getattr(ratings, name) for name in ("table", "profile", "compared", "reasons")}
    return dataclasses.replace(ratings, **{name: part[part["council"].isin(councils)] for name, part in parts.items()})


@pytest.fixture(scope="session")
def workbook_of_few(made: Ratings) -> bytes:
    """The workbook of four councils: small enough to be damaged many times."""
    return workbook(_of(made, [TRAFFORD, "334", "816", "867"]))


@pytest.fixture(scope="session")
def workbook_of_some(ratings: Ratings) -> Workbook:
    """The workbook of every sixth council, and of those whose rating was limited, as openpyxl reads it; not to be changed."""
    table = ratings.table
    some = [*table["council"][::6], *table["council"][table["limits"] != ""]]
    return load_workbook(BytesIO(workbook(_of(ratings, some))))


@pytest.fixture(scope="session")
def published(repository: Path) -> Ratings:
    """The ratings on the published figures of data/raw alone: none can be given."""
    data = read(repository / "data" / "raw", published_only=True)
    return rate(data, compare(data))


@pytest.fixture(scope="session")
def letters(ratings: Ratings) -> dict[str, Letter]:
    """The letters to all councils, by code."""
    return {code: letter(ratings, code) for code in ratings.table["council"]}


@pytest.fixture(scope="session")
def evidence(ratings: Ratings) -> View:
    """Trafford's evidence."""
    return view(background_of(ratings), "358")
