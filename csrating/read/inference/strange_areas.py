"""Whether some rows of a table that name an area somewhere are about none that is known: several councils together, or a wrong code."""

from __future__ import annotations

import pandas as pd

from csrating import reference
from csrating.read.inference.understood import Understood

_LEFT_OUT = ("unknown", "several", "district", "disagree")


def some_areas_are_strange(one: Understood) -> bool:
    """Whether the first name and the first code of a row together mean no area, though one of its cells names one by itself."""
    places = [*one.areas.names, *one.areas.codes, *([] if one.areas.level is None else [one.areas.level])]
    said = pd.DataFrame({place: one.columns[place].of_row[one.rows] for place in places}).drop_duplicates()
    texts = said.apply(lambda of_rows: [one.columns[of_rows.name].texts[each] for each in of_rows])
    return any(_is_strange(one, dict(zip(places, row, strict=True))) for row in texts.itertuples(index=False, name=None))


def _is_strange(one: Understood, texts: dict[int, str]) -> bool:
    name, code = (next((texts[place] for place in some if texts[place] not in ("", *one.areas.blanks)), "") for some in _sides(one))
    level = "" if one.areas.level is None else one.areas.levels.means.get(texts[one.areas.level], "")
    found = reference.place(code, name, level=level or None)
    return isinstance(found, reference.NoPlace) and found.reason in _LEFT_OUT


def _sides(one: Understood) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return one.areas.names, one.areas.codes
