"""Neighbours of the user's own as text: the whole table, one council, one pair, and a table beside another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csrating.cli.lines import aligned, wrapped

if TYPE_CHECKING:
    from csrating.compare.neighbour_tables import NeighbourTables
    from csrating.compare.own_neighbours import OwnNeighbours

FEW = 5
"""Councils that are listed of all."""


def neighbours_told(own: OwnNeighbours, *, council: str | None = None, width: int | None = None) -> str:
    """The table in a line and its notes; then the characteristics, or the neighbours of one council."""
    lines = [wrapped(f"{text}{'' if text.endswith('.') else '.'}", width=width, indent=2) for text in (own.summary, *own.notes)]
    return "\n".join([*lines, "", *(_one_council(own, council, width) if council else _characteristics(own, width))])


def _characteristics(own: OwnNeighbours, width: int | None) -> list[str]:
    values = own.characteristics
    rows = [
        (str(name), f"{values[name].min():,.4g}", f"{values[name].median():,.4g}", f"{values[name].max():,.4g}", f"{100 * share:.0f} %")
        for name, share in own.shares.items()
    ]
    headings = ("characteristic", "lowest", "median", "highest", "weight")
    return aligned(headings, rows, text={"characteristic"}, width=width, give="characteristic")


def _one_council(own: OwnNeighbours, council: str, width: int | None) -> list[str]:
    rows = [
        (str(row["position"]), f"{row['name']} ({row['neighbour']})", f"{row['distance']:.3f}", "yes" if row["mutual"] else "no")
        for row in own.of(council).to_dict("records")
    ]
    if not rows:
        return [f"{council} has no neighbours."]
    return aligned(("place", "neighbour", "distance", "mutual"), rows, text={"neighbour", "mutual"}, width=width, give="neighbour")


def why_told(own: OwnNeighbours, one: str, other: str, *, width: int | None = None) -> str:
    """What brings two councils together and what apart, characteristic by characteristic."""
    found = own.why(one, other)
    distance = float(found["part"].sum()) ** 0.5
    told = (
        f"{one} and {other} are {distance:.3f} apart. Each part is of the squared distance; beside it stands what is usual between two "
        "councils: less brings them together, more apart."
    )
    rows = [
        (
            row["characteristic"],
            f"{row['one']:,.4g}",
            f"{row['other']:,.4g}",
            f"{row['difference']:+.2f}",
            f"{row['part']:.3f}",
            f"{row['usual']:.3f}",
            row["brings"],
        )
        for row in found.to_dict("records")
    ]
    headings = ("characteristic", one, other, "apart by", "part", "usual", "brings")
    lines = aligned(headings, rows, text={"characteristic", "brings"}, width=width, give="characteristic")
    return "\n".join([wrapped(told, width=width, indent=2), *lines])


def tables_told(found: NeighbourTables, *, council: str | None = None, width: int | None = None) -> str:
    """Two tables in a line; then the councils that share least, or one council with whom it gained and lost."""
    told = wrapped(f"{found.summary}.", width=width, indent=2)
    if council:
        row = found.of(council)
        lines = [f"{row['name']} shares {row['shared']} of {row['of']}."]
        lines += [f"In {name} alone: {row[side] or 'nobody'}." for name, side in zip(found.names, ("went", "came"), strict=True)]
        return "\n".join([told, *(wrapped(line, width=width, indent=2) for line in lines)])
    least = found.table.sort_values("shared", kind="stable").head(FEW)
    agreement = [f"{value:.2f}" if value == value else "-" for value in least["agreement"]]
    rows = [(row["name"], f"{row['shared']} of {row['of']}", order) for row, order in zip(least.to_dict("records"), agreement, strict=True)]
    return "\n".join([told, *aligned(("least shared", "shared", "order"), rows, text={"least shared"}, width=width, give="least shared")])
