"""Extracts of inspections and counts of them, as JUDGEMENTS: each with its setting, day, grade and cell."""
