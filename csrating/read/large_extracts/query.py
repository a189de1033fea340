"""The reduction itself: from rows to the latest inspection of each setting, and from there to counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from csrating.read.large_extracts.engine import RUN_BY, Extract
from csrating.read.large_extracts.words import Meanings
from csrating.schema import ASPECTS, GRADES

FIRST_DAY = "DATE '0001-01-01'"
"""Days are counted from here, so that none is below nought."""
_GRADES = len(GRADES)
_PLACES = 1 << 16
"""More than there are councils times types of provision times sectors: a place is one number below it."""


@dataclass(frozen=True)
class Counted:
    """So many settings hold a grade under an aspect; ``disputed`` of them were given a better one on the same day."""

    council: str
    setting_type: str
    run_by: str
    aspect: str
    grade: str
    settings: int
    disputed: int


def reduced_to_settings(extract: Extract, meant: Meanings, cut_off: date) -> None:
    """Make the table ``settings``, one row each: the day of the latest inspection, what it found, and where the setting lies.

    A day and what was found on it are packed into one number, the day first, so that the greatest is of the latest day: this takes one
    pass over the rows, and holds one row for each setting. Of two grades of one day the greater number is the worse.
    """
    for role in meant.ours:
        words, numbers = list(meant.ours[role]), list(meant.ours[role].values())
        extract.ask(f"CREATE TEMP TABLE {role}_words (word VARCHAR, number INTEGER)")
        extract.ask(f"INSERT INTO {role}_words SELECT unnest($words), unnest($numbers)", {"words": words, "numbers": numbers})
    extract.ask(
        f"""
        CREATE TEMP TABLE settings AS
        WITH judged AS ({_judged(extract, meant, cut_off)})
        SELECT setting, max(day) AS day, count(*) AS judgements,
            max(day * {_PLACES} + place) % {_PLACES} AS place,
            {_PLACES - 1} - max(day * {_PLACES} + {_PLACES - 1} - place) % {_PLACES} AS other_place,
            {", ".join(_of_aspect(number) for number in range(len(ASPECTS)))}
        FROM judged GROUP BY setting
    """
    )


def _of_aspect(number: int) -> str:
    """The latest day of an aspect with the worst grade of that day, and with the best."""
    this = f"FILTER (WHERE aspect = {number})"
    worst, best = f"day * {_GRADES} + {_GRADES - 1} - grade", f"day * {_GRADES} + grade"
    return f"max({worst}) {this} AS worst_{number}, max({best}) {this} AS best_{number}"


def _judged(extract: Extract, meant: Meanings, cut_off: date) -> str:
    """The rows that are judgements on or before the cut-off, all but the setting in numbers."""
    types, sectors = len(meant.lists["setting_type"]), len(meant.lists[RUN_BY])
    has_sector = RUN_BY in extract.columns
    place = f"(council_words.number * {types} + setting_type_words.number) * {sectors}" + (" + run_by_words.number" if has_sector else "")
    roles = [role for role in meant.ours if role in extract.columns]
    joins = " ".join(f"JOIN {role}_words ON {_word(role)} = {role}_words.word" for role in roles)
    return f"""
        SELECT setting, CAST(inspected_on - {FIRST_DAY} AS BIGINT) AS day, CAST({place} AS BIGINT) AS place,
            aspect_words.number AS aspect, grade_words.number AS grade
        FROM extract {joins} WHERE inspected_on BETWEEN {FIRST_DAY} AND DATE '{cut_off}' AND setting <> ''
    """


def _word(role: str) -> str:
    """Who runs a setting may be left blank."""
    return "coalesce(extract.run_by, '')" if role == RUN_BY else f"extract.{role}"


def count(extract: Extract, meant: Meanings) -> list[Counted]:
    """How many settings hold each grade, in the order of councils, types, sectors, aspects, and grades from the worst."""
    return list(_counted(extract, meant))


def _counted(extract: Extract, meant: Meanings) -> Iterator[Counted]:
    types, sectors = len(meant.lists["setting_type"]), len(meant.lists[RUN_BY])
    each = " UNION ALL ".join(
        f"SELECT place, {number} AS aspect, {_GRADES - 1} - worst_{number} % {_GRADES} AS grade, best_{number} % {_GRADES} AS best "
        f"FROM settings WHERE worst_{number} // {_GRADES} = day"
        for number in range(len(ASPECTS))
    )
    rows = extract.ask(
        f"SELECT place, aspect, grade, count(*), count(*) FILTER (WHERE best <> grade) FROM ({each}) GROUP BY ALL ORDER BY ALL"
    )
    for place, aspect, grade, settings, disputed in rows:
        rest, sector = divmod(place, sectors)
        council, kind = divmod(rest, types)
        lists = meant.lists
        where = lists["council"][council], lists["setting_type"][kind], lists[RUN_BY][sector]
        yield Counted(*where, ASPECTS[aspect], GRADES[grade], settings, disputed)


def judged_rows(extract: Extract) -> int:
    """How many rows are judgements of settings on or before the cut-off."""
    [(rows,)] = extract.ask("SELECT coalesce(sum(judgements), 0) FROM settings")
    return int(rows)
