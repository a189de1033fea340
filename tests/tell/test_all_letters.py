"""What holds in every letter: numbers agree with the words beside them, are written alike, and nothing stands in brackets twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csrating.rate import Ratings
from csrating.tell import Letter, letter
from csrating.tell.blocks import Bullets, Paragraph

WORD_OF_SHARE = re.compile(
    r"([Aa]lmost all|[Aa]lmost none of the|[Aa] (?:very |)(?:large |small |)m(?:ajor|inor)ity of) [^.:;(]*?\((\d[\d,]*) of ([\d,]+)\)"
)
STEPS = {
    "almost all": (97, 100),
    "a very large majority": (80, 97),
    "a large majority": (65, 80),
    "a majority": (50, 65),
    "a minority": (35, 50),
    "a small minority": (20, 35),
    "a very small minority": (4, 20),
    "almost none": (0, 4),
}
"""The house table of proportion words: from the first share, to just under the second."""


def sentences(letters: dict[str, Letter]) -> Iterator[str]:
    for told in letters.values():
        for block in told.blocks:
            if isinstance(block, Paragraph):
                yield from (sentence.text for sentence in block.sentences)
            elif isinstance(block, Bullets):
                yield from (point.text for point in block.points)


def test_every_proportion_word_agrees_with_the_exact_share(letters: dict[str, Letter]) -> None:
    checked = 0
    for text in sentences(letters):
        for word, some, whole in WORD_OF_SHARE.findall(text):
            low, high = STEPS[word.lower().removesuffix(" of the").removesuffix(" of")]
            share = 100 * int(some.replace(",", "")) / int(whole.replace(",", ""))
            assert low <= share < high, text
            assert share not in (0, 50), text
            checked += 1
    assert checked > 1000


def test_no_rounded_share_stands_beside_a_proportion_word(letters: dict[str, Letter]) -> None:
    """A share of 64.6 per cent is "a majority"; printed as 65% it would contradict the table in the closing note."""
    for text in sentences(letters):
        if not text.startswith("Proportion words"):
            assert not ("ority of" in text and "%" in text), text
    assert any("chosen by the exact share, before any rounding" in text for text in sentences(letters))


def test_counts_in_one_sentence_are_written_alike(letters: dict[str, Letter], published: Ratings) -> None:
    fixed = ("six to eight weeks", "two years or more", "Key Stage 2", "Key Stage 4", "Level 2", "Level 3", "two kinds")
    both = letters | {f"{code} published": letter(published, code) for code in published.table["council"]}
    mixed = 0
    for text in sentences(both):
        told = re.sub(r"NI \d+[ab]?", "", text)
        for words in fixed:
            told = told.replace(words, "")
        in_words = re.findall(r"\b(?:two|three|four|five|six|seven|eight|nine)\b", told.lower())
        in_figures = re.findall(r"\b\d[\d,]* of\b|\ball \d+|\b\d+ (?:is|are)\b", told)
        assert not (in_words and in_figures), text
        assert not re.search("[\ue000-\uf8ff]", text)
        mixed += bool(in_words)
    assert mixed > 100


def test_there_are_no_brackets_after_brackets(letters: dict[str, Letter]) -> None:
    assert not [text for text in sentences(letters) if re.search(r"\) \(|\([^)]*\(", text)]


def test_schools_run_from_young_to_old(ratings: Ratings) -> None:
    text = " ".join(paragraph.text for paragraph in letter(ratings, "Rutland").narrative)
    assert text.index("primary schools (") < text.index("Of the two secondary schools")
