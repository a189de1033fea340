"""One council compared: its weakest indicators, its neighbours one by one, from whom it could learn, and what if a figure were another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from numbers import Integral
from typing import Any

import pandas as pd

from csrating import reference
from csrating.compare.asked.card import MADE_UP, card, plain
from csrating.compare.asked.chance import Flags, flags, tested
from csrating.compare.asked.every_council import EveryCouncil
from csrating.compare.asked.similar_areas import clearly_better, similar_areas, supposed
from csrating.compare.baselines import neighbours
from csrating.compare.figures import NO_ROW, Figures
from csrating.compare.groups import neighbour_rows
from csrating.compare.method import is_kind
from csrating.compare.positions import as_table
from csrating.compare.table import Terms
from csrating.errors import EvidenceError
from csrating.schema import Against, Level, Origin, Standing, Status

_SHOWN = 5
_SERIES = ["indicator", "period"]
_LATEST = [
    *("indicator", "short", "period", "value", "neighbours", "gap", "spread", "gap_in_spreads", "standing", "verdict", "to_edge", "why"),
    *("with_data", "of", "rank", "ranked", "band", "change", "direction_of_travel", "origin", "ref"),
]
_PLACES = ("rank", "ranked", "band", "change", "direction_of_travel")
_CARD = {
    "indicator": "indicator",
    "short": "subject",
    "period": "period",
    "value": "council",
    "neighbours": "neighbours",
    "gap": "gap",
    "standing": "standing",
    "behind": "with data",
    "origin": "origin",
}
"""The columns of the card and what they are called there; a positive gap is better."""


@dataclass(frozen=True, eq=False)
class ComparedCouncil:
    """One council's comparisons, as :func:`csrating.compare` gives them for a council.

    ``table`` are its rows of COMPARISONS; ``terms`` the method and the neighbours; ``again`` compares changed observations on the same;
    ``every`` the figures of all councils among which its own lie.
    """

    code: str
    name: str
    table: pd.DataFrame
    observations: pd.DataFrame
    terms: Terms
    again: Callable[[pd.DataFrame], pd.DataFrame]
    every: EveryCouncil

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Where each of its figures lies among all councils, in every period.

        Columns council, name, indicator, period, value with its counts; lower and upper, lower998 and upper998, and by which method the
        interval was found or why there is none; rank of ranked, band and the figure needed for the next; change from the consecutive
        period before, direction_of_travel, why_no_change; trend over five periods, why_no_trend; status, origin and ref.
        """
        ours, columns = self._figures, self.every.positions
        row = slice(self._row, self._row + 1)
        own = Figures((self.code,), ours.series, ours.value[row], ours.numerator[row], ours.denominator[row], ours.place[row])
        told = as_table(own, {name: values[row] for name, values in columns.items()}, pd.Series([self.name]))
        cells = self.table.drop_duplicates(_SERIES)[[*_SERIES, "status", "origin", "ref"]]
        return told.merge(cells, on=_SERIES, validate="one_to_one")

    @cached_property
    def latest(self) -> pd.DataFrame:
        """Each indicator against the neighbours in the latest period in which the council has a figure: one row for each indicator.

        Columns indicator, short, period, value, neighbours (their average), gap (positive is better), spread, gap_in_spreads, standing,
        verdict, to_edge, why, with_data, of, rank of ranked, band, change from the period before, direction_of_travel, origin, ref.
        """
        near = (self.table["against"] == str(Against.NEIGHBOURS)) & self.table["value"].notna()
        ends = self.table.loc[near, ["indicator", "period_end"]].sort_values("period_end", kind="stable")
        rows = self.table.loc[ends.drop_duplicates("indicator", keep="last").index.sort_values()]
        at = self.every.places.get_indexer(pd.MultiIndex.from_frame(rows[_SERIES]))
        told = rows.rename(columns={"baseline": "neighbours"}).assign(
            short=[reference.indicator(name).short for name in rows["indicator"]],
            gap_in_spreads=rows["gap"] / rows["spread"].where(rows["spread"] > 0),
            **{name: self.every.positions[name][self._row, at] for name in _PLACES},
        )
        return told[_LATEST].reset_index(drop=True)

    def weakest(self, number: int = 10) -> pd.DataFrame:
        """The indicators in which the council lies furthest below its neighbours, measured by how far those differ among themselves.

        Args:
            number: how many at most.

        Returns:
            rows of :attr:`latest`, the weakest first; those that cannot be compared are left out.
        """
        return self._in_order(number, strongest=False)

    def strongest(self, number: int = 10) -> pd.DataFrame:
        """The indicators in which the council lies furthest above its neighbours; see :meth:`weakest`."""
        return self._in_order(number, strongest=True)

    def worsening(self, number: int = 10) -> pd.DataFrame:
        """The indicators that are below the neighbours and became worse since the consecutive period before, the weakest first.

        Args:
            number: how many at most.

        Returns:
            rows of :attr:`latest`. An indicator without a figure of the period just before is not among them: nobody knows.
        """
        _is_number(number)
        rows = self.latest[(self.latest["standing"] == str(Standing.BELOW)) & (self.latest["direction_of_travel"] == "worse")]
        return rows.sort_values("gap_in_spreads", kind="stable").head(number).reset_index(drop=True)

    def trend(self, indicator: str) -> pd.DataFrame:
        """One indicator in all its periods, the earliest first.

        Args:
            indicator: such as 'NI 148'.

        Returns:
            the council's row of :attr:`positions` in each period, with ``england``, ``region``, the ``neighbours``' average, between which
            of their figures they lie (``neighbours_low``, ``neighbours_high``), and the standing against them.

        Raises:
            ReferenceDataError: the indicator is not in the register.
            EvidenceError: the council has no figure of it.
        """
        found = reference.indicator(indicator).indicator
        self._latest_period(found)
        own = self.table[self.table["indicator"] == found]
        baselines = own[own["against"].isin([str(one) for one in (Against.ENGLAND, Against.REGION, Against.NEIGHBOURS)])]
        levels = baselines.pivot(index="period", columns="against", values="baseline").rename(columns={"England": "england"})
        near = own[own["against"] == str(Against.NEIGHBOURS)].set_index("period")[["standing", "with_data", "of"]]
        rows = self.positions[self.positions["indicator"] == found]
        return rows.join(levels, on="period").join(self._range_of_neighbours, on=["indicator", "period"]).join(near, on="period")

    @cached_property
    def flags(self) -> Flags:
        """Which of its latest figures differ from the neighbours by more than chance, and how many chance alone would flag."""
        z = tested(self._figures, neighbours(self._figures, self.terms.counted_lists), least=self.terms.method.least)[self._row]
        keys = self._figures.series[["indicator", "period"]].assign(z=z)
        rows = self.latest.merge(keys, on=["indicator", "period"], validate="one_to_one")
        return flags(rows, told=["indicator", "short", "period", "value", "neighbours", "gap", "standing", "with_data", "of", "origin"])

    @property
    def _figures(self) -> Figures:
        return self.every.figures

    @property
    def _row(self) -> int:
        return self.every.rows[self.code]

    @cached_property
    def _range_of_neighbours(self) -> pd.DataFrame:
        """The lowest and the highest figure of the neighbours, by indicator and period."""
        rows = neighbour_rows(self._figures.areas, self.terms.counted_lists)[self._row]
        theirs = pd.DataFrame(self._figures.value[rows[rows != NO_ROW]])
        ends = {"neighbours_low": theirs.min(), "neighbours_high": theirs.max()}
        return self._figures.series[["indicator", "period"]].assign(**ends).set_index(["indicator", "period"])

    def _in_order(self, number: int, *, strongest: bool) -> pd.DataFrame:
        _is_number(number)
        comparable = self.latest[(self.latest["standing"] != str(Standing.NOT_COMPARABLE)) & self.latest["gap_in_spreads"].notna()]
        return comparable.sort_values("gap_in_spreads", ascending=not strongest, kind="stable").head(number).reset_index(drop=True)

    def neighbours(self, indicator: str, period: str | None = None) -> pd.DataFrame:
        """The council and its neighbours in one indicator, the nearest first.

        Args:
            indicator: such as 'NI 148'.
            period: the latest in which the council has a figure, unless another is asked for.

        Returns:
            one row for the council (position 0) and for each neighbour: position, closeness, council, name, value, its interval of 95 per
            cent (``lower``, ``upper``, or why there is none in ``interval``), status, difference from the council, ``better`` than it,
            and ref.

        Raises:
            ReferenceDataError: the indicator is not in the register.
            EvidenceError: the council has no figure of it in that period.
        """
        found = reference.indicator(indicator).indicator
        wanted = str(period) if period is not None else self._latest_period(found)
        self._row_of(found, wanted)
        return similar_areas(self.observations, self.terms, self.code, found, wanted)

    def learn_from(self, indicator: str, period: str | None = None, *, doubtful: bool = False) -> pd.DataFrame:
        """The similar areas that are clearly better: the difference is more than chance would make it, at 95 per cent.

        Args:
            indicator: such as 'NI 148'.
            period: the latest in which the council has a figure, unless another is asked for.
            doubtful: give also those that are better by a difference that may be chance, or of which nobody can say.

        Returns:
            rows of :meth:`neighbours` that are better, with ``clearly`` (yes, no, or unknown) and ``basis``: by which interval of the
            difference, or that the counts are not published.

        Raises:
            EvidenceError: the indicator has no polarity, or the council has no figure of it in that period.
        """
        rows = clearly_better(self.neighbours(indicator, period), polarity=reference.indicator(indicator).polarity)
        return (rows if doubtful else rows[rows["clearly"] == "yes"]).reset_index(drop=True)

    def what_if(self, changes: Mapping[str, float], *, period: str | None = None) -> pd.DataFrame:
        """What the comparisons would be if some of the council's figures were others, all else staying as it is.

        Args:
            changes: the figure by indicator, such as ``{"NI 148": 60.0}``; its numerator follows from it, where there is a denominator.
            period: the latest in which the council has a figure, unless another is asked for.

        Returns:
            the council's comparisons of those indicators before and after: indicator, period, against, baseline_area, baseline,
            value_before, value_after, gap_before, gap_after, standing_before, standing_after.

        Raises:
            ReferenceDataError: an indicator is not in the register.
            EvidenceError: nothing is changed, a figure is none that the indicator can have, or the council has no figure in that period.
        """
        asked: object = changes
        if not isinstance(asked, Mapping) or not changes:
            raise EvidenceError("nothing is changed", expected='a figure by indicator, such as {"NI 148": 60.0}')
        changed, about = self.observations.copy(), []
        for name, figure in changes.items():
            indicator = reference.indicator(name).indicator
            at = self._row_of(indicator, str(period) if period is not None else self._latest_period(indicator))
            row = self.observations.loc[at]
            changed.loc[[at], ["value", "numerator"]] = supposed(figure, row)
            about.append((indicator, row["period"]))
        keys = ["indicator", "period", "against", "baseline_area"]
        wanted = pd.MultiIndex.from_tuples(about)
        shown = ["value", "gap", "standing"]
        before, after = (
            rows[pd.MultiIndex.from_frame(rows[keys[:2]]).isin(wanted)].set_index(keys)[[*shown, "baseline"]]
            for rows in (self.table, self._own(self.again(changed)))
        )
        both = before.drop(columns="baseline").add_suffix("_before").join(after[shown].add_suffix("_after")).join(after["baseline"])
        return both.reset_index()[[*keys, "baseline", *(f"{name}_{when}" for name in shown for when in ("before", "after"))]]

    def _own(self, table: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame(table[table["council"] == self.code])

    def _latest_period(self, indicator: str) -> str:
        rows = self.latest[self.latest["indicator"] == indicator]
        if rows.empty:
            raise EvidenceError(f"{self.name} has no figure of {indicator}")
        return str(rows["period"].iloc[0])

    def _row_of(self, indicator: str, period: str) -> Any:
        at = self.observations
        is_there = (at["area"] == self.code) & (at["level"] == str(Level.COUNCIL)) & (at["status"] == str(Status.REPORTED))
        own = at[is_there & (at["indicator"] == indicator)]
        rows = own[own["period"] == period]
        if rows.empty:
            known = ", ".join(own.sort_values("period_end")["period"])
            raise EvidenceError(f"{self.name} has no figure of {indicator} in {period}", expected=f"one of: {known}" if known else "")
        return rows.index[0]

    @property
    def is_demonstration(self) -> bool:
        """Whether any of its figures were published by nobody."""
        return bool((self.table["origin"] != str(Origin.PUBLISHED)).any())

    def _summary(self) -> str:
        counts = self.latest["standing"].value_counts()
        said = ", ".join(
            f"{counts.get(str(word), 0)} {word}" for word in (Standing.ABOVE, Standing.IN_LINE, Standing.BELOW, Standing.NOT_COMPARABLE)
        )
        average = self.terms.method.averaged.noun
        about = (
            f"{len(self.latest)} indicators in their latest periods, against the {average} of its neighbours ({self.terms.vintage_told})"
        )
        return f"{self.name} ({self.code}), {about}: {said}"

    def __repr__(self) -> str:
        return plain(f"{self._summary()}.", {"Weakest": _carded(self.weakest(_SHOWN))}, self._notes)

    def _repr_html_(self) -> str:
        tables = {"Weakest": _carded(self.weakest(_SHOWN)), "Strongest": _carded(self.strongest(_SHOWN))}
        return card(f"{self._summary()}.", tables, self._notes)

    @property
    def _notes(self) -> list[str]:
        told = f"In line: {self.terms.method.told}. A positive gap is better."
        return [told, *([MADE_UP] if self.is_demonstration else [])]


def _is_number(number: Any) -> None:
    if not is_kind(number, Integral) or number < 0:
        raise EvidenceError(f"{number!r} indicators are asked for", expected="a whole number, nought or more")


def _carded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of :attr:`ComparedCouncil.latest` as the card shows them."""
    behind = [f"{has} of {of}" for has, of in zip(rows["with_data"], rows["of"], strict=True)]
    return rows.assign(behind=behind)[list(_CARD)].rename(columns=_CARD)


def compared_council(
    text: str,
    *,
    table: pd.DataFrame,
    observations: pd.DataFrame,
    terms: Terms,
    again: Callable[[pd.DataFrame], pd.DataFrame],
    every: EveryCouncil | None = None,
) -> ComparedCouncil:
    """The view of one council on the comparisons of all.

    Args:
        text: any code or spelling of the council.
        table: COMPARISONS of all councils.
        observations: OBSERVATIONS that were compared.
        terms: the method and the neighbours.
        again: compares other observations on the same terms.
        every: the figures of all councils in these observations, where they are laid out already.

    Raises:
        UnknownCouncilError: no council is meant, or more than one.
    """
    found = terms.edition.council(text)
    own = table[table["council"] == found.code]
    return ComparedCouncil(found.code, found.name, own, observations, terms, again, every or EveryCouncil(observations, terms))
