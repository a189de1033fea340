"""Ten councils and ten measures of today beside LAIT's own figures, worked out here from the raw table by its published method.

What differs is listed, each with the known defect of LAIT's method behind it: docs/data.md tells them, and nothing else may differ.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

import csrating as cs

COUNCILS = {
    "201": "City of London",
    "330": "Birmingham",
    "358": "Trafford",
    "420": "Isles of Scilly",
    "801": "Bristol",
    "838": "Dorset",
    "886": "Kent",
    "890": "Blackpool",
    "941": "West Northamptonshire",
    "942": "Cumberland",
}
MEASURES = {
    "TotAbs": "Low",
    "LACStable_2016on": "Low",
    "Hosp_Adm_Alc_<18yrs": "Low",  # periods of three years
    "FirstYJS": "Low",  # a row of England that is no average, and a council that ended
    "HE_19_FSM": "High",  # periods such as 2023-24, and two councils that ended
    "LAC_KS2_ExpStd_RWM": "High",  # half of the councils have no figure
    "StayingPut": "High",
    "CIN_KS2_ExpStd_RWM": "High",
    "KS1P_all": "High",  # a period such as 2025 (prov)
    "APSE_Best_3ALevels": "High",  # a period such as 2025 (Rev)
}
FIRST_COUNCIL, LAST_COUNCIL, LAST_AREA = 200, 969, 999

# ---- LAIT's method, from the raw files alone ----


class Lait:
    """One measure as LAIT tells it: the latest period by its text, rank and quarter among all rows of councils, plain means, row before."""

    def __init__(self, rows: pd.DataFrame, polarity: str, decimals: int, *, last: int = LAST_COUNCIL) -> None:
        self.high, self.decimals = polarity == "High", decimals
        some = rows.assign(value=pd.to_numeric(rows["Values"], errors="coerce"))
        some = some[some["LA Number"].between(FIRST_COUNCIL, last)]
        self.periods = sorted(some["Years"].unique())  # as text
        self.values = {period: _by_code(some[some["Years"] == period]) for period in self.periods[-2:]}
        self.latest = self.values[self.periods[-1]]
        known = sorted(self.latest.values())
        self.edges = [_type_7(known, share) for share in (0.25, 0.5, 0.75)]

    def rank(self, code: str) -> int | None:
        own = self.latest.get(code)
        return None if own is None else 1 + sum((other > own) if self.high else (other < own) for other in self.latest.values())

    def band(self, code: str) -> str:
        own = self.latest.get(code)
        if own is None:
            return ""
        quarter = sum(own > edge for edge in self.edges)  # on an edge: the lower quarter
        return ("DCBA" if self.high else "ABCD")[quarter]

    def mean(self, neighbours: list[str]) -> float | None:
        some = [self.latest[one] for one in neighbours if one in self.latest]
        return sum(some) / len(some) if some else None

    def change(self, code: str) -> float | None:
        before, now = (self.values[period].get(code) for period in self.periods[-2:])
        return None if before is None or now is None else now - before

    def printed(self, band: str) -> tuple[float, float]:
        """The ends of a band as LAIT prints them: rounded, a step of the last decimal apart, C of high measures from the wrong edge."""
        first, second, third = self.edges
        step = 10.0**-self.decimals
        lowest, highest = min(self.latest.values()), max(self.latest.values())
        if self.high:
            ends = {"A": (third + step, highest), "B": (second + step, third), "C": (first + step, second + step), "D": (lowest, first)}
        else:
            ends = {"A": (lowest, first), "B": (first + step, second), "C": (second + step, third), "D": (third + step, highest)}
        return tuple(_rounded(end, self.decimals) for end in ends[band])  # type: ignore[return-value]

    def bands_printed_for(self, code: str) -> str:
        """The bands in whose printed ends a council's printed figure lies."""
        own = _rounded(self.latest[code], self.decimals)
        ends = {band: self.printed(band) for band in "ABCD"}
        return "".join(band for band, (low, high) in ends.items() if low - 1e-9 <= own <= high + 1e-9)


def _by_code(rows: pd.DataFrame) -> dict[str, float]:
    return {str(int(code)): value for code, value in zip(rows["LA Number"], rows["value"], strict=True) if np.isfinite(value)}


def _type_7(ordered: list[float], share: float) -> float:
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _rounded(value: float, decimals: int) -> float:
    """Half away from nought, as the Department rounds."""
    scaled = abs(value) * 10**decimals + 0.5 + 1.5e-8
    return math.copysign(math.trunc(scaled) / 10**decimals, value)


@pytest.fixture(scope="module")
def raw(shared):
    """The rows of the ten measures as they were published."""
    every = pd.read_parquet(shared / "real/present_day/lait_bds_long.parquet")
    return every[every["Short Desc"].isin(MEASURES)]


@pytest.fixture(scope="module")
def lait(shared, raw):
    about = pd.read_csv(shared / "real/present_day/lait_data_dictionary.csv", dtype=str).set_index("Measure_short")
    polarity = about.loc[list(MEASURES), "Polarity"].to_dict()
    assert polarity == MEASURES
    decimals = {name: 1 if pd.isna(about.at[name, "dps"]) else int(about.at[name, "dps"]) for name in MEASURES}
    return {name: Lait(raw[raw["Short Desc"] == name], polarity[name], decimals[name]) for name in MEASURES}


@pytest.fixture(scope="module")
def neighbours(shared):
    """The Department's table of May 2025: each council's ten."""
    table = pd.read_excel(shared / "real/present_day/sn_may_2025.xlsx", header=2, engine="openpyxl")
    rows = table[pd.to_numeric(table["LA num"], errors="coerce").notna()]
    ten = rows.iloc[:, 5:25:2].astype(int).astype(str)
    return dict(zip(rows["LA num"].astype(int).astype(str), ten.to_numpy().tolist(), strict=True))


# ---- ours, on the road of today ----


@pytest.fixture(scope="module")
def today(raw, tmp_path_factory):
    folder = tmp_path_factory.mktemp("today")
    raw.to_parquet(folder / "lait_bds_long.parquet", index=False)
    return cs.read(folder)


@pytest.fixture(scope="module")
def ours(today):
    return {name: cs.compare(today, indicator=name) for name in MEASURES}


@pytest.fixture(scope="module")
def figures(ours):
    """Ours by measure and council: rank by the ranking, quarter, mean of the neighbours with how many had data, change."""
    found = {}
    for name, one in ours.items():
        table = one.table.set_index("council")
        ranks = one.ranking(draws=100).set_index("council")["rank"].to_dict()
        for code in COUNCILS:
            row = table.loc[code]
            found[name, code] = row[["band", "baseline", "change", "with_data"]].to_dict() | {"rank": ranks.get(code)}
    return found


def differ(one, other) -> bool:
    """Whether two figures differ; blank and blank are alike."""
    none = [value is None or value != value for value in (one, other)]
    return none[0] != none[1] if any(none) else not math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def different(figures, what, theirs) -> dict[tuple[str, str], tuple]:
    """LAIT's and ours, where they differ."""
    pairs = {key: (theirs(*key), row[what]) for key, row in figures.items()}
    return {key: pair for key, pair in pairs.items() if differ(*pair)}


# ---- LAIT's method here is LAIT's: figures of its own code ----


def test_the_method_worked_out_here_gives_the_figures_of_laits_own_code(shared, raw, neighbours):
    """Those figures rank England and the regions among the councils, so that these are among them here too."""
    theirs = pd.read_csv(shared / "peers/oracles/lait_rank_band_neighbour_mean_2025.csv", dtype={"la_code": str})
    theirs = theirs[theirs["measure"].isin(MEASURES) & theirs["value"].notna()]
    assert set(theirs["measure"]) == {"StayingPut", "CIN_KS2_ExpStd_RWM"}
    every = {name: Lait(raw[raw["Short Desc"] == name], "High", 1, last=LAST_AREA) for name in set(theirs["measure"])}
    for row in theirs.itertuples():
        own = every[row.measure]
        assert (own.rank(row.la_code), own.band(row.la_code)) == (row.rank, row.band)
        assert own.edges == pytest.approx([row.q25, row.q50, row.q75])
        if row.la_code in neighbours and row.la_code in COUNCILS:
            assert own.mean(neighbours[row.la_code]) == pytest.approx(row.neighbour_mean, abs=1e-3)
    assert len(theirs) == 301


# ---- where ours differ, and the defect behind each ----


def test_the_figures_are_there_to_be_compared(figures, ours):
    """No agreement of blanks: most of the hundred pairs have each figure, and each measure has some."""
    number = dict.fromkeys(("rank", "band", "change", "baseline"), 0)
    for row in figures.values():
        for what in number:
            number[what] += row[what] == row[what] and row[what] not in (None, "")
    assert number == {"rank": 75, "band": 75, "change": 62, "baseline": 99}
    assert set(COUNCILS) <= set(ours["TotAbs"].table["council"])


def test_ranks_differ_only_where_lait_ranks_a_council_that_ended(figures, lait, today):
    """Defect 1: in a period after its end, a council that ended is still ranked, and those after it are a place too far down."""
    stand = set(cs.reference.edition("2025").codes)
    ended = {name: sorted(set(one.latest) - stand) for name, one in lait.items()}
    assert {name: codes for name, codes in ended.items() if codes} == {"FirstYJS": ["835"], "HE_19_FSM": ["909", "928"]}
    found = different(figures, "rank", lambda name, code: lait[name].rank(code))
    assert {key: int(theirs - own) for key, (theirs, own) in found.items()} == {
        **{("FirstYJS", code): 1 for code in ("330", "801", "886", "890", "942")},
        **{("HE_19_FSM", code): 1 for code in ("801", "838", "886")},
        ("HE_19_FSM", "890"): 2,
    }
    for (name, code), (theirs, own) in found.items():
        one = lait[name]
        assert theirs - own == sum((one.latest[gone] > one.latest[code]) == one.high for gone in ended[name])


def test_means_of_neighbours_are_those_of_lait(figures, lait, neighbours):
    assert different(figures, "baseline", lambda name, code: lait[name].mean(neighbours[code])) == {}


def test_bands_differ_only_on_an_edge_where_high_is_good(figures, lait):
    """Defect 2: a figure on an edge falls to the better band where low is good, and to the worse one where high is good."""
    pairs = {(name, code): (lait[name].band(code), row["band"]) for (name, code), row in figures.items()}
    found = {key: f"{theirs} {own}" for key, (theirs, own) in pairs.items() if theirs != own}
    assert found == {
        ("LAC_KS2_ExpStd_RWM", "330"): "D C",
        ("StayingPut", "838"): "C B",
        ("StayingPut", "942"): "B A",
        ("CIN_KS2_ExpStd_RWM", "886"): "D C",
        ("CIN_KS2_ExpStd_RWM", "942"): "C B",
        ("KS1P_all", "886"): "D C",
        ("KS1P_all", "890"): "D C",
        ("KS1P_all", "941"): "B A",
        ("APSE_Best_3ALevels", "941"): "C B",
    }
    for name, code in found:
        assert lait[name].high
        assert lait[name].latest[code] in lait[name].edges


def test_changes_differ_only_between_spans_that_overlap(figures, lait):
    """Defect 3: 'change from previous year' is the difference from the row before, here of three years of which two are the same."""
    found = different(figures, "change", lambda name, code: lait[name].change(code))
    assert set(found) == {("Hosp_Adm_Alc_<18yrs", code) for code in ("330", "358", "801", "838", "886", "890", "941", "942")}
    assert all(own != own for _, own in found.values())


def test_printed_bands_contradict_the_band_in_lait_alone(lait, ours, figures):
    """Defect 4: the printed C of a high measure reaches into B; ours print the figures that are in them."""
    known = [(name, code) for name, code in figures if code in lait[name].latest]
    found = {key: (lait[key[0]].band(key[1]), lait[key[0]].bands_printed_for(key[1])) for key in known}
    assert {key: pair for key, pair in found.items() if pair[0] != pair[1]} == {("APSE_Best_3ALevels", "801"): ("B", "BC")}
    for name, code in known:
        printed = {one.band: sorted((round(one.worst, one.decimals), round(one.best, one.decimals))) for one in ours[name].bands}
        own = round(lait[name].latest[code], ours[name].bands[0].decimals)
        assert [band for band, (low, high) in printed.items() if low <= own <= high] == [figures[name, code]["band"]]


def test_england_differs_only_where_its_row_is_no_average(raw, today):
    """Defect 5: England's row of first-time entrants is how many there were, and LAIT draws it beside the rates of councils."""
    england = raw[raw["LA and Regions"] == "England"]
    theirs = set(england.loc[pd.to_numeric(england["Values"], errors="coerce").notna(), "Short Desc"])
    ours = today.observations[(today.observations["level"] == "England") & today.observations["value"].notna()]
    assert theirs - set(ours["indicator"]) == {"FirstYJS"}


def test_the_latest_period_by_text_is_the_latest_in_these_measures(lait, ours):
    """LAIT's years are text (defect 6): nothing comes of it in this vintage, in which no measure mixes forms that sort otherwise."""
    assert {name for name, one in lait.items() if one.periods[-1][:4] != ours[name].period[:4]} == set()
