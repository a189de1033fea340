"""How far each rating hangs on what Ofsted did not publish: :func:`holding` gives for each threshold the values over which a rating holds."""

from csrating.rate.sensitivity.holding import Holding, holding

__all__ = ["Holding", "holding"]
