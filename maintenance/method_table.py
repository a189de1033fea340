"""Write the table of rules into docs/method.md from the framework, so that the page cannot fall behind it: ``make method``."""

from __future__ import annotations

from pathlib import Path

from csrating.reference.frameworks import Framework, Rule, framework

PAGE = Path(__file__).resolve().parents[1] / "docs" / "method.md"
START, END = "<!-- rules: start -->", "<!-- rules: end -->"


def told(value: object) -> str:
    """A rule's value in a cell of the table."""
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {told(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "; ".join(told(part) for part in value) if any(isinstance(part, dict) for part in value) else ", ".join(map(told, value))
    return str(value)


def row(rule: Rule) -> str:
    """A rule as a row of the table."""
    return f"| `{rule.name}` | {told(rule.value)} | **{rule.evidence}** | {rule.why} |"


def table(rules: Framework) -> str:
    """All rules of a framework as a table in Markdown."""
    return "\n".join(["| rule | value | mark | why |", "|---|---|---|---|", *(row(rule) for rule in rules.rules.values())])


def page(text: str, rules: Framework) -> str:
    """The page with the table between its two marks made anew."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{table(rules)}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), framework("2009")), encoding="utf-8")
