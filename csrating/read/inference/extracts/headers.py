"""What the header of a column says that it is for, in an extract of inspections: only what is certain by itself, and by words alone."""

from __future__ import annotations

import re

from csrating.read.tables.blocks import BETWEEN_HEADERS


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_BEFORE = _words(r"\b(?:previous(?:ly)?|prior|preceding|predecessor|earlier|last but one|second most recent)\b|\bat (?:the )?time of\b")
_COUNCIL = _words(
    r"\blocal[ _]auth(?:ority|orities)?\b|\bcouncils?\b|(?<![a-z])u?t?la(?:[ _](?:name|code|area|number|no))?(?![a-z])|\blea\b"
)
_COUNCIL_ALONE = _words(r"(?:local[ _]authority|la|council)(?:[ _]name)?")
_NO_COUNCIL = _words(
    r"district|ward|region|constituency|placing|status|type|sector|owner|owns|run by|maintained|link|url|web|e-?mail|phone"
)
_CODE = _words(r"code|number|\bno\b|\bid\b|\bons\b|\bgss\b")
_SETTING = _words(r"\burn\b|\bunique reference")
_NUMBERED_SETTING = _words(
    r"\b(?:setting|provider|provision|school|service|home|establishment|registration|location)s?[ _]"
    r"(?:id|identifier|reference|ref|no|number)\b"
    r"|\blaestab\b|\bukprn\b|\bupin\b"
)
_OTHER_SETTING = _words(r"linked|education urn|\bed urn|registered person|ungraded|trust|group|parent|owner")
_PROVISION = _words(
    r"\btypes? of (?:provision|establishment|school|education|setting|provider|service|institution)"
    r"|\b(?:provision|provider|setting|school|service|establishment|institution)[ _]?(?:sub[ _-]?)?types?\b|\bphase\b|\bremit\b|^provision$"
)
_RUN_BY = _words(r"\bsector\b|\brun by\b|\bownership\b|\bowner type\b")
_EVENT = _words(r"\b(?:inspection|visit|event)\S* ?types?\b|\btypes? of (?:inspection|visit|event)\b")
_GROUPING = _words(r"grouping|category")
_DAY = _words(r"\bdate\b|\bday\b|\b(?:inspected|visited|published) on\b|\b(?:inspection|visit)[ _](?:start|began|begins|end)")
_PUBLISHED = _words(r"publi(?:cation|shed)")
_OTHER_DAY = _words(
    r"regist|open|clos|birth|next|due\b|updat|stamp|extract|as at|request|receiv|built|join|leav|left|expir|sent\b|decision|feedback|notif"
    r"|quality assur|approv|ungraded|monitor|interim"
)
_LESSER_INSPECTION = _words(r"\bshort\b|section 8|\bs8\b|emergency|focused|return visit")
_END = _words(r"\bend(?:s|ed)?\b|\blast day\b|finish")
_START = _words(r"\bstart(?:s|ed)?\b|\bfirst day\b|\bbeg[aiu]n")
_INSPECTION = _words(r"inspect|visit|event|\bons?ite\b")
_JUDGED = _words(
    r"effectiveness|judge?ment|\bgrade|\brating|\bquality\b|leadership|management|behaviour|personal development|\boutcomes?\b"
    r"|achievement|attainment|\bstandards\b|safeguarding|\bsafety\b|\bsafe\b|\bcare\b|\bteaching\b|\bhow (?:good|well|effective)"
    r"|experiences? and progress|(?:early years|sixth form|post-16|residential|boarding) provision|study programmes|well-?being"
    r"|\bhealthy\b|\benjoy|contribution|curriculum|\bprogress\b|apprenticeships|learning programmes|high needs|\bpromotion of\b"
    r"|equality|engagement"
)
_ASPECT = _words(r"(?:inspection )?(?:judge?ment|aspect)s?(?: (?:area|type|name))?")
_PLAINLY_JUDGED = _words(r"effectiveness|judge?ment|\bgrades?\b|\brating|\bhow (?:good|well|effective)|\b(?:apa|cpa|jar)\b")
_COUNTED = _words(
    r"\bnumber|\bcount|\btotal|\bplaces\b|quintile|decile|quartile|\bband\b|per ?cent|%|\brank|\bages?\b|\brate\b|\bid\b|\bcode"
    r"|\bdays\b|months|(?<!early )\byears?\b|\bsince\b|\bindex\b|\bpupils on\b|\bcategory|\bscore\b|\btier\b|\bfee\b|\burn\b"
)
_PLACES_AND_NAMES = _words(
    r"\bnames?\b|address|\btown\b|\bcity\b|\bcounty\b|postcode|post code|street|telephone|phone|e-?mail|web|link|url|owner|owns"
    r"|organisation|trust|head ?teacher|manager\b|contact|constituency|\bward\b|parish|locality|easting|northing|latitude|longitude"
    r"|religio|faith"
)
_REGION = _words(r"\bregions?\b|\bgor\b|government office")


def leaf(header: str) -> str:
    """The lowest of the words over a column.

    >>> leaf("Latest inspection / Overall effectiveness")
    'Overall effectiveness'
    """
    return header.split(BETWEEN_HEADERS)[-1]


def is_about_before(header: str) -> bool:
    """Whether a column is about an earlier inspection, or about a setting as it was then.

    >>> is_about_before("Previous full inspection overall effectiveness"), is_about_before("Date of last inspection")
    (True, False)
    """
    return bool(_BEFORE.search(header))


def heads_council(header: str) -> bool:
    """Whether a column names the council of each row, by its name or its code.

    >>> [heads_council(text) for text in ("Local authority", "LA code", "Local authority status", "Town", "County")]
    [True, True, False, False, False]
    """
    return bool(_COUNCIL.search(header)) and not _NO_COUNCIL.search(header) and not is_about_before(header)


def heads_nothing_but_council(header: str) -> bool:
    """Whether a header says that its column names councils, and nothing else.

    >>> heads_nothing_but_council("Local authority"), heads_nothing_but_council("Local authority (education)")
    (True, False)
    """
    return bool(_COUNCIL_ALONE.fullmatch(leaf(header).strip()))


def heads_code(header: str) -> bool:
    """Whether a header speaks of codes."""
    return bool(_CODE.search(header))


def heads_setting(header: str) -> bool:
    """Whether a column holds the unique reference number of the setting itself."""
    return bool(_SETTING.search(header)) and not _OTHER_SETTING.search(header) and not is_about_before(header)


def numbers_setting(header: str) -> bool:
    """Whether a column numbers the setting otherwise than by a unique reference number."""
    return bool(_NUMBERED_SETTING.search(header)) and not _OTHER_SETTING.search(header) and not is_about_before(header)


def heads_provision(header: str) -> bool:
    """Whether a column says what type of provision a setting is."""
    return bool(_PROVISION.search(header)) and not heads_event(header) and not is_about_before(header)


def heads_owner(header: str) -> bool:
    """Whether a column says who runs a setting."""
    return bool(_RUN_BY.search(header)) and not is_about_before(header)


def heads_event(header: str) -> bool:
    """Whether a column says what kind of inspection it was."""
    return bool(_EVENT.search(header)) and not _GROUPING.search(header) and not is_about_before(header)


def heads_day(header: str) -> bool:
    """Whether a column says a day, of whatever.

    >>> heads_day("Inspection date"), heads_day("Days since the inspection")
    (True, False)
    """
    return bool(_DAY.search(header))


def is_day_of_publication(header: str) -> bool:
    """Whether a column of days says when something was published."""
    return bool(_PUBLISHED.search(header)) and not is_about_before(header) and not _OTHER_DAY.search(header)


def may_be_day_of_inspection(header: str) -> bool:
    """Whether nothing in the header of a column of days speaks against the day of the inspection that is judged."""
    return not (_PUBLISHED.search(header) or _OTHER_DAY.search(header) or is_about_before(header))


def is_end(header: str) -> bool:
    """Whether a day is the last one."""
    return bool(_END.search(header)) and not _START.search(header)


def is_of_lesser_inspection(header: str) -> bool:
    """Whether a day is that of an inspection which seldom gives all grades; beside the day of another one it is not meant."""
    return bool(_LESSER_INSPECTION.search(header))


def is_start(header: str) -> bool:
    """Whether a day is the first one."""
    return bool(_START.search(header))


def speaks_of_inspection(header: str) -> bool:
    """Whether a header speaks of an inspection or a visit."""
    return bool(_INSPECTION.search(header))


def heads_aspect(header: str) -> bool:
    """Whether a column of words says what was judged.

    >>> heads_aspect("Judgement"), heads_aspect("Judgement date")
    (True, False)
    """
    return bool(_ASPECT.fullmatch(header.strip()))


def heads_judgement(header: str) -> bool:
    """Whether the numbers of a column may be grades, by its header.

    >>> [heads_judgement(text) for text in ("Quality of education", "Number of outcomes", "IDACI quintile", "Places")]
    [True, False, False, False]
    """
    return bool(_JUDGED.search(header)) and not _COUNTED.search(header) and not is_about_before(header)


def heads_something_else(header: str) -> bool:
    """Whether a header speaks of settings, councils, days or the like, and of no judgement.

    >>> heads_something_else("URN"), heads_something_else("Organisation")
    (True, False)
    """
    return any(
        heads(header) for heads in (heads_setting, heads_council, heads_provision, heads_owner, heads_event, heads_day, heads_region)
    )


def heads_nothing_but_judgement(header: str) -> bool:
    """Whether a header can be over nothing but judgements: whatever else the table holds, its numbers are grades."""
    return bool(_PLAINLY_JUDGED.search(header)) and not _COUNTED.search(header) and not is_about_before(header)


def names_or_places(header: str) -> bool:
    """Whether a column names a setting, its people or where it lies: none of these is read.

    >>> names_or_places("Setting name"), names_or_places("Town"), names_or_places("Sector")
    (True, True, False)
    """
    return bool(_PLACES_AND_NAMES.search(header))


def heads_region(header: str) -> bool:
    """Whether a column says in which region a row lies."""
    return bool(_REGION.search(header))
