"""The records that the parts of an .xlsb are made of, and what stands in them: [MS-XLSB], chapter 2."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

Count = Iterator[int]


def records(content: bytes, count: Count) -> Iterator[tuple[int, int, int]]:
    """Each record of a part: its number, and where what it holds begins and ends.

    The number takes one byte or two and the length one to four, seven bits in each; the highest bit says that another follows.

    Args:
        content: the part.
        count: gives a number for each record that may be read; the parts of a workbook share it.

    Raises:
        ValueError, IndexError: the last record ends beyond the part, or there are more records than may be read.

    >>> list(records(bytes([0x00, 0x02, 7, 7, 0x93, 0x01, 0x00]), iter(range(9))))
    [(0, 2, 4), (147, 7, 7)]
    """
    at, last = 0, len(content)
    while at < last:
        if next(count, None) is None:
            raise ValueError("there are more of them than are read")
        number = content[at]
        at += 1
        if number & 0x80:
            number = (number & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        length, at = _length(content, at)
        if at + length > last:
            raise ValueError("the last one is cut off")
        yield number, at, at + length
        at += length


def _length(content: bytes, at: int) -> tuple[int, int]:
    """A length, and where what it counts begins."""
    length = 0
    for place, byte in enumerate(content[at : at + 4]):
        length |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return length, at + place + 1
    raise ValueError("a length has no end")


def text_at(content: bytes, at: int) -> tuple[str, int]:
    """A text, which stands after the count of its pairs of bytes, and where it ends; none where there is only the mark for none.

    >>> text_at(bytes([2, 0, 0, 0]) + "LA".encode("utf-16-le"), 0)
    ('LA', 8)
    """
    (count,) = unpack_from("<I", content, at)
    if count == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * count
    return content[at + 4 : end].decode("utf-16-le", "replace"), end
