"""Every mistake in every figure of a small world is named, by the check or by the audit.

`python -m tests.bench.audit FOLDER` does the same with the real figures and documents.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from itertools import groupby

import pytest

from etl.reading.passages import paragraphs
from tests.audit_world import DOCUMENTS, FIGURES, book
from tests.conftest import SEARCH
from tests.mutations import Mutation, catcher, mutations

# Counting lines three times as slow finds none that other tests leave out.
pytestmark = pytest.mark.no_cover

PARAGRAPHS = {
    source.id: len(paragraphs(DOCUMENTS[source.document])) for source in book().sources.values()
}
ALL = tuple(mutations(FIGURES, book(), PARAGRAPHS))
STEP = 1 if SEARCH in os.environ else 2
"""Every second mistake of a kind in `make test`, each of them in the search of `make bench`."""


@cache
def caught(mutation: Mutation) -> str:
    """What names the mistake, found once for all tests."""
    return catcher(mutation, DOCUMENTS)


@pytest.mark.whole
@pytest.mark.parametrize("figure", list(book().figures))
def test_every_mistake_in_a_figure_is_named(figure: str) -> None:
    every = [mutation for mutation in ALL if mutation.figure == figure]
    by_kind = sorted(every, key=lambda mutation: mutation.kind)
    groups = [list(group) for _, group in groupby(by_kind, key=lambda mutation: mutation.kind)]
    own = [mutation for group in groups for mutation in group[::STEP]]
    kinds = Counter(mutation.kind for mutation in own)
    assert {"digit", "qualifier", "scale", "paragraph", "period", "status"} <= set(kinds)
    assert {"indicator", "partner", "reporter"} <= set(kinds)
    missed = [f"{m.kind}: {m.what}" for m in own if not caught(m)]
    assert missed == []


def test_double_entry_alone_would_miss_what_the_text_shows() -> None:
    named = Counter(caught(mutation).partition(":")[0] for mutation in ALL[::14])
    assert set(named) == {"check", "audit"}
    assert named["audit"] > 40
    assert named["check"] > 40


@pytest.mark.parametrize(
    ("figure", "kind", "what", "rule"),
    [
        ("trade-2018", "digit", "value 26.216 billion USD", "check:stated-value"),
        (
            "trade-2018",
            "digit",
            "both 26.216 billion USD | 26.216 billiondollars",
            "audit:not-found",
        ),
        ("rank-2018", "digit", "both fourth", "audit:not-found"),
        ("firms-2020", "qualifier", "more_than", "check:stated-qualifier"),
        ("firms-2020", "qualifier", "both 270", "audit:qualifier"),
        ("imports-2018", "scale", "value 1.416 million USD", "check:stated-value"),
        ("imports-2018", "scale", "both 1.416 USD | 1.416", "audit:cut-off"),
        ("trade-2018", "paragraph", "4", "audit:not-found"),
        ("exports-2018", "unit", "value EUR", "audit:currency"),
        ("tonnes-2019", "sign", "no sign", "audit:cut-off"),
        ("growth-2019", "sign", "value -24 %", "audit:fall"),
        ("visas-2019", "period", "2019-S1", "audit:period"),
        ("trade-2018", "period", "2017", "audit:period"),
        ("fdi-2005", "period", "2004/2020-02-11", "audit:period"),
        ("firms-2020", "period", "2020-02-10", "audit:period"),
        ("exports-2018", "indicator", "imports", "audit:indicator"),
        ("visas-2019", "indicator", "firms", "check:stock-day"),
        ("trade-2018", "partner", "RUR", "audit:area"),
        ("trade-2018", "reporter", "RUR", "audit:area"),
        ("trade-2018", "status", "forecast", "audit:status"),
    ],
)
def test_who_names_a_mistake(figure: str, kind: str, what: str, rule: str) -> None:
    mutation = next(m for m in ALL if m[:3] == (figure, kind, what))
    assert catcher(mutation, DOCUMENTS) == rule


def test_a_change_that_is_no_mistake_is_not_named() -> None:
    assert catcher(Mutation("rank-2018", "none", "", FIGURES), DOCUMENTS) == ""
    noted = FIGURES.replace("id: rank-2018\n", "id: rank-2018\n    note: Said in passing.\n")
    assert catcher(Mutation("rank-2018", "none", "", noted), DOCUMENTS) == ""


def test_a_mistake_elsewhere_does_not_count_as_named() -> None:
    other = FIGURES.replace("as_stated: 14.4%\n", "as_stated: 14.5%\n")
    assert catcher(Mutation("share-2018", "digit", "", other), DOCUMENTS) == "check:stated-value"
    assert catcher(Mutation("rank-2018", "digit", "", other), DOCUMENTS) == ""
