"""What publishers call the settings that are inspected, and who runs them, in the words of the performance profile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from csrating.reference.registers import records

_BRACKETS = re.compile(r" *\([^()]*\) *")


@dataclass(frozen=True)
class Meant:
    """What a published word stands for: ``ours`` is our word, '' where there is none, and ``why`` then says why."""

    ours: str
    why: str = ""


def provision_type(text: str) -> Meant | None:
    """The type of setting that a published type of provision is, or None where it is not on the register.

    Case, blanks and the form of the apostrophe are set aside; what stands in brackets only where the register says so.

    >>> provision_type("Children's Home").ours, provision_type("Residential special school (>295 days/year)").ours
    ("children's homes", '')
    >>> provision_type("Children's home (closed)"), provision_type("Lighthouse")
    (None, None)
    """
    whole = _key(text)
    return _provision().get((whole, "")) or _provision().get((_key(_BRACKETS.sub(" ", text)), "aside"))


def sector(text: str) -> Meant | None:
    """Who runs settings of a published sector, or None where the word is not on the register.

    >>> sector("Local Authority").ours, sector("Academy").ours, sector("Crown")
    ('council', '', None)
    """
    return _sectors().get(_key(text))


@cache
def _provision() -> dict[tuple[str, str], Meant]:
    rows = records("provision_types.csv")
    told = {(_key(row["published"]), ""): Meant(row["setting_type"], row["why"]) for row in rows}
    return told | {(_key(row["published"]), "aside"): Meant(row["setting_type"], row["why"]) for row in rows if row["brackets"] == "aside"}


@cache
def _sectors() -> dict[str, Meant]:
    return {_key(row["published"]): Meant(row["run_by"], row["why"]) for row in records("sectors.csv")}


def _key(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
