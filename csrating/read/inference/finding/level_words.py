"""What the words of a column mean that says of each row what kind of area, or of thing, it is about."""

from __future__ import annotations

import re
from typing import Final, Literal

Meant = Literal["England", "region", "council", "other", "kind", ""]

OTHER: Final = "other"

_HEADS = re.compile(r"(?:geo\w*|area) ?(?:level|lev|type|l)(?: name| description)?|(?:level|type) of (?:geograph\w+|area)", re.IGNORECASE)
_MAY_HEAD = re.compile(r"level|geograph\w*|(?:local )?(?:authority|council|la) type|type of (?:local )?authority", re.IGNORECASE)

_OTHER_AREAS = re.compile(
    r"\b(?:police|pfas?|fire|rescue|ambulance|health|nhs|ccgs?|icbs?|pcts?|stps?|primary care|clinical|integrated care"
    r"|constituenc(?:y|ies)|pcon|probation|courts?|youth (?:offending|justice)|wards?|parish(?:es)?|dioceses?|leps?"
    r"|enterprise partnerships?"
    r"|(?:ceremonial|historic) count(?:y|ies)|(?<!non[- ])met(?:ropolitan)? count(?:y|ies)|registration districts?"
    r"|lsoas?|msoas?|output areas?|postcodes?|towns?|cities"
    r"|built up areas?|travel to work areas?|national parks?|lsips?|skills improvement|opportunity areas?|planning areas?|rsc regions?"
    r"|devolved areas?|combined authorit(?:y|ies)|neighbours?|neighbourhoods?|localit(?:y|ies)|clusters?)\b",
    re.IGNORECASE,
)
_DISTRICTS = re.compile(
    r"(?:local authority |non[- ]?metropolitan |shire |lower[- ]tier )?districts?(?: councils?)?|lads?|ltlas?"
    r"|lower[- ]tier (?:local )?authorit(?:y|ies)",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\b(?:schools?|institutions?|establishments?|providers?|mats?|multi[- ]academy trusts?|academ(?:y|ies)|trusts?|sponsors?|colleges?"
    r"|nurser(?:y|ies)|settings?|homes?|hospitals?|practices?|gps?)\b",
    re.IGNORECASE,
)
_ENGLAND = re.compile(r"national|nat|country|countries|england", re.IGNORECASE)
_REGION = re.compile(r"(?:government office |english |statistical )?regions?|regional|reg|gors?", re.IGNORECASE)
_COUNCIL = re.compile(
    r"la|las|utlas?|leas?|uas?|councils?|authorit(?:y|ies)|count(?:y|ies)|unitar(?:y|ies)|metropolitan|met|boroughs?", re.IGNORECASE
)
_BESIDE_COUNCIL = re.compile(
    r"local|upper|single|tier|education|london|inner|outer|shire|non|districts?|and|of|areas?|levels?|with|responsible", re.IGNORECASE
)
_DESCRIBES = re.compile(
    r"(?:(?:mainly|predominantly|largely|significant|major|other|all) )*(?:urban|rural)\b.*|totals?|all|unknown"
    r"|uk|united kingdom|great britain|wales|england and wales",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


def level_meant(text: str) -> Meant:
    """The level of area that a word means; 'other' for anything but a council, a region or England, 'kind' for words that only describe.

    >>> level_meant("Local authority"), level_meant("Counties & UAs (pre Apr 2019)"), level_meant("Metropolitan district")
    ('council', 'council', 'council')
    >>> level_meant("Local authority district"), level_meant("School"), level_meant("Ceremonial county"), level_meant("Tribe")
    ('other', 'other', 'other', '')
    """
    words = " ".join(_AS_OF.sub("", text.replace("_", " ")).split())
    if is_other_area(text) or _THINGS.search(words):
        return "other"
    if _ENGLAND.fullmatch(words):
        return "England"
    if _REGION.fullmatch(words):
        return "region"
    if _is_council(words):
        return "council"
    return "kind" if _DESCRIBES.fullmatch(words) else ""


def _is_council(words: str) -> bool:
    """Whether words say nothing but that an area is a council with children's services, or of which type."""
    each = re.findall(r"[^\W\d_]+", words)
    of_councils = [_COUNCIL.fullmatch(word) is not None for word in each]
    return any(of_councils) and all(is_one or _BESIDE_COUNCIL.fullmatch(word) for is_one, word in zip(of_councils, each, strict=True))


def is_other_area(text: str) -> bool:
    """Whether a word means areas that are neither councils nor regions nor England, and no school, home or provider.

    >>> is_other_area("Police force area"), is_other_area("School"), is_other_area("Districts & UAs")
    (True, False, False)
    """
    words = " ".join(_AS_OF.sub("", text.replace("_", " ")).split())
    return _OTHER_AREAS.search(words) is not None or _DISTRICTS.fullmatch(words) is not None


def heads_levels(text: str) -> bool:
    """Whether a header says that what stands under it is the level of areas.

    >>> heads_levels("geographic_level"), heads_levels("AreaType"), heads_levels("Fund type")
    (True, True, False)
    """
    return _HEADS.fullmatch(" ".join(text.replace("_", " ").split())) is not None


def may_head_levels(text: str) -> bool:
    """Whether levels of areas may stand under a header, if words that are levels do.

    >>> may_head_levels("Level"), may_head_levels("Year")
    (True, False)
    """
    return _MAY_HEAD.fullmatch(" ".join(text.replace("_", " ").split())) is not None
