"""The doctor: what became of each cell of a file, whose figures are missing, and what looks wrong."""

from __future__ import annotations

from csrating.read.doctor import units
from csrating.read.doctor.examination import examine
from csrating.read.doctor.findings import Finding
from csrating.read.doctor.report import Report
from csrating.read.doctor.subject import Subject

__all__ = ["Finding", "Report", "Subject", "examine", "units"]
