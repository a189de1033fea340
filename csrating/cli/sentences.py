"""What a build and a rating come to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from csrating.cli.lines import wrapped
from csrating.schema import Origin, Rating

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate import CouncilRating, Ratings

_NO_FINDINGS = "No safeguarding findings were read, so whether any rating is to be limited is unknown."


def build_told(ratings: Ratings) -> str:
    """What a build found: how many councils have which rating, how many have none, and what the ratings rest on."""
    table = ratings.table
    rated = table[table["rating"].notna()]
    if rated.empty:
        first = table.iloc[0]
        return f"No rating is given for any of the {len(table)} councils; ratings.csv says why for each. {first['name']}: {first['why']}."
    counts = rated["label"].value_counts()
    told = ", ".join(f"{counts.get(str(label), 0)} {_many(label, counts.get(str(label), 0))}" for label in reversed(Rating))
    without = len(table) - len(rated)
    rest = "all are rated" if not without else f"{without} {'has' if without == 1 else 'have'} no rating, and ratings.csv says why"
    return " ".join([f"{len(table)} councils: {told}; {rest}.", *_rests_on(rated["origin"]), *_findings(ratings)])


def _many(label: Rating, number: int) -> str:
    return str(label) if number == 1 else str(label).replace("performs", "perform")


def _rests_on(origin: pd.Series[str]) -> Iterator[str]:
    if (origin != str(Origin.PUBLISHED)).any():
        yield "The ratings rest on demonstration data."


def _findings(ratings: Ratings) -> list[str]:
    return [] if ratings.safeguarding_read else [_NO_FINDINGS]


def rating_told(ratings: Ratings, found: CouncilRating, *, width: int | None) -> str:
    """One council's rating, what it rests on, and the reasons with their points and evidence marks."""
    row = found.row
    given = row["rating"] == row["rating"]
    rating = f"{row['label']} ({row['rating']:.0f})" if given else f"no rating is given: {row['why']}"
    about = [
        f"{found.name}: {rating}",
        f"Framework {row['framework']}; statistical neighbours {row['vintage']}. {_origin_told(row['origin'], given=given)}",
        *_findings(ratings),
        "Marks: S a rule stated in a published source, I one inferred from such sources, A an assumption of ours.",
    ]
    points = found.reasons.fillna({"points": -1.0}).to_dict("records")
    steps = [
        f"{'' if reason['points'] < 0 else format(reason['points'], '.2f'):>5} {reason['evidence']}  {reason['text']}" for reason in points
    ]
    return "\n".join([*(wrapped(line, width=width) for line in about), "", *(wrapped(step, width=width, indent=9) for step in steps)])


def _origin_told(origin: str, *, given: bool) -> str:
    whose = "This rating rests on" if given else "What there is rests on"
    rests = {
        str(Origin.PUBLISHED): f"{whose} published figures",
        str(Origin.DEMONSTRATION): f"{whose} demonstration figures, which nobody published",
        str(Origin.MIXED): f"{whose} demonstration figures, which nobody published, beside published ones",
    }[origin]
    return f"{rests}; it is not Ofsted's." if given else f"{rests}."
