"""The doctor: what became of each cell of a file, whose figures are missing, and what looks wrong."""

from __future__ import annotations

from csrating.read.doctor.examination import report_on_data, report_on_file
from csrating.read.doctor.findings import Finding
from csrating.read.doctor.report import Report

__all__ = ["Finding", "Report", "report_on_data", "report_on_file"]
