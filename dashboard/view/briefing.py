"""The few sentences that matter about a pair, made of its findings by rule.

Must not know Streamlit or plotly, or say more than the figures do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from dashboard.view import findings, messages, roots
from dashboard.view import format as fmt
from dashboard.view import sentences as told
from dashboard.view.plain import escape
from dashboard.view.state import View
from dashboard.view.texts import text
from etl.core.model import Figure
from etl.words import speech

_MOST_DOUBTS: Final = 2


def sentences(view: View, stated: Sequence[Figure]) -> str:
    """Markdown: the newest of the largest flow, what official tables say, what cannot be right."""
    said = [_newest(view, stated), *_doubts(view)]
    return " ".join(part for part in said if part)


def _newest(view: View, stated: Sequence[Figure]) -> str:
    """The newest full year of the first indicator that is a sum, or of the first of all."""
    order = sorted(view.book.indicators.values(), key=lambda indicator: not indicator.sum_of)
    for indicator in order:
        own = [figure for figure in stated if figure.indicator == indicator.id]
        if not own:
            continue
        title = messages.title(view.book, own, partial(findings.against, view))
        return f"**{escape(title)}**. {escape(_official(view, own))}".strip()
    return ""


def _official(view: View, own: Sequence[Figure]) -> str:
    """The official figure of the same year, and a newer one of the chosen years."""
    figure = messages.newest(own)
    reference = view.snapshot.reference
    if figure is None or reference is None or not view.official:
        return ""
    same = messages.by_measure(reference).get(messages.measures(figure), [])
    here = [f for f in same if f.period.span == figure.period.span]
    if here and findings.against(view, figure):
        here = []  # the title has told it
    first, last = view.years
    newest = messages.newest([f for f in same if first <= f.period.end.year <= last])
    later = [newest] if newest and newest.period.start > figure.period.end else []
    if not here and not later:
        return ""
    items = [
        text(
            "balance_item",
            amount=fmt.amount(speech.rounded(f.point, 3), f.unit),
            when=told.when_in_brief(f),
        )
        for f in [*here, *later]
    ]
    return text("brief_official", items=fmt.listed(items))


def _doubts(view: View) -> list[str]:
    """What cannot be right, each once, in a sentence; or that nothing contradicts."""
    if view.testing:
        return []
    doubts = roots.roots(view)
    if not doubts:
        report = view.report
        sure = report.is_sure and not report.not_added
        return [escape(text("disagree_none" if sure else "disagree_unknown"))]
    said = [f"{roots.headline(view, root)}." for root in doubts[:_MOST_DOUBTS]]
    if len(doubts) > _MOST_DOUBTS:
        said.append(text("brief_more", count=len(doubts) - _MOST_DOUBTS))
    return [escape(each) for each in said]
