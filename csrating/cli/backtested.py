"""The ratings set against the published ones, as text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csrating.cli.lines import aligned, wrapped
from csrating.schema import EVIDENCE_MARKS

if TYPE_CHECKING:
    from csrating.rate.backtest import Backtest

_WITHOUT = "performs "


def backtest_told(found: Backtest, *, width: int | None = None) -> str:
    """The backtest as a page of text: what the agreement is worth, how many have which rating, the named councils, the limits.

    Args:
        found: what :func:`csrating.rate.backtest.backtest` gave.
        width: columns of the terminal, or None for as wide as it comes.
    """
    from csrating.reference.frameworks import EVIDENCE_MARKS as MEANINGS

    blocks = [
        [wrapped(f"Ratings by framework {found.framework.name} beside those published of {found.year}. {found.said}", width=width)],
        _distribution(found, width=width),
        [wrapped(line, width=width) for line in _agreement(found)],
        ["Named councils: published down, ours across.", *_confusion(found, width=width)],
        [*_limits(found, width=width)],
        [wrapped(f"Marks: {'; '.join(f'{mark} {MEANINGS[mark]}' for mark in EVIDENCE_MARKS[:2])}.", width=width)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


def _distribution(found: Backtest, *, width: int | None) -> list[str]:
    headings = ("rating", "published", "ours", "published before cuts", "ours before cuts")
    rows = [
        (
            row["rating"],
            str(row["published"]),
            str(row["ours"]),
            "-" if math.isnan(row["published_before"]) else f"{row['published_before']:.0f}",
            str(row["ours_before"]),
        )
        for row in found.distribution.to_dict("records")
    ]
    note = "Before cuts: before unannounced inspections cut any; for the published ones inferred from the known cases (I)."
    return [*aligned(headings, rows, text={"rating"}, width=width), wrapped(note, width=width)]


def _agreement(found: Backtest) -> list[str]:
    agreement = found.agreement
    told = [f"Named by published pages: {agreement.named} councils, of which {agreement.rated} have a rating here."]
    if not agreement.rated:
        return told
    return [
        *told,
        f"The same rating: {agreement.same} ({agreement.share:.0f} %); at most one apart: {agreement.within_one}.",
        f"Weighted kappa (Cohen 1968): {_kappa(agreement.quadratic)} with quadratic weights, {_kappa(agreement.linear)} with linear ones; "
        "1 is full agreement, 0 what chance would give.",
    ]


def _kappa(value: float) -> str:
    return "none" if math.isnan(value) else f"{value:.2f}"


def _confusion(found: Backtest, *, width: int | None) -> list[str]:
    table = found.confusion
    words = list(dict.fromkeys(table["ours"]))
    cells = table.set_index(["published", "ours"])["councils"].to_dict()
    rows = [(row, *(str(cells[(row, word)]) for word in words)) for row in dict.fromkeys(table["published"])]
    return aligned(["published", *(word.removeprefix(_WITHOUT) for word in words)], rows, text={"published"}, width=width)


def _limits(found: Backtest, *, width: int | None) -> list[str]:
    councils = found.limits["councils"]
    agrees = int(councils[found.limits["agrees"]].sum())
    headings = ("year", "council", "finding", "before", "published", "ours", "agrees", "mark")
    rows = [
        (
            str(row["year"]),
            row["name"],
            row["finding"].rpartition(": ")[2],
            row["before"].removeprefix(_WITHOUT) or "unknown",
            row["published"].removeprefix(_WITHOUT),
            row["ours"].replace(_WITHOUT, ""),
            "yes" if row["agrees"] else "no",
            row["evidence"],
        )
        for row in found.limits.to_dict("records")
    ]
    told = f"The limiting step tried on the known cases: it gives what was published for {agrees} of {councils.sum()} councils."
    known = (
        "The rules were drawn from these cases, so that this is no test of them; where the rating before is unknown every one is tried; "
        "and the step is tried on the published rating before, not on ours."
    )
    return [
        wrapped(told, width=width),
        wrapped(known, width=width),
        *aligned(headings, rows, text=set(headings), width=width, give="council"),
    ]
