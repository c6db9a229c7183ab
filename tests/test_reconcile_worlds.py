"""Random histories: true figures never conflict, an error that can be found is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.reconcile import reconcile
from tests.worlds import World, book

_EXAMPLES = 1_000


@settings(max_examples=_EXAMPLES, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.integers(2, 24))
def test_figures_of_a_known_history_never_conflict(seed: int, count: int) -> None:
    report = reconcile(book(*World(seed).figures(count)))

    assert [c.sentence for c in report.conflicts] == []
    assert report.complete
