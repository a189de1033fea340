"""One council compared: its weakest indicators, its neighbours one by one, from whom it could learn, and what if a figure were another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

import numpy as np
import pandas as pd

from csrating import reference
from csrating.compare.figures import scale_of
from csrating.compare.intervals import Interval, newcombe, of_count, wilson
from csrating.compare.standing import SIGN
from csrating.errors import EvidenceError
from csrating.reference.standing_councils import councils_of_any_time
from csrating.schema import Against, Level, Origin, Standing, Status

PER_CENT = 100.0
NO_INTERVAL = "no interval: denominator not published"
_SHOWN = 5
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

    ``table`` are its rows of COMPARISONS; ``lists`` the neighbour table of that ``vintage``; ``again`` compares changed observations by
    the same rules.
    """

    code: str
    name: str
    table: pd.DataFrame
    observations: pd.DataFrame
    lists: pd.DataFrame
    vintage: str
    again: Callable[[pd.DataFrame], pd.DataFrame]

    @cached_property
    def latest(self) -> pd.DataFrame:
        """Each indicator against the neighbours in the latest period in which the council has a figure: one row for each indicator.

        Columns indicator, short, period, value, neighbours (their mean), gap (positive is better), spread, gap_in_spreads, standing, why,
        with_data, of, origin, ref.
        """
        rows = self.table[(self.table["against"] == str(Against.NEIGHBOURS)) & self.table["value"].notna()]
        rows = rows.sort_values("period_end", kind="stable").drop_duplicates("indicator", keep="last")
        short = reference.indicators().set_index("indicator")["short"]
        told = rows.rename(columns={"baseline": "neighbours"}).assign(
            short=rows["indicator"].map(short), gap_in_spreads=rows["gap"] / rows["spread"].where(rows["spread"] > 0)
        )
        wanted = ["indicator", "short", "period", "value", "neighbours", "gap", "spread", "gap_in_spreads", "standing", "why"]
        return told.sort_index()[[*wanted, "with_data", "of", "origin", "ref"]].reset_index(drop=True)

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

    def _in_order(self, number: int, *, strongest: bool) -> pd.DataFrame:
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
        found = reference.indicator(indicator)
        period = period or self._latest_period(found.indicator)
        own = self.lists[self.lists["council"] == self.code].sort_values("position")
        whose = pd.DataFrame(
            {
                "position": [0, *own["position"]],
                "closeness": ["", *own["closeness"]],
                "council": [self.code, *own["neighbour"]],
            }
        )
        at = self.observations
        at = at[(at["level"] == str(Level.COUNCIL)) & (at["indicator"] == found.indicator) & (at["period"] == period)]
        columns = ["area", "area_name", "value", "numerator", "denominator", "status", "unit", "ref"]
        told = whose.merge(at[columns].rename(columns={"area": "council", "area_name": "name"}), on="council", how="left")
        told["value"] = told["value"].where(told["status"] == str(Status.REPORTED))
        told["status"] = told["status"].fillna("no row")
        names = councils_of_any_time().set_index("code")["name"]
        told["name"] = told["name"].fillna(told["council"].map(names)).fillna("")
        lower, upper, why = _intervals(told)
        difference = told["value"] - told["value"].iloc[0]
        told = told.assign(lower=lower, upper=upper, interval=why, difference=difference, better=SIGN[found.polarity] * difference > 0)
        return told[
            ["position", "closeness", "council", "name", "value", "lower", "upper", "interval", "status", "difference", "better", "ref"]
        ].assign(indicator=found.indicator, period=period)

    def learn_from(self, indicator: str, period: str | None = None, *, doubtful: bool = False) -> pd.DataFrame:
        """The similar areas that are clearly better: the difference is more than chance would make it, at 95 per cent.

        Args:
            indicator: such as 'NI 148'.
            period: the latest in which the council has a figure, unless another is asked for.
            doubtful: give also those that are better by a difference that may be chance, or of which nobody can say.

        Returns:
            rows of :meth:`neighbours` with ``clearly`` (yes, no, or unknown) and ``basis``: shares by Newcombe's interval of the
            difference, rates by intervals that do not overlap.

        Raises:
            EvidenceError: the indicator has no polarity, or the council has no figure of it in that period.
        """
        found = reference.indicator(indicator)
        if found.polarity == "none":
            do = "Ask for .neighbours(), which says who is higher and who is lower."
            raise EvidenceError(f"{found.indicator} has no polarity: neither high nor low is good, so nobody is better", do=do)
        rows = self.neighbours(found.indicator, period)
        counts = self._counts(rows)
        clearly, basis = zip(*(_clearly(counts.iloc[0], counts.iloc[at]) for at in range(1, len(counts))), strict=True)
        others = rows.iloc[1:].assign(clearly=clearly, basis=basis)
        better = others[others["better"]]
        return (better if doubtful else better[better["clearly"] == "yes"]).reset_index(drop=True)

    def what_if(self, changes: Mapping[str, float], *, period: str | None = None) -> pd.DataFrame:
        """What the comparisons would be if some of the council's figures were others, all else staying as it is.

        Args:
            changes: the figure by indicator, such as ``{"NI 148": 60.0}``; its counts are then left out.
            period: the latest in which the council has a figure, unless another is asked for.

        Returns:
            the council's comparisons of those indicators before and after: indicator, period, against, baseline, value_before,
            value_after, gap_before, gap_after, standing_before, standing_after.

        Raises:
            ReferenceDataError: an indicator is not in the register.
            EvidenceError: nothing is changed, or the council has no figure of an indicator in that period.
        """
        if not changes:
            raise EvidenceError("nothing is changed", expected='a figure by indicator, such as {"NI 148": 60.0}')
        changed, about = self.observations.copy(), []
        for name, figure in changes.items():
            indicator = reference.indicator(name).indicator
            at = self._row_of(indicator, period or self._latest_period(indicator))
            changed.loc[at, ["value", "numerator", "denominator"]] = [float(figure), np.nan, np.nan]
            about.append((indicator, changed.loc[at, "period"]))
        keys = ["indicator", "period", "against"]
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

    def _row_of(self, indicator: str, period: str) -> int:
        at = self.observations
        rows = at[(at["area"] == self.code) & (at["indicator"] == indicator) & (at["period"] == period)]
        if rows.empty:
            raise EvidenceError(f"{self.name} has no figure of {indicator} in {period}")
        return int(rows.index[0])

    def _counts(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Counts and unit of the councils of some rows, in their order."""
        at = self.observations
        at = at[
            (at["level"] == str(Level.COUNCIL)) & (at["indicator"] == rows["indicator"].iloc[0]) & (at["period"] == rows["period"].iloc[0])
        ]
        counts: pd.DataFrame = at.set_index("area")[["numerator", "denominator", "unit"]].reindex(rows["council"])
        return counts

    @property
    def is_demonstration(self) -> bool:
        """Whether any of its figures were published by nobody."""
        return bool((self.table["origin"] != str(Origin.PUBLISHED)).any())

    def _summary(self) -> str:
        counts = self.latest["standing"].value_counts()
        said = ", ".join(
            f"{counts.get(str(word), 0)} {word}" for word in (Standing.ABOVE, Standing.IN_LINE, Standing.BELOW, Standing.NOT_COMPARABLE)
        )
        about = f"{len(self.latest)} indicators in their latest periods, against its neighbours ({self.vintage})"
        return f"{self.name} ({self.code}), {about}: {said}"

    def __repr__(self) -> str:
        shown = _carded(self.weakest(_SHOWN)).to_string(index=False, float_format=lambda number: f"{number:,.2f}")
        note = "\nSome of these figures are demonstration figures, published by nobody." if self.is_demonstration else ""
        return f"{self._summary()}.\nWeakest:\n{shown}{note}"

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{escape(self._summary())}.</strong></p>"]
        for title, rows in (("Weakest", self.weakest(_SHOWN)), ("Strongest", self.strongest(_SHOWN))):
            table = _carded(rows).to_html(index=False, float_format="{:,.2f}".format, border=0)
            parts.append(f"<details open><summary>{title}</summary>{table}</details>")
        if self.is_demonstration:
            parts.append("<p>Some of these figures are demonstration figures, published by nobody.</p>")
        return "".join(parts)


def _carded(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of :attr:`ComparedCouncil.latest` as the card shows them."""
    behind = [f"{has} of {of}" for has, of in zip(rows["with_data"], rows["of"], strict=True)]
    return rows.assign(behind=behind)[list(_CARD)].rename(columns=_CARD)


def _intervals(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The interval of each figure at 95 per cent, and by which method, or why there is none."""
    scales = np.array([scale_of(str(unit)) for unit in rows["unit"]])
    x, n = rows["numerator"].to_numpy(dtype=float), rows["denominator"].to_numpy(dtype=float)
    counted = np.isfinite(x) & np.isfinite(n) & (n > 0) & rows["value"].notna().to_numpy()
    is_share = counted & (scales == PER_CENT) & (x <= n)
    is_rate = counted & np.isfinite(scales) & ~is_share
    shares = wilson(np.where(is_share, x, np.nan), np.where(is_share, n, np.nan))
    counts = of_count(np.where(is_rate, x, np.nan))
    ends = [scales * np.where(is_share, share, count / n) for share, count in zip(shares, counts, strict=True)]
    kinds = [is_share, is_rate, rows["value"].isna().to_numpy()]
    why = np.select(kinds, ["Wilson, 95 per cent", "Byar or exact, 95 per cent", "no figure"], NO_INTERVAL)
    return ends[0], ends[1], why.tolist()


def _clearly(own: pd.Series, other: pd.Series) -> tuple[str, str]:
    """Whether two figures differ by more than chance, and how that was found."""
    counts = [own["numerator"], own["denominator"], other["numerator"], other["denominator"]]
    scale = scale_of(str(own["unit"]))
    if not (np.isfinite(counts).all() and counts[1] > 0 and counts[3] > 0 and np.isfinite(scale)):
        return "unknown", NO_INTERVAL
    if scale == PER_CENT and counts[0] <= counts[1] and counts[2] <= counts[3]:
        difference = newcombe(*counts)
        return _yes(float(difference.lower) > 0 or float(difference.upper) < 0), "Newcombe's interval of the difference, 95 per cent"
    one, two = (Interval(*(end / n for end in of_count(x))) for x, n in (counts[:2], counts[2:]))
    return _yes(float(one.lower) > float(two.upper) or float(two.lower) > float(one.upper)), "intervals that do not overlap, 95 per cent"


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def compared_council(
    text: str,
    *,
    table: pd.DataFrame,
    observations: pd.DataFrame,
    lists: pd.DataFrame,
    vintage: str,
    again: Callable[[pd.DataFrame], pd.DataFrame],
) -> ComparedCouncil:
    """The view of one council on the comparisons of all.

    Args:
        text: any code or spelling of the council.
        table: COMPARISONS of all councils.
        observations: OBSERVATIONS that were compared.
        lists: the neighbour table.
        vintage: of that table.
        again: compares other observations by the same rules.

    Raises:
        UnknownCouncilError: no council is meant, or more than one.
    """
    found = reference.council(text)
    return ComparedCouncil(found.code, found.name, table[table["council"] == found.code], observations, lists, vintage, again)
