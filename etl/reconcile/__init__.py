"""Can all these statements be true at once?

All figures together are one linear system (macro-integration, as statistical offices call it):
time is cut at every start and end of a period, each flow has an unknown non-negative amount in
each slice, and every figure bounds a sum or a ratio of such amounts. The solver is HiGHS.
Must not read files, and must not know any country, indicator or source by name.
"""

from etl.reconcile.engine import Cache, reconcile
from etl.reconcile.findings import (
    Conflict,
    Deduced,
    Hint,
    Member,
    Report,
    Revision,
    Tight,
    Verdict,
)

__all__ = [
    "Cache",
    "Conflict",
    "Deduced",
    "Hint",
    "Member",
    "Report",
    "Revision",
    "Tight",
    "Verdict",
    "reconcile",
]
