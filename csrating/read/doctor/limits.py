"""Where the doctor begins to wonder: nobody publishes such limits, and all are assumptions of ours, tried on published files."""

from __future__ import annotations

LEAST_COUNCILS = 20
"""Fewer councils than this are too few to say what is usual among them."""

FAR = 10.0
"""A change is far from those of the other councils where it is so many robust standard deviations from their median."""

LEAST_SPREAD = 0.02
"""Changes are taken to spread by at least this part of the usual figure, so that a table that hardly changes does not fill the report."""

DECIMAL_POINT = ((10.0, 0.75, 1.35), (100.0, 0.75, 1.35))
"""A figure that is 10 or 100 times the one before it, or a tenth or a hundredth, give or take what may change in a year."""

STEADY = (0.5, 2.0)
"""A point is misplaced only where the other councils did not, at their median, change by such a factor too."""

AMONG_PERCENTAGES = 10.0
"""A figure below 1 stands oddly in a column where nineteen of twenty others are at least this."""

SHARES = 0.2
"""A column between 0 and 1 whose median is at least this is more likely one of shares than one of small percentages."""

NEARLY_THE_SUM = 0.05
"""Where nothing says that a column counts something, its councils adding up to England within this part of it do."""

FAR_FROM_MEAN = 0.5
"""England's score may differ from the plain mean of the councils by so many of their standard deviations, since it is weighted."""

ROUNDINGS = 4.0
"""A sum of rounded figures may be off by so many standard deviations of the sum of their roundings."""

TRIFLE = 0.001
"""A sum that differs from England by less than this part of it is a note, since a single pupil or school does it."""

TIMES_ITS_CHILDREN = 2.0
"""A council without a figure counts at most so many times as much per child as the council that counts most, and weighs at most so many
times what its children do; mid-2009 residents aged 0 to 17 are taken, for those are the ones on the register."""

LEAST_OF_MISSING = 10.0
"""But so many may stand behind any symbol, and behind any row that is not there."""

FEW_MISSING = 0.1
"""England is held against the range of shares or scores only where councils without a figure weigh at most this part of it."""

STEPS = (100.0, 50.0, 10.0, 5.0, 1.0)
"""The multiples to which counts are rounded, the coarsest first."""

SHOWN = 5
"""How many findings of one kind a text shows unless it is to show all."""

NEARLY_ALL = 0.95
"""Two periods are said to be the same where this part of the councils has the same figure, and headers to be exchanged likewise."""

LEAST_DIFFERENT = 10
"""But only where the figures that are the same are so many different ones: small numbers stay what they are."""

LEAST_ALIKE = 3
"""Councils are said to have the same row where it holds at least so many different figures that few others have."""

FEW_SHARE = 0.05
"""Figures that at most this part of the councils have too: whole scores around an average tell nobody apart."""

MOST_BY_CHANCE = 0.01
"""And where so many such sets of councils at most would be there by chance, as far as others share each of the figures."""

MANY_ABOVE = 0.05
"""A part is more than its whole in many rows where it is in this part of them,"""

LEAST_ABOVE = 3
"""and in so many at least."""

STANDS_STILL = 30.0
"""Whole numbers up to this may well be the same as the year before, such as how many schools there are."""
