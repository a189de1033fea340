"""What a build and a rating are said to come to."""

from types import SimpleNamespace

import pandas as pd
import pytest

from csrating.cli.sentences import build_told, rating_told
from csrating.reference.frameworks import framework


def ratings(*labels, origin="published", safeguarding_read=True, by="2009"):
    """Ratings with these labels; None for a council without one, "withheld" for one whose rating is."""
    status = ["withheld" if label == "withheld" else "given" if label else "not given" for label in labels]
    labels = [None if label == "withheld" else label for label in labels]
    numbers = [{"performs poorly": 1, "performs well": 3, "performs excellently": 4}.get(label) for label in labels]
    names = ["Trafford", "Cornwall", "Plymouth"][: len(labels)]
    why = ["" if label else "nothing was inspected" for label in labels]
    table = pd.DataFrame({"name": names, "label": labels, "rating": numbers, "why": why, "origin": origin})
    table = table.assign(status=status).astype({"rating": "float64"})
    return SimpleNamespace(table=table, safeguarding_read=safeguarding_read, framework=framework(by), data=SimpleNamespace(notes=()))


def test_all_are_rated():
    assert build_told(ratings("performs well", "performs well", "performs poorly")) == (
        "3 councils: 0 perform excellently, 2 perform well, 0 perform adequately, 1 performs poorly; all are rated."
    )


def test_some_are_not_rated():
    assert build_told(ratings("performs well", None)).endswith("; 1 has no rating, and ratings.csv says why.")
    assert build_told(ratings("performs well", None, None)).endswith("; 2 have no rating, and ratings.csv says why.")


def test_none_is_rated():
    assert build_told(ratings(None, None)) == (
        "No rating is given for any of the 2 councils; ratings.csv says why for each. Trafford: nothing was inspected."
    )


def test_withheld_ratings_are_told_apart_from_missing_ones():
    assert build_told(ratings("performs well", "withheld")).endswith("; 1 has its rating withheld, and ratings.csv says why.")
    assert build_told(ratings("performs well", None, "withheld")).endswith(
        "; 1 has no rating and 1 has its rating withheld, and ratings.csv says why."
    )
    assert build_told(ratings("withheld", None)) == (
        "No rating is given for any of the 2 councils; 1 is withheld; ratings.csv says why for each. Trafford: nothing was inspected."
    )


@pytest.mark.parametrize("origin", ["demonstration", "mixed"])
def test_demonstration_data_are_named(origin):
    assert build_told(ratings("performs well", origin=origin)).endswith("all are rated. The ratings rest on demonstration data.")


def test_findings_that_were_not_read_are_named():
    told = build_told(ratings("performs well", safeguarding_read=False))
    assert told.endswith("No safeguarding findings were read, so whether any rating is to be limited is unknown.")


@pytest.mark.parametrize(
    ("origin", "sentence"),
    [
        ("published", "This rating rests on published figures; it is not Ofsted's."),
        ("demonstration", "This rating rests on demonstration figures, which nobody published; it is not Ofsted's."),
        ("mixed", "This rating rests on demonstration figures, which nobody published, beside published ones; it is not Ofsted's."),
    ],
)
def test_one_rating_says_what_it_rests_on(origin, sentence):
    found = SimpleNamespace(name="Trafford", row=row("performs well", 3.0, origin=origin), reasons=REASONS)
    told = rating_told(ratings("performs well", origin=origin), found, width=None)
    assert told.splitlines()[0] == "Trafford: performs well (3)"
    assert sentence in told
    assert told.endswith("\n 2.83 A  data band: 2.833\n      S  rating: performs well (3)")


def test_no_rating_says_why():
    found = SimpleNamespace(name="Trafford", row=row(None, float("nan")), reasons=REASONS)
    told = rating_told(ratings(None, safeguarding_read=False), found, width=None)
    assert told.startswith("Trafford: no rating is given: nothing was inspected\n")
    assert "Ofsted" not in told
    assert "No safeguarding findings were read" in told


def test_a_withheld_rating_says_why_and_what_the_data_alone_give():
    why = {"status": "withheld", "why": "a full inspection of safeguarding is pending", "data_band": "performs well"}
    found = SimpleNamespace(name="Trafford", row=row(None, float("nan")) | why, reasons=REASONS)
    told = rating_told(ratings("withheld"), found, width=None)
    assert told.splitlines()[0] == (
        "Trafford: the rating is withheld: a full inspection of safeguarding is pending. The data alone give performs well (3)."
    )


REASONS = pd.DataFrame({"points": [2.833, None], "evidence": ["A", "S"], "text": ["data band: 2.833", "rating: performs well (3)"]})


def row(label, rating, *, origin="published"):
    return {
        "label": label,
        "rating": rating,
        "status": "given" if label else "not given",
        "why": "nothing was inspected",
        "framework": "2009",
        "vintage": "pre-2019",
        "origin": origin,
    }
