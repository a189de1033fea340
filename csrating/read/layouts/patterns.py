"""Texts as patterns that match them and nothing else, written so that whoever edits a layout can read them."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")


def pattern_of(text: str) -> str:
    r"""The pattern that matches a text: only what is special in a pattern is escaped, so that blanks and hyphens stay as they are.

    >>> pattern_of("NI 114"), pattern_of("5+ A*-C (%)")
    ('NI 114', '5\\+ A\\*-C \\(%\\)')
    """
    return _SPECIAL.sub(r"\\\g<0>", text)
