"""The commands: each reads its arguments, calls the rooms, and prints or writes what they gave."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csrating.cli.charting import chart_command
from csrating.cli.comparing import compare_command, indicator_command
from csrating.cli.differing import run_diff_command
from csrating.cli.doctor import doctor_command
from csrating.cli.explaining import explain_command
from csrating.cli.firmness import backtest_command, bounds_command, sensitivity_command
from csrating.cli.folder import replaced_file, replaced_folder
from csrating.cli.framework_commands import frameworks_app
from csrating.cli.lettering import letter_command
from csrating.cli.lines import aligned, terminal_width, wrapped
from csrating.cli.opendata import opendata_app
from csrating.cli.options import (
    OUT,
    RAW,
    Council,
    CouncilText,
    FrameworkName,
    Judgements,
    Neighbours,
    OutFile,
    PublishedOnly,
    Raw,
    known_council,
)
from csrating.cli.own_neighbours import neighbours_command
from csrating.cli.place import known_ending, refuse_raw_folders
from csrating.cli.probability import probability_command
from csrating.cli.reading import read_command
from csrating.cli.report_command import report_command
from csrating.cli.tipping import tipping_command

app = typer.Typer(
    help="Rate council children's services as Ofsted did in 2009, or compare them on today's figures: read, compare, rate, tell.",
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


@app.command("build")
def build_command(
    raw: Raw = RAW,
    out: Annotated[Path, typer.Option("--out", help="The folder of outputs; replaced whole, or left as it was.")] = OUT,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
    charts: Annotated[bool, typer.Option(help="Draw each council's charts too; of today, pages and index with them.")] = True,
) -> None:
    """Rate all councils. Reads the raw files, compares, rates, and writes tables, letters and charts, or pages of today."""
    from csrating.cli.build import Choices, build
    from csrating.cli.progress import progress
    from csrating.cli.sentences import build_told
    from csrating.reference.frameworks import framework as load_framework

    choices = Choices(framework, neighbours, judgements, published_only=published_only)
    told = "pages" if load_framework(framework).is_of_today else "letters"
    with progress(["read", "compare", "rate", told]) as tick:
        built = build(raw, out, choices, charts=charts, tick=tick)
    print(wrapped(build_told(built.ratings), width=terminal_width()))
    print(f"{built.files} files in {built.folder}")


@app.command("rate")
def rate_command(
    council: Council,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Show one council's rating, with every step that led to it."""
    from csrating.cli.build import Choices, ratings_of
    from csrating.cli.sentences import rating_told

    code = known_council(council, framework)
    ratings = ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
    print(rating_told(ratings, ratings.council(code), width=terminal_width()))


app.command("explain")(explain_command)
app.command("tipping")(tipping_command)
app.command("probability")(probability_command)
app.command("bounds", short_help="Show the best and worst that a rating may be.")(bounds_command)
app.command("sensitivity", short_help="Try other thresholds and rules.")(sensitivity_command)
app.command("backtest")(backtest_command)
app.command("diff")(run_diff_command)
app.command("compare")(compare_command)
app.command("indicator")(indicator_command)
app.command("neighbours")(neighbours_command)
app.add_typer(frameworks_app, name="frameworks", short_help="List, show, compare and copy frameworks.")
app.add_typer(opendata_app, name="opendata", short_help="Write and check open data.")


app.command("letter")(letter_command)


@app.command("page")
def page_command(
    council: Council,
    out: OutFile = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Write the page of one council. One file of HTML with all that is known of its rating, down to each cell."""
    from csrating.cli.build import Choices, ratings_of
    from csrating.tell.page import council_page

    code = known_council(council, framework)
    target = out or Path(f"page-{code}.html")
    known_ending(target, what="a page", known=("html",))
    ratings = ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
    replaced_file(target, council_page(ratings, code).encode())
    print(f"wrote {target}")


app.command("report", short_help="Write the reports of many councils.")(report_command)
app.command("chart")(chart_command)


@app.command("demonstration")
def demonstration_command(
    out: Annotated[Path, typer.Option("--out", help="The folder to write the demonstration files to.")] = Path("demonstration"),
    seed: Annotated[int, typer.Option(min=0, help="A whole number; the same seed gives the same bytes.")] = 2009,
) -> None:
    """Make the demonstration figures anew. Writes the files of data/raw/demonstration, and under truth/ the tables they were drawn from."""
    from csrating import demonstration

    refuse_raw_folders(out, raw=RAW)
    with replaced_folder(out) as outputs:
        made = demonstration.generate(seed=seed)
        for name, content in sorted({**demonstration.files(made), **demonstration.truth_files(made)}.items()):
            outputs.write(name, content)
    print(f"wrote {len(outputs)} files to {out}; they are demonstration figures, published by nobody")


app.command("read")(read_command)
app.command("doctor")(doctor_command)


@app.command("councils")
def councils_command(text: CouncilText, framework: FrameworkName = "2009") -> None:
    """Find councils by part of their name, or by any code."""
    from csrating.errors import UnknownCouncilError
    from csrating.reference.frameworks import framework as load_framework

    edition = load_framework(framework).edition
    councils = edition.councils()
    wanted = councils["name"].str.contains(text.strip(), case=False, regex=False)
    try:
        wanted |= councils["code"] == edition.council(text).code
    except UnknownCouncilError:
        if not wanted.any():
            raise
    headings = [name for name in ("code", "name", "region", "type", "gss_now") if name in councils]
    rows = councils.loc[wanted, headings].replace("", "-").to_numpy().tolist()
    print("\n".join(aligned(headings, rows, text=set(headings), width=terminal_width(), give="region")))


@app.callback(invoke_without_command=True)
def start(context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """Rate council children's services as Ofsted did in 2009, or compare them on today's figures: read, compare, rate, tell."""
    if version:
        from csrating import __version__

        print(f"csrating {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
