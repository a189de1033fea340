"""Two runs set side by side: each changed rating, shared out among the data, the neighbours, the framework, judgements and the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from csrating.compare.entry import a_kind
from csrating.errors import TableError
from csrating.rate import Ratings
from csrating.rate.difference.changes import ORDER, data_changes, judgement_changes, neighbour_changes
from csrating.rate.difference.code import code_mark
from csrating.rate.difference.outcomes import Outcomes
from csrating.rate.difference.run import Run
from csrating.rate.difference.tables import FACTORS
from csrating.reference.frameworks import differences

__all__ = ["FACTORS", "Difference", "Run", "code_mark", "difference"]


@dataclass(frozen=True, eq=False, repr=False)
class Difference:
    """Why the ratings of two runs are not the same.

    ``table`` is DIFFERENCES, one row for each of 152 councils; ``changes`` has a row for each figure, judgement, finding and list of
    neighbours that is not the same, with its cells (:func:`~csrating.rate.difference.changes.data_changes` says which columns), ``rules``
    what is not the same in the frameworks; ``factors`` are those of :data:`FACTORS` in which the runs differ at all, ``same_code`` says
    whether one code made both, and ``unlike`` names the runs whose ratings do not come out again although the code of today made them.
    """

    first: Run
    second: Run
    factors: tuple[str, ...]
    same_code: bool
    unlike: tuple[str, ...]
    table: pd.DataFrame
    changes: pd.DataFrame
    rules: pd.DataFrame

    @cached_property
    def changed(self) -> pd.DataFrame:
        """The rows of ``table`` of councils whose rating is not the same."""
        return self.table[self.table["changed"]].reset_index(drop=True)

    def __repr__(self) -> str:
        return f"{len(self.changed)} of {len(self.table)} ratings differ between {self.first.name} and {self.second.name}"

    def _repr_html_(self) -> str:
        shown = ["council", "name", "before", "after", *FACTORS, "code", "enough"]
        return f"<p>{self!r}</p>{self.changed[shown].to_html(index=False, na_rep='')}"


def difference(first: Ratings | Run, second: Ratings | Run, *, tick: Callable[[int, int], None] = lambda _done, _of: None) -> Difference:
    """Each rating that is not the same in two runs, and how much of that is due to what.

    All councils are rated again with every combination of the data, the neighbours, the framework and the judgements of the two runs. A
    factor is given the mean of what it adds over every order in which the factors could have changed, so that the parts add up and none of
    them depends on which was looked at first. What neither explains is the code: a run whose ratings of the time are not those that the
    code of today gives on the same evidence.

    Args:
        first, second: what :func:`csrating.rate` gave, or runs read from their folders.
        tick: called with how many combinations are rated, of how many.

    Raises:
        TableError: something else was given.
        CsratingError: the evidence of one cannot be rated by the framework of the other.
    """
    one, other = _run(first, "the first run"), _run(second, "the second run")
    of_data = data_changes(one.data, other.data)
    of_neighbours = neighbour_changes(one.neighbour_table, other.neighbour_table, one.framework.edition.codes)
    of_judgements = judgement_changes(one.judgements, other.judgements)
    rules = differences(one.framework, other.framework)
    differs = {
        "data": len(of_data) > 0,
        "neighbours": len(of_neighbours) > 0,
        "framework": len(rules) > 0,
        "judgements": len(of_judgements) > 0,
    }
    factors = tuple(factor for factor in FACTORS if differs[factor])
    found = Outcomes.of(one, other, factors, tick)
    changes = pd.concat([of_judgements, of_neighbours, of_data], ignore_index=True)
    changes = changes.sort_values("what", key=lambda what: what.map(ORDER.index), kind="stable", ignore_index=True)
    return Difference(
        first=one,
        second=other,
        factors=factors,
        same_code=one.code == other.code,
        unlike=found.unlike(one, other),
        table=found.table(one, other),
        changes=changes,
        rules=rules,
    )


def _run(given: Ratings | Run, name: str) -> Run:
    if isinstance(given, Run):
        return given
    if not isinstance(given, Ratings):
        raise TableError(f"{name} is {a_kind(given)}", expected="what csrating.rate gives")
    return Run.of(given, name=name)
