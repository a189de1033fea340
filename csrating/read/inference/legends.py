"""What the notes of a file say of its symbols: 'x = number less than or equal to 5', or a sheet that lists them beside their meanings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from csrating.read.cells import Sheet, stripped
from csrating.read.layouts.vocabulary import NOUGHT
from csrating.read.periods import find_period
from csrating.read.tables.named_areas import by_code, by_name
from csrating.read.tables.numbers import number
from csrating.schema import Status

_LONGEST_SYMBOL = 10
_MOST_CELLS = 3  # in a row that says what a symbol means, and nothing else

_QUOTES = "'\"\u2018\u2019\u201c\u201d`"
_TITLE = re.compile(r"(?:key|legend|symbols?(?: used)?|conventions?(?: used)?|notes?|footnotes?)\s*[:\-\u2013]\s*", re.IGNORECASE)
_VERB = r"denot\w+|indicat\w+|mean(?:s|ing)|represent\w*|signif\w+|stand(?:s|ing) for|refers? to|shows?|is used (?:for|where|when|to)"
_SAYS = re.compile(
    rf"(?:(?:an?|the) )?(?:(?:asterisk|dash|hyphen|colon|dots?|symbol|letter)s? )?[{_QUOTES}(]*"
    rf"(?P<symbol>[^\s{_QUOTES}=()]{{1,{_LONGEST_SYMBOL}}}?)[{_QUOTES})]*"
    rf"(?P<sign>\s*[=:]\s*|\s+[-\u2013\u2014]\s+|\s+(?:{_VERB})\s+|\s+)(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SHOWN_AS = re.compile(
    r"(?:shown|replaced|represented|denoted|indicated|marked|displayed|recorded|given)\s+(?:as|by|with|using)\s+"
    rf"(?:(?:an?|the) )?(?:(?:asterisk|dash|hyphen|colon|dots?|symbol|letter)s? )?[{_QUOTES}(]*"
    rf"(?P<symbol>[^\s{_QUOTES}()]{{1,{_LONGEST_SYMBOL}}}?)[{_QUOTES})]*(?=[\s.,;]|$)",
    re.IGNORECASE,
)
_APART = re.compile(rf"\s*;\s*|\s*[\r\n]+\s*|\s{{3,}}|,\s+(?=[{_QUOTES}]?[^\s{_QUOTES}]{{1,{_LONGEST_SYMBOL}}}[{_QUOTES}]?\s*=)")
_LETTERS = re.compile(r"[A-Za-z]{3}")
_SENTENCE_ENDS = re.compile(r"(?<=\w)\.\s")
_WORD = re.compile(r"[A-Za-z]?[a-z]{2,}:?")
_FIGURES = re.compile(r"(?:figures?|data|numbers?|percentages?|values?) ", re.IGNORECASE)
_NUMBER_FOR_NONE = re.compile(r"-(?:1|9{1,6})|9{2,6}")
"""Numbers that files put where there is none."""

NEGATIVE_FOR_NONE = re.compile(r"-(?:1|9{1,6})(?:\.0+)?")
"""Those of them that no count and no share can be."""

_MEANS: Mapping[str, re.Pattern[str]] = {
    str(Status.SUPPRESSED): re.compile(
        r"suppress|confidential|disclos|not (?:been )?shown|withh[eo]ld|redact|protect|low numbers"
        r"|small (?:number|cohort|sample|value|figure|count|base)"
        r"|(?:less|fewer|lower|smaller) than(?: or equal to)? (?:[1-9]|one|two|three|five|six|ten)|(?:under|below) [1-9]"
        r"|[1-9]\d* or (?:less|fewer)|\b[01] ?(?:-|\u2013|to|and) ?\d\b"
    ),
    str(Status.NOT_RETURNED): re.compile(
        r"no return|not (?:been )?(?:returned|supplied|provided|submitted)|non-?response"
        r"|did not (?:make a )?(?:return|submit|provide|supply|respond)"
    ),
    str(Status.NOT_APPLICABLE): re.compile(r"not applicable|no (?:eligible )?(?:pupils|children|cases|schools|entries|population)\b"),
    str(Status.NOT_AVAILABLE): re.compile(
        r"not (?:yet )?(?:been )?(?:available|collected|known|recorded|calculated|published)|unavailable|missing"
        r"|no (?:data|figures?|information)\b|unreliable|low reliability|insufficient"
    ),
    str(Status.BANDED): re.compile(r"negligible|round(?:s|ed|ing)? to (?:0|zero)|less than (?:half|0\.\d+|1%|one per ?cent)"),
}
_NOUGHT = re.compile(r"(?:nil|zero|none|nought|0)(?: (?:cases|children|pupils|returns?))?\.?")
_BECAUSE = re.compile(r"because|due to|owing to|in order|to (?:protect|avoid|prevent|preserve)|for reasons|\bas\b|where")


@dataclass(frozen=True)
class Explained:
    """What a file says of a symbol: its status, or nought; the words that say so, and their cell."""

    symbol: str
    means: str
    words: str
    where: str

    @property
    def is_number(self) -> bool:
        """Whether the symbol is written as a number."""
        return number(self.symbol) is not None


def notes_of(sheet: Sheet) -> tuple[Explained, ...]:
    """What the cells of a sheet say of symbols, wherever these stand."""
    told: list[Explained] = []
    for text in sorted(filter(_LETTERS.search, sheet.columns_with)):
        said = [Explained(symbol, words, text, "") for symbol, words in symbols_told(text) if may_be_symbol(symbol)]
        means = meaning_told(text)
        if said:
            where = sheet.ref(*sheet.cells_with(text)[0])
            told += [replace(one, where=where) for one in said]
        elif means:
            told += _beside(sheet, text, means)
    return tuple(told)


def explained(sheet: Sheet, notes: Iterable[Explained], elsewhere: Iterable[Explained] = ()) -> tuple[Explained, ...]:
    """What the notes of a file say of the symbols that stand on a sheet; where it differs, what the sheet's own notes say first.

    Args:
        sheet: that with the symbols.
        notes: its own.
        elsewhere: those of other sheets, which count where they all say the same of a symbol.
    """
    stands = sheet.columns_with
    meanings: dict[str, set[str]] = {}
    for one in elsewhere:
        meanings.setdefault(one.symbol, set()).add(one.means)
    told: dict[str, Explained] = {}
    for one in (*notes, *(one for one in elsewhere if len(meanings[one.symbol]) == 1)):
        if one.symbol in stands:
            told.setdefault(one.symbol, one)
    return tuple(told.values())


def _beside(sheet: Sheet, text: str, means: str) -> Iterator[Explained]:
    """What is said of a symbol in a cell of its own, left of its meaning, in a row that holds hardly anything else."""
    for row, column in sheet.cells_with(text):
        cells = [stripped(each) for each in sheet.cells[row]]
        symbol = next((each for each in reversed(cells[:column]) if each), "")
        if may_be_symbol(symbol) and sum(map(bool, cells)) <= _MOST_CELLS:
            yield Explained(symbol, means, f"{symbol} {text}", sheet.ref(row, column))


def symbols_told(text: str) -> list[tuple[str, str]]:
    """The symbols of which a note says what they mean, with what that is.

    >>> symbols_told("Key: x = figures not shown to protect confidentiality; .. = not available")
    [('x', 'suppressed'), ('..', 'not available')]
    >>> symbols_told("Numbers of 5 or fewer have been replaced by 'c'."), symbols_told("5 councils have no data")
    ([('c', 'suppressed')], [])
    """
    found = []
    for part in _APART.split(_TITLE.sub("", text, count=1)):
        said = _SAYS.fullmatch(part)
        means = meaning_told(said["words"]) if said else ""
        if said and means and _is_told(said):
            found.append((said["symbol"], means))
    return found or [(said["symbol"], means) for said in _SHOWN_AS.finditer(text) if (means := meaning_told(text))]


def _is_told(said: re.Match[str]) -> bool:
    """Whether the first word is a symbol: after a word as 'All' the sign = must follow, and after others, without any, what it means."""
    sign = said["sign"].strip()
    if sign == "=":
        return True
    begins = _FIGURES.match(said["words"]) or any(pattern.match(said["words"].lower()) for pattern in _MEANS.values())
    return _WORD.fullmatch(said["symbol"]) is None and bool(sign or begins)


def may_be_symbol(text: str) -> bool:
    """Whether a text can stand for a figure: no word of the table, no area, no period, and no number but those put for none.

    >>> may_be_symbol("NP"), may_be_symbol("-1"), may_be_symbol("12"), may_be_symbol("Bury"), may_be_symbol("2009")
    (True, True, False, False, False)
    """
    if not 0 < len(text) <= _LONGEST_SYMBOL or " " in text:
        return False
    if number(text) is not None:
        return _NUMBER_FOR_NONE.fullmatch(text) is not None
    return by_name(text) is None and by_code(text) is None and find_period(text) is None


def meaning_told(words: str) -> str:
    """The status that the words of a note tell, or nought; '' where they tell none.

    >>> meaning_told("Figures not shown"), meaning_told("not available or suppressed"), meaning_told("Nil"), meaning_told("See note 3")
    ('suppressed', 'not available', 'nought', '')
    """
    first = _SENTENCE_ENDS.split(words.strip().lower(), maxsplit=1)[0]
    if _NOUGHT.fullmatch(first):
        return NOUGHT
    told = [means for means, pattern in _MEANS.items() if pattern.search(first)]
    if str(Status.SUPPRESSED) in told and _BECAUSE.search(first):
        return str(Status.SUPPRESSED)
    return _weakest(told)


def _weakest(told: Sequence[str]) -> str:
    """What can be said where several things are: that there is no figure."""
    return told[0] if len(told) == 1 else str(Status.NOT_AVAILABLE) if told else ""
