"""The letter at the command line: on the screen or in a file, whole or as a draft, and with what stands behind it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csrating.cli.folder import replaced_file
from csrating.cli.lines import terminal_width
from csrating.cli.options import (
    RAW,
    Council,
    FrameworkName,
    Judgements,
    LetterFormat,
    Neighbours,
    OutFile,
    PublishedOnly,
    Raw,
    known_council,
)
from csrating.cli.place import OutputError, known_ending

if TYPE_CHECKING:
    from csrating.rate import Ratings
    from csrating.tell import Letter

ANNOTATED = ("txt", "json")
"""The endings of a file of annotations: as on the screen, or as data with each cell in full."""


def letter_command(
    council: Council,
    form: Annotated[
        LetterFormat | None, typer.Option("--format", help="Markdown, HTML, or a Word document; by the ending of --out where not given.")
    ] = None,
    out: OutFile = None,
    date: Annotated[str, typer.Option(help="The date of the letter, as it should read.")] = "",
    sender: Annotated[str, typer.Option(help=r"Who sends it; \n parts lines here and below.")] = "",
    addressee: Annotated[str, typer.Option(help="To whom it goes.")] = "",
    salutation: Annotated[str, typer.Option(help='What stands after the addressee, such as "Dear Director".')] = "",
    signature: Annotated[str, typer.Option(help="Who signs it.")] = "",
    charts: Annotated[bool, typer.Option("--charts", help="Add the charts to a Word document, as pictures.")] = False,
    whole: Annotated[bool, typer.Option("--whole", help="Say so, too, where there is nothing notable.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Mark extremes for a person to write.")] = False,
    annotate: Annotated[bool, typer.Option("--annotate", help="Show each sentence with the claims and cells behind it.")] = False,
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
    from csrating.reference.frameworks import framework as load_framework
    from csrating.tell import letter, letter_check
    from csrating.tell.letter import refuse_letters_of_today
    from csrating.tell.letter_check import refuse_unknown_letter

    refuse_letters_of_today(load_framework(framework))
    code = known_council(council, framework)
    if check:
        refuse_unknown_letter(code)  # told before anything slow is done
    _refuse_what_does_not_fit(form, out, annotate=annotate, check=check)
    chosen = None if annotate else _letter_format(form, out)
    if charts and chosen is not LetterFormat.WORD:
        raise OutputError("--charts adds pictures to a Word document", do="Name an --out that ends in .docx, or say --format docx.")
    ratings = ratings_of(raw, Choices(framework, neighbours, judgements, published_only=published_only))
    if check:
        print(letter_check_told(letter_check(ratings, code), width=terminal_width()))
        return
    frame = {"date": date, "sender": sender, "addressee": addressee, "salutation": salutation, "signature": signature}
    lines = {name: text.replace(r"\n", "\n") for name, text in frame.items()}
    told = letter(ratings, code, whole=whole, draft=draft, **lines)
    if chosen is None:
        _write(_annotated(told, out), out)
    elif chosen is LetterFormat.MARKDOWN and out is None:
        sys.stdout.write(told.markdown)
    else:
        _write(_with_charts(told, ratings) if charts else _letter_bytes(told, chosen), out or Path(f"letter-{code}.{chosen.value}"))


def _refuse_what_does_not_fit(form: LetterFormat | None, out: Path | None, *, annotate: bool, check: bool) -> None:
    if check and annotate:
        raise OutputError("--check and --annotate are asked for together", do="Ask for one of the two.")
    if check and (out or form):
        raise OutputError("--check prints on the screen", do="Leave --out and --format out.")
    if annotate and form:
        raise OutputError("--annotate writes a file by its ending", do="Leave --format out.")
    if annotate and out:
        known_ending(out, what="annotations", known=ANNOTATED)


def _write(content: bytes, target: Path | None) -> None:
    """The content in a file, or on the screen where there is none."""
    if target is None:
        sys.stdout.write(content.decode())
        return
    replaced_file(target, content)
    print(f"wrote {target}")


def _annotated(told: Letter, out: Path | None) -> bytes:
    """The letter with the claims and cells behind each sentence; as data where the file says so."""
    return (told.annotations.json if out is not None and out.suffix.lower() == ".json" else told.annotated).encode()


def _with_charts(told: Letter, ratings: Ratings) -> bytes:
    # Imported here, so that a letter without charts never waits for what draws them.
    from csrating.tell import letter_charts

    return told.docx(letter_charts(ratings, told.council))


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
