"""A period inside a header, a title or a label: what it is, and the words that remain when it is taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from csrating.read.periods.forms import FORMS, Match, meant
from csrating.read.periods.kinds import Kind, Period, in_range, one_year, two_years

_DASHES = "\u2010\u2011\u2012–\u2014−"
_SAME_LENGTH = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹\u00a0\u2007\u202f\n\r\t" + _DASHES, "0123456789      " + "-" * len(_DASHES))
_LED_BY = re.compile(
    r"(?:(?<![A-Za-z])(?:as at|as of|at|on|in|for|from|between|over|during|the|academic|financial|school|calendar|years?:?|period:?|cohort"
    r"|(?-i:AY|FY|CY))\s*:?\s*)+$",
    re.IGNORECASE,
)
_LONGEST_LEAD = 100
_SIGNED = re.compile(r"\s*([-–])[0-9]")  # a number below nought, which is no mark that joins
_QUALIFIED = re.compile(
    r"\s*(?:\(\s*(?P<inside>rev(?:ised)?|prov(?:isional)?|final|amended|pooled|ot|p|r|e"
    r"|\d+ terms?|[12]\d{3} methodology)(?P<mark>\d{1,2})?\s*\)"
    r"|-\s*(?P<after>[12]\d{3} methodology)|\b(?P<word>provisional|revised|amended|(?:academic|financial|school|calendar) year)\b"
    r"|(?<![A-Za-z])(?P<last>prov|rev|(?-i:AY|FY|CY)|(?<=\s)[rp]|(?-i:[RP]))\b\.?(?=\s*$))(?P<note>\d{1,2}(?!\d))?",
    re.IGNORECASE,
)
_IN_FULL = {"rev": "revised", "r": "revised", "prov": "provisional", "p": "provisional", "e": "estimated", "ot": "OT"}
_KINDS_OF_YEAR = {"ay": "academic year", "fy": "financial year", "cy": "calendar year"}
_KIND_BEFORE = re.compile(r"\b(?:(academic|financial|school|calendar)(?: years?)?|(?-i:(AY|FY|CY)))\W*$", re.IGNORECASE)
LONGEST = 2_000
"""Signs of the longest text that is searched: longer ones are notes on many things, and a search takes the more time the longer."""
_WHOLE_NUMBER = re.compile(r"((?:19|20)\d\d)(?:\.0+|([1-9]|1\d))?")


@dataclass(frozen=True)
class Found:
    """A period that was found in a text.

    Args:
        period: the period.
        rest: the words that remain without it; blank where the text is nothing else.
        notes: what was left off, or can be read in two ways, each as a few words for a report.
    """

    period: Period
    rest: str
    notes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The label that :func:`csrating.read.periods.period` reads: of a day or a month, the year in which it falls."""
        return self.period.as_year().label

    @property
    def kind(self) -> Kind:
        """The kind of the period that the label names."""
        return self.period.as_year().kind


def find_period(text: str) -> Found | None:
    """The one period that a text states; None where it states none, or several that differ.

    Ages, counts, codes, grades, numbers of releases, and years that only say since when, are none; nor is a year outside 1990 to 2035.
    A text longer than a page states none.

    >>> find_period("Children looked after at 31 March 2011").period.label, find_period("CLA_2011").rest
    ('31 March 2011', 'CLA')
    >>> find_period("2018 (Rev)")
    Found(period=Period(label='2018', kind='year', year=2018, quarter=0, first=0, ends_on=None), rest='', notes=('revised',))
    >>> find_period("Years: 2009-20132").period.label, find_period("aged 16 and over"), find_period("2010 compared with 2011")
    ('2009 to 2013', None, None)
    """
    found = find_periods(text)
    return found[0] if len({one.period for one in found}) == 1 else None


def find_periods(text: str) -> tuple[Found, ...]:
    """Every different period that a text states, in order; the rest is the text without any of them.

    >>> [one.period.label for one in find_periods("change from 2009/10 to 2010 Q2")]
    ['2009/10', '2010 Q2']
    """
    return _find_periods(str(text)) if len(str(text)) <= LONGEST else ()


def stated_at(text: str) -> tuple[int, int]:
    """Where the first period of a text begins and ends; the whole of a text that states none.

    >>> stated_at("Exclusions in 2009/10, England")
    (14, 21)
    """
    places = _places(text.translate(_SAME_LENGTH)) if len(text) <= LONGEST else []
    return places[0][0].span() if places else (0, len(text))


@lru_cache(maxsize=65_536)
def _find_periods(text: str) -> tuple[Found, ...]:
    plain = text.translate(_SAME_LENGTH)
    if number := _WHOLE_NUMBER.fullmatch(plain.strip()):
        return _whole_number(number)
    places = _places(plain)
    rest = _rest(text, plain, [(_from(plain, match.start()), _until(plain, match.end())) for match, _ in places])
    said = _said_in(rest)
    found: dict[Period, Found] = {}
    for match, period in places:
        notes = tuple(dict.fromkeys([*_notes(plain, match, period), *said]))
        found.setdefault(period, Found(period, rest, notes))
    return tuple(found.values())


def _whole_number(number: Match) -> tuple[Found, ...]:
    """A cell that is one number: a year, or a year with its footnote."""
    if not in_range(int(number[1])):
        return ()
    follows = number[2] and len(number[2]) == 2 and int(number[2]) == (int(number[1]) + 1) % 100
    if follows:
        return (Found(two_years(int(number[1])), ""),)
    return (Found(one_year(int(number[1])), "", (f"footnote {number[2]} left off",) if number[2] else ()),)


def _places(plain: str) -> list[tuple[Match, Period]]:
    """Where the text states a period, each character read once, by the most particular form that fits it."""
    taken: list[tuple[int, int]] = []
    places: list[tuple[Match, Period]] = []
    for pattern, meaning in FORMS:
        for match in pattern.finditer(plain):
            if any(match.start() < until and start < match.end() for start, until in taken):
                continue
            taken.append((match.start(), _until(plain, match.end())))
            if period := meant(meaning, match):
                places.append((match, period))
    return sorted(places, key=lambda place: place[0].start())


def _from(plain: str, start: int) -> int:
    """Where the words that lead to a period begin ("as at", "Years:")."""
    led = _LED_BY.search(plain, max(0, start - _LONGEST_LEAD), start)
    return led.start() if led else start


def _until(plain: str, end: int) -> int:
    """Where the words that qualify a period end ("(Rev)", "(5 terms)3")."""
    while qualified := _QUALIFIED.match(plain, end):
        end = qualified.end()
    return end


def _notes(plain: str, match: Match, period: Period) -> list[str]:
    notes = [f"footnote {match['note']} left off"] if match.groupdict().get("note") else []
    if before := _KIND_BEFORE.search(plain[_from(plain, match.start()) : match.start()]):
        notes.append(f"{before[1].lower()} year" if before[1] else _KINDS_OF_YEAR[before[2].lower()])
    end = match.end()
    while qualified := _QUALIFIED.match(plain, end):
        said = (qualified["inside"] or qualified["after"] or qualified["word"] or qualified["last"]).lower()
        notes.append(_IN_FULL.get(said) or _KINDS_OF_YEAR.get(said, said))
        notes += [f"footnote {mark} left off" for mark in (qualified["mark"], qualified["note"]) if mark]
        end = qualified.end()
    if match[0].lower().startswith("mid"):
        notes.append("mid-year")
    return notes + _two_readings(match, period)


def _two_readings(match: Match, period: Period) -> list[str]:
    """A hyphen or "to" between two years can mean one year that spans both, or each of them."""
    if "between" not in match.groupdict() or match["between"] == "/":
        return []
    if period.kind == "two years":
        return [f"{match[0].strip()} is read as the one year {period.label}"]
    return [] if match["several"] or len(match["last"]) == 4 else [f"{match[0].strip()} may be one figure for all of {period.label}"]


def _said_in(rest: str) -> list[str]:
    return [word for word in ("provisional", "revised") if re.search(rf"\b{word}\b", rest, re.IGNORECASE)]


def _rest(text: str, plain: str, taken: list[tuple[int, int]]) -> str:
    """The text without the periods, their brackets and the marks that joined them to it."""
    kept, at = [], 0
    for start, until in taken:
        bracketed = plain[:start].rstrip().endswith("(") and plain[until:].lstrip().startswith(")")
        start = plain.rindex("(", 0, start) if bracketed else start
        kept.append(text[at:start])
        at = max(at, plain.index(")", until) + 1 if bracketed else until)
    kept.append(text[at:])
    joined = " ".join(part.strip(" \t\r\n_:,;-–\u00a0") for part in kept)
    signed = _SIGNED.match(kept[0])
    return f"{signed[1] if signed else ''}{' '.join(joined.split())}"
