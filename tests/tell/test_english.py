"""All letters read as good English: each rule of the lint on every sentence of every letter, and each rule with sentences that break it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from csrating.compare import compare
from csrating.rate import Ratings, rate
from csrating.read.data import Data
from csrating.tell import Letter, letter
from csrating.tell.blocks import Bullets, Paragraph
from csrating.tell.sentences.basis import MONTHS

ONE = r"(?:1|one)"
MANY = r"(?:two|three|four|five|six|seven|eight|nine|[02-9]|\d[\d,]*\d)"
SINGULAR = "school|setting|home|indicator|council|area|childminder|unit|college|form|service|review|judgement|figure|claim|point"
WORD = r"(?:(?!(?:and|of|is|are|in|on|with|to|by|as|for|than|or|was|were|that|who) )[a-z'-]+ )"

RULES = {
    "two spaces": r"  |\t|\n",
    "space before punctuation": r" [,.;:!?)\]]|[(\[] ",
    "no space after punctuation": r"[,;][^\s\d]|[a-z][.:][A-Za-z]",
    "punctuation twice": r"[,;:]\s?[,;:.]|\.\s?[,;.]|\.\.",
    "one with a plural": rf"(?<![\d.,])\b{ONE} {WORD}{{0,2}}(?:{SINGULAR})(?:s)\b|\b{ONE} (?:people|young people|children)\b(?!')",
    "many with a singular": rf"\b(?:{MANY}|[Bb]oth) {WORD}{{0,2}}(?:{SINGULAR})\b",
    "many with is": rf"(?i)(?<!the )\b{MANY} is\b|\b[Bb]oth {WORD}{{0,3}}is\b|\b[Aa]ll {MANY} {WORD}{{0,5}}is\b",
    "one with are": rf"\b{ONE} are\b|(?<!and )\b[Tt]he one {WORD}{{1,4}}are\b|(?<!lmost )\b[Nn](?:one|either) of the (?:\S+ ){{1,3}}are\b",
    "not a number": r"\b(?:nan|NaN|None|inf|null|NaT)\b(?! of)",
    "a pattern left over": r"[{}]|\[\[|\]\]|[\ue000-\uf8ff]|%[sd]|<[A-Z]",
    "a before a vowel": r"\b[Aa] (?:[aeio]|u(?!ni|s[ei]|k)|8|11\b|18\b)",
    "an before a consonant": r"\b[Aa]n (?:[bcdfgjklmnpqrstvwxyz]|uni|use|[0-79](?!8|1\b))",
    "a word twice": r"(?i)\b(?!named )([a-z]+) \1\b",
    "a place without its article": r"(?<![Tt]he )\b(?:City of London|Isles? of (?:Scilly|Wight)|East Riding of)",
}
"""What a sentence must not hold."""

COUNTS_IN_WORDS = r"(?i)\b(?<!\bthis )(?:one|two|three|four|five|six|seven|eight|nine)\b"
COUNTS_IN_FIGURES = r"(?<![\w.,-])\d[\d,]*(?![\d.,]*(?:\d|%| percentage points| points))\b"
NO_COUNTS = rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}|\b(?:19|20)\d\d(?:/\d\d)?\b|\bNI \d+[ab]?"
"""Days, years and numbers of indicators are in figures whatever the counts beside them are."""

FIXED = (
    *(
        "Key Stage 2",
        "Key Stage 4",
        "Level 2",
        "Level 3",
        "2007 is",
        "2009 is",
        "two years or more",
        "six to eight weeks",
        "by age 19",
        "Year 6",
    ),
    "school sixth",
)
"""Numbers that are parts of names, and a noun that stands before another."""


def bare(text: str) -> str:
    """The sentence without what is no part of its grammar: names with numbers, and what stands in round brackets."""
    for words in FIXED:
        text = text.replace(words, "named")
    return re.sub(r" \([^()]*\)", "", re.sub(r"\bNI \d+[ab]?", "named", text))


def two_styles(text: str) -> bool:
    """Whether some counts of a sentence are words and others figures; brackets are part of it here."""
    for words in FIXED:
        text = text.replace(words, "named")
    told = re.sub(NO_COUNTS, "named", text)
    return bool(re.search(COUNTS_IN_WORDS, told) and re.search(COUNTS_IN_FIGURES, told))


def faults(text: str, *, ends: bool = True) -> set[str]:
    """The rules that a sentence breaks; ``ends`` where it must be a whole sentence."""
    found = {name for name, rule in RULES.items() if re.search(rule, bare(text))}
    found |= {
        name for name in ("two spaces", "space before punctuation", "not a number", "a pattern left over") if re.search(RULES[name], text)
    }
    if two_styles(text):
        found.add("two styles of numbers")
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        found.add("brackets do not close")
    if not re.match(r"\[?[A-Z0-9]", text):
        found.add("no capital")
    if ends and not re.search(r"[^\s.:;,][.:]\]?$", text):
        found.add("no full stop")
    return found


def sentences(told: Letter) -> Iterator[tuple[str, bool]]:
    """Each sentence of a letter, and whether it is a whole one, as all are but the rating."""
    for block in told.blocks:
        if isinstance(block, Paragraph):
            yield from ((sentence.text, block.tone != "rating") for sentence in block.sentences)
        elif isinstance(block, Bullets):
            yield from ((point.text, True) for point in block.points)


def faulty(letters: dict[str, Letter]) -> list[tuple[str, set[str], str]]:
    return [(told.name, found, text) for told in letters.values() for text, ends in sentences(told) if (found := faults(text, ends=ends))]


def letters_of(ratings: Ratings, *, whole: bool = False, draft: bool = False) -> dict[str, Letter]:
    return {code: letter(ratings, code, whole=whole, draft=draft) for code in ratings.table["council"]}


def test_all_letters_read_as_english(letters: dict[str, Letter]) -> None:
    assert faulty(letters) == []
    assert sum(1 for told in letters.values() for _ in sentences(told)) > 4000


def test_all_whole_letters_and_drafts_read_as_english(ratings: Ratings) -> None:
    found = letters_of(ratings, whole=True, draft=True)
    assert faulty(found) == []
    assert sum("For a person to write" in text for told in found.values() for text, _ in sentences(told)) > 50


def test_letters_from_published_figures_alone_read_as_english(published: Ratings) -> None:
    assert faulty(letters_of(published, whole=True, draft=True)) == []


def test_markdown_has_no_double_spaces_and_no_pattern(letters: dict[str, Letter]) -> None:
    for told in letters.values():
        for line in told.markdown.splitlines():
            assert "  " not in line, line
            assert not re.search(RULES["a pattern left over"] + "|" + RULES["not a number"], line), line


KEPT = {0: ("NI 43", "NI 105", "NI 148"), 1: ("NI 62", "NI 148"), 2: ("NI 43", "NI 62", "NI 63", "NI 105", "NI 148")}
"""How many of each thing a council has, and the indicators that are left; of none, no council returned a figure."""

NOT_RETURNED = {"value": float("nan"), "numerator": float("nan"), "denominator": float("nan"), "status": "not returned"}


def thinned(data: Data, most: int) -> Data:
    """The data with at most so many settings of each type, findings of each kind, and indicators under an outcome."""
    rows = data.inspections[data.inspections["settings"] > 0]
    place = rows.groupby(["council", "setting_type", "aspect"], sort=False).cumcount()
    inspections = rows[place < most].assign(settings=1).reset_index(drop=True)
    observations = data.observations[data.observations["indicator"].isin(KEPT[most])].reset_index(drop=True)
    observations = observations if most else observations.assign(**NOT_RETURNED)
    findings = data.safeguarding
    few = findings.groupby(["council", "kind"], sort=False).cumcount() < most
    return dataclasses.replace(data, inspections=inspections, observations=observations, safeguarding=findings[few].reset_index(drop=True))


@pytest.mark.slow
@pytest.mark.parametrize("most", KEPT)
def test_letters_on_none_one_and_two_of_things_read_as_english(ratings: Ratings, most: int) -> None:
    data = thinned(ratings.data, most)
    found = letters_of(rate(data, compare(data)), whole=True, draft=True)
    assert faulty(found) == []
    text = " ".join(text for told in found.values() for text, _ in sentences(told))
    assert {0: "so nothing is said of them", 1: "The one primary school is", 2: "Both primary schools are"}[most] in text


BROKEN = {
    "two spaces": ["The  home is good.", "The home is good.  "],
    "space before punctuation": ["The home is good .", "The home ( good) is open.", "Good , and open."],
    "no space after punctuation": ["One is good,two are not.", "One is good.Two are not."],
    "punctuation twice": ["Two are good,, and one is not.", "The home is good..", "The homes are good: ; one is not.", "It is good,."],
    "one with a plural": [
        "The one schools is good.",
        "There are 1 settings.",
        "1 pupil referral units is good.",
        "1 young people were there.",
    ],
    "many with a singular": ["All 12 home are good.", "Both nursery school are good.", "Of the three indicator, one is below."],
    "many with is": ["Two is good.", "Both homes is good.", "All four special schools is good.", "12 is above and one is below."],
    "one with are": ["Of the two homes, one are good.", "The one home are good.", "None of the 12 homes are good."],
    "not a number": ["The share is nan.", "None is None.", "It rose by inf points.", "It is NaT."],
    "a pattern left over": ["The {name} is good.", "The [[name]] is good.", "A count of \ue0001\ue001 is good.", "The %s is good."],
    "a before a vowel": ["It found a area for action.", "A unusual home.", "It is a 8 in 10 chance."],
    "an before a consonant": ["It found an home? No: an large one.", "An school is good.", "An unit is good."],
    "a word twice": ["The the home is good.", "It is in in line."],
    "a place without its article": ["Children's services in City of London perform well.", "For Isles of Scilly, none is missing."],
    "brackets do not close": ["The home (good is open.", "[For a person to write: all is well."],
    "two styles of numbers": [
        "Two are good and 3 are not.",
        "A majority of schools (4 of 7) are good or better and one is inadequate.",
        "All 10 schools are good and the one college is outstanding.",
        "In every type except the one nursery school (satisfactory) and special schools (2 of 4 good or better).",
    ],
    "no capital": ["the home is good.", "[for a person to write.]"],
    "no full stop": ["The home is good", "The home is good;", "The home is good:."],
}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BROKEN.items() for text in texts])
def test_each_rule_catches_what_breaks_it(rule: str, text: str) -> None:
    assert rule in faults(text)


def test_every_rule_has_its_broken_sentences() -> None:
    assert RULES.keys() <= BROKEN.keys()


@pytest.mark.parametrize(
    "text",
    [
        "The one home is good.",
        "None of the 12 homes is good, and almost none of the schools (1 of 40) are.",
        "The one pupil referral unit and the one college are good.",
        "Both NHS homes are good: 1 is open and 2 of the 12 areas are in line with it.",
        "For the City of London, none is missing.",
        "Only 1 indicator can be compared, an 8 in 10 share, a unit of its own.",
        "[For a person to write: all three homes are inadequate.]",
        "A majority of schools (4 of 7) are good or better and 1 of the 7 is inadequate.",
        "All 10 schools are good and the only college is outstanding.",
        "Of each of nine settings up to 31 August 2009, two are on re-offending (NI 19), a share of 7.2%.",
    ],
)
def test_good_sentences_pass(text: str) -> None:
    assert faults(text) == set()
