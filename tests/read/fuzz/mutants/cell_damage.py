"""Damage to single cells: values, names, codes, labels."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from mutants.model import Book, Cell, Figure, RowLabels, Tab
from mutants.truth import SYMBOLS, known_areas, known_codes

Damage = Callable[[Random, Book], str]
"""Changes a book in place and says what was done; '' where there is nothing to do it to."""


def _figure(rng: Random, book: Book) -> Figure:
    return rng.choice(book.tab_of_figures(rng.randrange(9)).figures())


def _labels(rng: Random, book: Book) -> RowLabels:
    return _figure(rng, book).of_row


def another_number(rng: Random, book: Book) -> str:
    figure = _figure(rng, book)
    figure.value = rng.choice([float(rng.randint(0, 99)), round(rng.uniform(0, 1), 3), float(rng.randint(1990, 2030)), -1.0, 1e7])
    if book.kind == "csv":
        figure.value = str(figure.value)
    return f"a figure becomes {figure.value}"


def number_as_text(rng: Random, book: Book) -> str:
    figure = _figure(rng, book)
    figure.value = rng.choice(["12", " 34 ", "1,234", "56.7", "8.200000000000001"])
    return f"a figure becomes the text {figure.value!r}"


def no_number(rng: Random, book: Book) -> str:
    figure = _figure(rng, book)
    figure.value = rng.choice(
        [
            "1,2x",
            "12r",
            "not yet",
            "1.2.3",
            "12,34",
            "1E05",
            "inf",
            "NaN",
            "1_000",
            "£5",
            "~",
            "12 13",
            "O",
            "twelve",
            "?",
            "12 [p]",
            "0,123",
            "(12)",
            "12*",
            "£1.2m",
        ]
    )
    return f"a figure becomes {figure.value!r}"


def symbol(rng: Random, book: Book) -> str:
    figure = _figure(rng, book)
    figure.value = rng.choice(SYMBOLS)
    return f"a figure becomes the symbol {figure.value!r}"


def blank(rng: Random, book: Book) -> str:
    _figure(rng, book).value = rng.choice(["", " "])
    return "a figure is blanked"


def date_for_number(rng: Random, book: Book) -> str:
    _figure(rng, book).value = rng.choice(["03/04/2010", "2010-04-03", "3-Apr"])
    return "a figure becomes a date"


def footnote_on_number(rng: Random, book: Book) -> str:
    figure = _figure(rng, book)
    figure.value = rng.choice([f"{figure.text}(1)", f"{figure.text} 2", f"{figure.text}*", f"{figure.text}¹"])
    return f"a footnote runs into a figure: {figure.value!r}"


def column_of_symbols(rng: Random, book: Book) -> str:
    one = _figure(rng, book)
    sign = rng.choice(SYMBOLS[:4])
    for tab in book.tabs:
        for figure in tab.figures():
            if figure.over is one.over:
                figure.value = sign
    return f"a column holds nothing but {sign!r}"


def years_among_figures(rng: Random, book: Book) -> str:
    one = _figure(rng, book)
    for tab in book.tabs:
        for figure in tab.figures():
            if figure.over is one.over:
                figure.value = str(rng.randint(2005, 2012)) if book.kind == "csv" else float(rng.randint(2005, 2012))
    return "a column of figures holds numbers that look like years"


def misspelt_name(rng: Random, book: Book) -> str:
    name = _name(rng, book)
    if name is None or len(name.text) < 3:
        return ""
    before, at = name.text, rng.randrange(1, len(name.text) - 1)
    ways = [before[:at] + before[at + 1 :], before[:at] + before[at] + before[at:], before[:at] + rng.choice("aeioust") + before[at + 1 :]]
    ways += [before[: at - 1] + before[at] + before[at - 1] + before[at + 1 :], before + rng.choice([" ", "  ", "\u00a0", "3", " 4", "*"])]
    name.value, name.meant = rng.choice(ways), name.meant or before
    return f"{before!r} is written {name.value!r}"


def _name(rng: Random, book: Book) -> Cell | None:
    names = [name for name in _labels(rng, book).names if name.text]
    return rng.choice(names) if names else None


def another_name(rng: Random, book: Book) -> str:
    name = _name(rng, book)
    if name is None:
        return ""
    before, name.meant = name.text, ""
    name.value = rng.choice([known for known, code in known_areas().items() if code.isdigit()]).title()
    return f"{before!r} becomes {name.value!r}"


def swapped_names(rng: Random, book: Book) -> str:
    tab = book.tab_of_figures(rng.randrange(9))
    one, other = _name_in(rng, tab), _name_in(rng, tab)
    if one is None or other is None:
        return ""
    one.value, other.value, one.meant, other.meant = other.value, one.value, other.meant, one.meant
    return f"{one.text!r} and {other.text!r} change places"


def _name_in(rng: Random, tab: Tab) -> Cell | None:
    names = rng.choice(tab.figures()).of_row.names
    return names[0] if names else None


def no_name(rng: Random, book: Book) -> str:
    name = _name(rng, book)
    if name is None:
        return ""
    before, name.value, name.meant = name.text, rng.choice(["", "Ruritania", "Total", "All councils", "12", "x"]), ""
    return f"{before!r} becomes {name.value!r}"


def another_code(rng: Random, book: Book) -> str:
    codes = _labels(rng, book).codes
    if not codes:
        return ""
    code = rng.choice(codes)
    before = code.text
    code.value = rng.choice([*rng.sample(sorted(known_codes()), 4), "", "999", "35", before[:-1], f"{before}0", "E99999999"])
    return f"the code {before!r} becomes {code.value!r}"


def another_period(rng: Random, book: Book) -> str:
    figure = _figure(rng, book)
    period = figure.over.period or figure.of_row.period
    if period is None or len(period.text) > 12:
        return ""
    before = period.text
    period.value = rng.choice(["2010", "2012", "2008/09", "20103", "1066", "2010-2012", "", "soon", "2010 and 2011", "199", "20101"])
    return f"the period {before!r} becomes {period.value!r}"


def another_word(rng: Random, book: Book) -> str:
    words = _labels(rng, book).words
    if not words:
        return ""
    word = rng.choice(words)
    before, word.value = word.text, rng.choice(["Unknown", "Female", "Residential care", "Fostering"])
    return f"{before!r} becomes {word.value!r}"


CELL_DAMAGE: tuple[Damage, ...] = (
    another_number, number_as_text, no_number, symbol, blank, date_for_number, footnote_on_number, column_of_symbols, years_among_figures,
    misspelt_name, another_name, swapped_names, no_name, another_code, another_period, another_word,
)  # fmt: skip
