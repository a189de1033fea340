"""The bounds of ratings as text: one council's, and how many councils are decided whatever the missing figures are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from csrating.cli.lines import aligned, wrapped
from csrating.schema import Origin, ProfileBand

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate.bounds import Bounds


_BANDS = {str(band) for band in ProfileBand}


def with_number(label: Any, number: Any, what: str = "rating") -> str:
    """A rating's words with its number, such as "performs well (3)"; a profile band says its own; "no rating" where there is none.

    >>> with_number("performs well", 3.0), with_number(None, float("nan"))
    ('performs well (3)', 'no rating')
    >>> with_number("profile band 3", 3.0)
    'profile band 3'
    """
    if number != number:
        return f"no {what}"
    return str(label) if label in _BANDS else f"{label} ({number:.0f})"


def origin_told(origins: pd.Series[str], what: str = "rating") -> str:
    """What the ratings, or profile bands, of some councils rest on, in a sentence."""
    if (origins == str(Origin.PUBLISHED)).all():
        return f"All this rests on published figures; none of the {what}s is Ofsted's."
    return f"All this rests on demonstration figures, which nobody published; none of the {what}s is Ofsted's."


def bounds_told(found: Bounds, code: str | None, *, width: int | None = None) -> str:
    """The bounds as a page of text: of one council, and of all.

    Args:
        found: what :func:`csrating.rate.bounds.bounds` gave.
        code: the council, or None for a line on each.
        width: columns of the terminal, or None for as wide as it comes.
    """
    own = [*_of_one(found.table[found.table["council"] == code].iloc[0], found.framework.result), ""] if code else []
    lines = [*own, *_of_all(found), ""]
    every = [*_each(found, width=width), ""] if not code else []
    return "\n".join([wrapped(line, width=width) for line in lines] + every + [wrapped(line, width=width) for line in _notes(found)])


def _of_one(row: pd.Series, what: str) -> list[str]:
    given = with_number(row["label"], row["rating"], what)
    if row["why"]:
        return [f"{row['name']}: {given}, and there are no bounds: {row['why']}."]
    best, worst = with_number(row["best_label"], row["best"]), with_number(row["worst_label"], row["worst"])
    reach = f"{best}: decided" if row["decided"] else f"at worst {worst}, at best {best}: undecided"
    return [
        f"{row['name']}: {given} by the figures that are there.",
        f"Whatever the missing figures are: {reach}{'' if row['exact'] else ' (it may be narrower than that)'}.",
        f"It is compared in {row['compared']} indicators and could be in {row['compared_most']}; in line with or above similar areas it is "
        f"in {row['good_least']} at least and {row['good_most']} at most.",
        f"Open are {row['missing_own'] + row['missing_neighbours']} indicators: {row['missing_own']} because its own figure is missing, "
        f"{row['missing_neighbours']} because only figures of similar areas are.",
    ]


def _of_all(found: Bounds) -> list[str]:
    """How many councils have which bounds."""
    table = found.table
    without, bounded = table[table["why"] != ""], table[table["why"] == ""]
    told = [f"Decided whatever the missing figures are: {found.decided} of {len(table)} councils."]
    if len(without):
        told.append(f"Without bounds: {len(without)}; {without['why'].iloc[0]}.")
    pairs = Counter(zip(bounded["worst"].astype(int), bounded["best"].astype(int), strict=True))
    for (worst, best), number in sorted(pairs.items(), reverse=True):
        low, high = (found.framework.outcome_told(end) for end in (worst, best))
        told.append(f"{number:>4}  {low}" if worst == best else f"{number:>4}  {low} to {high}")
    return told


def _each(found: Bounds, *, width: int | None) -> list[str]:
    headings = ("council", found.framework.result, "at worst", "at best", "decided", "own", "similar")
    ends = (("label", "rating"), ("worst_label", "worst"), ("best_label", "best"))
    rows = [
        (
            row["name"],
            *(with_number(row[name], row[number], found.framework.result) for name, number in ends),
            "yes" if row["decided"] else "no",
            str(row["missing_own"]),
            str(row["missing_neighbours"]),
        )
        for row in found.table.to_dict("records")
    ]
    return aligned(headings, rows, text=set(headings[:5]), width=width, give="council")


def _notes(found: Bounds) -> list[str]:
    from csrating.compare.method import rule_in_line

    rule = rule_in_line(found.framework)
    findings = [] if found.safeguarding_read else ["No safeguarding findings were read: the worst is what such a finding would make of it."]
    return [
        "A missing figure may be any that its unit allows, or none; what is not applicable is not missing. Nothing is imputed.",
        f"Framework {found.framework.name}; in line: {found.in_line} ({rule.evidence}, {rule.mark}).",
        *findings,
        origin_told(found.table["origin"], found.framework.result),
    ]
