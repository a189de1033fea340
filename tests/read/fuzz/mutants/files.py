"""Sound files of the kinds that publishers write, each built with the truth about its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from csrating import reference
from mutants.model import Book, Cell, ColumnLabels, Figure, Row, RowLabels, Tab, cells
from mutants.truth import REGION_CODES, REGIONS, SYMBOLS

Maker = Callable[[Random], Book]


def councils(rng: Random, count: int) -> list[tuple[str, str, str]]:
    """Name, code and code of nine characters of some councils, by name."""
    register = reference.councils()
    rows = list(zip(register["name"], register["code"], register["gss_2009"], strict=True))
    return sorted(rng.sample(rows, count))


def _value(rng: Random, *, share: bool) -> object:
    """A figure as tables hold it, now and then a symbol."""
    if rng.random() < 0.06:
        return rng.choice(SYMBOLS[:6])
    return round(rng.uniform(0, 100), 1) if share else float(rng.randint(0, 5_000))


def published(rng: Random) -> Book:
    """A workbook with three rows of header, merged years over groups over leaves, regions above their councils, notes, other sheets."""
    years = rng.choice([("2010", "2011"), ("2008/09", "2009/10"), ("2011", "20123")])
    groups = [
        ("All children1", ("Number looked after", "Rate per 10,000")),
        ("Percentage achieving:", ("Five good GCSEs", "English and maths")),
    ]
    top: Row = [Cell(), Cell()]
    middle: Row = [Cell(), Cell()]
    low: Row = [Cell("Code"), Cell("Local authority")]
    overs: list[ColumnLabels | None] = [None, None]
    merged: list[tuple[Cell, Cell]] = []
    for place, year in enumerate(years):
        if place and rng.random() < 0.5:
            for row in (top, middle, low):
                row.append(Cell())
            overs.append(None)
        heading = Cell(float(year) if year.isdigit() else year)
        first = len(top)
        for group, leaves in groups:
            over = Cell(group)
            for at, leaf in enumerate(leaves):
                own = Cell(leaf)
                top.append(heading if len(top) == first else Cell())
                middle.append(over if at == 0 else Cell())
                low.append(own)
                overs.append(ColumnLabels(own, (over,), heading))
            merged.append((over, middle[-1]))
        merged.append((heading, top[-1]))
    body = _body_of_published(rng, overs)
    with_codes = rng.random() < 0.5
    rows = [
        cells(["Table LA1: Children looked after and what they achieve1"]),
        cells(["Coverage: England"]),
        [],
        top,
        middle,
        low,
        [],
        *body,
        [],
    ]
    rows += [cells(["1 Children looked after on 31 March – in numbers and rates."]), cells(["x Not shown to protect confidentiality."])]
    if not with_codes:
        rows = [row[1:] if len(row) > 2 else row for row in rows]
    tab = Tab("Table LA1", rows, merged if rng.random() < 0.7 else [], flat=False)
    cover = Tab("Contents", [cells(["Contents"]), cells(["Table LA1", "Children looked after"])])
    notes = Tab("Notes", [cells(["Notes"]), cells(["Figures are rounded to the nearest 5."])])
    return Book("tables.xlsx", [cover, tab, notes])


def _body_of_published(rng: Random, overs: Sequence[ColumnLabels | None]) -> list[Row]:
    rows = [_line(rng, ["", "ENGLAND2"], overs), []]
    chosen = councils(rng, rng.randint(6, 20))
    regions = sorted(rng.sample(REGIONS, 3))
    for place, region in enumerate(regions):
        rows.append(_line(rng, ["", region.upper()], overs))
        rows += [_line(rng, [code, name], overs) for name, code, _ in chosen[place :: len(regions)]]
        rows.append([])
    return rows[:-1]


def _line(rng: Random, labels: Sequence[str], overs: Sequence[ColumnLabels | None]) -> Row:
    code, name = Cell(float(labels[0]) if labels[0] else ""), Cell(labels[1])
    of_row = RowLabels((name,), (code,) if labels[0] else ())
    row: Row = [code, name]
    for over in overs[2:]:
        share = over is not None and over.own is not None and not over.own.text.startswith("Number")
        row.append(Cell() if over is None else Figure(_value(rng, share=share), of_row=of_row, over=over))
    return row


def _flat(
    rng: Random, headers: Sequence[str], measures: Sequence[str], records: Sequence[tuple[Row, RowLabels]], *, text: bool
) -> list[Row]:
    """A header and one row to each record, labels to the left, figures to the right."""
    heads = [Cell(header) for header in (*headers, *measures)]
    overs = [ColumnLabels(head, period=head if _states_year(head) else None) for head in heads[len(headers) :]]
    rows = [heads]
    for labels, of_row in records:
        found = [_value(rng, share=over.own is not None and "umber" not in over.own.text) for over in overs]
        found = [_as_text(value, text=text) for value in found]
        rows.append([*labels, *(Figure(value, of_row=of_row, over=over) for value, over in zip(found, overs, strict=True))])
    return rows


def _as_text(value: object, *, text: bool) -> object:
    """A value as a csv holds it, or as it is."""
    return Cell(value).text if text else value


def _states_year(cell: Cell) -> bool:
    return any(year in cell.text for year in ("2009", "2010", "2011", "2012"))


def _long(rng: Random, *, text: bool) -> list[Row]:
    records = []
    chosen = councils(rng, rng.randint(5, 24))
    with_sex = rng.random() < 0.7
    for year in ("2009", "2010", "2011")[: rng.randint(1, 3)]:
        for sex in ("Female", "Male") if with_sex else ("",):
            for name, code, _ in chosen:
                labels = [Cell(year if text else float(year)), Cell(code), Cell(name), *([Cell(sex)] if sex else [])]
                of_row = RowLabels((labels[2],), (labels[1],), labels[0], words=tuple(labels[3:]))
                records.append((labels, of_row))
    headers = ["Year", "LA code", "LA name", *(["Sex"] if with_sex else [])]
    return _flat(rng, headers, ["Number looked after", "Rate per 10,000", "Percentage adopted"], records, text=text)


def long_csv(rng: Random) -> Book:
    """A csv with a row to each year, sex and council."""
    return Book("long.csv", [Tab("long", _long(rng, text=True))])


def long_parquet(rng: Random) -> Book:
    """The same as parquet, where numbers are numbers."""
    return Book("long.parquet", [Tab("long", _long(rng, text=True))])


def wide_csv(rng: Random) -> Book:
    """A csv with a row to each council and the year in each header."""
    records = []
    with_codes = rng.random() < 0.5
    for name, code, gss in councils(rng, rng.randint(5, 30)):
        labels = [Cell(name), *([Cell(gss if rng.random() < 0.5 else code)] if with_codes else [])]
        records.append((labels, RowLabels((labels[0],), tuple(labels[1:]))))
    measures = [f"{what} {year}" for year in (2010, 2011) for what in ("Number adopted", "Rate – per 10,000", "Percentage placed")]
    return Book("wide.csv", [Tab("wide", _flat(rng, ["Council", *(["Code"] if with_codes else [])], measures, records, text=True))])


def ees_csv(rng: Random) -> Book:
    """A csv as Explore Education Statistics publishes it, with rows of England, of regions and of councils."""
    headers = ["time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name"]
    headers += ["old_la_code", "new_la_code", "la_name", "placement_type"]
    records = []
    places = [("National", "", "", "", "")] + [("Regional", region, "", "", "") for region in rng.sample(REGIONS, 2)]
    places += [("Local authority", "London", code, gss, name) for name, code, gss in councils(rng, rng.randint(4, 15))]
    for period in ("202223", "202324")[: rng.randint(1, 2)]:
        for kind in ("Total", "Foster care"):
            for level, region, code, gss, name in places:
                codes = REGION_CODES.get(region, "")
                said = [period, "Academic year", level, "E92000001", "England", codes, region, code, gss, name, kind]
                labels = [Cell(text) for text in said]
                names = (labels[9],) if name else (labels[6],) if region else (labels[4],)
                coded = tuple(labels[at] for at in ((7, 8) if name else (5,) if region else (3,)))
                records.append((labels, RowLabels(names, coded, labels[0], labels[1], (labels[10],))))
    return Book("ees.csv", [Tab("ees", _flat(rng, headers, ["number", "percentage"], records, text=True))])


def long_by_measure(rng: Random) -> Book:
    """A csv with a row to each figure, the measure in a column of its own."""
    records = []
    for name, code, _ in councils(rng, rng.randint(5, 20)):
        for what in ("Adoptions", "Placements"):
            for year in ("2010/11", "2011/12"):
                labels = [Cell(name), Cell(code), Cell(what), Cell(year)]
                records.append((labels, RowLabels((labels[0],), (labels[1],), labels[3], words=(labels[2],))))
    rows = _flat(rng, ["Local authority", "LA code", "Indicator", "Year"], ["Value"], records, text=True)
    for figure in Tab("", rows).figures():
        figure.over.own = None
    return Book("measures.csv", [Tab("measures", rows)])


def two_tables(rng: Random) -> Book:
    """A sheet with one table under the other, each with its year in its title."""
    rows: list[Row] = []
    for year, what in ((2010, "Adoptions"), (2011, "Placements")):
        title = Cell(f"Table {year - 2009}: {what} in {year}")
        heads = [Cell("Local authority"), Cell(f"Number of {what.lower()}"), Cell(f"Percentage of {what.lower()} in time")]
        rows += [[title], [], heads]
        overs = [ColumnLabels(head, period=title) for head in heads[1:]]
        for name, _, _ in councils(rng, rng.randint(4, 12)):
            label = Cell(name)
            of_row = RowLabels((label,))
            rows.append([label, *(Figure(_value(rng, share=bool(at)), of_row=of_row, over=over) for at, over in enumerate(overs))])
        rows += [[], cells([f"Source: a survey of {what.lower()}"]), []]
    return Book("two.xlsx", [Tab("Tables 1 and 2", rows)])


def two_of_years(rng: Random) -> Book:
    """A sheet with one table under the other, whose headers are nothing but years; each says above it what it measures."""
    rows: list[Row] = []
    first = 2008
    for what in ("Adoptions", "Placements"):
        title = Cell(f"Number of {what.lower()}")
        rows += [cells(["Figures of this section are rounded."])] * rng.randint(0, 1)
        heads = [Cell("Local authority"), *(Cell(float(first + at)) for at in range(rng.randint(1, 3)))]
        first = int(heads[-1].text) + 1
        rows += [[title], heads]
        overs = [ColumnLabels(None, (title,), head) for head in heads[1:]]
        for name, _, _ in councils(rng, rng.randint(4, 12)):
            label = Cell(name)
            of_row = RowLabels((label,))
            rows.append([label, *(Figure(_value(rng, share=False), of_row=of_row, over=over) for over in overs)])
        rows += [[]] * rng.randint(0, 1)
    return Book("years.xlsx", [Tab("Numbers", rows)])


def side_by_side(rng: Random) -> Book:
    """A sheet with one table beside the other: councils are listed twice, in another order."""
    chosen = councils(rng, rng.randint(4, 14))
    again = chosen if rng.random() < 0.3 else rng.sample(chosen, len(chosen))
    heads = [Cell("Council"), Cell("Number adopted 2010"), Cell(), Cell("Council"), Cell("Number fostered 2010")]
    rows = [heads]
    for (left, _, _), (right, _, _) in zip(chosen, again, strict=True):
        one, other = Cell(left), Cell(right)
        first = Figure(_value(rng, share=False), of_row=RowLabels((one,)), over=ColumnLabels(heads[1], period=heads[1]))
        second = Figure(_value(rng, share=False), of_row=RowLabels((other,)), over=ColumnLabels(heads[4], period=heads[4]))
        rows.append([one, first, Cell(), other, second])
    return Book("beside.xlsx", [Tab("Both", rows)])


def across(rng: Random) -> Book:
    """A sheet whose councils stand across a row, now and then with their codes above, with England and a region among them, or as a csv."""
    text = rng.random() < 0.3
    wider = [("England", ""), (rng.choice(REGIONS), "")] if rng.random() < 0.4 else []
    places = [*wider, *((name, code) for name, code, _ in councils(rng, rng.randint(4, 14)))]
    names, codes = [Cell(name) for name, _ in places], [Cell(code if text or not code else float(code)) for _, code in places]
    with_codes = rng.random() < 0.3
    abouts = [RowLabels((name,), (code,) if with_codes and code.text else ()) for name, code in zip(names, codes, strict=True)]
    rows: list[Row] = [cells(["Children looked after, by council"]), []]
    rows += [[Cell(), Cell(), *codes]] if with_codes else []
    rows.append([Cell("Year"), Cell("Measure"), *names])
    for year in ("2010", "2011"):
        for what in ("Number adopted", "Number fostered"):
            labels = [Cell(year if text else float(year)), Cell(what)]
            over = ColumnLabels(labels[1], period=labels[0])
            rows.append([*labels, *(Figure(_as_text(_value(rng, share=False), text=text), of_row=of, over=over) for of in abouts)])
    return Book("across.csv" if text else "across.xlsx", [Tab("across", rows)])


MAKERS: dict[str, Maker] = {
    "published": published,
    "long_csv": long_csv,
    "long_parquet": long_parquet,
    "wide_csv": wide_csv,
    "ees_csv": ees_csv,
    "long_by_measure": long_by_measure,
    "two_tables": two_tables,
    "two_of_years": two_of_years,
    "side_by_side": side_by_side,
    "across": across,
}
