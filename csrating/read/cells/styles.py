"""Which cell styles and shared texts of a workbook say something of the figures in them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from csrating.read.cells.archive import double_quoted
from csrating.read.cells.raised import without_raised

PERCENT_FORMATS = frozenset({9, 10})  # the number formats 0% and 0.00%, which every program knows without a definition
_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMATS = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_CODE = re.compile(rb'\bformatCode="([^"]*)"')
# What stands in quotation marks is shown as it is, and so is a sign after a backslash; after _ only its width is kept, after * it fills.
_NO_SIGN = re.compile(r'"[^"]*"|[\\_*].')
_FONT = re.compile(rb"<(?:\w+:)?font(?:\s*/>|\b[^>]*?>(.*?)</(?:\w+:)?font>)", re.DOTALL)
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b(?![^>]*val=\"(?:0|false)\")")
_ITEM = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_RUN = re.compile(rb"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_RAISED = re.compile(rb'vertAlign\s+val="superscript"')
_TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.DOTALL)


@dataclass(frozen=True)
class Styles:
    """The numbers of the cell styles that show a percentage and of those that strike through; shared texts without raised characters."""

    percent: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    raised: Mapping[int, str] = field(default_factory=dict)


def styles_of(styles: bytes, texts: bytes) -> Styles:
    """What the styles and the shared texts of a workbook say.

    Args:
        styles: the part ``xl/styles.xml``, or nothing.
        texts: the part ``xl/sharedStrings.xml``, or nothing.
    """
    styles, texts = double_quoted(styles), double_quoted(texts) if b"superscript" in texts else b""
    formats, cells = styles_block(styles, b"numFmts"), styles_block(styles, b"cellXfs")
    percent_formats = PERCENT_FORMATS | {_attribute(about, b"numFmtId") for about in _FORMATS.findall(formats) if _is_percentage(about)}
    struck_fonts = {place for place, font in enumerate(_FONT.findall(styles_block(styles, b"fonts"))) if _STRIKE.search(font)}
    percent, struck = set(), set()
    for place, about in enumerate(_XF.findall(cells)):
        percent |= {place} if _attribute(about, b"numFmtId") in percent_formats else set()
        struck |= {place} if _attribute(about, b"fontId") in struck_fonts else set()
    return Styles(frozenset(percent), frozenset(struck), _raised_texts(texts))


def styles_block(styles: bytes, name: bytes) -> bytes:
    """What stands between the opening and the closing tag of a name."""
    found = re.search(rb"<(?:\w+:)?%b\b[^>]*>(.*?)</(?:\w+:)?%b>" % (name, name), styles, re.DOTALL)
    return found[1] if found else b""


def text_without_raised(item: bytes) -> str | None:
    """The text of a rich text of XML without its raised characters; nothing where none are raised.

    >>> text_without_raised(b'<r><t>2010</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6</t></r>')
    '2010'
    """
    if b"superscript" not in item:
        return None
    return without_raised([(_words(run), _RAISED.search(run) is not None) for run in _RUN.findall(item)])


def _words(run: bytes) -> str:
    return html.unescape(b"".join(_TEXT.findall(run)).decode("utf-8", "replace"))


def _raised_texts(texts: bytes) -> dict[int, str]:
    if b"superscript" not in texts:
        return {}
    found = ((place, text_without_raised(item)) for place, item in enumerate(_ITEM.findall(texts)))
    return {place: text for place, text in found if text is not None}


def _attribute(about: bytes, name: bytes) -> int:
    """The number that an attribute holds; nought where it is not there."""
    start = about.find(b" " + name + b'="') + len(name) + 3
    said = about[start : about.find(b'"', start)]
    return int(said) if start > len(name) + 2 and said.isdigit() else 0


def shows_percent(code: str) -> bool:
    r"""Whether a number format shows a percentage: a per cent sign in quotation marks, escaped, or there for its width is none.

    >>> [shows_percent(code) for code in ("0.0%", '0.0"%"', r"0.0\%", "0.0_%")]
    [True, False, False, False]
    """
    return "%" in _NO_SIGN.sub("", code)


def _is_percentage(about: bytes) -> bool:
    code = _CODE.search(about)
    return code is not None and shows_percent(html.unescape(code[1].decode("utf-8", "replace")))
