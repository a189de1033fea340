"""Text for terminals of every width."""

from csrating.cli.lines import aligned, wrapped

ROWS = [["19", "Re-offending by young offenders", "94"], ["148", "Care leavers in education or work", "-"]]
HEADINGS = ("NI", "subject", "council")


def lines(width):
    return aligned(HEADINGS, ROWS, text={"NI", "subject"}, width=width, give="subject")


def test_without_a_width_nothing_is_cut():
    assert lines(None) == [
        "NI   subject                            council",
        "19   Re-offending by young offenders         94",
        "148  Care leavers in education or work        -",
    ]


def test_one_column_gives_way_in_a_narrow_terminal():
    for width in (30, 36, 40, 46):
        assert max(map(len, lines(width))) <= width
    assert lines(36)[1] == "19  Re-offending by young...      94"


def test_a_sentence_goes_on_under_its_beginning():
    told = wrapped("3.00 A  special schools: 4 of 6 good or better (66.7 %), 0 inadequate (0.0 %)", width=40, indent=8).splitlines()
    assert [line[:8].strip() for line in told[1:]] == [""] * (len(told) - 1)
    assert max(map(len, told)) <= 40
    assert not any(line.strip().startswith("%") for line in told)
    assert " ".join(line.strip() for line in told) == "3.00 A  special schools: 4 of 6 good or better (66.7 %), 0 inadequate (0.0 %)"


def test_nobody_looking_nothing_wrapped():
    assert wrapped("word " * 60, width=None) == "word " * 60
