"""The commands: each reads its arguments, calls the rooms, and prints or writes what they gave."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.charting import chart_command
from csrating.cli.comparing import compare_command, indicator_command
from csrating.cli.differing import run_diff_command
from csrating.cli.doctor import doctor_command
from csrating.cli.explaining import explain_command
from csrating.cli.firmness import backtest_command, bounds_command, sensitivity_command
from csrating.cli.folder import replaced_file, replaced_folder
from csrating.cli.framework_commands import frameworks_app
from csrating.cli.lines import aligned, terminal_width, wrapped
from csrating.cli.opendata import opendata_app
from csrating.cli.options import (
    OUT,
    RAW,
    Council,
    CouncilText,
    FrameworkName,
    Judgements,
    LetterFormat,
    Neighbours,
    OutFile,
    PublishedOnly,
    Raw,
    known_council,
)
from csrating.cli.place import OutputError, known_ending, refuse_raw_folders
from csrating.cli.probability import probability_command
from csrating.cli.reading import read_command
from csrating.cli.report_command import report_command
from csrating.cli.tipping import tipping_command

if TYPE_CHECKING:
    from csrating.rate import Ratings
    from csrating.tell import Letter

app = typer.Typer(
    help="Rate council children's services as Ofsted did in 2009: read, compare, rate, tell.",
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
    charts: Annotated[bool, typer.Option(help="Draw each council's charts too.")] = True,
) -> None:
    """Rate all councils. Reads the raw files, compares, rates, and writes tables, letters and charts."""
    from csrating.cli.build import Choices, build
    from csrating.cli.progress import progress
    from csrating.cli.sentences import build_told

    choices = Choices(framework, neighbours, judgements, published_only=published_only)
    with progress(["read", "compare", "rate", "letters", "charts"] if charts else ["read", "compare", "rate", "letters"]) as tick:
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

    code = known_council(council)
    ratings = ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
    print(rating_told(ratings, ratings.council(code), width=terminal_width()))


app.command("explain")(explain_command)
app.command("tipping")(tipping_command)
app.command("probability")(probability_command)
app.command("bounds")(bounds_command)
app.command("sensitivity")(sensitivity_command)
app.command("backtest")(backtest_command)
app.command("diff")(run_diff_command)
app.command("compare")(compare_command)
app.command("indicator")(indicator_command)
app.add_typer(frameworks_app, name="frameworks")
app.add_typer(opendata_app, name="opendata")


@app.command("letter")
def letter_command(
    council: Council,
    form: Annotated[
        LetterFormat | None, typer.Option("--format", help="Markdown, HTML, or a Word document; by the ending of --out where not given.")
    ] = None,
    out: OutFile = None,
    date: Annotated[str, typer.Option(help="The date of the letter, as it should read.")] = "",
    sender: Annotated[str, typer.Option(help=r"Who sends it; \n parts lines here and below.")] = "",
    addressee: Annotated[str, typer.Option(help="To whom it goes.")] = "",
    signature: Annotated[str, typer.Option(help="Who signs it.")] = "",
    charts: Annotated[bool, typer.Option("--charts", help="Add the charts to a Word document, as pictures.")] = False,
    annotate: Annotated[bool, typer.Option("--annotate", help="Print each sentence with the claims and cells behind it.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Set the published letter, claim by claim, beside the data (Trafford only).")
    ] = False,
    raw: Raw = RAW,
    framework: FrameworkName = "2009",
    neighbours: Neighbours = None,
    judgements: Judgements = None,
    published_only: PublishedOnly = False,
) -> None:
    """Write the letter to one council. Markdown on the screen, or a file of HTML or Word; --annotate and --check show what it rests on."""
    from csrating.cli.build import Choices, ratings_of
    from csrating.cli.lettered import letter_check_told
    from csrating.tell import letter, letter_check
    from csrating.tell.letter_check import refuse_unknown_letter

    code, chosen = known_council(council), _letter_format(form, out)
    if check:
        refuse_unknown_letter(code)  # told before anything slow is done
    if (annotate or check) and (out or form):
        raise OutputError("--annotate and --check print on the screen", do="Leave --out and --format out.")
    if charts and chosen is not LetterFormat.WORD:
        raise OutputError("--charts adds pictures to a Word document", do="Name an --out that ends in .docx, or say --format docx.")
    ratings = ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
    if check:
        print(letter_check_told(letter_check(ratings, code), width=terminal_width()))
        return
    frame = {"date": date, "sender": sender, "addressee": addressee, "signature": signature}
    written = letter(ratings, code, **{name: text.replace(r"\n", "\n") for name, text in frame.items()})
    if annotate:
        sys.stdout.write(written.annotated)
        return
    if chosen is LetterFormat.MARKDOWN and out is None:
        sys.stdout.write(written.markdown)
        return
    target = out or Path(f"letter-{code}.{chosen.value}")
    replaced_file(target, _with_charts(written, ratings) if charts else _letter_bytes(written, chosen))
    print(f"wrote {target}")


def _with_charts(written: Letter, ratings: Ratings) -> bytes:
    # Imported here, so that a letter without charts never waits for what draws them.
    from csrating.tell import letter_charts

    return written.docx(letter_charts(ratings, written.council))


def _letter_bytes(written: Letter, form: LetterFormat) -> bytes:
    if form is LetterFormat.WORD:
        return written.docx()
    return (written.html if form is LetterFormat.HTML else written.markdown).encode()


def _letter_format(form: LetterFormat | None, out: Path | None) -> LetterFormat:
    """The form that the ending of the file says, which ``--format`` may repeat and not contradict; Markdown where neither says one."""
    if out is None:
        return form or LetterFormat.MARKDOWN
    told = known_ending(out, what="a letter", known=tuple(kind.value for kind in LetterFormat))
    if form and form.value != told:
        raise OutputError(f"the file ends in .{told} and --format says {form.value}", where=str(out), do="Leave --format out.")
    return LetterFormat(told)


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

    code = known_council(council)
    target = out or Path(f"page-{code}.html")
    known_ending(target, what="a page", known=("html",))
    ratings = ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
    replaced_file(target, council_page(ratings, code).encode())
    print(f"wrote {target}")


app.command("report")(report_command)
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
def councils_command(text: CouncilText) -> None:
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
    headings = ["code", "name", "region", "type", "gss_now"]
    rows = councils.loc[wanted, headings].replace("", "-").to_numpy().tolist()
    print("\n".join(aligned(headings, rows, text=set(headings), width=terminal_width(), give="region")))


@app.callback(invoke_without_command=True)
def start(context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """Rate council children's services as Ofsted did in 2009: read, compare, rate, tell."""
    if version:
        from csrating import __version__

        print(f"csrating {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
