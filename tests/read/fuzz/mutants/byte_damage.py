"""Damage to the bytes of a file, and to how its text is stored."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from random import Random

from mutants.cell_damage import Damage
from mutants.model import Book, Cell, Figure, Row, cells

ByteDamage = Callable[[Random, bytes], bytes]


def stored_otherwise(rng: Random, book: Book) -> str:
    """Another encoding, separator or line end: the file states the same."""
    if book.kind != "csv":
        return ""
    book.encoding = rng.choice(["utf-8-sig", "utf-16", "cp1252", "utf-16-le", "utf-8"])
    book.delimiter = rng.choice([",", ";", "\t"])
    book.line_end = rng.choice(["\r\n", "\n", "\r"])
    text = "".join(cell.text for _, _, cell in book.tabs[0].places())
    if text.encode(book.encoding, "ignore").decode(book.encoding) != text:
        book.encoding = "utf-8"
    return f"stored as {book.encoding} with {book.delimiter!r} and {book.line_end!r}"


def flipped(rng: Random, content: bytes) -> bytes:
    """A few bytes become others."""
    made = bytearray(content)
    for _ in range(rng.choice([1, 1, 1, 2, 5])):
        made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made)


def cut_off(rng: Random, content: bytes) -> bytes:
    """The end is lost."""
    return content[: rng.randrange(len(content))]


def lost_inside(rng: Random, content: bytes) -> bytes:
    """Some bytes in the middle are lost."""
    start = rng.randrange(len(content))
    return content[:start] + content[start + rng.choice([1, 1, 2, 64]) :]


def put_in(rng: Random, content: bytes) -> bytes:
    """Some bytes too many."""
    start = rng.randrange(len(content))
    more = rng.choice(
        [b"\0", b"\x96", b"\xff", b"9", b"x", b'"', b",", b";", b"\n", b"\xe2\x80\x93", b"\xef\xbb\xbf", b"\r", b" ", b"\x1a"]
    )
    return content[:start] + more + content[start:]


def appended(rng: Random, content: bytes) -> bytes:
    """Something stands after the end, or before the start."""
    more = rng.choice([b"\0" * 100, b"PK\x03\x04", b"<html>", b"\n\n\n", bytes(rng.randrange(256) for _ in range(50))])
    return content + more if rng.random() < 0.7 else more + content


BYTE_DAMAGE: tuple[ByteDamage, ...] = (flipped, flipped, cut_off, lost_inside, put_in, appended)
STORING: tuple[Damage, ...] = (stored_otherwise,)


def follow(book: Book, content: bytes) -> None:
    """Change the cells of a csv into what its damaged bytes now say: cells that cannot be told apart any more are about nothing."""
    tab = book.tabs[0]
    rows = _parsed(book, content)
    if rows is None:
        for figure in tab.figures():
            figure.spoiled = True
        return
    before = tab.rows
    same = min(len(before), len(rows))
    start = next((at for at in range(same) if not _alike(before[at], rows[at])), same)
    end = next((at for at in range(1, same - start + 1) if not _alike(before[-at], rows[-at])), same - start + 1) - 1
    kept_end = len(rows) - end
    tab.rows = [
        *(_with_text(row, texts) for row, texts in zip(before, rows[:start], strict=False)),
        *(cells(texts) for texts in rows[start:kept_end]),
        *(_with_text(row, texts) for row, texts in zip(before[len(before) - end :], rows[kept_end:], strict=True)),
    ]


def _parsed(book: Book, content: bytes) -> list[list[str]] | None:
    text = _decoded(content)
    if text is None or "\0" in text:
        return None
    try:
        return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=book.delimiter, strict=True))
    except csv.Error:
        return None


def _decoded(content: bytes) -> str | None:
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _alike(row: Row, texts: list[str]) -> bool:
    """Whether a row is still the same row: as wide, and hardly a cell of it changed, or none but its figures."""
    while len(texts) > len(row) and not texts[-1]:
        texts = texts[:-1]  # a separator too many at the end says nothing
    if len(row) != len(texts):
        return False
    changed = [cell for cell, text in zip(row, texts, strict=True) if str(cell.value) != text]
    return len(changed) <= max(2, len(row) // 4) or all(isinstance(cell, Figure) for cell in changed)


def _with_text(row: Row, texts: list[str]) -> Row:
    for cell, text in zip(row, texts, strict=False):
        if str(cell.value) != text:
            if not isinstance(cell, Figure):
                cell.meant = cell.meant or Cell(cell.value).text
            cell.value = text
    return row
