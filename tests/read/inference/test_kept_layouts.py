"""A kept layout reads the next release, and refuses one that is about something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from csrating.errors import LayoutError
from csrating.read import read_file
from csrating.reference import councils

NAMES = councils()["name"].tolist()


def table(folder: Path, name: str, lines: list[str], headers: list[str], first: int = 100) -> Path:
    """A table of all councils with these lines above it."""
    rows = [f'"{council}",{",".join(str(first + at + place) for place in range(len(headers)))}' for at, council in enumerate(NAMES)]
    text = "\n".join([*(f'"{line}"' for line in lines), "", ",".join(["LA", *headers]), *rows])
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def kept(path: Path) -> Path:
    """The layout that is proposed for a file, which reads that file to the same figures."""
    read = read_file(path)
    assert not read.questions
    mine = path.with_suffix(".toml")
    mine.write_text(read.layout_text, encoding="utf-8")
    again = read_file(path, layout=mine).figures
    assert again.drop(columns="basis").equals(read.figures.drop(columns="basis"))
    return mine


@pytest.mark.parametrize("headers", [["2009", "2010"], ["Number 2009", "Number 2010"]])
@pytest.mark.parametrize(
    ("one", "other"), [(["Number of boys excluded"], ["Number of girls excluded"]), (["Pupils", "Boys"], ["Pupils", "Girls"])]
)
def test_lines_that_say_something_else_are_refused(tmp_path: Path, headers: list[str], one: list[str], other: list[str]) -> None:
    mine = kept(table(tmp_path, "b.csv", one, headers))
    with pytest.raises(LayoutError, match=r"no lines above the header of table 'b' are like .* what stands there is .*irls"):
        read_file(table(tmp_path, "g.csv", other, headers), layout=mine)


def test_the_same_lines_in_another_year_are_read(tmp_path: Path) -> None:
    mine = kept(table(tmp_path, "b.csv", ["Table 2: boys excluded in 2009 and 2010"], ["2009", "2010"]))
    figures = read_file(table(tmp_path, "next.csv", ["Table 2: boys excluded in 2010 and 2011"], ["2010", "2011"]), layout=mine).figures
    assert set(figures["period"]) == {"2010", "2011"}


@pytest.mark.parametrize(
    ("headers", "later", "periods"),
    [
        (["2009", "2010"], ["2010", "2011", "2012"], {"2010", "2011", "2012"}),
        (["Rate 2008/09", "Rate 2009/10"], ["Rate 2009/10", "Rate 2010/11"], {"2009/10", "2010/11"}),
        (["Number 2009", "Per cent 2009"], ["Number 2010", "Per cent 2010"], {"2010"}),
    ],
)
def test_headers_of_later_years_are_read(tmp_path: Path, headers: list[str], later: list[str], periods: set[str]) -> None:
    mine = kept(table(tmp_path, "t.csv", ["Exclusions"], headers, first=1))
    figures = read_file(table(tmp_path, "next.csv", ["Exclusions"], later, first=1), layout=mine).figures
    assert set(figures["period"]) == periods


def test_periods_of_another_kind_are_refused(tmp_path: Path) -> None:
    mine = kept(table(tmp_path, "t.csv", ["Exclusions"], ["Rate 2008-09", "Rate 2009-10"]))
    with pytest.raises(LayoutError, match="is a period of the kind"):
        read_file(table(tmp_path, "next.csv", ["Exclusions"], ["Rate 2009-10", "Rate 2009-12"]), layout=mine)


def test_a_measure_that_only_the_name_of_the_file_says_is_not_given_to_another(tmp_path: Path) -> None:
    mine = kept(table(tmp_path, "boys_2010.csv", [], ["2009", "2010"]))
    assert len(read_file(table(tmp_path, "boys_2011.csv", [], ["2010", "2011"]), layout=mine).figures)
    with pytest.raises(Exception, match="none of its sheets"):
        read_file(table(tmp_path, "girls_2010.csv", [], ["2009", "2010"]), layout=mine)


def test_a_line_that_says_of_whom_all_figures_are_is_their_breakdown(tmp_path: Path) -> None:
    read = read_file(table(tmp_path, "b.csv", ["Pupils excluded", "Boys"], ["Number 2009", "Number 2010"]))
    assert set(read.figures["breakdown"]) == {"Boys"}
    assert "all figures are of 'Boys'" in [one.what for one in read.assumptions]
