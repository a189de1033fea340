"""What the thresholds and choices that a rating hangs on are called on a chart, and how their values are written."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from csrating.rate.sensitivity.thresholds import WEIGHTS
from csrating.schema import ProfileBand, Rating
from csrating.tell.charts.wording import shown
from csrating.tell.grammar import capital, joined

NO_RATING = "no rating"

CHOICES = {
    "rule": "Rule for in line",
    "neighbours": "Table of similar areas",
    "pooling": "How settings are brought together",
    "weights": "Weight of inspection to indicators",
    "cuts": "Points at which ratings 4, 3 and 2 begin",
}
"""What is tried in combination, by the name of the choice."""

_NAMES = {
    "neighbours.least_with_data": "fewest similar areas with a figure",
    "standing.width": "width of in line",
    "points.inadequate_share": "share inadequate that costs a point",
    "points.inadequate_least_settings": "fewest settings for that loss",
    WEIGHTS: "parts inspection to one part indicators",
    "combined.borderline": "width of borderline",
    "combined.least_clusters": "fewest clusters of settings",
    "combined.least_indicators": "fewest indicators compared",
}
_SHARES = {"points.share_good_or_better": "good or better", "points.share_in_line_or_above": "in line or above"}
_SAME = [
    *((f"share {share} that earns ", " points") for share in _SHARES.values()),
    *(("points for ", f" or more {share}") for share in _SHARES.values()),
    ("points of a single setting: ", ""),
    ("points at which rating ", " begins"),
]
"""How the names of thresholds of one rule begin and end."""

_STEP = re.compile(r"(?P<rule>\S+), (?P<points>\S+) points?")
_EARNED = re.compile(r"(?P<rule>\S+), points from (?P<least>\S+) %")
_CUT = re.compile(r"combined\.band_cuts, (?P<number>\d) from")


def threshold_named(threshold: str) -> str:
    """What a threshold is called; its own name where it has no other.

    >>> threshold_named("points.share_good_or_better, 3 points"), threshold_named("combined.band_cuts, 4 from")
    ('share good or better that earns 3 points', 'points at which rating 4 begins')
    >>> threshold_named("points.share_in_line_or_above, points from 80 %"), threshold_named("points.single_setting, good")
    ('points for 80% or more in line or above', 'points of a single setting: good')
    """
    if threshold in _NAMES:
        return _NAMES[threshold]
    if (step := _STEP.fullmatch(threshold)) and step["rule"] in _SHARES:
        return f"share {_SHARES[step['rule']]} that earns {step['points']} {'point' if step['points'] == '1' else 'points'}"
    if (earned := _EARNED.fullmatch(threshold)) and earned["rule"] in _SHARES:
        return f"points for {earned['least']}% or more {_SHARES[earned['rule']]}"
    if cut := _CUT.fullmatch(threshold):
        return f"points at which rating {cut['number']} begins"
    return threshold.replace("points.single_setting, ", "points of a single setting: ")


def thresholds_named(thresholds: Sequence[str]) -> str:
    """Several thresholds in one phrase, those of one rule together.

    >>> thresholds_named(["points.single_setting, good", "points.single_setting, outstanding", "combined.least_clusters"])
    'points of a single setting: good and outstanding; fewest clusters of settings'
    >>> thresholds_named(["points.share_good_or_better, 4 points", "points.share_good_or_better, 3 points"])
    'share good or better that earns 4 and 3 points'
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for threshold in thresholds:
        head, own, tail = _parted(threshold)
        groups.setdefault((head, tail), []).append(own)
    return "; ".join(f"{head}{joined(own)}{tail}" for (head, tail), own in groups.items())


def _parted(threshold: str) -> tuple[str, str, str]:
    """What a threshold is called, parted at what tells it from the others of its rule."""
    named = threshold_named(threshold)
    for head, tail in _SAME:
        if named.startswith(head) and named.endswith(tail):
            return head, named.removeprefix(head).removesuffix(tail), tail
    return named, "", ""


def is_share(threshold: str) -> bool:
    """Whether a threshold is a share of settings or indicators, in per cent.

    >>> is_share("points.share_good_or_better, 3 points"), is_share("points.share_good_or_better, points from 65 %")
    (True, False)
    """
    return threshold == "points.inadequate_share" or bool(_STEP.fullmatch(threshold))


def figured(value: float, *, threshold: str, apart_from: float = math.nan) -> str:
    """A value of a threshold with as few decimals as tell it from another, two at most where it need not be told from any.

    >>> figured(79.96, threshold="points.share_good_or_better, 4 points", apart_from=80.0)
    '79.96%'
    >>> figured(2 / 3, threshold="combined.band_cuts, 4 from"), figured(10_000.0, threshold="combined.least_indicators")
    ('0.67', '10,000')
    """
    unit = "per cent" if is_share(threshold) else ""
    exact = next((places for places in range(3) if abs(value - round(value, places)) < 1e-9), None)
    if exact is not None:
        return shown(value, decimals=exact, unit=unit)

    def written(places: int) -> tuple[str, set[str]]:
        return shown(value, decimals=places, unit=unit), {shown(other, decimals=places, unit=unit) for other in (apart_from, 0.0)}

    told = [written(places) for places in range(1 if unit else 2, 7)]
    return next((one for one, others in told if one not in others), told[-1][0])


def number_of(label: str) -> float:
    """The number of a rating or profile band that is told by its words; none of no rating.

    >>> number_of("performs well"), number_of("profile band 2"), number_of("no rating")
    (3.0, 2.0, nan)
    """
    return next((float(one.number) for scale in (Rating, ProfileBand) for one in scale if str(one) == label), math.nan)


def is_band(label: str) -> bool:
    """Whether words are those of a profile band, which say its number."""
    return label in [str(band) for band in ProfileBand]


def is_none(label: str) -> bool:
    """Whether words say that there is no rating, or no profile band."""
    return label in (NO_RATING, of_result(NO_RATING, "profile band"))


def of_result(text: str, what: str) -> str:
    """A text about ratings as one about what a framework comes to.

    >>> of_result("points at which ratings 4, 3 and 2 begin", "profile band")
    'points at which profile bands 4, 3 and 2 begin'
    """
    return re.sub(r"\brating(s?)\b", rf"{what}\1", text)


def in_words(label: str) -> str:
    """A rating with its number behind, as the verb of a sentence.

    >>> in_words("performs well"), in_words("profile band 3")
    ('performs well (3)', 'is in profile band 3')
    """
    return f"is in {label}" if is_band(label) else f"{label} ({number_of(label):.0f})"


def told_with_number(label: str, *, words: bool = True) -> str:
    """A rating by its number and words, or the number alone.

    >>> told_with_number("performs well"), told_with_number("profile band 3"), told_with_number("performs well", words=False)
    ('3 performs well', 'profile band 3', '3')
    """
    if is_none(label):
        return label if words else "–"
    number = f"{number_of(label):.0f}"
    return number if not words else label if is_band(label) else f"{number} {label}"


def choice_named(name: str) -> str:
    """What a choice is called; its own name where it has no other."""
    return CHOICES.get(name, capital(name))
