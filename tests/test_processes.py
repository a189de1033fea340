"""Work by several processes: the same as by one, with each error as it was."""

import multiprocessing
import os
import pickle

import pytest

from csrating import processes
from csrating.cli.place import OutputError
from csrating.errors import CsratingError, LayoutError
from csrating.processes import side_by_side

PARTS = {"found": "the sheet is hidden", "where": "ni.xlsx#NI 71", "expected": "a table", "do": "Show it."}


def times(by, number):
    return by * number


def raised(what, number):
    if number == 3:
        raise what
    return number


def ended(_, number):
    os._exit(number)


@pytest.fixture(params=["fork", "spawn"])
def started(request, monkeypatch):
    monkeypatch.setattr(processes, "_context", lambda: multiprocessing.get_context(request.param))


@pytest.mark.parametrize("jobs", [0, 1, 2, 3, 9])
def test_each_item_has_its_result_and_its_place(jobs, started):
    made = list(side_by_side(times, 7, range(5), jobs=jobs))
    assert sorted(made) == [(0, 0), (1, 7), (2, 14), (3, 21), (4, 28)]
    assert multiprocessing.active_children() == []


def test_there_may_be_nothing_to_do():
    assert list(side_by_side(times, 7, [], jobs=2)) == []


@pytest.mark.parametrize("error", [LayoutError(**PARTS), PermissionError(13, "no"), ValueError("odd")])
def test_an_error_comes_as_it_was_raised_and_ends_the_others(error, started):
    with pytest.raises(type(error)) as told:
        list(side_by_side(raised, error, range(9), jobs=2))
    assert str(told.value) == str(error)
    assert vars(told.value) == vars(error)
    assert multiprocessing.active_children() == []


def test_a_process_that_ends_is_told_in_words():
    with pytest.raises(CsratingError, match="ended before its time, perhaps for want of memory"):
        list(side_by_side(ended, None, [1, 1], jobs=2))


@pytest.mark.parametrize("kind", [CsratingError, LayoutError, OutputError])
def test_errors_are_the_same_when_they_were_packed(kind):
    error = kind(**PARTS)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (kind, str(error), vars(error))
    assert str(error) == "ni.xlsx#NI 71: the sheet is hidden; expected a table. Show it."
