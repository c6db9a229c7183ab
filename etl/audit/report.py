"""What an audit found, as values and as text.

Must not find anything itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final, Literal, NamedTuple

from etl.core.schema import DISMISSAL_REASONS, NOT_HELD

Account = Literal["figure", "event", "date", "dismissed", "pending"]
ACCOUNTS: Final[tuple[Account, ...]] = ("figure", "event", "date", "dismissed", "pending")

_NEEDS_QUOTES: Final = re.compile(r"[,:#\[\]{}'\"]")
"""What would end an item of a list, or begin something else."""

RULES: Final[dict[str, str]] = {
    "document-missing": "The document is among those given.",
    "document-encoding": "The document is UTF-8.",
    "document-changed": "The document is the text that was read: same SHA-256.",
    "paragraph-missing": "The document has the paragraph.",
    "not-found": "The phrase stands in the paragraph as printed, and cuts no number or word.",
    "occurrence": "Of a phrase that stands there more than once it is clear which is meant.",
    "cut-off": "The phrase holds the whole number: sign, scale, unit and every part.",
    "qualifier": "A word beside the phrase that qualifies the number belongs to the phrase.",
    "change": "`by` leads to a growth, `to` leads to a level.",
    "fall": "A fall is a negative growth, a rise is a positive one.",
    "range": "An end of a range is no number of its own.",
    "unit": "Scale and unit that other words state are named in `unit_as_stated`.",
    "value": "The value is the one that the text states where the phrase stands.",
    "status": "The words tell whether it was, or is planned, expected or estimated.",
    "corrected": "What words take back is superseded or retracted, and what they correct is not.",
    "stated-twice": "A numeral is stated by one figure.",
    "currency": "The currency of a figure is one that the paragraph prints.",
    "dismissed-nothing": "A dismissal covers a numeral that nothing else accounts for.",
    "reason": "A dismissal's reason can be true: money is no plain count, a repetition is one.",
    "meant": "A question about a figure is answered at it, once, and was asked.",
    "period": "The words beside a number, or those of `period_as_stated`, state its period.",
    "period-not-found": "The words of `period_as_stated` stand in the paragraph as printed.",
    "period-words": "Words that stand elsewhere, or of several, are named in `period_as_stated`.",
    "period-basis": "A period is `stated` only where words state all of it.",
    "base": "A growth, a change or a multiple is measured against what the words name.",
    "indicator": "Words right beside a number name no other indicator.",
    "among": "A rank is among those whom the words beside it name.",
    "parts": "Parts of one whole that a source states add up to at most it.",
    "area": "The areas named near a number are those of its figure.",
    "pending": "Every numeral is a figure, an event, a date of one, or dismissed.",
}
"""What must hold. All but `pending` are called wrong when they do not."""


class AuditedNumeral(NamedTuple):
    """One numeral of a document and what accounts for it."""

    paragraph: int
    start: int
    """Characters into the paragraph."""
    phrase: str
    account: Account
    by: str
    """Id of the figure or event, reason of the dismissal, or empty."""


class Finding(NamedTuple):
    """One thing to do, where, and for which entry of the figures file."""

    source: str
    document: str
    paragraph: int
    """0 where it concerns the document as a whole."""
    rule: str
    entry: str
    """`figure <id>`, `event <id>`, `dismissal`, `source <id>`; empty for pending numerals."""
    phrase: str
    context: str
    """A few words around, empty where there is none to show."""
    found: str
    todo: str
    line: int = 0
    """Of the entry in the figures file; 0 where there is none to show."""
    is_note: bool = False
    """Whether it only tells what an entry lacks: nothing is wrong."""
    answer: str = ""
    """What `meant` of the figure holds where it is right as it stands; empty where it cannot be."""


class DocumentReport(NamedTuple):
    """One source with a document."""

    source: str
    document: str
    sha256: str
    """Of the text that was audited; empty where it could not be read."""
    paragraphs: int
    numerals: tuple[AuditedNumeral, ...]
    findings: tuple[Finding, ...]

    def count(self, account: Account) -> int:
        """How many numerals have this account."""
        return sum(numeral.account == account for numeral in self.numerals)

    @property
    def wrong(self) -> int:
        """How many findings are neither pending numerals nor notes."""
        return sum(f.rule != "pending" and not f.is_note for f in self.findings)

    @property
    def notes(self) -> int:
        """How many findings only tell what entries lack."""
        return sum(finding.is_note for finding in self.findings)

    @property
    def reasons(self) -> dict[str, int]:
        """How many numerals were dismissed for each reason that stands there, in their order."""
        counts = Counter(n.by for n in self.numerals if n.account == "dismissed")
        return {reason: counts[reason] for reason in DISMISSAL_REASONS if counts[reason]}

    @property
    def not_held(self) -> int:
        """How many statistics the document states that the figures do not hold."""
        return sum(number for reason, number in self.reasons.items() if reason in NOT_HELD)

    @property
    def complete(self) -> bool:
        """Whether everything is accounted for and nothing wrong."""
        return not self.count("pending") and not self.wrong


class AuditReport(NamedTuple):
    """All sources with documents, in the order of the figures file."""

    documents: tuple[DocumentReport, ...]
    unnamed: tuple[str, ...]
    """Documents given that no source names."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything pending or wrong, and what entries lack."""
        return tuple(finding for document in self.documents for finding in document.findings)

    @property
    def clean(self) -> bool:
        """Whether nothing is pending or wrong."""
        return all(finding.is_note for finding in self.findings)


def render_text(report: AuditReport, figures: str = "figures.yaml") -> str:
    """One line a document, then every finding with what to do, then the sum.

    figures: how a message calls the figures file.
    """
    lines = [_document_line(document) for document in report.documents]
    lines += [f"{name}: no source names this document" for name in report.unnamed]
    lines += [_finding_lines(finding, figures) for finding in report.findings]
    lines.append(_sum_line(report))
    return "\n".join(lines)


def _sum_line(report: AuditReport) -> str:
    total = sum(len(document.numerals) for document in report.documents)
    pending = sum(document.count("pending") for document in report.documents)
    wrong = sum(document.wrong for document in report.documents)
    notes = sum(document.notes for document in report.documents)
    not_held = sum(document.not_held for document in report.documents)
    line = (
        f"{total:,} numerals in {_counted(len(report.documents), 'document')}: "
        f"{pending} pending, {wrong} wrong"
    )
    held = f", {_counted(not_held, 'statistic')} not held" if not_held else ""
    return line + held + (f"; {_counted(notes, 'note')}" if notes else "")


def _document_line(document: DocumentReport) -> str:
    """As in: complete: 41 numerals, 3 statistics not held: 20 figures, ..."""
    counts = {account: document.count(account) for account in ACCOUNTS}
    state = "complete: " if document.complete and document.sha256 else ""
    not_held = f", {_counted(document.not_held, 'statistic')} not held" if document.not_held else ""
    reasons = ", ".join(f"{number} {reason}" for reason, number in document.reasons.items())
    dismissed = f"{counts['dismissed']} dismissed" + (f" ({reasons})" if reasons else "")
    return (
        f"{document.document} ({document.source}): {state}"
        f"{_counted(len(document.numerals), 'numeral')}{not_held}: "
        f"{_counted(counts['figure'], 'figure')}, {_counted(counts['event'], 'event')}, "
        f"{_counted(counts['date'], 'date')}, {dismissed}, {counts['pending']} pending"
        + (f"; {document.wrong} wrong" if document.wrong else "")
    )


def _finding_lines(finding: Finding, figures: str) -> str:
    place = f"{finding.document}:{finding.paragraph}" if finding.paragraph else finding.document
    line = f" ({figures}:{finding.line})" if finding.line else ""
    entry = f"{finding.entry}{line}: " if finding.entry else ""
    shown = f"\n  {finding.context}" if finding.context else ""
    note = "note: " if finding.is_note else ""
    meant = f"meant: [{as_item(finding.answer)}]"
    answer = f", or write {meant} if the text means it" if finding.answer else ""
    todo = finding.todo + answer
    return f"{place}: {note}{entry}{finding.found}; {todo} [{finding.rule}]{shown}"


def as_item(answer: str) -> str:
    """An answer as an item of a list in the figures file: in quotation marks where it needs them.

    It holds what a curator wrote, such as the text of `among`.
    """
    return json.dumps(answer, ensure_ascii=False) if _NEEDS_QUOTES.search(answer) else answer


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def render_json(report: AuditReport) -> str:
    """The whole report for machines: documents with counts, numerals and findings."""
    documents: list[dict[str, Any]] = [
        {
            "source": document.source,
            "document": document.document,
            "sha256": document.sha256,
            "paragraphs": document.paragraphs,
            "counts": {account: document.count(account) for account in ACCOUNTS},
            "wrong": document.wrong,
            "notes": document.notes,
            "complete": document.complete,
            "dismissed": document.reasons,
            "not_held": document.not_held,
            "numerals": [numeral._asdict() for numeral in document.numerals],
            "findings": [finding._asdict() for finding in document.findings],
        }
        for document in report.documents
    ]
    whole = {"clean": report.clean, "documents": documents, "unnamed": list(report.unnamed)}
    return json.dumps(whole, ensure_ascii=False, indent=2)
