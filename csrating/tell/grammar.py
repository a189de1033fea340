"""English for counts and lists: one, two, many and none each read as a person would write them.

One rule for numbers, held throughout the letters: within a sentence all counts are written alike. They are in figures where one of them is
ten or more, or is told out of a whole ("4 of 5"); else they are words, "one" to "nine". So a count stays a mark until its sentence is whole
and :func:`settled` writes all of them. "Both", "half" and "none" are words everywhere; "the one school" is "the only school" where counts
are in figures; percentages, points and numbers of indicators are figures everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from csrating.reference.frameworks import Framework

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_MARK = re.compile("\ue000(\\d+)([\ue001\ue002\ue003])")
"""A count that waits for the rest of its sentence; the second kind is in figures in any case, the third is never in figures."""

SOLE = "\ue0001\ue003"
"""The only one of its kind: "the one school", or, where other counts are in figures, "the only school"."""


def number(count: float) -> str:
    """A count in a sentence, to be written by :func:`settled`.

    >>> settled(f"{number(1)} of a kind"), settled(f"{number(9)}, {number(24310)}")
    ('one of a kind', '9, 24,310')
    """
    return f"\ue000{int(count)}\ue001"


def figure(count: float) -> str:
    """A count that is in figures in any case, and so are the others in its sentence.

    >>> settled(f"{figure(4)} of the {number(5)}")
    '4 of the 5'
    """
    return f"\ue000{int(count)}\ue002"


def settled(sentence: str) -> str:
    """The sentence with its counts written: all in figures where one is in figures in any case or above nine, else all as words.

    >>> settled(f"{number(2)} and {number(9)}"), settled(f"{number(2)} and {number(10)}"), settled("the one home")
    ('two and nine', '2 and 10', 'the one home')
    >>> settled(f"the {SOLE} home and {number(2)} schools"), settled(f"the {SOLE} home and {number(12)} schools")
    ('the one home and two schools', 'the only home and 12 schools')
    """
    found = _MARK.findall(sentence)
    spelled = all(int(count) < len(_WORDS) and kind != "\ue002" for count, kind in found)

    def written(mark: re.Match[str]) -> str:
        if spelled:
            return _WORDS[int(mark[1])]
        return "only" if mark[0] == SOLE else f"{int(mark[1]):,}"

    return _MARK.sub(written, sentence)


def counted(count: float, one: str, many: str) -> str:
    """A number with its noun.

    >>> [settled(counted(count, "home", "homes")) for count in (0, 1, 12)]
    ['no homes', 'one home', '12 homes']
    """
    return f"{number(count) if count else 'no'} {one if count == 1 else many}"


def joined(items: Sequence[str], *, last: str = "and") -> str:
    """A list in a sentence.

    >>> joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def clauses(items: Sequence[str], *, last: str = "and") -> str:
    """Clauses in a sentence, with a comma before the last one where any of them holds an "and" of its own.

    >>> clauses(["a is good", "b is fair"]), clauses(["a is good", "b and c are fair"])
    ('a is good and b is fair', 'a is good, and b and c are fair')
    """
    if len(items) < 2 or not any(" and " in item for item in items):
        return joined(items, last=last)
    return f"{', '.join(items[:-1])}, {last} {items[-1]}"


def named(items: Sequence[str], *, most: int = 6) -> str:
    """A list in a sentence that names at most so many and counts the others.

    >>> settled(named(["a", "b", "c", "d"], most=2))
    'a, b and two others'
    """
    if len(items) <= most + 1:
        return joined(items)
    return joined([*items[:most], counted(len(items) - most, "other", "others")])


def verb(count: float, one: str = "is", many: str = "are") -> str:
    """The form of the verb that agrees with a count; none takes the singular here, as in "none of them is"."""
    return one if count <= 1 else many


def capital(text: str) -> str:
    """The text with its first letter in upper case and the rest as it was.

    >>> capital("both NHS homes are good.")
    'Both NHS homes are good.'
    """
    return text[:1].upper() + text[1:]


def rounded(value: float, decimals: int = 0) -> str:
    """A figure as printed: rounded half up, with thousands separated.

    >>> rounded(62.5), rounded(0.125, 2), rounded(-0.4), rounded(12345.6)
    ('63', '0.13', '0', '12,346')
    """
    found = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{found + 0:,}" if found else f"{abs(found)}"


def percent(value: float, decimals: int = 0) -> str:
    """A share as printed.

    >>> percent(84.62), percent(7.25, 1)
    ('85%', '7.3%')
    """
    return f"{rounded(value, decimals)}%"


def part(framework: Framework, some: float, whole: float, one: str, many: str) -> str:
    """How many of a group, with the noun and the verb: by number for one or two, by the framework's proportion word from three on.

    Args:
        framework: whose proportion words are used.
        some, whole: how many of how many; ``whole`` is at least one.
        one, many: the noun in the singular and the plural.

    >>> from csrating.reference.frameworks import framework
    >>> rules = framework("2009")
    >>> [settled(part(rules, some, whole, "home", "homes")) for some, whole in ((1, 1), (0, 1), (2, 2), (1, 2), (0, 2))]
    ['the one home is', 'the one home is not', 'both homes are', 'one of the two homes is', 'neither of the two homes is']
    >>> [settled(part(rules, some, 12, "home", "homes")) for some in (12, 0, 6, 9)]
    ['all 12 homes are', 'none of the 12 homes is', 'half of the 12 homes are', 'a large majority of homes (9 of 12) are']
    """
    if whole <= framework.value("proportions.told_by_number_up_to"):
        return _by_number(some, whole, one, many)
    word = framework.proportion_word(100.0 * some / whole)
    if word == "all":
        return f"all {number(whole)} {many} are"
    if word == "none":
        return f"none of the {number(whole)} {many} is"
    if word == "half":
        return f"half of the {number(whole)} {many} are"
    between = {"almost all": "", "almost none": " of the"}.get(word, " of")
    return f"{word}{between} {many} ({of(some, whole)}) are"


def numbers(*counts: float) -> tuple[str, ...]:
    """Counts to be written by :func:`settled`; nought is "none".

    >>> [settled(count) for count in numbers(2, 0, 9)]
    ['two', 'none', 'nine']
    """
    return tuple(number(count) if count else "none" for count in counts)


def of(some: float, whole: float, *, the: str = "") -> str:
    """A count and what it is out of, both in figures; ``the`` stands before the second.

    >>> settled(of(0, 12)), settled(of(4, 5)), settled(of(4, 12, the="the"))
    ('none of 12', '4 of 5', '4 of the 12')
    """
    return " ".join(word for word in (figure(some) if some else "none", "of", the, figure(whole)) if word)


def _by_number(some: float, whole: float, one: str, many: str) -> str:
    if whole == 1:
        return f"the {SOLE} {one} is" if some else f"the {SOLE} {one} is not"
    if whole == 2:
        two = number(2)
        return (f"neither of the {two} {many} is", f"{number(1)} of the {two} {many} is", f"both {many} are")[int(some)]
    return f"{of(some, whole, the='the')} {many} {verb(some)}"
