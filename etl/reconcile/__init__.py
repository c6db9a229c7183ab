"""Reconciliation: can all these statements be true at once.

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
from etl.reconcile.render import as_dict, as_text
from etl.reconcile.tables import CONFLICTS, DEDUCED, RECONCILIATION, tables

__all__ = [
    "CONFLICTS",
    "DEDUCED",
    "RECONCILIATION",
    "Cache",
    "Conflict",
    "Deduced",
    "Hint",
    "Member",
    "Report",
    "Revision",
    "Tight",
    "Verdict",
    "as_dict",
    "as_text",
    "reconcile",
    "tables",
]
