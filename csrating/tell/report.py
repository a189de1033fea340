"""All that is told of one council, as files: its page, its letter and its charts; and the index of them all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from csrating.errors import EvidenceError
from csrating.rate import Ratings
from csrating.rate.sensitivity import Alternatives, alternatives
from csrating.rate.tipping import TippingPoints, tipping_points

INDEX = "index.html"
"""What the page of all councils is called, in the folder of a report."""


@dataclass(frozen=True, eq=False)
class Material:
    """What the reports of all councils are made from: the ratings, and what is worked out for all councils together.

    ``settings`` are the date, sender and signature of the letters, blank where left out.
    """

    ratings: Ratings
    tipping: TippingPoints
    tried: Alternatives
    settings: Mapping[str, str] = field(default_factory=dict)


def material_of(ratings: Ratings, settings: Mapping[str, str] | None = None) -> Material:
    """The material of the reports; it takes some seconds.

    Args:
        ratings: what :func:`csrating.rate` gave.
        settings: any of date, sender and signature of the letters, as they should read.
    """
    return Material(ratings, tipping_points(ratings), alternatives(ratings), dict(settings or {}))


def council_report(material: Material, code: str) -> dict[str, bytes]:
    """The files of one council, by the names that they have under the folder of a report.

    Args:
        material: what :func:`material_of` gave.
        code: the council's department code.

    Returns:
        the page, which carries its charts with it, the letter as Markdown and as a Word document, and each chart as SVG; a chart that has
        nothing to show is left out, and the page says so. There is no letter on today's figures.
    """
    from csrating.tell.page import council_page
    from csrating.tell.page.drawn import drawn

    own = material.ratings.council(code)
    stem = file_stem(own.code, own.name)
    charts = drawn(material.ratings, own.code, tried=material.tried)
    page = council_page(material.ratings, own.code, tipping=material.tipping, charts=charts, index=f"../{INDEX}")
    return {
        f"pages/{stem}.html": page.encode(),
        **_letters(material, own.code, stem),
        **{f"charts/{stem}-{name}.svg": chart.svg() for name, chart in charts.items()},
    }


def _letters(material: Material, code: str, stem: str) -> dict[str, bytes]:
    from csrating.tell.letter import letter

    if material.ratings.framework.is_of_today:
        return {}
    date, sender, signature = (material.settings.get(name, "") for name in ("date", "sender", "signature"))
    told = letter(material.ratings, code, date=date, sender=sender, signature=signature)
    return {f"letters/{stem}.docx": told.docx(), f"letters/{stem}.md": told.markdown.encode()}


def letter_of(ratings: Ratings, code: str) -> dict[str, bytes]:
    """A council's letter as Markdown, by the name that it has under the folder of a build; it is not on today's figures."""
    from csrating.tell.letter import letter

    own = ratings.council(code)
    return {f"letters/{file_stem(own.code, own.name)}.md": letter(ratings, code).markdown.encode()}


def letter_and_charts(ratings: Ratings, code: str) -> dict[str, bytes]:
    """A council's letter, and its charts of grades and of indicators as SVG, by the names that they have under the folder of a build.

    A council without settings, or without figures, has no such chart; its letter says what is missing.
    """
    from csrating.tell.charts import grades, spine

    own = ratings.council(code)
    files = letter_of(ratings, code)
    for name, draw in (("grades", grades), ("spine", spine)):
        with suppress(EvidenceError):
            files[f"charts/{file_stem(own.code, own.name)}-{name}.svg"] = draw(ratings, code).svg()
    return files


def file_stem(code: str, name: str) -> str:
    """What a council's files are called: its code, and its name in plain letters.

    >>> file_stem("358", "Trafford"), file_stem("330", "Stoke-on-Trent UA")
    ('358-trafford', '330-stoke-on-trent-ua')
    """
    return f"{code}-{re.sub('[^a-z]+', '-', name.lower()).strip('-')}"
