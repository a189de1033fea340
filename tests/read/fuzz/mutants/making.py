"""A mutant from a seed: a sound file, damaged a little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from mutants.byte_damage import BYTE_DAMAGE, STORING, follow
from mutants.cell_damage import CELL_DAMAGE, Damage
from mutants.column_damage import COLUMN_DAMAGE
from mutants.files import MAKERS
from mutants.model import Book
from mutants.row_damage import ROW_DAMAGE
from mutants.truth import Said, truth
from mutants.writing import written

_GROUPS: tuple[tuple[Damage, ...], ...] = (CELL_DAMAGE, CELL_DAMAGE, ROW_DAMAGE, ROW_DAMAGE, COLUMN_DAMAGE, COLUMN_DAMAGE, STORING)
_SHARE_OF_BYTES = 0.2


@dataclass(frozen=True)
class Mutant:
    """A file, what it states of its figures, and what was done to it; ``seed`` makes it again."""

    seed: int
    maker: str
    file: str
    content: bytes
    truth: Mapping[str, Said | None]
    damage: tuple[str, ...]

    def __str__(self) -> str:
        return f"seed {self.seed} ({self.maker}: {'; '.join(self.damage) or 'not damaged'})"


def sound(maker: str, seed: int) -> Mutant:
    """A file that is not damaged."""
    book = MAKERS[maker](Random(seed))
    return _mutant(seed, maker, book, written(book))


def mutant(seed: int, *, maker: str = "") -> Mutant:
    """A damaged file.

    Args:
        seed: the same seed gives the same file.
        maker: which kind of file; one of all by default.
    """
    rng = Random(seed)
    maker = maker or rng.choice(sorted(MAKERS))
    book = MAKERS[maker](rng)
    if rng.random() < _SHARE_OF_BYTES:
        return _with_bytes_damaged(rng, seed, maker, book)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        damage = rng.choice(rng.choice(_GROUPS))
        if not any(tab.figures() for tab in book.tabs) or any("one column off" in done for done in book.damage):
            break  # a second damage might undo the first, and the file would say the right thing again
        if done := damage(rng, book):
            book.damage.append(done)
    return _mutant(seed, maker, book, written(book))


def _with_bytes_damaged(rng: Random, seed: int, maker: str, book: Book) -> Mutant:
    damage = rng.choice(BYTE_DAMAGE)
    content = damage(rng, written(book))
    book.damage.append(f"bytes are {damage.__name__}")
    if book.kind == "csv":
        follow(book, content)
    return _mutant(seed, maker, book, content)


def _mutant(seed: int, maker: str, book: Book, content: bytes) -> Mutant:
    return Mutant(seed, maker, book.name, content, truth(book), tuple(book.damage))
