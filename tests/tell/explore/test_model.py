"""From a choice to what is shown, without any widget."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

import csrating as cs
from csrating.errors import EvidenceError, ReferenceDataError, UnknownCouncilError
from csrating.rate import Ratings
from csrating.read.data import Data
from csrating.tell.explore.model import KEPT, Model
from csrating.tell.explore.tables import table_of

COMPARATORS = ("similar areas", "England", "region", "council type")
OF_FIGURES = ("neighbours", "distribution", "trend", "funnel")


@pytest.fixture(scope="module")
def model(in_two_periods: Data) -> Model:
    return Model(in_two_periods)


class TestFirst:
    def test_any_spelling_and_number_begin_with_what_they_mean(self, model: Model) -> None:
        choice = model.first(council="st. helens", indicator="ni79", against="NEIGHBOURS", period="2007/08", chart="Over time")
        assert dataclasses.astuple(choice) == ("342", "NI 79", "similar areas", "2007/08", "trend")

    def test_what_is_left_out_is_an_example_in_its_latest_period_with_a_figure(self, model: Model) -> None:
        assert dataclasses.astuple(model.first()) == ("358", "NI 55", "similar areas", "2008/09", "neighbours")

    def test_the_latest_period_is_the_latest_in_which_the_council_has_a_figure(self, in_two_periods: Data) -> None:
        rows = in_two_periods.observations
        gone = (rows["area"] == "358") & (rows["indicator"] == "NI 79") & (rows["period"] == "2008/09")
        blank = rows.assign(**{name: rows[name].mask(gone) for name in ("value", "numerator", "denominator")})
        blank = blank.assign(status=rows["status"].mask(gone, "suppressed"), symbol=rows["symbol"].mask(gone, "x"))
        model = Model(dataclasses.replace(in_two_periods, observations=blank))
        assert model.first(indicator="79").period == "2007/08"
        assert model.first(indicator="79", council="Bury").period == "2008/09"

    @pytest.mark.parametrize(
        ("asked", "error", "message"),
        [
            ({"council": "Traford"}, UnknownCouncilError, r"Near it: Trafford \(358\)"),
            ({"indicator": "999"}, ReferenceDataError, "no indicator '999'"),
            ({"indicator": "NI 75"}, EvidenceError, "no council has a figure of NI 75"),
            ({"indicator": "79", "period": "2031"}, EvidenceError, "expected one of: 2008/09, 2007/08"),
            ({"against": "Wales"}, EvidenceError, "expected one of: similar areas, England, region, council type"),
            ({"chart": "pie"}, EvidenceError, "expected one of: neighbours, distribution"),
            ({"chart": "spine"}, EvidenceError, "drawn from ratings alone. Pass what cs.rate gave"),
        ],
    )
    def test_what_cannot_be_chosen_is_refused_in_words(self, model: Model, asked: dict[str, str], error: type, message: str) -> None:
        with pytest.raises(error, match=message):
            model.first(**asked)

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            (lambda made: made.comparisons, "a table of comparisons does not hold the counts"),
            (lambda made: "data/raw", "a thing of the kind str"),
            (lambda made: None, "a thing of the kind NoneType"),
        ],
    )
    def test_what_holds_no_figures_is_refused(self, made: Ratings, given, message: str) -> None:
        with pytest.raises(EvidenceError, match=message):
            cs.explore(given(made))


class TestOptions:
    def test_indicators_stand_outcome_by_outcome_with_their_short_names(self, model: Model) -> None:
        assert list(model.options.indicators) == ["NI 55", "NI 58", "NI 59", "NI 61", "NI 62", "NI 63", "NI 72", "NI 44", "NI 79", "NI 148"]
        assert model.options.indicators["NI 148"] == "NI 148 Care leavers in education or work (achieving economic well-being)"

    def test_periods_are_those_in_which_a_council_has_a_figure_the_latest_first(self, in_two_periods: Data, model: Model) -> None:
        assert model.options.periods("79") == ("2008/09", "2007/08")
        rows = in_two_periods.observations
        blank = rows.assign(value=rows["value"].mask((rows["period"] == "2007/08") & (rows["level"] == "council")))
        assert Model(dataclasses.replace(in_two_periods, observations=blank)).options._periods["NI 79"] == ["2008/09"]

    def test_groups_of_a_method_are_comparators_too(self, in_two_periods: Data) -> None:
        method = cs.Method(groups={"the ring": ["Bury", "Salford", "Stockport", "Wigan", "Bolton", "Oldham"]})
        compared = cs.compare(in_two_periods, "Bury", method=method)
        model = Model(compared, "compared")
        assert model.options.comparators == (*COMPARATORS, "the ring")
        choice = model.first(indicator="79", against="The ring")
        assert choice.council == "351"
        assert "5 of 5 councils of the ring" in model.shown(choice).said
        assert sorted(model.shown(choice).table["council"]) == ["Bolton", "Bury", "Oldham", "Salford", "Stockport", "Wigan"]

    def test_charts_of_outcomes_are_offered_with_ratings_alone(self, made: Ratings, model: Model) -> None:
        assert [kind.name for kind in model.options.kinds] == list(OF_FIGURES)
        assert [kind.name for kind in Model(made).options.kinds] == [*OF_FIGURES, "spine", "rug"]


class TestChanged:
    def test_a_period_that_the_new_indicator_has_not_moves_to_its_latest_and_says_so(self, model: Model) -> None:
        first = model.first(indicator="79", period="2007/08")
        choice, notes = model.changed(first, indicator="62")
        assert (choice.indicator, choice.period) == ("NI 62", "2008/09")
        assert notes == ("NI 62 has no figures in 2007/08: moved to its latest period, 2008/09.",)

    def test_a_period_that_the_new_choice_has_too_stays_without_a_word(self, model: Model) -> None:
        first = model.first(indicator="79", period="2007/08")
        assert model.changed(first, council="Bury") == (dataclasses.replace(first, council="351"), ())
        assert model.changed(first, chart="trend") == (dataclasses.replace(first, kind="trend"), ())

    def test_a_mistake_is_refused(self, model: Model) -> None:
        with pytest.raises(UnknownCouncilError, match="Trafford"):
            model.changed(model.first(), council="Traford")


class TestShown:
    @pytest.mark.parametrize("kind", OF_FIGURES)
    @pytest.mark.parametrize("against", COMPARATORS)
    @pytest.mark.parametrize("period", ["2008/09", "2007/08"])
    def test_the_line_runs_and_gives_the_same(self, model: Model, in_two_periods: Data, kind: str, against: str, period: str) -> None:
        shown = model.shown(model.first(indicator="79", against=against, period=period, chart=kind))
        chart = eval(shown.line, {"cs": cs, "data": in_two_periods})
        pd.testing.assert_frame_equal(chart.data, shown.chart.data)
        pd.testing.assert_frame_equal(table_of(shown.kind, chart), shown.table)
        assert (chart.svg(), chart.alt, chart.caption) == (shown.chart.svg(), shown.chart.alt, shown.chart.caption)

    @pytest.mark.parametrize("kind", [*OF_FIGURES, "spine", "rug"])
    def test_the_line_of_ratings_runs_too(self, made: Ratings, kind: str) -> None:
        model = Model(made, "mine")
        shown = model.shown(model.first(indicator="79", chart=kind))
        chart = eval(shown.line, {"cs": cs, "mine": made})
        pd.testing.assert_frame_equal(chart.data, shown.chart.data)
        assert chart.svg() == shown.chart.svg()
        assert shown.kind.name == kind

    def test_the_line_of_a_council_compared_by_another_method_keeps_that_method(self, in_two_periods: Data) -> None:
        mine = cs.compare(in_two_periods, "Trafford", method=cs.Method(rule="relative tolerance", width=0.9))
        model = Model(mine, "mine")
        shown = model.shown(model.first(indicator="62"))
        assert "Trafford 70" in shown.said
        assert "in line with similar areas" in shown.said
        chart = eval(shown.line, {"cs": cs, "mine": mine})
        assert chart.svg() == shown.chart.svg()
        assert "within 90 per cent of the figure compared with" in chart.caption
        assert "Ofsted did not publish" not in chart.caption  # a method of one's own is nobody's assumption but one's own
        plain = Model(in_two_periods)
        assert "in line with" not in plain.shown(plain.first(indicator="62")).said

    def test_what_is_said_follows_the_comparator(self, model: Model) -> None:
        said = {one: model.shown(model.first(indicator="79", against=one)).said for one in COMPARATORS}
        assert said["similar areas"].startswith("Trafford 80.0%, above similar areas: mean of 10 of 10 similar areas 50.0%.")
        assert said["England"].startswith("Trafford 80.0%, above England: England (152 of 152 councils with a figure) 50.0%.")
        assert said["region"].startswith("Trafford 80.0%, above the North West: the North West (23 of 23 councils with a figure)")
        assert said["council type"].startswith("Trafford 80.0%, above other metropolitan districts: mean of 35 of 35 other metropolitan")

    def test_the_mean_of_a_comparator_is_that_of_its_councils(self, model: Model) -> None:
        """Worked out here from the observations alone."""
        shown = model.shown(model.first(indicator="79", against="council type"))
        councils = cs.councils()
        others = councils.loc[(councils["type"] == "metropolitan district") & (councils["code"] != "358"), "code"]
        rows = model.seen.observations
        values = rows.loc[(rows["indicator"] == "NI 79") & (rows["period"] == "2008/09") & rows["area"].isin(others), "value"]
        assert f"districts {np.floor(values.mean() * 10 + 0.5) / 10:.1f}%." in shown.said
        assert set(shown.chart.data["council"]) == {*others, "358"}

    def test_figures_follow_the_period(self, model: Model) -> None:
        now, before = (model.shown(model.first(indicator="79", period=period)) for period in ("2008/09", "2007/08"))
        figure = {one.choice.period: one.table.set_index("council")["figure"]["Trafford"] for one in (now, before)}
        assert figure == {"2008/09": 80.0, "2007/08": 75.0}
        row = 5 + list(cs.councils()["code"]).index("358")
        assert (now.cell, before.cell) == (f"published.xlsx#NI 79!C{row}", f"published.xlsx#earlier!C{row}")

    def test_a_suppressed_figure_is_said_and_nothing_is_made_of_it(self, model: Model) -> None:
        shown = model.shown(model.first(indicator="61"))
        assert shown.said == "The figure for Trafford is suppressed. 151 of 152 councils have a figure of NI 61 in 2008/09."
        assert shown.chart.title.endswith(": the figure for Trafford is suppressed")
        assert shown.table.set_index("council")["figure"].isna()["Trafford"]

    def test_too_few_neighbours_are_said(self, model: Model) -> None:
        said = model.shown(model.first(indicator="58")).said
        assert "not comparable: " in said
        assert "3 of 10 similar areas" in said

    @pytest.mark.parametrize(
        ("asked", "why"),
        [
            (
                {"indicator": "61", "chart": "trend"},
                "No chart “Over time”: Trafford has no figure of NI 61 in any period; in 2008/09 the figure for Trafford is suppressed.",
            ),
            ({"indicator": "58", "chart": "funnel"}, "No chart “By size: funnel”: the counts of NI 58 in 2008/09 are not published."),
            ({"indicator": "79", "against": "England"}, "No chart “One by one”: the councils of England are too many"),
        ],
    )
    def test_a_chart_that_cannot_be_drawn_says_why_and_another_takes_its_place(
        self, model: Model, in_two_periods: Data, asked: dict[str, str], why: str
    ) -> None:
        shown = model.shown(model.first(**asked))
        assert shown.notes[0].startswith(why)
        assert shown.notes[0].endswith("Shown instead: “All councils”.")
        assert shown.kind.name == "distribution"
        assert eval(shown.line, {"cs": cs, "data": in_two_periods}).svg() == shown.chart.svg()

    def test_demonstration_figures_are_marked_and_published_ones_are_not(self, model: Model) -> None:
        assert model.shown(model.first(indicator="148")).notice == "Demonstration data: not published figures"
        assert model.shown(model.first(indicator="79")).notice == ""

    def test_a_chart_that_does_not_follow_a_choice_says_so(self, made: Ratings) -> None:
        model = Model(made, "ratings")
        assert "whatever else is chosen" in model.shown(model.first(indicator="79", chart="spine", against="region")).notes[0]
        assert model.shown(model.first(indicator="79", chart="neighbours", against="region")).notes == ()

    def test_what_was_shown_is_kept_and_the_oldest_let_go(self, model: Model) -> None:
        small = Model(model.evidence)
        first = small.first(indicator="79")
        shown = small.shown(first)
        assert small.shown(first) is shown
        for name in small.options.councils[: KEPT + 1]:
            small._kept[small.first(council=name, indicator="62")] = shown
        assert small.shown(small.first(council="Bury", indicator="79")) is not shown
        assert len(small._kept) == KEPT
        assert first not in small._kept
