"""The commands of the group ``opendata``: write ratings and figures as open data, and check any file against the standards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file, replaced_folder
from csrating.cli.lines import terminal_width, wrapped
from csrating.cli.options import RAW, FrameworkName, Judgements, Neighbours, PublishedOnly, Raw
from csrating.cli.place import OutputError, real_place, refuse_missing_folder, refuse_raw_folders
from csrating.cli.standards import (
    StandardError,
    accompanies,
    checked,
    folder_checked,
    lines_of,
    passed_over,
    refuse_meta_of_folder,
    table_of,
)
from csrating.errors import shown

if TYPE_CHECKING:
    from csrating.tell.opendata import Checked, OpenData

opendata_app = typer.Typer(
    help="Write open data by the Department for Education's standards, and check any file against them.",
    add_completion=False,
    rich_markup_mode=None,
)

_INDENT = 4


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
    from csrating.reference.frameworks import framework as load_framework
    from csrating.tell.opendata import open_data, refuse_open_data_of_today

    refuse_open_data_of_today(load_framework(framework))
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
    file: Annotated[Path, typer.Argument(help="A .csv of open data, or a folder of such files.", show_default=False)],
    meta: Annotated[Path | None, typer.Option("--meta", help="Its metadata, where they are not in the .meta.csv of the same name.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write what was found to this .csv, a row for each rule and column.")] = None,
) -> None:
    """Check files, each with its .meta.csv, against the standards: broken rules with row and column; exit code 2 if a must is broken."""
    from csrating.cli.tables import csv_bytes

    _refuse_out(out, file)
    if file.is_dir():
        refuse_meta_of_folder(meta, file)
        found, passed = folder_checked(file)
    else:
        why = accompanies(file) if file.is_file() and meta is None else ""
        found, passed = ([], [passed_over(file, why)]) if why else ([checked(file, meta)], [])
    told = [line for one in found for line in lines_of(one)] + passed
    print("\n".join(wrapped(line, width=terminal_width(), indent=_INDENT) for line in told))
    if out is not None and found:
        replaced_file(out, csv_bytes(table_of(found) if file.is_dir() else found[0].table))
        print(shown(f"wrote {out}"))
    _refuse_broken(found, file)


def _refuse_broken(found: list[Checked], file: Path) -> None:
    """End with what is broken, in one sentence.

    Raises:
        StandardError: a rule on which the standards insist is.
    """
    broken = [one for one in found if one.broken]
    if file.is_dir() and broken:
        told = f"{len(broken)} of {len(found)} files break rules of the open data standards"
        raise StandardError(told, where=str(file))
    for one in broken:
        rules = len({each.rule for each in one.broken})
        raise StandardError(f"the file breaks {rules} rule{'s' if rules > 1 else ''} of the open data standards", where=one.name)


def _refuse_out(out: Path | None, file: Path) -> None:
    refuse_missing_folder(out)
    if out is None:
        return
    if out.suffix.lower() != ".csv":
        raise OutputError(f"the table cannot be written as {out.suffix or 'a file without an ending'}", where=str(out), expected=".csv")
    if real_place(out) == real_place(file):
        raise OutputError("the table would replace the file that it is about", where=str(out), do="Name another file with --out.")
