"""The name of a council in a narrow place: broken between words, and where a word is too long within it."""

from __future__ import annotations

import re

from csrating.tell.charts.paper import text_width, wrapped

PARTED = re.compile("(?<=.)(?=(?:shire|land|borough|brough|mouth|smith)$)|(?<=North|South)(?=ampton)|(?<=Wolver)(?=hampton)")
"""Where a word that is too long for its place is parted: before an ending that many places have."""


SHORT = {"Bournemouth, Christchurch and Poole": "BCP Council"}
"""How a council with a long name calls itself, for a place that has no room for three lines of it."""


def name_lines(name: str, room: float, *, size: float, bold: bool = False) -> list[str]:
    """A council's name in lines of at most ``room`` inches; a word that is too long is parted.

    >>> name_lines("Southend-on-Sea", 0.7, size=7.5), name_lines("Northamptonshire", 0.7, size=7.5), name_lines("Trafford", 0.7, size=7.5)
    (['Southend-', 'on-Sea'], ['North-', 'ampton-', 'shire'], ['Trafford'])
    >>> name_lines("Bournemouth, Christchurch and Poole", 0.7, size=7.5)
    ['BCP Council']
    """
    whole = _lines(name, room, size=size, bold=bold)
    return _lines(SHORT[name], room, size=size, bold=bold) if name in SHORT and len(whole) > 2 else whole


def _lines(name: str, room: float, *, size: float, bold: bool) -> list[str]:
    words = [_parted(word) if text_width(word, size=size, bold=bold) > room else word for word in name.split()]
    return wrapped(" ".join(words), room, size=size, bold=bold)


def _parted(word: str) -> str:
    """The word with a hyphen and a blank where it may be parted.

    >>> _parted("Stoke-on-Trent"), _parted("Wolverhampton"), _parted("Northamptonshire"), _parted("Leeds")
    ('Stoke- on-Trent', 'Wolver- hampton', 'North- ampton- shire', 'Leeds')
    """
    if "-" in word:
        first, _, rest = word.partition("-")
        return f"{first}- {rest}"
    return PARTED.sub("- ", word)
