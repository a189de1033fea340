"""What is told by the frameworks of 2010 and 2011: a rating that is withheld, a window of years, and no more than is known of the year."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from csrating.cli.sentences import rating_told
from csrating.compare import compare
from csrating.rate import Ratings, rate
from csrating.reference.frameworks import Framework, framework
from csrating.schema import SAFEGUARDING, check
from csrating.tell import Letter, grades, letter
from csrating.tell.blocks import Bullets
from csrating.tell.claims import claims_of
from csrating.tell.sheets import sheets_of


def with_findings(made: Ratings, *rows: dict[str, str], rules: str | Framework = "2010") -> Ratings:
    """The small ratings again, with findings on Trafford, by the rules of another year."""
    given = {"council": "358", "held_on": pd.NaT, "aspect": "", "evidence": "S", "origin": "published", "source": "findings"}
    frame = pd.DataFrame(
        [given | {"ref": f"findings.xlsx#F!E{place}"} | row for place, row in enumerate(rows, 2)], columns=SAFEGUARDING.names
    )
    data = dataclasses.replace(made.data, safeguarding=check(SAFEGUARDING, frame.astype({"held_on": "datetime64[s]"})))
    return rate(data, compare(data, framework=rules), framework=rules)


FULL = {"kind": "full inspection", "aspect": "safeguarding"}
PENDING = FULL | {"finding": "pending"}


@pytest.fixture(scope="module")
def withheld(made: Ratings) -> Ratings:
    return with_findings(made, PENDING, {"kind": "full inspection", "aspect": "looked-after children", "finding": "pending"})


@pytest.fixture(scope="module")
def told(withheld: Ratings) -> Letter:
    return letter(withheld, "Trafford")


def notes(told: Letter) -> list[str]:
    return [point.text for block in told.blocks if isinstance(block, Bullets) for point in block.points]


def test_a_withheld_letter_says_so_and_gives_no_rating(told: Letter) -> None:
    assert "**The rating is withheld**" in told.markdown
    because = "because a full inspection of safeguarding and of looked-after children is pending."
    assert f"The rating of children's services in Trafford is withheld {because}" in told.markdown
    for rating in ("performs well", "performs adequately", "Performs well (3)", "perform well"):
        assert rating not in told.markdown.split("Children's services rating 2010")[1]


def test_its_narrative_says_what_is_pending_and_not_what_it_found(told: Letter) -> None:
    assert "A full inspection of safeguarding and of looked-after children is pending." in told.markdown
    assert "judged safeguarding" not in told.markdown
    claim = next(one for one in told.claims if one.id == "safeguarding.full inspection.pending")
    assert (claim.verdict, told.claims.dependence(claim.id).own) == ("pending", ("findings.xlsx#F!E2", "findings.xlsx#F!E3"))


def test_the_same_council_has_its_rating_once_there_is_a_finding(made: Ratings) -> None:
    found = letter(with_findings(made, FULL | {"finding": "good"}), "Trafford").markdown
    assert "withheld" not in found
    assert "pending" not in found
    assert "The full inspection judged safeguarding good." in found


def test_what_a_full_inspection_found_and_what_is_pending_stand_side_by_side(made: Ratings) -> None:
    ratings = with_findings(made, FULL | {"finding": "good"}, {"kind": "unannounced inspection", "finding": "pending"}, rules="2009")
    told = letter(ratings, "Trafford").markdown
    assert "The full inspection judged safeguarding good. An unannounced inspection is pending." in told
    assert "withheld" not in told


def test_the_command_line_says_why_and_what_the_data_alone_give(withheld: Ratings) -> None:
    first, *others = rating_told(withheld, withheld.council("Trafford"), width=None).splitlines()
    band = withheld.council("Trafford").row["data_band"]
    assert first.startswith("Trafford: the rating is withheld: a full inspection of safeguarding and of looked-after children is pending.")
    assert f"The data alone give {band} (" in first
    assert others[-1] == ("      S  The rating is withheld: a full inspection of safeguarding and of looked-after children is pending.")


def test_the_workbook_keeps_the_band_beside_the_status(withheld: Ratings) -> None:
    sheets = {sheet.name: sheet for sheet in sheets_of(withheld)}
    columns = {field.heading: field.cells for field in sheets["Ratings"].fields}
    place = columns["Council"].index("Trafford")
    assert columns["Status"][place] == "withheld"
    assert (columns["Rating (4 best)"][place], columns["Label"][place]) == ("[x]", "[x]")
    assert columns["Data band"][place] == withheld.council("Trafford").row["data_band"]
    assert "is pending" in columns["Why no rating"][place]
    assert {"withheld", "not given"} <= set(sheets["Notes"].fields[0].cells)
    assert "true" in sheets["Rules"].fields[1].cells


def test_the_charts_of_a_withheld_council_are_drawn_all_the_same(withheld: Ratings) -> None:
    assert grades(withheld, "Trafford").svg().startswith(b"<svg")


def test_the_letter_says_how_far_back_grades_count_and_how_many_do_not(told: Letter) -> None:
    """The two nursery schools were inspected in February 2007, and the childminders on no known day."""
    points = notes(told)
    (settings,) = (point for point in points if point.startswith("Settings:"))
    assert "up to 31 August 2010, if made in the 3 years before it; in childminding, at any time before it" in settings
    assert "Left out for age: 2 settings last inspected more than 3 years before the cut-off (nursery schools 2)." in points
    assert "Nursery" not in told.markdown.replace("(nursery schools 2)", "")


def test_the_letter_of_2009_knows_no_window(made: Ratings) -> None:
    told = letter(made, "Trafford")
    assert not [point for point in notes(told) if "age" in point.split() or "years before" in point]
    assert "nursery schools" in told.markdown


def test_where_all_grades_are_too_old_the_letter_says_so(made: Ratings) -> None:
    old = made.data.inspections.assign(inspected_on=pd.Timestamp("2004-02-02"))
    data = dataclasses.replace(made.data, inspections=old[old["setting_type"] != "childminding"])
    told = letter(rate(data, compare(data, framework="2010"), framework="2010"), "Trafford").markdown
    assert "The data hold no inspection grades of services or settings that are recent enough to count, so nothing is said of them." in told
    assert "on settings that count (6 settings left out for age)" in told


def test_the_caption_of_the_chart_names_the_window_and_whose_it_is(withheld: Ratings, made: Ratings) -> None:
    said = (
        "Not counted: inspections more than 3 years before that day (stated in a published source), but for childminding "
        "(inferred from published sources)."
    )
    assert said in grades(withheld, "Trafford").caption
    assert "years before" not in grades(made, "Trafford").caption


def test_a_window_for_all_types_names_no_exception(made: Ratings) -> None:
    rules = framework("2010")
    strict = dataclasses.replace(rules, rules={name: rule for name, rule in rules.rules.items() if name != "inspections.of_any_age"})
    ratings = with_findings(made, FULL | {"finding": "good"}, rules=strict)
    assert "before that day (stated in a published source)." in grades(ratings, "Trafford").caption
    assert "if made in the 3 years before it; where" in " ".join(notes(letter(ratings, "Trafford")))


def test_only_the_letter_of_2009_speaks_of_its_transition_and_of_the_area_assessment(told: Letter, made: Ratings) -> None:
    """Both are known from a letter of 2009 and of that year alone."""
    assert "Comprehensive Area Assessment" in letter(made, "Trafford").markdown
    assert "Comprehensive Area Assessment" not in told.markdown
    assert "transitional" not in told.markdown
    assert "section 138 of the Education and Inspections Act 2006" in told.markdown


def test_a_transitional_letter_offers_no_judgement_that_is_not_permitted(made: Ratings) -> None:
    rule = made.framework.rule("judgement.permitted")
    strict = dataclasses.replace(
        made.framework, name="2009 strict", rules=made.framework.rules | {rule.name: dataclasses.replace(rule, value=False)}
    )
    assert "the letter says so, and judgement may settle it." in letter(made, "Trafford").markdown
    told = letter(with_findings(made, FULL | {"finding": "good"}, rules=strict), "Trafford").markdown
    assert "the letter says so." in told
    assert "judgement may" not in told


def test_claims_about_age_are_made_only_where_there_is_a_window(withheld: Ratings, made: Ratings) -> None:
    assert [claim.id for claim in claims_of(withheld, "Trafford").under("basis.left out")] == ["basis.left out for age"]
    assert not claims_of(made, "Trafford").under("basis.left out")
