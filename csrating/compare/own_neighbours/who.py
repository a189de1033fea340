"""Which councils the rows of a user's table are about: those of 2009, of today or of between, as long as they stood on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from csrating import reference
from csrating.errors import TableError, UnknownCouncilError, brief
from csrating.reference.known_places import Known
from csrating.reference.spelling import code_key

_SINCE_2009 = ("council", "later")
TOLD = 5


@dataclass(frozen=True)
class Who:
    """The rows that are about councils, by their number from nought, with code and name; and the rows that are not, each with why."""

    rows: tuple[int, ...]
    codes: tuple[str, ...]
    names: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]


def who(cells: Sequence[object]) -> Who:
    """The councils that cells name.

    A row of England, a region or a total is left out and told. A name that has meant two councils (Dorset) is the one that stood beside
    the others.

    Raises:
        TableError: a cell names no council or two of them, two cells name the same, or the councils stood on no day together.
        UnknownCouncilError: no council is known by a text.

    >>> found = who(["Trafford", 356, "England"])
    >>> found.codes, found.left_out
    (('358', '356'), (('England', 'England is no council'),))
    """
    meant = [_meant(cell, row) for row, cell in enumerate(cells, 1)]
    sure = [found[0].code for found in meant if isinstance(found, tuple) and len(found) == 1]
    rows, councils, left_out = [], [], []
    for row, (cell, found) in enumerate(zip(cells, meant, strict=True)):
        if isinstance(found, str):
            left_out.append((_text(cell), found))
        else:
            rows.append(row)
            councils.append(found[0] if len(found) == 1 else _beside(found, sure, cell))
    _each_once(councils)
    _on_one_day(councils)
    return Who(tuple(rows), tuple(one.code for one in councils), tuple(one.name for one in councils), tuple(left_out))


def council_code(text: object, among: Sequence[str]) -> str:
    """The code of one of the councils of a table, by any code or spelling.

    Args:
        text: names it.
        among: the codes of the table's councils.

    Raises:
        UnknownCouncilError: no council is meant, or none of the table's.
    """
    found = _meant(text, None)
    codes = [] if isinstance(found, str) else [known.code for known in found]
    ours = [code for code in codes if code in among]
    if len(ours) != 1:
        raise UnknownCouncilError(f"{_text(text)} is none of the councils of the table", expected="a council that has a row in it")
    return ours[0]


def _meant(cell: object, row: int | None) -> tuple[Known, ...] | str:
    """The council that a cell means, or the two that a name has meant; for a row about something else, why it is left out."""
    text = _text(cell)
    where = f"row {row} under the headings" if row else ""
    if not text:
        raise TableError("the row names no council", where=where, expected="a code or a name in the column 'council'")
    tries = [reference.place(code_key(text), "", level="council"), reference.place("", text, level="council")]
    for found in tries:
        if isinstance(found, reference.Place) and found.how != "near":
            if found.level in _SINCE_2009:
                return (Known(found.level, found.code, found.name),)
            raise TableError(f"{found.name} ({found.code}) ended before April 2009", where=where, expected="councils that have stood since")
    known = next((one.meant for one in tries if isinstance(one, reference.NoPlace) and one.reason == "ambiguous"), ())
    if known and all(one.is_council for one in known):
        return known
    return _no_council(text, where, tries[1])


def _no_council(text: str, where: str, tried: reference.Place | reference.NoPlace) -> str:
    named = reference.place("", text)
    other = named or reference.place(text, "")
    if isinstance(other, reference.Place) and not other.is_council and other.how != "near":
        return f"{other.name} is no council"
    near = (tried,) if isinstance(tried, reference.Place) else tried.near
    why = named.why if isinstance(named, reference.NoPlace) and named.reason == "district" else f"no council is known as {text!r}"
    names = ", ".join(f"{one.name} ({one.code})" for one in near if one.is_council)
    do = f"Near it: {names}." if names else "Look one up with `csrating councils TEXT`."
    raise UnknownCouncilError(why, where=where, expected="any code or spelling of a council", do=do)


def _text(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return "" if text.lower() in ("nan", "<na>", "nat") else brief(text)


def _beside(meant: tuple[Known, ...], others: Sequence[str], cell: object) -> Known:
    """The one of two councils of a name that stood on a day on which all the others did."""
    stood = [known for known in meant if reference.stood_together([*others, known.code])]
    if len(stood) == 1:
        return stood[0]
    both = " or ".join(str(known) for known in meant)
    raise TableError(f"{_text(cell)} is {both}, and the other councils do not say which", do="Give its code.")


def _each_once(councils: Sequence[Known]) -> None:
    twice = [known for known, times in Counter(councils).items() if times > 1]
    if twice:
        raise TableError(f"the characteristics have {twice[0]} more than once", expected="one row for each council")
    if len(councils) < 2:
        found = f"{len(councils)} council{'' if len(councils) == 1 else 's'}"
        raise TableError(f"the characteristics hold {found}", expected="two councils or more")


def _on_one_day(councils: Sequence[Known]) -> None:
    if reference.stood_together(one.code for one in councils):
        return
    apart = [pair for pair in combinations(councils, 2) if not reference.stood_together(one.code for one in pair)]
    first, second = sorted(apart[0], key=lambda one: reference.lifetime(one.code))
    ended, began = reference.lifetime(first.code)[1], reference.lifetime(second.code)[0]
    found = f"{first} ended on {_told(ended)} and {second} began on {_told(began)}, so the councils never stood together"
    raise TableError(found, expected="councils that all stood on one day", do="Leave out the rows of one time or the other.")


def _told(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
