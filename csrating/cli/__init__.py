"""The command line: the only place that prints, draws progress bars and chooses paths."""

from __future__ import annotations

import io
import os
import sys
from typing import NoReturn

from csrating.errors import CsratingError, shown

USER_ERROR = 2
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line: exit 0 when all is well, 2 with one clear sentence for anything a user can mend."""
    from typer import Abort

    from csrating.cli.commands import app
    from csrating.cli.options import UsageError, usage_told

    _print_on_any_terminal()
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except UsageError as error:
        _refuse(usage_told(error))
    except CsratingError as error:
        _refuse(str(error))
    except BrokenPipeError:
        _leave_the_pipe()
    except OSError as error:
        _refuse(f"{error.filename or 'a file'}: {error.strerror or error}.")
    except (Abort, KeyboardInterrupt):
        code = INTERRUPTED
    if code == INTERRUPTED:
        print("csrating: stopped; earlier outputs are untouched.", file=sys.stderr)
    sys.exit(code or 0)


def _print_on_any_terminal() -> None:
    """Print a sign that the terminal does not know by its number, rather than fail on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _refuse(sentence: str) -> NoReturn:
    print(f"csrating: {' '.join(shown(sentence).split())}", file=sys.stderr)
    sys.exit(USER_ERROR)


def _leave_the_pipe() -> NoReturn:
    """Stop quietly when whoever reads the output, such as `head`, has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
