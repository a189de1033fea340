"""The registers of types of provision and of sectors: every row has a word of ours or a reason, and nothing is forced."""

from __future__ import annotations

import pytest

from csrating.reference import provision_type, sector
from csrating.reference.registers import records
from csrating.schema import RUN_BY, SETTING_TYPES


def test_every_row_has_a_type_of_setting_or_the_reason_why_it_has_none() -> None:
    rows = records("provision_types.csv")
    assert {row["setting_type"] for row in rows} <= {*SETTING_TYPES, ""}
    assert all(bool(row["setting_type"]) != bool(row["why"]) for row in rows)
    assert all(row["source"] for row in rows)
    assert {row["brackets"] for row in rows} == {"", "aside"}


def test_every_type_of_setting_has_a_published_word() -> None:
    assert {row["setting_type"] for row in records("provision_types.csv")} >= set(SETTING_TYPES)


def test_no_word_stands_on_a_register_twice() -> None:
    for name in ("provision_types.csv", "sectors.csv"):
        words = [" ".join(row["published"].casefold().split()) for row in records(name)]
        assert len(set(words)) == len(words)


def test_every_sector_has_a_word_of_ours_or_the_reason_why_it_has_none() -> None:
    rows = records("sectors.csv")
    assert {row["run_by"] for row in rows} == {*RUN_BY, ""}
    assert all(bool(row["run_by"]) != bool(row["why"]) for row in rows)


@pytest.mark.parametrize("kind", SETTING_TYPES)
def test_our_own_words_are_published_words(kind: str) -> None:
    known = provision_type(kind)
    assert known
    assert known.ours == kind


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        ("Children's home", "children's homes"),
        ("Children’s  Home ", "children's homes"),
        ("Secure children's home", "children's homes"),
        ("Residential Special School", ""),
        ("Residential special school (>295 days/year)", ""),
        ("Residential special school (registered as a children's home)", ""),
        ("Independent Fostering agency", ""),
        ("Boarding School", ""),
        ("Secure Training Centre", ""),
        ("Residential Family Centre", ""),
        ("Pupil referral unit (PRU)", "pupil referral units"),
        ("Childminder", "childminding"),
    ],
)
def test_published_types_of_provision(published: str, ours: str) -> None:
    known = provision_type(published)
    assert known
    assert known.ours == ours
    assert bool(known.why) == (not ours)


@pytest.mark.parametrize("text", ["", "Children's home (closed)", "Home", "Childminder (suspended)", "Lighthouse"])
def test_what_is_not_on_the_register_is_not_guessed(text: str) -> None:
    assert provision_type(text) is None


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        ("Local Authority", "council"),
        ("local authority", "council"),
        ("Health Authority", "health"),
        ("Private", "private"),
        ("Voluntary", "voluntary"),
        ("Academy", ""),
    ],
)
def test_sectors(published: str, ours: str) -> None:
    known = sector(published)
    assert known
    assert known.ours == ours


def test_an_unknown_sector() -> None:
    assert sector("Crown") is None
