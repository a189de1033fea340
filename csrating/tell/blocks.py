"""The parts of a letter, as plain text without marks: whatever writes them out decides how they look and what must be escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

Tone = Literal["", "notice", "rating"]
When = Literal["always", "whole", "draft"]


@dataclass(frozen=True)
class Sentence:
    """A sentence, the names of the claims that it was made from (none where it is part of the frame), and when it is told.

    ``beside`` are claims that decide how the sentence is put, or whether it is, without being told in it: two types of setting that stand
    alike share a sentence, so that each decides on the wording of the other. ``when`` is ``"always"``; ``"whole"`` where there is nothing
    notable to tell, so that only a whole letter has it; or ``"draft"`` where it asks a person to write, so that only a draft has it.
    """

    text: str
    claims: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    when: When = "always"


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the letter's own."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together; the tone sets apart the notice about demonstration data, and the rating itself."""

    kind: ClassVar[str] = "paragraph"
    sentences: tuple[Sentence, ...]
    tone: Tone = ""

    @property
    def text(self) -> str:
        """The sentences with a space between."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True)
class Lines:
    """Lines that are kept apart: an address, a date, a signature."""

    kind: ClassVar[str] = "lines"
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with a header row."""

    kind: ClassVar[str] = "table"
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    kind: ClassVar[str] = "bullets"
    points: tuple[Sentence, ...]


def joined(text: str) -> str:
    r"""The text with each indicator's number kept on the line of its "NI".

    >>> joined("moves (NI 62), as NI alone") == "moves (NI\u00a062), as NI alone"
    True
    """
    return re.sub(r"\bNI (?=\d)", "NI\u00a0", text)


Block: TypeAlias = Heading | Paragraph | Lines | Table | Bullets
