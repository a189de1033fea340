"""The published files beside the repository: each is read by its layout and by inference, and the two say the same of every cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from csrating.read import Answers, Reading, read_file

ERA, TODAY = "nis_era", "present_day"
LAYOUTS = {
    f"{ERA}/OSR23_2010_UD.csv": "runaways-2010-underlying-data",
    f"{ERA}/SFR27_2010_March.csv": "looked-after-2010-underlying-data",
    f"{ERA}/SFR27_2010_Started.csv": "looked-after-2010-underlying-data",
    f"{ERA}/SFR27_2010_Ceased.csv": "looked-after-2010-underlying-data",
    f"{ERA}/SFE21_2011_19YEARS.csv": "looked-after-2011-underlying-data",
    f"{ERA}/SFR21_2011_ADP.csv": "looked-after-2011-underlying-data",
    f"{ERA}/SFR21_2011_CEA.csv": "looked-after-2011-underlying-data",
    f"{ERA}/SFR21_2011_CLA.csv": "looked-after-2011-underlying-data",
    f"{ERA}/KS2_Attainment_2007-2011_LA.csv": "outcomes-looked-after-2011-underlying-data",
    f"{ERA}/KS4_Attainment_2007-2011_LA.csv": "outcomes-looked-after-2011-underlying-data",
    f"{ERA}/Absence_2011_LA.csv": "outcomes-looked-after-2011-underlying-data",
    f"{ERA}/Exclusions_2011_LA.csv": "outcomes-looked-after-2011-underlying-data",
    f"{ERA}/OC2_2011.csv": "outcomes-looked-after-2011-underlying-data",
    f"{ERA}/SFR50_2013_LATablesA.xlsx": "outcomes-looked-after-2013-la-tables",
    f"{ERA}/SFR11_2016_MainTables.xlsx": "outcomes-looked-after-2016-main-tables",
    f"{ERA}/exclusions_la_2006_2017.csv": "exclusions-2006-to-2017",
    f"{ERA}/level2_3_at_19_LA_2005_2025.csv": "attainment-at-19-2005-to-2025",
    f"{TODAY}/ks4_la.csv": "key-stage-4-by-social-care-group",
    f"{TODAY}/la_cla_placement_stability.csv": "placement-stability",
    f"{TODAY}/lait_bds_long.parquet": "local-authority-interactive-tool",
}
QUARTERS = ("2008 Q4", "2009 Q1", "2009 Q2", "2009 Q3", "2009 Q4", "2010 Q1", "2010 Q2")
SIX_TERMS = ("Percentage of school-aged children with UPN", "Number of looked after children matched to absence data")
ANSWERS = {
    "OSR23_2010_UD.csv": Answers(periods={f"_{n}$": quarter for n, quarter in enumerate(QUARTERS, 1)}, symbols={"-": "not returned"}),
    "SFR50_2013_LATablesA.xlsx": Answers(periods={f"^{header}$": "2013" for header in SIX_TERMS}),
    "OC2_2011.csv": Answers(period="2011"),
    **dict.fromkeys(("SFE21_2011_19YEARS.csv", *(f"SFR21_2011_{of}.csv" for of in ("ADP", "CEA", "CLA"))), Answers(period="2011")),
}
"""What the files do not say and their metadata and names do."""

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A published file; of the 640,000 rows of the interactive tool, those of every twentieth measure."""
    part = tmp_path_factory.mktemp("part") / "lait_bds_long.parquet"
    whole = pq.read_table(shared / "real" / TODAY / part.name)
    measures = whole["Short Desc"].to_pylist()
    chosen = set(sorted(set(measures))[::20]) | {m for m, year in zip(measures, whole["Years"].to_pylist(), strict=True) if year == "0"}
    pq.write_table(whole.filter([measure in chosen for measure in measures]), part)
    return lambda file: part if file.endswith(part.name) else shared / "real" / file


@pytest.fixture(scope="module")
def by_layout(real: Callable[[str], Path]) -> Read:
    return cache(lambda file: read_file(real(file)))


def figures(reading: Reading, measure: str, period: str = "", *, level: str = "council", breakdown: str = "") -> pd.Series:
    """The values of one measure by area."""
    rows = reading.figures
    chosen = (rows["measure"] == measure) & (rows["level"] == level) & (rows["breakdown"] == breakdown)
    chosen &= (rows["period"] == period) if period else True
    return rows[chosen].set_index("area")["value"]


@pytest.mark.parametrize(("file", "layout"), list(LAYOUTS.items()))
def test_each_file_is_read_by_the_layout_of_its_publication(by_layout: Read, file: str, layout: str) -> None:
    reading = by_layout(file)
    assert reading.basis == f"layout {layout}"
    assert reading.questions == ()
    said = reading.figures.assign(sheet=reading.figures["ref"].str.partition("!")[0])
    assert not said.duplicated(["sheet", "level", "area", "measure", "breakdown", "period"]).any()
    assert reading.figures["area"].nunique() > 150
    if not file.endswith(".parquet"):
        assert reading.figures["period_end"].notna().all()


@pytest.mark.parametrize("file", LAYOUTS)
def test_layout_and_inference_agree_cell_by_cell(by_layout: Read, real: Callable[[str], Path], file: str) -> None:
    laid_out = by_layout(file).figures.set_index("ref")
    inferring = read_file(real(file), infer=True, answers=ANSWERS.get(Path(file).name, Answers()))
    inferred = inferring.figures.set_index("ref")
    assert inferring.questions == ()
    assert set(laid_out.index) == set(inferred.index)
    same = ["level", "area", "period", "value", "status"]
    pd.testing.assert_frame_equal(inferred.loc[laid_out.index, same], laid_out[same])


def test_each_file_without_a_period_asks_for_it(shared: Path) -> None:
    for file in ("OC2_2011.csv", "SFR21_2011_ADP.csv", "OSR23_2010_UD.csv"):
        reading = read_file(shared / "real" / ERA / file, infer=True)
        assert reading.figures.empty
        assert "which period" in reading.questions[0].asks


@pytest.mark.parametrize(
    ("quarter", "returns", "england"),
    list(zip(QUARTERS, (121, 146, 152, 147, 150, 142, 112), (7.4, 8.0, 8.7, 9.4, 9.9, 10.5, 11.1), strict=True)),
)
def test_ni_71_has_the_returns_that_its_notes_state_and_england_is_their_mean(
    by_layout: Read, quarter: str, returns: int, england: float
) -> None:
    reading = by_layout(f"{ERA}/OSR23_2010_UD.csv")
    councils = figures(reading, "overall score, 0 to 15", quarter)
    assert (len(councils), int(councils.notna().sum())) == (152, returns)
    assert figures(reading, "overall score, 0 to 15", quarter, level="England")["England"] == england
    assert councils.mean() == pytest.approx(england, abs=0.05)


def test_the_placements_of_2010_stand_under_headers_that_are_not_theirs(by_layout: Read) -> None:
    before, after = by_layout(f"{ERA}/SFR27_2010_March.csv"), by_layout(f"{ERA}/SFR21_2011_CLA.csv")
    fostered = figures(before, "looked after at 31 March: in a placement with another foster carer")
    with_relatives = figures(before, "looked after at 31 March: in a foster placement with a relative or friend")
    assert np.log((fostered + with_relatives).div(figures(after, "looked after at 31 March: in foster placements"))).abs().median() < 0.1
    parents = figures(before, "looked after at 31 March: placed with own parents or another person with parental responsibility")
    assert np.log(parents.div(figures(after, "looked after at 31 March: placed with parents"))).abs().median() < 0.3
    assert [one.kind for one in before.remarks] == ["caution"]


def test_attainment_at_19_has_150_councils_each_year_and_england(by_layout: Read) -> None:
    reading = by_layout(f"{ERA}/level2_3_at_19_LA_2005_2025.csv")
    everyone = "gender: ALL; free school meals: ALL; special educational needs: ALL"
    for year in range(2005, 2019):
        assert len(figures(reading, "with Level 2 by 19, per cent", str(year), breakdown=everyone)) == 150
    cohort = "young people aged 19 who were in state schools at 15"
    england = figures(reading, cohort, "2005", level="England", breakdown=everyone)["England"]
    assert england == figures(reading, cohort, "2005", level="region", breakdown=everyone).sum() == 558_620
    assert not {"201", "420"} & set(reading.figures["area"])


def test_exclusions_of_2008_have_old_councils_and_successors_without_a_rate(by_layout: Read) -> None:
    rows = by_layout(f"{ERA}/exclusions_la_2006_2017.csv").figures
    total = rows[(rows["period"] == "2008/09") & (rows["breakdown"] == "school type: Total") & rows["level"].isin(["council", "former"])]
    rate = total[total["measure"] == "permanent exclusions, per cent of pupils"].set_index("area")
    assert (len(rate), int(rate["value"].notna().sum())) == (154, 148)
    assert rate.index[rate["status"] == "suppressed"].tolist() == ["372", "857"]
    successors = ["822", "823", "895", "896"]
    assert (rate.loc[successors, ["status", "symbol"]] == ["not applicable", "."]).all(axis=None)
    assert (total[total["measure"] == "pupils"].set_index("area").loc[successors, "value"] == 0).all()
    assert rate.loc[["820", "875"], "level"].tolist() == ["former", "former"]


@pytest.mark.parametrize(
    ("file", "part", "whole", "period", "usable", "without_anyone"),
    [
        ("KS2_Attainment_2007-2011_LA.csv", "achieving Level 4 in English", "eligible for Key Stage 2 tests", "2009", 84, None),
        ("KS2_Attainment_2007-2011_LA.csv", "achieving Level 4 in mathematics", "eligible for Key Stage 2 tests", "2009", 84, None),
        (
            "KS4_Attainment_2007-2011_LA.csv",
            "achieving 5 or more GCSEs at A*-C including English and mathematics",
            "eligible to sit GCSEs",
            "2009",
            37,
            None,
        ),
        (
            "SFR21_2011_CLA.csv",
            "looked after at 31 March: three or more placements in the year",
            "looked after at 31 March",
            "2011",
            148,
            0,
        ),
        ("SFR21_2011_ADP.csv", "adopted: placed within 12 months of the decision that they should be", "adopted", "2011", 128, 3),
        ("SFE21_2011_19YEARS.csv", "in suitable accommodation", "all aged 19", "2011", 149, None),
    ],
)
def test_how_many_councils_have_both_counts(
    by_layout: Read, file: str, part: str, whole: str, period: str, usable: int, without_anyone: int | None
) -> None:
    reading = by_layout(f"{ERA}/{file}")
    both = pd.concat([figures(reading, part, period), figures(reading, whole, period)], axis=1).dropna()
    assert len(both) == usable
    assert without_anyone in (None, int((both.iloc[:, 1] == 0).sum()))


def test_ni_148_by_adding_its_parts(by_layout: Read) -> None:
    reading = by_layout(f"{ERA}/SFE21_2011_19YEARS.csv")
    parts = [figures(reading, name) for name in ("higher education", "other education", "training or employment", "all aged 19")]
    assert len(pd.concat(parts, axis=1).dropna()) == 24


@pytest.mark.parametrize(("year", "usable"), [("2011", 147), ("2012", 144), ("2013", 145)])
def test_ni_58_in_the_tables_of_2013(by_layout: Read, year: str, usable: int) -> None:
    score = figures(by_layout(f"{ERA}/SFR50_2013_LATablesA.xlsx"), "average SDQ score per child, 0 to 40", year)
    assert (len(score), int(score.notna().sum())) == (152, usable)


def test_the_same_indicator_differs_between_releases_and_each_keeps_its_own(by_layout: Read) -> None:
    all_children, matched = by_layout(f"{ERA}/KS4_Attainment_2007-2011_LA.csv"), by_layout(f"{ERA}/SFR50_2013_LATablesA.xlsx")
    passed = "achieving 5 or more GCSEs at A*-C including English and mathematics"
    counts = [figures(all_children, name, "2009", level="England")["England"] for name in (passed, "eligible to sit GCSEs")]
    assert counts == [479, 4960]
    share = "5 or more GCSEs at A*-C or equivalent including English and mathematics, per cent"
    stated = [figures(matched, name, "2009", level="England")["England"] for name in (share, "eligible to sit GCSEs, matched to results")]
    assert stated == [11, 4560]
    assert all("4,960" in reading.remarks[1 if reading is matched else 0].found for reading in (all_children, matched))


def test_noughts_before_the_figures_were_there_are_no_figures(by_layout: Read) -> None:
    absence = by_layout(f"{ERA}/Absence_2011_LA.csv").figures.groupby("period")
    assert absence["value"].count()["2011"] == 0
    assert set(absence.get_group("2011")["status"]) == {"not available"}
    assert (absence.get_group("2010")["value"] == 0).any()


def test_the_block_of_six_terms_has_the_two_columns_over_which_no_year_stands(by_layout: Read) -> None:
    rows = by_layout(f"{ERA}/SFR50_2013_LATablesA.xlsx").figures.set_index("ref")
    darlington = [rows.loc[f"SFR50_2013_LATablesA.xlsx#Table LA10!{letter}12"] for letter in ("AS", "BC", "BE")]
    assert [one["breakdown"] for one in darlington] == ["5 terms", "6 terms", "6 terms"]
    assert [(one["period"], one["value"]) for one in darlington] == [("2013", 80), ("2013", 80), ("2013", 2.4)]


def test_symbols_of_explore_education_statistics(by_layout: Read) -> None:
    rows = by_layout(f"{TODAY}/ks4_la.csv").figures
    said = rows[rows["symbol"] != ""].groupby("symbol")["status"].unique().map(list).to_dict()
    assert said == {"c": ["suppressed"], "k": ["not available"], "x": ["not available"], "z": ["not applicable"]}
