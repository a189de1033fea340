"""The master list of sentence patterns, in our own words; every sentence is made from claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from csrating.reference.frameworks import Framework
from csrating.tell.blocks import Paragraph, Sentence, When
from csrating.tell.claims import Claims
from csrating.tell.sentences.extremes import extremes_of_indicators, extremes_of_reviews, extremes_of_settings, extremes_of_social_care
from csrating.tell.sentences.indicators import shares, vulnerable
from csrating.tell.sentences.outcomes import outcomes, safeguarding
from csrating.tell.sentences.quiet import quiet_homes, quiet_inspections, quiet_outcomes, quiet_settings
from csrating.tell.sentences.settings import early_years_and_schools
from csrating.tell.sentences.social_care import social_care
from csrating.tell.sentences.young_people import care_leavers, custody

__all__ = ["narrative"]

ALWAYS: tuple[When, ...] = ("always",)

PATTERNS = (
    (early_years_and_schools, quiet_settings, extremes_of_settings),
    (social_care, quiet_homes, extremes_of_social_care),
    (outcomes, quiet_outcomes, safeguarding, quiet_inspections, extremes_of_reviews),
    (shares, extremes_of_indicators),
    (vulnerable, custody),
    (care_leavers,),
)
"""The order of the narrative: each inner list is one paragraph."""


def narrative(claims: Claims, framework: Framework, asked: Collection[When] = ALWAYS) -> tuple[Paragraph, ...]:
    """The paragraphs between the headline and the statutory line, made from claims alone.

    Args:
        claims: about one council.
        framework: the rules.
        asked: which sentences are wanted.
    """
    paragraphs = (_paragraph((one for pattern in patterns for one in pattern(claims, framework)), asked) for patterns in PATTERNS)
    return tuple(paragraph for paragraph in paragraphs if paragraph.sentences)


def _paragraph(sentences: Iterable[Sentence], asked: Collection[When]) -> Paragraph:
    return Paragraph(tuple(sentence for sentence in sentences if sentence.when in asked))
