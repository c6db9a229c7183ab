"""From readings to proposed entries of a figures file, and a text beside all that is known.

Text in, proposals out: nothing enters the data without the curator's hand.
"""

from __future__ import annotations

from etl.draft.build import draft

__all__ = ["draft"]
