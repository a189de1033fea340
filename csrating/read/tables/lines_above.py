"""What a line above a table says of the period that all its figures are about."""

from __future__ import annotations

import re
from functools import lru_cache

from csrating.read.layouts.patterns import pattern_of
from csrating.read.periods import LONGEST, Found, find_period, stated_at

_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:updated?|printed|issued?|publication|published|releas\w+|produced|created|correct as|accessed|downloaded|extracted|copyright"
    r"|is[bs]n|cm ?[0-9]+|sfr|acts?|regulations?|white paper|green paper|every child matters|framework|strategy|version"
    r"|boundar(?:y|ies)|census|prices?|born|birth|compar\w+|change[sd]? (?:from|since)|since|based? (?:on|year)|baseline|previous|last|next"
    r")\b|©",
    re.IGNORECASE,
)
"""Words beside which a year is that of a publication, a law, boundaries, prices, births, or of what figures are compared with."""

_OF_THE_FILE = re.compile(
    r"(?:(?:last |next |date )?(?:updated?|published|issued|released|printed|accessed|downloaded|extracted|produced|created)"
    r"(?: on\b| by\b| at\b| from\b| date\b|:|$)|publication|release date|sources?\b|contacts?\b|e-?mail|tel\b|©|crown copyright|copyright"
    r"|(?:back|return) to\b|contents$|notes?\b|footnotes?\b|https?:|www\.).*",
    re.IGNORECASE,
)
"""A line that speaks of the file, and not of its figures."""

_LONGEST_LINE = 200
_DATE = r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}"
_YEARS = re.compile(rf"(?<![0-9])(?:{_DATE}|(?:19|20)[0-9]{{2}}(?:[/\u2013-][0-9]{{2}}(?:[0-9]{{2}})?)?)(?![0-9])")
_DIGITS = re.compile("[0-9]+")

_IN_A_NAME = re.compile(r"\([12][0-9]{3}\)\s*\w")
"""A year in brackets within a line, as laws and programmes have it."""


@lru_cache(maxsize=4_096)
def period_of_line(text: str) -> Found | None:
    """The period that a line above a table states of its figures; None where it states none, or where its year may be of something else.

    >>> period_of_line("Children looked after at 31 March 2011").label, period_of_line("Exclusions, 2009/10").label
    ('2011', '2009/10')
    >>> [period_of_line(text) for text in ("Last updated: 12/05/2012", "Children born in 2001", "Every Child Matters (2003) outcomes")]
    [None, None, None]
    """
    if len(text) > LONGEST or _OF_SOMETHING_ELSE.search(text) or _IN_A_NAME.search(text):
        return None
    return find_period(text)


def line_with_period(text: str) -> str:
    r"""A pattern that matches such a line in any period, which its group ``period`` gives.

    >>> line_with_period("Table 2: exclusions in 2009/10, England")
    'Table 2: exclusions in (?P<period>.+), England'
    """
    start, until = stated_at(text)
    return f"{pattern_of(text[:start])}(?P<period>.+){pattern_of(text[until:])}"


def in_any_year(text: str) -> str:
    r"""A pattern that matches a text in which only years, school years and dates in figures may be others.

    >>> in_any_year("Table 2: boys excluded in 2009/10 (revised)")
    'Table 2: boys excluded in \\d{4}/\\d{2} \\(revised\\)'
    """
    parts, at = [], 0
    for found in _YEARS.finditer(text):
        parts += [pattern_of(text[at : found.start()]), _with_other_digits(found[0])]
        at = found.end()
    return "".join([*parts, pattern_of(text[at:])])


def _with_other_digits(text: str) -> str:
    """A pattern of the same form with any digits."""
    return _DIGITS.sub(lambda digits: rf"\d{{{len(digits[0])}}}", text.replace(".", r"\."))


def says_what_figures_are(text: str) -> bool:
    """Whether a line above a table may say what its figures are about: it has words, is no long remark, and does not speak of the file.

    >>> [says_what_figures_are(text) for text in ("Boys", "Source: DfE", "Last updated: 1 May 2012", "2009/10")]
    [True, False, False, False]
    """
    return any(sign.isalpha() for sign in text) and len(text) <= _LONGEST_LINE and _OF_THE_FILE.match(text) is None
