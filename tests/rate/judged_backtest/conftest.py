"""Six councils made by hand: how many of twenty indicators are in line or above, and what an inspection judged."""

from types import SimpleNamespace

import pandas as pd
import pytest

from csrating.reference.frameworks import framework
from csrating.schema import SAFEGUARDING

RULES = framework("2025")
TWENTY = RULES.edition.counting[:20]
NAMES = dict(RULES.edition.councils()[["code", "name"]].to_numpy())


def comparison(council, indicator, *, standing="in line", period="2024/25", end="2025-03-31", value=1.0, polarity="high"):
    return {
        "council": council,
        "indicator": indicator,
        "period": period,
        "period_end": pd.Timestamp(end),
        "against": "neighbours",
        "standing": standing,
        "value": value,
        "polarity": polarity,
    }


def with_good(council, good, *, of=20, value=None, **more):
    """So many indicators of ``of`` in line, the others below."""
    value = float(good) if value is None else value
    return [
        comparison(council, indicator, standing="in line" if place < good else "below", value=value, **more)
        for place, indicator in enumerate(TWENTY[:of])
    ]


def finding(council, finding_, *, on="2023-07-10", aspect="overall effectiveness", kind="ILACS inspection"):
    row = [council, kind, pd.Timestamp(on), aspect, finding_, "S", "published", "outcomes.ods", f"outcomes.ods#x!{council}{aspect}"]
    return dict(zip(SAFEGUARDING.names, row, strict=True))


def ratings(comparisons, findings, councils):
    table = pd.DataFrame({"council": councils, "name": [NAMES[code] for code in councils]})
    safeguarding = pd.DataFrame(findings, columns=SAFEGUARDING.names)
    safeguarding["held_on"] = safeguarding["held_on"].astype("datetime64[s]")
    nothing = pd.DataFrame()
    return SimpleNamespace(
        table=table,
        profile=nothing,
        compared=nothing,
        comparisons=pd.DataFrame(comparisons),
        data=SimpleNamespace(safeguarding=safeguarding),
        framework=RULES,
    )


SIX = {
    "301": (20, "outstanding"),
    "302": (16, "good"),
    "303": (13, "good"),
    "304": (13, "requires improvement"),
    "305": (10, "inadequate"),
    "306": (5, "requires improvement"),
}
"""100, 80, 65, 65, 50 and 25 per cent in line or above: bands 4, 4, 3, 3, 2, 1."""


@pytest.fixture(scope="session")
def by_hand():
    """The makers above, and ``six`` that puts the six together, with other findings where they are given."""

    def six(findings=None, **more):
        found = [finding(code, judged) for code, (_, judged) in SIX.items()] if findings is None else findings
        return ratings([row for code, (good, _) in SIX.items() for row in with_good(code, good, **more)], found, list(SIX))

    return SimpleNamespace(comparison=comparison, with_good=with_good, finding=finding, ratings=ratings, six=six, SIX=SIX, TWENTY=TWENTY)
