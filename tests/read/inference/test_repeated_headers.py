"""A header that stands again further down is the same table going on; anything that may make it another table is not passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import COUNCILS, read_again, said, text, workbook

from csrating.errors import LayoutError
from csrating.read import read_file

HEADER = ["LA", "Boys", "Girls"]
TITLE = ["Referrals 2013"]


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


def test_columns_in_another_order_are_not_read_on_and_no_layout_is_spoken_of(tmp_path: Path) -> None:
    path = text(tmp_path / "t.csv", [[*TITLE, "", ""], *part(0), *part(2, ["LA", "Girls", "Boys"])])
    with pytest.raises(LayoutError) as refused:
        read_file(path)
    assert "in the layout" not in str(refused.value)
    assert "save each on a sheet of its own" in str(refused.value)
