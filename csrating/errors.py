"""One family of errors, each written for the analyst who has to act on it."""

from __future__ import annotations

import re
from typing import Any

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that a terminal obeys or that turn the writing round: controls but for tab and line ends, and overrides of its direction."""

_LINES = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_MOST = {"where": 400, "found": 800, "expected": 1_200, "do": 1_200}
"""How long the parts of a sentence may be: what a file says in them may be of any length."""


def shown(text: str) -> str:
    r"""A text with the signs that a terminal obeys written out.

    >>> print(shown("figures\u202e\x1b[31m.csv"))
    figures\u202e\u001b[31m.csv
    """
    return CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def brief(text: str, *, most: int = 300) -> str:
    r"""A text on one line, cut in its middle where it is long, with the signs that a terminal obeys written out.

    >>> brief("Good \n per cent"), brief("figures of councils", most=10)
    ('Good per cent', 'figu…ncils')
    """
    line = shown(" ".join(text.split()) if _LINES.search(text) else text)
    half = most // 2
    return line if len(line) <= most else f"{line[: most - half - 1]}…{line[-half:]}"


class CsratingError(Exception):
    """What was found, where, what was expected, and what to do next.

    Every error that a user can cause is of this family, so that the command line can turn it into one sentence and exit code 2,
    and a notebook can catch it by one name.

    Args:
        found: what is wrong, as a sentence without its final full stop.
        where: the file, sheet and cell (``'ni-071.xlsx#NI 71!C7'``) or the argument that was read; blank where there is no place.
        expected: what would have been right; blank where the first sentence already says it.
        do: what the reader can do about it; blank where nothing but mending the input helps.

    >>> print(CsratingError("the file is empty", where="ni-071.xlsx", expected="one sheet", do="Fetch it again."))
    ni-071.xlsx: the file is empty; expected one sheet. Fetch it again.
    """

    code = "error"

    def __init__(self, found: str, *, where: str = "", expected: str = "", do: str = "") -> None:
        self.found = found
        self.where = where
        self.expected = expected
        self.do = do
        parts = {"where": where, "found": found, "expected": expected, "do": do}
        where, found, expected, do = (brief(text, most=_MOST[part]) for part, text in parts.items())
        sentence = f"{where}: {found}" if where else found
        if expected:
            sentence += f"; expected {expected}"
        super().__init__(f"{sentence}.{' ' + do if do else ''}")

    def __reduce__(self) -> tuple[Any, ...]:
        """The same parts make it again, in another process too."""
        return _error_again, (type(self), self.found, self.where, self.expected, self.do)


def _error_again(kind: type[CsratingError], found: str, where: str, expected: str, do: str) -> CsratingError:
    return kind(found, where=where, expected=expected, do=do)


class SourceError(CsratingError):
    """A file is missing, unreadable, not registered, or not the file that was registered."""

    code = "source"


class LayoutError(CsratingError):
    """A table is not where, or not what, its layout says it should be."""

    code = "layout"


class ValueInCellError(CsratingError):
    """A cell holds something that is neither a number nor one of the symbols which its layout declares."""

    code = "value"


class TableError(CsratingError):
    """A table breaks its contract: a wrong column, a duplicated key, a value outside its range."""

    code = "table"


class UnknownCouncilError(CsratingError):
    """No council, or more than one, is meant by a code or a spelling."""

    code = "council"


class ReferenceDataError(CsratingError):
    """An indicator, a neighbour table, a framework or one of its rules is unknown or contradicts itself."""

    code = "reference"


class EvidenceError(CsratingError):
    """A question was asked that the evidence at hand cannot answer."""

    code = "evidence"
