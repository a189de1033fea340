"""Lists of neighbours with cells, rows and columns damaged: what is given is what the damaged list itself states, cell for cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from grids import COUNCILS, cell, text

from csrating import reference
from csrating.errors import CsratingError
from csrating.read import read_file
from csrating.schema import CLOSENESS

Grid = list[list[str]]
CODES = {reference.council(name).code: name for name in (*COUNCILS, "Bolton", "Derby", "Sefton", "Wigan")}


def sound(rng: Random) -> Grid:
    """A list of three neighbours of six councils, each with how close it is."""
    rows = [["Council", "LA code", "SN1", "SNP", "SN2", "SNP", "SN3", "SNP"]]
    for name in COUNCILS:
        code = reference.council(name).code
        ones = rng.sample([other for other in CODES if other != code], 3)
        words = sorted(rng.choices(CLOSENESS, k=3), key=CLOSENESS.index)
        rows.append([name, code, *(value for one, word in zip(ones, words, strict=True) for value in (one, word.capitalize()))])
    return rows


def another_cell(rng: Random, rows: Grid) -> None:
    row, column = rng.randrange(len(rows)), rng.randrange(len(rows[0]))
    rows[row][column] = rng.choice(
        ["", "-", "Ruritania", "358", "Leeds", "SN2", "SNP", "close", "Not Close", "0.5", "Dorset", "SN", "1", "England"]
    )


def other_column(rng: Random, rows: Grid) -> None:
    one, other = rng.randrange(len(rows[0])), rng.randrange(len(rows[0]))
    for row in rows:
        row.insert(other, row.pop(one))


def other_row(rng: Random, rows: Grid) -> None:
    rows.insert(rng.randrange(1, len(rows)), rows.pop(rng.randrange(1, len(rows))))


def lost_column(rng: Random, rows: Grid) -> None:
    column = rng.randrange(len(rows[0]))
    for row in rows:
        del row[column]


def doubled_row(rng: Random, rows: Grid) -> None:
    rows.insert(rng.randrange(1, len(rows)), list(rng.choice(rows[1:])))


def shifted_row(rng: Random, rows: Grid) -> None:
    row = rng.choice(rows)
    row.insert(rng.randrange(len(row)), "")
    row.pop()


def shifted_header(rng: Random, rows: Grid) -> None:
    rows[0].insert(0, "") if rng.random() < 0.5 else rows[0].append(rows[0].pop(0))
    width = max(map(len, rows))
    for row in rows:
        row += [""] * (width - len(row))


DAMAGE: tuple[Callable[[Random, Grid], None], ...] = (
    another_cell, another_cell, another_cell, other_column, other_row, lost_column, doubled_row, shifted_row, shifted_header,
)  # fmt: skip


def contradicts(rows: Grid, given: dict[str, Any]) -> str:
    """Why the damaged list does not say what is given of a cell; '' where it does."""
    letter, number = re.fullmatch(r"([A-Z])(\d+)", cell(given["ref"])).groups()  # type: ignore[union-attr]
    row, column = rows[int(number) - 1], ord(letter) - ord("A")
    if not re.fullmatch(rf"SN{given['position']}", rows[0][column]):
        return "another position"
    if given["neighbour"] not in (row[column], "835" if row[column] == "Dorset" else "", reference_code(row[column])):
        return "another neighbour"
    if given["area"] not in {*row[:1], *row} | {reference_code(word) for word in row}:
        return "another council"
    after = next((place for place in range(column + 1, len(row)) if re.fullmatch(r"SN\d", rows[0][place])), len(row))
    words = [word.lower() for word in row[column + 1 : after] if word.lower() in CLOSENESS]
    return "" if words == ([given["closeness"]] if given["closeness"] else []) else "other words"


def reference_code(word: str) -> str:
    return next((code for code, name in CODES.items() if name == word), "")


@pytest.mark.parametrize("first", range(0, 200, 100))
def test_what_is_given_is_what_the_damaged_list_states(tmp_path: Any, first: int) -> None:
    outcomes = {"given": 0, "asked": 0, "refused": 0}
    for seed in range(first, first + 100):
        rng = Random(seed)
        rows = sound(rng)
        for _ in range(rng.randint(1, 2)):
            rng.choice(DAMAGE)(rng, rows)
        try:
            read = read_file(text(tmp_path / "table.csv", rows))
        except CsratingError:
            outcomes["refused"] += 1
            continue
        wrong = [(why, row) for row in read.neighbours.to_dict("records") if (why := contradicts(rows, row))]
        assert not wrong, (seed, rows, wrong[:1])
        assert read.fates["rows"].sum() == len(rows)
        outcomes["asked" if read.questions else "given"] += 1
    assert all(outcomes.values()), outcomes
    assert outcomes["given"] > 15
