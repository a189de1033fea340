"""Pages of HTML: one of each council, from its rating with all reasons down to each cell, and one of all councils."""

from csrating.tell.page.council import council_page
from csrating.tell.page.index import index_page

__all__ = ["council_page", "index_page"]
