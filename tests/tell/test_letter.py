"""The letter: its frame and order, a sentence for each claim, English for one, two, many and none, and nothing said that is not known."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from csrating.errors import UnknownCouncilError
from csrating.rate import Ratings
from csrating.reference.frameworks import framework
from csrating.schema import OVERALL
from csrating.tell import Letter, letter
from csrating.tell.blocks import Bullets, Heading, Lines, Paragraph, Table
from csrating.tell.claims import Claim, Claims, claims_in
from csrating.tell.claims.evidence import View
from csrating.tell.claims.settings import Grades
from csrating.tell.grammar import percent, rounded
from csrating.tell.letter import plain, written
from csrating.tell.sentences.indicators import shares, vulnerable
from csrating.tell.sentences.outcomes import safeguarding
from csrating.tell.sentences.settings import early_years_and_schools
from csrating.tell.sentences.social_care import social_care
from csrating.tell.sentences.words import _phrases, phrase
from csrating.tell.sentences.young_people import care_leavers, custody

HOSTILE = "<b>&\"'$x$ =1+1"
RULES = framework("2009")

TOLD: dict[int, str] = {
    1: "**Performs well (3)**",
    2: r"a majority of services and settings \(\d+ of \d+\) are judged good or better overall",
    3: r"Compared with England and .*, higher proportions of primary schools .* are good or better",
    4: r"Compared with .* similar areas, higher proportions of primary schools .* are good or better",
    5: r"Compared with England and with similar areas, higher proportions of .* secondary schools \(\d+ of \d+\) are good or better",
    6: r"Smaller proportions of primary schools .* and secondary schools .* are inadequate than in England and in similar areas",
    7: "nursery schools are good or outstanding",
    8: r"Childminding is typically good \(\d+ of \d+ childminders\)",
    9: r"majority of childcare settings \(\d+ of \d+\) are satisfactory",
    10: "Fostering and adoption are good",
    11: "Fostering and adoption are good",
    12: "but private fostering is inadequate",
    13: "children's homes that the council runs, half are good and the others satisfactory",
    14: r"On staying safe, every judgement is good or better in every type of setting except private fostering \(inadequate\)\.",
    15: r"On enjoying and achieving, every judgement .* except the one pupil referral unit \(satisfactory\)\.",
    16: "One serious case review was evaluated, and found adequate",
    17: r"A large majority of indicators that can be compared \(\d+ of \d+\) are in line with or above similar areas",
    18: r"Under staying safe, .* the exceptions are moves between placements .* \(NI 62\) and the length of placements .* \(NI 63\)\.",
    19: "Outcomes for some vulnerable children and young people are weaker than in England and in similar areas",
    20: r"The gap at Key Stage 4 between pupils with special educational needs .* is wider than in \d+ of the 10 similar areas",
    21: r"convicted in court, \d+ \([\d.]+%\) were sentenced to custody, a larger proportion than in similar areas \([\d.]+%, all 10 with",
    22: r"\(\d+%\) were in education, employment or training, a smaller proportion than in England \(\d+%\) and in similar areas",
}
"""How each of the 22 claims reads in Trafford's letter."""


@pytest.fixture(scope="session")
def trafford(ratings: Ratings) -> Letter:
    return letter(ratings, "Trafford")


def body(told: Letter) -> str:
    return "\n".join(paragraph.text for paragraph in told.narrative)


@pytest.mark.parametrize("topic", TOLD)
def test_trafford_s_letter_tells_the_claim(trafford: Letter, topic: int) -> None:
    found = TOLD[topic] if topic != 1 else re.escape(TOLD[topic])
    text = trafford.markdown.replace("\\", "") if topic == 1 else body(trafford)
    assert re.search(found, text)


def test_the_frame_is_in_order(ratings: Ratings) -> None:
    told = letter(ratings, "358", date="1 June 2010", sender="A\nB", addressee="The Director", signature="C D")
    kinds = [block.text if isinstance(block, Heading) else type(block).__name__ for block in told.blocks]
    assert kinds[:4] == ["Lines", "Lines", "Lines", "Children's services annual rating 2009: Trafford"]
    text = told.markdown
    order = [
        "A\\\nB",
        "1 June 2010",
        "The Director",
        "# Children's services annual rating 2009: Trafford",
        "Prepared with demonstration data",
        "performance profile",
        "transitional year",
        "| Rating |",
        "Standards differ within each level",
        "## Children's services rating 2009",
        "**Performs well (3)**",
        "Children's services in Trafford perform well.",
        "Taken together",
        "children's homes",
        "On staying safe",
        "serious case review",
        "indicators that can be compared",
        "Under staying safe",
        "vulnerable",
        "custody",
        "who had left care",
        "section 138 of the Education and Inspections Act 2006",
        "Comprehensive Area Assessment (CAA)",
        "Yours sincerely\\\nC D",
        "## Basis of this letter",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_what_is_blank_is_left_out(trafford: Letter) -> None:
    assert not [block for block in trafford.blocks if isinstance(block, Lines)]
    assert trafford.markdown.startswith("# Children's services annual rating 2009: Trafford\n")
    assert "Yours sincerely" not in trafford.markdown


def test_care_leavers_come_last_in_the_narrative(trafford: Letter) -> None:
    assert "who had left care" in trafford.narrative[-1].text


def test_the_scale_keeps_its_published_labels(trafford: Letter) -> None:
    (table,) = (block for block in trafford.blocks if isinstance(block, Table))
    assert [row[:2] for row in table.rows] == [
        ("4", "Performs excellently"),
        ("3", "Performs well"),
        ("2", "Performs adequately"),
        ("1", "Performs poorly"),
    ]
    assert table.rows[0][2] == "An organisation that significantly exceeds minimum requirements"


# ---- no claim, no sentence ----


def test_every_sentence_of_every_narrative_traces_to_claims(letters: dict[str, Letter]) -> None:
    for told in letters.values():
        known = {claim.id for claim in told.claims}
        for paragraph in told.narrative:
            for sentence in paragraph.sentences:
                assert sentence.claims, sentence.text
                assert set(sentence.claims) <= known


def test_without_claims_there_is_no_narrative() -> None:
    none = Claims(())
    for pattern in (early_years_and_schools, social_care, safeguarding, shares, vulnerable, custody, care_leavers):
        assert list(pattern(none, RULES)) == []


def numbers_of(claim: Claim) -> Iterator[str]:
    """The ways in which a claim's own numbers may be printed."""
    yield f"{claim.n:,}"
    figures = dict(claim.figures)
    for value in figures.values():
        for decimals in (0, 1, 2):
            yield rounded(value, decimals)
            yield percent(value, decimals)
    if figures.get("denominator"):
        yield rounded(100 / figures["denominator"])


def test_every_number_in_a_narrative_is_a_figure_of_its_claims(letters: dict[str, Letter]) -> None:
    """A number that no claim holds would be one that nobody can trace."""
    phrases = sorted(_phrases().values(), key=len, reverse=True)
    checked = 0
    for told in letters.values():
        by_name = {claim.id: claim for claim in told.claims}
        for sentence in (sentence for paragraph in told.narrative for sentence in paragraph.sentences):
            text = sentence.text
            for words in (*phrases, "Key Stage 4"):
                text = text.replace(words, "")
            printed = set(re.findall(r"\d[\d,.]*%?", re.sub(r"NI \w+", "", text)))
            held = {number for name in sentence.claims for number in numbers_of(by_name[name])}
            assert {number.rstrip(".,") for number in printed} <= held, sentence.text
            checked += len(printed)
    assert checked > 2000


def test_indicators_named_in_a_sentence_are_named_by_its_claims(letters: dict[str, Letter]) -> None:
    for told in letters.values():
        by_name = {claim.id: claim for claim in told.claims}
        for sentence in (sentence for paragraph in told.narrative for sentence in paragraph.sentences):
            held = {name for claim in sentence.claims for name in by_name[claim].names}
            assert set(re.findall(r"NI \d+[ab]?", sentence.text)) <= held


# ---- overclaiming ----


def test_significance_is_never_claimed(letters: dict[str, Letter]) -> None:
    for told in letters.values():
        scale = "significantly exceeds minimum requirements"
        assert "significan" not in told.markdown.replace(scale, "")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs_of_eight(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[place : place + 8]) for place in range(len(found) - 7)}


def shared_runs(text: str, real: str) -> set[tuple[str, ...]]:
    """Runs of eight words that both texts hold, apart from the labels of the scale and the name of the law."""
    terms = [
        *(str(RULES.value(f"scale.{name}")) for name in ("excellently", "well", "adequately", "poorly")),
        "section 138 of the Education and Inspections Act 2006",
    ]
    for term in terms:
        text = text.replace(term, ".")
    return {run for part in re.split(r"[.\n|]", text) for run in runs_of_eight(part)} & runs_of_eight(real)


def test_no_sentence_is_taken_from_the_real_letter(shared: Path, letters: dict[str, Letter], published: Ratings) -> None:
    real = (shared / "domain" / "trafford_letter_2009.txt").read_text(encoding="utf-8")
    for told in (*letters.values(), letter(published, "358")):
        assert shared_runs(told.markdown.replace("\\", ""), real) == set()
    assert shared_runs("All in all, half of the children's homes are good and the rest are satisfactory, we hear", real)


def test_letters_read_as_english(letters: dict[str, Letter]) -> None:
    wrong = re.compile(r"  | ,| \.|\.\.|\bnan\b|None\b(?! of)|[{}]|\b(1|one) (schools|homes|settings|indicators)\b|\ba [aeiou]|ll \w+ the ")
    for code, told in letters.items():
        for block in told.blocks:
            if isinstance(block, Paragraph):
                assert not wrong.search(block.text), (code, wrong.search(block.text))
                assert all(re.match(r"[A-Z0-9]", sentence.text) for sentence in block.sentences)
            if isinstance(block, Paragraph) and block.tone != "rating":
                assert all(sentence.text.endswith((".", ":")) for sentence in block.sentences)


def test_letters_differ_from_council_to_council(letters: dict[str, Letter]) -> None:
    assert len({body(told) for told in letters.values()}) == len(letters)


# ---- the rating ----


@pytest.mark.parametrize("code", ["381", "340", "891", "874", "879", "317", "355"])
def test_a_priority_action_is_told_with_what_it_cost(ratings: Ratings, code: str) -> None:
    told = letter(ratings, code)
    row = ratings.table.set_index("council").loc[code]
    text = told.markdown
    assert f"would have given {row['data_band']}" in text
    assert "because an unannounced inspection found an area for priority action" in text
    assert f"**{str(row['label']).capitalize()} ({row['rating']:.0f})**" in text


@pytest.mark.parametrize("code", ["877", "908"])
def test_a_full_inspection_limit_is_told(ratings: Ratings, code: str) -> None:
    told = letter(ratings, code)
    assert "because a full inspection judged safeguarding inadequate" in told.markdown
    assert "**Performs poorly (1)**" in told.markdown


def test_no_limit_is_told_where_there_is_none(trafford: Letter) -> None:
    assert "limited because" not in trafford.markdown


def test_without_a_rating_the_letter_says_so_and_why(published: Ratings) -> None:
    told = letter(published, "Trafford")
    text = told.markdown
    assert "**No rating is given**" in text
    assert published.table["why"].iloc[0].split(";")[0] in text
    assert not re.search(r"performs? well", text.split("## Children's services rating 2009")[1])
    assert "indicators that can be compared are in line with or above similar areas" in text
    assert "The data hold no inspection grades of services or settings" in text


def test_published_figures_alone_need_no_notice(published: Ratings, trafford: Letter) -> None:
    told = letter(published, "Trafford")
    assert not told.demonstration
    assert "emonstration" not in told.markdown
    assert trafford.demonstration
    assert "> **Prepared with demonstration data" in trafford.markdown


def test_a_withheld_rating_is_called_so(evidence: View) -> None:
    row = evidence.row._replace(status="withheld", why="an inspection is pending", label=None, rating=float("nan"))
    told = written(dataclasses.replace(evidence, row=row))
    assert "**The rating is withheld**" in told.markdown
    assert "The rating of children's services in Trafford is withheld because an inspection is pending." in told.markdown


def test_a_borderline_result_says_between_which_ratings(evidence: View) -> None:
    row = evidence.row._replace(borderline="2 or 3", combined_points=2.6)
    told = written(dataclasses.replace(evidence, row=row))
    assert "close to the boundary between performs adequately (2) and performs well (3)" in told.markdown


def test_the_transitional_paragraph_counts_what_is_missing(evidence: View, trafford: Letter) -> None:
    gaps = {gap.group: gap for gap in evidence.background.gaps}
    group = "looked-after children and care leavers"
    assert f"{percent(gaps[group].share)} of the figures on {group}" in trafford.markdown
    own = sum(gap.missing for gap in evidence.gaps())
    assert f"For Trafford, {own} of the 76 figures are missing" in trafford.markdown


def test_without_gaps_there_is_no_transitional_paragraph(evidence: View) -> None:
    none = tuple(dataclasses.replace(gap, missing=0) for gap in evidence.background.gaps)
    told = written(dataclasses.replace(evidence, background=dataclasses.replace(evidence.background, gaps=none)))
    assert "transitional" not in told.markdown


def test_another_year_has_no_transitional_paragraph(evidence: View) -> None:
    later = dataclasses.replace(RULES, name="2010")
    told = written(dataclasses.replace(evidence, background=dataclasses.replace(evidence.background, framework=later)))
    assert "transitional" not in told.markdown


def test_the_basis_says_what_the_letter_rests_on(trafford: Letter, ratings: Ratings) -> None:
    (bullets,) = (block for block in trafford.blocks if isinstance(block, Bullets))
    text = "\n".join(point.text for point in bullets.points)
    row = ratings.table.set_index("council").loc["358"]
    for part in (
        "pre-2019",
        "0.5 standard deviations",
        "our choice (A)",
        "31 August 2009",
        "30 September 2009",
        f"{row['indicators_compared']} of {row['indicators_expected']} ({percent(row['coverage'])})",
        f"Of the {len(RULES.rules)} rules of framework 2009, {len(RULES.assumptions)} are our assumptions",
        "Demonstration figures: the judgements on settings",
        "Published figures: NI 71, NI 79",
        "not issued by Ofsted",
    ):
        assert part in text


# ---- one, two, many, none ----


def grades_claim(kind: str, *counts: int, name: str = "") -> Claim:
    grades = Grades(*counts)
    return Claim(name or f"settings.{kind}", kind, OVERALL, "none", grades.held[0], grades.settings, grades.figures, grades.held)


def texts(sentences: Iterator[Any]) -> list[str]:
    return [sentence.text for sentence in sentences]


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((0, 1, 0, 0), "The one children's home that the council runs is good."),
        ((0, 0, 2, 0), "Both children's homes that the council runs are satisfactory."),
        ((0, 1, 1, 0), "Of the two children's homes that the council runs, one is good and one is satisfactory."),
        ((0, 2, 2, 0), "Of the four children's homes that the council runs, half are good and the others satisfactory."),
        ((1, 2, 0, 1), "Of the four children's homes that the council runs, one is outstanding, two are good and one is inadequate."),
        ((0, 12, 1, 0), "Of the 13 children's homes that the council runs, 12 are good and 1 is satisfactory."),
        ((0, 5, 0, 0), "All five children's homes that the council runs are good."),
    ],
)
def test_children_s_homes_are_told_home_by_home(counts: tuple[int, ...], text: str) -> None:
    assert texts(social_care(Claims((grades_claim("children's homes", *counts),)), RULES)) == [text]


@pytest.mark.parametrize(
    ("grades", "text"),
    [
        ("ggg", "Fostering, adoption and private fostering are good."),
        ("ggi", "Fostering and adoption are good, but private fostering is inadequate."),
        ("sgg", "Adoption and private fostering are good, but fostering is satisfactory."),
        ("osi", "Fostering is outstanding, but adoption is satisfactory and private fostering is inadequate."),
        ("sss", "Fostering, adoption and private fostering are satisfactory."),
        ("g--", "Fostering is good."),
    ],
)
def test_services_are_told_by_grade_with_exceptions_last(grades: str, text: str) -> None:
    words = {"o": (1, 0, 0, 0), "g": (0, 1, 0, 0), "s": (0, 0, 1, 0), "i": (0, 0, 0, 1)}
    kinds = ("fostering service", "adoption service", "private fostering arrangements")
    claims = [grades_claim(kind, *words[grade]) for kind, grade in zip(kinds, grades, strict=True) if grade in words]
    assert texts(social_care(Claims(tuple(claims)), RULES)) == [text]


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((1, 0, 0, 0), "The one nursery school is outstanding."),
        ((1, 1, 0, 0), "Both nursery schools are good or outstanding."),
        ((0, 2, 0, 0), "Both nursery schools are good."),
        ((0, 1, 1, 0), "Of the two nursery schools, one is good and one is satisfactory."),
        ((2, 1, 0, 0), "All three nursery schools are good or outstanding."),
        ((1, 2, 0, 1), "A large majority of nursery schools (3 of 4) are good or better and 1 of the 4 is inadequate."),
        ((0, 0, 3, 1), "None of the four nursery schools is good or better and one is inadequate."),
        ((1, 1, 2, 0), "Half of the four nursery schools are good or better."),
    ],
)
def test_nursery_schools_for_one_two_many_and_none(counts: tuple[int, ...], text: str) -> None:
    pooled = grades_claim("services and settings", 10, 10, 10, 10, name="settings")
    claims = Claims((pooled, grades_claim("nursery schools", *counts)))
    assert texts(early_years_and_schools(claims, RULES))[1:] == [text]


def review_claim(**words: int) -> Claims:
    names = tuple(sorted(words))
    n = sum(words.values())
    verdict = names[0] if len(names) == 1 else "mixed"
    figures = tuple((word, float(words[word])) for word in names)
    return Claims((Claim("safeguarding.serious case review", "x", "x", "none", verdict, n, figures, names),))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ({"good": 1}, "One serious case review was evaluated, and found good."),
        ({"adequate": 2}, "Two serious case reviews were evaluated, and both were found adequate."),
        ({"adequate": 3}, "Three serious case reviews were evaluated, and all were found adequate."),
        ({"adequate": 2, "good": 1}, "Three serious case reviews were evaluated: two adequate and one good."),
    ],
)
def test_serious_case_reviews(words: dict[str, int], text: str) -> None:
    assert texts(safeguarding(review_claim(**words), RULES)) == [text]


def with_comparisons(evidence: View, indicator: str, **values: Any) -> Claims:
    rows = {key: row._replace(**values) if key[0] == indicator else row for key, row in evidence.compared.items()}
    return claims_in(dataclasses.replace(evidence, compared=rows))


def test_a_suppressed_figure_is_said_to_be_suppressed(evidence: View) -> None:
    claims = with_comparisons(evidence, "NI 148", value=float("nan"), status="suppressed")
    (text,) = texts(care_leavers(claims, RULES))
    assert text.endswith("is not known: the council's figure is suppressed.")


def test_an_indicator_that_the_data_lack_is_left_out(evidence: View) -> None:
    claims = with_comparisons(evidence, "NI 148", value=float("nan"), status="no row")
    (told,) = care_leavers(claims, RULES)
    assert told.when == "whole"
    assert told.text == "Nothing is said of education and work for care leavers (NI 148), because the data do not hold it."


def test_a_gap_that_the_rule_calls_in_line_is_told_as_in_line(evidence: View) -> None:
    claims = with_comparisons(evidence, "NI 148", standing="in line")
    text = texts(care_leavers(claims, RULES))[0]
    assert ", in line with England (" in text
    assert "proportion" not in text


def test_comparators_that_differ_are_told_apart(evidence: View) -> None:
    rows = dict(evidence.compared)
    rows["NI 148", "England"] = rows["NI 148", "England"]._replace(standing="in line")
    claims = claims_in(dataclasses.replace(evidence, compared=rows))
    text = texts(care_leavers(claims, RULES))[0]
    assert re.search(r"in line with England \(\d+%\) but a smaller proportion than in similar areas \(\d+%, 8 of 10 with a figure\)", text)


@pytest.mark.parametrize(
    ("value", "text"), [(99.0, "wider than in all 10 similar areas"), (0.0, "wider than in none of the 10 similar areas")]
)
def test_some_similar_areas_is_a_count(evidence: View, value: float, text: str) -> None:
    assert text in " ".join(texts(vulnerable(with_comparisons(evidence, "NI 105", value=value), RULES)))


def test_a_smaller_share_in_custody_is_told_as_smaller(evidence: View) -> None:
    claims = with_comparisons(evidence, "NI 43", value=1.0, standing="above")
    assert "(1.0%) were sentenced to custody, a smaller proportion than in similar areas (" in " ".join(texts(custody(claims, RULES)))


# ---- strange text, the same again ----


def test_hostile_text_passes_as_text(evidence: View) -> None:
    strange = dataclasses.replace(evidence, name=HOSTILE)
    text = written(strange, sender=f"{HOSTILE}\n# not a heading", addressee="1. not a list").markdown
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "\\<b\\>\\&\"'\\$x\\$ =1+1" in text
    assert "\\# not a heading" in text
    assert "1\\. not a list" in text
    assert plain(HOSTILE).replace("\\", "") == HOSTILE


def test_line_breaks_in_a_name_cannot_begin_a_new_block(evidence: View) -> None:
    text = written(dataclasses.replace(evidence, name="A\n\n# B")).markdown
    assert "\n# B" not in text


def test_two_runs_give_the_same_letter(ratings: Ratings, trafford: Letter) -> None:
    again = letter(dataclasses.replace(ratings), "358")
    assert again.markdown == trafford.markdown
    assert again._repr_markdown_() == trafford.markdown


def test_an_unknown_council_is_refused(ratings: Ratings) -> None:
    with pytest.raises(UnknownCouncilError):
        letter(ratings, "London")


def test_every_indicator_has_a_phrase() -> None:
    from csrating import reference

    assert set(_phrases()) == set(reference.indicators()["indicator"])
    assert phrase("NI 62") == "moves between placements of looked-after children (NI 62)"


def test_a_letter_is_about_two_pages(letters: dict[str, Letter]) -> None:
    for code, told in letters.items():
        assert len(told.markdown.split()) < 1400, code
