"""Write the tables of docs/data.md from the registers, so that the page cannot fall behind them: ``make method``."""

from __future__ import annotations

import re
from pathlib import Path

from csrating.reference import edition
from csrating.reference.registers import records

PAGE = Path(__file__).resolve().parents[1] / "docs" / "data.md"


def files_table() -> str:
    """The files to download, each with the sum of the vintage that was tested."""
    head = ["| file | what it is | whose, published | from | kept there as | sha256 of the vintage tested |", "|---|---|---|---|---|---|"]
    rows = [
        f"| `{row['file']}` | {row['title']} | {row['publisher']}, {row['published_on']} | [{_site(row['address'])}]({row['address']}) "
        f"| {row['kept_as']} | `{row['sha256']}` |"
        for row in records("present_day_files.csv")
    ]
    return "\n".join([*head, *rows])


def _site(address: str) -> str:
    return address.removeprefix("https://").partition("/")[0]


def councils_table() -> str:
    """The councils of 2009 that no longer stand, with those that serve their areas today."""
    standing = edition("2025").councils().set_index("code")["name"]
    gone = [row for row in records("councils.csv") if row["code"] not in standing.index]
    head = ["| council of 2009 | its area today |", "|---|---|"]
    return "\n".join([*head, *(f"| {row['name']} ({row['code']}) | {_successors(row['successors'], standing)} |" for row in gone)])


def _successors(codes: str, names: dict[str, str]) -> str:
    return ", ".join(f"{names[code]} ({code})" for code in codes.split())


def measures_table() -> str:
    """The measures that count, under the heading that we put each under."""
    today = edition("2025")
    table = today.indicators().set_index("indicator").loc[list(today.counting)]
    head = ["| heading | measure | good is | unit | kind of year |", "|---|---|---|---|---|"]
    rows = [
        f"| {row['ecm_outcome']} | `{name}` {row['short']} | {row['polarity']} | {row['unit']} | {row['year']} |"
        for name, row in table.iterrows()
    ]
    return "\n".join([*head, *rows])


def tables() -> dict[str, str]:
    """The tables of the page by the name of the marks between which each stands."""
    return {"files": files_table(), "councils": councils_table(), "measures": measures_table()}


def page(text: str) -> str:
    """The page with each table between its two marks made anew."""
    for name, table in tables().items():
        start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
        text = re.sub(f"{start}.*?{end}", lambda _, part=f"{start}\n{table}\n{end}": part, text, flags=re.S)
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
