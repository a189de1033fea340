"""Changing one raw cell changes the sentences that depend on it and no other: of every council's letter, for every kind of cell."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from csrating import reference
from csrating.compare import compare
from csrating.errors import EvidenceError
from csrating.rate import Ratings, rate
from csrating.rate.settings import counted
from csrating.schema import ASPECTS, GRADES, INSPECTIONS, OVERALL, check
from csrating.tell import Letter, letter
from csrating.tell.blocks import Bullets, Paragraph, Sentence
from csrating.tell.claims import Claim, Claims
from csrating.tell.claims.cells import Cells, Dependence, row_of
from csrating.tell.claims.rests import Rest

TRAFFORD, SOLIHULL, WARRINGTON, CALDERDALE = "358", "334", "877", "381"
Letters = dict[str, Letter]


def letters_of(ratings: Ratings, councils: list[str]) -> Letters:
    """The letters with all that they can say: what is hidden by default must be traced too."""
    return {code: letter(ratings, code, whole=True, draft=True) for code in councils}


def sentences(told: Letter) -> Iterator[Sentence]:
    for block in told.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences
        elif isinstance(block, Bullets):
            yield from block.points


def moved(before: Letter, after: Letter) -> list[tuple[Letter, Sentence]]:
    """The sentences that one letter has and the other has not, each with its letter."""
    texts = {id(told): Counter(sentence.text for sentence in sentences(told)) for told in (before, after)}
    gone = texts[id(before)] - texts[id(after)], texts[id(after)] - texts[id(before)]
    return [
        (told, sentence) for told, lost in zip((before, after), gone, strict=True) for sentence in sentences(told) if sentence.text in lost
    ]


def untraced(before: Letters, after: Letters, cell: str) -> list[str]:
    """The sentences that changed with a cell and do not name it."""
    found = [one for code, told in before.items() for one in moved(told, after[code])]
    return [f"{told.name}: {sentence.text}" for told, sentence in found if cell not in told.dependence(sentence)]


def changed_councils(before: Letters, after: Letters) -> set[str]:
    return {code for code, told in before.items() if moved(told, after[code])}


def again(ratings: Ratings, table: str, row: Any, **values: Any) -> tuple[Ratings, str]:
    """The ratings with one row of the data changed, and the cell of it."""
    frame = getattr(ratings.data, table).copy()
    frame.loc[row, list(values)] = list(values.values())
    data = dataclasses.replace(ratings.data, **{table: frame})
    return rate(data, compare(data)), str(frame.loc[row, "ref"])


def figure_of(ratings: Ratings, indicator: str, area: str) -> Any:
    """The row of a figure in the rated period."""
    period = ratings.compared.loc[ratings.compared["indicator"] == indicator, "period"].iloc[0]
    rows = ratings.data.observations
    (found,) = rows.index[(rows["indicator"] == indicator) & (rows["period"] == period) & (rows["area"] == area)]
    return found


def grade_of(ratings: Ratings, council: str, kind: str, grade: str, aspect: str = OVERALL) -> Any:
    """The row of the first counted setting of that kind and grade."""
    rows = counted(ratings.data.inspections, ratings.framework)
    wanted = (rows["council"] == council) & (rows["setting_type"] == kind) & (rows["grade"] == grade) & (rows["aspect"] == aspect)
    return rows.index[wanted & (rows["settings"] > 0)][0]


def finding_of(ratings: Ratings, council: str, kind: str) -> Any:
    rows = ratings.data.safeguarding
    return rows.index[(rows["council"] == council) & (rows["kind"] == kind)][0]


@pytest.fixture(scope="module")
def councils(ratings: Ratings) -> list[str]:
    return list(ratings.table["council"])


@pytest.fixture(scope="module")
def before(ratings: Ratings, councils: list[str]) -> Letters:
    return letters_of(ratings, councils)


ENGLAND_LOWER = {"value": 40.0, "numerator": np.nan, "denominator": np.nan}
SUPPRESSED = {"value": np.nan, "numerator": np.nan, "denominator": np.nan, "status": "suppressed"}

CASES: dict[str, tuple[str, Any, dict[str, Any], set[str], bool]] = {
    "a council's own figure, and so that of its similar areas": (
        "observations",
        lambda found: figure_of(found, "NI 148", SOLIHULL),
        {"value": 5.0, "numerator": np.nan, "denominator": np.nan},
        {SOLIHULL, TRAFFORD},
        False,
    ),
    "a figure that becomes unknown": ("observations", lambda found: figure_of(found, "NI 43", TRAFFORD), SUPPRESSED, {TRAFFORD}, False),
    "England's row": ("observations", lambda found: figure_of(found, "NI 148", "England"), ENGLAND_LOWER, {TRAFFORD, SOLIHULL}, True),
    "a figure far out, which widens what is in line with England": (
        "observations",
        lambda found: figure_of(found, "NI 148", WARRINGTON),
        {"value": 2000.0, "numerator": np.nan, "denominator": np.nan},
        {WARRINGTON, TRAFFORD},
        True,
    ),
    "a school's grade, and so England's share": (
        "inspections",
        lambda found: grade_of(found, TRAFFORD, "secondary schools", "good"),
        {"grade": "inadequate"},
        {TRAFFORD},
        False,
    ),
    "a judgement on an outcome": (
        "inspections",
        lambda found: grade_of(found, TRAFFORD, "fostering service", "good", "staying safe"),
        {"grade": "inadequate"},
        {TRAFFORD},
        False,
    ),
    "a count of settings": (
        "inspections",
        lambda found: grade_of(found, TRAFFORD, "childminding", "good"),
        {"settings": 900},
        {TRAFFORD},
        False,
    ),
    "a finding that limits a rating": (
        "safeguarding",
        lambda found: finding_of(found, CALDERDALE, "unannounced inspection"),
        {"finding": "no area for priority action"},
        {CALDERDALE},
        False,
    ),
    "a serious case review": (
        "safeguarding",
        lambda found: finding_of(found, TRAFFORD, "serious case review"),
        {"finding": "good"},
        {TRAFFORD},
        False,
    ),
}
"""For each kind of cell: its table, its row, what it becomes, councils whose letters change, and whether many others' do too."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", CASES)
def test_a_changed_cell_changes_only_sentences_that_name_it(ratings: Ratings, councils: list[str], before: Letters, kind: str) -> None:
    table, row, values, surely, many = CASES[kind]
    found, cell = again(ratings, table, row(ratings), **values)
    after = letters_of(found, councils)
    assert untraced(before, after, cell) == []
    changed = changed_councils(before, after)
    assert surely <= changed
    assert (len(changed) > 20) is many


@pytest.mark.slow
def test_cells_drawn_at_random_change_only_sentences_that_name_them(ratings: Ratings, councils: list[str], before: Letters) -> None:
    draw, some = np.random.default_rng(2009), 0
    rated = ratings.compared[["indicator", "period"]].drop_duplicates()
    figures = ratings.data.observations.reset_index().merge(rated, on=["indicator", "period"])
    figures = figures[figures["level"].isin(["council", "England"]) & figures["value"].notna()]
    for row in draw.choice(figures["index"].to_numpy(), 2):
        found, cell = again(ratings, "observations", row, value=3.0, numerator=np.nan, denominator=np.nan)
        after = letters_of(found, councils)
        assert untraced(before, after, cell) == []
        some += len(changed_councils(before, after))
    single = ratings.data.inspections[ratings.data.inspections["settings"] == 1]
    for row in draw.choice(single.index.to_numpy(), 2):
        grade = "inadequate" if single.loc[row, "grade"] != "inadequate" else "outstanding"
        found, cell = again(ratings, "inspections", row, grade=grade)
        after = letters_of(found, councils)
        assert untraced(before, after, cell) == []
        some += len(changed_councils(before, after))
    assert some


@pytest.mark.slow
def test_a_cell_that_does_not_count_changes_no_sentence_and_none_names_it(ratings: Ratings, councils: list[str], before: Letters) -> None:
    rows = ratings.data.observations
    period = ratings.compared.loc[ratings.compared["indicator"] == "NI 148", "period"].iloc[0]
    earlier = rows.index[(rows["indicator"] == "NI 148") & (rows["area"] == TRAFFORD) & (rows["period"] != period)][0]
    found, cell = again(ratings, "observations", earlier, value=1.0, numerator=np.nan, denominator=np.nan)
    assert changed_councils(before, letters_of(found, councils)) == set()
    assert not [sentence.text for sentence in sentences(before[TRAFFORD]) if cell in before[TRAFFORD].dependence(sentence)]


# ---- cells without a mark of their own: counts, days and providers ----

LATE = pd.Timestamp("2009-12-01")
WIRRAL, TORBAY, KENT, LEEDS = "344", "880", "886", "383"


def row_by(ratings: Ratings, table: str, *, settings: int | None = None, **wanted: str) -> Any:
    """A row that is so; of inspections one that counts."""
    rows = counted(ratings.data.inspections, ratings.framework) if table == "inspections" else getattr(ratings.data, table)
    found = np.logical_and.reduce([(rows[column] == value).to_numpy() for column, value in wanted.items()])
    found &= True if settings is None else (rows["settings"] == settings).to_numpy()
    return rows.index[found][0]


def newest(ratings: Ratings, council: str) -> Any:
    """The row of the inspection of a council that was last before the cut-off."""
    rows = counted(ratings.data.inspections, ratings.framework)
    return rows.loc[(rows["council"] == council) & (rows["aspect"] == OVERALL), "inspected_on"].idxmax()


def changed_in_rows(ratings: Ratings, changes: dict[str, tuple[str, Any, dict[str, Any]]]) -> tuple[Ratings, dict[str, str]]:
    """The ratings with something beside each of some cells changed, in all that was read from its row; and a cell of each row."""
    tables, cells = {name: getattr(ratings.data, name).copy() for name in ("observations", "inspections")}, {}
    for kind, (table, row, values) in changes.items():
        frame = tables[table]
        cells[kind] = str(frame.loc[row, "ref"])
        alike = frame["ref"].map(row_of) == row_of(cells[kind]) if table == "inspections" else frame.index == row
        for column, value in values.items():
            frame.loc[alike, column] = value
    data = dataclasses.replace(ratings.data, **tables)
    return rate(data, compare(data)), cells


def untouched(before: Letters, after: Letters, cells: Iterable[str]) -> list[str]:
    """The sentences that changed and rest on nothing in the row of any of the cells."""
    found = [one for code, told in before.items() for one in moved(told, after[code])]
    return [f"{told.name}: {one.text}" for told, one in found if not any(map(told.dependence(one).touched_by, cells))]


def touched(before: Letters, after: Letters, cell: str) -> list[str]:
    """The sentences that changed and rest on something in the row of the cell."""
    found = [one for code, told in before.items() for one in moved(told, after[code])]
    return [one.text for told, one in found if told.dependence(one).touched_by(cell)]


@pytest.mark.slow
def test_a_count_a_day_and_a_provider_change_only_sentences_that_their_row_touches(
    ratings: Ratings, councils: list[str], before: Letters
) -> None:
    own_home = row_by(ratings, "inspections", council=WIRRAL, setting_type="children's homes", run_by="council", aspect=OVERALL)
    school = row_by(ratings, "inspections", settings=1, council=LEEDS, setting_type="secondary schools", aspect=OVERALL, grade="good")
    changes: dict[str, tuple[str, Any, dict[str, Any]]] = {
        "a denominator": ("observations", figure_of(ratings, "NI 43", TORBAY), {"denominator": 290.0}),
        "a numerator": ("observations", figure_of(ratings, "NI 148", TRAFFORD), {"numerator": np.nan}),
        "both counts": ("observations", figure_of(ratings, "NI 148", SOLIHULL), {"numerator": 12.0, "denominator": 20.0}),
        "a day, so that an earlier inspection counts": ("inspections", newest(ratings, KENT), {"inspected_on": pd.Timestamp("2005-01-03")}),
        "a day after the cut-off": ("inspections", school, {"inspected_on": LATE}),
        "a provider": ("inspections", own_home, {"run_by": "private"}),
    }
    found, cells = changed_in_rows(ratings, changes)
    after = letters_of(found, councils)
    assert untouched(before, after, cells.values()) == []
    told = {kind: touched(before, after, cell) for kind, cell in cells.items()}
    surely = {
        "a denominator": "of 290 young people convicted in court",
        "a numerator": "the data hold no numbers of young people behind",
        "both counts": "of 20 young people who had left care",
        "a day, so that an earlier inspection counts": "where dates are known, they run from",
        "a day after the cut-off": "secondary schools",
        "a provider": "children's homes that the council runs",
    }
    for kind, words in surely.items():
        assert [text for text in told[kind] if words.lower() in text.lower()], kind


@pytest.mark.slow
def test_a_count_of_another_council_changes_none_of_the_sentences_of_this_one(ratings: Ratings, before: Letters) -> None:
    """The mean of similar areas is made of their figures; the counts beside these change nothing in it."""
    figure = figure_of(ratings, "NI 148", SOLIHULL)
    assert before[TRAFFORD].claims.dependence("indicators.NI 148.neighbours").touched_by(str(ratings.data.observations.loc[figure, "ref"]))
    found, _ = changed_in_rows(ratings, {"both": ("observations", figure, {"numerator": 12.0, "denominator": 20.0})})
    assert changed_councils(before, letters_of(found, list(before))) == {SOLIHULL}


# ---- every grade of a small world, where sentences often change their form ----

SMALL = ("primary schools", "secondary schools", "special schools", "pupil referral units", "children's homes", "adoption service")


def _world(seed: int, *, each: int = 2) -> pd.DataFrame:
    """Settings of Trafford and its similar areas, few enough that a single grade decides how they are told; ``each`` of most types."""
    draw, neighbours = np.random.default_rng(seed), reference.neighbour_table("pre-2019")
    near = neighbours.loc[neighbours["council"] == TRAFFORD, "neighbour"].tolist()
    rows = []
    for council in (TRAFFORD, *near):
        for kind in SMALL:
            size = {"primary schools": 5, "secondary schools": 4, "adoption service": 1}.get(kind, each)
            for place in range(size):
                grade = str(draw.choice(GRADES, p=[0.15, 0.25, 0.4, 0.2]))
                rows += [(council, f"{council} {kind} {place}", kind, aspect, grade) for aspect in ASPECTS[:3]]
    frame = pd.DataFrame(rows, columns=["council", "setting", "setting_type", "aspect", "grade"])
    day = pd.Series(pd.Timestamp("2008-05-14"), index=frame.index).astype("datetime64[s]")
    frame = frame.assign(settings=1, inspected_on=day, run_by="council", origin="demonstration", source="inspections")
    return check(
        INSPECTIONS,
        frame.assign(ref=[f"inspections.xlsx#Settings!{'CDE'[at % 3]}{at // 3 + 5}" for at in range(len(frame))])[INSPECTIONS.names],
    )


def _changes(made: Ratings, seed: int, cells: int) -> Iterator[tuple[Letters, Letters, str]]:
    """Letters before and after a grade was changed, and its cell, grade by grade."""
    draw = np.random.default_rng(seed)
    data = dataclasses.replace(made.data, inspections=_world(seed))
    start = rate(data, compare(data))
    told = [TRAFFORD, *start.neighbour_table.loc[start.neighbour_table["council"] == TRAFFORD, "neighbour"][:3]]
    first = letters_of(start, told)
    own = data.inspections.index[data.inspections["council"].isin(told)]
    for row in draw.choice(own.to_numpy(), cells, replace=False):
        grade = str(draw.choice([one for one in GRADES if one != data.inspections.loc[row, "grade"]]))
        found, cell = again(start, "inspections", row, grade=grade)
        yield first, letters_of(found, told), cell


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_any_grade_of_a_small_world_changes_only_sentences_that_name_its_cell(made: Ratings, seed: int) -> None:
    changed = 0
    for before, after, cell in _changes(made, seed, cells=12):
        assert untraced(before, after, cell) == []
        changed += bool(changed_councils(before, after))
    assert changed > 6


@pytest.mark.slow
def test_a_day_or_provider_in_a_small_world_changes_only_sentences_that_its_row_touches(made: Ratings) -> None:
    """Settings that stop counting, and one that begins to; the twin knows only the rows that count."""
    changed, missed = 0, []
    for before, after, cell in _rows_changed(made, seed=101, cells=10):
        assert untouched(before, after, [cell]) == []
        changed += bool(changed_councils(before, after))
        missed += untouched(*({code: only_counted(told) for code, told in letters.items()} for letters in (before, after)), [cell])
    assert changed > 6
    assert missed


def _rows_changed(made: Ratings, seed: int, cells: int) -> Iterator[tuple[Letters, Letters, str]]:
    """Letters before and after the day or the provider in a row was changed, and a cell of the row; at last changed back."""
    draw = np.random.default_rng(seed)
    start = rate(data := dataclasses.replace(made.data, inspections=_world(seed, each=1)), compare(data))
    told = [TRAFFORD, *start.neighbour_table.loc[start.neighbour_table["council"] == TRAFFORD, "neighbour"][:2]]
    rows, first = data.inspections, letters_of(start, told)
    own = rows.index[rows["council"].isin(told) & (rows["aspect"] == OVERALL)]
    for row in draw.choice(own.to_numpy(), cells, replace=False):
        home = rows.loc[row, "setting_type"] == "children's homes"
        found, names = changed_in_rows(start, {"row": ("inspections", row, {"run_by": "private"} if home else {"inspected_on": LATE})})
        yield first, letters_of(found, told), names["row"]


# ---- the twins: what is left out is caught ----


def without(told: Letter, change: Any) -> Letter:
    """The letter with its claims changed."""
    claims = dataclasses.replace(told.claims, all=tuple(change(claim) for claim in told.claims))
    return dataclasses.replace(told, claims=claims)


def first_rest_alone(claim: Claim) -> Claim:
    return dataclasses.replace(claim, rests=claim.rests[:1])


def only_counted(told: Letter) -> Letter:
    """The letter whose claims know only the inspections that count."""

    @dataclasses.dataclass(frozen=True, eq=False)
    class Poorer(Cells):
        def dependence(self, council: str, rests: Iterable[Rest]) -> Dependence:
            return Dependence(super().dependence(council, rests).by)

    found = told.claims.found
    assert found is not None
    poorer = Poorer(**{field.name: getattr(found, field.name) for field in dataclasses.fields(found)})
    return dataclasses.replace(told, claims=dataclasses.replace(told.claims, found=poorer))


def only_told(told: Letter) -> Letter:
    """The letter whose sentences do not say which claims decide how they are put."""
    blocks = tuple(
        dataclasses.replace(block, sentences=tuple(dataclasses.replace(one, beside=()) for one in block.sentences))
        if isinstance(block, Paragraph)
        else block
        for block in told.blocks
    )
    return dataclasses.replace(told, blocks=blocks)


@pytest.mark.slow
def test_a_claim_without_the_cells_of_others_and_a_sentence_without_what_decides_on_its_form_are_caught(made: Ratings) -> None:
    of_others, of_form = [], []
    for before, after, cell in _changes(made, seed=0, cells=12):
        assert untraced(before, after, cell) == []
        for found, poorer in ((of_others, lambda told: without(told, first_rest_alone)), (of_form, only_told)):
            found += untraced(*({code: poorer(told) for code, told in letters.items()} for letters in (before, after)), cell)
    assert of_others
    assert of_form


# ---- the cells of a claim ----


def test_a_share_against_england_depends_on_every_council_and_one_against_similar_areas_on_those(ratings: Ratings) -> None:
    claims = letter(ratings, TRAFFORD).claims
    rows = counted(ratings.data.inspections, ratings.framework)
    rows = rows[(rows["setting_type"] == "primary schools") & (rows["aspect"] == OVERALL)]
    table = ratings.neighbour_table
    near = set(table.loc[table["council"] == TRAFFORD, "neighbour"])
    ours, theirs = set(rows.loc[rows["council"] == TRAFFORD, "ref"]), set(rows.loc[rows["council"].isin(near), "ref"])
    assert len(ours) == 72
    assert set(claims.dependence("settings.primary schools").all) == ours
    assert set(claims.dependence("settings.primary schools.good or better.neighbours").all) == ours | theirs
    assert set(claims.dependence("settings.primary schools.good or better.England").all) == set(rows["ref"])
    assert set(claims.dependence("settings.primary schools.good or better.England").own) == ours


def test_a_figure_from_several_cells_depends_on_each(ratings: Ratings) -> None:
    refs = [ref for ref in ratings.data.observations["ref"] if "; " in ref]
    own = letter(ratings, TRAFFORD).claims.dependence("indicators").all
    assert not [cell for cell in own if "; " in cell]
    assert {cell for ref in refs for cell in ref.split("; ")} & own


def test_claims_by_hand_have_no_cells_and_an_unknown_claim_is_told(ratings: Ratings) -> None:
    with pytest.raises(EvidenceError, match="not made from ratings"):
        Claims(()).dependence()
    with pytest.raises(EvidenceError, match="there is no claim 'setings'"):
        letter(ratings, TRAFFORD).claims.dependence("setings")


def test_writing_a_letter_looks_no_cell_up(made: Ratings) -> None:
    fresh = dataclasses.replace(made)
    told = letter(fresh, TRAFFORD)
    assert told.markdown
    assert told.claims.found is not None
    assert not {"_grades", "_figures", "_findings", "_aged"} & vars(told.claims.found).keys()
    assert told.claims.dependence("rating").own
    assert "_grades" in vars(told.claims.found)


@pytest.mark.parametrize(("cell", "touched"), [("G7538", True), ("F7538", True), ("A7538", True), ("G7537", False), ("G75", False)])
def test_what_stands_in_the_row_of_a_cell_touches_what_was_told_from_it(cell, touched):
    """Counts, the day and the provider of an inspection have no cell of their own in the tables: they go with the grade of their row."""
    found = Dependence((("the council", ("schools-2009.xlsx#Schools!G7538",)),))
    assert found.touched_by(f"schools-2009.xlsx#Schools!{cell}") is touched
    assert not found.touched_by(f"schools-2009.xlsx#Others!{cell}")
