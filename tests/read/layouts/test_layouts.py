from __future__ import annotations

from importlib import resources

import pytest

from csrating.errors import LayoutError
from csrating.read.layouts.reading import layout, parse
from csrating.reference import councils

NAMES = sorted(
    file.name.removesuffix(".toml")
    for file in resources.files("csrating.read").joinpath("layouts").iterdir()
    if file.name.endswith(".toml")
)

SMALL = """
title = "A table"
[[table]]
name = "one"
gives = "observations"
sheet = "S"
header = ["Area", "2009"]
[table.columns]
name = "Area"
[[table.figures]]
header = "(?P<period>[0-9]+)"
measure = "value"
[[table.indicators]]
indicator = "NI 58"
"""


@pytest.mark.parametrize("name", NAMES)
def test_every_layout_of_the_package_is_well_formed(name: str) -> None:
    found = layout(name)
    assert found.title
    assert {code for table in found.tables for code in table.absent} <= set(councils()["code"])


def test_a_small_layout() -> None:
    (table,) = parse(SMALL, name="small").tables
    assert (table.name, table.header, table.recipes[0].derivation) == ("one", ("Area", "2009"), "as published")


def test_an_unknown_layout_is_told_with_those_there_are() -> None:
    with pytest.raises(LayoutError, match=r"there is no layout 'runaway'; expected one of .*runaways"):
        layout("runaway")
    with pytest.raises(LayoutError, match="there is no layout"):
        layout("../layouts/runaways")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('title = "A table"', 'title = "A table"\ncolour = "blue"', "'colour' is not known"),
        ('title = "A table"', "", "'title' is missing"),
        ('name = "one"', "", "'name' is missing"),
        ('sheet = "S"', 'sheet = "S"\nsheets = "T"', "'sheets' is not known"),
        ('"observations"', '"observation"', "gives 'observation' is not known"),
        ('sheet = "S"', 'sheet = "("', "'\\(' is not a pattern"),
        ('header = ["Area", "2009"]', "", "'header' is missing"),
        ('header = ["Area", "2009"]', 'header = "Area"', "'header' is not a list of words"),
        ('measure = "value"', 'mesure = "value"', "'mesure' is not known"),
        ("[table.columns]", '[table.symbols]\n"x" = "hidden"\n[table.columns]', "meaning of a symbol 'hidden' is not known"),
        ("[table.columns]", '[table.left_out_columns]\n"Notes" = ""\n[table.columns]', "nothing says why"),
        ('indicator = "NI 58"', 'indicator = "NI 58"\nderivation = "guess"', "derivation 'guess' is not known"),
        ('indicator = "NI 58"', 'indicator = "NI 58"\nderivation = "share"', "a share without 'scale'"),
        ('indicator = "NI 58"', 'indicator = "NI 58"\nderivation = "difference"', "wrong derivation"),
        ('[[table.indicators]]\nindicator = "NI 58"', "", "say what the figures are"),
        ("[[table]]", "[[tables]]", "has no \\[\\[table\\]\\]"),
        ("[[table]]", "[[table", "cannot be read"),
    ],
)
def test_a_word_that_is_not_in_the_vocabulary(old: str, new: str, found: str) -> None:
    if old not in SMALL:
        pytest.fail(f"{old!r} is not in the layout: the change to be tested is none")
    with pytest.raises(LayoutError, match=found):
        parse(SMALL.replace(old, new, 1), name="small")
