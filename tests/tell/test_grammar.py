"""English for counts: what is said of a part is never firmer than the count."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from csrating.reference.frameworks import framework
from csrating.tell.grammar import (
    capital,
    clauses,
    counted,
    figure,
    joined,
    named,
    number,
    numbers,
    of,
    part,
    percent,
    rounded,
    settled,
    verb,
)

RULES = framework("2009")
PAIRS = st.integers(1, 400).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(PAIRS)
def test_all_none_and_half_are_said_only_where_they_are_exact(pair: tuple[int, int]) -> None:
    some, whole = pair
    text = settled(part(RULES, some, whole, "home", "homes"))
    assert (text.startswith(("all ", "both ")) or text == "the one home is") == (some == whole)
    assert (text.startswith(("none ", "neither ")) or text.endswith("is not")) == (some == 0)
    assert text.startswith("half ") == (2 * some == whole and whole > 2)


@given(PAIRS)
def test_one_or_two_are_told_by_number_and_more_by_the_framework_s_word(pair: tuple[int, int]) -> None:
    some, whole = pair
    text = settled(part(RULES, some, whole, "home", "homes"))
    word = RULES.proportion_word(100 * some / whole)
    assert ("majority" in text or "minority" in text or "almost" in text) == (whole > 2 and word not in ("all", "half", "none"))
    if "ority" in text or "almost" in text:
        assert text.startswith(word)
        assert f"({some} of {whole})" in text


@given(PAIRS)
def test_the_verb_agrees(pair: tuple[int, int]) -> None:
    some, whole = pair
    text = settled(part(RULES, some, whole, "home", "homes"))
    singular = text.startswith(("the one", "one of", "none", "neither"))
    assert text.removesuffix(" not").endswith(" is" if singular else " are")


def test_almost_all_and_almost_none_read_as_english() -> None:
    assert settled(part(RULES, 45, 46, "school", "schools")) == "almost all schools (45 of 46) are"
    assert settled(part(RULES, 1, 46, "school", "schools")) == "almost none of the schools (1 of 46) are"


def test_lists_name_so_many_and_count_the_rest() -> None:
    assert named(["a"], most=1) == "a"
    assert named(["a", "b"], most=1) == "a and b"
    assert settled(named(["a", "b", "c"], most=1)) == "a and two others"
    assert joined([]) == ""


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.04, 1, "0.0"),
        (-1.25, 1, "-1.3"),
        (1234.5, 0, "1,235"),
        (2.675, 2, "2.68"),
        (0, 0, "0"),
    ],
)
def test_figures_are_rounded_half_up(value: float, decimals: int, text: str) -> None:
    assert rounded(value, decimals) == text


def test_the_numbers_of_a_sentence_are_written_alike() -> None:
    assert [settled(count) for count in numbers(1, 9, 0)] == ["one", "nine", "none"]
    assert settled(" ".join(numbers(1, 10, 0))) == "1 10 none"
    assert settled(f"{of(3, 4)}, and {number(2)} more") == "3 of 4, and 2 more"
    assert settled(of(3, 40, the="the")) == "3 of the 40"
    assert settled(f"{number(3)} and {number(9)}") == "three and nine"
    assert settled(f"{number(3)} and {number(1200)}") == "3 and 1,200"
    assert settled(f"{number(3)} and {figure(4)}") == "3 and 4"
    assert settled(counted(1, "review", "reviews")) == "one review"


@given(st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_figures_and_words_never_mix(counts: list[int]) -> None:
    words = settled(" ".join(number(count) for count in counts)).split()
    assert {word.isdigit() for word in words} == {max(counts) > 9}


def test_a_clause_with_an_and_of_its_own_is_parted_by_a_comma() -> None:
    assert clauses(["a is good"]) == "a is good"
    assert clauses(["a is good", "b is fair", "c is poor"]) == "a is good, b is fair and c is poor"
    assert clauses(["a and b are good", "c is fair"]) == "a and b are good, and c is fair"


def test_small_words() -> None:
    assert (verb(0), verb(1), verb(2)) == ("is", "is", "are")
    assert (capital(""), capital("a b")) == ("", "A b")
    assert percent(99.96, 1) == "100.0%"
