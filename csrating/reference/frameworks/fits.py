"""What an entry of a framework's file may be: small checks that are put together into the form of the whole file.

A fit takes the value that was found and the place where it stands. It gives nothing where the value is right, and raises an error that
names the place where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeAlias

from csrating.errors import ReferenceDataError
from csrating.schema import EVIDENCE_MARKS

SHOWN = 60
"""Characters of a wrong value that an error repeats."""


@dataclass(frozen=True)
class Place:
    """Where an entry stands: the file, and the dotted name of the rule."""

    file: str
    name: str = ""

    def part(self, key: str) -> Place:
        """The place of an entry inside this one."""
        return Place(self.file, f"{self.name}.{key}" if self.name else key)

    def item(self, number: int) -> Place:
        """The place of one of several entries of the same name, counted from 1."""
        return Place(self.file, f"{self.name}[{number}]")

    def wrong(self, found: str, *, expected: str = "", do: str = "") -> ReferenceDataError:
        """The error about what was found here."""
        return ReferenceDataError(f"{self.name} {found}" if self.name else found, where=self.file, expected=expected, do=do)


Fit: TypeAlias = Callable[[Any, Place], None]


def near(word: object, known: Iterable[str]) -> str:
    """The question that suggests the known word most like a misspelt one; blank where none is like it.

    >>> near("primry schools", ["nursery schools", "primary schools"]), near("zoo", ["primary schools"])
    ("Did you mean 'primary schools'?", '')
    """
    alike = get_close_matches(str(word).casefold(), list(known), n=1)
    return f"Did you mean {alike[0]!r}?" if alike else ""


def _shown(value: object) -> str:
    """A value as the file writes it, cut short where it is long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f"the date {value}" if isinstance(value, date) else repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def number(*, least: float, most: float, above: bool = False) -> Fit:
    """A number between two others, both of which it may be; with ``above`` it must be more than the least."""

    def fit(value: Any, place: Place) -> None:
        if not (_is_number(value) and least <= value <= most) or (above and value == least):
            raise place.wrong(
                f"is {_shown(value)}", expected=f"a number {'above' if above else 'from'} {least:g} {'and up ' * above}to {most:g}"
            )

    return fit


def whole(*, least: int, most: int) -> Fit:
    """A whole number between two others, both of which it may be."""

    def fit(value: Any, place: Place) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise place.wrong(f"is {_shown(value)}", expected=f"a whole number from {least} to {most}")

    return fit


def whole_or(other: str, *, least: int, most: int) -> Fit:
    """A whole number between two others, both of which it may be, or one word in its place."""

    def fit(value: Any, place: Place) -> None:
        is_whole = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        if not is_whole and value != other:
            expected = f"a whole number from {least} to {most}, or {other!r}"
            raise place.wrong(f"is {_shown(value)}", expected=expected, do=near(value, [other]))

    return fit


def text(value: Any, place: Place) -> None:
    """Words on one line."""
    if not isinstance(value, str) or not value.strip() or value != value.strip() or not value.isprintable():
        raise place.wrong(f"is {_shown(value)}", expected="words in quotes, on one line and without blanks around them")


def flag(value: Any, place: Place) -> None:
    """True or false."""
    if not isinstance(value, bool):
        raise place.wrong(f"is {_shown(value)}", expected="true or false")


def day(value: Any, place: Place) -> None:
    """A day of the calendar, written in quotes as year-month-day."""
    try:
        fits = isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        fits = False
    if not fits:
        raise place.wrong(f"is {_shown(value)}", expected='a day of the calendar in quotes, such as "2009-08-31"')


def word(known: Iterable[str]) -> Fit:
    """One of the known words."""
    words = tuple(known)

    def fit(value: Any, place: Place) -> None:
        if value not in words:
            raise place.wrong(f"is {_shown(value)}", expected=f"one of: {', '.join(words)}", do=near(value, words))

    return fit


def items(each: Fit, *, least: int = 1) -> Fit:
    """A list whose entries all fit, and which has at least so many."""

    def fit(value: Any, place: Place) -> None:
        if not isinstance(value, list) or len(value) < least:
            raise place.wrong(f"is {_shown(value)}", expected=f"a list of at least {least}" if least else "a list")
        for count, entry in enumerate(value, start=1):
            each(entry, place.item(count))

    return fit


def distinct(key: str | None = None) -> Fit:
    """A list in which no entry, or no ``key`` of an entry, stands twice."""

    def fit(value: Any, place: Place) -> None:
        seen: list[Any] = []
        for entry in value:
            named = entry[key] if key else entry
            if named in seen:
                raise place.wrong(f"has {_shown(named)} twice", expected="each of them once")
            seen.append(named)

    return fit


def table(fits: Mapping[str, Fit], *, optional: Mapping[str, Fit] | None = None) -> Fit:
    """A table with these entries and no others, each of which fits; the optional ones may be left out."""
    may_be = {**fits, **(optional or {})}

    def fit(value: Any, place: Place) -> None:
        _same_keys(value, place, must_be=fits, may_be=may_be)
        for key, entry in value.items():
            may_be[key](entry, place.part(key))

    return fit


def _same_keys(value: Any, place: Place, *, must_be: Iterable[str], may_be: Iterable[str]) -> None:
    known = ", ".join(may_be)
    if not isinstance(value, dict):
        raise place.wrong(f"is {_shown(value)}", expected=f"a table with {known}")
    for key in value:
        if key not in may_be:
            raise place.part(key).wrong("is unknown", expected=f"one of: {known}", do=near(key, may_be))
    for key in must_be:
        if key not in value:
            raise place.part(key).wrong("is missing", expected=f"a table with {known}" if place.name else "")


def rule(value_fit: Fit) -> Fit:
    """A rule: its value, its evidence mark, and why it stands as it does."""
    beside: dict[str, Fit] = {"evidence": word(EVIDENCE_MARKS), "why": text}

    def fit(value: Any, place: Place) -> None:
        _same_keys(value, place, must_be=("value", *beside), may_be=("value", *beside))
        value_fit(value["value"], place)
        for key, other in beside.items():
            other(value[key], place.part(key))

    return fit


def rules(**fits: Fit) -> Fit:
    """A group of rules."""
    return table({name: rule(fit) for name, fit in fits.items()})


def in_turn(*fits: Fit) -> Fit:
    """All of these, one after another."""

    def fit(value: Any, place: Place) -> None:
        for each in fits:
            each(value, place)

    return fit
