"""Figures out of the cells of tables, as FIGURES: each with its area, indicator, period, measure and cell."""
