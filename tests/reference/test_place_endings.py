"""What stands after a name is left off only where one council is then meant."""

from __future__ import annotations

import pytest

from csrating.reference import NoPlace, place


@pytest.mark.parametrize(
    ("text", "council", "note"),
    [
        ("Bury, England", "351", ", England left off"),
        ("Bury 3", "351", "3 left off"),
        ("Bury \u00b9", "351", "1 left off"),
        ("Bury(1)", "351", "(1) left off"),
        ("Bury (Met)", "351", ""),
        ("Bury MD", "351", ""),
        ("Bury MBC", "351", ""),
        ("Camden LB", "202", ""),
        ("RB Kensington & Chelsea", "207", ""),
        ("Co. Durham", "840", ""),
        ("IoW", "921", ""),
    ],
)
def test_a_name_with_something_after_it_is_the_council(text: str, council: str, note: str) -> None:
    found = place("", text)
    assert not isinstance(found, NoPlace)
    assert (found.code, found.note) == (council, note)


@pytest.mark.parametrize(
    "text", ["Dorset 3", "District 3", "Boston 3", "London, England", "Bath, England", "Hackny 3", "Bury, Wales", "Area 12"]
)
def test_what_then_means_no_one_council_stays_unknown(text: str) -> None:
    assert isinstance(place("", text), NoPlace)


def test_beside_a_code_that_is_not_known_nothing_is_left_off() -> None:
    assert isinstance(place("E05001234", "Bury 3"), NoPlace)
    assert str(place("351", "Bury 3")) == "Bury (351)"


def test_a_code_with_noughts_after_it() -> None:
    assert [str(place(code, "")) for code in ("201.0", "201/0000")] == ["City of London (201)"] * 2
    assert isinstance(place("201/4321", ""), NoPlace)
