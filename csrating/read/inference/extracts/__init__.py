"""Extracts of inspections that nobody has described: their columns, and what has to be asked."""
