"""How far each rating hangs on what Ofsted did not publish: thresholds, weights and rules, one at a time and together.

:func:`holding` gives for each threshold the exact values over which a rating holds; :func:`alternatives` tries every combination of a few
rules, poolings, weights and cuts; :func:`sampled` moves all continuous thresholds at once. Each says what it really used.
"""

from csrating.rate.sensitivity.choices import Choices, usual_choices
from csrating.rate.sensitivity.fitting import fitting_choices
from csrating.rate.sensitivity.grid import Alternatives, alternatives
from csrating.rate.sensitivity.holding import Holding, holding
from csrating.rate.sensitivity.sampled import Sampled, sampled

__all__ = ["Alternatives", "Choices", "Holding", "Sampled", "alternatives", "fitting_choices", "holding", "sampled", "usual_choices"]
