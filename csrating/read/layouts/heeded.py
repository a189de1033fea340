"""Which words a table heeds, by what it gives: a word that would change nothing is refused, lest it be thought to do something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import Final

from csrating.errors import LayoutError
from csrating.read.layouts.vocabulary import BY_ITSELF, Table

AREA: Final = "area"
"""The role of the first column that names areas, in [table.left_out_rows.area]."""
_REGISTERED = "tables of registered files"
_ITSELF = "tables of which a file is read by itself"
_ONLY_IN: Final[Mapping[str, tuple[Collection[str], str]]] = {
    "recipes": (("observations",), _REGISTERED),
    "former": (("observations", "inspection counts", "inspections", "safeguarding"), _REGISTERED),
    "unused": (("observations", "inspection counts"), _REGISTERED),
    "england_is_the_sum": (
        ("inspection counts",),
        "tables of counts of inspections; the doctor compares England with its councils in any table",
    ),
    "england_is_the_mean": (("observations",), f"{_REGISTERED}; the doctor compares England with its councils in any table"),
    "every_council": (("observations", "inspections", "inspection counts", "safeguarding", "figures"), "tables of figures"),
    "absent": (("observations", "inspections", "inspection counts", "safeguarding", "figures"), "tables of figures"),
    "grades": (("inspections", "inspection counts", "judgements", "judgement counts"), "tables of inspections"),
    **dict.fromkeys(("across", "area_names", "area_codes", "area_blanks", "areas", "breakdowns", "constants"), (BY_ITSELF, _ITSELF)),
    **dict.fromkeys(("period", "codes_must_agree", "fill_down", "unknown_areas", "cautions"), (BY_ITSELF, _ITSELF)),
}
"""Words that only some tables heed: which, and how to call them."""
_ROLES: Final = ("period", "period_kind", "measure", "level")
_ROLES_OF_INSPECTIONS: Final = (
    "setting",
    "provision",
    "run_by",
    "event",
    "inspected_on",
    "published_on",
    "judgement",
    "position",
    "closeness",
)
_WRITTEN = {"recipes": "[[table.indicators]]", "absent": "[table.absent]", "areas": "[table.areas]"}


def refuse_unheeded(table: Table, where: str) -> None:
    """Raise where a word changes nothing in a table that gives what this one gives.

    Raises:
        LayoutError: names the word, and the tables that it is for.
    """
    for field in fields(Table):
        gives, called = _ONLY_IN.get(field.name, ((), ""))
        if called and table.gives not in gives and getattr(table, field.name) not in (field.default, {}, ()):
            written = _WRITTEN.get(field.name, repr(field.name))
            do = "Leave it out." if field.name != "recipes" else "Say 'measure' and 'unit' in [[table.figures]] instead."
            raise LayoutError(
                f"{written} changes nothing in a table that gives {table.gives}", where=where, expected=f"it in {called}", do=do
            )
    for found, expected in _unheeded(table):
        raise LayoutError(found, where=where, expected=expected)


def _unheeded(table: Table) -> Iterator[tuple[str, str]]:
    """What changes nothing in this table, because of what else it says, and what would."""
    roles = {*table.columns, AREA} if table.gives in BY_ITSELF else {*table.columns}
    for one in table.left_out_rows:
        if one.column not in roles:
            yield (
                f"[table.left_out_rows.{one.column}] is about a column that the layout does not name",
                f"one of {', '.join(sorted(roles))}",
            )
    for role in table.words:
        if role not in table.columns and role != "closeness":
            yield f"[table.words.{role}] is about a column that the layout does not name", f"one of {', '.join(table.columns) or 'none'}"
    if table.levels and "level" not in table.columns:
        yield "[table.levels] says what the words of a column mean, and no column 'level' is named", "it in [table.columns]"
    if table.absent and not table.every_council:
        yield "[table.absent] changes nothing where councils may be absent", "it beside every_council = true"
    if table.gives not in BY_ITSELF:
        return
    for word in table.areas:
        if word and word not in table.area_blanks:
            yield f"{word!r} in [table.areas] is not among 'area_blanks'", "a word that says nothing by itself"
    known = (*_ROLES, *(_ROLES_OF_INSPECTIONS if table.gives != "figures" else ()))
    for role in table.columns:
        if role not in known and role not in {one.column for one in table.left_out_rows}:
            yield f"the role {role!r} in [table.columns] changes nothing in a table that gives {table.gives}", f"one of {', '.join(known)}"
    if table.gives != "judgement counts" and any(figure.grade or "(?P<grade>" in figure.header for figure in table.figures):
        yield "'grade' in [[table.figures]] is of columns that count settings", 'gives = "judgement counts"'
