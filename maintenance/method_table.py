"""Write the tables of rules into docs/method.md from the frameworks, so that the page cannot fall behind them: ``make method``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from csrating.reference.frameworks import Framework, Rule, differences, framework, framework_names

PAGE = Path(__file__).resolve().parents[1] / "docs" / "method.md"


def row(rule: Rule) -> str:
    """A rule as a row of the table."""
    return f"| `{rule.name}` | {rule.told} | **{rule.evidence}** | {rule.why} |"


def rules_table(rules: Framework) -> str:
    """All rules of a framework as a table in Markdown."""
    return "\n".join(["| rule | value | mark | why |", "|---|---|---|---|", *(row(rule) for rule in rules.rules.values())])


def differences_table(one: Framework, other: Framework) -> str:
    """In what a framework differs from the one before it, as a table in Markdown, with the reasons of the later one."""
    head = [f"| in what they differ | {one.name} | {other.name} | why in {other.name} |", "|---|---|---|---|"]
    return "\n".join([*head, *_differences(one, other)])


def _differences(one: Framework, other: Framework) -> Iterator[str]:
    for found in differences(one, other).to_dict("records"):
        rule = other.rules.get(found["name"])
        name = f"`{found['name']}`" if found["part"] == "rule" else f"{found['part']} {found['name']}"
        sides = [_side(found[side], found[f"{side}_mark"]) for side in ("first", "second")]
        yield f"| {name} | {' | '.join(sides)} | {rule.why if rule else ''} |"


def _side(value: str, mark: str) -> str:
    return " ".join(part for part in (value, f"**{mark}**" if mark else "") if part) or "no such rule"


def tables() -> dict[str, str]:
    """The tables of the page by the name of the marks between which each stands."""
    frameworks = [one for one in map(framework, framework_names()) if not one.is_of_today]
    later = {f"{other.name} against {one.name}": differences_table(one, other) for one, other in pairwise(frameworks)}
    return {"rules": rules_table(frameworks[0]), **later}


def page(text: str) -> str:
    """The page with each table between its two marks made anew."""
    for name, table in tables().items():
        start, end = f"<!-- {name}: start -->", f"<!-- {name}: end -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = f"{before}{start}\n{table}\n{end}{after}"
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
