"""Judgements of inspections: how often each grade was given, and which judgements cannot be or are odd."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from csrating import reference
from csrating.read.doctor.contracts import GRADED
from csrating.read.doctor.coverage import name_of
from csrating.read.doctor.findings import Finding, kept
from csrating.read.doctor.subject import COUNCIL_LEVELS, Subject
from csrating.schema import GRADES, OTHER_SCALE, OVERALL

_MOST_NAMED = 6
_MOST_TOLD = 20
_GOOD_OR_BETTER = ("good", "outstanding")


def graded(subject: Subject) -> pd.DataFrame:
    """One row per sheet and thing that was judged, as GRADED."""
    judged = subject.judgements
    if judged.empty:
        return kept(GRADED, pd.DataFrame(columns=GRADED.names))
    number = judged["settings"].fillna(1)
    word = judged["grade"].where(judged["grade"] != "", judged["status"].map({OTHER_SCALE: "other_scale"}).fillna("not_judged"))
    each = pd.DataFrame({one: number.where(word == one, 0) for one in (*GRADES, "other_scale", "not_judged")})
    keys = [_sheet(judged), judged["judgement"]]
    councils = judged["area"].where(judged["level"].isin(COUNCIL_LEVELS))
    about = pd.DataFrame(
        {"councils": councils, "settings": judged["setting"].where(judged["setting"] != ""), "day": judged["inspected_on"]}
    ).groupby(keys, sort=False)
    table = each.groupby(keys, sort=False).sum()
    table[["councils", "settings"]] = about[["councils", "settings"]].nunique()
    table["first_day"], table["last_day"] = about["day"].min(), about["day"].max()
    return kept(GRADED, table.reset_index(names=["sheet", "judgement"])[GRADED.names])


def lines(subject: Subject) -> Iterator[tuple[str, str]]:
    """What a summary says of the judgements."""
    judged = subject.judgements
    if judged.empty:
        return
    grades = int((judged["grade"] != "").sum())
    settings = judged.loc[judged["setting"] != "", "setting"].nunique()
    about = f"{settings:,} settings in " if settings else ""
    councils = judged.loc[judged["level"].isin(COUNCIL_LEVELS), "area"].nunique()
    other = int((judged["status"] == OTHER_SCALE).sum())
    rest = {"one of another scale": other, "none": len(judged) - grades - other}
    told = "".join(f", {number:,} times {what}" for what, number in rest.items() if number)
    yield "judgements", f"{len(judged):,} on {about}{councils} councils: {grades:,} times a grade{told}"


def findings(subject: Subject) -> Iterator[Finding]:
    """Judgements that were published before they were made, that are better than all that they rest on, and councils without any."""
    if not subject.judgements.empty:
        yield from _published_too_early(subject.judgements)
        yield from _better_than_its_parts(subject.judgements)
        yield from _councils_without(subject.judgements)


def _sheet(judged: pd.DataFrame) -> pd.Series:
    return judged["ref"].str.rpartition("!")[0].str.rpartition("#")[2].rename("sheet")


def _published_too_early(judged: pd.DataFrame) -> Iterator[Finding]:
    early = judged[judged["published_on"] < judged["inspected_on"]].drop_duplicates(["area", "setting", "inspected_on"])
    for row in early.head(_MOST_TOLD).to_dict("records"):
        days = f"{row['published_on']:%d/%m/%Y}, before the inspection of {row['inspected_on']:%d/%m/%Y}"
        yield Finding(
            "wrong", "dates", f"a judgement on {row['area_name']} was published on {days}", row["ref"], "Find out which day is meant."
        )


def _better_than_its_parts(judged: pd.DataFrame) -> Iterator[Finding]:
    """An inspection whose overall effectiveness is good or better although a part of it is inadequate."""
    about = [_sheet(judged), *(judged[name] for name in ("area", "setting", "event", "inspected_on"))]
    group = pd.Series(pd.factorize(pd.MultiIndex.from_arrays(about))[0], index=judged.index)
    is_overall = judged["judgement"].str.casefold() == OVERALL
    overall = judged[is_overall & judged["grade"].isin(_GOOD_OR_BETTER) & (judged["settings"].fillna(1) == 1)]
    weak = group[~is_overall & (judged["grade"] == "inadequate")]
    odd = overall[group[overall.index].isin(weak)]
    for row in odd.head(_MOST_TOLD).to_dict("records"):
        what = f"overall effectiveness is {row['grade']} and a part of the same inspection inadequate ({row['area_name']})"
        yield Finding("look", "grades", what, row["ref"])


def _councils_without(judged: pd.DataFrame) -> Iterator[Finding]:
    """Councils that stood on the day of the last inspection and have no judgement on the sheet."""
    for sheet, rows in judged.groupby(_sheet(judged), sort=False):
        last = rows["inspected_on"].max()
        if pd.isna(last):
            continue
        standing = reference.councils_standing(on=last.date())
        missing = sorted(name_of(code) for code in set(standing) - set(rows["area"]))
        if missing and len(missing) < len(standing) / 2:
            named = ", ".join(missing[:_MOST_NAMED])
            more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
            yield Finding("note", "coverage", f"sheet {sheet}: no judgement on {len(missing)} councils: {named}{more}")
