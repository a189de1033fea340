"""The command line: the only place that prints, draws progress bars and chooses paths."""

from __future__ import annotations

import sys

from csrating.errors import CsratingError

USER_ERROR = 2
INTERRUPTED = 130


def main() -> None:
    """Run the command line: exit 0 when all is well, 2 with one clear sentence for anything a user can mend."""
    from csrating.cli.commands import app

    try:
        app()
    except CsratingError as error:
        print(f"csrating: {error}", file=sys.stderr)
        sys.exit(USER_ERROR)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        print("csrating: stopped; earlier outputs are untouched.", file=sys.stderr)
        sys.exit(INTERRUPTED)
