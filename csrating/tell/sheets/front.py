"""The sheets that explain the others: cover, contents, notes, rules and sources."""

from __future__ import annotations

from collections.abc import Iterable

from csrating.compare.method import method_of
from csrating.rate import Ratings
from csrating.read.registered.sources import Source
from csrating.reference.frameworks import Framework
from csrating.schema import Origin
from csrating.tell.sheets.form import DEMONSTRATION, SYMBOLS, Field, Line, SheetOf, made_up, table_sheet, text
from csrating.tell.sheets.today import about_today, notes_of_today, rule_told


def cover_sheet(ratings: Ratings) -> SheetOf:
    """What the workbook is, how to read it, whose figures it holds, and where to go from here; it has no table."""
    framework, sources = ratings.framework, ratings.data.sources
    warning = [Line(DEMONSTRATION, "warning")] if made_up(ratings.table["origin"]) else []
    lines = (
        *warning,
        *(about_today(ratings) if framework.is_of_today else _about(ratings)),
        Line("How to read it", "heading"),
        Line("Every other sheet holds one marked-up table. No cell of it is blank: a symbol stands where there is no figure."),
        Line("Figures are kept unrounded and shown rounded. Units stand in brackets in the headings."),
        Line("A source cell is written file#sheet!cell. The sheet Sources names each file, with its sha256."),
        Line("Whose figures they are", "heading"),
        *map(Line, _credits(sources)),
        Line("Where to go", "heading"),
        Line("Contents: all sheets and what they hold", leads_to="Contents"),
        Line("Notes: symbols and words", leads_to="Notes"),
        Line("Sources: the raw files, with publisher, licence and sha256", leads_to="Sources"),
    )
    return SheetOf("Cover", framework.title, lines)


def _about(ratings: Ratings) -> tuple[Line, ...]:
    """What the cover says of the ratings."""
    return (
        Line(f"The rating of each of {len(ratings.table)} councils, with the profile, indicators and reasons that it rests on."),
        Line(f"Framework: {ratings.framework.name}. Statistical neighbours: table {ratings.vintage}."),
        Line("The ratings are worked out from the figures named here. They are not Ofsted's, whose rules were not all published."),
    )


def _credits(sources: Iterable[Source]) -> list[str]:
    """How many files each publisher gave, and under which licence, in the order of the register."""
    counts: dict[tuple[str, str, str], int] = {}
    for source in sources:
        key = ("Demonstration" if source.origin == Origin.DEMONSTRATION else "Published", source.publisher, source.licence)
        counts[key] = counts.get(key, 0) + 1
    told = [
        f"{origin}, {count} {'file' if count == 1 else 'files'}: {publisher}. Licence: {licence}."
        for (origin, publisher, licence), count in counts.items()
    ]
    return told or ["No file is registered."]


def contents_sheet(tables: tuple[SheetOf, ...]) -> SheetOf:
    """The sheets after it, each name leading to its sheet."""
    fields = (
        Field("Sheet", [table.name for table in tables], 18, leads=True),
        Field("What it holds", [table.title for table in tables], 90),
        Field("Rows (number)", [table.rows for table in tables], 12),
    )
    held = f"This sheet holds one table, table_of_contents, of {len(tables)} rows and {len(fields)} columns. Each name leads to its sheet."
    return SheetOf("Contents", "Contents", (Line(held),), fields)


def notes_sheet(ratings: Ratings) -> SheetOf:
    """Every symbol, word and mark that the tables use."""
    notes = notes_of_today(ratings) if ratings.framework.is_of_today else _notes(ratings.framework)
    fields = (Field("Symbol or word", list(notes), 24), Field("Meaning", list(notes.values()), 110, wrapped=True))
    return table_sheet("Notes", "Symbols and words", fields)


def _notes(framework: Framework) -> dict[str, str]:
    """Those of the tables of ratings."""
    method = method_of(framework)
    return {
        **SYMBOLS,
        "above, in line, below": f"Standing against England or similar areas. In line: {method.said}. Above is better, high or low.",
        "not comparable": "There is no standing; the column Why says the reason.",
        "similar areas": f"The {method.averaged.noun} of the council's statistical neighbours that have a figure.",
        "England": "The published figure for England, or where there is none a figure computed from all councils.",
        "good or better": "Settings whose latest inspection grade is good or outstanding.",
        "rating": "4 performs excellently, 3 performs well, 2 performs adequately, 1 performs poorly. Inspection grades ran the other way.",
        "points": "From 1 to 4, 4 being best: what a type of setting, a cluster or a share earns by the sheet Rules.",
        "unit": "In a heading: the figures are in the unit that the column Unit names, row by row.",
        "not given": "The evidence does not carry a rating; the column Why no rating says what is missing.",
        "withheld": "The rating waits for an inspection that is pending. The data band is what the evidence alone would have given.",
        **{mark: f"Evidence mark of a rule: {meaning}." for mark, meaning in framework.marks.items()},
        "origin": "published: as somebody published it. demonstration: made up. mixed: rests on both.",
        "'": "An apostrophe before text that begins with = + - or @ keeps programs from running it.",
    }


def rules_sheet(framework: Framework) -> SheetOf:
    """Every rule of the framework and every word of proportion, with its evidence mark."""
    named = [rule_told(rule, framework) if framework.is_of_today else (rule.name, rule.told) for rule in framework.rules.values()]
    rules = [(*told, rule.evidence, rule.mark, rule.why) for told, rule in zip(named, framework.rules.values(), strict=True)]
    words = [(f"proportion word: {word.word}", word.told, word.evidence) for word in framework.proportion_words]
    told = [(*word, framework.marks[word[2]], framework.value("proportions.source")) for word in words]
    columns = [list(column) for column in zip(*rules, *told, strict=True)]
    headings = (("Rule", 36), ("Value", 64), ("Mark", 8), ("What the mark says", 50), ("Why", 80))
    fields = tuple(Field(heading, cells, width, wrapped=True) for (heading, width), cells in zip(headings, columns, strict=True))
    none = "nobody publishes a profile of today" if framework.is_of_today else "Ofsted did not publish one"
    about = (f"Every rule, threshold and weight, with what is known of it. A rule marked A is ours: {none}.",)
    return table_sheet("Rules", f"Rules of the framework {framework.name}", fields, about=about)


def sources_sheet(ratings: Ratings) -> SheetOf:
    """Where everything comes from: file, publisher, date, licence, origin, address and sha256."""
    sources = ratings.data.sources
    columns = (
        ("Title", "title", 50),
        ("Publisher", "publisher", 30),
        ("Published on", "published_on", 14),
        ("Licence", "licence", 36),
        ("Origin", "origin", 14),
        ("File", "file", 34),
        ("Address", "address", 48),
        ("sha256", "sha256", 36),
    )
    fields = tuple(
        Field(heading, text([getattr(source, name) for source in sources]), width, wrapped=True) for heading, name, width in columns
    )
    return table_sheet("Sources", "The raw files that everything rests on", fields)
