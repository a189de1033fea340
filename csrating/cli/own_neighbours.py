"""The command ``neighbours``: statistical neighbours by characteristics of the user's own, and tables of neighbours beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width
from csrating.cli.options import not_blank
from csrating.cli.place import known_ending, refuse_missing_folder
from csrating.errors import CsratingError, shown

if TYPE_CHECKING:
    from csrating.compare.own_neighbours import OwnNeighbours

Several = list[str] | None

_SOME = "names or codes with commas between them, or semicolons where a name holds a comma. May be repeated."


def neighbours_command(
    characteristics: Annotated[
        Path | None,
        typer.Option("--characteristics", help="A csv: the column council, and a column of numbers for each characteristic."),
    ] = None,
    table: Annotated[
        str | None, typer.Option("--table", help="In place of characteristics, a vintage or a csv of neighbours.", callback=not_blank)
    ] = None,
    weights: Annotated[
        str | None,
        typer.Option("--weights", help="Such as 'poverty=2,density=1'; 1 if none is given, 0 leaves out.", callback=not_blank),
    ] = None,
    k: Annotated[int, typer.Option("--k", min=1, help="How many neighbours each.")] = 10,
    exclude: Annotated[Several, typer.Option("--exclude", help=f"Councils that are nobody's neighbour: {_SOME}")] = None,
    without: Annotated[Several, typer.Option("--without", help=f"Councils that have no neighbours: {_SOME}")] = None,
    apart: Annotated[
        Several, typer.Option("--apart", help="region or type: nobody of the same; or two councils, 'Trafford=Stockport'. May be repeated.")
    ] = None,
    standardise: Annotated[
        str, typer.Option("--standardise", help="z-scores, sample z-scores, robust or ranks.", callback=not_blank)
    ] = "z-scores",
    leave_out: Annotated[
        bool, typer.Option("--leave-out-missing", help="Leave out councils that lack a characteristic, rather than refuse the file.")
    ] = False,
    council: Annotated[str | None, typer.Option("--council", help="Show the neighbours of this council.", callback=not_blank)] = None,
    why: Annotated[
        str | None, typer.Option("--why", help="What brings two councils together: 'Trafford=Stockport'.", callback=not_blank)
    ] = None,
    against: Annotated[
        str | None, typer.Option("--against", help="Compare with a vintage (pre-2019, 2021, 2025) or a csv.", callback=not_blank)
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the table to this .csv, for --neighbours of other commands.")] = None,
) -> None:
    """Make statistical neighbours of your own. From a csv of characteristics; or compares two tables of neighbours."""
    from csrating.cli.neighbours_told import neighbours_told, tables_told, why_told
    from csrating.cli.tables import csv_bytes
    from csrating.compare.neighbour_tables import compare_neighbour_tables, neighbours_of

    unclear = "it is not clear whose neighbours are meant"
    if (characteristics is None) == (table is None):
        raise CsratingError(unclear, expected="either --characteristics FILE.csv or --table VINTAGE")
    if table is not None and (why or out or not against):
        raise CsratingError("--table is only compared", expected="--against VINTAGE, and neither --why nor --out")
    if out is not None:
        known_ending(out, what="the table", known=("csv",))
        refuse_missing_folder(out)
    if against is not None:
        neighbours_of(against)
    width = terminal_width()
    if table is not None and against is not None:
        print(tables_told(compare_neighbour_tables(table, against, k=k), council=council, width=width))
        return
    if characteristics is None:
        raise CsratingError(unclear, expected="--characteristics FILE.csv")
    own = _made(characteristics, weights, k, exclude, without, apart, standardise, leave_out=leave_out)
    pair = _pair(why) if why else None
    parts = [neighbours_told(own, council=council, width=width)]
    if pair:
        parts.append(why_told(own, *pair, width=width))
    if against is not None:
        parts.append(tables_told(compare_neighbour_tables(own, against), council=council, width=width))
    if out is not None:
        replaced_file(out, csv_bytes(own.table))
        parts.append(f"wrote {len(own.table):,} neighbours to {out}, for --neighbours of other commands")
    print(shown("\n\n".join(parts)))


def _made(
    file: Path, weights: str | None, k: int, exclude: Several, without: Several, apart: Several, standardise: str, *, leave_out: bool
) -> OwnNeighbours:
    """The neighbours; whatever is wrong with the file is told with its name."""
    from csrating.compare.csv_file import text_of_csv
    from csrating.compare.own_neighbours import own_neighbours
    from csrating.errors import TableError, UnknownCouncilError

    given = text_of_csv(file, what="characteristics")
    kinds = [text for text in apart or [] if "=" not in text]
    if len(kinds) > 1 or (kinds and len(apart or []) > 1):
        raise CsratingError("--apart is given more than once", expected="region or type alone, or pairs such as 'Trafford=Stockport'")
    try:
        return own_neighbours(
            given,
            _weights(weights) if weights else None,
            k=k,
            exclude=_councils(exclude),
            without=_councils(without),
            apart=kinds[0] if kinds else [_pair(text) for text in apart or []],  # type: ignore[arg-type]
            standardise=standardise,
            missing="leave out" if leave_out else "refuse",
        )
    except (TableError, UnknownCouncilError) as error:
        where = f"{file}, {error.where}" if error.where else str(file)
        raise type(error)(error.found, where=where, expected=error.expected, do=error.do) from error


def _weights(text: str) -> dict[str, float]:
    """The weight of each characteristic that one is given to.

    Raises:
        CsratingError: a part is no name and number, or a name stands twice.
    """
    found: dict[str, float] = {}
    apart = ";" if ";" in text else ","
    for part in filter(None, map(str.strip, text.split(apart))):
        name, _, number = part.rpartition("=")
        try:
            weight = float(number)
        except ValueError:
            weight = -1.0
        if not name.strip() or not 0 <= weight < float("inf") or name.strip() in found:
            raise CsratingError(f"--weights {part!r} is no weight", expected="a name of its own and a number, such as 'poverty=2'")
        found[name.strip()] = weight
    return found


def _councils(given: Several) -> list[str]:
    return [one.strip() for text in given or [] for one in text.split(";" if ";" in text else ",") if one.strip()]


def _pair(text: str) -> tuple[str, str]:
    one, _, other = text.partition("=")
    if not one.strip() or not other.strip():
        raise CsratingError(f"{text!r} is no pair of councils", expected="two with a sign between them, such as 'Trafford=Stockport'")
    return one.strip(), other.strip()
