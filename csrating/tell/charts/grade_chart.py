"""The chart of grades: how many settings of each type are outstanding, good, satisfactory and inadequate."""

from __future__ import annotations

import pandas as pd

from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.rate.window import years_told
from csrating.reference.frameworks import Framework
from csrating.schema import GRADES, OVERALL
from csrating.tell.charts.chart import Chart
from csrating.tell.charts.grade_claims import SUBTITLE, alt, grade_claims, title
from csrating.tell.charts.grade_drawing import WIDTH, draw, height_of
from csrating.tell.charts.origin_claim import warning_of
from csrating.tell.charts.paper import Words, headed
from csrating.tell.charts.wording import average_of, council_named, day, similar_areas, sources
from csrating.tell.claims import Claims
from csrating.tell.grammar import joined

MANY = {"fostering service": "fostering services", "adoption service": "adoption services"}
BEST_FIRST = tuple(reversed(GRADES))
_COLUMNS = [
    *("cluster", "row", "settings", *BEST_FIRST, "good_or_better", "share_good_or_better", "share_inadequate"),
    *("england", "neighbours", "with_data", "of", "standing_neighbours", "oldest", "newest", "told_by_number", "origin", "ref"),
]


def grades(ratings: Ratings, council: str) -> Chart:
    """The grades of a council's services and settings, type by type, with England's and similar areas' shares good or better.

    Args:
        ratings: the ratings of all councils.
        council: any code or spelling.

    Returns:
        a chart with one row per type of setting that the council has, in the framework's order. A type with no more settings than the
        framework tells by number is shown as one labelled box per setting; any other as a bar of 100 per cent. ``data`` holds the counts
        and shares.

    Raises:
        UnknownCouncilError: no council, or more than one, is meant.
        EvidenceError: the council has no inspected settings in the data.
    """
    own, name = council_named(ratings, council)
    rows = _rows(own.settings, most_by_number=ratings.framework.value("proportions.told_by_number_up_to"))
    if rows.empty:
        raise EvidenceError(f"there are no inspected settings of {name} in the data", do="Read a folder that holds inspection grades.")
    claims = grade_claims(ratings, own.code, rows)
    words = _words(ratings, rows, claims, name)
    paper, top = headed(words, width=WIDTH, body=height_of(rows))
    draw(paper, rows, average=average_of(ratings.framework), top=top)
    return Chart(paper, rows, words.title, words.caption, alt(claims, name), claims)


def _rows(settings: pd.DataFrame, *, most_by_number: int) -> pd.DataFrame:
    """The profile's setting types, overall effectiveness only, in the framework's order (in which the profile is)."""
    rows = settings[settings["column"] == OVERALL]
    rows = rows.assign(good_or_better=rows["good"] + rows["outstanding"], told_by_number=rows["settings"] <= most_by_number)
    return rows[_COLUMNS].reset_index(drop=True)


def _words(ratings: Ratings, rows: pd.DataFrame, claims: Claims, name: str) -> Words:
    framework = ratings.framework
    cut_off = framework.rule("inspections.cut_off")
    most = framework.value("proportions.told_by_number_up_to")
    vintage = ratings.table["vintage"].iloc[0]
    caption = [
        f"Latest overall effectiveness of each setting inspected by {day(cut_off.value)} ({cut_off.mark}).",
        _too_old(framework),
        sources(ratings, rows["ref"]),
        f"Bars are shares of the settings of a type, with the number of settings in them; up to {most} settings are told by number.",
        "Good or better: good and outstanding together. England: all settings of the 152 councils together.",
        _left_out(framework),
        similar_areas(str(vintage), framework),
    ]
    return Words(title(claims, name), SUBTITLE, warning_of(claims), " ".join(part for part in caption if part))


def _too_old(framework: Framework) -> str:
    """Which inspections are too old for the framework to count; blank where none is."""
    if framework.window_years is None:
        return ""
    text = f"Not counted: inspections more than {years_told(framework)} before that day ({framework.rule('inspections.window_years').mark})"
    if framework.of_any_age:
        text += f", but for {joined(framework.of_any_age)} ({framework.rule('inspections.of_any_age').mark})"
    return f"{text}."


def _left_out(framework: Framework) -> str:
    """Which settings the framework does not count, by who runs them; they are left out of England and of similar areas too."""
    rule = framework.rule("inspections.settings_left_out")
    grouped: dict[tuple[str, ...], list[str]] = {}
    for scope in rule.value:
        grouped.setdefault(tuple(scope["run_by"]), []).append(MANY.get(scope["setting_type"], scope["setting_type"]))
    told = [f"{joined(run_by)} {joined(kinds)}" for run_by, kinds in grouped.items()]
    return f"Not counted, here or elsewhere: {'; '.join(told)} ({rule.mark})." if told else ""
