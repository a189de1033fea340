"""Annual ratings that were published: of named councils, how many councils had each, and those that a finding is known to have limited."""

from __future__ import annotations

from functools import cache

import pandas as pd

from csrating.reference.registers import register


@cache
def _ratings() -> pd.DataFrame:
    table = register("published_ratings.csv")
    return table.assign(year=table["year"].astype("int64"), number=table["number"].astype("int64"))


@cache
def _counts() -> pd.DataFrame:
    table = register("published_rating_counts.csv")
    return table.assign(year=table["year"].astype("int64"), councils=table["councils"].astype("int64"))


@cache
def _limits() -> pd.DataFrame:
    table = register("known_limits.csv")
    return table.assign(year=table["year"].astype("int64"), councils=table["councils"].astype("int64"))


def published_ratings() -> pd.DataFrame:
    """Ratings of named councils that a published page states, 2006 to 2011; most councils of most years are not among them.

    Returns:
        One row per assessment, year and council: ``assessment`` ("annual rating" from 2009; parts of the annual performance assessment
        before), ``year``, ``council`` (department code), ``name``, ``rating`` (its words), ``number`` (4 best to 1 worst in either
        assessment), ``limited`` ("by one grade" where a page says so), ``note``, ``source`` (the page).

    >>> ratings = published_ratings()
    >>> ratings.loc[(ratings["council"] == "358") & (ratings["year"] == 2009), "rating"].item()
    'performs well'
    """
    return _ratings().copy()


def published_rating_counts() -> pd.DataFrame:
    """How many of the 152 councils had each annual rating, 2009 to 2011.

    Returns:
        One row per year and rating: ``year``, ``rating`` (the four ratings in words, or "withheld"), ``councils``, ``source`` (the page).

    >>> counts = published_rating_counts()
    >>> counts.loc[counts["year"] == 2009, "councils"].to_list()
    [10, 93, 40, 9, 0]
    """
    return _counts().copy()


def known_limits() -> pd.DataFrame:
    """Every case of 2009 to 2011 in which a finding on safeguarding is known to have limited an annual rating, or fits that it did.

    Returns:
        One row per case: ``year``; ``council`` (department code, blank where no page names it) and ``name``; ``councils``, how many the
        row is about; ``kind``, ``aspect`` and ``finding`` in the words of SAFEGUARDING; ``before``, the rating there would have been
        (its words; blank where unknown), and ``after``, the one that was published; ``evidence``, "S" where a page states the case and "I"
        where it is inferred; ``source`` (the page).

    >>> cases = known_limits()
    >>> cases.loc[cases["name"] == "Warrington", ["before", "after"]].to_numpy().tolist()
    [['performs well', 'performs poorly']]
    """
    return _limits().copy()


@cache
def _letter_claims() -> pd.DataFrame:
    table = register("letter_claims.csv")
    return table.assign(year=table["year"].astype("int64"), topic=table["topic"].astype("int64"))


def letter_claims() -> pd.DataFrame:
    """What published letters claim of a council, one claim of the data after another; of one letter only, that to Trafford of 2009.

    Returns:
        One row per claim of the data: ``year``, ``council`` (department code), ``topic`` (the number of the claim in the letter, which may
        rest on several of the data), ``said`` (the claim in our words), ``claim`` (the id in :class:`csrating.tell.Claims`), ``verdict``
        and ``names`` (parted by semicolons) that would bear it out, blank where any does; ``rests_on``, of claims about many indicators
        together, which those are: "all" that count, those under "staying safe", those of "vulnerable groups"; ``source``.

    >>> claims = letter_claims()
    >>> claims["topic"].nunique(), claims.loc[claims["topic"] == 12, "verdict"].item()
    (22, 'inadequate')
    """
    return _letter_claims().copy()
