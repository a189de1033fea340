"""Headers that speak of another year than the table does: last year, the previous value, two years ago."""

from __future__ import annotations

import re

_WHOLE = r"(?:(?:academic|financial|school|calendar|reporting)\s+)?(?:years?|yrs?|periods?|quarters?|months?)"
_EARLIER = re.compile(
    rf"\b(?:(?<!the )last|previous|prior|preceding|(?<!the )past)\s+{_WHOLE}\b"
    r"|\b(?:previous|prior|preceding)\s+(?:values?|figures?|rates?|scores?|results?|numbers?|percentages?|data|ranks?|releases?)\b"
    rf"|\b(?:\d+|an?|one|two|three|four|five|ten)\s+{_WHOLE}\s+(?:ago|earlier|before|previously)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:chang\w*|grow\w*|increas\w*|decreas\w*|reduc\w*|improve\w*|fall|rise|differen\w*|compar\w*|trends?|direction|better|worse"
    r"|since|from|than|on|versus|vs|in|during|over|within)\b",
    re.IGNORECASE,
)
"""Words beside which an earlier year is what figures of this one are compared with, or a time in which something happened."""


def speaks_of_earlier_year(header: str) -> bool:
    """Whether figures under a header are those of an earlier year than that of their table, of which it does not say which.

    >>> speaks_of_earlier_year("Rate last year"), speaks_of_earlier_year("Change from last year"), speaks_of_earlier_year("This year")
    (True, False, False)
    """
    return _EARLIER.search(header) is not None and _COMPARED.search(header) is None
