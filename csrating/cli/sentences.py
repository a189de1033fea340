"""What a build and a rating come to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from csrating.cli.frameworks import marks_told
from csrating.cli.lines import wrapped
from csrating.schema import Origin, Rating

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate import CouncilRating, Ratings
    from csrating.reference.frameworks import Framework

_NO_FINDINGS = "No safeguarding findings were read, so whether any {} is to be limited is unknown."


def build_told(ratings: Ratings) -> str:
    """What a build found: how many councils have which rating, how many have none, and what the ratings rest on."""
    table = ratings.table
    rated = table[table["rating"].notna()]
    if rated.empty:
        first = table.iloc[0]
        withheld = int((table["status"] == "withheld").sum())
        held = f"; {withheld} {'is' if withheld == 1 else 'are'} withheld" if withheld else ""
        found = f"No {ratings.framework.result} is given for any of the {len(table)} councils{held}; ratings.csv says why for each."
        return f"{found} {first['name']}: {first['why']}."
    counts = rated["label"].value_counts()
    labels = [str(ratings.framework.outcome(number)) for number in (4, 3, 2, 1)]
    told = ", ".join(f"{counts.get(label, 0)} {_many(label, counts.get(label, 0), framework=ratings.framework)}" for label in labels)
    rest = _unrated(table[table["rating"].isna()], ratings.framework.result) or (
        "all have one" if ratings.framework.is_of_today else "all are rated"
    )
    return " ".join([f"{len(table)} councils: {told}; {rest}.", *_rests_on(rated["origin"]), *_findings(ratings)])


def _unrated(table: pd.DataFrame, what: str) -> str:
    """How many councils have no rating, those apart whose rating is withheld; blank where there are none."""
    withheld = int((table["status"] == "withheld").sum())
    without = len(table) - withheld
    told = [f"{without} {'has' if without == 1 else 'have'} no {what}"] if without else []
    told += [f"{withheld} {'has its rating' if withheld == 1 else 'have their ratings'} withheld"] if withheld else []
    return f"{' and '.join(told)}, and ratings.csv says why" if told else ""


def _many(label: str, number: int, *, framework: Framework) -> str:
    if framework.is_of_today:
        return f"in {label}"
    return label if number == 1 else label.replace("performs", "perform")


def _rests_on(origin: pd.Series[str]) -> Iterator[str]:
    if (origin != str(Origin.PUBLISHED)).any():
        yield "The ratings rest on demonstration data."


def _findings(ratings: Ratings) -> list[str]:
    without = [] if ratings.safeguarding_read else [_NO_FINDINGS.format(ratings.framework.result)]
    return [*without, *ratings.data.notes, *_too_old(ratings)]


def _too_old(ratings: Ratings) -> Iterator[str]:
    """The sentence that says so where grades of settings were read and a framework of today counts none, since all are too old."""
    rules = ratings.framework
    if rules.is_of_today and len(ratings.data.inspections) and not (ratings.table["settings"] > 0).any():
        yield f"None of these grades counts: framework {rules.name} counts inspections of the last {rules.window_years} years."


def rating_told(ratings: Ratings, found: CouncilRating, *, width: int | None) -> str:
    """One council's rating, what it rests on, and the reasons with their points and evidence marks."""
    row = found.row
    given = row["rating"] == row["rating"]
    about = [
        f"{found.name}: {_rating(row, ratings.framework)}",
        f"Framework {row['framework']}; statistical neighbours {row['vintage']}. "
        f"{_origin_told(row['origin'], given=given, what=ratings.framework.result)}",
        *_findings(ratings),
        marks_told(ratings.framework),
    ]
    points = found.reasons.fillna({"points": -1.0}).to_dict("records")
    steps = [
        f"{'' if reason['points'] < 0 else format(reason['points'], '.2f'):>5} {reason['evidence']}  {reason['text']}" for reason in points
    ]
    return "\n".join([*(wrapped(line, width=width) for line in about), "", *(wrapped(step, width=width, indent=9) for step in steps)])


def _rating(row: pd.Series, framework: Framework) -> str:
    """The rating, or why there is none; the data band of one that is withheld."""
    if row["rating"] == row["rating"]:
        return framework.outcome_told(row["rating"])
    if row["status"] == "withheld":
        band = Rating(row["data_band"])
        return f"the rating is withheld: {row['why']}. The data alone give {band} ({band.number})."
    return f"no {framework.result} is given: {row['why']}"


def _origin_told(origin: str, *, given: bool, what: str) -> str:
    whose = f"This {what} rests on" if given else "What there is rests on"
    rests = {
        str(Origin.PUBLISHED): f"{whose} published figures",
        str(Origin.DEMONSTRATION): f"{whose} demonstration figures, which nobody published",
        str(Origin.MIXED): f"{whose} demonstration figures, which nobody published, beside published ones",
    }[origin]
    none = "" if what == "rating" else ", which publishes judgements and no profile bands"
    return f"{rests}; it is not Ofsted's{none}." if given else f"{rests}."
