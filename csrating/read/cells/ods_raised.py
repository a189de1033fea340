"""The raised characters in the cells of an .ods, which are pieces of text with a style of their own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import numpy as np

from csrating.read.cells.ods_tags import CELL, Tags
from csrating.read.cells.raised import without_raised

_STYLE = re.compile(rb'<style:style\b[^>]*\bstyle:name="([^"]*)"[^>]*(?<!/)>(.*?)</style:style>', re.DOTALL)
_RAISED = re.compile(rb'\bstyle:text-position="(?:super|[1-9])')
_SPAN = re.compile(rb'<text:span\b[^>]*\btext:style-name="([^"]*)"')
_PIECE = re.compile(rb"<(/?)([\w:.-]+)([^>]*?)(/?)>|([^<]+)")
_CLOSED = re.compile(rb"</table:(?:covered-)?table-cell>")
_BLANKS = re.compile(rb'text:c="([0-9]{1,4})"')
_SIGNS = {b"text:tab": "\t", b"text:line-break": "\n"}
_ASIDE = b"office:annotation"


def raised_styles(*parts: bytes) -> frozenset[bytes]:
    """The names of the styles of raised characters, from the parts of a workbook that hold styles.

    >>> raised_styles(b'<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>')
    frozenset({b'T1'})
    """
    return frozenset(name for part in parts if b"text-position" in part for name, about in _STYLE.findall(part) if _RAISED.search(about))


def raised_cells(tags: Tags, styles: frozenset[bytes]) -> Iterator[tuple[int, str]]:
    """The tag of each cell with raised characters, and its text without them.

    Args:
        tags: the tags of the tables.
        styles: the names of the styles of raised characters.
    """
    if not styles:
        return
    spans = [span.start() for span in _SPAN.finditer(tags.content) if span[1] in styles]
    for tag in np.unique(np.searchsorted(tags.ends, spans, side="right") - 1).tolist():
        if tag >= 0 and tags.said["kind"][tag] == CELL:
            start = int(tags.ends[tag])
            closed = _CLOSED.search(tags.content, start)
            text = without_raised(list(_runs(tags.content[start : closed.start() if closed else start], styles)))
            if text is not None:
                yield tag, text


def _runs(inside: bytes, styles: frozenset[bytes]) -> Iterator[tuple[str, bool]]:
    """What a cell says piece by piece, each with whether it is raised; each paragraph but the first begins on a line of its own."""
    open_spans: list[bool] = []
    paragraphs = aside = 0
    for closing, name, about, alone, words in _PIECE.findall(inside):
        if name == _ASIDE:
            aside += -1 if closing else 1
        elif aside:
            continue
        elif words:
            yield html.unescape(words.decode("utf-8", "replace")), any(open_spans)
        elif name == b"text:span" and not alone:
            if closing:
                open_spans = open_spans[:-1]
            else:
                span = _SPAN.match(b"<" + name + about)
                open_spans = [*open_spans, span is not None and span[1] in styles]
        elif name == b"text:p" and not closing:
            paragraphs += 1
            yield "\n" * (paragraphs > 1), False
        elif name == b"text:s":
            count = _BLANKS.search(about)
            yield " " * (int(count[1]) if count else 1), any(open_spans)
        elif name in _SIGNS and not closing:
            yield _SIGNS[name], any(open_spans)
