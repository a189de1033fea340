"""The frameworks by which councils were rated: every rule as data, with its evidence mark and why it stands as it does."""

from csrating.reference.frameworks.differences import differences
from csrating.reference.frameworks.loading import (
    framework,
    framework_as_kept,
    framework_copy,
    framework_file,
    framework_names,
    framework_text,
)
from csrating.reference.frameworks.model import ANY_AGE, EVIDENCE_MARKS, Framework, ProportionWord, Rule, SettingType, value_told

__all__ = [
    "ANY_AGE",
    "EVIDENCE_MARKS",
    "Framework",
    "ProportionWord",
    "Rule",
    "SettingType",
    "differences",
    "framework",
    "framework_as_kept",
    "framework_copy",
    "framework_file",
    "framework_names",
    "framework_text",
    "value_told",
]
