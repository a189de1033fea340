"""Tipping points: for each council the smallest changes that move its rating up or down, in whole settings and whole cases."""
