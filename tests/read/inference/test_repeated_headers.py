"""A header that stands again further down is the same table going on; anything that may make it another table is not passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import COUNCILS, read_again, said, text, workbook

from csrating.errors import LayoutError
from csrating.read import Answers, read_file

HEADER = ["LA", "Boys", "Girls"]
TITLE = ["Referrals 2013"]


def csv_of(path: Path, rows: list[list[object]]) -> Path:
    path.write_text("".join(",".join(map(str, row)) + "\n" for row in rows), encoding="utf-8")
    return path


def part(first: int, header: list[str] = HEADER) -> list[list[object]]:
    """Two councils under a header."""
    return [header, *([name, 10 * place, 10 * place + 3] for place, name in enumerate(COUNCILS[first : first + 2], start=first))]


@pytest.mark.parametrize(
    "between",
    [[], [["Referrals 2013 (continued)"]], [[], ["London"]], [["Referrals 2013"], ["South East"]]],
    ids=["a page", "the title continued", "a region", "title and region"],
)
def test_a_table_goes_on_under_its_header_again(tmp_path: Path, between: list[list[object]]) -> None:
    rows = [TITLE, *part(0), *between, *part(2), *between, *part(4)]
    path = workbook(tmp_path / "t.xlsx", rows)
    reading = read_file(path)
    assert reading.questions == ()
    assert dict(zip(reading.figures["area_name"], reading.figures["value"], strict=False)).keys() == set(COUNCILS)
    assert sorted(reading.figures["value"]) == sorted(10.0 * place + more for place in range(6) for more in (0, 3))
    assert set(reading.figures["period"]) == {"2013"}
    assert "the header of the table stands here again" in set(reading.fates["explanation"])
    assert reading.report.balances
    assert said(read_again(tmp_path, reading, path).figures) == said(reading.figures)


def test_another_title_between_is_no_table_that_goes_on(tmp_path: Path) -> None:
    rows = [TITLE, *part(0), [], ["Referrals 2014"], *part(2)]
    with pytest.raises(LayoutError, match="does not hold throughout"):
        read_file(workbook(tmp_path / "t.xlsx", rows))


def test_columns_in_another_order_are_not_read_on(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", [[*TITLE, "", ""], *part(0), *part(2, ["LA", "Girls", "Boys"])])
    reading = read_file(path)
    assert [one.asks for one in reading.questions] == ["which period the figures are about"]
    assert reading.figures.empty
    (question,) = read_file(path, answers=Answers(period="2013")).questions
    assert question.asks == "how the table is told from others with the same header"
    assert question.answer.startswith("a file with each table on a sheet of its own")


def test_a_kept_layout_refuses_a_header_that_says_something_else_further_down(tmp_path: Path) -> None:
    """The rows under it are then about other things, though the word over the councils is the same."""
    rows = [
        ["Council", "Number 2010", "Rate 2010"],
        ["Bury", 1, 2],
        ["Kent", 3, 4],
        ["Council", "Number 2010", "Rate 2010"],
        ["York", 5, 6],
    ]
    kept = csv_of(tmp_path / "a.csv", rows)
    layout = tmp_path / "a.toml"
    layout.write_text(read_file(kept).layout_text, encoding="utf-8")
    assert len(read_file(kept, layout=layout).figures) == 6
    rows[3] = ["Council", "Rate 2010", "Number 2010"]
    with pytest.raises(LayoutError, match=r"a\.csv#a!B4: .* stands here again and says 'Rate 2010'; expected 'Number 2010'"):
        read_file(csv_of(tmp_path / "a.csv", rows), layout=layout)


def test_where_one_table_is_asked_about_none_of_its_sheet_is_read(tmp_path: Path) -> None:
    """A table reaches to the next one: its figures would be read under another header."""
    header = ["Council", "Number 2010", "Rate 2010"]
    rows = [header, ["Bury", 1, 2], ["Kent", 3, 4], header, ["York", 5, 6], ["Council", "Number 2010", ""], ["Leeds", 7, 8]]
    reading = read_file(csv_of(tmp_path / "a.csv", rows))
    assert reading.questions
    assert reading.figures.empty
