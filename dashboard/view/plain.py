"""Text of the data as plain text where Streamlit reads Markdown: labels, alerts, headings.

Where a text stands alone, `st.text` shows it and no escaping is needed. Must not know Streamlit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_PUNCTUATION: Final = re.compile(r"([!-/:-@\[-`{-~])")
"""Every ASCII character that CommonMark lets a backslash take the meaning from."""
_JOINER: Final = "\N{WORD JOINER}"
_AFTER_MARKDOWN: Final = (
    # Bare addresses become links and arrows become signs once the backslashes are gone: a
    # character without width keeps their letters apart.
    (re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)"), rf"\1{_JOINER}"),
    (re.compile(r"(?i)(?<=\bwww)(?=\.)"), _JOINER),
    (re.compile(r"@"), f"{_JOINER}@{_JOINER}"),
    (re.compile(r"(?<=[-<>=])(?=[-<>=])"), _JOINER),
)


@lru_cache(4_096)
def escape(text: str) -> str:
    """Markdown that shows exactly this text: no markup, mathematics, link, icon or line break."""
    shown = " ".join(text.split())
    for pattern, marked in _AFTER_MARKDOWN:
        shown = pattern.sub(marked, shown)
    return _PUNCTUATION.sub(r"\\\1", shown)
