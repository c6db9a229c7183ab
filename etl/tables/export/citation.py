"""How to cite the data set, one of its tables or one figure: text, BibTeX, RIS, CSL-JSON.

A figure's citation always names the source and paragraph that state it, and says whether it is a
plan or was taken back, and does so in its title: styles such as APA, Chicago and IEEE print no
note of a data set. The year is that of the newest source; no clock is read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from etl.core.model import Book, Figure, Source
from etl.tables.export.about import PROJECT, newest, source_name
from etl.tables.notes import caveats, corrections

_TEX: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        # A brace with a backslash still counts when BibTeX looks for the end of a field.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


class Citation(NamedTuple):
    """What a citation says, in no format yet."""

    key: str
    authors: tuple[str, ...]
    year: int | None
    title: str
    container: str
    """The data set that it is a part of; empty for the data set itself."""
    version: str
    licence: str
    note: str
    address: str
    """Where it is, if the caller knows; empty otherwise."""
    state: str = ""
    """Name of the state of the data that is cited, if the caller knows."""

    @property
    def edition(self) -> str:
        """Version of the data set, and the state of the data that has it."""
        return f"{self.version}, state {self.state}" if self.state else self.version


def of_dataset(
    book: Book,
    table: str = "",
    address: str = "",
    day: date | None = None,
    sources: Iterable[Source] = (),
) -> Citation:
    """The data set, or one of its tables.

    day: of the newest source, where not all sources are in the book. sources: those that all
    rows are taken from, to be named.
    """
    title = book.dataset.title
    part = f"Table {table}" if table else title
    key = "-".join(name for name in (book.dataset.name, table) if name)
    credited = "; ".join(dict.fromkeys(map(source_name, sources)))
    note = f"Taken from: {credited}" if credited else ""
    citation = _citation(book, (key, part), title if table else "", note, address)
    return citation._replace(year=day.year) if day else citation


def of_figure(book: Book, figure: Figure, address: str = "", day: date | None = None) -> Citation:
    """One figure, with the source and paragraph that state it.

    book: the one that has its source. day: as for `of_dataset`.
    """
    title = figure_title(book, figure, corrections(book).get(figure.id, ""))
    place = f", paragraph {figure.paragraph}" if figure.paragraph else ""
    note = f"As stated in: {source_name(book.sources[figure.source])}{place}"
    key = f"{book.dataset.name}-{figure.id}"
    citation = _citation(book, (key, title), book.dataset.title, note, address)
    return citation._replace(year=day.year) if day else citation


def figure_title(book: Book, figure: Figure, corrected_by: str) -> str:
    """What a figure states, in one line, with what may not be left out.

    corrected_by: the figure that does so, if any.
    """
    indicator = book.indicators[figure.indicator].name
    partner = book.areas[figure.partner].name
    stated = f"{indicator}, {partner}, {figure.period.text}: {figure.as_stated}"
    return ", ".join((stated, *caveats(figure, corrected_by)))


def _citation(
    book: Book, named: tuple[str, str], container: str, note: str, address: str
) -> Citation:
    day = newest(book)
    key, title = named
    return Citation(
        key,
        book.dataset.contributors or (PROJECT,),
        day.year if day else None,
        title,
        container,
        book.dataset.version,
        book.dataset.licence,
        note,
        address,
    )


def as_text(citation: Citation) -> str:
    """One line of plain text that ends with a line break."""
    year = f" ({citation.year})" if citation.year else ""
    within = f" In: {citation.container}" if citation.container else ""
    version = f"{within} (version {citation.edition}) [data set]."
    parts = [
        f"{', '.join(citation.authors)}{year}. {citation.title}{'.' if within else ''}{version}",
        f"{citation.note}." if citation.note else "",
        f"Licence {citation.licence}.",
        citation.address,
    ]
    return " ".join(part for part in parts if part) + "\n"


def as_ris(citation: Citation) -> str:
    """One RIS record of type DATA, with CR LF as the format has it."""
    fields = [
        ("TY", "DATA"),
        ("ID", citation.key),
        *(("AU", name) for name in citation.authors),
        ("TI", _with_source(citation)),
        ("T2", citation.container),
        ("PY", str(citation.year or "")),
        ("ET", citation.edition),
        ("N1", f"Licence {citation.licence}"),
        ("UR", citation.address),
    ]
    lines = [f"{tag}  - {text}" for tag, text in fields if text]
    return "\r\n".join([*lines, "ER  - ", ""])


def _with_source(citation: Citation) -> str:
    """The title with what it is taken from: the one field that every style of citing prints."""
    return f"{citation.title} ({citation.note})" if citation.note else citation.title


def as_bibtex(citation: Citation) -> str:
    """One BibTeX entry of type misc, which every style knows; signs of TeX are escaped."""
    container = f"In: {citation.container}" if citation.container else ""
    notes = (container, f"Licence {citation.licence}")
    fields = {
        # Double braces keep a group's name in one piece.
        "author": " and ".join(f"{{{_tex(name)}}}" for name in citation.authors),
        # And here the capitals of names, which styles make small.
        "title": f"{{{_tex(_with_source(citation))}}}",
        "year": str(citation.year or ""),
        "version": _tex(citation.edition),
        "howpublished": "Data set",
        "note": _tex(". ".join(note for note in notes if note)),
        "url": citation.address,
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    return f"@misc{{{citation.key},\n" + ",\n".join(lines) + "\n}\n"


def as_csl(citation: Citation) -> str:
    """A list of one CSL-JSON item (https://docs.citationstyles.org), type dataset."""
    licence = f"Licence {citation.licence}"
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "dataset",
        "title": _with_source(citation),
        "author": [{"literal": name} for name in citation.authors],
        "version": citation.edition,
    }
    if citation.container:
        item["container-title"] = citation.container
    if citation.year:
        item["issued"] = {"date-parts": [[citation.year]]}
    # CSL has no word for a licence, and its schema allows none of our own.
    item["note"] = licence
    if citation.address:
        item["URL"] = citation.address
    return json.dumps([item], indent=2, ensure_ascii=False) + "\n"


FORMATS: Final[Mapping[str, Callable[[Citation], str]]] = {
    "txt": as_text,
    "bib": as_bibtex,
    "ris": as_ris,
    "csl.json": as_csl,
}
"""How a citation is written, by the ending of its file."""


def _tex(text: str) -> str:
    return text.translate(_TEX)
