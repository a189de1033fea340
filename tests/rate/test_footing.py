"""What ratings would be at other points: where a judgement holds and where it falls away."""

import numpy as np
import pytest

from csrating.rate.footing import Footing
from csrating.rate.judgements import Judgement
from csrating.rate.rule import Rule
from csrating.reference.frameworks import framework
from csrating.reference.frameworks.changed import with_value
from csrating.schema import Rating


def footing(*, judged, judged_from, rules=None):
    none = np.zeros(1, dtype=bool)
    return Footing(
        codes=("358",),
        indicators=(),
        grades=np.zeros((1, 15, 4), dtype=np.int64),
        standings=np.zeros((1, 0)),
        priority_action=none,
        inadequate=none,
        judged=np.array([judged], dtype=np.int8),
        judged_from=np.array([judged_from], dtype=np.int8),
        withheld=none,
        rule=Rule(rules or framework("2009")),
    )


@pytest.mark.parametrize(
    ("points", "rating"),
    [(3.3, 4), (3.25, 4), (3.24, 3), (3.5, 4), (2.75, 3), (2.6, 3), (2.5, 3), (2.4, 2)],
)
def test_a_judgement_holds_only_at_the_cut_beyond_which_it_chose(points, rating):
    """From 3 up to 4 it was permitted within a quarter of 3.5; at 2.6 the band is 3 too, but its borderline range is that of 2 and 3."""
    found = footing(judged=4, judged_from=3).rated(np.array([[points]]))
    assert found.tolist() == [[rating]]


@pytest.mark.parametrize(("points", "rating"), [(2.5, 2), (2.75, 2), (2.76, 3), (3.4, 3), (2.4, 2)])
def test_a_judgement_downwards_holds_above_the_cut_alone(points, rating):
    assert footing(judged=2, judged_from=3).rated(np.array([[points]])).tolist() == [[rating]]


@pytest.mark.parametrize(("permitted", "rating"), [(True, 2), (False, 3)])
def test_judgements_are_laid_on_where_the_framework_permits_them(permitted, rating):
    rules = with_value(framework("2009"), "judgement.permitted", permitted)
    down = Judgement(Rating.WELL, Rating.ADEQUATELY, "Leadership", "A Director", "2009-12-09", "")
    found = footing(judged=0, judged_from=0, rules=rules).judged_by({"358": down})
    assert found.rated(np.array([[2.6]])).tolist() == [[rating]]
    assert found.judged_by({}).rated(np.array([[2.6]])).tolist() == [[3]]
