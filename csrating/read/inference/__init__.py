"""Understand a table that nobody has described: where it is, what its columns are, and what is not sure.

What is understood is written as a layout, which the same road reads that reads a layout written by hand. So a proposal can be kept, edited
and used again, and says exactly what was assumed.
"""

from csrating.read.inference.answers import NO_ANSWERS, NOUGHTS, Answers, Assumption, Question
from csrating.read.inference.finding.across import Across, councils_across, uneven_row
from csrating.read.inference.holds import holds_figures_of_councils
from csrating.read.inference.proposal import Proposal, propose
from csrating.read.inference.toml import layout_text

__all__ = [
    "NOUGHTS",
    "NO_ANSWERS",
    "Across",
    "Answers",
    "Assumption",
    "Proposal",
    "Question",
    "councils_across",
    "holds_figures_of_councils",
    "layout_text",
    "propose",
    "uneven_row",
]
