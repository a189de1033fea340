"""What stands behind each sentence, on the screen and as data: whole, and each cell once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from csrating.rate import Ratings
from csrating.tell import Letter, letter
from csrating.tell.annotations import FRAME
from csrating.tell.folded_cells import folded

SHEET = re.compile(r"^ +(?P<sheet>\S[^!\n]*#[^!\n]*)!(?P<ranges>[A-Z0-9:, ]+)$", re.MULTILINE)


def column(letters: str) -> int:
    number = 0
    for letter_ in letters:
        number = 26 * number + ord(letter_) - 64
    return number


def letters_of(number: int) -> str:
    return letters_of((number - 1) // 26) + chr(65 + (number - 1) % 26) if number else ""


def unfolded(sheet: str, ranges: str) -> Iterator[str]:
    """Every cell of ranges as a spreadsheet means them."""
    for one in ranges.split(", "):
        start, _, end = one.partition(":")
        corners = [re.fullmatch(r"([A-Z]+)(\d+)", corner) for corner in (start, end or start)]
        (left, top), (right, bottom) = ((column(found[1]), int(found[2])) for found in corners if found)
        yield from (f"{sheet}!{letters_of(x)}{y}" for x in range(left, right + 1) for y in range(top, bottom + 1))


def cells_printed(text: str) -> list[str]:
    return [cell for found in SHEET.finditer(text) for cell in unfolded(found["sheet"], found["ranges"])]


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["C7"], "C7"),
        (["C7", "C8"], "C7:C8"),
        (["C7", "C9", "C12"], "C7, C9, C12"),
        (["F7", "G7", "H7", "I7"], "F7:I7"),
        (["Z1", "AA1", "Z2", "AA2"], "Z1:AA2"),
        (["B2", "B3", "C3"], "B2:B3, C3"),
        (["C3", "B3", "B2", "C3"], "B2:B3, C3"),
    ],
)
def test_cells_fold_into_ranges_that_hold_them_and_no_other(cells: list[str], text: str) -> None:
    assert folded(f"a.xlsx#S!{cell}" for cell in cells) == [f"a.xlsx#S!{text}"]
    assert sorted(unfolded("a.xlsx#S", text)) == sorted({f"a.xlsx#S!{cell}" for cell in cells})


def test_what_is_no_address_stands_as_it_is() -> None:
    assert folded(["made by hand", "a.csv#a!C1"]) == ["made by hand", "a.csv#a!C1"]
    assert folded([]) == []


@pytest.fixture(scope="module", params=["Trafford", "City of London", "Salford"])
def told(ratings: Ratings, request: pytest.FixtureRequest) -> Letter:
    return letter(ratings, request.param, whole=True, draft=True, signature="A Person")


def test_sentences_are_numbered_and_each_names_its_claims(told: Letter) -> None:
    text = told.annotated
    numbers = [int(number) for number in re.findall(r"^\[(\d+)\] ", text, flags=re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    for sentence in (sentence for paragraph in told.narrative for sentence in paragraph.sentences):
        after = re.split(r"\n\[\d+\] ", text.split(f"] {sentence.text}\n", 1)[1], maxsplit=1)[0]
        assert sentence.claims
        assert FRAME not in after
        assert all(f"    {name}" in after for name in sentence.claims)
        assert all(f"    decides how it is put: {name}" in after for name in sentence.beside)
    assert f"] A Person\n    {FRAME}" in text


def test_all_cells_of_all_claims_are_printed_and_no_other(told: Letter) -> None:
    text = told.annotated
    assert not re.search(r"\bmore\n|…|\.\.\.", text)
    for name in {name for paragraph in told.narrative for sentence in paragraph.sentences for name in sentence.claims}:
        # The claim's own lines: all that are indented deeper than its name.
        (below, *_) = [
            part
            for part in re.findall(rf"    (?:decides how it is put: )?{re.escape(name)}(?=[:,]).*\n((?: {{8}}.*\n)*)", text)
            if "cells: see" not in part
        ]
        assert set(cells_printed(below)) == told.claims.dependence(name).all, name


def test_the_council_s_own_cells_come_first(told: Letter) -> None:
    for claim in told.claims:
        whose = [one for one, _ in told.claims.dependence(claim.id).by]
        assert whose == [one for one in ("the council", "similar areas", "England", "every council") if one in whose]


def test_as_data_each_sentence_has_its_claims_and_each_claim_its_cells(told: Letter) -> None:
    found = json.loads(told.annotations.json)
    assert [one["number"] for one in found["sentences"]] == list(range(1, len(found["sentences"]) + 1))
    claims = {claim["id"]: claim for claim in found["claims"]}
    for sentence in found["sentences"]:
        assert set(sentence["claims"]) | set(sentence["beside"]) <= claims.keys()
    for name, claim in claims.items():
        assert {cell for cells in claim["cells"].values() for cell in cells} == told.claims.dependence(name).all


def test_a_second_run_gives_the_same_annotations(ratings: Ratings) -> None:
    assert letter(ratings, "Salford").annotated == letter(ratings, "Salford").annotated
