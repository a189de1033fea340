"""A framework in which one rule has another value, to ask what that would change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from csrating.reference.frameworks.model import Framework


def with_value(framework: Framework, name: str, value: Any) -> Framework:
    """The same framework with another value of one rule; the one given stays as it was.

    Args:
        framework: whose rule.
        name: the dotted name of the rule, such as ``"standing.width"``.
        value: what it is instead. It is taken as it is: that it is what such a rule may be is for whoever asks to see to.

    Raises:
        ReferenceDataError: the framework has no rule of that name.

    >>> from csrating.reference.frameworks import framework
    >>> changed = with_value(framework("2009"), "combined.borderline", 0.1)
    >>> changed.value("combined.borderline"), framework("2009").value("combined.borderline")
    (0.1, 0.25)
    """
    rule = replace(framework.rule(name), value=value)
    return replace(framework, rules={**framework.rules, name: rule})
