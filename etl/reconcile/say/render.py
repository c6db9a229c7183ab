"""A report as text for people and as plain values for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from textwrap import fill
from typing import Final, get_args

from etl.core.model import Period
from etl.reconcile.find.conflicts import LIMIT, REPAIRS
from etl.reconcile.find.fewest import QUESTIONS
from etl.reconcile.findings import Kind, Nature, Report
from etl.reconcile.model.voices import OFFICIAL
from etl.reconcile.say.cards import Card, cards

_WIDTH: Final = 100
_SECTIONS: Final = {
    "conflict": "in conflict",
    "tight": "tight",
    "supported": "supported by others",
    "unopposed": "unopposed",
    "alone": "alone",
    "not_tested": "not tested",
}

UNLIKELY: Final[dict[Nature, str]] = {
    "unlikely": "Possible, but unlikely: no conflicts",
    "different": "Counted in two ways: no conflicts",
}
"""Headings of what is no conflict."""

SURE: Final = "If as few as possible are wrong, these are"
EITHER: Final = "If as few as possible are wrong, at least one of each line is"

_WEIGHT: Final = (
    f"An official figure counts as {OFFICIAL} others: it is among these only where at least"
    f" {OFFICIAL} sources agree without it."
)

Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | None


def as_text(report: Report) -> str:
    """What a reader of a terminal wants to know, the conflicts first."""
    lines = [_summary(report), "", _verdict(report)]
    for card in cards(report):
        lines += _card(card)
    lines += [*_limits(report), *_doubted(report), *_beside(report), *_by_verdict(report)]
    return "\n".join(lines).rstrip() + "\n"


def _limits(report: Report) -> list[str]:
    """How far was looked, and what could not be tested."""
    lines: list[str] = []
    if not report.complete:
        lines.append(
            _item(
                f"There may be more: among figures that hang together {LIMIT:,} contradictions are"
                f" looked for, and {REPAIRS:,} ways to mend them."
            )
        )
    if not report.proven:
        lines.append(
            _item(
                "Which figures would have to be wrong, if as few as possible are, is not proven"
                f" everywhere: among figures that hang together {QUESTIONS:,} ways are tried."
            )
        )
    unknown = [f"{u.reason} [{u.figure_id}]" for u in report.not_known]
    unknown += [
        f"{k.not_known} [{k.indicator}, {k.partner}, {k.period.text}]"
        for k in report.ranges_not_known
    ]
    lines += _section("Not known", unknown)
    return lines


def _doubted(report: Report) -> list[str]:
    """Which figures are wrong or may be, and which causes were not tried."""
    lines: list[str] = []
    one_of = {f for figures in report.alternatives for f in figures}
    sure = sorted(report.suspects - one_of)
    if sure:
        lines += _section(SURE, [", ".join(sure)])
    either = (_likeliest_first(figures, report) for figures in report.alternatives)
    lines += _section(EITHER, either)
    tested = {v.figure_id for v in report.verdicts}
    if any(m.figure_id not in tested for c in report.conflicts for m in c.members):
        lines += ["", fill(_WEIGHT, _WIDTH)]
    if report.causes_not_tried:
        more = _count(report.causes_not_tried, "more possible cause")
        lines += ["", fill(f"{more} not tried: {_untried()}.", _WIDTH)]
    return lines


def _beside(report: Report) -> list[str]:
    """What is told beside conflicts: what is unlikely, agrees, is revised, deduced or left."""
    lines: list[str] = []
    for nature in get_args(Nature):
        lines += _section(
            UNLIKELY[nature], (u.sentence for u in report.unlikely if u.nature == nature)
        )
    lines += _section("What agrees", (a.sentence for a in report.agreements))
    lines += _section("Only just true together", (t.sentence for t in report.tight))
    lines += _section("Ordinary revisions", (r.sentence for r in report.revisions))
    unstated = (d.sentence for d in report.deduced if not d.currency)
    lines += _section("Stated by nobody, but pinned down", unstated)
    elsewhere = (d.sentence for d in report.deduced if d.currency)
    lines += _section("In another currency than what is stated", elsewhere)
    lines += _section("Not added up", report.not_added)
    lines += _section("What is left of a longer time", (r.sentence for r in report.remainders))
    if report.nearby:
        large = f"{_count(report.nearby, 'figure')} of large groups were held against the nearest"
        lines += ["", f"{large} figures only."]
    if report.not_sought:
        lines += ["", f"{_count(report.not_sought, 'more value')} were not looked for."]
    return lines


def _by_verdict(report: Report) -> list[str]:
    """Figures without a conflict, by their verdict."""
    lines: list[str] = []
    for kind in ("supported", "unopposed"):
        verdicts = (v for v in report.verdicts if v.verdict == kind)
        lines += _section(_heading(kind), (f"{v.sentence} [{v.figure_id}]" for v in verdicts))
    ids = [v.figure_id for v in report.verdicts if v.verdict == "alone"]
    lines += _section(_heading("alone"), [", ".join(ids)] if ids else [])
    whys: dict[str, list[str]] = {}
    for verdict in report.verdicts:
        if verdict.verdict == "not_tested":
            whys.setdefault(verdict.sentence, []).append(verdict.figure_id)
    told = (f"{why} [{', '.join(figures)}]" for why, figures in whys.items())
    lines += _section(_heading("not_tested"), told)
    return lines


def _untried() -> str:
    # `check` describes no findings and starts without what finds causes.
    from etl.reconcile.find.causes import EACH, SMALL

    return f"where more than {SMALL} figures share conflicts, {EACH} are, the likeliest first"


def _likeliest_first(figures: tuple[str, ...], report: Report) -> str:
    """Figures one of which has to be wrong: those that would move least, then the others.

    What says the same is one with it: it cannot be wrong by itself.
    """
    alike = {m.figure_id: m.repeats for c in report.conflicts for m in c.members if m.repeats}
    repeated = {f for first in figures for f in alike.get(first, ())}

    def said(figure: str) -> str:
        same = [f for f in alike.get(figure, ()) if f in figures]
        says = "says" if len(same) == 1 else "say"
        return (
            f"{figure} (and with it {' and '.join(same)}, which {says} the same)"
            if same
            else figure
        )

    told = [f for f in figures if f not in repeated]
    likely = [said(f) for f in told if f in report.suspects]
    others = [said(f) for f in told if f not in report.suspects]
    return f"{', '.join(likely)}{'; less likely ' if likely and others else ''}{', '.join(others)}"


def _card(card: Card) -> list[str]:
    """What is behind some conflicts, the simplest of them, and how many more there are."""
    lines = [_item(f"{card.reading or f'{card.headline}.'} [{', '.join(card.figures)}]")]
    lines.append(_item(f"{card.evidence} [{card.conflict_id}]", "  "))
    if card.read_in:
        lines.append(_item(f"Read in {'; '.join(card.read_in)}.", "  "))
    if card.mend:
        lines.append(_item(f"What would mend it: {card.mend}", "  "))
    for sentence in card.otherwise:
        lines.append(_item(f"Or: {sentence}", "  "))
    if more := len(card.folded):
        hang = "hangs" if more == 1 else "hang"
        told = f"{_count(more, 'more contradiction')} {hang} on the same figures."
        lines.append(_item(told, "  "))
    return lines


def _summary(report: Report) -> str:
    counts = Counter(v.verdict for v in report.verdicts)
    parts = [f"{counts[k]} {_SECTIONS[k]}" for k in get_args(Kind) if counts[k]]
    total = _count(len(report.verdicts), "figure")
    text = f"{total}: {', '.join(parts)}." if parts else f"{total}."
    if beside := sum(bool(v.conflicts) and v.verdict != "conflict" for v in report.verdicts):
        text = f"{text} Part of a conflict that is likely another figure's: {beside:,}."
    return fill(text, _WIDTH)


def _verdict(report: Report) -> str:
    if not report.conflicts and not report.is_sure:
        return "No contradiction was found, but not everything could be tested."
    if not report.conflicts and (
        report.not_added or any(v.verdict == "not_tested" for v in report.verdicts)
    ):
        return "Nothing that was tested contradicts anything."
    if not report.conflicts:
        return "Nothing contradicts anything."
    return f"{_count(len(report.conflicts), 'contradiction')}:"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _heading(kind: str) -> str:
    return _SECTIONS[kind].capitalize()


def _section(heading: str, items: Iterable[str]) -> list[str]:
    lines = [_item(item) for item in items]
    return ["", heading, *lines] if lines else []


def _item(text: str, mark: str = "- ") -> str:
    return fill(text, _WIDTH, initial_indent=mark, subsequent_indent="  ", break_on_hyphens=False)


def as_dict(report: Report) -> dict[str, Plain]:
    """The report as JSON knows values: numbers in base units, dates as ISO 8601, open ends null.

    A number that is not whole is a string of its decimal digits: JSON's own would be rounded.
    """
    plain = _plain(report)
    assert isinstance(plain, dict)
    return plain


def _plain(value: object) -> Plain:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"
    if isinstance(value, Period):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    assert value is None or isinstance(value, str | int)
    return value
