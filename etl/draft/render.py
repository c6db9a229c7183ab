"""A draft as YAML to be pasted into a figures file and corrected, and as JSON for programs.

Must not find anything itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from etl.audit.report import as_item
from etl.core.schema import SECTIONS
from etl.draft.model import (
    UNKNOWN,
    Draft,
    Guess,
    ProposedDismissal,
    ProposedEvent,
    ProposedFigure,
    ProposedSource,
)

_PLAIN: Final = re.compile(
    r"[^\W_\d$+~\u20ac][^\"'#:{}\[\]&*!|>@`\\\n]*|[$+~\u20ac\d][^\"'#:{}\[\]\n]*"
)
_WORD_OF_YAML: Final = frozenset("null true false yes no on off y n ~".split())
_KEYS: Final = {section: {key.name for key in keys} for section, keys in SECTIONS.items()}

Pair = tuple[str, str, str]
"""Key, value as text, comment."""


def as_yaml(draft: Draft) -> str:
    """The sections of a figures file; what is unknown is ?, and a guess says why beside it."""
    pieces = [*_undeclared(draft)]
    for section, entries in sections(draft).items():
        if entries:
            pieces += [f"{section}:", *entries, ""]
    return "\n".join(pieces).rstrip() + "\n"


def sections(draft: Draft) -> dict[str, list[str]]:
    """The entries of each section, as the lines of a figures file."""
    source = draft.source.id
    return {
        "sources": _entry(p for p in _source(draft.source) if p[0] in _KEYS["sources"]),
        "figures": [line for one in draft.figures for line in _figure_lines(one, source)],
        "events": [line for one in draft.events for line in _entry(_event(one, source))],
        "dismissed": [line for one in draft.dismissed for line in _entry(_dismissal(one, source))],
    }


def _undeclared(draft: Draft) -> Iterator[str]:
    """Areas that the text names and the book does not have, as comments."""
    if draft.areas:
        yield "# Not declared in areas:"
        yield from (f"#  - {{id: {code}, name: {scalar(name)}}}" for code, name in draft.areas)
    proposed = {figure.proposed for figure in draft.figures if figure.proposed}
    if proposed:
        yield "# Not declared in indicators; figures of them are commented out below:"
        for name, shown, kind, unit in sorted(proposed):
            yield f"#  - {{id: {name}, name: {scalar(shown)}, kind: {kind}, unit: {unit}}}"
    if draft.areas or proposed:
        yield ""


def _figure_lines(figure: ProposedFigure, source: str) -> list[str]:
    lines = _entry(pair for pair in _figure(figure, source) if pair[0] in _KEYS["figures"])
    if figure.asked:
        # A comment: an answer that nobody gave would silence the question.
        meant = ", ".join(map(as_item, figure.asked))
        lines.append(f"    # meant: [{meant}]  # only where the text means it, each for itself")
    if figure.unreadable:
        lines.insert(0, f"  # A comment, because {figure.unreadable}")
        return [lines[0], *(f"#{line}" for line in lines[1:])]
    return lines if figure.proposed is None else [f"#{line}" for line in lines]


def _source(source: ProposedSource) -> list[Pair]:
    return [
        ("id", source.id, ""),
        ("title", source.title, "in your own words"),
        _guess("kind", source.kind),
        ("published", source.published.isoformat(), ""),
        ("published_basis", source.published_basis if source.published_reason else "", ""),
        ("published_reason", source.published_reason, ""),
        _guess("language", source.language),
        _guess("publisher", source.publisher) if source.publisher.value != UNKNOWN else _NOTHING,
        ("document", source.document, ""),
        ("sha256", source.sha256, ""),
        ("skip_lines", source.skip_lines, ""),
        ("note", source.note, ""),
    ]


def _figure(figure: ProposedFigure, source: str) -> list[Pair]:
    indicator = _guess("indicator", figure.indicator)
    if figure.proposed:
        indicator = ("indicator", figure.proposed[0], "not declared")
    period = _guess("period", figure.period)
    shown = (*period[:2], "" if figure.period_reason and not figure.period.unsure else period[2])
    pairs = [
        ("id", figure.id, ""),
        indicator,
        _NOTHING if figure.reporter_is_usual else _guess("reporter", figure.reporter),
        _guess("partner", figure.partner),
        shown,
        ("period_basis", "inferred" if figure.period_reason else "", ""),
        ("period_reason", figure.period_reason, ""),
        ("period_as_stated", figure.period_as_stated, ""),
        ("value", figure.printed, ""),
        ("qualifier", figure.qualifier if figure.qualifier != "exact" else "", ""),
        _guess("status", figure.status) if figure.status.value != "actual" else _NOTHING,
        ("base", figure.base, ""),
        ("among", figure.among, ""),
        ("as_stated", figure.as_stated, ""),
        ("unit_as_stated", figure.unit_as_stated, ""),
        ("source", source, ""),
        ("paragraph", str(figure.paragraph), ""),
        ("occurrence", str(figure.occurrence or ""), ""),
        _guess("authority", figure.authority),
        ("note", figure.note, ""),
    ]
    # A guess says by itself why it is one.
    known = figure.guesses
    return _marked(pairs, {key: why for key, why in figure.doubts.items() if key not in known})


def _marked(pairs: list[Pair], doubts: dict[str, str]) -> list[Pair]:
    """The keys with why they are doubtful; what has no line is said beside the phrase."""
    printed = {name for name, value, _ in pairs if value}
    comments: dict[str, list[str]] = {}
    for key, why in doubts.items():
        own = key if key in printed else "as_stated"
        comments.setdefault(own, []).append(why if own == key else f"{key}: {why}")
    return [(name, value, "; ".join(comments.get(name, [said]))) for name, value, said in pairs]


def _event(event: ProposedEvent, source: str) -> list[Pair]:
    return [
        ("id", event.id, ""),
        ("date", event.date, ""),
        ("title", event.title, "in your own words"),
        _guess("kind", event.kind),
        _guess("partner", event.partner) if event.partner.value != UNKNOWN else _NOTHING,
        ("source", source, ""),
        ("paragraph", str(event.paragraph), ""),
        ("as_stated", event.as_stated, ""),
        ("occurrence", str(event.occurrence or ""), ""),
    ]


def _dismissal(dismissal: ProposedDismissal, source: str) -> list[Pair]:
    return [
        ("source", source, ""),
        ("paragraph", str(dismissal.paragraph), ""),
        ("phrase", dismissal.phrase, ""),
        ("occurrence", str(dismissal.occurrence or ""), ""),
        _guess("reason", dismissal.reason),
    ]


_NOTHING: Final[Pair] = ("", "", "")


def _guess(name: str, guess: Guess) -> Pair:
    comment = f"{guess.sure:.2g}: {guess.reason}" if guess.unsure and guess.value else ""
    return name, guess.value, comment


def _entry(pairs: Iterable[Pair]) -> list[str]:
    """The lines of one entry; keys that say nothing are left out."""
    lines: list[str] = []
    for name, value, comment in pairs:
        if not name or not value:
            continue
        lead = "    " if lines else "  - "
        beside = f"  # {' '.join(comment.split())}" if comment else ""
        lines.append(f"{lead}{name}: {scalar(value)}{beside}")
    return lines


def scalar(text: str) -> str:
    """A text as YAML reads it back: plain where that is safe, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORD_OF_YAML and text == text.strip():
        return text
    if '"' in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def as_json(draft: Draft) -> str:
    """`{source, figures, events, dismissed}`: amounts in base units as decimal strings."""
    return json.dumps(as_dict(draft), ensure_ascii=False, indent=2)


def as_dict(draft: Draft) -> dict[str, Any]:
    """The draft as plain values; every key of figures.yaml, null where nothing tells it."""
    source = draft.source.id
    return {
        "source": _plain("sources", _source(draft.source)),
        "figures": [figure_as_dict(one, source) for one in draft.figures],
        "events": [_plain("events", _event(one, source)) for one in draft.events],
        "dismissed": [_plain("dismissed", _dismissal(one, source)) for one in draft.dismissed],
    }


def figure_as_dict(figure: ProposedFigure, source: str) -> dict[str, Any]:
    """One figure with its interval, the days of its period and the names of its guesses."""
    told = {**_plain("figures", _figure(figure, source)), "indicator": figure.indicator.value}
    return {
        **told,
        "reporter": figure.reporter.value,
        "paragraph": figure.paragraph,
        "occurrence": figure.occurrence or None,
        "qualifier": figure.qualifier,
        "status": figure.status.value,
        "period_basis": figure.period_basis,
        "period_as_stated": figure.period_as_stated or None,
        "value": _decimal(figure.value),
        "value_as_printed": figure.printed,
        "unit": figure.unit,
        "low": _decimal(figure.low),
        "high": _decimal(figure.high),
        "period_start": _day(figure.period_start),
        "period_end": _day(figure.period_end),
        "start": figure.start,
        "end": figure.end,
        "asked": list(figure.asked),
        "unsure": figure.unsure,
        "why": figure.doubts,
        "proposed": figure.proposed[0] if figure.proposed else None,
    }


def _plain(section: str, pairs: Iterable[Pair]) -> dict[str, Any]:
    told: dict[str, Any] = dict.fromkeys(key.name for key in SECTIONS[section])
    for name, value, _ in pairs:
        if name:
            told[name] = (
                int(value) if name in ("paragraph", "occurrence") and value else value or None
            )
    return told


def _decimal(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
