"""What published files add to the name of a place, taken off and told: footnotes, sort prefixes, reorganisations, a code."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from csrating.reference.spelling import code_key

_ENDS = re.compile(r"\s*,\s*England$|\s+\d{1,2}$", re.IGNORECASE)
_BLANKS = frozenset({"", "NA", "N/A", "NULL", "NAN", "NONE", "Z", "X", ".", "..", "-", ":", "*"})
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "\u200b\ufeff")
_MARKS = re.compile(
    r"\s*(?:\((?:note )?\d{1,2}\)|\[(?:note )?\w{1,2}\]|[*†‡]+)$|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*$|(?<=\))\d{1,2}$", re.IGNORECASE
)
_SORTED = re.compile(r"^(?:[a-z]\.\s*|\d{1,2}[.)]\s+)(?=[A-Za-z])")
_REORGANISED = re.compile(r"[\s,]*\(?\s*\b(pre|post)[\s-]*(?:lgr?|local government reorganisation)\b[\s-]*(?:\d{4})?\s*\)?$", re.IGNORECASE)
_OF_AREA = re.compile(r"(?<=\w)[\s,:-]+\(?(?:total|average|mean|region|gor)\)?$", re.IGNORECASE)
_LEADING_CODE = re.compile(r"^(E\d{8}|\d{3})\s*[-:–]?\s+(?=[A-Za-z])")
_TRAILING_CODE = re.compile(r"\s*[-–:]?\s*[(\[]?\b(E\d{8}|\d{3})\)?\]?$")


@dataclass(frozen=True)
class PlaceText:
    """A name without what was added to it.

    Args:
        name: the name that is left.
        code: a code that stood in the same cell; otherwise blank.
        reorganised: whether the row says that it is of before or of after a reorganisation of councils.
        notes: what was left off.
    """

    name: str
    code: str = ""
    reorganised: Literal["", "pre", "post"] = ""
    notes: tuple[str, ...] = ()


def cleaned_code(text: str) -> str:
    """A code in one form; blank where the cell holds one of the signs for nothing.

    >>> cleaned_code("838.0"), cleaned_code("1,000"), cleaned_code("z"), cleaned_code("e06000059"), cleaned_code("838/0000")
    ('838', '1000', '', 'E06000059', '838')
    """
    code = code_key(text)
    code = re.sub(r"(?<=^[1-9]\d\d)/0000$", "", code)
    code = re.sub(r"(?<=\d)\.0+$", "", code).replace(",", "") if re.fullmatch(r"[\d,]+(?:\.0+)?", code) else code
    return "" if code in _BLANKS else code


def without_additions(text: str) -> PlaceText:
    """A name without its padding, footnote, sort prefix and the words on reorganisation; what was left off is told.

    >>> without_additions("ENGLAND9").name, without_additions("a.North East").name, without_additions("Camden (202)").code
    ('ENGLAND', 'North East', '202')
    >>> without_additions("Bedfordshire (Pre LGR 2009)")
    PlaceText(name='Bedfordshire', code='', reorganised='pre', notes=('(Pre LGR 2009) left off',))
    """
    name, notes = " ".join(text.translate(_SUPERSCRIPTS).split()), []
    code = ""
    for pattern in (_LEADING_CODE, _TRAILING_CODE):
        if not code and (match := pattern.search(name)) and match.end() - match.start() < len(name):
            code, name = match[1], pattern.sub("", name)
    for pattern in (_MARKS, _SORTED):
        if match := pattern.search(name):
            name = pattern.sub("", name).strip()
            notes.append(f"{match[0].strip()} left off")
    reorganised: Literal["", "pre", "post"] = ""
    if match := _REORGANISED.search(name):
        reorganised, name = ("pre" if match[1].lower() == "pre" else "post"), name[: match.start()].strip()
        notes.append(f"{match[0].strip()} left off")
    return PlaceText(name, code, reorganised, tuple(notes))


def without_ending(text: PlaceText) -> PlaceText:
    """A name without its country, or the number of a footnote apart from it, at its end: only where a council is left may that be done.

    >>> without_ending(PlaceText("Bury, England")).name, without_ending(PlaceText("Bury 3")).notes
    ('Bury', ('3 left off',))
    """
    match = _ENDS.search(text.name)
    return replace(text, name=text.name[: match.start()], notes=(*text.notes, f"{match[0].strip()} left off")) if match else text


def without_kind_of_row(name: str) -> str:
    """A name without "total", "average" or "region" at its end, which rows of regions and of England carry.

    >>> without_kind_of_row("North East region"), without_kind_of_row("England - average")
    ('North East', 'England')
    """
    return _OF_AREA.sub("", name)
