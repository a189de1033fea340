"""Which place a row of any published table is about, then and now: from its code, its name, or both; never by a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from csrating.reference.councils import council_names
from csrating.reference.known_places import COUNCIL_LEVELS, Known, Level, districts, places_by_code, places_by_name
from csrating.reference.near_names import like_enough, plainly_meant, suggestions
from csrating.reference.place_text import PlaceText, cleaned_code, without_additions, without_ending, without_kind_of_row
from csrating.reference.spelling import key
from csrating.reference.standing import lifetime

How = Literal["code", "name", "spelling", "near"]
Reason = Literal["blank", "unknown", "several", "district", "disagree", "ambiguous", "level"]
_DISTRICT_CODE = re.compile(r"E07\d{6}")
_BETWEEN_SEVERAL = re.compile(r"[/;+]")
_NINE_CHARACTERS = re.compile(r"[EKNSW]\d{8}")
_LOOKS_LIKE_A_COUNCIL = re.compile(r"[2-9]\d\d|E(?:06|08|09|10)\d{6}")


@dataclass(frozen=True)
class Place:
    """What a row is about.

    Args:
        level: England; region; council (one of the 152 of 2009), former (ended in 2009), later (began after 2009); total (a row over
            whatever the table holds); other (no single area: statistical neighbours, "Not recorded", Wales).
        code: the department's code of a council; of any other place its name.
        name: the name that the project prints.
        how: how it is known: by its code (and by its name, if there is one), by its name as printed here, by a spelling on the register
            or formed by rule, or near: a misspelling that plainly means it.
        note: what was left off or is odd, as a sentence for a report; blank where there is nothing to tell.
    """

    level: Level
    code: str
    name: str
    how: How
    note: str = ""

    @property
    def is_council(self) -> bool:
        """Whether it is, was or became a council with children's services."""
        return self.level in COUNCIL_LEVELS

    def __str__(self) -> str:
        return f"{self.name} ({self.code if self.is_council else self.level})"


_LONGEST_NAME = 300
"""The signs of a name, with all that may stand around it: the names of a few councils together, or a footnote."""


@dataclass(frozen=True)
class NoPlace:
    """Why a row is about no place that could be told.

    Args:
        reason: blank, unknown, several (councils together), district (a lower council, without children's services), disagree (code and
            name), ambiguous, or level (a place of another level than the table says).
        why: the same as a sentence without its full stop.
        text: the name that is not known; blank where there is another reason.
        meant: the places of a name or a code that means several.
    """

    reason: Reason
    why: str
    text: str = ""
    meant: tuple[Known, ...] = ()

    @property
    def near(self) -> tuple[Known, ...]:
        """Places that may have been meant, the nearest first; they are looked for only when they are asked for."""
        return self.meant or (suggestions(self.text) if self.text else ())

    def __bool__(self) -> bool:
        return False


def place(code_text: str = "", name_text: str = "", *, level: str | None = None, on: date | None = None) -> Place | NoPlace:
    """The place that a row is about, or why that cannot be told; code and name are taken together.

    Args:
        code_text: the code as published: the department's, nine characters of then or now, old ONS, letters of a region, LAIT's.
        name_text: the name as published, or a name and a code in one cell.
        level: England, region or council, where the table says; a council may then be former or later.
        on: a day within the period of the figures. It tells the Dorset of before April 2019 from the Dorset of after.

    Returns:
        The place with how it is known; otherwise a ``NoPlace``, which is false.

    >>> str(place("921", "Isle of Wight")), str(place("921", "ENGLAND9")), place("358", "Salford").reason
    ('Isle of Wight (921)', 'England (England)', 'disagree')
    >>> place("", "Traford")
    Place(level='council', code='358', name='Trafford', how='near', note="'Traford' is read as Trafford")
    >>> place("940 / 941", "North Northamptonshire / West Northamptonshire").reason
    'several'
    >>> str(place("", "Dorset", on=date(2022, 8, 31))), place("", "Dorset").why
    ('Dorset (838)', 'Dorset is Dorset (835) or Dorset (838)')
    """
    code_text, name_text = str(code_text), str(name_text)
    if max(len(code_text), len(name_text)) > _LONGEST_NAME:
        return NoPlace("unknown", f"no place has a code or a name of {max(len(code_text), len(name_text)):,} characters")
    return _place(code_text, name_text, None if level is None else str(level), on)


def known_by_name(name_text: str) -> tuple[Known, ...]:
    """All that a name means in a spelling that is known; nothing is guessed, and nothing near is looked for.

    >>> [str(known) for known in known_by_name("ENGLAND9")], known_by_name("Traford")
    (['England (England)'], ())
    """
    if len(name_text) > _LONGEST_NAME:
        return ()
    if key(name_text) in places_by_name():
        return places_by_name()[key(name_text)]
    return _by_name(_of_one_council(without_additions(name_text)))


def _of_one_council(text: PlaceText) -> PlaceText:
    """A name, without the country or the footnote at its end where it is known only so, and then as that of one council."""
    left = text if _by_name(text) else without_ending(text)
    meant = _by_name(left)
    return left if len(meant) == 1 and meant[0].is_council else text


@lru_cache(maxsize=65_536)
def _place(code_text: str, name_text: str, level: str | None, on: date | None) -> Place | NoPlace:
    if together := _several(name_text) or _several(code_text):
        return NoPlace("several", f"{name_text or code_text} is {' and '.join(map(str, together))} together")
    text = without_additions(name_text) if key(name_text) not in places_by_name() else PlaceText(" ".join(name_text.split()))
    code = cleaned_code(code_text) or text.code
    if not code or code in places_by_code():
        text = _of_one_council(text)
    if not code and not cleaned_code(name_text):
        return NoPlace("blank", "code and name are blank") if not name_text.strip() else _chosen(_by_name(text), code, text, level, on)
    if not code and _NINE_CHARACTERS.fullmatch(cleaned_code(name_text)):
        code, text = cleaned_code(name_text), PlaceText("")
    if _DISTRICT_CODE.fullmatch(code):
        return NoPlace("district", f"{code} is the code of a district council")
    return _together(code, text, level, on) if code else _chosen(_by_name(text), code, text, level, on)


def _several(text: str) -> tuple[Known, ...]:
    """The different councils that a cell names with a stroke or a plus sign between them; none where a part of it names none."""
    parts = [part.strip() for part in _BETWEEN_SEVERAL.split(text)]
    if len(parts) < 2 or key(text) in places_by_name():
        return ()
    meant = [places_by_code().get(cleaned_code(part)) or known_by_name(part) for part in parts]
    if not all(known and known[0].is_council for known in meant):
        return ()
    together = tuple(dict.fromkeys(known[0] for known in meant))
    return together if len(together) > 1 else ()


def _by_name(text: PlaceText) -> tuple[Known, ...]:
    """All that a name means by the registers."""
    meant = places_by_name().get(key(text.name)) or _of_area(text.name)
    if text.reorganised == "pre":
        return tuple(known for known in meant if known.is_council and _changed(known.code))
    if text.reorganised == "post":
        return tuple(known for known in meant if known.level == "later" or (known.is_council and _began_in_2009(known.code)))
    return meant


def _of_area(name: str) -> tuple[Known, ...]:
    meant = places_by_name().get(key(without_kind_of_row(name)), ())
    return tuple(known for known in meant if known.level in ("England", "region"))


def _changed(code: str) -> bool:
    return lifetime(code)[1] != date.max or code in ("815", "825", "933")


def _began_in_2009(code: str) -> bool:
    return lifetime(code)[0] == date(2009, 4, 1)


def _together(code: str, text: PlaceText, level: str | None, on: date | None) -> Place | NoPlace:
    """The place of a row that has a code, with or without a name."""
    by_code, by_name = places_by_code().get(code, ()), _by_name(text)
    if not text.name:
        return _of_code(code, by_code, level, on)
    if not by_code:
        return _beside_unknown_code(code, by_name, text, level, on)
    agreeing = tuple(known for known in by_code if known in by_name)
    if agreeing:
        return _chosen(agreeing, code, text, level, on)
    if by_name and re.fullmatch(r"\d{1,2}", code):
        return _beside_unknown_code(code, by_name, text, level, on)
    if by_name:
        return _disagree(code, by_code, text, " or ".join(str(known) for known in by_name))
    like = tuple(known for known in by_code if like_enough(text.name, known))
    return _chosen(like, code, text, level, on) if like else _disagree(code, by_code, text, "no known spelling of it")


def _of_code(code: str, by_code: tuple[Known, ...], level: str | None, on: date | None) -> Place | NoPlace:
    if not by_code:
        return NoPlace("unknown", f"no place has the code {code!r}")
    if len(code) == 9:
        return _chosen(by_code[:1], code, PlaceText(code), level, on)
    if len(code) < 3 and level is None:
        return NoPlace("ambiguous", f"the code {code!r} is too short to be told from a row number without a name or a level")
    return _chosen(by_code, code, PlaceText(code), level, on)


def _beside_unknown_code(code: str, by_name: tuple[Known, ...], text: PlaceText, level: str | None, on: date | None) -> Place | NoPlace:
    """A name beside a row number or a code of no scheme: it stands as written; beside what looks like a council's code, no misspelling."""
    if not by_name and _LOOKS_LIKE_A_COUNCIL.fullmatch(code):
        return _unknown(text)
    found = _chosen(by_name, "", text, level, on)
    return with_note(found, f"the code {code!r} beside it is not one of its codes") if isinstance(found, Place) else found


def _chosen(meant: tuple[Known, ...], code: str, text: PlaceText, level: str | None, on: date | None) -> Place | NoPlace:
    """The one of several that level and day leave, with what there is to tell of it."""
    if not meant and not code and (near := plainly_meant(text.name)) and not text.reorganised:
        return _told(near, "near", text, level, on)
    if not meant:
        return _unknown(text)
    left = [known for known in meant if _fits(known, level)]
    if not left:
        return NoPlace("level", f"{text.name} is {' or '.join(str(known) for known in meant)}, where the table says {level}")
    left = [known for known in left if _stood(known, on)] or left if len(left) > 1 else left
    if len(left) > 1:
        return NoPlace("ambiguous", f"{text.name} is {' or '.join(str(known) for known in left)}", meant=tuple(left))
    if left[0].level == "district":
        run_by = districts()[left[0]]
        return NoPlace(
            "district", f"{left[0].name} is a district council; {council_names().get(run_by, 'a county')} ran its children's services"
        )
    return _told(left[0], _how(left[0], code, text), text, level, on)


def _fits(known: Known, level: str | None) -> bool:
    return level is None or known.level == level or (level == "council" and known.is_council)


def _stood(known: Known, on: date | None) -> bool:
    return on is None or not known.is_council or lifetime(known.code)[0] <= on <= lifetime(known.code)[1]


def _how(known: Known, code: str, text: PlaceText) -> How:
    return "code" if code else "name" if key(text.name) == key(known.name) else "spelling"


def _told(known: Known, how: How, text: PlaceText, level: str | None, on: date | None) -> Place | NoPlace:
    if not _fits(known, level):
        return _unknown(text)
    notes = [*text.notes]
    if how == "near" or (how == "code" and text.name not in places_by_code() and known not in _by_name(text)):
        notes.append(f"{text.name!r} is read as {known.name}")
    if not _stood(known, on) and on is not None:
        began, ended = lifetime(known.code)
        notes.append(f"{known} began on {began}" if on < began else f"{known} ended on {ended}")
    return Place(known.level, known.code, known.name, how, "; ".join(notes))


def with_note(found: Place, note: str) -> Place:
    """The same place with one more note.

    >>> with_note(Place("England", "England", "England", "name", "9 left off"), "rounded").note
    '9 left off; rounded'
    """
    return Place(found.level, found.code, found.name, found.how, "; ".join(part for part in (found.note, note) if part))


def _unknown(text: PlaceText) -> NoPlace:
    if text.reorganised:
        return NoPlace("unknown", f"no reorganisation is known of {text.name!r}, which has {text.notes[-1]}", text.name)
    return NoPlace("unknown", f"no place is known as {text.name!r}", text.name)


def _disagree(code: str, by_code: tuple[Known, ...], text: PlaceText, name_is: str) -> NoPlace:
    meant = " or ".join(str(known) for known in by_code)
    return NoPlace("disagree", f"code {code!r} is {meant}, but the name beside it is {text.name!r}, which is {name_is}")
