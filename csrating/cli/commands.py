"""The commands: each reads its arguments, calls the rooms, and prints or writes what they gave."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file, replaced_folder

if TYPE_CHECKING:
    import pandas as pd

    from csrating.rate import Ratings
    from csrating.tell.charts.chart import Chart

app = typer.Typer(
    help="Rate council children's services as Ofsted did in 2009: read, compare, rate, tell.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


class LetterFormat(str, Enum):
    """The forms that a letter is written in."""

    MARKDOWN = "md"
    WORD = "docx"


class ChartKind(str, Enum):
    """The charts of a council."""

    SPINE = "spine"
    GRADES = "grades"
    NEIGHBOURS = "neighbours"


Raw = Annotated[Path, typer.Option("--raw", help="The folder of registered raw files.")]
FrameworkName = Annotated[str, typer.Option("--framework", help="The year of a framework, or the path of a .toml of your own.")]
Neighbours = Annotated[str | None, typer.Option("--neighbours", help="A vintage of the statistical neighbours: pre-2019, 2021 or 2025.")]
PublishedOnly = Annotated[bool, typer.Option("--published-only", help="Leave the demonstration figures out.")]
Council = Annotated[str, typer.Argument(help="A council, by name or any of its codes.", show_default=False)]
OutFile = Annotated[Path | None, typer.Option("--out", help="Write to this file instead of the default.")]

RAW = Path("data/raw")
OUT = Path("data/processed")


@app.command("build")
def build_command(
    raw: Raw = RAW,
    out: Annotated[Path, typer.Option("--out", help="The folder of outputs; replaced whole, or left as it was.")] = OUT,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    published_only: PublishedOnly = False,
    charts: Annotated[bool, typer.Option(help="Draw each council's charts too.")] = True,
) -> None:
    """Rate all councils. Reads the raw files, compares, rates, and writes tables, letters and charts."""
    from csrating.cli.build import build
    from csrating.cli.progress import progress

    with progress(["read", "compare", "rate", "letters", "charts"] if charts else ["read", "compare", "rate", "letters"]) as tick:
        built = build(raw, out, framework=framework, neighbours=neighbours, published_only=published_only, charts=charts, tick=tick)
    print(_summary(built.ratings))
    print(f"{built.files} files in {built.folder}")


def _summary(ratings: Ratings) -> str:
    table = ratings.table
    if (table["status"] == "not given").all():
        first = table.iloc[0]
        return f"No rating is given for any of the {len(table)} councils; ratings.csv says why for each. {first['name']}: {first['why']}."
    counts = table["label"].value_counts()
    told = ", ".join(f"{counts.get(label, 0)} {label.replace('performs', 'perform')}" for label in reversed(_labels()))
    without = int((table["status"] != "published").sum())
    origin = " (they rest on demonstration data)" if (table["origin"] != "published").any() else ""
    return f"{len(table)} councils: {told}; {without} without a rating{origin}."


def _labels() -> list[str]:
    from csrating.schema import Rating

    return [str(rating) for rating in Rating]


def _ratings(raw: Path, framework: str, neighbours: str | None, *, published_only: bool) -> Ratings:
    """The whole road up to the ratings, for a command about one council."""
    from csrating.compare import compare
    from csrating.rate import rate
    from csrating.read import read

    data = read(raw, published_only=published_only)
    comparisons = compare(data, framework=framework, neighbour_table=neighbours)
    return rate(data, comparisons, framework=framework, neighbour_table=neighbours)


def _known(council: str) -> str:
    """The council's code, asked for before anything slow is done, so that a misspelling is told at once."""
    from csrating import reference

    return reference.council(council).code


@app.command("rate")
def rate_command(
    council: Council,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    published_only: PublishedOnly = False,
) -> None:
    """Show one council's rating, with every step that led to it."""
    code = _known(council)
    found = _ratings(raw, framework, neighbours, published_only=published_only).council(code)
    row = found.row
    rating = f"{row['label']} ({row['rating']:.0f})" if row["status"] == "published" else f"no rating is given: {row['why']}"
    print(f"{found.name}: {rating}")
    print(f"framework {row['framework']}; neighbours of {row['vintage']}; figures: {_origin_told(row['origin'])}")
    print("S marks a published rule, I an inference from one, A our own assumption\n")
    for reason in found.reasons.fillna({"points": -1.0}).to_dict("records"):
        points = "" if reason["points"] < 0 else f"{reason['points']:.2f}"
        print(f"{points:>5} {reason['evidence']}  {reason['text']}")


def _origin_told(origin: str) -> str:
    return "published and demonstration" if origin == "mixed" else origin


@app.command("compare")
def compare_command(
    council: Council,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="One indicator, such as 148 or 'NI 148', in all its periods.")
    ] = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    published_only: PublishedOnly = False,
) -> None:
    """Compare one council. Sets its indicators against England, its region and its statistical neighbours."""
    from csrating import reference
    from csrating.compare import compare
    from csrating.read import read

    code = _known(council)
    wanted = reference.indicator(indicator).indicator if indicator else None
    comparisons = compare(read(raw, published_only=published_only), framework=framework, neighbour_table=neighbours)
    rows = comparisons[comparisons["council"] == code]
    if wanted:
        print(_comparison_table(rows[rows["indicator"] == wanted], wanted))
    else:
        print(_comparison_table(_rated(rows, framework), None))


def _rated(rows: pd.DataFrame, framework: str) -> pd.DataFrame:
    from csrating.rate import rated_periods
    from csrating.reference.frameworks import framework as load_framework

    near = rated_periods(rows, load_framework(framework))
    return near[near["against"] == "neighbours"]


def _comparison_table(rows: pd.DataFrame, indicator: str | None) -> str:
    from csrating.errors import EvidenceError

    if rows.empty:
        raise EvidenceError(f"there are no figures for {indicator or 'the council'} in the data")
    shown = rows[["indicator", "period", "against", "value", "baseline", "gap", "standing", "with_data", "of", "why", "origin", "ref"]]
    return str(shown.round({"value": 2, "baseline": 2, "gap": 2}).to_string(index=False, na_rep="-"))


@app.command("letter")
def letter_command(
    council: Council,
    form: Annotated[LetterFormat, typer.Option("--format", help="Markdown to read here, or a Word document.")] = LetterFormat.MARKDOWN,
    out: OutFile = None,
    date: Annotated[str, typer.Option(help="The date of the letter, as it should read.")] = "",
    sender: Annotated[str, typer.Option(help="Who sends it.")] = "",
    addressee: Annotated[str, typer.Option(help="To whom it goes.")] = "",
    signature: Annotated[str, typer.Option(help="Who signs it.")] = "",
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    published_only: PublishedOnly = False,
) -> None:
    """Write the letter to one council. Markdown on the screen, or a Word document."""
    from csrating.tell import letter

    code = _known(council)
    ratings = _ratings(raw, framework, neighbours, published_only=published_only)
    written = letter(ratings, code, date=date, sender=sender, addressee=addressee, signature=signature)
    if form is LetterFormat.MARKDOWN and out is None:
        sys.stdout.write(written.markdown)
        return
    content = written.markdown.encode() if form is LetterFormat.MARKDOWN else written.docx()
    target = out or Path(f"letter-{code}.{form.value}")
    replaced_file(target, content)
    print(f"wrote {target}")


@app.command("chart")
def chart_command(
    kind: Annotated[ChartKind, typer.Argument(help="Which chart.", show_default=False)],
    council: Council,
    indicator: Annotated[str | None, typer.Option("--indicator", help="For the neighbours chart: the indicator, such as 148.")] = None,
    out: OutFile = None,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    published_only: PublishedOnly = False,
) -> None:
    """Draw a chart of one council. An .svg, .png or .pdf by the ending of --out."""
    from csrating import tell
    from csrating.errors import CsratingError

    code = _known(council)
    target = out or Path(f"{kind.value}-{code}.svg")
    if target.suffix not in (".svg", ".png", ".pdf"):
        raise CsratingError(f"a chart cannot be written as {target.suffix or 'a file without an ending'}", expected=".svg, .png or .pdf")
    if kind is ChartKind.NEIGHBOURS and not indicator:
        raise CsratingError("the neighbours chart is about one indicator", do="Add, say, --indicator 148.")
    if kind is not ChartKind.NEIGHBOURS and indicator:
        raise CsratingError(f"the {kind.value} chart is not about one indicator", do="Leave --indicator out, or draw the neighbours chart.")
    ratings = _ratings(raw, framework, neighbours, published_only=published_only)
    drawn = tell.neighbours(ratings, code, indicator=indicator) if indicator else _of_council(kind)(ratings, code)
    replaced_file(target, getattr(drawn, target.suffix[1:])())
    print(f"{drawn.title}\nwrote {target}")


def _of_council(kind: ChartKind) -> Callable[[Ratings, str], Chart]:
    from csrating import tell

    return tell.spine if kind is ChartKind.SPINE else tell.grades


@app.command("demonstration")
def demonstration_command(
    out: Annotated[Path, typer.Option("--out", help="The folder to write the demonstration files to.")] = Path("demonstration"),
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 2009,
) -> None:
    """Make the demonstration figures anew. Writes the files of data/raw/demonstration, and under truth/ the tables they were drawn from."""
    from csrating import demonstration

    made = demonstration.generate(seed=seed)
    with replaced_folder(out) as outputs:
        for name, content in sorted({**demonstration.files(made), **demonstration.truth_files(made)}.items()):
            outputs.write(name, content)
    print(f"wrote {len(outputs)} files to {out}; they are demonstration figures, published by nobody")


@app.command("councils")
def councils_command(text: Annotated[str, typer.Argument(help="Part of a name, or a code.", show_default=False)]) -> None:
    """Find councils by part of their name, or by any code."""
    from csrating import reference
    from csrating.errors import UnknownCouncilError

    councils = reference.councils()
    wanted = councils["name"].str.contains(text.strip(), case=False, regex=False)
    try:
        wanted |= councils["code"] == reference.council(text).code
    except UnknownCouncilError:
        if not wanted.any():
            raise
    print(councils.loc[wanted, ["code", "name", "region", "type", "gss_now"]].to_string(index=False))


@app.callback(invoke_without_command=True)
def version(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """Rate council children's services as Ofsted did in 2009: read, compare, rate, tell."""
    if version:
        from csrating import __version__

        print(f"csrating {__version__}")
        raise typer.Exit
