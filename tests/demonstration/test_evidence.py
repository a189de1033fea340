"""Findings about councils: nothing that limits anyone, and nothing beside what was published."""

from __future__ import annotations

from csrating import reference
from csrating.demonstration import Demonstration

PUBLISHED = ["Calderdale", "Knowsley", "Nottinghamshire", "Peterborough", "Plymouth", "Redbridge", "Salford", "Warrington", "Cornwall"]


def test_no_finding_limits_a_rating(demonstration: Demonstration) -> None:
    findings = demonstration.findings
    assert set(findings.query("kind == 'unannounced inspection'")["finding"]) == {"no area for priority action"}
    assert set(findings.query("kind == 'full inspection'")["finding"]) == {"outstanding", "good", "adequate"}


def test_nothing_is_made_up_beside_published_findings(demonstration: Demonstration) -> None:
    codes = {reference.council(name).code for name in PUBLISHED}
    assert codes.isdisjoint(demonstration.findings["council"])
    assert len(codes) == 9


def test_findings_are_as_many_as_the_programme_had(demonstration: Demonstration) -> None:
    findings = demonstration.findings
    unannounced = findings.query("kind == 'unannounced inspection'")
    assert len(unannounced) == unannounced["council"].nunique() == 40
    assert (unannounced["held_on"] >= "2009-06-01").all()
    assert findings.query("kind == 'full inspection'").groupby("council")["aspect"].nunique().eq(2).all()
    reviews = findings.query("kind == 'serious case review'")
    assert set(reviews["finding"]) == {"good", "adequate", "inadequate"}
    assert reviews.groupby("council").size().max() <= 4


def test_generator_reads_no_published_rating(monkeypatch) -> None:
    """It must not even ask: with the register out of reach the set is made all the same."""
    from csrating import demonstration

    def forbidden() -> None:
        raise AssertionError("the published ratings were read")

    monkeypatch.setattr(reference, "published_ratings", forbidden)
    monkeypatch.setattr(reference, "published_rating_counts", forbidden)
    assert len(demonstration.generate(seed=3).councils) == 152
