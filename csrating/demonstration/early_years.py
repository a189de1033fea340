"""Childminding and childcare as counts: council, type of provision, judgement and grade."""

from __future__ import annotations

import numpy as np
import pandas as pd

from csrating.demonstration.chance import shifted_shares, stream
from csrating.demonstration.grades import BEST_FIRST, settings_per_council
from csrating.demonstration.parameters import choices
from csrating.schema import ECM_OUTCOMES, OVERALL


def early_years_counts(councils: pd.DataFrame, quality: pd.DataFrame, *, fixed: dict[str, dict[str, int]], seed: int) -> pd.DataFrame:
    """Counts of early years provision by grade, for overall effectiveness and each outcome.

    Args:
        councils: as :func:`csrating.demonstration.councils.demonstration_councils` gives them.
        quality: as :func:`csrating.demonstration.councils.latent_quality` gives it.
        fixed: setting type, then council code, to a number of providers decided beforehand.
        seed: of the demonstration set.

    Returns:
        One row per council, setting_type and aspect: outstanding, good, satisfactory, inadequate; the four add to the same number
        in every aspect of a council and type.
    """
    chosen = choices("settings")
    field = quality["early"].to_numpy(float)
    parts = []
    for setting_type, type_chosen in chosen["early_years"].items():
        chance = stream(seed, "early years", setting_type)
        known = fixed.get(setting_type, {})
        numbers = settings_per_council(councils, chance, total=type_chosen["england"], unequal=type_chosen["unequal"], fixed=known)
        for aspect, shares in {OVERALL: type_chosen["shares"], **chosen["early_years_aspect_shares"]}.items():
            counts = chance.multinomial(numbers, shifted_shares(shares, field, type_chosen["spread"]))
            names = pd.DataFrame({"council": councils["code"], "setting_type": setting_type, "aspect": aspect})
            parts.append(names.join(pd.DataFrame(counts, columns=list(BEST_FIRST))))
    return _ordered(pd.concat(parts, ignore_index=True))


def _ordered(counts: pd.DataFrame) -> pd.DataFrame:
    types, aspects = list(choices("settings")["early_years"]), [OVERALL, *ECM_OUTCOMES]
    place = pd.DataFrame({"type": counts["setting_type"].map(types.index), "aspect": counts["aspect"].map(aspects.index)})
    order = np.lexsort((place["aspect"], place["type"], counts["council"]))
    return counts.iloc[order].reset_index(drop=True)
