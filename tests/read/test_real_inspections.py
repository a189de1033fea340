"""The published extracts of inspections beside the repository: what they hold by a count of their own text, and by both roads alike."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from csrating.read import Reading, read_file

PROVIDERS_2015, PROVIDERS_2016 = "social_care_providers_at_31_march_2015.csv", "social_care_providers_at_31_march_2016.csv"
COUNCILS_2025 = "LA_Inspection_Outcomes_as_at_31_March_2025.ods"
LAYOUTS = {
    PROVIDERS_2015: "social-care-providers-2015",
    PROVIDERS_2016: "social-care-providers-2016",
    COUNCILS_2025: "council-inspection-outcomes-2025",
}
SAME = ["level", "area", "setting", "provision", "setting_type", "run_by", "event", "inspected_on", "published_on", "judgement", "grade"]
HEADER_ROW, FIRST_JUDGEMENT = {PROVIDERS_2015: 0, PROVIDERS_2016: 1}, {PROVIDERS_2015: 16, PROVIDERS_2016: 19}
ON_THE_SCALE = {
    "outstanding": "outstanding",
    "good": "good",
    "adequate": "satisfactory",
    "satisfactory": "satisfactory",
    "requires improvement": "satisfactory",
    "inadequate": "inadequate",
    "not judged": "",
}

Read = Callable[[str], Reading]


@pytest.fixture(scope="module")
def by_layout(shared: Path) -> Read:
    return cache(lambda file: read_file(shared / "real" / "ofsted" / file))


@pytest.fixture(scope="module")
def by_inference(shared: Path) -> Read:
    return cache(lambda file: read_file(shared / "real" / "ofsted" / file, infer=True))


def text_of(shared: Path, file: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a list of providers, read by nothing but the csv module."""
    with (shared / "real" / "ofsted" / file).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    return rows[HEADER_ROW[file]], [row for row in rows[HEADER_ROW[file] + 1 :] if any(row)]


@pytest.mark.parametrize(("file", "layout"), LAYOUTS.items())
def test_each_file_is_read_by_the_layout_of_its_publication(by_layout: Read, file: str, layout: str) -> None:
    reading = by_layout(file)
    assert reading.basis == f"layout {layout}"
    assert reading.questions == ()
    assert reading.figures.empty
    assert reading.report.balances


@pytest.mark.parametrize("file", LAYOUTS)
def test_layout_and_inference_agree_cell_by_cell(by_layout: Read, by_inference: Read, file: str) -> None:
    laid_out, inferred = (read(file).judgements.set_index("ref") for read in (by_layout, by_inference))
    assert by_inference(file).questions == ()
    assert set(laid_out.index) == set(inferred.index)
    pd.testing.assert_frame_equal(inferred.loc[laid_out.index, SAME], laid_out[SAME])


@pytest.mark.parametrize("file", LAYOUTS)
def test_the_proposed_layout_reads_the_same(by_inference: Read, shared: Path, tmp_path: Path, file: str) -> None:
    inferred = by_inference(file)
    (tmp_path / "kept.toml").write_text(inferred.layout_text, encoding="utf-8")
    again = read_file(shared / "real" / "ofsted" / file, layout=tmp_path / "kept.toml")
    pd.testing.assert_frame_equal(again.judgements.drop(columns="basis"), inferred.judgements.drop(columns="basis"))


@pytest.mark.parametrize("file", [PROVIDERS_2015, PROVIDERS_2016])
def test_every_grade_of_the_text_is_given(by_layout: Read, shared: Path, file: str) -> None:
    header, rows = text_of(shared, file)
    urn, first = header.index("URN"), FIRST_JUDGEMENT[file]
    last = header.index("Linked ED URN") if "Linked ED URN" in header else len(header)
    stated = Counter(
        (row[urn], header[place].strip(), row[place].strip(), ON_THE_SCALE[row[place].strip().lower()])
        for row in rows
        for place in range(first, last)
        if row[place].strip()
    )
    judged = by_layout(file).judgements
    assert Counter(judged[["setting", "judgement", "said", "grade"]].itertuples(index=False, name=None)) == stated
    assert set(stated.values()) == {1}


@pytest.mark.parametrize(("file", "header"), [(PROVIDERS_2015, "Inspection Date"), (PROVIDERS_2016, "Inspection date")])
def test_every_day_of_the_text_is_given(by_layout: Read, shared: Path, file: str, header: str) -> None:
    names, rows = text_of(shared, file)
    stated = {row[names.index("URN")]: row[names.index(header)] for row in rows}
    judged = by_layout(file).judgements.drop_duplicates("setting")
    assert dict(zip(judged["setting"], judged["inspected_on"].dt.strftime("%d/%m/%Y"), strict=True)) == stated


@pytest.mark.parametrize("file", [PROVIDERS_2015, PROVIDERS_2016])
def test_the_council_is_that_of_the_column_of_local_authorities(by_layout: Read, by_inference: Read, shared: Path, file: str) -> None:
    names, rows = text_of(shared, file)
    of_setting = {row[names.index("URN")]: row[names.index("Local authority")].strip() for row in rows}
    for read in (by_layout, by_inference):
        judged = read(file).judgements.drop_duplicates("setting")
        pairs = {(of_setting[setting], area) for setting, area in zip(judged["setting"], judged["area"], strict=True)}
        assert len(pairs) == len({area for _, area in pairs}) == 152
        assert ("Dorset", "835") in pairs


def test_the_sizes_of_the_lists(by_layout: Read) -> None:
    assert [by_layout(file).judgements["setting"].nunique() for file in (PROVIDERS_2015, PROVIDERS_2016)] == [2605, 2647]


def test_the_same_judgement_has_another_name_a_year_later(by_layout: Read) -> None:
    before, after = (set(by_layout(file).judgements["judgement"]) for file in (PROVIDERS_2015, PROVIDERS_2016))
    assert "The safety of children and young people" in before - after
    assert "Safeguarding children and young people" in after - before


def test_homes_are_homes_and_schools_with_boarding_are_nothing_of_the_profile(by_layout: Read) -> None:
    judged = by_layout(PROVIDERS_2015).judgements.drop_duplicates("setting")
    assert judged.groupby("setting_type").size().to_dict() == {"": 2605 - 1864, "children's homes": 1864}
    assert judged["run_by"].value_counts().to_dict() == {"private": 1613, "council": 569, "voluntary": 373, "": 42, "health": 8}


def test_what_judgements_on_councils_hold(by_layout: Read) -> None:
    judged = by_layout(COUNCILS_2025).judgements
    judged = judged.assign(sheet=judged["ref"].str.extract(r"#(.*)!")[0])
    overall = judged[judged["judgement"] == "Overall effectiveness"]
    latest, history = (overall[overall["sheet"] == name] for name in ("Inspections_as_at_31_March", "ILACS_inspection_history"))
    assert latest["grade"].value_counts().to_dict() == {"good": 67, "outstanding": 36, "satisfactory": 31, "inadequate": 19}
    assert latest["area"].nunique() == len(latest) == 153
    assert (judged["setting"] == "").all()
    assert (judged["published_on"] > judged["inspected_on"]).all()
    assert (len(history), history["area"].nunique()) == (271, 156)
    assert set(history["area"]) - set(latest["area"]) == {"837", "909", "928"}  # Bournemouth, Cumbria, Northamptonshire
