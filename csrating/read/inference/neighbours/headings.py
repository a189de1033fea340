"""What a header says of neighbours: which one stands under it, or what else of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Says = Literal["neighbour", "code", "name", "closeness", "distance", "position"]

_NEIGHBOUR = frozenset({"sn", "nn", "neighbour", "neighbours", "neighbor", "neighbors", "nearest", "closest", "comparator"})
_RANK = frozenset({"position", "rank", "order", "ranking"})
_SAYS: Mapping[str, Says] = {
    **dict.fromkeys(("code", "codes", "gss", "ons", "id", "number", "num", "no", "ecode"), "code"),
    **dict.fromkeys(("name", "names"), "name"),
    **dict.fromkeys(("closeness", "snp", "proximity"), "closeness"),
    **dict.fromkeys(("distance", "distances", "dist"), "distance"),
}
_FILLERS = frozenset({"statistical", "stat", "most", "similar", "the", "of", "to", "from"}) | frozenset(
    {"la", "las", "lea", "local", "authority", "authorities", "council", "councils", "area", "ua"}
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_POSITIONS = {word: place for place, word in enumerate(_ORDINALS, start=1)}
_TOKEN = re.compile(r"[0-9]+(?:st|nd|rd|th)?(?![0-9])|[a-z]+")
_NUMBERED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_AN_AREA = frozenset({"neighbour", "code", "name"})
_LONGEST_HEADING = 300


@dataclass(frozen=True)
class NeighbourHeading:
    """What a header says of neighbours; ``position`` is 0 where it gives none."""

    says: Says
    position: int = 0

    @property
    def is_area(self) -> bool:
        """Whether neighbours themselves stand under it, by their codes or names."""
        return self.says in _AN_AREA


def neighbour_heading(words: str) -> NeighbourHeading | None:
    """What the words over a column say of neighbours; None where they say nothing of them, or more than is known here.

    >>> neighbour_heading("SN10"), neighbour_heading("1st nearest neighbour / Code")
    (NeighbourHeading(says='neighbour', position=10), NeighbourHeading(says='code', position=1))
    >>> neighbour_heading("SNP"), neighbour_heading("Neighbour rank"), neighbour_heading("Neighbour average")
    (NeighbourHeading(says='closeness', position=0), NeighbourHeading(says='position', position=0), None)
    """
    if len(words) > _LONGEST_HEADING:
        return None
    tokens = _TOKEN.findall(words.casefold())
    positions = {place for token in tokens if (place := _position(token))}
    said = {_SAYS[token] for token in tokens if token in _SAYS}
    ranked = not _RANK.isdisjoint(tokens)
    rest = [token for token in tokens if token not in _SAYS and token not in _NEIGHBOUR | _RANK | _FILLERS and not _position(token)]
    about = not _NEIGHBOUR.isdisjoint(tokens) or said & {"closeness", "distance"} or (ranked and not positions)
    if rest or not about or len(positions) > 1 or len(said) > 1:
        return None
    if ranked and not positions:
        return NeighbourHeading("position") if not said - {"code"} else None
    return NeighbourHeading(next(iter(said), "neighbour"), next(iter(positions), 0))


def _position(token: str) -> int:
    match = _NUMBERED.fullmatch(token)
    return int(match[1]) if match else _POSITIONS.get(token, 0)
