"""The letter to a council: its frame, and the narrative that claims make."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.reference.frameworks import Framework
from csrating.schema import Rating
from csrating.tell.annotations import Annotations, annotated, annotations_of
from csrating.tell.blocks import Block, Bullets, Heading, Lines, Paragraph, Sentence, Table, Tone, When, joined
from csrating.tell.claims import Claims, claims_in
from csrating.tell.claims.cells import Dependence
from csrating.tell.claims.evidence import View, background_of, view
from csrating.tell.sentences import narrative
from csrating.tell.sentences.basis import basis, demonstration
from csrating.tell.sentences.extremes import draft_notice
from csrating.tell.sentences.rating import TRANSITIONAL, headline, rating_line, transitional
from csrating.tell.sentences.words import place

if TYPE_CHECKING:
    from csrating.tell.charts import Chart

DERIVES = (
    "The annual rating is read off a performance profile of the area.",
    "The profile holds two kinds of evidence: what inspection and regulation have found in the services and settings that the council"
    " runs or has a strategic part in, alone or with partners; and the Every Child Matters indicators of the National Indicator Set (NIS).",
)
SCALE = "There are four ratings:"
CAVEAT = (
    "Standards differ within each level.",
    "A council that performs excellently can still have something to put right, and one that performs poorly can have services that are"
    " sound or good.",
)
STATUTORY = "The statutory basis of the annual rating is section 138 of the Education and Inspections Act 2006."
CAA = (
    "The rating also feeds the theme of managing performance in the organisational assessment of the council, which is part of the"
    " Comprehensive Area Assessment (CAA)."
)
SCALE_RULES = {Rating.EXCELLENTLY: "excellently", Rating.WELL: "well", Rating.ADEQUATELY: "adequately", Rating.POORLY: "poorly"}


@dataclass(frozen=True, repr=False)
class Letter:
    """A letter to one council.

    ``claims`` are all that the data say about the council, told or not; ``narrative`` are the paragraphs that they make; ``blocks`` are all
    its parts in order, from which :attr:`markdown`, :attr:`html` and :meth:`docx` are written.
    """

    council: str
    name: str
    title: str
    claims: Claims
    narrative: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    demonstration: bool

    @property
    def markdown(self) -> str:
        """The letter as Markdown."""
        return _template("letter.md.j2").render(blocks=self.blocks)

    @property
    def html(self) -> str:
        """The letter as a page of HTML of its own, which needs no network and is set for a screen of any width and for paper."""
        return _template("letter.html.j2").render(title=self.title, blocks=self.blocks)

    @property
    def annotated(self) -> str:
        """The letter sentence by sentence, each with the claims and the cells behind it."""
        return annotated(self)

    @property
    def annotations(self) -> Annotations:
        """The same as data, with each cell in full: every sentence with its claims, and every claim with all that it depends on."""
        return annotations_of(self)

    def dependence(self, sentence: Sentence) -> Dependence:
        """All the cells that a sentence depends on; no other can change it, but for what stands beside one of these in its row.

        Args:
            sentence: one of the letter's.

        Returns:
            the cells of its claims, and of those that decide how it is put; none for a sentence of the frame.
        """
        return self.claims.dependence(*sentence.claims, *sentence.beside)

    def docx(self, charts: Sequence[Chart] = ()) -> bytes:
        """The letter as a Word document: the same bytes on every run.

        Args:
            charts: what follows the letter as pictures, such as those of :func:`csrating.tell.letter_charts`.
        """
        from csrating.tell.word import document

        return document(self, charts)

    def __repr__(self) -> str:
        told = sum(len(paragraph.sentences) for paragraph in self.narrative)
        return f"Letter({self.title!r}, {told} sentences of {len(self.claims)} claims)"

    def _repr_markdown_(self) -> str:
        return self.markdown


def letter(
    ratings: Ratings,
    council: str,
    *,
    whole: bool = False,
    draft: bool = False,
    date: str = "",
    sender: str = "",
    addressee: str = "",
    salutation: str = "",
    signature: str = "",
) -> Letter:
    """The letter to one council.

    Args:
        ratings: what :func:`csrating.rate` gave.
        council: any code or spelling.
        whole: say so, too, where there is nothing notable, so that each topic has its sentence.
        draft: mark the places where something is so extreme that a person should write: "[For a person to write: ...]".
        date, sender, addressee, salutation, signature: as they should read, lines parted by line breaks; what is blank is left out. The
            salutation, such as "Dear Director", stands after the addressee.

    Raises:
        UnknownCouncilError: no council, or more than one, is meant; the message suggests some.
        EvidenceError: the framework makes profile bands, on which no letter is sent.
    """
    refuse_letters_of_today(ratings.framework)
    evidence = view(background_of(ratings), ratings.framework.edition.council(council).code)
    frame = {"date": date, "sender": sender, "addressee": addressee, "salutation": salutation, "signature": signature}
    return written(evidence, whole=whole, draft=draft, **frame)


def refuse_letters_of_today(framework: Framework) -> None:
    """Refuse a framework of today.

    Raises:
        EvidenceError: says what is written in place of a letter.
    """
    if framework.is_of_today:
        found = f"framework {framework.name} makes profile bands, and no letter is sent on those"
        raise EvidenceError(found, do=f"Write a page: csrating page NAME --framework {framework.name}.")


def written(
    evidence: View,
    *,
    whole: bool = False,
    draft: bool = False,
    date: str = "",
    sender: str = "",
    addressee: str = "",
    salutation: str = "",
    signature: str = "",
) -> Letter:
    """The letter that one council's evidence makes; for the rest see :func:`letter`."""
    claims, framework, asked = claims_in(evidence), evidence.framework, _asked(whole=whole, draft=draft)
    told = narrative(claims, framework, asked)
    title = f"{framework.title}: {evidence.name}"
    blocks = (
        *(Lines(_lines(text)) for text in (sender, date, addressee, salutation) if text.strip()),
        Heading(title),
        *_frame(claims, evidence, told, asked),
        *((Lines(("Yours sincerely", *_lines(signature))),) if signature.strip() else ()),
        Heading("Basis of this letter", 2),
        Bullets(tuple(basis(claims, framework, str(evidence.row.vintage)))),
    )
    return Letter(evidence.code, evidence.name, title, claims, told, blocks, demonstration(claims) is not None)


def _asked(*, whole: bool, draft: bool) -> tuple[When, ...]:
    return ("always", *(("whole",) if whole else ()), *(("draft",) if draft else ()))


def _frame(claims: Claims, evidence: View, told: tuple[Paragraph, ...], asked: Collection[When]) -> Iterator[Block]:
    """What stands between the heading and the signature, in order."""
    yield from _paragraph(draft_notice(claims), asked, "notice")
    notice = demonstration(claims)
    if notice:
        yield Paragraph((notice,), "notice")
    yield _fixed(*DERIVES)
    yield from _paragraph(transitional(claims, evidence.framework, place(evidence.name)), asked)
    yield _fixed(SCALE)
    yield _scale(evidence.framework)
    yield _fixed(*CAVEAT)
    yield Heading(f"Children's services rating {evidence.framework.name}", 2)
    yield Paragraph((rating_line(claims),), "rating")
    yield from _paragraph(headline(claims, place(evidence.name)), asked)
    yield from told
    yield _fixed(STATUTORY)
    if evidence.framework.name.startswith(TRANSITIONAL):
        yield _fixed(CAA)


def _fixed(*texts: str) -> Paragraph:
    return Paragraph(tuple(Sentence(text) for text in texts))


def _paragraph(sentences: Iterator[Sentence], asked: Collection[When], tone: Tone = "") -> Iterator[Paragraph]:
    """The sentences that are asked for as a paragraph; nothing where there are none."""
    found = tuple(sentence for sentence in sentences if sentence.when in asked)
    if found:
        yield Paragraph(found, tone)


def _scale(framework: Framework) -> Table:
    rows = ((str(rating.number), str(rating).capitalize(), str(framework.value(f"scale.{rule}"))) for rating, rule in SCALE_RULES.items())
    return Table(("Rating", "In words", "What it means"), tuple(rows))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("csrating.tell"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=name.endswith(".html.j2"),
    )
    environment.filters["plain"], environment.filters["joined"] = plain, joined
    return environment.get_template(name)


def plain(text: str) -> str:
    r"""The text with everything escaped that Markdown, HTML in it or mathematics in a notebook would take for a mark.

    >>> print(plain("<b>&*x*$y$ 1. A_b"), plain("1. not a list"), plain("- nor this"))
    \<b\>\&\*x\*\$y\$ 1. A\_b 1\. not a list \- nor this
    """
    escaped = re.sub(r"([\\`*_\[\]<>&$|~#{}])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)
