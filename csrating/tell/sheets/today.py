"""What the sheets of today's profile bands say and hold in place of those of ratings: bands of ours, and measures under our headings."""

from __future__ import annotations

import pandas as pd

from csrating import reference
from csrating.compare.method import method_of
from csrating.rate import Ratings
from csrating.reference.frameworks import Framework, Rule
from csrating.tell.firm import firm_of
from csrating.tell.sheets.form import MISSING, SYMBOL_OF, SYMBOLS, Field, Line, SheetOf, numbers, table_sheet, text

BANDS, MEASURES = "Profile bands", "Measures"
"""What the sheets of the bands and of the measures are called."""

IMPROVEMENT = "requires improvement"
"""What the third of four grades is called today."""


def about_today(ratings: Ratings) -> tuple[Line, ...]:
    """What the cover says of the profile bands."""
    whose = "They are ours: Ofsted publishes judgements on councils and no profile bands, and nobody publishes a profile of today."
    return (
        Line(f"The profile band of each of {len(ratings.table)} councils, with the measures and reasons that it rests on."),
        Line(f"Framework: {ratings.framework.name}. Statistical neighbours: table {ratings.vintage}."),
        Line(f"The profile bands are worked out from the figures named here. {whose}"),
    )


def with_settings(ratings: Ratings) -> bool:
    """Whether grades of any settings were read."""
    return bool((ratings.table["settings"] > 0).any())


def notes_of_today(ratings: Ratings) -> dict[str, str]:
    """Every symbol, word and mark that the tables of profile bands use."""
    framework, method = ratings.framework, method_of(ratings.framework)
    there = {SYMBOL_OF.get(status, MISSING) for status in ratings.compared["status"]}
    symbols = {symbol: meaning for symbol, meaning in SYMBOLS.items() if symbol != "[c]" or symbol in there}
    best, worst = (framework.value(f"scale.{name}") for name in ("excellently", "poorly"))
    return {
        **symbols,
        "above, in line, below": f"Standing against England or similar areas. In line: {method.said}. Above is better, high or low.",
        "not comparable": "There is no standing; the column Why not comparable says the reason.",
        "similar areas": f"The {method.averaged.noun} of the council's statistical neighbours that have a figure.",
        "England": "The published figure for England, or where there is none a figure computed from all councils.",
        "measure": "A measure of the Department's Local Authority Interactive Tool; rules and reasons call it an indicator.",
        "heading (our choice)": "Under which heading a measure stands is our choice; the headings follow the Every Child Matters outcomes.",
        **_of_settings(ratings),
        "profile band": f"4 is the best, 1 the worst. {best}. {worst}. In ratings.csv the columns rating and label hold it.",
        "data band": "The band that the figures make, before a judgement of inadequate limits it.",
        "undecided": "What the profile band could be at worst and at best, were the figures known that are missing: 1 to 4, for instance.",
        "points": "From 1 to 4, 4 being best: what a share earns by the sheet Rules.",
        "unit": "In a heading: the figures are in the unit that the column Unit names, row by row.",
        "not given": f"The evidence does not carry a {framework.result}; the column Why no {framework.result} says what is missing.",
        **{mark: f"Evidence mark of a rule: {meaning}." for mark, meaning in framework.marks.items()},
        "origin": "published: as somebody published it. No figure here is made up.",
        "'": "An apostrophe before text that begins with = + - or @ keeps programs from running it.",
    }


def _of_settings(ratings: Ratings) -> dict[str, str]:
    """What there is to say of settings: which are good or better, or that no grades of any were read."""
    if with_settings(ratings):
        return {"good or better": "Settings whose latest inspection grade is good or outstanding."}
    return {"settings": "No grades of settings were read, so that no sheet holds any; the profile bands rest on measures alone."}


def rule_told(rule: Rule, framework: Framework) -> tuple[str, str]:
    """The name and the value of a rule as the sheet of rules says them: bands and grades by the names that they have today."""
    names = ("excellently", "well", "adequately", "poorly")
    scale = {f"scale.{name}": f"scale, {outcome}" for name, outcome in zip(names, framework.outcomes, strict=True)}
    return scale.get(rule.name, rule.name), rule.told.replace("satisfactory", IMPROVEMENT)


def bands_sheet(ratings: Ratings) -> SheetOf:
    """The profile band of each council, what it rests on, and what missing figures could make of it, without columns that are empty."""
    table, firm = ratings.table, firm_of(ratings)
    reach = [firm[code].reach or "no" for code in table["council"]]
    graded, judged = with_settings(ratings), bool(ratings.framework.value("judgement.permitted"))
    border, result = bool((table["borderline"] != "").any()), ratings.framework.result
    fields = (
        Field("Council code", list(table["council"]), 9),
        Field("Council", list(table["name"]), 25),
        Field("Profile band (4 best)", numbers(table["rating"]), 8),
        Field("Label", text(table["label"], blank=MISSING), 18),
        Field("Undecided: could be (profile band)", reach, 13),
        Field("Data band", text(table["data_band"], blank=MISSING), 18),
        *([Field("Borderline between", text(table["borderline"], blank="none"), 11)] if border else []),
        Field("Limits applied", text(table["limits"], blank="none"), 40, wrapped=True),
        *([Field("Judgement applied", text(table["judgement"], blank="none"), 20, wrapped=True)] if judged else []),
        Field("Status", text(table["status"]), 10),
        Field(f"Why no {result}", text(table["why"]), 22, wrapped=True),
        Field("Combined (points)", numbers(table["combined_points"]), 11, 2),
        *_graded(table, "Inspection (points)", "inspection_points", there=graded, decimals=2),
        Field("Measures (points)", numbers(table["nis_points"]), 11, 2),
        *_graded(table, "Settings inspected (number)", "settings", there=graded),
        *_graded(table, "Good or better (%)", "pooled_share_good_or_better", there=graded, decimals=1),
        Field("Measures compared (number)", numbers(table["indicators_compared"]), 11),
        Field("Measures expected (number)", numbers(table["indicators_expected"]), 11),
        Field("Coverage (%)", numbers(table["coverage"]), 13, 1),
        Field("In line or above (%)", numbers(table["share_in_line_or_above"]), 11, 1),
        Field("Neighbour table", text(table["vintage"]), 11),
        Field("Origin", text(table["origin"]), 13),
    )
    about = ("Ofsted publishes judgements on councils and no profile bands: none of these is Ofsted's.",)
    return table_sheet(BANDS, f"The {result} of each council", fields, about=about)


def _graded(table: pd.DataFrame, heading: str, name: str, *, there: bool, decimals: int = 0) -> tuple[Field, ...]:
    """A column about settings, where grades of any were read."""
    return (Field(heading, numbers(table[name]), 11, decimals),) if there else ()


def heading_told(rows: pd.DataFrame) -> Field:
    """Under which heading of ours each measure stands."""
    return Field("Heading (our choice)", text(rows["ecm_outcome"]), 27)


def registered(framework: Framework) -> pd.DataFrame:
    """What the register says of each indicator or measure: its short title, its heading and its decimals."""
    table = reference.edition(framework.registers).indicators() if framework.is_of_today else reference.every_indicator()
    return table[["indicator", "short", "ecm_outcome", "decimals"]]
