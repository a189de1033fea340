"""The rows of the sensitivity strip: how often each rating results from other choices, and over which values of each threshold."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.rate.sensitivity import Alternatives, Holding
from csrating.rate.sensitivity.choices import NAMES
from csrating.tell.charts.records import Record, records
from csrating.tell.charts.sensitivity_wording import NO_RATING, number_of, of_result

TOGETHER, ALTERNATIVE, THRESHOLD = "all combinations", "alternative", "threshold"

_COLUMNS = [
    *("council", "name", "part", "choice", "alternative", "own", "rule", "evidence", "rating", "label", "count", "of"),
    *("value", "from", "from_included", "to", "to_included", "allowed_from", "allowed_to", "origin"),
]
_WITH_BLANKS = {"own": "boolean", "from_included": "boolean", "to_included": "boolean", "count": "Int64", "of": "Int64"}


def sensitivity_rows(ratings: Ratings, code: str, held: Holding, tried: Alternatives) -> pd.DataFrame:
    """One row for each rating by all combinations, for each rating by each alternative of a choice, and for each piece of a threshold.

    Args:
        ratings: the ratings of all councils.
        code: the council's department code.
        held: what :func:`csrating.rate.sensitivity.holding` gave for the council or for all.
        tried: what :func:`csrating.rate.sensitivity.alternatives` gave for the council or for all.

    Returns:
        columns council, name, part ("all combinations", "alternative" or "threshold"), choice (or the name of the threshold), alternative,
        own (whether it is the framework's; of a piece, whether it holds the framework's value), rule, evidence, rating with its label,
        count ``of`` how many combinations; of a threshold its value, from and to which value the piece goes and whether these are among
        it, and between which values the threshold may lie; origin.

    Raises:
        EvidenceError: the council has no rating, or the others were not made from these ratings.
    """
    own = ratings.council(code).row
    if pd.isna(own["rating"]):
        raise no_rating(own, ratings.framework.result)
    for made, what in ((held, "the thresholds"), (tried, "the alternatives")):
        _of_these(ratings, own, made, what)
    runs = tried.runs_of(code)
    found = [*_combined(runs), *_alternatives(tried.settings, runs), *_pieces(held, code)]
    about = {"council": code, "name": str(own["name"]), "origin": str(own["origin"])}
    told = [about | row for row in found]
    columns = {name: [row.get(name, math.nan) for row in told] for name in _COLUMNS}
    rows = pd.DataFrame({name: pd.Series(some, dtype=_WITH_BLANKS.get(name)) for name, some in columns.items()})
    rows["label"] = rows["label"].replace(NO_RATING, of_result(NO_RATING, ratings.framework.result))
    return rows


def no_rating(own: pd.Series, what: str) -> EvidenceError:
    """What is said of a council that has no rating."""
    why = f", {own['why']}" if own["why"] else ""
    return EvidenceError(f"{own['name']} has no {what} that could be tried: {own['status']}{why}", do=f"Choose a council with a {what}.")


def _of_these(ratings: Ratings, own: pd.Series, made: Holding | Alternatives, what: str) -> None:
    """Whether something was worked out from these ratings: by the same framework, to the same rating."""
    found = made.table[made.table["council"] == own["council"]]
    if found.empty:
        raise EvidenceError(f"{what} were not tried for {own['name']}", do="Work them out for that council, or for all.")
    if made.framework != ratings.framework or not (found["rating"] == own["rating"]).all():
        raise EvidenceError(f"{what} were tried on other ratings than these", do="Work them out from the ratings that are to be drawn.")


def _counted(labels: Sequence[str]) -> Iterator[Record]:
    """How many of some combinations give each rating, the best first."""
    found = Counter(labels)
    for rating, label in sorted(((number_of(label), label) for label in found), key=lambda one: (math.isnan(one[0]), -one[0])):
        yield {"rating": rating, "label": label, "count": found[label], "of": len(labels)}


def _combined(runs: pd.DataFrame) -> Iterator[Record]:
    for counted in _counted(runs["label"].tolist()):
        yield {**counted, "part": TOGETHER, "choice": "", "alternative": ""}


def _alternatives(settings: pd.DataFrame, runs: pd.DataFrame) -> Iterator[Record]:
    """How many combinations with each alternative give each rating; the choices in the order in which they were combined."""
    labels = runs["label"].tolist()
    by_choice = {name: runs[name].tolist() for name in NAMES}
    tried = records(settings[["choice", "alternative", "own", "rule", "evidence"]])
    for setting in sorted(tried, key=lambda one: NAMES.index(one["choice"])):
        with_it = [label for label, other in zip(labels, by_choice[setting["choice"]], strict=True) if other == setting["alternative"]]
        for counted in _counted(with_it):
            yield {**setting, **counted, "part": ALTERNATIVE}


def _pieces(held: Holding, code: str) -> Iterator[Record]:
    """The pieces of each threshold, and which of them holds the framework's value."""
    columns = ["threshold", "rule", "evidence", "value", "allowed_from", "allowed_to"]
    about = {row["threshold"]: row for row in records(held.table.loc[held.table["council"] == code, columns])}
    for piece in records(held.pieces[held.pieces["council"] == code]):
        threshold = about[piece["threshold"]]
        value, low, high = threshold["value"], piece["from"], piece["to"]
        own = (low < value or (low == value and piece["from_included"])) and (value < high or (value == high and piece["to_included"]))
        yield {**threshold, **piece, "part": THRESHOLD, "choice": piece["threshold"], "alternative": "", "own": own}
