"""What the reader has chosen, read from the address: partner, sources, years and how to show them.

The widgets are declared once, in the entry script, so that a choice survives a change of page. The
address is the only place where it is kept. Must not decide what a page shows.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd
import streamlit as st

from dashboard.server.data import NOTHING, Snapshot
from dashboard.view import format as fmt
from dashboard.view import labels, spans, topics
from dashboard.view.labels import distinct
from dashboard.view.once import once
from dashboard.view.texts import text
from etl.core.model import Book, Figure
from etl.reconcile import Report

PARTNER: Final = "partner"
SOURCE: Final = "source"
YEARS: Final = "years"
PANELS: Final = "panels"
EVENTS: Final = "events"
OFFICIAL: Final = "official"
DERIVED: Final = "derived"
FIGURE: Final = "figure"
SWITCHES: Final = ("true", "false")
"""How the address writes a switch."""

# Choices of single pages: their names must differ, so that one page's value never reaches another.
TOPIC_TAB: Final = "as"
AGREE_TAB: Final = "finding"
SOURCES_TAB: Final = "by"
DATA_TAB: Final = "see"
DOCUMENT: Final = "document"
AGAINST: Final = "against"
TABLE: Final = "table"
INDICATOR: Final = "indicator"
PERIOD: Final = "period"
SORT: Final = "sort"
SHOWN: Final = "drawn"
KNOWN: Final = frozenset(
    {
        *(PARTNER, SOURCE, YEARS, PANELS, EVENTS, OFFICIAL, DERIVED, FIGURE),
        *(TOPIC_TAB, AGREE_TAB, SOURCES_TAB, DATA_TAB, DOCUMENT, AGAINST, TABLE),
        *(INDICATOR, PERIOD, SORT, SHOWN),
        *("embed", "embed_options"),  # Streamlit's own
    }
)
CHOICES: Final = (PARTNER, SOURCE, YEARS, PANELS, EVENTS, OFFICIAL, DERIVED)
"""What every page shares, in the order of `View.choice`."""
_VIEW: Final = "view"
_PAGE: Final = "page"
_LOST: Final = "lost"


class Pair(NamedTuple):
    """Whose figures, and the other side."""

    reporter: str
    partner: str


class View(NamedTuple):
    """Everything that a page needs to know."""

    snapshot: Snapshot
    pair: Pair
    sources: tuple[str, ...]
    """Ids of the chosen sources; all of them where none was chosen."""
    years: tuple[int, int]
    """First and last year, both of which count."""
    panels: bool
    """One chart a source, in place of one colour a source."""
    events: bool
    official: bool
    labels: Mapping[str, Mapping[str, str]]
    """Names that readers know, by column of the figures table and then by id."""
    derived: bool = False
    """Whether what follows from all statements together is drawn behind them."""

    @property
    def book(self) -> Book:
        """The figures that are shown."""
        return self.snapshot.book

    @property
    def testing(self) -> bool:
        """Whether what bears on the chosen pair is not known yet."""
        return self.snapshot.report_of(self.pair) is None

    @property
    def report(self) -> Report:
        """What the figures say about one another, as far as it bears on the chosen pair.

        Says nothing while they are being tested: ask `testing` first.
        """
        return self.snapshot.report_of(self.pair) or NOTHING

    @property
    def choice(self) -> tuple[Hashable, ...]:
        """What the reader chose; of one snapshot, the same choice shows the same."""
        known = self.derived and not self.snapshot.testing
        return (
            *(self.pair, self.sources, self.years),
            *(self.panels, self.events, self.official, known),
        )

    @property
    def signed(self) -> frozenset[str]:
        """Ids of the indicators that are written with their sign."""
        return topics.signed(self.book)

    def stated(self, indicators: Iterable[str] | None = None) -> Sequence[Figure]:
        """The figures that the choices leave, in the order of the file.

        indicators: only those of these indicators. A period that touches the years counts.
        """
        stated = self._touching(figures_of(self.book).get(self.pair, ()), indicators)
        if len(self.sources) < len(self.book.sources):
            sources = frozenset(self.sources)
            stated = [figure for figure in stated if figure.source in sources]
        return stated

    def figures(self, indicators: Iterable[str] | None = None) -> pd.DataFrame:
        """The same as rows of `figures`."""
        names = None if indicators is None else tuple(indicators)

        def rows() -> pd.DataFrame:
            return self._rows_of("figures", self.stated(names))

        key = ("figures", self.pair, self.sources, self.years, names)
        return self.snapshot.chosen(key, rows)

    def official_stated(self, indicators: Iterable[str] | None = None) -> Sequence[Figure]:
        """Official figures to compare with; none where they are switched off."""
        reference = self.snapshot.reference
        if not self.official or reference is None:
            return ()
        return self._touching(figures_of(reference).get(self.pair, ()), indicators)

    def official_figures(self, indicators: Iterable[str] | None = None) -> pd.DataFrame:
        """The same as rows of `figures`."""
        names = None if indicators is None else tuple(indicators)
        stated = self.official_stated(names)
        if not stated:
            return self.snapshot.none
        key = ("official", self.pair, self.years, names)
        return self.snapshot.chosen(key, lambda: self._rows_of("official", stated))

    def known_ranges(self, indicator: str) -> pd.DataFrame | None:
        """What all statements together allow, year by year; None where it is switched off."""
        if not self.derived or self.snapshot.testing:
            return None
        table = self.snapshot.ranges
        own = (table["reporter"] == self.pair.reporter) & (table["partner"] == self.pair.partner)
        rows = table[own & (table["indicator"] == indicator)]
        return rows[spans.touching(rows, spans.NAMES, self.years)]

    def shown_events(self) -> pd.DataFrame | None:
        """Events of this pair, or of no partner in particular; None where they are off."""
        if not self.events:
            return None
        table = self.snapshot.rows("events")
        ours = table["partner"].isna() | (table["partner"] == self.pair.partner)
        return table[ours & spans.touching(table, ("date_start", "date_end"), self.years)]

    def _touching(
        self, stated: Sequence[Figure], indicators: Iterable[str] | None
    ) -> Sequence[Figure]:
        """Those of some figures of the pair that are of these indicators and touch the years."""
        if indicators is not None:
            names = frozenset(indicators)
            stated = [figure for figure in stated if figure.indicator in names]
        first, last = self.years
        kept = [
            figure
            for figure in stated
            if figure.period.start.year <= last and figure.period.end.year >= first
        ]
        return stated if len(kept) == len(stated) else kept

    def _rows_of(self, name: str, stated: Sequence[Figure]) -> pd.DataFrame:
        """Rows of a table of some figures of the pair."""
        table = self.snapshot.part(name, reporter=self.pair.reporter, partner=self.pair.partner)
        if len(table) == len(stated):
            return table
        return table[table["figure_id"].isin([figure.id for figure in stated])]


def restore(page: str) -> bool:
    """Make the choices again that a change of page has dropped; before their widgets.

    page: address of the page that is asked for. Returns whether the last run, finished or not,
    was of another.
    """
    for name, chosen in st.session_state.pop(_LOST, {}).items():
        st.session_state[name] = chosen
    moved = st.session_state.get(_PAGE, page) != page
    st.session_state[_PAGE] = page
    return bool(moved)


def page() -> str:
    """Name of the page that is shown, as the address has it; empty for the first one."""
    return str(st.session_state.get(_PAGE, ""))


def carry(view: View) -> None:
    """Take what was chosen along to another page, after `restore` has said that it is another.

    Streamlit (1.67.0) drops from the address what the browser has not reported yet, and a reader
    may follow a link before the browser has drawn every widget. A choice that is made again in
    the next run is written to the address.
    """
    usual = next(each for each in first_views(view.snapshot) if each.pair == view.pair)
    usual = usual._replace(pair=first_views(view.snapshot)[0].pair)
    lost = {
        name: st.session_state[name]
        for name, chosen, default in zip(CHOICES, view.choice, usual.choice, strict=True)
        if chosen != default and name not in st.query_params
    }
    if lost:
        st.session_state[_LOST] = lost
        st.rerun()


def publish(view: View) -> None:
    """Hand the choices to the page that runs next, in this run of the script."""
    st.session_state[_VIEW] = view


def current() -> View:
    """What the entry script has handed over."""
    view = st.session_state[_VIEW]
    assert isinstance(view, View)
    return view


@once
def figures_of(book: Book) -> dict[Pair, tuple[Figure, ...]]:
    """The figures of each pair that has one, in the order of the file."""
    stated: dict[Pair, list[Figure]] = {}
    for figure in book.figures.values():
        stated.setdefault(Pair(figure.reporter, figure.partner), []).append(figure)
    return {pair: tuple(figures) for pair, figures in stated.items()}


@once
def pairs(book: Book) -> list[Pair]:
    """Every pair that has a figure, the data set's own reporter first, in the order of the file."""
    return sorted(figures_of(book), key=lambda pair: pair.reporter != book.dataset.reporter)


@once
def pair_names(book: Book) -> dict[Pair, str]:
    """How each pair is called: by its partner, and by both where the reporter is another."""
    named = {}
    for pair in pairs(book):
        partner = book.areas[pair.partner].name
        if pair.reporter != book.dataset.reporter:
            partner = text("pair", reporter=book.areas[pair.reporter].name, partner=partner)
        named[pair] = partner
    return distinct(named, {pair: pair.partner for pair in named})


@once
def all_years(book: Book) -> tuple[int, int]:
    """First and last year that a figure is about; there must be one.

    A period without a start counts with its end: nobody says how far back it goes.
    """
    periods = [figure.period for figure in book.figures.values()]
    firsts = [(p.end if p.is_open else p.start).year for p in periods]
    return min(firsts), max(p.end.year for p in periods)


def know_units(snapshot: Snapshot) -> None:
    """Have amounts written in the units that the books of a state declare (see `format`)."""
    for book in (snapshot.reference, snapshot.book):
        if book is not None:
            fmt.know_units(book.units.values())


def first_views(snapshot: Snapshot) -> list[View]:
    """What a reader sees of each pair who has chosen nothing else (see `screens.chosen`)."""
    book = snapshot.book
    if not book.figures:
        return []
    every, named = tuple(book.sources), labels.of(book, snapshot.reference)
    return [
        View(
            snapshot,
            pair,
            every,
            all_years(book),
            panels=False,
            events=False,
            official=has_official(snapshot, pair),
            labels=named,
        )
        for pair in pairs(book)
    ]


def has_official(snapshot: Snapshot, pair: Pair) -> bool:
    """Whether there are official figures to stand beside those of a pair."""
    return snapshot.reference is not None and pair in sources_of(snapshot.reference)


@once
def sources_of(book: Book) -> dict[Pair, tuple[str, ...]]:
    """Ids of the sources that speak of each pair, in the order of the file."""
    return {
        pair: tuple(dict.fromkeys(figure.source for figure in figures))
        for pair, figures in figures_of(book).items()
    }


@once
def source_names(book: Book) -> dict[str, tuple[str, ...]]:
    """Ids of the sources that a link may mean: by id, by name, by a name that others have too."""
    meant: dict[str, tuple[str, ...]] = {}
    for source in book.sources.values():
        for name in dict.fromkeys((labels.older(source), labels.plain(source))):
            meant[name] = (*meant.get(name, ()), source.id)
    meant |= {name: (key,) for key, name in labels.sources(book).items()}
    return meant | {key: (key,) for key in book.sources}


def mended_years(given: Sequence[str], years: tuple[int, int]) -> list[str]:
    """Two years in order and within those that there are; none where that is not meant.

    given: values of the address. One year means that year alone.
    """
    try:
        asked_for = sorted(int(year) for year in given)
    except ValueError:
        return []
    if not 1 <= len(asked_for) <= 2 or asked_for[-1] < years[0] or asked_for[0] > years[1]:
        return []
    ends = asked_for[0], asked_for[-1]
    return [str(min(max(year, years[0]), years[1])) for year in ends]


def named_by_code(pairs: Mapping[Pair, str]) -> Pair | None:
    """The pair whose partner the address names by its code, as the API does, not by its name."""
    codes = {pair.partner: pair for pair in reversed(list(pairs))}
    given = st.query_params.get(PARTNER)
    return None if given in pairs.values() else codes.get(given or "")


def asked() -> dict[str, list[str]]:
    """The parameters of the address, before any widget has dropped what it does not know."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def wrong(
    asked_for: Mapping[str, Sequence[str]], allowed: Mapping[str, Container[str]]
) -> list[tuple[str, str]]:
    """Parameters of the address that mean nothing, each with its value, in their order.

    allowed: the values of each parameter that has a list of them. A name that nobody asks for
    is wrong with any value; an empty value means that nothing is chosen.
    """
    return [
        (name, value)
        for name, values in asked_for.items()
        for value in values
        if (value and value not in allowed[name] if name in allowed else name not in KNOWN)
    ]
