"""What all judges of a figure share: the remark that they make, and how far they look."""

from __future__ import annotations

from typing import Final, NamedTuple

from etl.reading.passages import Span

EDGE: Final = r"(?<![^\W\d_])"
END: Final = r"(?![^\W\d_])"
WINDOW: Final = 96
"""Characters before a phrase in which a qualifier may begin."""


class Remark(NamedTuple):
    """One rule of report.RULES that the wording around a phrase breaks."""

    rule: str
    span: Span
    """The words that break it, or the phrase itself."""
    fault: str
    """What the text says that the entry does not; what to do about it follows."""
    todo: str
    is_note: bool = False
    """Whether it only tells what an entry lacks, as those of older files do."""
    by_phrase: bool = False
    """Whether a curator may know better though no words beside the phrase break it."""
