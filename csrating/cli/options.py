"""The options that commands share, what their values may be, and what is said of one that is wrong."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

UsageError: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for a command line that it cannot read: its own class, or in older versions that of click."""

RAW = Path("data/raw")
OUT = Path("data/processed")


class LetterFormat(str, Enum):
    """The forms that a letter is written in."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"


class ChartKind(str, Enum):
    """The charts: of one council, but for the map."""

    SPINE = "spine"
    GRADES = "grades"
    NEIGHBOURS = "neighbours"
    TREND = "trend"
    TRENDS = "trends"
    DISTRIBUTION = "distribution"
    FUNNEL = "funnel"
    RUG = "rug"
    SENSITIVITY = "sensitivity"
    MAP = "map"


def usage_told(error: Exception) -> str:
    """One sentence on a command line that cannot be read, and where help is.

    >>> usage_told(typer.BadParameter("it is blank"))
    'Invalid value: it is blank. See csrating --help.'
    """
    command = _command(getattr(error, "ctx", None))
    found = str(error.format_message()) if hasattr(error, "format_message") else str(error)
    return f"{found.rstrip('.').replace('Value error, ', '')}. See {' '.join(filter(None, ['csrating', command, '--help']))}."


def _command(context: Any) -> str:
    """The command of a context, after the group that it belongs to; blank for that of the program itself."""
    if context is None or context.parent is None:
        return ""
    return f"{_command(context.parent)} {context.info_name}".strip()


def not_blank(text: str | None) -> str | None:
    """The text of an option, refused where it is given and blank: an empty shell variable is a slip, never a wish.

    Raises:
        typer.BadParameter: the text is blank.
    """
    if text is not None and not text.strip():
        raise typer.BadParameter("it is blank")
    return text


def _option(name: str, told: str) -> Any:
    return typer.Option(name, help=told, callback=not_blank)


def known_council(text: str, framework: str = "2009") -> str:
    """The council's code among those of a framework, asked for before anything slow is done, so that a misspelling is told at once.

    Raises:
        UnknownCouncilError: no council is meant, or more than one.
        ReferenceDataError: the framework is unknown or broken.
    """
    from csrating.reference.frameworks import framework as load_framework

    return load_framework(framework).edition.council(text).code


Council = Annotated[str, typer.Argument(help="A council, by name or any of its codes.", show_default=False, callback=not_blank)]
Councils = Annotated[list[str] | None, typer.Argument(help="Councils, each by name or any of its codes.", show_default=False)]
CouncilOrNone = Annotated[
    str | None, typer.Argument(help="A council, by name or any of its codes; the map needs none.", show_default=False, callback=not_blank)
]
CouncilText = Annotated[str, typer.Argument(help="Part of a name, or a code.", show_default=False, callback=not_blank)]
Raw = Annotated[Path, typer.Option("--raw", help="The folder of registered raw files, or of today's files as downloaded.")]
FrameworkName = Annotated[str, _option("--framework", "The year of a framework, or the path of a .toml of your own.")]
Neighbours = Annotated[str | None, _option("--neighbours", "Statistical neighbours: pre-2019, 2021, 2025, or a .csv of your own.")]
OneIndicator = Annotated[str | None, _option("--indicator", "One indicator, such as 148 or 'NI 148'.")]
PublishedOnly = Annotated[bool, typer.Option("--published-only", help="Leave the demonstration figures out.")]
Judgements = Annotated[
    Path | None, typer.Option("--judgements", help="A csv of judgements in the borderline range: council, from, to, reason, who, when.")
]
OutFile = Annotated[Path | None, typer.Option("--out", help="Write to this file; its ending says in which form.")]
