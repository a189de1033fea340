"""What a file states of each of its figures, worked out from the cells that stand in it: the answer that no reader may contradict."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from csrating import reference
from mutants.model import Book, Cell, ColumnLabels, Figure, RowLabels, Tab

REGION_CODES = {
    "North East": "E12000001",
    "North West": "E12000002",
    "East Midlands": "E12000004",
    "West Midlands": "E12000005",
    "London": "E12000007",
    "South East": "E12000008",
    "South West": "E12000009",
}
REGIONS = tuple(REGION_CODES)
SYMBOLS = ("x", "c", "z", "..", ".", "-", ":", "[c]")
_YEAR = re.compile(r"(?<!\d)((?:199|20[0-2]|203)\d)(?:[/-](\d\d))?(?:\d)?(?!\d)")
_NUMBER = re.compile(r"[+-]?([1-9]\d{0,2}(,\d{3})+|[1-9]\d{0,2}( \d{3})+|\d+)(\.\d+)?")
_ABOUT_A_NUMBER = re.compile(r"^£|r$| \[p\]$")


@dataclass(frozen=True)
class Said:
    """What a file states of one cell of figures. ``sure`` is False where a reader may also leave it out."""

    area: str
    words: frozenset[str]
    period: str
    value: float | None
    symbol: str
    sure: bool
    by_sure_name: bool = True


@cache
def known_areas() -> dict[str, str]:
    """Each name, in small letters, with the area as figures name it."""
    councils = reference.councils()
    found = {name.casefold(): code for code, name in zip(councils["code"], councils["name"], strict=True)}
    return found | {name.casefold(): name for name in (*REGIONS, "England")} | {"total": "All", "all councils": "All"}


@cache
def known_codes() -> dict[str, str]:
    """Each code of a council, the department's and the one of nine characters, with the area."""
    councils = reference.councils()
    own = {code: own for column in ("code", "gss_2009", "gss_now") for code, own in zip(councils[column], councils["code"], strict=True)}
    return own | {"E92000001": "England"} | {code: name for name, code in REGION_CODES.items()}


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of some headers without their years and footnotes, in small letters."""
    plain = " ".join(_YEAR.sub(" ", text.replace("_", " ")) for text in texts).casefold()
    return frozenset(re.sub(r"(?<=[^\W\d])\d{1,2}$", "", word) for word in re.findall(r"\w+|%", plain))


def period_of(text: str, kind: str | None = None) -> str:
    """The label of the one period that a text states; '' where it states none or several."""
    if span := re.fullmatch(r"(20\d\d)-(20\d\d)", text):
        return f"{span[1]} to {span[2]}"
    if kind is not None:
        return _two_years(text) if kind.casefold() == "academic year" else ""
    if two_years := _two_years(text):
        return two_years
    found = {f"{year}/{second}" if second else year for year, second in _YEAR.findall(text)}
    return found.pop() if len(found) == 1 else ""


def _two_years(text: str) -> str:
    years = re.fullmatch(r"(?:(?:20)?(\d\d)/|20(\d\d))(\d\d)", text)
    first, second = (years[1] or years[2], years[3]) if years else ("", "")
    return f"20{first}/{second}" if years and int(second) == (int(first) + 1) % 100 else ""


def number_of(cell: Cell) -> float | None:
    """The number that a cell states."""
    if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        return float(cell.value)
    text = _ABOUT_A_NUMBER.sub("", cell.text)
    return float(text.replace(",", "").replace(" ", "")) if _NUMBER.fullmatch(text) else None


def truth(book: Book) -> dict[str, Said | None]:
    """What the file states of each cell of figures that is not blank, by the reference of the cell; None where nobody may say."""
    said: dict[str, Said | None] = {}
    for tab in book.tabs:
        said |= _truth_of(book, tab)
    return said


def _truth_of(book: Book, tab: Tab) -> dict[str, Said | None]:
    present = {id(cell) for row in tab.rows for cell in row}
    said = {
        reference_of(book, tab, down, across): _said(cell, present)
        for down, across, cell in tab.places()
        if isinstance(cell, Figure) and cell.text
    }
    stated = [one for one in said.values() if one is not None and one.by_sure_name]
    times = Counter((one.area, one.words, one.period) for one in stated)
    surely = Counter(about for about, *_ in {((one.area, one.words, one.period), one.value, one.symbol) for one in stated})
    return {
        ref: replace(one, sure=one.sure and times[one.area, one.words, one.period] < 2)  # what is said again may be left out
        if one is not None and surely[one.area, one.words, one.period] == one.by_sure_name
        else None
        for ref, one in said.items()
    }


def reference_of(book: Book, tab: Tab, down: int, across: int) -> str:
    """The reference of a cell as the reader gives it."""
    letters, left = "", across + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(65 + rest) + letters
    sheet = tab.name if book.kind == "xlsx" else book.name.rpartition(".")[0]
    return f"{book.name}#{sheet}!{letters}{down + 1}"


def _said(figure: Figure, present: set[int]) -> Said | None:
    area, sure = _area(figure.of_row, present)
    words = _words(figure.of_row, figure.over, present)
    period = _period(figure.of_row, figure.over, present)
    if figure.spoiled or not area or words is None or not period:
        return None
    number = number_of(figure)
    is_known = number is not None or figure.text in SYMBOLS
    return Said(area, words, period, number, "" if number is not None else figure.text, sure and is_known, sure)


def _area(row: RowLabels, present: set[int]) -> tuple[str, bool]:
    """The area of a row, and whether it is beyond doubt; '' where the row states none, or two."""
    names = [cell for cell in row.names if id(cell) in present and cell.text]
    codes = [cell for cell in row.codes if id(cell) in present and cell.text]
    stated = [_by_name(cell) for cell in names] + [(known_codes().get(cell.text, ""), cell.text in known_codes()) for cell in codes]
    areas = {area for area, _ in stated}
    if len(areas) != 1:
        return _one_of_several(stated)
    return areas.pop(), all(sure for _, sure in stated)


def _one_of_several(stated: list[tuple[str, bool]]) -> tuple[str, bool]:
    """Of a row whose cells disagree: the area that is stated beyond doubt, if what disagrees with it is no area at all."""
    surely = {area for area, sure in stated if sure}
    guessed = {area for area, sure in stated if not sure} - {""}
    return (surely.pop(), False) if len(surely) == 1 and not guessed - surely else ("", False)


def _by_name(cell: Cell) -> tuple[str, bool]:
    plain = re.sub(r"(?<=[^\W\d])\d{1,2}$", "", " ".join(cell.text.split())).casefold()
    if plain in known_areas():
        return known_areas()[plain], True
    return known_areas().get(cell.meant.casefold(), ""), False


def _words(row: RowLabels, over: ColumnLabels, present: set[int]) -> frozenset[str] | None:
    """The words that the measure and the breakdown of a figure must hold; None where the header of its column is gone."""
    if over.own is not None and not any(id(cell) in present and cell.text for cell in (over.own, *over.divided)):
        return None
    stated = [cell for cell in (over.own, *over.further, *row.words) if cell is not None]
    return words_of(cell.text for cell in stated if id(cell) in present)


def _period(row: RowLabels, over: ColumnLabels, present: set[int]) -> str:
    if over.period is not None:
        return period_of(over.period.text) if id(over.period) in present else ""
    if row.period is None or id(row.period) not in present:
        return ""
    kind = row.period_kind.text if row.period_kind is not None and id(row.period_kind) in present else None
    return period_of(row.period.text, kind)
