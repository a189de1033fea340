"""The form of a framework's file: every rule that it must hold, what each may be, and what must hold between them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

from csrating.reference.frameworks.fits import (
    Fit,
    Place,
    day,
    distinct,
    flag,
    in_turn,
    items,
    number,
    rule,
    rules,
    table,
    text,
    whole,
    whole_or,
    word,
)
from csrating.reference.frameworks.model import ANY_AGE
from csrating.reference.neighbours import neighbour_vintages
from csrating.schema import (
    EVIDENCE_MARKS,
    GRADES,
    RUN_BY,
    SAFEGUARDING_ASPECTS,
    SAFEGUARDING_FINDINGS,
    SAFEGUARDING_KINDS,
    SETTING_CLUSTERS,
    SETTING_TYPES,
    Average,
    InLine,
    words_of,
)

SHARE = number(least=0, most=100)
POINTS = number(least=1, most=4)
COUNT = whole(least=1, most=10_000)
WEIGHT = number(least=0, most=1000, above=True)


@cache
def form() -> Fit:
    """The fit of a whole file."""
    groups = {
        "name": text,
        "title": text,
        "indicators_origin": text,
        **_scope(),
        **_points(),
        "judgement": rules(permitted=flag),
        "limits": _limits(),
        "status": rules(withheld_when_pending=flag),
        "proportions": rules(told_by_number_up_to=COUNT, source=text),
        "scale": rules(excellently=text, well=text, adequately=text, poorly=text),
        "setting_types": in_turn(items(_setting_type()), distinct("name"), distinct("one")),
        "proportion_words": in_turn(items(_proportion_word()), distinct("word"), _words_fall),
    }
    return in_turn(table(groups, optional={"registers": word(("2009", "2025"))}), _agree)


def _scope() -> dict[str, Fit]:
    """Which evidence counts, and what is in line."""
    left_out = table({"setting_type": word(SETTING_TYPES), "run_by": in_turn(items(word(RUN_BY)), distinct())})
    return {
        "neighbours": rules(
            vintage=word(vintage.label for vintage in neighbour_vintages()),
            least_with_data=whole(least=2, most=152),
            average=word(words_of(Average)),
        ),
        "inspections": table(
            {
                "cut_off": rule(day),
                "window_years": rule(whole_or(ANY_AGE, least=1, most=50)),
                "settings_left_out": rule(in_turn(items(left_out, least=0), distinct("setting_type"))),
            },
            optional={"of_any_age": rule(in_turn(items(word(SETTING_TYPES)), distinct()))},
        ),
        "indicators": rules(cut_off=day),
        "standing": table({"rule": rule(word(words_of(InLine)))}, optional={"width": rule(number(least=0, most=10, above=True))}),
    }


def _points() -> dict[str, Fit]:
    """From shares and grades to points, and from points to bands."""
    return {
        "points": rules(
            share_good_or_better=_steps(),
            single_setting=in_turn(table(dict.fromkeys(reversed(GRADES), POINTS)), _grades_rise),
            inadequate_share=SHARE,
            inadequate_least_settings=COUNT,
            share_in_line_or_above=_steps(),
        ),
        "combined": rules(
            inspection_weight=WEIGHT,
            nis_weight=WEIGHT,
            pooling=word(("clusters", "pooled")),
            band_cuts=_cuts_fall,
            borderline=number(least=0, most=1),
            least_clusters=whole(least=0, most=10_000),
            least_indicators=COUNT,
        ),
    }


def _limits() -> Fit:
    kind, finding = word(SAFEGUARDING_KINDS), word(SAFEGUARDING_FINDINGS)
    return rules(
        priority_action=table({"kind": kind, "finding": finding, "cut": whole(least=1, most=3)}),
        full_inspection_inadequate=table(
            {"kind": kind, "aspect": word(SAFEGUARDING_ASPECTS), "finding": finding, "at_most": whole(least=1, most=4)}
        ),
        observed_at_most=whole(least=1, most=4),
    )


def _setting_type() -> Fit:
    return table({"name": word(SETTING_TYPES), "cluster": word(SETTING_CLUSTERS), "one": text})


def _proportion_word() -> Fit:
    return table({"least": SHARE, "word": text, "evidence": word(EVIDENCE_MARKS)}, optional={"more_than": flag})


def _steps() -> Fit:
    return in_turn(items(table({"least": SHARE, "points": POINTS})), _steps_fall)


def _steps_fall(steps: Any, place: Place) -> None:
    for count, (upper, lower) in enumerate(pairwise(steps), start=2):
        for key in ("least", "points"):
            if lower[key] >= upper[key]:
                raise (
                    place.item(count).part(key).wrong(f"is {lower[key]:g}", expected=f"less than the {upper[key]:g} of the step before it")
                )
    if steps[-1]["least"] != 0:
        raise (
            place.item(len(steps))
            .part("least")
            .wrong(f"is {steps[-1]['least']:g}", expected="0 in the last step, or a share has no points")
        )


def _grades_rise(points: Any, place: Place) -> None:
    for worse, better in pairwise(GRADES):
        if points[better] < points[worse]:
            raise place.part(better).wrong(f"is {points[better]:g}", expected=f"no fewer points than for {worse} ({points[worse]:g})")


def _cuts_fall(cuts: Any, place: Place) -> None:
    expected = "three numbers from 4 down to 1, each lower than the one before it"
    items(POINTS)(cuts, place)
    if len(cuts) != 3 or any(lower >= upper for upper, lower in pairwise(cuts)):
        raise place.wrong(f"is {cuts}", expected=expected)


def _words_fall(words: Any, place: Place) -> None:
    """Each word begins below the one before it; at one share, "more than" goes before "at least"."""
    begins = [(entry["least"], entry.get("more_than", False)) for entry in words]
    for count, (upper, lower) in enumerate(pairwise(begins), start=2):
        if lower >= upper:
            named = f"{words[count - 2]['word']!r} ({upper[0]:g})"
            raise place.item(count).part("least").wrong(f"is {lower[0]:g}", expected=f"less than for the word before it, {named}")
    if begins[-1] != (0, False):
        raise place.item(len(words)).wrong(f"begins at {begins[-1][0]:g}", expected="least = 0 in the last word, or a share has no word")


def _width_fits(standing: Any, place: Place) -> None:
    """The rule for in line has a width where it needs one, and none where nothing would heed it."""
    chosen = InLine(standing["rule"]["value"])
    if chosen.has_width != ("width" in standing):
        wrong = "is missing" if chosen.has_width else "is not heeded"
        does = "needs a width" if chosen.has_width else "takes its width from the figures"
        raise place.part("standing.width").wrong(wrong, expected=f"the rule {str(chosen)!r} {does}")


def _average_fits(chosen: InLine, average: str, place: Place) -> None:
    if chosen.only_average and average != chosen.only_average:
        raise place.part("neighbours.average").wrong(
            f"is {average!r}", expected=f"{str(chosen.only_average)!r}, which the rule {str(chosen)!r} is about"
        )


def _window_is_heeded(inspections: Any, place: Place) -> None:
    """Types that a window does not hold for are named only where there is a window."""
    if inspections["window_years"]["value"] == ANY_AGE and "of_any_age" in inspections:
        raise place.part("inspections.of_any_age").wrong(
            "is not heeded", expected=f"no such rule where inspections.window_years is {ANY_AGE!r}", do="Leave it out, or give a window."
        )


def _agree(data: Any, place: Place) -> None:
    """What must hold between rules."""
    _window_is_heeded(data["inspections"], place)
    _width_fits(data["standing"], place)
    _average_fits(InLine(data["standing"]["rule"]["value"]), data["neighbours"]["average"]["value"], place)
    combined = {name: rule["value"] for name, rule in data["combined"].items()}
    closest = min(upper - lower for upper, lower in pairwise(combined["band_cuts"]))
    if 2 * combined["borderline"] >= closest:
        found = f"is {combined['borderline']:g}"
        raise place.part("combined.borderline").wrong(found, expected=f"less than half of {closest:g}, the distance between two band_cuts")
    clusters = {setting["cluster"] for setting in data["setting_types"]}
    if combined["least_clusters"] > len(clusters):
        found = f"is {combined['least_clusters']}"
        raise place.part("combined.least_clusters").wrong(found, expected=f"at most the {len(clusters)} clusters of setting_types")
