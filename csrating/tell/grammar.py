"""English for counts and lists: one, two, many and none each read as a person would write them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from csrating.reference.frameworks import Framework

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: float) -> str:
    """A whole number as written in a sentence: a word up to nine, then figures.

    >>> number(1), number(9), number(10), number(24310)
    ('one', 'nine', '10', '24,310')
    """
    whole = int(count)
    return _WORDS[whole] if 0 < whole < len(_WORDS) else f"{whole:,}"


def counted(count: float, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(0, "home", "homes"), counted(1, "home", "homes"), counted(12, "home", "homes")
    ('no homes', 'one home', '12 homes')
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


def named(items: Sequence[str], *, most: int = 6) -> str:
    """A list in a sentence that names at most so many and counts the others.

    >>> named(["a", "b", "c", "d"], most=2)
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
    >>> [part(rules, some, whole, "home", "homes") for some, whole in ((1, 1), (0, 1), (2, 2), (1, 2), (0, 2))]
    ['the one home is', 'the one home is not', 'both homes are', 'one of the two homes is', 'neither of the two homes is']
    >>> [part(rules, some, 12, "home", "homes") for some in (12, 0, 6, 9)]
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
    """Numbers that stand together: all as words, or all in figures where one of them is ten or more; nought is "none".

    >>> numbers(2, 0, 9), numbers(2, 0, 10)
    (('two', 'none', 'nine'), ('2', 'none', '10'))
    """
    spelled = max(counts) < len(_WORDS)
    return tuple("none" if not count else number(count) if spelled else f"{int(count):,}" for count in counts)


def of(some: float, whole: float, *, the: str = "") -> str:
    """A count and what it is out of; ``the`` stands before the second number.

    >>> of(0, 12), of(4, 5), of(4, 12, the="the")
    ('none of 12', 'four of five', '4 of the 12')
    """
    first, second = numbers(some, whole)
    return " ".join(word for word in (first, "of", the, second) if word)


def _by_number(some: float, whole: float, one: str, many: str) -> str:
    if whole == 1:
        return f"the one {one} is" if some else f"the one {one} is not"
    if whole == 2:
        return (f"neither of the two {many} is", f"one of the two {many} is", f"both {many} are")[int(some)]
    return f"{of(some, whole, the='the')} {many} {verb(some)}"
