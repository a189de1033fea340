"""A page of HTML for one council: its rating with all reasons, its profile, its indicators, and the way down to each cell."""

from csrating.tell.page.council import council_page

__all__ = ["council_page"]
