"""Recorded judgements as they come from a file."""

import pytest

from csrating.cli.judgements import judgements_from
from csrating.errors import CsratingError, TableError

HEADINGS = "council,from,to,reason,who,when\n"
GREENWICH = "Greenwich,3,2,Weak leadership,A Director,2009-12-09\n"


@pytest.fixture
def recorded(tmp_path):
    """Write a file of judgements; gives its path."""

    def recorded(content):
        path = tmp_path / "judgements.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return recorded


def test_every_cell_is_text_in_the_order_of_the_columns(recorded):
    path = recorded('\ufeffwhen,who,reason,to,from,council\n09/12/2009, A Director ,"Weak, in two areas",2,3,203\n')
    table = judgements_from(path).table
    assert list(table.columns) == ["council", "from", "to", "reason", "who", "when"]
    assert table.iloc[0].tolist() == ["203", "3", "2", "Weak, in two areas", "A Director", "2009-12-09"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", ": the file is empty; expected the columns council, from, to, reason, who, when."),
        (HEADINGS, ": the file holds no judgement"),
        (GREENWICH, "row 1: columns are missing: council, from"),
        ("council,from,to,reason,who\n", "row 1: columns are missing: when; expected the columns"),
        ("council,from,to,reason,who,when,mood\n", "row 1: columns are unknown: mood"),
        ("council,from,to,reason,who,when,\n", r"row 1: columns are unknown: \(blank\)"),
        ("council,from,to,reason,who,when,to\n", "row 1: columns are there twice: to"),
        (HEADINGS + "Greenwich,3,2,Weak, in two areas,A Director,2009-12-09\n", "row 2: the row has 7 cells; expected 6"),
        (HEADINGS + "Greenwich,3,2\n", "row 2: the row has 3 cells; expected 6"),
        (HEADINGS + "\n" + GREENWICH.replace("Greenwich", "Greenwitch"), "row 3: .*Greenwitch.*Greenwich"),
        (HEADINGS + GREENWICH.replace("3,", "good,"), "row 2: .*'from'.*'good'"),
        (HEADINGS + GREENWICH.replace("2009-12-09", "soon"), "row 2: .*'when'.*'soon'"),
        (HEADINGS + GREENWICH.replace("Weak leadership", " "), "row 2: .*'reason'.*blank"),
        (HEADINGS + GREENWICH + "\n" + GREENWICH.replace("Greenwich", "203"), "row 4: .*Greenwich.*row 2"),
        (HEADINGS + 'Greenwich,3,2,"never closed,A Director,2009-12-09\n', ": the file is not csv in UTF-8"),
        ((HEADINGS + GREENWICH.replace("A Director", "José")).encode("cp1252"), ": the file is not csv in UTF-8"),
        (b"PK\x03\x04\xff\x00", ": the file is not csv in UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_the_file_and_the_row(recorded, content, message):
    path = recorded(content)
    with pytest.raises(CsratingError, match=f"^{path}(, |){message}") as told:
        judgements_from(path)
    assert "\n" not in str(told.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(TableError, match="No such file or directory"):
        judgements_from(tmp_path / "none.csv")


def test_other_errors_stay_as_they_are(recorded):
    with pytest.raises(TableError, match=r"^elsewhere: wrong"), judgements_from(recorded(HEADINGS + GREENWICH)).blamed():
        raise TableError("wrong", where="elsewhere")
