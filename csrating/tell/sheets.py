"""What each sheet of the workbook of ratings holds, before any of it is a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from csrating import reference
from csrating.compare.method import method_of
from csrating.rate import Ratings
from csrating.reference.frameworks import EVIDENCE_MARKS, Framework
from csrating.schema import GRADES, OVERALL, Origin, Status

SUPPRESSED, MISSING, NOT_APPLICABLE = "[c]", "[x]", "[z]"
SYMBOLS = {
    SUPPRESSED: "The figure was suppressed by its publisher, because small numbers could identify someone.",
    MISSING: "There is no figure: it was not available, not returned, or there is nothing to work it out from.",
    NOT_APPLICABLE: "Not applicable.",
}
_SYMBOL_OF = {str(Status.SUPPRESSED): SUPPRESSED, str(Status.NOT_APPLICABLE): NOT_APPLICABLE}
DEMONSTRATION = "DEMONSTRATION DATA: figures whose origin is not “published” were made up to show the method. Nobody published them."


@dataclass(frozen=True)
class Field:
    """One column of a table: heading, cells (text or numbers, none blank), width in characters, decimals, and whether text is wrapped."""

    heading: str
    cells: list[Any]
    width: float = 12
    decimals: int | list[int] = 0
    wrapped: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it holds text throughout, rather than numbers with symbols among them."""
        return all(isinstance(cell, str) for cell in self.cells)


@dataclass(frozen=True)
class SheetOf:
    """One sheet: its name, the lines above its table, and the columns of the table."""

    name: str
    title: str
    about: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def width(self) -> float:
        """How wide its columns are together, in characters."""
        return sum(field.width for field in self.fields)

    @property
    def warned(self) -> bool:
        """Whether it says that it rests on demonstration data."""
        return DEMONSTRATION in self.about

    @property
    def rows(self) -> int:
        """The number of rows in the table, without its headings."""
        return len(self.fields[0].cells)


def sheets_of(ratings: Ratings) -> tuple[SheetOf, ...]:
    """The sheets in their order: cover, notes, rules, ratings, profile, indicators, reasons, sources."""
    tables = (
        _notes(ratings.framework),
        _rules(ratings.framework),
        _ratings(ratings),
        _profile(ratings),
        _indicators(ratings),
        _reasons(ratings),
        _sources(ratings),
    )
    return (_cover(ratings, tables), *tables)


def _text(values: Iterable[Any], *, blank: str = NOT_APPLICABLE) -> list[Any]:
    """The values as text, with a symbol or a word where there is none."""
    return [blank if value is None or value == "" or pd.isna(value) else str(value) for value in values]


def _numbers(values: Iterable[Any], *, blank: str | Iterable[str] = MISSING) -> list[Any]:
    """The values as numbers, unrounded, with a symbol where there is none."""
    found = list(values)
    symbols = [blank] * len(found) if isinstance(blank, str) else blank
    return [symbol if pd.isna(value) else float(value) for value, symbol in zip(found, symbols, strict=True)]


def _dates(values: pd.Series) -> list[Any]:
    return [MISSING if pd.isna(value) else f"{value:%Y-%m-%d}" for value in values]


def _warned(origin: pd.Series[str], *lines: str) -> tuple[str, ...]:
    made_up = (origin != str(Origin.PUBLISHED)).any()
    return (*([DEMONSTRATION] if made_up else []), *lines)


def _cover(ratings: Ratings, tables: tuple[SheetOf, ...]) -> SheetOf:
    about = _warned(
        ratings.table["origin"],
        "The rating of each council by the rules on the sheet Rules, with the profile, indicators and reasons that it rests on.",
        f"Framework: {ratings.framework.name}. Statistical neighbours: table {ratings.table['vintage'].iloc[0]}.",
        "The ratings are worked out from the figures named here. They are not Ofsted's, whose rules were not all published.",
        "Symbols in square brackets are explained on the sheet Notes. Each table is one marked-up table, and no cell of it is blank.",
        "Figures are kept unrounded and shown rounded. Source cells are written file#sheet!cell.",
    )
    fields = (
        Field("Sheet", [table.name for table in tables], 18),
        Field("What it holds", [table.title for table in tables], 90),
        Field("Rows", [table.rows for table in tables], 10),
    )
    return SheetOf("Cover", ratings.framework.title, about, fields)


def _notes(framework: Framework) -> SheetOf:
    method = method_of(framework)
    notes = {
        **SYMBOLS,
        "above, in line, below": f"Standing against England or similar areas. In line: {method.said}. Above is better, high or low.",
        "not comparable": "There is no standing; the column Why says the reason.",
        "similar areas": f"The {method.averaged.noun} of the council's statistical neighbours that have a figure.",
        "England": "The published figure for England, or where there is none a figure computed from all councils.",
        "good or better": "Settings whose latest inspection grade is good or outstanding.",
        "rating": "4 performs excellently, 3 performs well, 2 performs adequately, 1 performs poorly. Inspection grades ran the other way.",
        "not given": "The evidence does not carry a rating; the column Why no rating says what is missing.",
        "withheld": "The rating waits for an inspection that is pending. The data band is what the evidence alone would have given.",
        **{mark: f"Evidence mark of a rule: {meaning}." for mark, meaning in EVIDENCE_MARKS.items()},
        "origin": "published: as somebody published it. demonstration: made up. mixed: rests on both.",
        "'": "An apostrophe before text that begins with = + - or @ keeps programs from running it.",
    }
    fields = (Field("Symbol or word", list(notes), 24), Field("Meaning", list(notes.values()), 110, wrapped=True))
    return SheetOf("Notes", "Symbols and words", (), fields)


def _rules(framework: Framework) -> SheetOf:
    rules = [(rule.name, rule.told, rule.evidence, rule.mark, rule.why) for rule in framework.rules.values()]
    words = [(f"proportion word: {word.word}", word.told, word.evidence) for word in framework.proportion_words]
    told = [(*word, EVIDENCE_MARKS[word[2]], framework.value("proportions.source")) for word in words]
    columns = [list(column) for column in zip(*rules, *told, strict=True)]
    headings = (("Rule", 36), ("Value", 64), ("Mark", 8), ("What the mark says", 50), ("Why", 80))
    fields = tuple(Field(heading, cells, width, wrapped=True) for (heading, width), cells in zip(headings, columns, strict=True))
    about = ("Every rule, threshold and weight, with what is known of it. A rule marked A is ours: Ofsted did not publish one.",)
    return SheetOf("Rules", f"Rules of the framework {framework.name}", about, fields)


def _council(frame: pd.DataFrame) -> tuple[Field, Field]:
    return Field("Council code", list(frame["council"]), 9), Field("Council", list(frame["name"]), 25)


def _ratings(ratings: Ratings) -> SheetOf:
    table = ratings.table
    fields = (
        *_council(table),
        Field("Rating", _numbers(table["rating"]), 8),
        Field("Label", _text(table["label"], blank=MISSING), 18),
        Field("Data band", _text(table["data_band"], blank=MISSING), 18),
        Field("Borderline between", _text(table["borderline"], blank="none"), 11),
        Field("Limits applied", _text(table["limits"], blank="none"), 40, wrapped=True),
        Field("Judgement applied", _text(table["judgement"], blank="none"), 20, wrapped=True),
        Field("Status", _text(table["status"]), 10),
        Field("Why no rating", _text(table["why"]), 22, wrapped=True),
        Field("Points combined", _numbers(table["combined_points"]), 11, 2),
        Field("Points inspection", _numbers(table["inspection_points"]), 11, 2),
        Field("Points indicators", _numbers(table["nis_points"]), 11, 2),
        Field("Settings inspected", _numbers(table["settings"]), 11),
        Field("Good or better (%)", _numbers(table["pooled_share_good_or_better"]), 11, 1),
        Field("Indicators compared", _numbers(table["indicators_compared"]), 11),
        Field("Indicators expected", _numbers(table["indicators_expected"]), 11),
        Field("Coverage (%)", _numbers(table["coverage"]), 11, 1),
        Field("In line or above (%)", _numbers(table["share_in_line_or_above"]), 11, 1),
        Field("Neighbour table", _text(table["vintage"]), 11),
        Field("Origin", _text(table["origin"]), 13),
    )
    return SheetOf("Ratings", "The rating of each council", _warned(table["origin"]), fields)


def _profile(ratings: Ratings) -> SheetOf:
    profile = ratings.profile
    rows = profile[(profile["kind"] == "setting type") & (profile["column"] == OVERALL)]
    fields = (
        *_council(rows),
        Field("Cluster", _text(rows["cluster"]), 11),
        Field("Type of setting", _text(rows["row"]), 30),
        Field("Settings inspected", _numbers(rows["settings"]), 11),
        *(Field(grade.capitalize(), _numbers(rows[grade]), 12) for grade in reversed(GRADES)),
        Field("Good or better (%)", _numbers(rows["share_good_or_better"]), 11, 1),
        Field("Inadequate (%)", _numbers(rows["share_inadequate"]), 11, 1),
        Field("England good or better (%)", _numbers(rows["england"]), 12, 1),
        Field("Similar areas good or better (%)", _numbers(rows["neighbours"]), 12, 1),
        Field("Similar areas with any", _numbers(rows["with_data"]), 10),
        Field("Similar areas", _numbers(rows["of"]), 9),
        Field("Against England", _text(rows["standing_england"]), 13),
        Field("Against similar areas", _text(rows["standing_neighbours"]), 13),
        Field("Oldest inspection", _dates(rows["oldest"]), 12),
        Field("Newest inspection", _dates(rows["newest"]), 12),
        Field("Origin", _text(rows["origin"]), 13),
        Field("Source cell", _text(rows["ref"]), 44, wrapped=True),
    )
    title = "Overall effectiveness of services and settings: latest grades by type"
    return SheetOf("Profile", title, _warned(rows["origin"]), fields)


def _indicators(ratings: Ratings) -> SheetOf:
    compared = ratings.compared
    near = compared[compared["against"] == "neighbours"]
    nation = compared[compared["against"] == "England"][["council", "indicator", "baseline", "standing", "method"]]
    rows = near.merge(nation, on=["council", "indicator"], how="left", suffixes=("", "_england"), validate="one_to_one")
    rows = rows.merge(reference.indicators()[["indicator", "short", "ecm_outcome", "decimals"]], on="indicator", how="left")
    decimals = [int(places) for places in rows["decimals"]]
    fields = (
        *_council(rows),
        Field("Indicator", _text(rows["indicator"]), 10),
        Field("Subject", _text(rows["short"]), 35),
        Field("Every Child Matters outcome", _text(rows["ecm_outcome"]), 27),
        Field("Period", _text(rows["period"]), 9),
        Field("Unit", _text(rows["unit"]), 20, wrapped=True),
        Field("Council's figure", _numbers(rows["value"], blank=rows["status"].map(_SYMBOL_OF).fillna(MISSING)), 9, decimals),
        Field("Status of the figure", _text(rows["status"]), 13),
        Field("England", _numbers(rows["baseline_england"]), 9, decimals),
        Field("England from", _text(rows["method_england"]), 14, wrapped=True),
        Field("Similar areas (mean)", _numbers(rows["baseline"]), 9, decimals),
        Field("Similar areas with a figure", _numbers(rows["with_data"]), 9),
        Field("Similar areas", _numbers(rows["of"]), 8),
        Field("Against England", _text(rows["standing_england"]), 14),
        Field("Against similar areas", _text(rows["standing"]), 14),
        Field("Why not comparable", _text(rows["why"]), 22, wrapped=True),
        Field("Origin", _text(rows["origin"]), 13),
        Field("Source cell", _text(rows["ref"]), 42, wrapped=True),
    )
    title = "Indicators in their rated period, against England and similar areas"
    return SheetOf("Indicators", title, _warned(rows["origin"]), fields)


def _reasons(ratings: Ratings) -> SheetOf:
    reasons = ratings.reasons
    names = ratings.table.set_index("council")["name"]
    fields = (
        *_council(reasons.assign(name=reasons["council"].map(names))),
        Field("Order", _numbers(reasons["order"]), 8),
        Field("Step", _text(reasons["step"]), 14),
        Field("What was found", _text(reasons["text"]), 80, wrapped=True),
        Field("Points", _numbers(reasons["points"], blank=NOT_APPLICABLE), 9, 2),
        Field("Rule", _text(reasons["rule"]), 32),
        Field("Mark", _text(reasons["evidence"]), 8),
        Field("Origin", _text(reasons["origin"]), 13),
        Field("Source cell", _text(reasons["ref"]), 44, wrapped=True),
    )
    return SheetOf("Reasons", "How each rating came about, step by step", _warned(reasons["origin"]), fields)


def _sources(ratings: Ratings) -> SheetOf:
    sources = ratings.data.sources
    columns = (
        ("Title", "title", 50),
        ("Publisher", "publisher", 30),
        ("Published on", "published_on", 14),
        ("Licence", "licence", 36),
        ("Origin", "origin", 14),
        ("File", "file", 34),
        ("Address", "address", 48),
        ("sha256", "sha256", 36),
    )
    fields = tuple(
        Field(heading, _text([getattr(source, name) for source in sources]), width, wrapped=True) for heading, name, width in columns
    )
    return SheetOf("Sources", "The raw files that everything rests on", (), fields)
