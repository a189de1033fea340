"""The query that the page on scale gives for any engine comes to the counts that this package comes to."""

from __future__ import annotations

import re

import duckdb
import pytest

import csrating as cs
from csrating.schema import GRADES
from tests.read.large_extracts.test_counts import ANSWER, CUT_OFF, WORKED, rows_of


@pytest.fixture
def query(repository):
    [found] = re.findall(r"```sql\n(.*?)```", (repository / "docs" / "scale.md").read_text(encoding="utf-8"), re.S)
    return found


def answer(query, path):
    """What the query comes to, once the tables of words are there that the page describes."""
    words = {
        "councils": {"351": "351", "358": "358"},
        "provision_types": {"Childminder": "childminding", "Primary school": "primary schools"},
        "aspects": {word.capitalize(): word for word in ("overall effectiveness", "being healthy", "staying safe")},
        "grades": {word.capitalize(): str(place) for place, word in enumerate(GRADES)},
    }
    with duckdb.connect() as connection:
        connection.read_parquet(str(path)).create_view("extract")
        for name, meant in words.items():
            connection.execute(f"CREATE TABLE {name} (word VARCHAR, ours VARCHAR)")
            connection.execute(f"INSERT INTO {name} SELECT unnest(?), unnest(?)", [list(meant), list(meant.values())])
        return [(*key, GRADES[worst], settings) for *key, worst, settings in connection.execute(query).fetchall()]


def test_the_query_of_the_page_counts_as_the_package_does(query, written):
    path = written(WORKED)
    assert answer(query, path) == ANSWER == rows_of(cs.count_settings(path, cut_off=CUT_OFF).counts)


@pytest.mark.parametrize(("said", "instead"), [("turn = 1", "turn > 0"), ("MIN(grade)", "MAX(grade)"), ("<= DATE", "< DATE")])
def test_a_query_that_counts_otherwise_is_found(query, written, said, instead):
    assert said in query
    assert answer(query.replace(said, instead), written(WORKED)) != ANSWER


def test_the_python_of_the_page_runs(repository, written, tmp_path, monkeypatch):
    written(WORKED.rename(columns={"setting": "URN"}), "extract/part.parquet")
    monkeypatch.chdir(tmp_path)
    [lines] = re.findall(r"```python\n(.*?)```", (repository / "docs" / "scale.md").read_text(encoding="utf-8"), re.S)
    names = {}
    exec(compile(lines, "scale.md", "exec"), names)
    assert names["inspections"]["settings"].tolist() == [settings for *_, settings in ANSWER]
