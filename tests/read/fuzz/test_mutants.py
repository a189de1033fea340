"""Damaged files are read as what they then state, or refused, or asked about; and a reader that errs is found out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from mutants.files import MAKERS
from mutants.judge import ALLOWED, Outcome, Reader, judged
from mutants.making import Mutant, mutant, sound

from csrating.errors import SourceError
from csrating.read import Reading, read_file

MUTANTS = 300
READ_WHOLE = sorted(set(MAKERS) - {"side_by_side"})
reader = partial(read_file, infer=True)


def outcome(one: Mutant, folder: Path, read: Reader = reader, *, seconds: int = 20) -> Outcome:
    path = folder / one.file
    path.write_bytes(one.content)
    return judged(path, one.truth, read, seconds=seconds)


@pytest.mark.parametrize("maker", READ_WHOLE)
def test_sound_files_are_read_cell_for_cell(tmp_path: Path, maker: str) -> None:
    assert [outcome(sound(maker, seed), tmp_path) for seed in range(3)] == [Outcome("as stated")] * 3


def test_tables_of_a_shape_that_is_not_read_are_asked_about(tmp_path: Path) -> None:
    assert {outcome(sound("side_by_side", seed), tmp_path).kind for seed in range(6)} <= {"asked", "refused"}


def test_damaged_files_are_read_as_they_stand_or_refused_or_asked_about(tmp_path: Path) -> None:
    found = [(str(one), outcome(one, tmp_path)) for one in map(mutant, range(MUTANTS))]
    assert [(words, one) for words, one in found if one.is_failure] == []
    kinds = Counter(one.kind for _, one in found)
    assert all(kinds[kind] for kind in ALLOWED), "each of the allowed outcomes comes about, or nothing was tried"
    assert kinds["as stated"] > MUTANTS / 4, "a reader that refuses everything reads nothing"


def test_a_seed_gives_the_same_file_again() -> None:
    assert [mutant(seed).content for seed in range(30)] == [mutant(seed).content for seed in range(30)]


def with_figures(change: Callable[[pd.DataFrame], pd.DataFrame]) -> Reader:
    """A reader that reads well, and then changes what it gives."""

    def wrong(path: Path) -> Reading:
        reading = reader(path)
        return replace(reading, figures=change(reading.figures))

    return wrong


def shifted(column: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda figures: figures.assign(**{column: figures[column].shift(1, fill_value=figures[column].iloc[-1])})


def of_the_next_column(figures: pd.DataFrame) -> pd.DataFrame:
    words = sorted(set(figures["measure"]))
    turned = dict(zip(words, [*words[1:], words[0]], strict=True))
    return figures.assign(measure=figures["measure"].map(turned))


def changed(column: str, value: Any) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda figures: figures.assign(**{column: [value, *figures[column].iloc[1:]]})


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (of_the_next_column, "wrong"),
        (shifted("value"), "wrong"),
        (changed("area", "358x"), "wrong"),
        (changed("period", "1999"), "wrong"),
        (changed("breakdown", ""), "wrong"),
        (changed("ref", "long.csv#long!A1"), "wrong"),
        (lambda figures: figures.iloc[1:], "lost"),
        (lambda figures: figures.iloc[:0], "lost"),
    ],
    ids=["headers one column off", "values", "area", "period", "breakdown", "place", "one lost", "all lost"],
)
def test_a_reader_that_errs_is_found_out(tmp_path: Path, change: Callable[[pd.DataFrame], pd.DataFrame], kind: str) -> None:
    one = next(made for made in (sound("long_csv", seed) for seed in range(20)) if b"Female" in made.content)
    assert outcome(one, tmp_path).kind == "as stated"
    assert outcome(one, tmp_path, with_figures(change)).kind == kind


def test_a_crash_and_a_hang_are_found_out_and_an_error_for_people_is_not(tmp_path: Path) -> None:
    one = sound("long_csv", 1)

    def crash(path: Path) -> Reading:
        raise KeyError(path.name)

    def hang(path: Path) -> Reading:
        time.sleep(30)
        return reader(path)

    def refuse(path: Path) -> Reading:
        raise SourceError("it is damaged", where=path.name)

    assert outcome(one, tmp_path, crash).kind == "crash"
    assert outcome(one, tmp_path, hang, seconds=1).kind == "hang"
    assert outcome(one, tmp_path, refuse).kind == "refused"
