"""The commands of the group ``frameworks``: the frameworks at hand, the rules of one, in what two differ, and a copy to change."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from csrating.cli.lines import terminal_width
from csrating.cli.options import not_blank
from csrating.cli.place import OutputError, refuse_missing_folder

frameworks_app = typer.Typer(
    help="List, show, compare and copy the frameworks by which councils are rated.", add_completion=False, rich_markup_mode=None
)

_WHICH = "The year of a framework, or the path of a .toml of your own."
OneFramework = Annotated[str, typer.Argument(metavar="NAME", help=_WHICH, show_default=False, callback=not_blank)]
Carried = Annotated[
    str, typer.Argument(metavar="NAME", help="The year of a framework, such as 2009.", show_default=False, callback=not_blank)
]


@frameworks_app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """List, show, compare and copy the frameworks by which councils are rated."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@frameworks_app.command("list")
def list_command() -> None:
    """List the frameworks of the package. Each with how many of its rules are stated, inferred and our assumptions."""
    from csrating.cli.frameworks import frameworks_told
    from csrating.reference.frameworks import framework, framework_names

    print(frameworks_told([framework(name) for name in framework_names()], width=terminal_width()))


@frameworks_app.command("show")
def show_command(name: OneFramework) -> None:
    """Show every rule of a framework. Each with its value, its evidence mark and why it stands as it does."""
    from csrating.cli.frameworks import framework_told
    from csrating.reference.frameworks import framework

    print(framework_told(framework(name), width=terminal_width()))


@frameworks_app.command("diff")
def diff_command(
    first: Annotated[str, typer.Argument(metavar="A", help=_WHICH, show_default=False, callback=not_blank)],
    second: Annotated[str, typer.Argument(metavar="B", help=_WHICH, show_default=False, callback=not_blank)],
) -> None:
    """Show in what two frameworks differ. Rules, their marks, setting types and proportion words."""
    from csrating.cli.frameworks import differences_told, marks_told
    from csrating.reference.frameworks import differences, framework

    one, other = framework(first), framework(second)
    names = (one.name, other.name) if one.name != other.name else (first, second)
    print(differences_told(differences(one, other), names, marks=marks_told(one, other), width=terminal_width()))


@frameworks_app.command("copy")
def copy_command(
    name: Carried,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="The new file; never one that is there.", show_default=False)],
) -> None:
    """Copy a framework to a new file. There its rules can be changed; its name, which stands on every output, is one of its own."""
    from csrating.reference.frameworks import framework_copy

    if file.suffix.lower() != ".toml":
        ending = file.suffix or "a file without an ending"
        raise OutputError(f"a framework cannot be written as {ending}", where=str(file), expected=".toml")
    called = copy_name(name, file.stem)
    text = framework_copy(name, called=called)
    refuse_missing_folder(file)
    _write_new(file, text)
    print(f"wrote {file}, by the name {called!r}")
    print("Change a rule in it, then:")
    for command in (f"frameworks diff {name}", "rate Trafford --framework"):
        print(f"  csrating {command} {shlex.quote(str(file))}")


def copy_name(name: str, stem: str) -> str:
    """What a copy is called: after its file, and first after the framework, by whose year a letter knows what to say of it.

    >>> copy_name("2009", "strict"), copy_name("2009", "2009-strict"), copy_name("2009", "2009")
    ('2009 strict', '2009-strict', '2009 changed')
    """
    own = stem.strip()
    called = own if own.startswith(name) else f"{name} {own}".strip()
    return called if called != name else f"{name} changed"


def _write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        OutputError: there is such a file, or it cannot be written.
    """
    try:
        with file.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise OutputError("there is such a file already, and a copy never replaces one", where=str(file), do="Name another.") from error
    except OSError as error:
        raise OutputError(f"the file cannot be written ({error.strerror})", where=str(file)) from error
