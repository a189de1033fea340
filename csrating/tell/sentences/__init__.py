"""The master list of sentence patterns, in our own words; every sentence is made from claims."""

from __future__ import annotations

from collections.abc import Iterable

from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Paragraph, Sentence
from csrating.tell.claims import Claims
from csrating.tell.sentences.indicators import shares, vulnerable
from csrating.tell.sentences.outcomes import outcomes, safeguarding
from csrating.tell.sentences.settings import early_years_and_schools, social_care
from csrating.tell.sentences.young_people import care_leavers, custody

__all__ = ["narrative"]

PATTERNS = (
    (early_years_and_schools,),
    (social_care,),
    (outcomes, safeguarding),
    (shares,),
    (vulnerable, custody),
    (care_leavers,),
)
"""The order of the narrative: each inner list is one paragraph."""


def narrative(claims: Claims, framework: Framework) -> tuple[Paragraph, ...]:
    """The paragraphs between the headline and the statutory line, made from claims alone."""
    paragraphs = (_paragraph(sentence for pattern in patterns for sentence in pattern(claims, framework)) for patterns in PATTERNS)
    return tuple(paragraph for paragraph in paragraphs if paragraph.sentences)


def _paragraph(sentences: Iterable[Sentence]) -> Paragraph:
    return Paragraph(tuple(sentences))
