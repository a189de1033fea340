"""The whole comparison on a small set of observations worked by hand, with Trafford's real neighbours."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from csrating.compare import compare
from csrating.errors import EvidenceError, ReferenceDataError
from csrating.read import read_file

TRAFFORD = "358"
TEN = ["334", "919", "305", "356", "867", "823", "816", "937", "850", "895"]


def observations(values, *, indicator="NI 148", level="council", status="reported", origin="published", period="2009", end="2009-03-31"):
    rows = [
        {
            "level": level,
            "area": area,
            "area_name": area,
            "indicator": indicator,
            "period": period,
            "period_end": pd.Timestamp(end),
            "value": value,
            "numerator": np.nan,
            "denominator": np.nan,
            "status": status if np.isnan(value) else "reported",
            "symbol": "",
            "unit": "per cent",
            "derivation": "as published",
            "origin": origin,
            "source": "test",
            "ref": f"test.csv#test!B{place + 2}",
        }
        for place, (area, value) in enumerate(values.items())
    ]
    return pd.DataFrame(rows)


def compared(*tables, **options):
    return compare(SimpleNamespace(observations=pd.concat(tables, ignore_index=True)), **options)


def only(comparisons, against="neighbours", council=TRAFFORD):
    return comparisons[(comparisons["council"] == council) & (comparisons["against"] == against)].squeeze()


def test_trafford_against_its_ten_neighbours_by_hand():
    values = dict(zip(TEN, [50, 52, 54, 56, 58, 60, 62, 64, 66, 68], strict=True)) | {TRAFFORD: 55.0}
    row = only(compared(observations({area: float(value) for area, value in values.items()})))
    assert (row["baseline"], row["with_data"], row["of"], row["median"]) == (59.0, 10, 10, 59.0)
    assert row["spread"] == pytest.approx(np.sqrt(330 / 9))
    assert row["gap"] == -4.0
    assert (row["standing"], row["direction"]) == ("below", "lower")
    assert row["vintage"] == "pre-2019"
    assert row["ref"] == "test.csv#test!B12"


def test_four_neighbours_are_too_few():
    values = dict.fromkeys(TEN, np.nan) | dict(zip(TEN[:4], [50.0, 52.0, 54.0, 56.0], strict=True)) | {TRAFFORD: 55.0}
    row = only(compared(observations(values, status="suppressed")))
    assert (row["standing"], row["with_data"]) == ("not comparable", 4)
    assert row["why"] == "only 4 of 10 have data; at least 5 are needed"


def test_a_suppressed_council_keeps_its_status_and_has_no_standing():
    values = dict.fromkeys(TEN, 50.0) | {TRAFFORD: np.nan}
    row = only(compared(observations(values, status="suppressed")))
    assert (row["standing"], row["status"], row["why"]) == ("not comparable", "suppressed", "the council has no figure")


def test_the_published_england_row_is_the_one_used():
    councils = observations(dict.fromkeys([*TEN, TRAFFORD], 50.0))
    published = observations({"England": 47.0}, level="England")
    row = only(compared(councils, published), "England")
    assert (row["baseline"], row["method"], row["baseline_ref"]) == (47.0, "published row", "test.csv#test!B2")


def test_without_a_published_row_england_is_computed_and_says_so():
    row = only(compared(observations(dict.fromkeys(TEN, 40.0) | {TRAFFORD: 51.0})), "England")
    assert row["baseline"] == pytest.approx(41.0)
    assert (row["method"], row["baseline_ref"], row["with_data"], row["of"]) == ("mean of councils (computed)", "", 11, 152)


def test_inner_london_falls_back_to_london_where_it_has_no_row():
    councils = observations({"202": 50.0, "204": 52.0, "302": 54.0})
    london = observations({"London": 47.0}, level="region")
    inner = observations({"Inner London": 45.0}, level="region")
    assert only(compared(councils, london), "region", "202")[["baseline_area", "baseline"]].tolist() == ["London", 47.0]
    assert only(compared(councils, london, inner), "region", "202")[["baseline_area", "baseline"]].tolist() == ["Inner London", 45.0]


def test_polarity_is_applied_once():
    values = dict(zip(TEN, np.arange(50.0, 70.0, 2.0), strict=True)) | {TRAFFORD: 70.0}
    high = only(compared(observations(values, indicator="NI 148")))
    low = only(compared(observations(values, indicator="NI 43")))
    assert (high["standing"], low["standing"]) == ("above", "below")
    assert (high["direction"], low["direction"]) == ("higher", "higher")
    assert high["gap"] == -low["gap"]


def test_a_figure_that_makes_its_baseline_alone_is_equal_to_it(made):
    """However the binary decimals fall: a council with the only figure of its region, for many counts, one in each year."""
    years = [made.observations({TRAFFORD: (x, 1250)}, period=str(x), end=f"{x}-03-31") for x in range(1900, 2000)]
    comparisons = compared(*[table.assign(unit="per 1,000 aged 10 to 17", value=table["value"] * 10) for table in years])
    region = comparisons[(comparisons["council"] == TRAFFORD) & (comparisons["against"] == "region")]
    assert (region["value"] != region["baseline"]).any()
    assert set(region["direction"]) == {"equal"}
    own = comparisons[(comparisons["council"] == "334") & (comparisons["against"] == "England")]
    assert set(own["direction"]) == {"unknown"}


def test_every_council_has_a_row_for_every_series_and_baseline():
    comparisons = compared(
        observations({TRAFFORD: 50.0}), observations({TRAFFORD: 7.0}, indicator="NI 71", period="2009 Q2", end="2009-06-30")
    )
    assert len(comparisons) == 152 * 2 * 3
    assert set(comparisons.loc[comparisons["council"] != TRAFFORD, "status"]) == {"no row"}


def test_figures_of_two_origins_are_marked_mixed():
    comparisons = compared(observations({TRAFFORD: 50.0}), observations({"334": 50.0}, origin="demonstration"))
    assert set(comparisons["origin"]) == {"mixed"}


def test_another_vintage_compares_with_other_neighbours():
    values = observations(dict.fromkeys(TEN, 50.0) | {"931": 90.0, TRAFFORD: 50.0})
    assert only(compared(values, neighbour_table="2025"))["vintage"] == "2025"
    assert only(compared(values, neighbour_table="2025"))["baseline"] > only(compared(values))["baseline"]


def test_the_neighbours_that_a_file_lists_are_compared_with_in_one_step(tmp_path):
    listed = "".join(f"{place},Trafford,{code}\n" for place, code in enumerate(TEN[:5], start=1))
    (tmp_path / "mine.csv").write_text("Rank,Council,Neighbour code\n" + listed + "1,Bury,350\n", encoding="utf-8")
    values = observations(dict(zip(TEN, range(50, 60), strict=True)) | {TRAFFORD: 50.0})
    row = only(compared(values, neighbour_table=read_file(tmp_path / "mine.csv").neighbours))
    assert (row["baseline"], row["of"], row["vintage"]) == (52.0, 5, "supplied by the user")


def test_the_published_list_of_2025_compares_as_the_vintage_that_was_made_of_it(shared):
    values = observations(dict.fromkeys(TEN, 50.0) | {"931": 90.0, TRAFFORD: 50.0})
    listed = read_file(shared / "real" / "present_day" / "sn_may_2025.xlsx").neighbours
    by_file, by_vintage = (only(compared(values, neighbour_table=table)) for table in (listed, "2025"))
    assert by_file.drop("vintage").equals(by_vintage.drop("vintage"))
    assert (by_file["vintage"], by_vintage["vintage"]) == ("supplied by the user", "2025")


def test_nothing_to_compare_is_said():
    with pytest.raises(EvidenceError, match="there are no observations"):
        compared(observations({TRAFFORD: 1.0}).iloc[:0])


def test_an_unknown_vintage_is_refused():
    with pytest.raises(ReferenceDataError, match="1999"):
        compared(observations({TRAFFORD: 1.0}), neighbour_table="1999")
