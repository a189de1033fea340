"""What is told of judgements and of lists of neighbours, at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

from csrating.cli.understood import reading_told
from csrating.read import Reading, read_file

INSPECTIONS = """URN,Provision type,Local authority,Inspection date,Overall effectiveness,Leadership
101,Children's home,Bury,05/03/2015,Good,Adequate
102,Children's home,Kent,06/03/2015,Inadequate,Not judged
103,Boarding school,Kent,06/04/2015,Outstanding,Good
104,Children's home,Trafford,06/04/2015,Requires improvement,Good
"""


@pytest.fixture
def inspections(tmp_path: Path) -> Reading:
    path = tmp_path / "inspections.csv"
    path.write_text(INSPECTIONS, encoding="utf-8")
    return read_file(path)


def test_judgements_are_told_at_a_glance(inspections: Reading) -> None:
    lines = reading_told(inspections, width=None).splitlines()
    assert lines[0] == "inspections.csv: csv (utf-8, comma); 8 judgements, understood without a layout"
    assert "  areas      3 councils of 2009" in lines
    assert "  settings   4" in lines
    assert "  provision  3 children's homes; not in the profile of 2009: Boarding school" in lines
    assert "  inspected  2015-03-05 to 2015-04-06" in lines
    assert "  judged     Overall effectiveness; Leadership" in lines
    assert "  overall    1 outstanding, 1 good, 1 satisfactory (Requires improvement), 1 inadequate" in lines
    assert (
        "  grades     1 outstanding, 3 good, 2 satisfactory (Adequate; Requires improvement), 1 inadequate, 1 not judged ('Not judged')"
        in lines
    )


def test_the_judgements_of_one_council_are_shown_with_their_cells(inspections: Reading) -> None:
    lines = reading_told(inspections, councils=["886"], width=None).splitlines()
    shown = [line.split() for line in lines[lines.index("judgements") + 2 :]][:4]
    assert [(row[0], row[1], row[2], row[-1]) for row in shown] == [
        ("Kent", "102", "2015-03-06", "inspections!E3"),
        ("Kent", "102", "2015-03-06", "inspections!F3"),
        ("Kent", "103", "2015-04-06", "inspections!E4"),
        ("Kent", "103", "2015-04-06", "inspections!F4"),
    ]


def test_lists_of_neighbours_are_told_at_a_glance(tmp_path: Path) -> None:
    path = tmp_path / "similar.csv"
    rows = ["LA,SN1,SNP,SN2,SNP", "Bury,358,Very close,356,Close ", "Trafford,351,Close,356,Not close", "Stockport,351,Close,358,Close"]
    path.write_text("\n".join(rows), encoding="utf-8")
    lines = reading_told(read_file(path), width=None).splitlines()
    assert lines[0] == "similar.csv: csv (utf-8, comma); 6 neighbours, understood without a layout"
    assert "  neighbours 2 of each" in lines
    assert "  closeness  4 close, 1 very close, 1 not close" in lines
    assert "Bury         1  Trafford   very close  similar!B2" in lines
