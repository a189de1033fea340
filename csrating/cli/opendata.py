"""The commands of the group ``opendata``: write ratings and figures as open data, and check any file against the standards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file, replaced_folder
from csrating.cli.lines import terminal_width, wrapped
from csrating.cli.options import RAW, FrameworkName, Judgements, Neighbours, PublishedOnly, Raw
from csrating.cli.place import OutputError, real_place, refuse_missing_folder, refuse_raw_folders
from csrating.errors import CsratingError, shown

if TYPE_CHECKING:
    from csrating.tell.opendata import Checked, OpenData

opendata_app = typer.Typer(
    help="Write open data by the Department for Education's standards, and check any file against them.",
    add_completion=False,
    rich_markup_mode=None,
)

_INDENT = 4


class StandardError(CsratingError):
    """A file breaks rules of the open data standards."""

    code = "standard"


@opendata_app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Write open data by the Department for Education's standards, and check any file against them."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@opendata_app.command("write")
def write_command(
    out: Annotated[Path, typer.Option("--out", help="The folder to write to; replaced whole, or left as it was.")] = Path("open-data"),
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Write all figures and ratings as open data. Each .csv with its .meta.csv, checked, and what became of every row."""
    from csrating.cli.build import Choices, ratings_of
    from csrating.tell.opendata import open_data

    refuse_raw_folders(out, raw=raw)
    with replaced_folder(out) as outputs:
        made = open_data(ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only)))
        for name, content in made.outputs().items():
            outputs.write(name, content)
        files = len(outputs) + 1
    print(wrapped(_made_told(made), width=terminal_width()))
    print(f"{files} files in {out}")


def _made_told(made: OpenData) -> str:
    """One sentence on the rows that were written, those left out, and whether any is made up."""
    kept = made.accounts["file"] != ""
    rows, out = (int(made.accounts.loc[which, "rows"].sum()) for which in (kept, ~kept))
    left = f"{out:,} left out, with the reason in rows_accounted_for.csv" if out else "none left out"
    marked = [file.stem for file in made.files if file.made_up]
    told = f" Demonstration figures, which nobody published, are in {', '.join(marked)}." if marked else ""
    return f"{rows:,} rows in {len(made.files)} files of open data, {left}.{told}"


@opendata_app.command("check")
def check_command(
    file: Annotated[Path, typer.Argument(help="A .csv of open data.", show_default=False)],
    meta: Annotated[Path | None, typer.Option("--meta", help="Its metadata, where they are not in the .meta.csv of the same name.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write what was found to this .csv, a row for each rule and column.")] = None,
) -> None:
    """Check a file and its .meta.csv against the standards. Tells each broken rule with row and column; exit code 2 if a must is broken."""
    from csrating.cli.tables import csv_bytes
    from csrating.tell.opendata import open_data_checked

    _refuse_out(out, file)
    beside = meta or file.with_name(f"{file.name.removesuffix('.csv')}.meta.csv")
    described = beside.read_bytes() if meta or beside.is_file() else None
    found = open_data_checked(file.read_bytes(), described, name=file.name, meta_name=beside.name)
    print("\n".join(wrapped(line, width=terminal_width(), indent=_INDENT) for line in _lines(found)))
    if out is not None:
        replaced_file(out, csv_bytes(found.table))
        print(shown(f"wrote {out}"))
    if found.broken:
        rules = len({one.rule for one in found.broken})
        raise StandardError(f"the file breaks {rules} rule{'s' if rules > 1 else ''} of the open data standards", where=file.name)


def _refuse_out(out: Path | None, file: Path) -> None:
    refuse_missing_folder(out)
    if out is None:
        return
    if out.suffix.lower() != ".csv":
        raise OutputError(f"the table cannot be written as {out.suffix or 'a file without an ending'}", where=str(out), expected=".csv")
    if real_place(out) == real_place(file):
        raise OutputError("the table would replace the file that it is about", where=str(out), do="Name another file with --out.")


def _lines(found: Checked) -> list[str]:
    """What was found, as lines: what the standard insists on first."""
    lines = [shown(f"{found.name}: {found.rows:,} row{'' if found.rows == 1 else 's'} of data")]
    for heading, told in (("Broken rules:", found.broken), ("Advice:", found.advice)):
        lines += [heading, *(f"  {one.rule}: {one}" for one in told)] if told else []
    return lines if found.found else [*lines, "It keeps every rule of the open data standards."]
