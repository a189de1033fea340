"""What words say of the areas of a table: councils, other areas, or things within councils."""

from __future__ import annotations

import re

from csrating.read.periods import find_period

_COUNCILS = re.compile(
    r"\b(?:local authorit(?:y|ies)|authorit(?:y|ies)|councils?|las?|leas?|count(?:y|ies)|boroughs?|areas?|codes?)\b", re.IGNORECASE
)
_LOCAL_AUTHORITIES = re.compile(
    r"\b(?:local (?:education )?authorit(?:y|ies)|councils?|las?|leas?|upper[- ]tier|unitar(?:y|ies)|boroughs?)\b", re.IGNORECASE
)
_UNITS = re.compile(r"\b(?:numbers?|counts?|totals?|rates?|per ?cent|percentages?|scores?)\b|%", re.IGNORECASE)
_NEIGHBOURS = re.compile(r"\b(?:neighbours?|closest|nearest|similar|comparators?)\b", re.IGNORECASE)
_OTHER_AREAS = re.compile(
    r"\b(?:police (?:force )?areas?|police forces?|police authorit(?:y|ies)|pfas?|fire (?:and|&) rescue|fire authorit(?:y|ies)"
    r"|(?:ceremonial|historic) count(?:y|ies)|court (?:areas?|circuits?)|registration districts?"
    r"|(?:strategic |district )?health authorit(?:y|ies)|primary care trusts?|pcts?|nhs (?:foundation )?trusts?"
    r"|(?:hospital|ambulance) trusts?|nhs providers?|ccgs?|clinical commissioning groups?"
    r"|integrated care (?:boards?|systems?)|icbs?|sustainability and transformation|dioceses?|constituenc(?:y|ies)"
    r"|local enterprise partnerships?|leps?|probation (?:areas?|trusts?)|youth offending (?:teams?|services?)|yots?)\b",
    re.IGNORECASE,
)
_POLICE_AREAS = re.compile(
    r"avon (?:and|&) somerset|thames valley|west mercia|devon (?:and|&) cornwall|dyfed[- ]powys|gwent|(?:north|south) wales|northumbria"
    r"|metropolitan police(?: (?:service|district))?",
    re.IGNORECASE,
)
_KINDS = (
    r"schools?|academy|nursery|establishment|institution|provider|setting|home|children'?s home|care home|children'?s cent(?:re|er)|college"
    r"|ward|parish|district|town|constituency|lsoa|msoa|neighbourhood|hospital|practice|trust|multi[- ]academy trust|mat|agency"
)
_PARTS = re.compile(
    rf"(?:(?:school|provider|setting|establishment|home|institution) )?(?:urn|laestab|la ?estab|estab|ukprn|uprn)(?: (?:number|no|code))?"
    rf"|(?:(?:local authority|electoral|parliamentary) )?(?:{_KINDS})(?: (?:names?|codes?|numbers?|no|ids?|urn|ref(?:erence)?))*"
    rf"|(?:names?|urn|codes?|ids?|reference) of (?:the )?(?:{_KINDS})"
    r"|unique reference numbers?|dfe numbers?|dfes numbers?|establishment number",
    re.IGNORECASE,
)
_IDENTIFIERS = re.compile(r"\b(?:urn|estab|laestab|ukprn|uprn|codes?|numbers?|no|ids?|identifiers?|ref(?:erence)?)\b", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:data )?sources?\b|(?:foot ?)?notes?\b|coverage\b|contact\b|(?:published|produced|collected) by\b|[(\[]?[0-9]+[)\].]", re.IGNORECASE
)
_NOT_LETTERS = re.compile(r"[_\s]+")


def speaks_of_councils(header: str) -> bool:
    """Whether a header says that the areas under it are councils, if only by their codes.

    >>> speaks_of_councils("Local authority"), speaks_of_councils("Code"), speaks_of_councils("Closest neighbour")
    (True, True, False)
    """
    return _COUNCILS.search(_words(header)) is not None


def speaks_of_local_authorities(text: str) -> bool:
    """Whether words speak of councils and leave no doubt of it.

    >>> speaks_of_local_authorities("Pupils by local authority"), speaks_of_local_authorities("Authority")
    (True, False)
    """
    return _LOCAL_AUTHORITIES.search(_words(text)) is not None


def heads_no_council_of_rows(header: str) -> bool:
    """Whether what stands under a header is not the council that a row is about, whatever it looks like: a neighbour of it, or figures.

    >>> heads_no_council_of_rows("Closest statistical neighbour"), heads_no_council_of_rows("Number 2012")
    (True, True)
    >>> heads_no_council_of_rows("LA code 2009"), heads_no_council_of_rows("Local authority of placement")
    (False, False)
    """
    return _NEIGHBOURS.search(_words(header)) is not None or heads_figures(header)


def heads_figures(header: str) -> bool:
    """Whether a header says that figures stand under it: it states their period or their unit, and speaks of no councils.

    >>> heads_figures("Pupils 2012"), heads_figures("Code"), heads_figures("LA number")
    (True, False, False)
    """
    return not speaks_of_councils(header) and (find_period(header) is not None or _UNITS.search(_words(header)) is not None)


def heads_parts_of_councils(header: str) -> bool:
    """Whether a header says that what stands under it is a thing or an area within a council: then its rows are about those.

    >>> [heads_parts_of_councils(text) for text in ("URN", "School name", "Name of home", "ward_code", "Provider", "Number of schools")]
    [True, True, True, True, True, False]
    """
    return _PARTS.fullmatch(_words(header)) is not None


def heads_identifiers(header: str) -> bool:
    """Whether a header of such things speaks of numbers of them rather than of their names.

    >>> heads_identifiers("URN"), heads_identifiers("School name")
    (True, False)
    """
    return _IDENTIFIERS.search(_words(header)) is not None


def speaks_of_other_areas(text: str) -> bool:
    """Whether words speak of areas that are no councils, though some have the names of councils.

    >>> speaks_of_other_areas("First time entrants by police force area"), speaks_of_other_areas("Police protection orders")
    (True, False)
    """
    return _OTHER_AREAS.search(_words(text)) is not None


def is_note(line: str) -> bool:
    """Whether a line above a table says where its figures are from, or remarks on them, and not what they are.

    >>> is_note("Source: returns of NHS trusts"), is_note("Admissions by NHS trust")
    (True, False)
    """
    return _NOTE.match(line.strip()) is not None


def names_police_area(text: str) -> bool:
    """Whether a name is that of an area of the police, and of no council, region or county.

    >>> names_police_area("Avon and Somerset"), names_police_area("Kent")
    (True, False)
    """
    return _POLICE_AREAS.fullmatch(text.strip()) is not None


def _words(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text).strip()
