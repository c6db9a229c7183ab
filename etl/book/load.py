"""A figures file as a checked `Book`: references, units, periods and double entry.

Bytes in, values or problems out. Must not open files or compare figures with one another.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from etl.book.corrections import copy_problems, correction_problems, group_problems
from etl.book.entries import Entries, shape
from etl.book.event_dates import stated_date
from etl.book.figure_problems import figure_problems
from etl.book.indicators import cycle, indicator_problems, unit_problems, wholes
from etl.book.quantities import Amount
from etl.book.read import key_places, read
from etl.book.repeats import Repeats
from etl.book.rows import Items, Row
from etl.book.stated import prints_minus, stated_problem
from etl.core.collection import uncollected
from etl.core.kinds import KINDS
from etl.core.model import (
    Area,
    Book,
    Dataset,
    Dismissal,
    Event,
    Figure,
    Indicator,
    Period,
    Quantity,
    Source,
    Unit,
)
from etl.core.problems import Problem, Refused, choices, nearest, quoted
from etl.core.schema import FORMATS, SECTIONS
from etl.reading.wordings import Phrases


class Loaded(NamedTuple):
    """The book, or None and what is wrong, in the order of the file."""

    book: Book | None
    problems: list[Problem]


def load(data: bytes, base: Book | None = None) -> Loaded:
    """Read and check a figures file.

    data: the bytes of the file (design: data/figures.yaml). base: a book whose data set,
    areas and indicators hold here too, for a file of official figures that has only
    sources and figures of its own.
    Returns the book, or every problem with line and column; never raises for bad input.
    """
    with uncollected():
        top, problems = read(data)
        book = _Loader(problems, base).book(top) if top is not None else None
        _move_to_keys(problems, data)
    problems.sort()
    return Loaded(None if problems else book, problems)


def _move_to_keys(problems: list[Problem], data: bytes) -> None:
    """Show an unknown key at the key: its value may begin lines below."""
    unknown = {(p.line, p.column) for p in problems if p.rule == "unknown-key"}
    if unknown:
        keys = key_places(data, unknown)
        for index, problem in enumerate(problems):
            if problem.rule == "unknown-key":
                line, column = keys[problem.line, problem.column]
                problems[index] = problem._replace(line=line, column=column)


_FORMAT: Final = "format"
_VERSIONS: Final = tuple(map(str, FORMATS))


class _Loader:
    """Builds one book, section by section, in the order of their references."""

    def __init__(self, problems: list[Problem], base: Book | None) -> None:
        self.entries = Entries(problems)
        self.refuse = self.entries.refuse
        self.problems = problems
        self.base = base
        self.indicators: dict[str, Indicator] = dict(base.indicators) if base else {}
        self.units: dict[str, Unit] = dict(base.units) if base else {}
        self.phrases = Phrases()

    def book(self, top: Row) -> Book | None:
        """The book; its parts are sound only where no problem was noted."""
        self._known_sections(top)
        areas: dict[str, Area] = dict(self.base.areas) if self.base else {}
        sources: dict[str, Source] = {}
        figures: dict[str, Figure] = {}
        events: dict[str, Event] = {}
        version = self._format(top)
        self._declare(top, "areas", areas)
        self._declare(top, "units", self.units)
        self._declare(top, "indicators", self.indicators)
        self._declare(top, "sources", sources)
        self._declare(top, "figures", self.base.figures if self.base else ())
        own = self.base is None
        self._areas(top, areas, own)
        dataset = self._dataset(top, own)
        self._units(top)
        self.phrases = Phrases(self.units.values())
        self._indicators(top, own)
        self._sources(top, sources)
        reporter = dataset.reporter if dataset else ""
        known = ChainMap(figures, self.base.figures) if self.base else figures
        corrections: dict[str, Row] = {}
        repeats = Repeats(self.entries.readers("figures"), sources, self.phrases)
        for row in self.entries.rows(top, "figures"):
            figure = repeats.of(row, known) or self._checked(row, known, reporter, sources, repeats)
            if figure is not None:
                figures[figure.id] = figure
                if figure.supersedes:
                    corrections[figure.id] = row
        for name, refused in correction_problems(
            [figures[name] for name in corrections], figures, sources
        ):
            self.refuse(corrections[name], "supersedes", refused)
        for row, values in self._new(top, "events", events, False):
            events[values["id"]] = self._event(row, values, sources.get(values["source"]))
        dismissals = tuple(
            Dismissal(**values, **_placed(row, values))
            for row, values in self.entries.sound(top, "dismissed", False)
        )
        if dataset is None:
            return None
        return Book(
            *(dataset, areas, self.indicators, sources, figures, events, dismissals),
            units=self.units,
            format=version,
        )

    def _known_sections(self, top: Row) -> None:
        for name in top.values:
            if name not in SECTIONS and name != _FORMAT:
                hint = nearest(name, SECTIONS) if self.entries.hints else ""
                fault = f"the section {quoted(name)} is unknown{hint}"
                refused = Refused("unknown-key", fault, f"allowed are {choices(SECTIONS)}")
                self.refuse(top, name, refused)

    def _format(self, top: Row) -> int:
        """The version that the file says it has; the first without a word."""
        text = top.values.get(_FORMAT, str(FORMATS[0]))
        if text not in _VERSIONS:
            fault = f"the format {quoted(text)}" if isinstance(text, str) else "no text"
            self.refuse(
                top, _FORMAT, Refused("bad-format", fault, f"allowed: {choices(_VERSIONS)}")
            )
            return FORMATS[0]
        return int(str(text))

    def _declare(self, top: Row, section: str, base: Iterable[str]) -> None:
        """Make the ids of a section known before its entries are checked.

        One mistake in an entry is then one message, not one more at everything that names it.
        """
        node = top.values.get(section)
        if isinstance(node, Items):
            names = (row.values.get("id") for row in node.items if isinstance(row, Row))
            declared = (name for name in names if isinstance(name, str))
            self.entries.ids[section] = dict.fromkeys([*base, *declared])
        elif self.base:
            self.entries.ids[section] = dict.fromkeys(base)

    def _new(
        self, top: Row, section: str, known: Container[str], required: bool
    ) -> Iterator[tuple[Row, dict[str, Any]]]:
        """Sound entries of a section whose id is not yet known."""
        for row, values in self.entries.sound(top, section, required):
            if self._is_new(row, values["id"], section, known):
                yield row, values

    def _is_new(self, row: Row, name: str, section: str, known: Container[str]) -> bool:
        """Whether the id of an entry is not yet known; refused where it is."""
        if name not in known:
            return True
        here = section != "figures" or not self.base or name not in self.base.figures
        where = "" if here else ": it is in both files"
        fault = f"the id {quoted(name)} a second time{where}"
        self.refuse(row, "id", Refused("duplicate-id", fault))
        return False

    def _dataset(self, top: Row, own: bool) -> Dataset | None:
        node = top.values.get("dataset")
        if node is None and not own:
            return self.base.dataset if self.base else None
        if node is None:
            self.refuse(top, "", Refused("missing-key", "the section dataset is missing"))
        elif not isinstance(node, Row):
            self.refuse(top, "dataset", shape(node, "keys and values"))
        elif values := self.entries.values(node, "dataset"):
            return Dataset(**values)
        return None

    def _areas(self, top: Row, areas: dict[str, Area], own: bool) -> None:
        rows = {}
        for row, values in self._new(top, "areas", areas, own):
            areas[values["id"]] = Area(**values)
            rows[values["id"]] = row
        for name, row in rows.items():
            for key, refused in group_problems(areas[name], areas):
                self.refuse(row, key, refused)
        above = {name: [part.area for part in area.part_of] for name, area in areas.items()}
        for name, area in areas.items():
            for member in area.sum_of:
                above.setdefault(member, []).append(name)
        self._refuse_cycle(above, rows)

    def _units(self, top: Row) -> None:
        rows = {}
        for row, values in self._new(top, "units", self.units, False):
            unit = Unit(**{"scale": Decimal(1), "base": values["id"], **values})
            self.units[unit.id] = unit
            rows[unit.id] = row
        for name, row in rows.items():
            for key, refused in unit_problems(self.units[name], self.units):
                self.refuse(row, key, refused)

    def _indicators(self, top: Row, own: bool) -> None:
        rows = {}
        for row, values in self._new(top, "indicators", self.indicators, own):
            self.indicators[values["id"]] = Indicator(**values)
            rows[values["id"]] = row
        for name, row in rows.items():
            for key, refused in indicator_problems(self.indicators[name], self.indicators):
                self.refuse(row, key, refused)
        self._refuse_cycle(wholes(self.indicators), rows)

    def _refuse_cycle(self, above: dict[str, list[str]], rows: dict[str, Row]) -> None:
        """At the first entry of the file that says a part of it."""
        names = cycle(above)
        for name in (name for name in rows if name in names):
            keys = rows[name].values.keys() & {"part_of", "sum_of"}
            if keys:
                at = names.index(name)
                around = " is part of ".join([*names[at:], *names[:at], name])
                self.refuse(rows[name], max(keys), Refused("cycle", around))
                return

    def _sources(self, top: Row, sources: dict[str, Source]) -> None:
        rows = {}
        for row, values in self._new(top, "sources", sources, True):
            source = sources[values["id"]] = self._source(row, values)
            rows[source.id] = row
        for name, row in rows.items():
            for key, refused in copy_problems(sources[name], sources):
                self.refuse(row, key, refused)

    def _source(self, row: Row, values: dict[str, Any]) -> Source:
        published: Period = values["published"]
        source = Source(
            **{"published_basis": "stated", **values}
            | {"published": published.end, "published_as": published.text}
        )
        if bool(source.document) != bool(source.sha256):
            have, other = sorted(("document", "sha256"), key=lambda key: key not in values)
            self.refuse(row, have, Refused("document", f"{have} without {other}"))
        inferred = source.published_basis == "inferred"
        if inferred and not source.published_reason:
            fault = "published is inferred without published_reason"
            self.refuse(row, "published_basis", Refused("reason", fault))
        elif source.published_reason and not inferred:
            fault = "published_reason without published_basis: inferred"
            self.refuse(row, "published_reason", Refused("reason", fault))
        return source

    def _event(self, row: Row, values: dict[str, Any], source: Source | None) -> Event:
        event = Event(**values, **_placed(row, values))
        if source:  # or its own entry is refused already
            refused = stated_date(event.date, event.as_stated, source.language)
            if refused:
                self.refuse(row, "as_stated", refused)
        return event

    def _checked(
        self,
        row: Row,
        known: Container[str],
        reporter: str,
        sources: Mapping[str, Source],
        repeats: Repeats,
    ) -> Figure | None:
        """The figure of an entry; None, and what is wrong, where it is none."""
        values = self.entries.values(row, "figures")
        if values is None or not self._is_new(row, values["id"], "figures", known):
            return None
        indicator = self.indicators.get(values["indicator"])
        source = sources.get(values["source"])
        if not (indicator and source):
            return None  # their own entries are refused already
        refused = len(self.problems)
        figure = self._figure(row, values, reporter, indicator, source)
        if len(self.problems) == refused:
            repeats.learn(row, figure, indicator, source)
        return figure

    def _figure(
        self,
        row: Row,
        values: dict[str, Any],
        reporter: str,
        indicator: Indicator,
        source: Source,
    ) -> Figure:
        amount: Amount = values["value"]
        quantity, unit = self._in_base(amount.quantity)
        high = self._in_base(amount.high)[0] if amount.high else None
        period = values["period"]
        if period.coverage == "point" and not self._on_a_day(indicator):
            period = period._replace(coverage="part_year")
        precision = values.get("precision")
        figure = Figure(
            values["id"],
            indicator.id,
            values.get("reporter", reporter),
            values["partner"],
            period,
            quantity,
            None if high else quantity.base,
            unit or indicator.unit,
            values.get("qualifier", "exact"),
            values["as_stated"],
            source.id,
            values.get("paragraph", 0),
            values.get("occurrence", 1),
            values.get("authority", ""),
            values.get("period_basis", "stated"),
            values.get("period_reason", ""),
            precision.base if precision else None,
            values.get("precision_reason", ""),
            values.get("note", ""),
            row.line,
            indicator.kind,
            "occurrence" in values,
            high,
            values.get("status", "actual"),
            values.get("base"),
            values.get("among", indicator.among),
            values.get("period_as_stated", ""),
            values.get("supersedes", ""),
            values.get("retracted"),
            values.get("retracted_reason", ""),
            values.get("unit_as_stated", ""),
            values.get("meant", ()),
        )
        on_a_day = self._on_a_day(indicator)
        wrong = figure_problems(figure, indicator, source, precision, on_a_day, self.units)
        is_sound = True
        for key, refused in wrong:
            if refused.rule == "negative" and prints_minus(figure, source, self.phrases):
                continue  # a flow that went the other way
            self.refuse(row, key, refused)
            is_sound = is_sound and key != "value"
        # A value of the wrong unit is one mistake, and one message.
        if is_sound and (disagrees := stated_problem(figure, indicator, source, self.phrases)):
            self.refuse(row, "as_stated", disagrees)
        return figure

    def _on_a_day(self, indicator: Indicator) -> bool:
        """Whether its numbers are counted on a day: stocks, and what is measured on them."""
        measured = self.indicators.get(indicator.of, indicator)
        return "day" in (KINDS[indicator.kind].periods, KINDS[measured.kind].periods)

    def _in_base(self, quantity: Quantity) -> tuple[Quantity, str]:
        """A quantity with the factor of its unit, where that is declared, and its base unit."""
        unit = self.units.get(quantity.unit)
        if unit is None:
            return quantity, quantity.unit
        return quantity._replace(factor=unit.scale), unit.base


def _placed(row: Row, values: Container[str]) -> dict[str, Any]:
    """Where an entry stands in the file, and which occurrence of its phrase is meant."""
    given = "occurrence" in values
    first = {} if given else {"occurrence": 1}
    return {"line": row.line, "occurrence_given": given, **first}
