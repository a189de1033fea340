"""Charts of one council, and a map of all: what is drawn can be read from numbers, from words, and by someone who cannot see them."""

from __future__ import annotations

from csrating.tell.charts.chart import Chart
from csrating.tell.charts.distribution_chart import distribution
from csrating.tell.charts.funnel_chart import funnel
from csrating.tell.charts.grade_chart import grades
from csrating.tell.charts.map_chart import cartogram
from csrating.tell.charts.neighbour_chart import neighbours
from csrating.tell.charts.rug_chart import rug
from csrating.tell.charts.sensitivity_chart import sensitivity
from csrating.tell.charts.spine_chart import spine
from csrating.tell.charts.trend_chart import trend
from csrating.tell.charts.trends_chart import trends

__all__ = ["Chart", "cartogram", "distribution", "funnel", "grades", "neighbours", "rug", "sensitivity", "spine", "trend", "trends"]
