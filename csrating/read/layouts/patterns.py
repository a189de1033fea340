"""Patterns: texts as patterns that match them and nothing else, and patterns that no layout may have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

from csrating.errors import LayoutError

_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_MANY = 100
"""As many repeats as are hardly better than any number of them."""
_SHOWN = 80


def pattern_of(text: str) -> str:
    r"""The pattern that matches a text: only what is special in a pattern is escaped, so that blanks and hyphens stay as they are.

    >>> pattern_of("NI 114"), pattern_of("5+ A*-C (%)")
    ('NI 114', '5\\+ A\\*-C \\(%\\)')
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def text_of(pattern: str) -> str:
    r"""The text that :func:`pattern_of` made a pattern of.

    >>> text_of("5\\+ A\\*-C \\(%\\)")
    '5+ A*-C (%)'
    """
    return re.sub(r"\\(.)", r"\1", pattern)


def refuse_bad_pattern(pattern: str, where: str, *, groups: Collection[str] = ()) -> None:
    """Raise where a pattern is none, may never come to an end, or names a group that nobody asks for.

    Args:
        pattern: as the layout has it.
        where: file and table, for the message.
        groups: the names that its groups may have.

    Raises:
        LayoutError: says which of the three.

    >>> refuse_bad_pattern("(([A-Za-z ]+)+)+!", "mine.toml")
    Traceback (most recent call last):
    ...
    csrating.errors.LayoutError: mine.toml: '(([A-Za-z ]+)+)+!' may take for ever to try: it repeats without bound what itself repeats
    without bound; expected a pattern such as '[A-Za-z ]+!'. Take one of the two + or * away.
    """
    said = repr(pattern if len(pattern) <= _SHOWN else f"{pattern[:_SHOWN]}...")
    try:
        names = re.compile(pattern).groupindex
        endless = _repeats_in_repeats(_parser.parse(pattern))
    except (re.error, OverflowError, RecursionError) as error:
        raise LayoutError(f"{said} is not a pattern ({error})", where=where) from error
    if endless:
        found = f"{said} may take for ever to try: it repeats without bound what itself repeats without bound"
        raise LayoutError(found, where=where, expected="a pattern such as '[A-Za-z ]+!'", do="Take one of the two + or * away.")
    strange = [name for name in names if name not in groups]
    if strange:
        expected = f"one of {', '.join(groups)}" if groups else "no group with a name"
        raise LayoutError(f"the group {strange[0]!r} in {said} is not known here", where=where, expected=expected)


def _repeats_in_repeats(parsed: Any, *, inside: bool = False) -> bool:
    """Whether a part of a pattern that may repeat for ever stands in another such part."""
    for what, of in parsed:
        repeats = what in _REPEATS and of[1] > _MANY
        if repeats and inside:
            return True
        if any(_repeats_in_repeats(part, inside=inside or repeats) for part in _parts(of)):
            return True
    return False


def _parts(of: Any) -> Iterator[Any]:
    """The patterns within a part of a pattern."""
    if isinstance(of, _parser.SubPattern):
        yield of
    elif isinstance(of, tuple | list):
        for one in of:
            yield from _parts(one)
