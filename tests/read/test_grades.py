from __future__ import annotations

from datetime import date, datetime

import pytest

from csrating.read.grades import Scale, day, grade


@pytest.mark.parametrize(
    ("cell", "scale", "expected"),
    [
        ("Outstanding", "words", "outstanding"),
        (" GOOD ", "words", "good"),
        ("Satisfactory", "words", "satisfactory"),
        ("Adequate", "words", "satisfactory"),
        ("1 - Outstanding", "words", "outstanding"),
        ("Grade 3: Requires improvement", "words", "satisfactory"),
        ("4 - Outstanding", "words", None),
        ("inadequate", "words", "inadequate"),
        (1.0, "numbers", "outstanding"),
        (4.0, "numbers", "inadequate"),
        ("3", "numbers", "satisfactory"),
        ("2", "words", None),
        ("Good", "numbers", None),
        (0.0, "numbers", None),
        (5.0, "numbers", None),
        (1.5, "numbers", None),
        (True, "numbers", None),
        ("Requires improvement", "words", "satisfactory"),
        (" REQUIRES  Improvement", "words", "satisfactory"),
        ("Requires improvement to be good", "words", "satisfactory"),
        ("Requires", "words", None),
        (4.0, "numbers, 4 best", "outstanding"),
        ("3", "numbers, 4 best", "good"),
        (1.0, "numbers, 4 best", "inadequate"),
        (0.0, "numbers, 4 best", None),
        ("Good", "numbers, 4 best", None),
        ("", "words", None),
        ("Good enough", "words", None),
    ],
)
def test_a_grade_as_a_word(cell: object, scale: Scale, expected: str | None) -> None:
    assert grade(cell, scale=scale) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2009, 3, 5), date(2009, 3, 5)),
        (datetime(2009, 3, 5, 12, 30), date(2009, 3, 5)),
        ("05/03/2009", date(2009, 3, 5)),
        (" 05/03/2009 ", date(2009, 3, 5)),
        ("2009-03-05", date(2009, 3, 5)),
        ("31/02/2009", None),
        ("13/13/2009", None),
        ("5/3/09", None),
        ("2009", None),
        ("", None),
        (39877.0, None),
    ],
)
def test_a_day(cell: object, expected: date | None) -> None:
    assert day(cell) == expected
