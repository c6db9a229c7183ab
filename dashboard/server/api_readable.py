"""What a citation's address shows to who opens it in a browser: the same as its linked data.

A page without scripts. Must not know Streamlit.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from etl.core.intervals import of_figure
from etl.core.model import Book, Figure, Source
from etl.tables.export import citation
from etl.tables.notes import corrections, note

_STYLE: Final = (
    ":root { color-scheme: light dark; } "
    "body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; "
    "padding: 0 1rem; overflow-wrap: anywhere; } "
    "dt { font-weight: 600; margin-top: .6rem; } dd { margin: 0; } pre { white-space: pre-wrap; }"
)

Stated = tuple[Book, Figure]


def figure(stated: Stated, cited: citation.Citation, linked: bytes, root: str) -> bytes:
    """The page of one figure.

    linked: its linked data. root: address of the dashboard, with a slash at its end.
    """
    book, one = stated
    source = book.sources[one.source]
    corrected_by = corrections(book).get(one.id, "")
    known = {
        "Retracted by its source": _retracted(one),
        "Corrected by": corrected_by,
        "As stated": one.as_stated,
        "What the source says that it is": one.status if one.status != "actual" else "",
        "Value": _value(one),
        "Allowed by the wording": _between(one),
        "What it measures": book.indicators[one.indicator].definition,
        "Of": f"{book.areas[one.reporter].name}, with {book.areas[one.partner].name}",
        "Period": f"{one.period.text} ({one.period.start} to {one.period.end})",
        "Measured against": one.base.text if one.base else "",
        "Among": one.among,
        "Corrects": one.supersedes,
        "Source": _of(source),
        "Place": f"Paragraph {one.paragraph}" if one.paragraph else "A table without paragraphs",
        "Authority that the source names": one.authority,
        "Note": note(one),
        "To cite it": citation.as_text(cited).strip(),
    }
    others = {name: f"{name}.jsonld" for name in (corrected_by, one.supersedes) if name}
    links = {
        **{address: f"The figure {name}" for name, address in others.items()},
        f"{root}?figure={one.id}": "This figure on the dashboard",
        f"../sources/{source.id}.jsonld": "All figures of this source",
        **{f"{one.id}.{ending}": f"Citation as {ending}" for ending in citation.FORMATS},
    }
    return _page(citation.figure_title(book, one, corrected_by), known, links, linked)


def source(one: Source, stated: Sequence[Stated], linked: bytes) -> bytes:
    """The page of a source, with the figures that are read in it."""
    known = {
        "Publisher": one.publisher,
        "Published": str(one.published),
        "Note": one.note,
    }
    # The figures of a source are all of one book.
    corrected = corrections(stated[0][0]) if stated else {}
    links: dict[str, str] = {}
    for book, each in stated:
        title = citation.figure_title(book, each, corrected.get(each.id, ""))
        links[f"../figures/{each.id}.jsonld"] = title
    return _page(one.title, known, links, linked)


def _retracted(one: Figure) -> str:
    return f"{one.retracted}: {one.retracted_reason}" if one.retracted else ""


def _value(one: Figure) -> str:
    if one.value is None:
        return ""
    return f"{_number(one.value)} {one.unit}, {one.qualifier.replace('_', ' ')}"


def _between(one: Figure) -> str:
    """What the true value can be; an end that the words exclude is "more than" or "less than"."""
    low, high = of_figure(one)
    above = "more than " if one.qualifier == "more_than" else ""
    below = "less than " if one.qualifier == "less_than" else ""
    if high is None:
        return "" if low is None else f"{above or 'at least '}{_number(low)}"
    if low is None:
        return f"{below or 'at most '}{_number(high)}"
    return f"{above}{_number(low)} to {below}{_number(high)}"


def _number(number: Decimal | int) -> str:
    return f"{number:,f}"


def _of(one: Source) -> str:
    return ", ".join(filter(None, (one.title, one.publisher, str(one.published))))


def _page(title: str, known: Mapping[str, str], links: Mapping[str, str], linked: bytes) -> bytes:
    said = "".join(f"<dt>{_safe(k)}</dt><dd>{_safe(v)}</dd>" for k, v in known.items() if v)
    led = _items(f'<a href="{_safe(to)}">{_safe(name)}</a>' for to, name in links.items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_safe(title)}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{_safe(title)}</h1><dl>{said}</dl><ul>{led}</ul>"
        "<details><summary>The same for machines (JSON-LD)</summary>"
        f"<pre>{_safe(linked.decode())}</pre></details></main></body></html>"
    ).encode()


def _items(items: Iterable[str]) -> str:
    return "".join(f"<li>{item}</li>" for item in items)


def _safe(words: str) -> str:
    return html.escape(words)
