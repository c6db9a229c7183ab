"""Changes of the data as an Atom feed (RFC 4287), one entry a state that came to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from etl.core.model import Dataset
from etl.tables.export.about import PROJECT

if TYPE_CHECKING:
    from etl.tables.changes import Publication

FEED: Final = "atom"
_SPACE: Final = "http://www.w3.org/2005/Atom"
_MOST: Final = 50
"""Entries, the newest first."""
_MOST_NAMED: Final = 200
"""Figures that an entry names; the table has all of them."""
_NEVER: Final = "1970-01-01T00:00:00Z"


def feed(dataset: Dataset, told: Sequence[Publication], base: str) -> bytes:
    """The newest changes. base: address of the API for readers; empty: seen from the feed."""
    ET.register_namespace("", _SPACE)
    root = ET.Element(_tag("feed"))
    _add(root, "title", f"{dataset.title}: changes")
    _add(root, "id", _name(dataset.name))
    _add(root, "updated", told[-1].published_at if told else _NEVER)
    ET.SubElement(root, _tag("link"), rel="self", href=f"{base}changes.{FEED}")
    author = ET.SubElement(root, _tag("author"))
    _add(author, "name", ", ".join(dataset.contributors) or PROJECT)
    for publication in reversed(told[-_MOST:]):
        _entry(root, dataset, publication, base)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _entry(root: ET.Element, dataset: Dataset, told: Publication, base: str) -> None:
    entry = ET.SubElement(root, _tag("entry"))
    counts = Counter(change.change for change in told.changes)
    summary = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    if not told.previous:
        summary = f"first state that is kept, {told.figures} figures"
    _add(entry, "title", f"{told.version}: {summary or 'no figure changed'}")
    _add(entry, "id", _name(f"{dataset.name} {told.published_at} {told.version}"))
    _add(entry, "updated", told.published_at)
    address = f"{base}v/{told.version}/figures.csv"
    ET.SubElement(entry, _tag("link"), rel="alternate", type="text/csv", href=address)
    lines = [
        f"{change.change}: {change.figure_id}"
        + (f" ({', '.join(change.columns)})" if change.columns else "")
        for change in told.changes[:_MOST_NAMED]
    ]
    if len(told.changes) > _MOST_NAMED:
        lines.append(f"and {len(told.changes) - _MOST_NAMED} more: see changes.csv")
    _add(entry, "content", "\n".join(lines) or summary).set("type", "text")


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, _tag(name))
    element.text = text
    return element


def _name(text: str) -> str:
    """A name that stays and that no server's address is a part of."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'attested {text}')}"


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"
