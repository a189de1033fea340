"""A report is short on the screen, the same bytes as JSON, and harmless as HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from csrating.read import Reading

ReadingOf = Callable[..., Reading]
Rows = list[list[Any]]
HOSTILE = "<script>alert('per cent')</script>"


def spoil(rows: Rows, *, councils: int = 1) -> Rows:
    for row in rows[2 : 2 + councils]:
        row[5] = 104
    return rows


def test_the_text_is_short_and_its_summary_comes_first(rows: Rows, reading_of: ReadingOf) -> None:
    lines = str(reading_of(spoil(rows)).report).splitlines()
    assert lines[0] == "table.csv: csv (utf-8, separated by commas), 1 sheet; read without a layout, by what it says"
    summary = lines[2 : lines.index("TO LOOK AT (2)") - 1]
    assert len(summary) < 20
    assert [line.split()[0] for line in summary] == [
        *("figures", "areas", "periods", "measures", "units", "coverage", "totals", "accounts", "findings")
    ]
    assert "104 per cent: City of London" in lines[-2]
    assert "[table!F3]" in lines[-2]


def test_many_findings_of_one_kind_are_cut_unless_all_are_wanted(rows: Rows, reading_of: ReadingOf) -> None:
    report = reading_of(spoil(rows, councils=12)).report
    assert sum("104 per cent" in line for line in report.lines()) == 5
    assert any("and 7 more; --all shows them" in line for line in report.lines())
    assert sum("104 per cent" in line for line in report.lines(everything=True)) == 12
    assert not any("--all" in line for line in report.lines(everything=True))


def test_json_is_plain_and_always_the_same(rows: Rows, reading_of: ReadingOf) -> None:
    rows[3][4] = "x"
    first, second = reading_of(spoil(rows)).report.json(), reading_of(rows).report.json()
    assert first == second
    found = json.loads(first, parse_constant=lambda word: word)
    assert "NaN" not in first
    assert found["findings"][0]["where"] == "table.csv#table!F3"
    assert found["coverage"][0]["on"] == "2012-03-31"
    assert [row["made"] for row in found["totals"] if row["method"] == "between"] == [None, None]
    assert found["balances"] is True
    assert reading_of([*rows, ["", "Nowhereshire", 1, 2, 3, 4]]).report.json() != first


def test_html_escapes_whatever_the_file_says(rows: Rows, reading_of: ReadingOf) -> None:
    rows[0][5] = f"{HOSTILE} 2013"
    html = reading_of(spoil(rows)).report._repr_html_()
    assert HOSTILE not in html
    assert "&lt;script&gt;" in html
    assert re.findall(r"<script", html) == []
    assert html.count("<details") == html.count("</details>")


def test_what_is_wrong_or_to_look_at_stands_open_with_a_heading_and_a_mark(rows: Rows, reading_of: ReadingOf) -> None:
    """A mark, so that the colour alone does not tell how grave a finding is; notes stay folded."""
    assert "<h3" not in reading_of(rows).report.html()
    rows[3][4] = -5
    html = reading_of(spoil(rows)).report.html()
    assert re.search(r"<h3[^>]*>\N{MULTIPLICATION X} Wrong \(1\)</h3>", html)
    assert re.search(r"<h3[^>]*>\? To look at \(\d+\)</h3>", html)


def test_a_file_that_asks_is_told_as_not_read(reading_of: ReadingOf, rows: Rows) -> None:
    rows[0][2:] = [text.replace(" 2012", "").replace("2013", "again") for text in rows[0][2:]]
    report = reading_of(rows).report
    assert report.figures_read == 0
    assert report.findings["kind"].tolist() == ["not read"]
    assert "Answer with --period" in str(report)
    assert not report.balances
    account = report.accounts.iloc[0]
    assert account[["filled", "given", "naming", "left_out", "held_back"]].tolist() == [len(rows) * 6 - 1, 0, 0, 0, len(rows) * 6 - 1]
    assert "it balances" not in str(report)
