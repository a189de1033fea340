"""Changes in words: each setting and each case counted as a person would write it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from csrating import reference
from csrating.rate.tipping.cases import Flip
from csrating.rate.tipping.inspections import ANY_TYPE
from csrating.rate.tipping.search import Answer
from csrating.rate.tipping.settings import Move
from csrating.reference.frameworks import Framework
from csrating.schema import Rating

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_AFTER_NOUN = re.compile(r" (?:on|of|for|in|at|under|run|with) ")


NO_SETTINGS = "there are no settings to regrade"
"""Why nothing can be told of settings where no grades of any were read."""


def plural(one: str) -> str:
    """The plural of a kind of setting, whose noun may have a phrase behind it.

    >>> plural("children's home"), plural("childcare setting on domestic premises")
    ("children's homes", 'childcare settings on domestic premises')
    """
    found = _AFTER_NOUN.search(one)
    return f"{one[: found.start()]}s{one[found.start() :]}" if found else f"{one}s"


def nouns_of(framework: Framework) -> dict[str, tuple[str, str]]:
    """The singular and the plural of what each setting type counts."""
    found = {setting.name: (setting.one, plural(setting.one)) for setting in framework.setting_types}
    return {**found, ANY_TYPE: ("setting of any type", ANY_TYPE)}


def move_told(move: Move, nouns: Mapping[str, tuple[str, str]], *, spelled: bool = True) -> str:
    """Some settings that go from one grade to another.

    >>> nouns = {"children's homes": ("children's home", "children's homes")}
    >>> move_told(Move("children's homes", 1, "satisfactory", "good"), nouns)
    "one children's home from satisfactory to good"
    >>> move_told(Move("children's homes", 12, "satisfactory", "good"), nouns)
    "12 children's homes from satisfactory to good"
    """
    one, many = nouns[move.kind]
    number = _WORDS[move.number] if spelled and move.number < len(_WORDS) else f"{move.number:,}"
    return f"{number} {one if move.number == 1 else many} from {move.before} to {move.after}"


def flip_told(flip: Flip) -> str:
    """An indicator and by how many cases it is moved.

    >>> flip_told(Flip("NI 148", 4, 15.0, 19.0, 27.0))
    'NI 148 (Care leavers in education or work): 4 more of 27'
    """
    more = "more" if flip.after > flip.before else "fewer"
    return f"{flip.indicator} ({reference.indicator(flip.indicator).short}): {flip.cases:,} {more} of {flip.of:,.12g}"


def moves_told(moves: Sequence[Move], nouns: Mapping[str, tuple[str, str]]) -> list[str]:
    """Moves in one sentence: their numbers are all words, or all figures where one is ten or more."""
    spelled = all(move.number < len(_WORDS) for move in moves)
    return [move_told(move, nouns, spelled=spelled) for move in moves]


def answer_told(answer: Answer, nouns: Mapping[str, tuple[str, str]]) -> str:
    """All changes of an answer as one clause."""
    settings = joined(moves_told(answer.settings.moves, nouns))
    return "; ".join(filter(None, [settings, *map(flip_told, answer.indicators.flips)]))


def joined(items: Sequence[str]) -> str:
    """A list in a sentence.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def counted(number: float, one: str, many: str = "") -> str:
    """A number in figures with its noun.

    >>> counted(1, "change"), counted(1200, "case")
    ('1 change', '1,200 cases')
    """
    return f"{number:,.0f} {one if number == 1 else many or plural(one)}"


def none_beyond(rating: float, *, limits: str, up: bool, framework: Framework) -> str:
    """Why no points at all make a higher rating, or a lower one.

    >>> from csrating.reference.frameworks import framework
    >>> none_beyond(4, limits="", up=True, framework=framework("2009"))
    'performs excellently (4) is the highest rating'
    """
    told, what = framework.outcome_told(rating), framework.result
    if not up:
        return f"{told} is the lowest {what}"
    if rating == len(Rating):
        return f"{told} is the highest {what}"
    return f"no points make a higher {what} than {told} while its limit stands ({limits})"


def not_enough(answer: Answer, *, brought: str, needed: str, without_counts: int, up: bool) -> str:
    """Why the changes of a kind do not move the rating, even all of them."""
    what = {"settings": "settings alone", "indicators": "indicators alone", "smallest": "settings and indicators together"}[answer.kind]
    bring = f"bring {brought} points at most" if up else f"bring the points down to {brought} at the least"
    unknown = f"; {untold(without_counts, up=up)}" if without_counts and answer.kind != "settings" else ""
    return f"{what} {bring}, and {needed} are needed{unknown}"


def untold(number: float, *, up: bool) -> str:
    """How many of the indicators that could be moved cannot be told in cases.

    >>> untold(1, up=True)
    '1 indicator below similar areas has no published counts'
    """
    where = "below similar areas" if up else "in line with or above similar areas"
    return f"{counted(number, 'indicator')} {where} {'has' if number == 1 else 'have'} no published counts"
