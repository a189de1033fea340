"""What the header of a column alone says of its cells: a breakdown, a measure, a unit, remarks, an order, or the kind of an area."""

from __future__ import annotations

import re
from typing import Final

from csrating.read.tables.blocks import BETWEEN_HEADERS

_KINDS_OF_AREA = r"areas?|regions?|regional|councils?|authorit(?:y|ies)|la|las|geograph(?:y|ies|ic)|count(?:y|ies)|countr(?:y|ies)"
_BREAKDOWN = re.compile(
    r"\b(?:sex|genders?|ages?|aged|ethnic\w*|disab\w*|religion|sen|fsm|free school meals?|special educational needs?|characteristics?"
    r"|breakdowns?|categor(?:y|ies)|sub ?groups?|key stage|year group|subjects?"
    r"|indicators?|measures?|metrics?|data items?|variables?|statistics?)\b",
    re.IGNORECASE,
)
_NUMBERED_BREAKDOWN = re.compile(
    r"sex|gender|ages?|(?:[a-z ]+ )?age (?:groups?|bands?|ranges?|categor(?:y|ies))|ethnic(?:ity| groups?)|key stages?|year groups?",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"data item|measure|indicator|metric|variable|statistic|description", re.IGNORECASE)
_VALUE = re.compile(r"values?|figures?|results?|data|observations?|obs value", re.IGNORECASE)
_UNIT = re.compile(
    r"units?(?: of measure(?:ment)?| type)?|(?:measure|value|statistic)(?: type)?|type of (?:measure|value|statistic)", re.IGNORECASE
)
_CODE = re.compile(r"\b(?:codes?|ids?|identifiers?|numbers?|no|ref(?:erence)?)\b", re.IGNORECASE)
_REMARKS_OF_WORDS = re.compile(
    r"(?:.*\b)?(?:notes?|foot ?notes?|comments?|caveats?|remarks?)|(?:notes?|comments?|remarks?) (?:on|about|to|for) .*", re.IGNORECASE
)
_REMARKS = re.compile(
    r"(?:(?:value|data|figures?|cell|quality|status|confidence|observation|obs|council|la|area) ?)?"
    r"(?:notes?|foot ?notes?|comments?|caveats?|remarks?|flags?)",
    re.IGNORECASE,
)
_COMPARES = re.compile(r"compared (?:to|with)\b.*|(?:recent )?trend|direction of travel|rag(?: rating| status)?", re.IGNORECASE)
_ORDER = re.compile(
    r"(?:.+ )?sortable|(?:.+ )?sort(?: ?(?:order|key|by|id|value|column))?|(?:display|row|rank) order|rec(?:ord)? ?types?", re.IGNORECASE
)
_ORDER_IN_NUMBERS = re.compile(r"order", re.IGNORECASE)
_INSIDE_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AREA = re.compile(
    rf"\b(?:{_KINDS_OF_AREA}|government office|gor|districts?|urban|rural\w*|political|parent|tier|family group|neighbours?)\b",
    re.IGNORECASE,
)
NO_ORDER: Final = "an order of rows, or a kind of record"


def heads_breakdown(header: str) -> bool:
    """Whether the words under a header say what a figure is about, even where they are the same in each row of an area.

    >>> heads_breakdown("Sex"), heads_breakdown("care_leaver_age"), heads_breakdown("Region")
    (True, True, False)
    """
    return _BREAKDOWN.search(_leaf(header)) is not None


def heads_numbered_breakdown(header: str) -> bool:
    """Whether even numbers under a header are no figures, but say what a figure is about.

    >>> heads_numbered_breakdown("Age group"), heads_numbered_breakdown("Average age")
    (True, False)
    """
    return _NUMBERED_BREAKDOWN.fullmatch(_leaf(header)) is not None


def heads_measure(header: str) -> bool:
    """Whether a header says that the words under it name what is measured.

    >>> heads_measure("Indicator Name"), heads_measure("Fund")
    (True, False)
    """
    return _MEASURE.search(_words(header)) is not None


def heads_codes(header: str) -> bool:
    """Whether a header speaks of codes rather than of names.

    >>> heads_codes("indicator_code"), heads_codes("Indicator Name")
    (True, False)
    """
    return _CODE.search(_words(header)) is not None


def heads_values(header: str) -> bool:
    """Whether a header says of the figures under it nothing but that they are some.

    >>> heads_values("obs_value"), heads_values("Rate")
    (True, False)
    """
    return _VALUE.fullmatch(_words(header)) is not None


def heads_units(header: str) -> bool:
    """Whether units of the figures may stand under a header.

    >>> heads_units("Unit of measure"), heads_units("Measure type"), heads_units("Unit costs")
    (True, True, False)
    """
    return _UNIT.fullmatch(_leaf(header)) is not None


def heads_remarks(header: str, *, over_words: bool) -> bool:
    """Whether a header says that what stands under it only remarks on the figures; numbers may be those of footnotes.

    >>> heads_remarks("Value note", over_words=False), heads_remarks("Number of comments", over_words=False)
    (True, False)
    """
    leaf = _leaf(header)
    return any(one.fullmatch(leaf) for one in ((_REMARKS, _REMARKS_OF_WORDS, _COMPARES) if over_words else (_REMARKS,)))


def heads_order(header: str, *, over_words: bool) -> bool:
    """Whether a header says that what stands under it only orders rows, or says what kind of record they are.

    >>> heads_order("Time period Sortable", over_words=False), heads_order("Order", over_words=True)
    (True, False)
    """
    patterns = (_ORDER,) if over_words else (_ORDER, _ORDER_IN_NUMBERS)
    return any(one.fullmatch(_leaf(header)) for one in patterns)


def heads_kinds_of_area(header: str) -> bool:
    """Whether a header speaks of areas, so that the words under it describe those of the rows.

    >>> heads_kinds_of_area("Area Type"), heads_kinds_of_area("Fund type")
    (True, False)
    """
    return _AREA.search(_leaf(header)) is not None


def _leaf(header: str) -> str:
    """The lowest line of a header, in words."""
    return _words(header.split(BETWEEN_HEADERS)[-1])


def _words(header: str) -> str:
    """The same with blanks for underscores, and between the words of TimePeriod."""
    return " ".join(_INSIDE_WORD.sub(" ", header).replace("_", " ").split())
