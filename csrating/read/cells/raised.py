"""The text of a cell without its raised characters: they number a footnote, and are none of its words."""

from __future__ import annotations

from collections.abc import Sequence

Runs = Sequence[tuple[str, bool]]


def without_raised(runs: Runs) -> str | None:
    """The text of a cell without its raised characters; nothing where none are raised.

    Blanks at the ends of a raised run part the words around it and stay. Words or figures that nothing but a raised run parted are parted
    by a blank: '4' and '5' with a raised 1 between them are not 45.

    Args:
        runs: the text piece by piece, each with whether it is raised.

    >>> without_raised([("2010", False), ("6", True)])
    '2010'
    >>> without_raised([("Level 4", False), ("5 ", True), ("in English", False), ("1", True), (", by council", False)])
    'Level 4 in English, by council'
    """
    if not any(raised and words for words, raised in runs):
        return None
    text = mark = ""
    for words, raised in runs:
        if raised:
            mark += words
        elif words:
            text += _between(text, mark, words) + words
            mark = ""
    return text


def _between(before: str, mark: str, after: str) -> str:
    """What stays where a mark is taken out between two pieces of text."""
    if not before or not mark or before[-1].isspace() or after[0].isspace():
        return ""
    if mark.isspace():
        return mark
    blanks = mark[: len(mark) - len(mark.lstrip())] + mark[len(mark.rstrip()) :]
    return blanks or (" " if before[-1].isalnum() and after[0].isalnum() else "")
