"""Two runs side by side as text: in what they differ, each changed rating with what changed it, and one council's changed cells."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from csrating.cli.bounded import origin_told
from csrating.cli.lines import aligned, wrapped
from csrating.rate.difference.tables import FACTORS

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate.difference import Difference, Run

_STEPS = (
    "Steps of the {result}, up positive: the part of each factor is the mean of what it adds over every order in which the factors could "
    "have changed (Shapley); a blank stands where some combination gives no {result}. The last column names what is enough for the change."
)
_CODE = "What neither explains is the code: a {result} of the time that the code of today does not give on the same evidence."


def difference_told(found: Difference, *, width: int | None) -> str:
    """Two runs side by side as a page of text.

    Args:
        found: what :func:`csrating.rate.difference.difference` gave.
        width: columns of the terminal, or None for as wide as it comes.
    """
    changed = found.changed
    lines = [wrapped(line, width=width, indent=2) for line in [*_runs(found), _factors(found), _summary(found)]]
    if len(changed):
        lines += [
            "",
            *_each(found, changed, width=width),
            "",
            wrapped(f"{_STEPS} {_CODE}".format(result=found.second.framework.result), width=width),
        ]
        lines += [wrapped("The cells that changed for one of them: --council NAME.", width=width)]
    notes = [*_unlike(found), origin_told(found.table["origin"], found.second.framework.result)]
    return "\n".join([*lines, *(wrapped(note, width=width) for note in notes)])


def council_told(found: Difference, code: str, *, cells: int, width: int | None) -> str:
    """One council in two runs: its rating, its points, what is due to what, and the cells that changed.

    Args:
        found: what :func:`csrating.rate.difference.difference` gave.
        code: the council.
        cells: how many changed cells are listed.
        width: columns of the terminal, or None for as wide as it comes.
    """
    row = found.table[found.table["council"] == code].iloc[0]
    own = found.changes[found.changes["council"] == code]
    lines = [*_runs(found), _factors(found), _rating(row), *_points(row), *_due(found, row), *_rules(found)]
    told = [wrapped(line, width=width, indent=2) for line in lines]
    told += [wrapped(line, width=width, indent=4) for line in _cells(own, cells=cells)]
    return "\n".join(
        [
            *told,
            *(
                wrapped(line, width=width)
                for line in [*_others(found, code), *_unlike(found), origin_told(found.table["origin"], found.second.framework.result)]
            ),
        ]
    )


def _runs(found: Difference) -> list[str]:
    return [_run("A", found.first), _run("B", found.second)]


def _run(letter: str, run: Run) -> str:
    return f"{letter}: {run.name}, framework {run.framework.name}, neighbours {run.vintage}, code {run.code[:8]}"


def _factors(found: Difference) -> str:
    """In what the runs differ, with how much of each."""
    what = found.changes["what"].value_counts()
    kinds = {"figure": "figure", "counts": "figure by its counts alone", "grade": "grade", "finding": "finding"}
    data = [_counted(int(what[one]), told) for one, told in kinds.items() if one in what]
    sizes = {
        "data": ", ".join(data),
        "neighbours": f"those of {_counted(int(what.get('neighbours', 0)), 'council')}",
        "framework": _counted(len(found.rules), "rule"),
        "judgements": f"{int(what.get('recorded judgement', 0))} recorded",
    }
    told = [f"{factor} ({sizes[factor]})" for factor in found.factors] + ([] if found.same_code else ["code"])
    return f"They differ in: {'; '.join(told)}." if told else "They differ in nothing: the same evidence, rules and code."


def _summary(found: Difference) -> str:
    changed, framework = found.changed, found.second.framework
    what, order = framework.result, [str(outcome) for outcome in reversed(framework.outcomes)]
    if changed.empty:
        return f"All {len(found.table)} {what}s are the same."
    both = changed[changed["before"].isin(order) & changed["after"].isin(order)]
    higher = int((both["after"].map(order.index) > both["before"].map(order.index)).sum())
    parts = {"higher": higher, "lower": len(both) - higher, f"with a {what} in one of them alone": len(changed) - len(both)}
    told = ", ".join(f"{number} {kind}" for kind, number in parts.items() if number)
    return f"{len(changed)} of {len(found.table)} {what}s are not the same: {told}."


def _each(found: Difference, changed: pd.DataFrame, *, width: int | None) -> list[str]:
    shown = [*found.factors, *(["code"] if _has_code(changed) else [])]
    rows = [
        (str(row["name"]), _short(row["before"]), _short(row["after"]), *(_step(row[one]) for one in shown), row["enough"])
        for row in changed.to_dict("records")
    ]
    return aligned(["council", "A", "B", *shown, "enough"], rows, text={"council", "A", "B", "enough"}, width=width, give="enough")


def _has_code(changed: pd.DataFrame) -> bool:
    return bool(changed["enough"].str.contains("code").any())


def _short(rating: str) -> str:
    return rating.removeprefix("performs ")


def _step(value: float) -> str:
    """Steps with their sign; at most two decimals."""
    return "" if math.isnan(value) else f"{round(value, 2) + 0.0:+.3g}" if round(value, 2) else "0"


def _rating(row: pd.Series) -> str:
    if row["changed"]:
        return f"{row['name']}: {row['before']} in A, {row['after']} in B."
    return f"{row['name']}: {row['before']} in both."


def _points(row: pd.Series) -> list[str]:
    before, after = row["points_before"], row["points_after"]
    if math.isnan(before) or math.isnan(after):
        return []
    parts = [f"{factor} {_step(row[f'points_by_{factor}'])}" for factor in FACTORS[:3] if round(row[f"points_by_{factor}"], 2)]
    return [f"Combined points: {before:.2f} in A, {after:.2f} in B{': ' if parts else ''}{', '.join(parts)}."]


def _due(found: Difference, row: pd.Series) -> list[str]:
    if not row["changed"]:
        return []
    steps = [f"{one} {_step(row[one])}" for one in (*found.factors, "code") if not math.isnan(row[one]) and round(row[one], 2)]
    told = [f"Steps of the {found.second.framework.result}: {', '.join(steps)}."] if steps else []
    return [*told, f"Enough for the change: {row['enough']}."]


def _rules(found: Difference) -> list[str]:
    if found.rules.empty:
        return []
    names = ", ".join(found.rules["name"].head(8))
    more = len(found.rules) - 8
    return [f"Rules that differ: {names}{f' and {more} more' if more > 0 else ''}."]


def _cells(own: pd.DataFrame, *, cells: int) -> list[str]:
    """The changes of a council's own evidence, each with its cells."""
    if own.empty:
        return ["None of its own figures, grades, findings, similar areas and recorded judgements changed."]
    lines = [f"Of its own changed ({len(own)}){':' if cells else '.'}"]
    lines += [f"  {_cell(row)}" for row in own.head(cells).to_dict("records")]
    return [*lines, *([f"  and {len(own) - cells} more"] if 0 < cells < len(own) else [])]


def _cell(row: dict[Hashable, Any]) -> str:
    if row["what"] == "neighbours":
        return f"similar areas: no longer {row['before']}; now {row['after']}"
    refs = ", ".join(dict.fromkeys(filter(None, [row["before_ref"], row["after_ref"]])))
    place = f" (in the row of {refs})" if row["what"] == "counts" else f" ({refs})" if refs else ""
    return f"{row['subject']}: {row['before']} in A, {row['after']} in B{place}"


def _others(found: Difference, code: str) -> list[str]:
    """How much of the change of data lies elsewhere: among its neighbours in either run, and beyond."""
    near = {neighbour for run in (found.first, found.second) for neighbour in _neighbours(run, code)}
    others = found.changes[(found.changes["factor"] == "data") & (found.changes["council"] != code)]
    if others.empty:
        return []
    of_near = int(others["council"].isin(near).sum())
    return [f"Elsewhere {len(others)} changed, {of_near} of them among its similar areas, with which it is compared."]


def _unlike(found: Difference) -> list[str]:
    """That a run's own code does not give its ratings."""
    why = "the folder was altered since, or it was made with other versions of the libraries"
    return [
        f"The {found.second.framework.result}s of {name} are not those that the code which made them gives: {why}." for name in found.unlike
    ]


def _neighbours(run: Run, code: str) -> list[str]:
    table = run.neighbour_table
    return list(table.loc[table["council"] == code, "neighbour"])


def _counted(number: int, one: str) -> str:
    noun, _, rest = one.partition(" ")
    return f"{number:,} {noun}{'' if number == 1 else 's'}{' ' * bool(rest)}{rest}"
