"""Rows that name councils and may be about something else: schools within them, areas of the police, or a neighbour."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import CODES, COUNCILS, Rows, asked, read_again, said, text, workbook

from csrating.read import Answers, Reading, read_file

WHICH = "which column says which council a row is about, as two say different ones"


def one_each(*headers: str) -> list[list[object]]:
    """One row for each council, beside what these headers say of it."""
    things = [[1000 + place if header == "URN" else f"{header} {place}" for header in headers] for place in range(len(COUNCILS))]
    return [[*headers, "Local authority", "Places 2014"], *([*said, name, 5] for said, name in zip(things, COUNCILS, strict=True))]


@pytest.mark.parametrize(
    ("headers", "named"),
    [
        (("URN", "School name"), "'School name' and 'URN'"),
        (("Name of home",), "'Name of home'"),
        (("Provider",), "'Provider'"),
        (("Ward",), "'Ward'"),
        (("District",), "'District'"),
    ],
    ids=["schools", "homes", "providers", "wards", "districts"],
)
def test_things_within_councils_are_asked_about_though_each_has_one(tmp_path: Path, headers: tuple[str, ...], named: str) -> None:
    path = text(tmp_path / "t.csv", one_each(*headers))
    reading = read_file(path)
    assert reading.figures.empty
    assert [words for words, _ in asked(reading)] == [f"whether the rows are about councils, or about what stands under {named}"]
    told = read_file(path, answers=Answers(breakdowns=(headers[-1],)))
    assert told.figures["breakdown"].iloc[0] == f"{headers[-1]}: {headers[-1]} 0"
    confirmed = read_file(path, answers=Answers(confirmed=("A2" if headers[0] != "URN" else "B2",)))
    assert set(confirmed.figures["breakdown"]) == {""}


@pytest.mark.parametrize("header", ["Director", "LA name as published", "Type of provider"])
def test_words_beside_councils_that_are_no_things_within_them_are_not_asked_about(tmp_path: Path, header: str) -> None:
    reading = read_file(text(tmp_path / "t.csv", one_each(header)))
    assert asked(reading) == []
    assert len(reading.figures) == len(COUNCILS)


def titled(title: str, header: str, *more: str) -> Rows:
    return [[title], [header, "Number", "Rate"], *([name, place + 20, place + 0.5] for place, name in enumerate((*more, *COUNCILS)))]


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("First time entrants by police force area, 2012/13", "Area"),
        ("First time entrants by police force area, 2012/13", "Name"),
        ("Fire incidents by fire and rescue authority, 2013", "Authority"),
        ("Children 0-4 by ceremonial county 2013", "County"),
        ("Applications by court area 2013", "Area"),
        ("Births by registration district, 2013", "Name"),
        ("Live births by health authority 2001", "Name"),
    ],
)
def test_a_title_that_speaks_of_other_areas_is_asked_about(tmp_path: Path, title: str, header: str) -> None:
    path = workbook(tmp_path / "t.xlsx", titled(title, header))
    reading = read_file(path)
    assert reading.figures.empty
    assert asked(reading) == [(f"whether the areas are councils, as {title!r} says", "A2")]
    assert len(read_file(path, answers=Answers(confirmed=("A2",))).figures) == 2 * len(COUNCILS)


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("Police protection by local authority and police force area, 2012/13", "Area"),
        ("First time entrants by police force area, 2012/13", "Local authority"),
        ("Children in police protection, 2012/13", "Area"),
        ("Source: returns of NHS trusts, 2012/13", "Area"),
        ("Health assessments of children looked after, 2012/13", "Area"),
    ],
)
def test_a_title_that_leaves_councils_councils_is_not_asked_about(tmp_path: Path, title: str, header: str) -> None:
    reading = read_file(workbook(tmp_path / "t.xlsx", titled(title, header)))
    assert asked(reading) == []
    assert len(reading.figures) == 2 * len(COUNCILS)


def test_areas_of_the_police_among_the_names_are_asked_about(tmp_path: Path) -> None:
    rows = titled("First time entrants, 2012/13", "Area", "Avon and Somerset", "Thames Valley")
    reading = read_file(workbook(tmp_path / "t.xlsx", rows))
    assert asked(reading) == [("whether the areas are councils, as 'Avon and Somerset' and 'Thames Valley' are areas of the police", "A2")]
    assert not read_file(workbook(tmp_path / "la.xlsx", titled("First time entrants, 2012/13", "Council", "Ruritania"))).questions


def with_neighbour(first: str, second: str) -> Rows:
    return [[first, second, "Rate 2014"], *([COUNCILS[place - 1], name, place + 1.5] for place, name in enumerate(COUNCILS))]


def figures(reading: Reading) -> dict[str, float]:
    return dict(zip(reading.figures["area"], reading.figures["value"], strict=True))


def test_a_neighbour_is_never_offered_as_the_council_of_a_row(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", with_neighbour("Closest statistical neighbour", "Local authority"))
    reading = read_file(path)
    assert [words for words, _ in asked(reading)] == [WHICH]
    assert reading.questions[0].options == ("--leave-out 'Closest statistical neighbour'",)
    assert "--leave-out 'Local authority'" not in reading.questions[0].answer
    told = read_file(path, answers=Answers(left_out=("Closest statistical neighbour",)))
    assert figures(told) == {CODES[name]: place + 1.5 for place, name in enumerate(COUNCILS)}
    assert said(read_again(tmp_path, told, path).figures) == said(told.figures)


def test_each_column_that_may_say_the_council_is_offered_with_what_it_means(tmp_path: Path) -> None:
    reading = read_file(text(tmp_path / "t.csv", with_neighbour("Responsible local authority", "Local authority of placement")))
    answer = reading.questions[0].answer
    assert "--leave-out 'Local authority of placement', if the rows are about the councils under 'Responsible local authority'" in answer
    assert "--leave-out 'Responsible local authority', if the rows are about the councils under 'Local authority of placement'" in answer
    assert reading.questions[0].options == ("--leave-out 'Local authority of placement'",)


def test_a_count_that_looks_like_codes_is_never_offered_as_the_council_of_a_row(tmp_path: Path) -> None:
    from csrating import reference

    codes = sorted(reference.councils()["code"])[:25]
    counts = [*codes[3:], *codes[:3]]
    rows: Rows = [["Number 2012", "Code", "Schools 2012"], *([*both, 7] for both in zip(counts, codes, strict=True))]
    reading = read_file(text(tmp_path / "t.csv", rows))
    assert [words for words, _ in asked(reading)] == [WHICH]
    assert reading.questions[0].options == ("--leave-out 'Number 2012'",)
    assert "--leave-out Code" not in reading.questions[0].answer
