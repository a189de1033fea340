"""Which cell styles and shared texts of an .xlsb say something of the figures in it; the names of records are those of [MS-XLSB]."""

from __future__ import annotations

from struct import unpack_from

from csrating.read.cells.raised import Runs, without_raised
from csrating.read.cells.styles import PERCENT_FORMATS, Styles, shows_percent
from csrating.read.cells.xlsb_records import Count, records, text_at

# BrtFont; BrtFmt; BrtXF between BrtBeginCellXFs and BrtEndCellXFs; BrtSSTItem.
_FONT, _FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END, _TEXT = 43, 44, 47, 617, 618, 19
_STRUCK, _RAISED, _RICH = 0x8, 1, 0x1


def binary_styles(styles: bytes, texts: bytes, count: Count) -> Styles:
    """What the styles and the shared texts of the workbook say.

    Args:
        styles: the part ``xl/styles.bin``, or nothing.
        texts: the part ``xl/sharedStrings.bin``, or nothing.
        count: gives a number for each record that may be read.

    Raises:
        ValueError, IndexError, struct.error: a part is damaged.
    """
    percent_formats = set(PERCENT_FORMATS)
    fonts: list[tuple[bool, bool]] = []
    formats: list[tuple[int, int]] = []
    of_cells = False
    for number, at, _ in records(styles, count):
        if number == _FORMAT and shows_percent(text_at(styles, at + 2)[0]):
            percent_formats.add(unpack_from("<H", styles, at)[0])
        elif number == _FONT:
            about, position = unpack_from("<2xH2xH", styles, at)
            fonts.append((bool(about & _STRUCK), position == _RAISED))
        elif number in (_STYLES_BEGIN, _STYLES_END):
            of_cells = number == _STYLES_BEGIN
        elif number == _STYLE and of_cells:
            formats.append(unpack_from("<2xHH", styles, at))
    percent = frozenset(place for place, (form, _) in enumerate(formats) if form in percent_formats)
    struck = frozenset(place for place, (_, font) in enumerate(formats) if fonts[font][0])
    return Styles(percent, struck, _raised_texts(texts, {place for place, (_, raised) in enumerate(fonts) if raised}, count))


def _raised_texts(texts: bytes, raised_fonts: set[int], count: Count) -> dict[int, str]:
    if not raised_fonts:
        return {}
    items = (at for number, at, _ in records(texts, count) if number == _TEXT)
    found = ((place, without_raised(_runs(texts, at, raised_fonts))) for place, at in enumerate(items) if texts[at] & _RICH)
    return {place: text for place, text in found if text is not None}


def _runs(texts: bytes, at: int, raised_fonts: set[int]) -> Runs:
    """A rich text piece by piece; what stands before its first run has the font of its cell, which is not raised."""
    _, end = text_at(texts, at + 1)
    text = texts[at + 5 : end]
    (count,) = unpack_from("<I", texts, end)
    starts = [(0, -1), *(unpack_from("<HH", texts, end + 4 + 4 * run) for run in range(count))]
    ends = [*(place for place, _ in starts[1:]), len(text) // 2]
    pieces = (text[2 * start : 2 * stop].decode("utf-16-le", "replace") for (start, _), stop in zip(starts, ends, strict=True))
    return [(piece, font in raised_fonts) for piece, (_, font) in zip(pieces, starts, strict=True)]
