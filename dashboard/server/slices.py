"""A report of all figures, cut into what bears on each pair: found once, not at each page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from etl.core.model import Book
from etl.reconcile import Report

Pair = tuple[str, str]
"""Reporter and partner."""
_PARTS: Final = (
    "verdicts",
    "conflicts",
    "tight",
    "deduced",
    "revisions",
    "causes",
    "unlikely",
    "remainders",
    "agreements",
)


def by_pair(report: Report, book: Book) -> dict[Pair, Report]:
    """What bears on each pair of a book that has a figure; what bears on two is told of both."""
    of: dict[str, Pair] = {}
    pairs: dict[Pair, Pair] = {}
    for name, figure in book.figures.items():
        pair = (figure.reporter, figure.partner)
        of[name] = pairs.setdefault(pair, pair)
    for name, event in book.events.items():
        of[name] = (book.dataset.reporter, event.partner)
    cut: dict[Pair, dict[str, list[Any]]] = {pair: defaultdict(list) for pair in pairs}
    for part in _PARTS:
        for finding in getattr(report, part):
            for pair in dict.fromkeys(_pairs(finding, of)):
                if pair in cut:
                    cut[pair][part].append(finding)
    reports = {}
    for pair, parts in cut.items():
        shown: dict[str, Any] = {part: tuple(parts[part]) for part in _PARTS}
        reports[pair] = report._replace(**shown)
    return reports


def _pairs(finding: Any, of: dict[str, Pair]) -> Iterator[Pair]:
    """The pairs that a finding is about, and those of the figures that it names."""
    if hasattr(finding, "partner"):
        yield finding.reporter, finding.partner
    for name in _named(finding):
        if name in of:
            yield of[name]


def _named(finding: Any) -> Iterable[str]:
    if hasattr(finding, "members"):
        return [getattr(member, "figure_id", member) for member in finding.members]
    if hasattr(finding, "figure_id"):
        return [finding.figure_id]
    names: Iterable[str] = finding.reasons
    return names
