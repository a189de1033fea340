"""Setting-level extracts of any size, as parquet, counted by council, type of provision, aspect and grade in bounded memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from csrating.errors import EvidenceError, LayoutError
from csrating.read.grades import Scale, day, grade
from csrating.read.large_extracts.accounted import accounted
from csrating.read.large_extracts.counted import SettingCounts, counts_table
from csrating.read.large_extracts.engine import Extract, opened
from csrating.read.large_extracts.query import count, judged_rows, reduced_to_settings
from csrating.read.large_extracts.words import Meanings, Unknown, meanings
from csrating.reference.editions import edition as edition_of

__all__ = ["SettingCounts", "Unknown", "count_settings"]

_MOST_NAMED = 3


def count_settings(
    path: str | Path,
    *,
    cut_off: str | date,
    edition: str = "2009",
    grades: Scale = "words",
    columns: Mapping[str, str] | None = None,
    unknown: Unknown = "refuse",
    memory: str = "2 GB",
    temporary: str | Path | None = None,
) -> SettingCounts:
    """How many settings hold each grade, from an extract with one row for each setting, inspection and aspect.

    Of each setting the latest inspection on or before the cut-off day counts, with all that it judged and nothing that an earlier one
    did. A row without a grade is no judgement, so that an inspection without any hides none. Where one aspect of a setting was judged
    twice on that day, the worse grade counts, once. The extract may be larger than memory: DuckDB, which comes with
    ``pip install 'csrating[extracts]'``, reads it out of core.

    Args:
        path: a parquet file, a folder of them, or a pattern such as "extract/*.parquet".
        cut_off: the last day of inspections that count, such as "2009-08-31".
        edition: whose councils these are, "2009" or "2025".
        grades: how grades are written, see :func:`csrating.read.grades.grade`.
        columns: what the columns are called, where it is not council, setting, setting_type, aspect, grade, inspected_on and, where there
            is one, run_by: ``{"setting": "URN"}``.
        unknown: "refuse" an extract with a council, type of provision, aspect or grade that is not known, or a setting without a reference;
            or "tell": leave such rows out, and say in the account how many of which they are.
        memory: the most that DuckDB may hold; beyond it works on disk.
        temporary: a folder for that, on a disk with room; without it, the system's.

    Returns:
        The counts, and an account of every row of the extract.

    Raises:
        SourceError: no such file, one that is damaged, or DuckDB is not installed or has not memory or disk enough.
        LayoutError: a column is missing, or is not of dates; or a setting lies in two places on one day.
        EvidenceError: something is not known, or an argument is not one.

    >>> import tempfile, pandas as pd
    >>> extract = pd.DataFrame({"grade": ["Good", "Inadequate"], "inspected_on": pd.to_datetime(["2005-05-01", "2009-03-01"])})
    >>> extract = extract.assign(council="358", setting="EY1", setting_type="Childminder", aspect="staying safe")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     extract.to_parquet(f"{folder}/extract.parquet")
    ...     counted = count_settings(folder, cut_off="2009-08-31")
    >>> counted.counts[["council", "setting_type", "aspect", "grade", "settings"]].to_dict("records")
    [{'council': '358', 'setting_type': 'childminding', 'aspect': 'staying safe', 'grade': 'inadequate', 'settings': 1}]
    """
    last = day(cut_off)
    if last is None:
        raise EvidenceError(f"the cut-off {cut_off!r} is no day", expected="one such as 2009-08-31")
    for name, given, known in (("unknown", unknown, get_args(Unknown)), ("grades", grades, get_args(Scale))):
        if given not in known:
            raise EvidenceError(f"{name} is {given!r}", expected=f"one of {', '.join(map(repr, known))}")
    councils = edition_of(edition)
    with opened(path, columns=columns or {}, memory=memory, temporary=temporary) as extract:
        meant = meanings(extract, edition=councils, grades=grades)
        if unknown == "refuse":
            _refuse_unknown(extract, meant)
        account = accounted(extract, meant, last)
        if unknown == "refuse" and account.without_reference:
            raise _nameless(extract, account.without_reference)
        reduced_to_settings(extract, meant, last)
        _refuse_two_places(extract)
        found = count(extract, meant)
        return SettingCounts(counts_table(found), account.table(judged_rows(extract), found), last, extract.where)


def _refuse_unknown(extract: Extract, meant: Meanings) -> None:
    for role, words in meant.unknown.items():
        if words:
            named = ", ".join(f"{word!r} ({_rows(rows)})" for word, rows in list(words.items())[:_MOST_NAMED])
            more = f" and {len(words) - _MOST_NAMED} more" if len(words) > _MOST_NAMED else ""
            raise EvidenceError(
                f"column {extract.columns[role]!r} holds what is not known: {named}{more}",
                where=extract.where,
                expected=meant.expected[role],
                do=f'{_in_numbers(role, words)}Mend them, or leave such rows out with unknown="tell", which counts them.',
            )


def _in_numbers(role: str, words: Mapping[str, int]) -> str:
    """That grades may be numbers, where the words that are not known look so; blank where they do not."""
    if role != "grade" or not all(grade(word, scale="numbers") for word in words):
        return ""
    return 'If 1 is outstanding and 4 inadequate, say grades="numbers" (or "numbers, 4 best"). '


def _rows(number: int) -> str:
    return f"{number:,} rows" if number > 1 else "1 row"


def _nameless(extract: Extract, rows: int) -> EvidenceError:
    return EvidenceError(
        f"{_rows(rows)} {'has' if rows == 1 else 'have'} no reference of a setting in column {extract.columns['setting']!r}",
        where=extract.where,
        do='Mend them, or leave such rows out with unknown="tell", which counts them.',
    )


def _refuse_two_places(extract: Extract) -> None:
    [(settings, first)] = extract.ask("SELECT count(*), min(setting) FROM settings WHERE place <> other_place")
    if settings:
        many = f"{settings:,} settings are" if settings > 1 else "1 setting is"
        raise LayoutError(
            f"{many} in two councils, of two types or run by two on the day of the latest inspection, the first being {first!r}",
            where=extract.where,
            expected="one of each, so that no setting counts twice",
            do="Give what was inspected apart a reference of its own, such as 106385/sixth form.",
        )
