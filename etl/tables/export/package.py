"""Every file that a build writes, by name. The one list of formats.

Bytes only: who writes or sends them is not known here. Heavy libraries are imported when
the first file that needs them is asked for.
"""

from __future__ import annotations

import threading
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from etl.core.model import Book, Figure, Source
from etl.core.schema import FIGURES, REFERENCE, REFERENCE_SOURCES, TABLES, Table
from etl.tables import declared
from etl.tables.export import citation
from etl.tables.export.about import (
    duckdb_views,
    file_stem,
    licence_text,
    licence_url,
    newest,
)

if TYPE_CHECKING:
    from etl.tables.columns import Frame

DATASET: Final = "dataset.jsonld"
PROVENANCE: Final = "provenance.jsonld"
DATA_PACKAGE: Final = "datapackage.json"
SDMX_DATA: Final = "figures.sdmx.csv"
SDMX_STRUCTURE: Final = "figures.sdmx.xml"
DICTIONARY: Final = "README.md"
LICENCE: Final = "LICENCE.txt"
DUCKDB: Final = "duckdb.sql"

_MEDIA: Final = {
    "sdmx.csv": "application/vnd.sdmx.data+csv; version=2.0.0",
    "sdmx.xml": "application/vnd.sdmx.structure+xml; version=3.0.0",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "atom": "application/atom+xml",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "sql": "application/sql; charset=utf-8",
}


def media_type(name: str) -> str:
    """Media type of a file by the longest ending that is known; KeyError for another."""
    endings = name.split(".")[1:]
    known = (".".join(endings[at:]) for at in range(len(endings)))
    return next(_MEDIA[ending] for ending in known if ending in _MEDIA)


class Extra(NamedTuple):
    """Tables beside those of the book: known by name at once, made when they are asked for.

    What the data set consists of can so be told before its figures are reconciled.
    """

    declared: tuple[Table, ...] = ()
    make: Callable[[], Iterable[Frame]] = tuple
    """Their rows, in the same order."""
    reference: Book | None = None
    """Official figures, if there are any: their sources are credited with the others."""


NOTHING: Final = Extra()


def extra(tables: Iterable[Frame], reference: Book | None = None) -> Extra:
    """Tables that are made already."""
    tables = tuple(tables)
    return Extra(tuple(frame.table for frame in tables), lambda: tables, reference)


def files(
    book: Book, beside: Extra = NOTHING, version: str = "", partition: str = ""
) -> dict[str, bytes]:
    """Every file of a build by name; the same book gives the same bytes.

    beside: tables beside those of `frames.tables`; they get the same formats. partition: column
    of figures by which they are written once more, as many Parquet files. Raises ValueError
    where a table has the name of another one.
    """
    package = Package(book, beside, version)
    contents = {name: package.file(name) for name in package.names()}
    return contents | package.partitions(partition) if partition else contents


class Package:
    """The files of one book, each made when it is first asked for and then kept."""

    def __init__(self, book: Book, beside: Extra = NOTHING, version: str = "") -> None:
        self.book = book
        self.version = version
        """Of the files that it was made of (see `about.version_of`); empty where not known."""
        self._beside = beside
        self.reference = beside.reference
        self.newest = newest(book, beside.reference)
        """Day of publication of the newest source."""
        self.declared: Mapping[str, Table] = _declared(declared.of_book(book), beside)
        """Every table by name, whether it is made yet or not."""
        self._kept: dict[str, bytes] = {}
        self._makers = self._all_makers()
        self._making = {name: threading.RLock() for name in self._makers}

    @cached_property
    def of_book(self) -> Mapping[str, Frame]:
        """The tables of the book alone, which wait for no reconciliation (see `frames.tables`)."""
        from etl.tables import frames

        return frames.tables(self.book)

    @cached_property
    def stated_tables(self) -> Mapping[str, Frame]:
        """The tables of the book and of the official figures."""
        from etl.tables import frames

        official = frames.reference_tables(self.reference) if self.reference else []
        known = (frame for frame in official if frame.table.name in self.declared)
        return ChainMap({frame.table.name: frame for frame in known}, cast("Any", self.of_book))

    @cached_property
    def tables(self) -> Mapping[str, Frame]:
        """Every table with its rows, by name, in the order of `declared`."""
        beside = {frame.table.name: frame for frame in self._beside.make()}
        by_name = ChainMap(beside, cast("Any", self.of_book))
        assert [*by_name] == [*self.declared], "what is made beside is what was declared"
        return by_name

    def names(self) -> list[str]:
        """Names of all files, in the order of a build."""
        return list(self._makers)

    def keep(self, name: str, data: bytes) -> None:
        """Bytes of a file as they were made before, not to be made again."""
        if name in self._makers:
            self._kept[name] = data

    def file(self, name: str) -> bytes:
        """The bytes of one file; KeyError for a name that is not among `names`.

        Whoever asks while it is made waits for it: twelve workbooks at once are one.
        """
        if name not in self._kept:
            with self._making[name]:
                if name not in self._kept:
                    self._kept[name] = self._makers[name]()
        return self._kept[name]

    def _all_makers(self) -> dict[str, Callable[[], bytes]]:
        stem = file_stem(self.book)
        makers: dict[str, Callable[[], bytes]] = {}
        for name in self.declared:
            makers[f"{name}.csv"] = partial(self._csv, name)
        makers[DATA_PACKAGE] = self._datapackage
        makers[SDMX_DATA] = self._sdmx_data
        makers[SDMX_STRUCTURE] = self._sdmx_structure
        for name in self.declared:
            makers[f"{name}.parquet"] = partial(self._whole_parquet, name)
        makers[f"{stem}.xlsx"] = self._workbook
        makers[DATASET] = self.dataset
        makers[PROVENANCE] = self._provenance
        for ending, write in citation.FORMATS.items():
            makers[f"citation.{ending}"] = partial(self._citation, write)
        makers[DICTIONARY] = self._dictionary
        makers[LICENCE] = lambda: licence_text(self.book).encode()
        makers[DUCKDB] = lambda: duckdb_views(self.declared).encode()
        makers[f"{stem}.zip"] = self._archive
        return makers

    def _csv(self, name: str) -> bytes:
        from etl.tables.export.csv import csv_bytes

        return csv_bytes(self.table(name))

    def known_by(self, name: str) -> Mapping[str, Frame]:
        """The tables that a table may name things of; nothing is reconciled for a book's own."""
        return self.stated_tables if name in self.stated_tables else self.tables

    def table(self, name: str) -> Frame:
        """One table; nothing is reconciled for one of the book's own."""
        return self.stated_tables[name] if name in self.stated_tables else self.tables[name]

    def _whole_parquet(self, name: str) -> bytes:
        return self.parquet(self.table(name))

    def parquet(self, frame: Frame) -> bytes:
        """A table as Parquet that names this data set, also for a part of its rows."""
        from etl.tables.export.parquet import parquet_bytes

        return parquet_bytes(frame, self._about())

    def partitions(self, column: str) -> dict[str, bytes]:
        """The figures as one Parquet file for each value of a column, by path."""
        from etl.tables.export.parquet import partitions

        parts = partitions(self.of_book[FIGURES.name], column, self._about())
        return {f"{FIGURES.name}/{path}": data for path, data in parts.items()}

    def _about(self) -> dict[str, str]:
        day = self.newest
        return {
            "dataset": self.book.dataset.title,
            "version": self.book.dataset.version,
            "licence": licence_url(self.book),
            "newest_source": day.isoformat() if day else "",
        }

    def workbook(self, frame: Frame) -> bytes:
        """A table as an Excel workbook, also for a part of its rows."""
        from etl.tables.export.workbook import workbook_bytes

        return workbook_bytes(self.book, {frame.table.name: frame}, self.reference)

    def stated(self, figure: str) -> tuple[Book, Figure] | None:
        """A figure, official or not, and the book that has its source; None for another name."""
        for book in (self.book, self.reference):
            if book and figure in book.figures:
                return book, book.figures[figure]
        return None

    def quoted(self, source: str) -> tuple[Source, list[tuple[Book, Figure]]] | None:
        """A source and its figures, each with the book; None for another name."""
        for book in (self.book, self.reference):
            if book and source in book.sources:
                figures = [figure for figure in book.figures.values() if figure.source == source]
                return book.sources[source], [(book, figure) for figure in figures]
        return None

    def _citation(self, write: Callable[[citation.Citation], str]) -> bytes:
        return write(self.cited()).encode()

    def cited(self, table: str = "", base: str = "") -> citation.Citation:
        """How to cite the data set, or one of its tables.

        base: address of the API for readers; empty where there is none.
        """
        address = self._address(base, f"{table}.csv" if table else DATASET)
        official = self.reference and table in (REFERENCE.name, REFERENCE_SOURCES.name)
        sources = self.reference.sources.values() if self.reference and official else ()
        credit = citation.of_dataset(self.book, table, address, self.newest, sources)
        return credit._replace(state=self.version)

    def cited_figure(self, book: Book, figure: Figure, base: str = "") -> citation.Citation:
        """How to cite a figure of either book; base: as for `cited`."""
        address = self._address(base, f"figures/{figure.id}.jsonld")
        credit = citation.of_figure(book, figure, address, self.newest)
        return credit._replace(state=self.version)

    def _address(self, base: str, name: str) -> str:
        """Where a file of this state stays, whatever is corrected later."""
        within = f"v/{self.version}/" if self.version else ""
        return f"{base}{within}{name}" if base else ""

    def dataset(self, base: str = "") -> bytes:
        """schema.org Dataset as JSON-LD.

        base: where the files are, seen from the page that this is put into; empty where it is
        a file among them.
        """
        from etl.tables.export.linked import dataset_jsonld

        address = f"{base}{DATASET}"
        if address not in self._kept:
            media = {name: media_type(name) for name in self.names() if name != DATASET}
            self._kept[address] = dataset_jsonld(
                (self.book, self.reference), self.declared, media, base
            )
        return self._kept[address]

    def _datapackage(self) -> bytes:
        from etl.tables.export.datapackage import datapackage

        data = {f"{name}.csv": self.file(f"{name}.csv") for name in self.declared}
        return datapackage(self.book, self.declared, data, self.reference)

    def _sdmx_data(self) -> bytes:
        from etl.tables.export.sdmx import sdmx_csv

        return sdmx_csv(self.book, self.of_book[FIGURES.name])

    def _sdmx_structure(self) -> bytes:
        from etl.tables.export.sdmx_structure import structure_message

        return structure_message(self.book)

    def _workbook(self) -> bytes:
        from etl.tables.export.workbook import workbook_bytes

        return workbook_bytes(self.book, self.tables, self.reference)

    def _provenance(self) -> bytes:
        from etl.tables.export.linked import provenance

        books = [book for book in (self.book, self.reference) if book]
        return provenance([(book, figure) for book in books for figure in book.figures.values()])

    def _dictionary(self) -> bytes:
        from etl.tables.export.dictionary import dictionary

        return dictionary([*TABLES, *self._beside.declared])

    def _archive(self) -> bytes:
        from etl.tables.export.archive import zip_bytes

        stem = file_stem(self.book)
        others = {name: self.file(name) for name in self.names() if name != f"{stem}.zip"}
        return zip_bytes(others, stem)


def _declared(of_book: Mapping[str, Table], beside: Extra) -> dict[str, Table]:
    every = dict(of_book)
    for table in beside.declared:
        if table.name in every:
            raise ValueError(f"the table {table.name!r} a second time")
        every[table.name] = table
    return every
